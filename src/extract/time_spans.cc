// Reads the lengths that the language gives, and falls back on those of units.
#include "extract/time_spans.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "text/words.h"

namespace countercheck {
namespace {

constexpr std::array<const char*, 7> kNames = {"second", "minute", "hour", "day", "week", "month", "year"};

}  // namespace

TimeSpans::TimeSpans(const Language& language, const Units& units) : language_(language), units_(units) {
  for (const std::string& text : language.group("spans")) add(text);
}

/// "month = 30 day"
void TimeSpans::add(const std::string& text) {
  const std::size_t sign = text.find(" = ");
  const std::size_t space = text.rfind(' ');
  if (sign == std::string::npos || space <= sign + 2) return;
  double count = 0;
  const char* const begin = text.data() + sign + 3;
  const auto [end, error] = std::from_chars(begin, text.data() + space, count);
  if (error == std::errc() && count > 0) counts_[{text.substr(0, sign), text.substr(space + 1)}].push_back(count);
}

std::vector<double> TimeSpans::ratios(const std::string& from, const std::string& to) const {
  if (from == to) return {1};
  if (const auto found = counts_.find({to, from}); found != counts_.end()) return found->second;
  std::vector<double> out;
  if (const auto found = counts_.find({from, to}); found != counts_.end())
    for (const double count : found->second) out.push_back(1 / count);
  if (!out.empty()) return out;
  const auto a = units_.parse(from);
  const auto b = units_.parse(to);
  if (a && b) out.push_back(b->scale / a->scale);
  return out;
}

std::string TimeSpans::named(std::string_view word) const {
  const auto unit = units_.parse(word);
  if (!unit || unit->dimension.is_one() || !unit->noun.empty()) return {};
  for (const char* name : kNames) {
    const auto known = units_.parse(name);
    if (known && known->dimension == unit->dimension && known->scale == unit->scale) return name;
  }
  return {};
}

std::string TimeSpans::period_of(std::string_view header) const {
  for (const Word& word : words_of(header)) {
    for (const char* name : kNames)
      if (language_.has(std::string("every_") + name, word.text)) return name;
    std::string name = named(word.text);
    const bool is_per =
        word.span.begin > 0 && (header[word.span.begin - 1] == '/' || header[word.span.begin - 1] == '-');
    const std::string_view before = header.substr(0, word.span.begin);
    const std::vector<Word> others = words_of(before);
    if (!name.empty() && (is_per || (!others.empty() && language_.has("per", others.back().text)))) return name;
  }
  return {};
}

}  // namespace countercheck
