// The document with a mark beside every checked number. Nothing else in it changes.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <vector>

#include "markdown/document.h"
#include "render/mark_places.h"
#include "render/markdown_text.h"
#include "render/marks.h"
#include "render/outline.h"
#include "render/render.h"
#include "text/edit.h"

namespace countercheck {
namespace {

constexpr std::size_t kLongCalculation = 48;  // characters that a reader takes in beside a number
constexpr std::size_t kLongMessage = 100;

int rank_of(const Finding& finding) {
  switch (finding.verdict) {
    case Verdict::fail:
      return finding.expected ? 6 : 5;
    case Verdict::disputed:
      return finding.expected ? 4 : 3;
    case Verdict::pass:
      return 2;
    case Verdict::unverifiable:
    case Verdict::input:
      break;
  }
  return 0;
}

// One checked number with the verdict that weighs most.
struct Mark {
  Span figure;
  const Finding* finding = nullptr;
};

// A rule that fails is marked where it speaks of a number; one that holds has no number of its own.
bool is_marked(const Finding& finding, const Source* source) {
  if (finding.place.source.get() != source || finding.place.span.is_empty()) return false;
  if (finding.place.span.end > source->text().size()) return false;
  if (finding.claim >= 0 || finding.claimed) return rank_of(finding) > 0;
  return finding.verdict == Verdict::fail || finding.verdict == Verdict::disputed;
}

std::vector<Mark> marks_of(const DocumentReport& document) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, const Finding*> worst;
  for (const Finding& finding : document.findings) {
    if (!is_marked(finding, document.source.get())) continue;
    const Finding*& known = worst[{finding.place.span.begin, finding.place.span.end}];
    if (!known || rank_of(finding) > rank_of(*known)) known = &finding;
  }
  std::vector<Mark> marks;
  for (const auto& [span, finding] : worst) marks.push_back({{span.first, span.second}, finding});
  return marks;
}

// A backtick would end a code span that the document began and never ended, a `~` what it began to strike out.
std::string inert(std::string_view text) {
  std::string result(text);
  std::replace(result.begin(), result.end(), '`', '\'');
  result = plain(result);
  const std::size_t tilde = result.find('~');
  if (tilde != std::string::npos && (tilde == 0 || result[tilde - 1] != '\\')) result.insert(tilde, 1, '\\');
  return result;
}

// "8 = 1024 ÷ 128", "8", or the message where no number is expected.
std::string told_briefly(const Finding& finding) {
  if (!finding.expected) return shortened(finding.message, kLongMessage);
  const std::string calculation = told_calculation(finding);
  if (shortened(calculation, kLongCalculation) == calculation) return calculation;
  return shortened(finding.expected->text, kLongCalculation);
}

std::string_view claimed_text(const Mark& mark, const Source& source) {
  return source.slice(mark.figure);
}

// Beside the number: the number need not be said again.
std::string told_in_text(const Mark& mark) {
  if (mark.finding->verdict == Verdict::pass) return std::string(sign_of(Verdict::pass));
  return fmt::format("{} ({})", sign_of(mark.finding->verdict), inert(told_briefly(*mark.finding)));
}

// Away from the number, or beside several: the number is said.
std::string told_apart(const Mark& mark, const Source& source) {
  if (mark.finding->verdict == Verdict::pass) return std::string(sign_of(Verdict::pass));
  if (!mark.finding->expected) return told_in_text(mark);
  return fmt::format("{} ({} → {})", sign_of(mark.finding->verdict), inert(claimed_text(mark, source)),
                     inert(told_briefly(*mark.finding)));
}

// All marks that meet at one place are one; what holds is not worth a word beside what does not.
std::string told_together(const std::vector<Mark>& marks, const Source& source) {
  std::string told;
  for (const Mark& mark : marks) {
    if (mark.finding->verdict == Verdict::pass) continue;
    told += (told.empty() ? "" : " ") + told_apart(mark, source);
    if (told.size() > 1000) break;
  }
  return told.empty() ? std::string(sign_of(Verdict::pass)) : told;
}

std::string where_in(const Block& block, int line) {
  return block.kind == BlockKind::heading ? std::string() : fmt::format("line {}: ", line);
}

// The lines of notes after a block. `shift` lines of other notes stand before them in the annotated document.
std::vector<std::string> note_lines(const std::vector<Mark>& marks, const Source& source, const Block& block,
                                    int shift) {
  std::vector<std::string> lines;
  std::string right;
  for (const Mark& mark : marks) {
    const Finding& finding = *mark.finding;
    const int line = source.position(mark.figure.begin).line + shift;
    const std::string claimed = inert(shortened(claimed_text(mark, source), kLongMessage));
    if (finding.verdict == Verdict::pass) {
      if (right.size() < 1000)
        right += fmt::format("{}{}{}", right.empty() ? " " : ", ", where_in(block, line), claimed);
      continue;
    }
    const std::string label = label_of(finding);
    const std::string what =
        finding.expected ? fmt::format("{}{}{} → ", inert(label), label.empty() ? "" : " ", claimed) : std::string();
    lines.push_back(
        fmt::format("{} {}{}{}", sign_of(finding.verdict), where_in(block, line), what, inert(told_briefly(finding))));
  }
  if (!right.empty()) lines.push_back(std::string(sign_of(Verdict::pass)) + right);
  return lines;
}

std::vector<Edit> edits_of(const std::vector<Mark>& marks, const Document& document, bool with_notes) {
  const Source& source = *document.source;
  std::vector<Span> figures;
  for (const Mark& mark : marks) figures.push_back(mark.figure);
  MarkPlaces places(document);
  const std::vector<MarkPlace> found = places.find(figures);

  struct Group {
    MarkPlace place;
    std::vector<Mark> marks;
  };
  std::map<std::pair<std::uint32_t, int>, Group> groups;  // by offset; notes of several blocks may meet at one
  for (std::size_t i = 0; i < marks.size(); ++i) {
    if (found[i].kind == MarkPlace::Kind::nowhere) continue;
    const bool is_note = found[i].kind == MarkPlace::Kind::in_notes;
    if (is_note && !with_notes) continue;
    Group& group = groups[{found[i].offset, is_note ? found[i].block : -1}];
    if (group.marks.empty()) group.place = found[i];
    group.place.is_apart = group.place.is_apart || found[i].is_apart;
    group.marks.push_back(marks[i]);
  }

  std::vector<Edit> edits;
  int shift = 0;
  for (const auto& [at, group] : groups) {
    const Span span{group.place.offset, group.place.offset};
    if (group.place.kind == MarkPlace::Kind::in_text) {
      const bool is_beside = group.marks.size() == 1 && !group.place.is_apart;
      edits.push_back(
          {span, text_mark(is_beside ? told_in_text(group.marks.front()) : told_together(group.marks, source))});
      continue;
    }
    const Block& block = document.blocks[static_cast<std::size_t>(group.place.block)];
    const NotesFrame frame = places.frame_of(group.place);
    const bool is_before = group.place.offset <= block.span.begin;
    std::vector<std::string> lines = note_lines(group.marks, source, block, shift);
    const int added = static_cast<int>(lines.size()) + 2;
    if (is_before) lines = note_lines(group.marks, source, block, shift + added);
    edits.push_back({span, notes_mark(lines, frame)});
    shift += added;
  }
  return edits;
}

// What must not change: the blocks, tables and cells of the document. Ours are left out.
std::vector<std::string> structure_of(const Document& document) {
  const std::vector<Span> marks = find_marks(document.source->text());
  const auto is_ours = [&](Span span) {
    const auto after =
        std::partition_point(marks.begin(), marks.end(), [&](Span mark) { return mark.begin <= span.begin; });
    return after != marks.begin() && span.begin < std::prev(after)->end && span.end <= std::prev(after)->end;
  };
  std::vector<std::string> structure;
  for (const Block& block : document.blocks) {
    if (is_ours(block.span)) continue;
    structure.push_back(fmt::format("{} {} {} {} {} {}", static_cast<int>(block.kind), block.level, block.table,
                                    block.row, block.column, block.info));
  }
  for (const Table& table : document.tables)
    structure.push_back(fmt::format("{} × {}", table.rows.size(), table.columns));
  return structure;
}

// A mark that changes the document or cannot be taken away is worse than none.
bool is_faithful(const std::string& annotated, const Document& document) {
  if (strip(annotated) != document.source->text()) return false;
  return structure_of(parse_markdown(std::make_shared<const Source>(document.source->path(), annotated))) ==
         structure_of(document);
}

}  // namespace

Annotated annotate(const DocumentReport& document) {
  const std::string_view text = document.source->text();
  if (is_annotated(text)) return {{}, "is marked already; take the marks away before it is checked"};
  if (const auto sentinel = find_sentinel(text)) {
    const int line = document.source->position(*sentinel).line;
    return {{},
            fmt::format("line {} holds `<!--countercheck…-->`, which only countercheck's own marks may hold", line)};
  }
  const std::vector<Mark> marks = marks_of(document);
  if (marks.empty()) return {std::string(text), {}};
  const Document parsed = parse_markdown(document.source);
  for (const bool with_notes : {true, false}) {
    std::string annotated = apply_edits(text, edits_of(marks, parsed, with_notes));
    if (is_faithful(annotated, parsed)) return {std::move(annotated), {}};
  }
  return {{}, "cannot be marked without changing its structure"};
}

}  // namespace countercheck
