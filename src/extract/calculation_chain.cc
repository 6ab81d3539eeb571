// Joins sides to chains. A side that cannot be read stays in its chain as an open one, so that neighbours are
// neighbours.
#include "extract/calculation_chain.h"

#include "text/words.h"

namespace countercheck {
namespace {

using Kind = Token::Kind;
using Join = Chain::Join;

constexpr std::size_t kMostLinks = 64;

class ChainReader {
 public:
  ChainReader(const Tokens& tokens, const Words& words, int end) : tokens_(tokens), words_(words), end_(end) {}

  Chain read(int first) {
    Chain chain;
    chain.first = at_ = first;
    Chain::Link link;
    do {
      link.side = read_side(tokens_, words_, at_, end_);
      if (is_led_by_words_ || (chain.links.empty() && is_behind_dash(first))) link.side.is_soft = true;
      if (chain.links.empty() && is_dangling(first)) link.side.is_closed = false;
      at_ = link.side.next;
      factor(link.side);
      parentheses(link);
      if (is_range_end() || is_assigned(link.side)) link.side.is_soft = true;
      chain.links.push_back(std::move(link));
      if (chain.links.size() == kMostLinks) break;
    } while (join(link = Chain::Link{}));
    chain.next = at_;
    return chain;
  }

 private:
  [[nodiscard]] const Token& token(int at) const { return tokens_.list[static_cast<std::size_t>(at)]; }
  [[nodiscard]] bool is_kind(int at, Kind kind) const { return at >= 0 && at < end_ && token(at).kind == kind; }
  [[nodiscard]] bool is_word(int at, std::string_view group) const {
    return is_kind(at, Kind::word) && words_.has(group, tokens_.text_of(token(at)));
  }

  /// "an error - 8 × 4 = 32": most likely punctuation, but the word may be a name.
  [[nodiscard]] bool is_behind_dash(int first) const {
    return is_kind(first - 1, Kind::operation) && token(first - 1).op == Operator::subtract &&
           !token(first).is_attached && is_kind(first - 2, Kind::word);
  }

  /// An operator before the first side has an operand that could not be read; a bullet or a sign has none.
  [[nodiscard]] bool is_dangling(int first) const {
    if (!is_kind(first - 1, Kind::operation)) return false;
    const Operator op = token(first - 1).op;
    if (op == Operator::divide || op == Operator::power || op == Operator::modulo) return true;
    if (first < 2 || tokens_.text_of(token(first - 2)) == "\n" || is_behind_dash(first)) return false;
    const bool is_sign = op != Operator::multiply && token(first).is_attached;
    return !is_sign || (token(first - 2).kind != Kind::separator && token(first - 2).kind != Kind::open);
  }

  /// "8.33×": a factor. What it multiplies is not written.
  void factor(CalculationSide& side) {
    if (!is_kind(at_, Kind::operation) || token(at_).op != Operator::multiply || !token(at_).is_attached) return;
    ++at_;
    const int after = skip_notes(tokens_, words_, at_, end_);
    if (is_kind(after, Kind::relation)) side.is_closed = false;
  }

  void parentheses(Chain::Link& link) {
    for (int taken = 0; taken < 2; ++taken) {
      const int open = skip_notes(tokens_, words_, at_, end_);
      if (!is_kind(open, Kind::open) || !token(open).has_number || token(open).match < 0 || token(open).match >= end_)
        return;
      link.parentheses.push_back(open);
      at_ = token(open).match + 1;
    }
  }

  /// "= 100 to 200": the number is one end of a range.
  [[nodiscard]] bool is_range_end() const { return is_word(at_, "becomes") && is_kind(at_ + 1, Kind::number); }

  /// "8 × EP=8 = 64": a number that is given to a name inside a chain.
  [[nodiscard]] bool is_assigned(const CalculationSide& side) const {
    return side.is_number() && is_kind(side.first - 1, Kind::relation) && token(side.first - 1).is_attached &&
           token(side.first).is_attached && is_kind(side.first - 2, Kind::word);
  }

  bool join(Chain::Link& link) {
    const int after = skip_notes(tokens_, words_, at_, end_);
    // "layers=40 heads=32": the word touches its own equals sign and is no note of the number before.
    if (after > at_ && is_kind(after, Kind::relation) && token(after).is_attached && is_kind(after - 1, Kind::word))
      return false;
    if (is_kind(after, Kind::relation)) {
      link.relation = token(after).op;
      link.join = link.relation == Operator::equal ? Join::equal : Join::comparison;
      link.is_approximate = token(after).is_approximate;
    } else if (is_kind(after, Kind::arrow) || is_word(after, "becomes")) {
      link.join = Join::arrow;
    } else if (is_word(after, "versus")) {
      link.join = Join::versus;
    } else {
      return false;
    }
    int next = after + 1;
    if (is_kind(next, Kind::separator) && token(next).is_attached && tokens_.text_of(token(next)) == ".")
      ++next;  // "vs."
    is_led_by_words_ = false;
    for (int i = next; i < next + 3 && i < end_; ++i) {
      if (begins_side(tokens_, i, end_)) {
        is_led_by_words_ = i > next;
        at_ = i;
        return true;
      }
      if (!is_kind(i, Kind::word)) break;
    }
    if (link.join == Join::comparison || link.join == Join::equal) {
      if (!is_kind(next, Kind::word)) return false;
      at_ = next;
      return true;
    }
    return false;
  }

  const Tokens& tokens_;
  const Words& words_;
  int at_ = 0;
  int end_ = 0;
  bool is_led_by_words_ = false;  // "= total 128"
};

}  // namespace

Passage read_passage(const Tokens& tokens, const Words& words, int first, int end) {
  Passage passage;
  int at = first;
  while (at < end) {
    const Token& here = tokens.list[static_cast<std::size_t>(at)];
    if (begins_side(tokens, at, end)) {
      passage.chains.push_back(ChainReader(tokens, words, end).read(at));
      at = std::max(passage.chains.back().next, at + 1);
    } else if (here.kind == Token::Kind::open && here.match > at && here.match < end) {
      if (here.has_number) passage.parentheses.push_back(at);
      at = here.match + 1;
    } else {
      ++at;
    }
  }
  return passage;
}

}  // namespace countercheck
