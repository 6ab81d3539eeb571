// The table of units: every symbol that can be written, with its prefix already joined.
#include "units/units.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "units/bytes.h"

namespace countercheck {

namespace {

constexpr std::size_t kLongestSymbol = 64;
constexpr std::size_t kShortestWord = 3;
constexpr std::string_view kMicroSign = "\xC2\xB5";
constexpr std::string_view kGreekMu = "\xCE\xBC";

bool is_all(std::string_view text, bool (*is_kind)(char)) {
  return std::all_of(text.begin(), text.end(), is_kind);
}

bool is_word_symbol(std::string_view text) {
  return text.size() >= kShortestWord && is_all(text, is_letter);
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), to_lower);
  return result;
}

// µ is two characters that look the same; people type both.
std::optional<std::string> with_other_mu(const std::string& symbol) {
  const bool is_greek = symbol.starts_with(kGreekMu);
  if (!is_greek && !symbol.starts_with(kMicroSign)) return std::nullopt;
  return std::string(is_greek ? kMicroSign : kGreekMu) + symbol.substr(kGreekMu.size());
}

}  // namespace

bool Prefix::is_word() const {
  return symbol.size() >= kShortestWord && is_all(symbol, is_lower);
}

void Units::add_dimension(std::string name) {
  assert(dimensions_.size() < kMaxDimensions && "the caller reports too many dimensions");
  dimensions_.push_back(std::move(name));
}

void Units::add(UnitDefinition definition) {
  definitions_.push_back(std::move(definition));
  const int index = static_cast<int>(definitions_.size()) - 1;
  const UnitDefinition& added = definitions_.back();
  if (added.before_number) signs_.push_back(index);
  for (const std::string& symbol : added.symbols) {
    insert(symbol, {index, -1});
    if (added.before_number && !symbol.empty()) sign_bytes_.set(static_cast<unsigned char>(symbol.front()));
    if (!added.noun.empty() && is_word_symbol(symbol)) insert_word(symbol, {index, -1});
  }
  for (const std::string& word : added.plurals) {
    insert(word, {index, -1});
    if (!added.noun.empty() || lower(word) == word) insert_word(word, {index, -1});
  }
  for (std::size_t i = 0; i < prefixes_.size(); ++i) join(index, static_cast<int>(i));
}

void Units::add(Prefix prefix) {
  prefixes_.push_back(std::move(prefix));
  for (std::size_t i = 0; i < definitions_.size(); ++i)
    join(static_cast<int>(i), static_cast<int>(prefixes_.size()) - 1);
}

void Units::join(int definition, int prefix) {
  const UnitDefinition& unit = definitions_[static_cast<std::size_t>(definition)];
  const Prefix& before = prefixes_[static_cast<std::size_t>(prefix)];
  if (unit.prefixes == PrefixFamily::none) return;
  if (unit.prefixes == PrefixFamily::metric && before.binary) return;
  if (unit.prefixes == PrefixFamily::binary && !before.binary) return;
  if (unit.binary_reading && before.factor < 1) return;  // "mb" is a slip of the hand, not a thousandth of a bit
  if (before.is_word() && before.suffix) return;         // "billion" stands behind numbers, not before units
  const Entry entry{definition, prefix};
  for (const std::string& symbol : unit.symbols)
    if (!before.is_word() || is_word_symbol(symbol)) insert(before.symbol + symbol, entry);
  if (!before.is_word()) return;
  for (const std::string& word : unit.plurals) {
    insert(before.symbol + word, entry);
    if (lower(word) == word) insert_word(before.symbol + word, entry);
  }
}

void Units::insert(const std::string& symbol, Entry entry) {
  if (symbol.empty() || symbol.size() > kLongestSymbol) return;
  const auto [place, is_new] = by_symbol_.try_emplace(symbol, entry);
  // "min" is a minute, though milli-inches might be declared too: what is declared whole wins over what is joined.
  if (!is_new && (place->second.prefix >= 0 || entry.prefix < 0)) place->second = entry;
  longest_ = std::max(longest_, symbol.size());
  if (const auto twin = with_other_mu(symbol)) by_symbol_.try_emplace(*twin, entry);
}

void Units::insert_word(const std::string& word, Entry entry) {
  const auto [place, is_new] = by_word_.try_emplace(lower(word), entry);
  if (!is_new && place->second.definition != entry.definition) place->second.definition = -1;  // two meanings: none
}

int Units::dimension(std::string_view name) const {
  const auto found = std::find(dimensions_.begin(), dimensions_.end(), name);
  return found == dimensions_.end() ? -1 : static_cast<int>(found - dimensions_.begin());
}

std::string Units::describe(const Dimension& dimension) const {
  std::string above;
  std::string below;
  for (std::size_t i = 0; i < kMaxDimensions; ++i) {
    const int exponent = dimension.exponents[i];
    if (exponent == 0) continue;
    std::string& side = exponent > 0 ? above : below;
    if (!side.empty()) side += "·";
    side += i < dimensions_.size() ? dimensions_[i] : "dimension " + std::to_string(i);
    if (std::abs(exponent) > 1) side += "^" + std::to_string(std::abs(exponent));
  }
  if (below.empty()) return above.empty() ? "1" : above;
  if (above.empty()) above = "1";
  return above + "/" + (below.find("·") == std::string::npos ? below : "(" + below + ")");
}

const Units::Entry* Units::look_up(std::string_view symbol) const {
  if (symbol.size() > longest_) return nullptr;
  if (const auto exact = by_symbol_.find(symbol); exact != by_symbol_.end()) return &exact->second;
  std::array<char, kLongestSymbol> folded{};
  std::transform(symbol.begin(), symbol.end(), folded.begin(), to_lower);
  const auto word = by_word_.find(std::string_view(folded.data(), symbol.size()));
  return word == by_word_.end() || word->second.definition < 0 ? nullptr : &word->second;
}

const Units::Entry* Units::look_up_rate(std::string_view symbol) const {
  if (!symbol.ends_with("ps") || !by_symbol_.contains("s")) return nullptr;
  const auto rated = by_symbol_.find(symbol.substr(0, symbol.size() - 2));
  return rated == by_symbol_.end() ? nullptr : &rated->second;
}

const Prefix* Units::find_suffix(std::string_view text) const {
  const std::size_t space = space_at(text, 0);
  const Prefix* longest = nullptr;
  for (const Prefix& prefix : prefixes_) {
    if (!prefix.suffix || (longest != nullptr && prefix.symbol.size() <= longest->symbol.size())) continue;
    const bool stands = prefix.is_word()
                            ? is_word(text, space, prefix.symbol)
                            : space == 0 && text.starts_with(prefix.symbol) && !is_word_at(text, prefix.symbol.size());
    if (stands) longest = &prefix;
  }
  return longest;
}

const UnitDefinition* Units::find_sign(std::string_view text, std::size_t* length) const {
  const UnitDefinition* longest = nullptr;
  *length = 0;
  if (!may_begin_sign(byte_at(text, 0))) return nullptr;
  for (const int index : signs_) {
    const UnitDefinition& definition = definitions_[static_cast<std::size_t>(index)];
    for (const std::string& symbol : definition.symbols) {
      if (symbol.size() <= *length || !text.starts_with(symbol)) continue;
      if (is_word_symbol(symbol) && is_letter(byte_at(text, symbol.size()))) continue;
      longest = &definition;
      *length = symbol.size();
    }
  }
  return longest;
}

bool Units::is_settled(const Unit& unit) const {
  constexpr double kDay = 86400;
  const auto has_dimension_of = [&](int index) {
    const Dimension& money = definitions_[static_cast<std::size_t>(index)].dimension;
    for (std::size_t i = 0; i < kMaxDimensions; ++i)
      if (money.exponents[i] > 0 && unit.dimension.exponents[i] != 0) return true;
    return false;
  };
  if (std::any_of(signs_.begin(), signs_.end(), has_dimension_of)) return true;
  const int time = dimension("time");
  if (time < 0 || unit.scale < kDay || !unit.noun.empty()) return false;
  Dimension span;
  span.exponents[static_cast<std::size_t>(time)] = 1;
  return unit.dimension == span;
}

std::vector<std::string> Units::symbols() const {
  std::vector<std::string> result;
  for (const UnitDefinition& definition : definitions_) {
    result.insert(result.end(), definition.symbols.begin(), definition.symbols.end());
    result.insert(result.end(), definition.plurals.begin(), definition.plurals.end());
  }
  std::sort(result.begin(), result.end());
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

const UnitDefinition& Units::definition_of(Entry entry) const {
  assert(entry.definition >= 0 && "an entry of the table names a definition");
  return definitions_[static_cast<std::size_t>(entry.definition)];
}

}  // namespace countercheck
