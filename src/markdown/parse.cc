// Assembles a document from the outline: blocks in the order of the text, sections, tables, comments.
#include <algorithm>
#include <cassert>
#include <utility>

#include "markdown/document.h"
#include "markdown/flat_builder.h"
#include "markdown/front_matter.h"
#include "markdown/inlines.h"
#include "markdown/leaf.h"
#include "markdown/references.h"
#include "markdown/table_rows.h"
#include "markdown/walk.h"

namespace countercheck {
namespace {

using Kind = OutlineNode::Kind;

constexpr std::size_t kMaxCells = 20'000'000;  // of all tables, padding included

/// Makes blocks of the outline, node by node.
class Assembly {
 public:
  Assembly(Document& document, const Layout& layout)
      : document_(document), layout_(layout), text_(layout.text), walk_(layout), references_(find_references(layout)) {}

  void run() {
    int lists = 0;
    for (std::size_t i = 0; i < layout_.nodes.size(); ++i) {
      const OutlineNode& node = layout_.nodes[i];
      walk_.enter(static_cast<int>(i));
      if (node.kind == Kind::list) {
        lists_.resize(layout_.nodes.size(), -1);
        lists_[i] = lists++;
      } else if (node.kind == Kind::item) {
        add_item(static_cast<int>(i));
      } else {
        add_leaf(node);
      }
    }
    close_sections(0, static_cast<std::uint32_t>(document_.source->text().size()));
  }

 private:
  void add_leaf(const OutlineNode& node) {
    switch (node.kind) {
      case Kind::paragraph:
        return add_paragraph(node);
      case Kind::heading:
        return add_heading(node);
      case Kind::fence:
      case Kind::indented_code:
        return add_code(code_lines(layout_, node, walk_.containers()));
      case Kind::html:
        return add_html(html_lines(layout_, node, walk_.containers()));
      default:
        return;
    }
  }

  /// A block at the current place of the walk, at the end of the document so far.
  int add_block(BlockKind kind, Span span) {
    Block block;
    block.kind = kind;
    block.span = block.content = span;
    block.section = section_;
    block.parent = walk_.item();
    block.depth = walk_.depth();
    block.is_quote = walk_.is_quote();
    document_.blocks.push_back(std::move(block));
    return static_cast<int>(document_.blocks.size()) - 1;
  }
  Block& block(int number) { return document_.blocks[static_cast<std::size_t>(number)]; }

  void add_item(int node) {
    const int added = add_block(BlockKind::item, {walk_.content_start(), walk_.content_start()});
    block(added).list = lists_[static_cast<std::size_t>(layout_.nodes[static_cast<std::size_t>(node)].parent)];
    walk_.set_block(added);
    empty_item_ = added;
  }

  /// The text of a block that was just added; comments in it become blocks behind it.
  void fill(int number, const FlatText& raw) {
    Inlines inlines = read_inlines(raw, references_);
    block(number).text = std::move(inlines.text);
    for (const Span comment : inlines.comments) add_verbatim(BlockKind::comment, raw, comment);
  }

  void add_verbatim(BlockKind kind, const FlatText& raw, Span part) {
    const int added = add_block(kind, raw.to_source(part));
    FlatBuilder builder;
    builder.add_flat(raw, part);
    block(added).text = builder.take();
  }

  void add_text(const std::vector<Span>& lines) {
    if (lines.empty()) return;
    const Span span{lines.front().begin, lines.back().end};
    int added = -1;
    if (can_fill_item()) {
      added = std::exchange(empty_item_, -1);
      block(added).span = block(added).content = span;
    } else {
      added = add_block(BlockKind::paragraph, span);
    }
    fill(added, join_lines(text_, lines));
  }

  /// An item's first paragraph is the item's own text.
  [[nodiscard]] bool can_fill_item() const {
    return empty_item_ >= 0 && empty_item_ == static_cast<int>(document_.blocks.size()) - 1 &&
           walk_.is_directly_in(empty_item_);
  }

  void add_paragraph(const OutlineNode& node) {
    ParagraphLines lines = paragraph_lines(layout_, node, walk_.containers());
    if (can_fill_item()) drop_task_mark(lines);
    add_lines(lines);
  }

  void drop_task_mark(ParagraphLines& lines) const {
    if (lines.spans.empty() || lines.spans[0].size() < 3) return;
    Span& line = lines.spans[0];
    const std::string_view mark = text_.substr(line.begin, line.size());
    const bool is_box =
        mark[0] == '[' && std::string_view(" xX").find(mark[1]) != std::string_view::npos && mark[2] == ']';
    if (!is_box || (mark.size() > 3 && mark[3] != ' ' && mark[3] != '\t')) return;
    const std::size_t text = std::min(mark.find_first_not_of(" \t", 3), mark.size());
    line.begin += static_cast<std::uint32_t>(text);
    if (!line.is_empty()) return;
    lines.spans.erase(lines.spans.begin());
    lines.is_lazy.erase(lines.is_lazy.begin());
  }

  /// Text, then a table, then again text where lazy lines or a list follow the table.
  void add_lines(const ParagraphLines& lines) {
    const std::size_t skipped = count_definition_lines(text_, lines.spans);
    const auto at = [&lines](std::size_t i) { return lines.spans.begin() + static_cast<std::ptrdiff_t>(i); };
    const std::optional<TableLines> table = find_table(text_, lines, skipped);
    if (!table) return add_text({at(skipped), lines.spans.end()});
    add_text({at(skipped), at(table->header)});
    add_table({at(table->header), at(table->end)});
    add_text({at(table->end), lines.spans.end()});
  }

  void add_heading(const OutlineNode& node) {
    const HeadingLines lines = heading_lines(layout_, node, walk_.containers());
    const ParagraphLines plain{lines.spans, std::vector<bool>(lines.spans.size(), false)};
    // A rule below a table, not a heading.
    if (lines.is_underlined && find_table(text_, plain, 0)) return add_lines(plain);
    // A quoted heading is somebody else's.
    if (!walk_.is_quote()) open_section(node.level, lines.span.begin);
    const int added = add_block(BlockKind::heading, lines.span);
    block(added).level = node.level;
    if (!walk_.is_quote()) document_.sections[static_cast<std::size_t>(section_)].heading = added;
    fill(added, join_lines(text_, lines.spans));
  }

  void open_section(int level, std::uint32_t begin) {
    close_sections(level, begin);
    Section section;
    section.level = level;
    section.parent = section_;
    section.span = {begin, begin};
    document_.sections.push_back(section);
    section_ = static_cast<int>(document_.sections.size()) - 1;
  }

  /// Ends the sections of `level` and deeper; level 0 ends all.
  void close_sections(int level, std::uint32_t end) {
    while (section_ >= 0 && document_.sections[static_cast<std::size_t>(section_)].level >= level) {
      Section& section = document_.sections[static_cast<std::size_t>(section_)];
      section.span.end = end;
      section_ = section.parent;
    }
  }

  void add_code(const CodeLines& lines) {
    const int added = add_block(BlockKind::fence, lines.span);
    block(added).content = lines.content;
    block(added).info = lines.info;
    block(added).text = join_lines(text_, lines.spans);
  }

  /// Comments in an HTML block are blocks of their own; what stands between them is HTML.
  void add_html(const std::vector<Span>& lines) {
    const FlatText raw = join_lines(text_, lines);
    const std::string_view html = raw.text;
    std::size_t at = 0;
    const auto add_between = [&](std::size_t end) {
      const std::size_t begin = html.find_first_not_of(" \t\n", at);
      if (begin < end)
        add_verbatim(BlockKind::html, raw, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    };
    while (at < html.size()) {
      const std::size_t begin = std::min(html.find("<!--", at), html.size());
      add_between(begin);
      if (begin == html.size()) return;
      const std::size_t close = html.find("-->", begin + 4);
      at = close == std::string_view::npos ? html.size() : close + 3;
      add_verbatim(BlockKind::comment, raw, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)});
    }
  }

  void add_table(const std::vector<Span>& lines) {
    Table table;
    table.span = {lines.front().begin, lines.back().end};
    table.section = section_;
    table.before = block_before_table();
    const auto columns = static_cast<std::size_t>(delimiter_columns(text_, lines[1]));
    if (columns > static_cast<std::size_t>(document_.limits.columns)) {
      document_.unread.push_back(
          {"a table with " + std::to_string(columns) + " columns is read as text", "columns", table.span});
      return add_text(lines);
    }
    table.columns = static_cast<int>(columns);
    const int number = static_cast<int>(document_.tables.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (i == 1) continue;
      cells_ += columns;
      if (cells_ > kMaxCells) {
        document_.unread.push_back(
            {"tables with more than " + std::to_string(kMaxCells) + " cells are cut", {}, lines[i]});
        break;
      }
      std::vector<Span> cells = split_row(text_, lines[i]);
      cells.resize(std::min(cells.size(), columns));
      std::vector<int> row(columns, -1);
      for (std::size_t column = 0; column < cells.size(); ++column) {
        row[column] = add_block(BlockKind::cell, cells[column]);
        Block& cell = block(row[column]);
        cell.table = number;
        cell.row = static_cast<int>(table.rows.size());
        cell.column = static_cast<int>(column);
        fill(row[column], cell_text(text_, cells[column]));
      }
      table.rows.push_back(std::move(row));
    }
    document_.tables.push_back(std::move(table));
  }

  /// A caption or the text above: the nearest block in the section that is no comment and no empty item.
  [[nodiscard]] int block_before_table() const {
    for (std::size_t i = document_.blocks.size(); i-- > 0;) {
      const Block& before = document_.blocks[i];
      if (before.section != section_ || before.kind == BlockKind::cell) return -1;
      if (before.kind == BlockKind::comment || before.span.is_empty()) continue;
      return static_cast<int>(i);
    }
    return -1;
  }

  Document& document_;
  const Layout& layout_;
  std::string_view text_;
  Walk walk_;
  References references_;
  std::vector<int> lists_;  // the number of each list, by node
  int section_ = 0;
  int empty_item_ = -1;  // the block of an item whose text has not come yet
  std::size_t cells_ = 0;
};

/// Where the Markdown begins: behind a BOM and front matter, which becomes the first block.
std::uint32_t take_front_matter(Document& document) {
  const std::string_view text = document.source->text();
  const std::uint32_t begin = text.substr(0, 3) == "\xEF\xBB\xBF" ? 3 : 0;
  std::optional<FrontMatter> front = find_front_matter(text, begin);
  if (!front) return begin;
  Block block;
  block.kind = BlockKind::front_matter;
  block.span = front->span;
  block.content = front->content;
  block.info = std::move(front->info);
  block.text = join_lines(text, split_lines(text.substr(0, front->content.end), front->content.begin));
  document.blocks.push_back(std::move(block));
  return front->end;
}

}  // namespace

Document parse_markdown(SourcePtr source, const Limits& limits) {
  assert(source != nullptr);
  Document document;
  document.source = std::move(source);
  std::string_view text = document.source->text();
  document.sections.push_back({});
  document.limits = limits;
  if (const std::size_t most = static_cast<std::size_t>(limits.document_mib) << 20U; text.size() > most) {
    const auto begin = static_cast<std::uint32_t>(most);
    document.unread.push_back(
        {"only the first " + std::to_string(limits.document_mib) + " MiB are read", "document_mib", {begin, begin}});
    text = text.substr(0, most);
  }
  const std::uint32_t begin = take_front_matter(document);
  Layout layout;
  layout.text = text;
  layout.lines = split_lines(text, begin);
  layout.nodes = outline(text, layout.lines, limits, document.unread);
  Assembly(document, layout).run();
  return document;
}

}  // namespace countercheck
