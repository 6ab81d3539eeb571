// Reads a figure, what it is of, and the span of time that it is for.
#include "extract/flow_reader.h"

#include <algorithm>

namespace countercheck {
namespace {

constexpr std::size_t kLongestThing = 70;
constexpr std::size_t kLongestSentence = 160;

}  // namespace

FlowReader::FlowReader(const Page& page, const TimeSpans& spans, int block)
    : page_(page), spans_(spans), block_(block), text_(page.block(block).text.text) {}

std::optional<Flow> FlowReader::read(const Written& value) const {
  const bool is_plain = value.relation == Relation::equal || value.relation == Relation::about;
  if (!is_plain || value.is_range() || value.mantissa <= 0 || value.unit.symbol == "%") return std::nullopt;
  Flow flow;
  flow.block = block_;
  flow.amount = flow.written = value;
  flow.span = value.span;
  const int time = page_.book.units.dimension("time");
  if (time < 0) return std::nullopt;
  const int exponent = value.unit.dimension.exponents[static_cast<std::size_t>(time)];
  if (exponent == 0) return read_words(std::move(flow));
  if (exponent == -1) return read_rate(std::move(flow), static_cast<std::size_t>(time));
  return std::nullopt;
}

std::optional<Flow> FlowReader::read_kept(const Written& value) const {
  if (value.is_range() || value.mantissa <= 0) return std::nullopt;
  // Only so far ahead: a line of many numbers would be searched to its end for each.
  const std::string_view sentence = text_.substr(value.span.end, kLongestSentence + 2);
  const std::size_t stop = value.span.end + std::min(sentence.find(". "), sentence.size());
  for (auto next = &value + 1; next != page_.values_of(block_).data() + page_.values_of(block_).size(); ++next) {
    if (next->span.begin > stop || next->span.begin > value.span.end + kLongestSentence) break;
    Flow flow;
    flow.time = next->unit.per.empty() ? spans_.named(next->unit.symbol) : std::string();
    if (flow.time.empty() || next->is_range()) continue;
    flow.block = block_;
    flow.amount = flow.written = value;
    flow.span = value.span;
    flow.count = next->mantissa;
    return flow;
  }
  return std::nullopt;
}

bool FlowReader::has(std::string_view group, const std::string& word) const {
  return page_.book.language.has(group, word);
}

/// "2.5 million requests per month", "40 MB/s", "400 QPS"
std::optional<Flow> FlowReader::read_rate(Flow flow, std::size_t time) const {
  const std::string& symbol = flow.amount.unit.symbol;
  const std::size_t slash = symbol.rfind('/');
  const std::size_t per = symbol.rfind("per ");
  std::string name = "second";
  if (slash != std::string::npos)
    name = spans_.named(std::string_view(symbol).substr(slash + 1));
  else if (per != std::string::npos)
    name = spans_.named(std::string_view(symbol).substr(per + 4));
  const auto span = page_.book.units.parse(name);
  if (name.empty() || !span) return std::nullopt;
  flow.time = name;
  flow.amount.unit.dimension.exponents[time] = 0;
  flow.amount.unit.scale *= span->scale;
  flow.amount.unit.binary_scale *= span->scale;
  if (!flow.amount.unit.noun.empty()) flow.thing.push_back(normal_form(flow.amount.unit.noun));
  return flow;
}

/// Words up to "per month" or "in 3 years".
std::optional<Flow> FlowReader::read_words(Flow flow) const {
  const std::size_t begin = flow.amount.span.end;
  std::string_view thing = text_.substr(begin, kLongestThing);
  thing = thing.substr(0, std::min(thing.find_first_of("\n;:(,="), thing.find(". ")));
  const std::vector<Word> words = words_of(thing);
  if (!flow.amount.unit.noun.empty()) flow.thing.push_back(normal_form(flow.amount.unit.noun));
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const std::string& word = words[i].text;
    const bool divides = has("per", word) || has("article", word) || (i > 0 && thing[words[i].span.begin] == '/');
    if (divides) flow.time = spans_.named(words[i + 1].text);
    if (!flow.time.empty()) return finish(std::move(flow), begin + words[i + 1].span.end);
    if (i + 2 < words.size() && has("placing", word) && read_count(flow, begin + words[i + 1].span.begin))
      return finish(std::move(flow), begin + words[i + 2].span.end);
    if (!has("filler", word) && !has("joining", word) && !has("void", word)) flow.thing.push_back(word);
  }
  return std::nullopt;
}

/// "3 years"
bool FlowReader::read_count(Flow& flow, std::size_t at) const {
  const auto& values = page_.values_of(block_);
  const auto value = std::lower_bound(values.begin(), values.end(), at,
                                      [](const Written& v, std::size_t begin) { return v.span.begin < begin; });
  if (value == values.end() || value->span.begin != at || value->is_range()) return false;
  flow.time = spans_.named(value->unit.symbol);
  flow.count = value->mantissa;
  flow.is_total = true;
  return !flow.time.empty();
}

std::optional<Flow> FlowReader::finish(Flow flow, std::size_t end) {
  flow.span.end = static_cast<std::uint32_t>(end);
  std::sort(flow.thing.begin(), flow.thing.end());
  flow.thing.erase(std::unique(flow.thing.begin(), flow.thing.end()), flow.thing.end());
  return flow;
}

}  // namespace countercheck
