// One description of each structure serves both ways: it names all members and passes them on, to be written or to be
// read. A member that is forgotten there does not compile.
#include "rulebook/frozen.h"

#include <algorithm>
#include <bitset>
#include <cassert>
#include <concepts>
#include <cstring>
#include <tuple>
#include <type_traits>
#include <utility>

namespace countercheck {
namespace {

/// Numbers, enumerations and structures of nothing but numbers: their own bytes.
template <typename T>
concept Plain =
    std::is_arithmetic_v<T> || std::is_enum_v<T> || std::same_as<T, Dimension> || std::same_as<T, Interval> ||
    std::same_as<T, Span> || std::same_as<T, Units::Entry> || std::same_as<T, std::bitset<256>>;

class Freezer {
 public:
  explicit Freezer(const std::vector<SourcePtr>& sources) : sources_(sources) {}

  template <typename... T>
  void operator()(T&... parts) {
    (pass(parts), ...);
  }
  std::string take() { return std::move(out_); }

 private:
  template <Plain T>
  void pass(T& plain) {
    char bytes[sizeof(T)];
    std::memcpy(bytes, &plain, sizeof bytes);
    out_.append(bytes, sizeof bytes);
  }
  void pass(std::string& text) {
    size(text.size());
    out_ += text;
  }
  void pass(Place& place) {
    const auto source = std::find(sources_.begin(), sources_.end(), place.source);
    assert((!place.is_known() || source != sources_.end()) && "every place is in a file of the rulebook");
    size(static_cast<std::size_t>(source - sources_.begin()));
    pass(place.span);
  }
  void pass(Pattern& pattern) {
    std::string text = pattern.text();
    pass(text);
  }
  template <typename T>
  void pass(std::optional<T>& optional) {
    bool is_there = optional.has_value();
    pass(is_there);
    if (is_there) pass(*optional);
  }
  template <typename A, typename B>
  void pass(std::pair<A, B>& pair) {
    pass(const_cast<std::remove_const_t<A>&>(pair.first));
    pass(pair.second);
  }
  template <typename T>
  requires requires(T& items) {
    typename T::value_type;
    items.begin();
  }
  void pass(T& items) {
    size(items.size());
    std::vector<std::string> frozen;
    for (auto& item : items) {
      const std::size_t begin = out_.size();
      pass(const_cast<std::remove_const_t<std::remove_reference_t<decltype(item)>>&>(item));
      if constexpr (requires { typename T::hasher; }) frozen.push_back(out_.substr(begin)), out_.resize(begin);
    }
    // A hash table has no order of its own, and bytes must not depend on it.
    std::sort(frozen.begin(), frozen.end());
    for (const std::string& item : frozen) out_ += item;
  }
  template <typename T>
  requires requires(Freezer& freezer, T& it) { describe(freezer, it); }
  void pass(T& structure) { describe(*this, structure); }

  void size(std::size_t size) {
    auto small = static_cast<std::uint32_t>(size);
    pass(small);
  }

  const std::vector<SourcePtr>& sources_;
  std::string out_;
};

class Thawer {
 public:
  Thawer(std::string_view bytes, const std::vector<SourcePtr>& sources) : rest_(bytes), sources_(sources) {}

  template <typename... T>
  void operator()(T&... parts) {
    (pass(parts), ...);
  }
  [[nodiscard]] bool is_done() const { return rest_.empty(); }

 private:
  template <Plain T>
  void pass(T& plain) {
    std::memcpy(&plain, take(sizeof plain).data(), sizeof plain);
  }
  void pass(std::string& text) { text = std::string(take(size())); }
  void pass(Place& place) {
    const std::size_t source = size();
    if (source < sources_.size()) place.source = sources_[source];
    pass(place.span);
  }
  void pass(Pattern& pattern) {
    const std::string_view text = take(size());
    if (!text.empty()) pattern = Pattern(std::string(text));
  }
  template <typename T>
  void pass(std::optional<T>& optional) {
    bool is_there = false;
    pass(is_there);
    if (is_there) pass(optional.emplace());
  }
  template <typename T>
  void pass(std::vector<T>& items) {
    items.resize(size());
    for (T& item : items) pass(item);
  }
  template <typename T>
  requires requires(T& items, typename T::value_type item) { items.insert(std::move(item)); }
  void pass(T& items) {
    const std::size_t count = size();
    if constexpr (requires { items.reserve(count); }) items.reserve(count);
    for (std::size_t i = 0; i < count; ++i) items.insert(items.end(), item_of<typename T::value_type>());
  }
  template <typename T>
  requires requires(Thawer& thawer, T& it) { describe(thawer, it); }
  void pass(T& structure) { describe(*this, structure); }

  template <typename T>
  T item_of() {
    if constexpr (requires(T & it) { it.first; }) {
      auto key = item_of<std::remove_const_t<typename T::first_type>>();
      return {std::move(key), item_of<typename T::second_type>()};
    } else if constexpr (std::same_as<T, std::string>) {
      return std::string(take(size()));
    } else if constexpr (std::same_as<T, Pattern>) {
      return Pattern(std::string(take(size())));
    } else {
      T item;
      pass(item);
      return item;
    }
  }

  std::string_view take(std::size_t size) {
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }
  std::size_t size() {
    std::uint32_t size = 0;
    pass(size);
    return size;
  }

  std::string_view rest_;
  const std::vector<SourcePtr>& sources_;
};

template <typename Way>
void describe(Way& way, Unit& it) {
  auto& [symbol, scale, binary_scale, dimension, noun, per] = it;
  way(symbol, scale, binary_scale, dimension, noun, per);
}

template <typename Way>
void describe(Way& way, Value& it) {
  auto& [kind, number, dimension, choice, truth, items, keys] = it;
  way(kind, number, dimension, choice, truth, items, keys);
}

template <typename Way>
void describe(Way& way, Expr& it) {
  auto& [op, children, name, literal, literal_text, written, span] = it;
  assert(!written && "what a document writes stands in no rule");
  way(op, children, name, literal_text, span);
  if (op != Operator::literal) return;
  Value value = literal ? *literal : Value{};
  way(value);
  literal = std::move(value);
}

template <typename Way>
void describe(Way& way, Reference& it) {
  auto& [name, quantity, owner, has_rival] = it;
  way(name, quantity, owner, has_rival);
}

template <typename Way>
void describe(Way& way, Formula& it) {
  auto& [text, expr, names, strength, is_fallback, is_variant, reading, wording, per, when_text, when, when_names,
         source, origin, place] = it;
  way(text, expr, names, strength, is_fallback, is_variant, reading, wording, per, when_text, when, when_names, source,
      origin, place);
}

template <typename Way>
void describe(Way& way, Quantity::Phrase::Side& it) {
  auto& [edge, literals, choices] = it;
  way(edge, literals, choices);
}

template <typename Way>
void describe(Way& way, Quantity::Phrase& it) {
  auto& [text, pattern, word_group, has_number, takes_unit, before, after, literals, side_before, side_after, place] =
      it;
  way(text, pattern, word_group, has_number, takes_unit, before, after, literals, side_before, side_after, place);
}

template <typename Way>
void describe(Way& way, Quantity& it) {
  auto& [name, about, said, kind, unit, is_whole, rounds_up, choices, choice_words, per, of, labels, loose, keys, codes,
         context, shorts, key_units, is_rounded, has_own_unit, is_goal, phrases, formulas, otherwise, otherwise_text,
         constant, topic, field, place] = it;
  way(name, about, said, kind, unit, is_whole, rounds_up, choices, choice_words, per, of, labels, loose, keys, codes);
  way(context, shorts, key_units, is_rounded, has_own_unit, is_goal, phrases, formulas, otherwise, otherwise_text);
  way(constant, topic, field, place);
}

template <typename Way>
void describe(Way& way, Example& it) {
  auto& [fails, text, place] = it;
  way(fails, text, place);
}

template <typename Way>
void describe(Way& way, Rule& it) {
  auto& [id, summary, why, severity, assert_text, assertion, names, when_text, when, when_names, for_each, message,
         passes, source, topic, field, examples, place] = it;
  way(id, summary, why, severity, assert_text, assertion, names, when_text, when, when_names, for_each, message);
  way(passes, source, topic, field, examples, place);
}

template <typename Way>
void describe(Way& way, Profile::Entry& it) {
  auto& [quantity, value, text, source, place] = it;
  way(quantity, value, text, source, place);
}

template <typename Way>
void describe(Way& way, Profile& it) {
  auto& [name, aliases, entries, source, field, place] = it;
  way(name, aliases, entries, source, field, place);
}

template <typename Way>
void describe(Way& way, Architecture& it) {
  auto& [name, model_types, topics, parts, keys, needed, figures] = it;
  way(name, model_types, topics, parts, keys, needed, figures);
}

template <typename Way>
void describe(Way& way, Axis& it) {
  auto& [name, words, count, is_implied] = it;
  way(name, words, count, is_implied);
}

template <typename Way>
void describe(Way& way, Language& it) {
  auto& [words, numbers, synonyms, numbers_of_groups, groups_of_words] = it;
  way(words, numbers, synonyms, numbers_of_groups, groups_of_words);
}

template <typename Way>
void describe(Way& way, GraphLabels::Kind& it) {
  auto& [name, plural, key, role, count, plan, labels, names, all, mention] = it;
  way(name, plural, key, role, count, plan, labels, names, all, mention);
}

template <typename Way>
void describe(Way& way, GraphLabels& it) {
  auto& [kinds, sketch, words, passive_shapes, communication_shapes] = it;
  way(kinds, sketch, words, passive_shapes, communication_shapes);
}

template <typename Way>
void describe(Way& way, UnitDefinition& it) {
  auto& [name, symbols, plurals, scale, dimension, prefixes, binary_reading, noun, before_number] = it;
  way(name, symbols, plurals, scale, dimension, prefixes, binary_reading, noun, before_number);
}

template <typename Way>
void describe(Way& way, Prefix& it) {
  auto& [symbol, factor, binary_factor, binary, suffix] = it;
  way(symbol, factor, binary_factor, binary, suffix);
}

template <typename Way>
void describe(Way& way, Rulebook& it) {
  auto& [units, quantities, rules, hardware, models, architectures, axes, language, graph, fields, by_name, by_label,
         by_loose_label, by_meaning, by_key, by_code, by_axis_word, by_hardware_name, by_model_name, profile_words] =
      it;
  way(quantities, rules, hardware, models, architectures, axes, language, graph, fields, by_name, by_label);
  way(by_loose_label, by_meaning, by_key, by_code, by_axis_word, by_hardware_name, by_model_name, profile_words);
  std::apply(way, units.members());
}

}  // namespace

std::string freeze(Rulebook book, const std::vector<SourcePtr>& sources) {
  Freezer freezer(sources);
  freezer(book);
  return freezer.take();
}

Rulebook thaw(std::string_view bytes, const std::vector<SourcePtr>& sources) {
  Rulebook book;
  Thawer thawer(bytes, sources);
  thawer(book);
  assert(thawer.is_done() && "what is thawed was frozen by the same program");
  return book;
}

}  // namespace countercheck
