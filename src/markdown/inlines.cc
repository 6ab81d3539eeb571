// One pass over a block's text that collects what is no text; then the text without it, with the map to the source.
#include "markdown/inlines.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>

#include "markdown/cuts.h"
#include "markdown/emphasis.h"
#include "markdown/inline_scan.h"

namespace countercheck {
namespace {

constexpr std::uint32_t kMaxFormula = 2000;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Places in a text, asked for from left to right.
class Places {
 public:
  void add(std::uint32_t place) { places_.push_back(place); }
  [[nodiscard]] const std::uint32_t* next_from(std::uint32_t at) {
    while (next_ < places_.size() && places_[next_] < at) ++next_;
    return next_ < places_.size() ? &places_[next_] : nullptr;
  }

 private:
  std::vector<std::uint32_t> places_;
  std::size_t next_ = 0;
};

class Reader {
 public:
  Reader(const FlatText& raw, const References& references)
      : references_(references), text_(raw.text), emphasis_(raw.text), cuts_(raw) {
    find_code_marks();
  }

  Inlines run() {
    const auto size = static_cast<std::uint32_t>(text_.size());
    while (at_ < size) {
      at_ = static_cast<std::uint32_t>(std::min<std::size_t>(text_.find_first_of("\\`<&[]!*_~$", at_), size));
      if (at_ < size) at_ = read(text_[at_]);
    }
    emphasis_.match(0);
    return build();
  }

 private:
  struct Bracket {
    std::uint32_t at = 0;
    std::size_t runs = 0;  ///< of emphasis, before it
    bool is_image = false;
    bool has_inner = false;  ///< another bracket stands inside
  };

  [[nodiscard]] char peek(std::uint32_t at) const { return at < text_.size() ? text_[at] : '\0'; }
  [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }

  void drop(std::uint32_t begin, std::uint32_t end) { cuts_.drop({begin, end}); }

  /// Reads what stands at `at_` and returns where to go on.
  std::uint32_t read(char c) {
    switch (c) {
      case '\\':
        return read_escape();
      case '`':
        return read_code();
      case '<':
        return read_angle();
      case '&':
        return read_entity();
      case '[':
        return read_open_bracket(at_ + 1, false);
      case '!':
        return peek(at_ + 1) == '[' ? read_open_bracket(at_ + 2, true) : at_ + 1;
      case ']':
        return read_close_bracket();
      case '$':
        return read_formula();
      default:
        return emphasis_.add_run(at_);
    }
  }

  std::uint32_t read_escape() {
    const char next = peek(at_ + 1);
    if (next == '\n') {
      drop(at_, at_ + 1);
      return at_ + 2;
    }
    if (!is_ascii_punctuation(next)) return at_ + 1;
    drop(at_, at_ + 1);
    return at_ + 2;
  }

  void find_code_marks() {
    std::size_t at = text_.find('`');
    while (at != std::string_view::npos) {
      const std::size_t end = std::min(text_.find_first_not_of('`', at), text_.size());
      code_marks_[static_cast<std::uint32_t>(end - at)].add(static_cast<std::uint32_t>(at));
      at = text_.find('`', end);
    }
  }

  std::uint32_t read_code() {
    const auto begin = static_cast<std::uint32_t>(std::min(text_.find_first_not_of('`', at_), text_.size()));
    const auto marks = code_marks_.find(begin - at_);
    const std::uint32_t* close = marks == code_marks_.end() ? nullptr : marks->second.next_from(begin);
    if (close == nullptr) return begin;
    const std::uint32_t length = begin - at_;
    Span inner{begin, *close};
    const std::string_view code = text_.substr(inner.begin, inner.size());
    // One space on both sides lets code begin or end with a backtick.
    const auto is_space = [](char c) { return c == ' ' || c == '\n'; };
    const bool has_padding = code.size() > 2 && is_space(code.front()) && is_space(code.back()) &&
                             code.find_first_not_of(" \n") != std::string_view::npos;
    if (has_padding) inner = {inner.begin + 1, inner.end - 1};
    drop(at_, inner.begin);
    drop(inner.end, *close + length);
    codes_.push_back(inner);
    return *close + length;
  }

  std::uint32_t read_entity() {
    Entity entity = scan_entity(rest());
    if (entity.length == 0) return at_ + 1;
    const auto end = at_ + static_cast<std::uint32_t>(entity.length);
    cuts_.replace({at_, end}, std::move(entity.text));
    return end;
  }

  std::uint32_t read_angle() {
    if (text_.substr(at_, 4) == "<!--") return read_comment();
    if (const auto length = static_cast<std::uint32_t>(scan_autolink(rest())); length > 0) {
      drop(at_, at_ + 1);
      drop(at_ + length - 1, at_ + length);
      return at_ + length;
    }
    const Tag tag = scan_tag(rest());
    if (tag.length == 0) return at_ + 1;
    return read_tag(tag);
  }

  std::uint32_t read_comment() {
    const std::size_t close = has_no_comment_end_ ? std::string_view::npos : text_.find("-->", at_ + 4);
    if (close == std::string_view::npos) {
      has_no_comment_end_ = true;
      return at_ + 1;
    }
    const auto end = static_cast<std::uint32_t>(close) + 3;
    drop(at_, end);
    comments_.push_back({at_, end});
    return end;
  }

  std::uint32_t read_tag(const Tag& tag) {
    const std::uint32_t end = at_ + static_cast<std::uint32_t>(tag.length);
    std::string text;
    if (tag.name == "br") text = "\n";
    // "10<sup>6</sup>" is a power, "1<sup>st</sup>" is a word.
    if (tag.name == "sup" && !tag.is_closing && !(is_letter(peek(end)) && is_letter(peek(end + 1)))) text = "^";
    cuts_.replace({at_, end}, std::move(text));
    if (tag.name == "del" || tag.name == "s" || tag.name == "strike") {
      if (!tag.is_closing) {
        struck_from_ = end;
      } else if (struck_from_ != kNowhere) {
        struck_.push_back({struck_from_, at_});
        struck_from_ = kNowhere;
      }
    }
    return end;
  }

  std::uint32_t read_open_bracket(std::uint32_t end, bool is_image) {
    if (!is_image && peek(end) == '^') {
      const auto length = static_cast<std::uint32_t>(scan_link_label(rest()));
      const bool has_space = text_.substr(at_, length).find_first_of(" \t\n") != std::string_view::npos;
      if (length > 3 && !has_space) {
        // A definition that is not the first of its label was left in its paragraph.
        std::uint32_t marker_end = at_ + length;
        if (at_ == 0 && peek(marker_end) == ':') {
          do ++marker_end;
          while (peek(marker_end) == ' ');
        }
        drop(at_, marker_end);
        return marker_end;
      }
    }
    if (!brackets_.empty()) brackets_.back().has_inner = true;
    brackets_.push_back({at_, emphasis_.waiting(), is_image, false});
    return end;
  }

  std::uint32_t read_close_bracket() {
    if (brackets_.empty()) return at_ + 1;
    const Bracket open = brackets_.back();
    brackets_.pop_back();
    // A link holds no link: once one has closed, the brackets around it are text.
    const bool is_dead = !open.is_image && brackets_.size() < dead_below_;
    dead_below_ = std::min(dead_below_, brackets_.size());
    if (is_dead) return at_ + 1;
    const std::uint32_t end = link_end(open);
    if (end == at_) return at_ + 1;
    drop(open.at, open.at + (open.is_image ? 2 : 1));
    drop(at_, end);
    emphasis_.match(open.runs);
    if (!open.is_image) dead_below_ = brackets_.size();
    return end;
  }

  /// Where the link ends whose text ends at `at_`, or `at_` if it is none.
  [[nodiscard]] std::uint32_t link_end(const Bracket& open) const {
    const std::uint32_t after = at_ + 1;
    const std::string_view tail = text_.substr(after);
    if (const std::size_t target = scan_link_target(tail); target > 0)
      return after + static_cast<std::uint32_t>(target);
    if (references_.empty()) return at_;
    if (const std::size_t label = scan_link_label(tail); label > 0) {
      const bool is_known = references_.count(normalize_label(tail.substr(1, label - 2))) > 0;
      return is_known ? after + static_cast<std::uint32_t>(label) : at_;
    }
    const std::uint32_t begin = open.at + (open.is_image ? 2 : 1);
    if (open.has_inner || at_ - begin > 999) return at_;
    if (references_.count(normalize_label(text_.substr(begin, at_ - begin))) == 0) return at_;
    return tail.substr(0, 2) == "[]" ? after + 2 : after;
  }

  /// "$a \times b$" and "$$ ... $$" stay as they are; "$5 and $10" is money.
  std::uint32_t read_formula() {
    if (!has_dollars_) find_dollars();
    const bool is_display = peek(at_ + 1) == '$';
    const std::uint32_t begin = at_ + (is_display ? 2 : 1);
    const std::uint32_t* close = (is_display ? double_dollars_ : single_dollars_).next_from(begin + 1);
    if (close == nullptr || *close - begin > kMaxFormula) return begin;
    const std::string_view inner = text_.substr(begin, *close - begin);
    const bool is_formula =
        inner.find_first_of("\\^_{") != std::string_view::npos && inner.find('`') == std::string_view::npos;
    if (!is_formula || (!is_display && (inner.front() == ' ' || inner.front() == '\n'))) return begin;
    return *close + (is_display ? 2 : 1);
  }

  void find_dollars() {
    has_dollars_ = true;
    for (std::size_t at = text_.find('$'); at != std::string_view::npos; at = text_.find('$', at + 1)) {
      const auto place = static_cast<std::uint32_t>(at);
      if (peek(place + 1) == '$') double_dollars_.add(place);
      const char before = at > 0 ? text_[at - 1] : ' ';
      if (before != ' ' && before != '\n' && before != '\\' && !is_digit(peek(place + 1))) single_dollars_.add(place);
    }
  }

  Inlines build() {
    for (const Span mark : emphasis_.marks()) cuts_.drop(mark);
    Inlines inlines;
    inlines.text = cuts_.apply();
    for (const Span code : codes_) inlines.text.codes.push_back({cuts_.moved(code)});
    struck_.insert(struck_.end(), emphasis_.struck().begin(), emphasis_.struck().end());
    std::sort(struck_.begin(), struck_.end(), [](Span a, Span b) { return a.begin < b.begin; });
    for (const Span struck : struck_) inlines.text.struck.push_back(cuts_.moved(struck));
    inlines.comments = std::move(comments_);
    return inlines;
  }

  static constexpr std::uint32_t kNowhere = ~std::uint32_t{0};

  const References& references_;
  std::string_view text_;
  std::uint32_t at_ = 0;
  Emphasis emphasis_;
  Cuts cuts_;
  std::vector<Bracket> brackets_;
  std::size_t dead_below_ = 0;
  std::unordered_map<std::uint32_t, Places> code_marks_;  // by the length of the run
  Places single_dollars_;
  Places double_dollars_;
  bool has_dollars_ = false;
  bool has_no_comment_end_ = false;
  std::uint32_t struck_from_ = kNowhere;
  std::vector<Span> codes_;
  std::vector<Span> struck_;
  std::vector<Span> comments_;
};

}  // namespace

Inlines read_inlines(const FlatText& raw, const References& references) {
  return Reader(raw, references).run();
}

}  // namespace countercheck
