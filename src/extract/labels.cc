// Reads labels with their values: "- **Total GPUs**: 128", "Memory per GPU = 69 MB (0.11%)", "batch size of 128".
#include <algorithm>
#include <array>

#include "extract/binding.h"
#include "extract/page.h"
#include "extract/signs.h"

namespace countercheck {
namespace {

/// A place where a label may end and its value begin.
struct Separator {
  std::uint32_t label_begin = 0;  ///< where the clause of the label begins
  std::uint32_t label_end = 0;
  std::uint32_t value_begin = 0;
  bool is_whole = false;  ///< the whole clause is the label (a colon); else its ending
  bool is_link = false;   ///< a word, or nothing, stands between label and value
};

bool ends_clause(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == '\n' || c == ',' || c == ';' || c == '(' || c == '[' || c == '|' || c == ')' || c == '#') return true;
  return c == '.' && (at + 1 == text.size() || text[at + 1] == ' ');
}

/// A colon between digits is a time or a ratio; before slashes it belongs to an address.
bool is_separator(std::string_view text, std::size_t at) {
  const char next = at + 1 < text.size() ? text[at + 1] : ' ';
  const char before = at > 0 ? text[at - 1] : ' ';
  if (text[at] == ':')
    return next != '/' && next != ':' && before != ':' &&
           !(before >= '0' && before <= '9' && next >= '0' && next <= '9');
  if (text[at] == '=') return next != '=' && before != '=' && before != '<' && before != '>' && before != '!';
  return false;
}

/// Clauses may hold a parenthesis of their own before the colon: "Tensor Parallelism (TP): 4".
std::uint32_t clause_begin(std::string_view text, std::size_t line_begin, std::size_t at) {
  int depth = 0;
  std::size_t i = at;
  while (i > line_begin) {
    const char c = text[i - 1];
    if (c == ')')
      ++depth;
    else if (c == '(' && depth > 0)
      --depth;
    else if (depth == 0 && ends_clause(text, i - 1))
      break;
    --i;
  }
  return static_cast<std::uint32_t>(i);
}

std::vector<Separator> separators_in(std::string_view text) {
  std::vector<Separator> out;
  std::size_t line_begin = 0;
  std::size_t previous = 0;  // the last separator: a value ended there, so a label begins after it
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') {
      line_begin = previous = i + 1;
      continue;
    }
    if (!is_separator(text, i)) continue;
    std::size_t floor = std::max(line_begin, previous);
    // Behind an equals sign stands what the ending of the clause names, however long the clause is.
    if (text[i] == '=' && i - floor > 120) floor = i - 120;
    if (i - floor <= 120) {
      const std::uint32_t begin = clause_begin(text, floor, i);
      out.push_back({begin, static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i + 1), text[i] == ':'});
    }
    previous = i + 1;
  }
  return out;
}

/// "batch size of 128", "sequence length is 1024": the words between are in the group of links.
std::vector<Separator> links_before(const Page& page, int block) {
  std::vector<Separator> out;
  const std::string_view text = page.block(block).text.text;
  for (const Written& value : page.values_of(block)) {
    const std::size_t floor = value.span.begin > 80 ? value.span.begin - 80 : 0;
    const std::uint32_t begin = clause_begin(text, floor, value.span.begin);
    const std::vector<Word> words = words_of(text.substr(begin, value.span.begin - begin));
    std::size_t end = words.size();
    // A label with a sign behind it has been read as such.
    if (text.substr(begin, value.span.begin - begin).find_first_of(":=") != std::string_view::npos) continue;
    while (end > 0 && (page.book.language.has("link", words[end - 1].text) ||
                       page.book.language.has("adverb", words[end - 1].text)))
      --end;
    // Without a link word the label must have two words at least: "layers 16" may be an index.
    const bool is_linked = end < words.size();
    if (end == 0 || (!is_linked && end < 2)) continue;
    // "Pipeline stage 0" and "layer 12" are names of one thing among several.
    if (!is_linked && page.book.find_axis(words[end - 1].text) != nullptr) continue;
    out.push_back({begin, begin + words[end - 1].span.end, value.span.begin, false, true});
  }
  return out;
}

/// "TP × PP × DP × EP = 8" and "= 256 ÷ 2 (TP) = 128" equate a calculation; what stands before the sign is no label.
bool is_in_calculation(const Page& page, int block, const Separator& separator) {
  const std::vector<Equation>& equations = page.equations_of(block);  // in the order of the text
  const auto behind = std::partition_point(equations.begin(), equations.end(), [&](const Equation& equation) {
    return equation.span.begin < separator.label_end;
  });
  // A line may hold a hundred thousand calculations, and few overlap.
  constexpr std::ptrdiff_t kOverlapping = 64;
  const auto first = behind - std::min<std::ptrdiff_t>(behind - equations.begin(), kOverlapping);
  if (std::any_of(first, behind, [&](const Equation& equation) { return separator.label_end < equation.span.end; }))
    return true;
  std::string_view before = std::string_view(page.block(block).text.text).substr(0, separator.label_end);
  const std::vector<Word> words = words_of(before.substr(separator.label_begin));
  if (separator.is_whole || words.empty()) return false;
  before = before.substr(0, separator.label_begin + words.back().span.begin);
  return !operator_ending(before).empty();
}

/// So far behind a figure words may still speak of it: a line of many figures is not searched to its end for each.
constexpr std::size_t kFarthest = 400;

class LabelReader {
 public:
  LabelReader(const Page& page, int block, std::vector<Statement>& out)
      : page_(page), block_(block), text_(page.block(block).text.text), out_(out) {}

  void read(const Separator& separator) {
    const std::string_view clause = text_.substr(separator.label_begin, separator.label_end - separator.label_begin);
    Label label = separator.is_whole ? read_label(clause, page_.book) : read_label_ending(clause, page_.book);
    if (label.candidates.empty() && !separator.is_whole) label = read_label(clause, page_.book);
    narrow(label, clause, separator);
    read_share(clause, separator);
    label.candidates = in_context(std::move(label.candidates), page_);
    label.maybe = in_context(std::move(label.maybe), page_);
    if (label.candidates.empty() && label.maybe.empty()) return;
    if (separator.value_begin < text_.size() && stands_for_list(separator)) return;
    if (read_choice(label, separator)) return;
    FigureAt figure = short_figure_at(page_, block_, separator.value_begin, label.candidates);
    if (!figure.is_found) figure = figure_at(page_, block_, separator.value_begin);
    if (!figure.is_found) return;
    give_unit(figure.written, label.candidates, page_.book);
    if (label.candidates.empty()) return read_loosely(label, separator, figure.written);
    const QuantityId quantity = fitting(label.candidates, figure.written, page_.book);
    if (quantity == kNoQuantity) return;
    figure.written = counted(separator, figure.written, page_.book[quantity]);
    const std::string_view behind = text_.substr(figure.written.span.end, kFarthest);
    const After after = axes_after(behind, figure.written, page_.book[quantity], page_.book);
    if (after.contradicts || is_said_of_each(behind, page_.book[quantity], page_.book)) return;
    Statement statement = make(label, separator, quantity);
    statement.written = figure.written;
    for (const std::string& axis : after.per)
      if (std::find(statement.per.begin(), statement.per.end(), axis) == statement.per.end())
        statement.per.push_back(axis);
    out_.push_back(statement);
    read_former(behind, statement);
  }

 private:
  /// "Memory: 16 GB per GPU" is what "Memory per GPU: 16 GB" is.
  void narrow(Label& label, std::string_view clause, const Separator& separator) const {
    if (!separator.is_whole || !label.per.empty()) return;
    const FigureAt figure = figure_at(page_, block_, separator.value_begin);
    if (!figure.is_found) return;
    const Axis* axis = axis_behind(figure.written);
    if (axis == nullptr || axis->is_implied) return;
    Label narrower = read_label(std::string(clause) + " per " + axis->name, page_.book);
    if (narrower.candidates.empty() || !narrower.per.empty()) return;
    narrower.span.end = std::min(narrower.span.end, static_cast<std::uint32_t>(clause.size()));
    label = std::move(narrower);
  }

  /// "Hidden size: 1024 → 512 per GPU": the 512 is what "Hidden size per GPU" names.
  void read_share(std::string_view clause, const Separator& separator) {
    if (!separator.is_whole) return;
    const FigureAt whole = figure_at(page_, block_, separator.value_begin);
    if (!whole.is_found) return;
    const std::string_view behind = text_.substr(whole.written.span.end, kFarthest);
    std::size_t arrow = std::min(behind.find("→"), behind.find("->"));
    if (arrow == std::string_view::npos || behind.substr(0, arrow).find_first_of("\n.,;:(=") != std::string_view::npos)
      return;
    arrow += behind.substr(arrow).starts_with("->") ? 2 : std::string_view("→").size();
    FigureAt share = figure_at(page_, block_, whole.written.span.end + static_cast<std::uint32_t>(arrow));
    const Axis* axis = share.is_found ? axis_behind(share.written) : nullptr;
    if (axis == nullptr) return;
    std::vector<Word> words = words_of(clause);
    while (!words.empty() && page_.book.language.has("splitting", words.back().text)) words.pop_back();
    const Label label = read_label(join(words, 0, words.size()) + " per " + axis->name, page_.book);
    const QuantityId quantity = label.per.empty() ? fitting(label.candidates, share.written, page_.book) : kNoQuantity;
    if (quantity == kNoQuantity) return;
    Statement statement = make({}, separator, quantity);
    statement.label = {separator.label_begin, separator.label_end};
    statement.written = share.written;
    out_.push_back(statement);
    statement.quantity =
        fitting(read_label(join(words, 0, words.size()), page_.book).candidates, whole.written, page_.book);
    statement.written = whole.written;
    if (statement.quantity != kNoQuantity) out_.push_back(std::move(statement));
  }

  [[nodiscard]] const Axis* axis_behind(const Written& figure) const {
    if (!figure.unit.per.empty())
      return figure.unit.per.size() == 1 ? page_.book.find_axis(figure.unit.per.front()) : nullptr;
    const std::string_view behind = text_.substr(figure.span.end, kFarthest);
    const std::vector<Word> words =
        words_of(behind.substr(0, std::min<std::size_t>(behind.find_first_of("(,.;:=\n"), 24)));
    const bool is_per = words.size() > 1 && words[0].text == "per" && words[0].span.begin <= 1;
    return is_per ? page_.book.find_axis(words[1].text) : nullptr;
  }

  /// Of "Attention heads: 16 heads × 64 = 1024" the heads are 16: an input is what is counted, not what comes of it.
  [[nodiscard]] Written counted(const Separator& separator, const Written& result, const Quantity& quantity) const {
    const std::string& noun = quantity.unit.noun;
    if (noun.empty() || result.unit.noun == noun || !quantity.formulas.empty()) return result;
    const auto& values = page_.values_of(block_);
    const auto first = std::lower_bound(values.begin(), values.end(), separator.value_begin,
                                        [](const Written& v, std::uint32_t at) { return v.span.begin < at; });
    const bool stands_before = first != values.end() && first->span.begin < result.span.begin;
    return stands_before && first->unit.noun == noun ? *first : result;
  }

  /// "[batch, seq, hidden] = [128, 1024, 1024]": the last name is not that of the first number.
  [[nodiscard]] bool stands_for_list(const Separator& separator) const {
    std::string_view before = text_.substr(0, separator.label_end);
    while (!before.empty() && before.back() == ' ') before.remove_suffix(1);
    const std::size_t value = text_.find_first_not_of(' ', separator.value_begin);
    return before.ends_with(']') && value != std::string_view::npos && text_[value] == '[';
  }

  void read_loosely(const Label& label, const Separator& separator, const Written& written) {
    Statement statement = make(label, separator, kNoQuantity);
    statement.maybe = all_fitting(label.maybe, written, page_.book);
    std::erase_if(statement.maybe, [&](QuantityId id) {
      const std::vector<std::string>& own = page_.book[id].per;
      return std::any_of(label.per.begin(), label.per.end(),
                         [&](const std::string& axis) { return std::find(own.begin(), own.end(), axis) == own.end(); });
    });
    statement.written = written;
    if (statement.maybe.empty()) return;
    const std::string_view clause = text_.substr(separator.label_begin, separator.label_end - separator.label_begin);
    if (const QuantityId quantity = told_by_context(clause, statement); quantity != kNoQuantity) {
      statement.quantity = quantity;
      statement.maybe.clear();
      statement.reader = Reader::link;
    }
    out_.push_back(std::move(statement));
  }

  /// An input beside a heading is often one of several: "heads: 4" below "Multi-head attention, per GPU".
  [[nodiscard]] bool is_result(QuantityId id, const Statement& statement) const {
    const Quantity& quantity = page_.book[id];
    const auto& maybe = statement.maybe;
    const bool has_unit = !statement.written.unit.is_bare() || quantity.unit.is_bare();
    return has_unit && std::find(maybe.begin(), maybe.end(), id) != maybe.end() &&
           std::any_of(quantity.formulas.begin(), quantity.formulas.end(),
                       [](const Formula& f) { return !f.is_fallback; });
  }

  /// Below "Memory analysis" the "Headroom" is that of the memory, and so it is in "Headroom: 40 % of memory": the one
  /// quantity that a word of the heading, or of what stands behind the figure, makes of a loose label.
  [[nodiscard]] QuantityId told_by_context(std::string_view clause, const Statement& statement) const {
    constexpr std::size_t kNearBehind = 40;
    const Section& section = page_.doc.sections[static_cast<std::size_t>(page_.block(block_).section)];
    std::string_view behind =
        text_.substr(std::min<std::size_t>(statement.written.span.end, text_.size()), kNearBehind);
    behind = behind.substr(0, behind.find_first_of("\n.,;:()[]"));
    std::string_view heading;
    if (section.heading >= 0) heading = page_.block(section.heading).text.text;
    const std::string own(clause);
    for (const std::string_view context : {behind, heading}) {
      QuantityId told = kNoQuantity;
      const std::vector<Word> words = words_of(context);
      for (std::size_t i = 0; i < words.size(); ++i) {
        const Axis* axis =
            i > 0 && page_.book.language.has("per", words[i - 1].text) ? page_.book.find_axis(words[i].text) : nullptr;
        const Label label =
            read_label(axis == nullptr ? words[i].text + " " + own : own + " per " + axis->name, page_.book);
        const QuantityId quantity =
            label.per.empty() ? fitting(label.candidates, statement.written, page_.book) : kNoQuantity;
        if (quantity == kNoQuantity || !is_result(quantity, statement)) continue;
        if (told != kNoQuantity && told != quantity) return kNoQuantity;
        told = quantity;
      }
      if (told != kNoQuantity) return told;
    }
    return kNoQuantity;
  }

  /// "8 experts [increased from 4]": the former value of the same quantity.
  void read_former(std::string_view behind, const Statement& now) {
    const std::size_t open = behind.find_first_of("([");
    if (open == std::string_view::npos || behind.substr(0, open).find_first_of("\n;:.") != std::string_view::npos)
      return;
    for (const std::size_t bracket : {open, behind.find_first_of("([", open + 1)}) {
      if (bracket == std::string_view::npos) return;
      const std::string_view inside = behind.substr(bracket + 1, behind.find_first_of(")]\n", bracket) - bracket - 1);
      const std::vector<Word> words = words_of(inside.substr(0, 40));
      const auto from = std::find_if(words.begin(), words.end(),
                                     [&](const Word& word) { return page_.book.language.has("former", word.text); });
      if (from == words.end() || from - words.begin() > 1) continue;
      const std::uint32_t at = static_cast<std::uint32_t>(inside.data() - text_.data()) + from->span.end;
      const FigureAt figure = figure_at(page_, block_, at);
      if (!figure.is_found || fitting({now.quantity}, figure.written, page_.book) == kNoQuantity) return;
      Statement former = now;
      former.written = figure.written;
      former.is_former = true;
      out_.push_back(std::move(former));
      return;
    }
  }

  Statement make(const Label& label, const Separator& separator, QuantityId quantity) const {
    Statement statement;
    statement.block = statement.label_block = block_;
    statement.quantity = quantity;
    statement.per = label.per;
    statement.label = {separator.label_begin + label.span.begin, separator.label_begin + label.span.end};
    statement.reader = separator.is_link ? Reader::link : Reader::label;
    statement.is_target = label.is_target;
    return statement;
  }

  bool read_choice(const Label& label, const Separator& separator) {
    for (const QuantityId id : label.candidates) {
      const Quantity& quantity = page_.book[id];
      if (quantity.kind != Value::Kind::choice) continue;
      const ChoiceAt choice = choice_at(quantity, text_.substr(separator.value_begin));
      if (choice.choice.empty()) continue;
      Statement statement = make(label, separator, id);
      statement.choice = choice.choice;
      statement.written.span = {separator.value_begin + choice.span.begin, separator.value_begin + choice.span.end};
      out_.push_back(std::move(statement));
      return true;
    }
    return false;
  }

  const Page& page_;
  int block_;
  std::string_view text_;
  std::vector<Statement>& out_;
};

}  // namespace

void read_labels(const Page& page, int block, std::vector<Statement>& out) {
  LabelReader reader(page, block, out);
  for (const Separator& separator : separators_in(page.block(block).text.text))
    if (!is_in_calculation(page, block, separator)) reader.read(separator);
  for (const Separator& separator : links_before(page, block)) reader.read(separator);
}

}  // namespace countercheck
