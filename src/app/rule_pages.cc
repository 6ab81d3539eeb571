// Prints what the rulebook says of a rule or a quantity, and has the words for what is checked without a rule file.
#include "app/rule_pages.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace countercheck {

namespace {

constexpr BuiltInCheck kBuiltInChecks[] = {
    {"arithmetic", "a written calculation that does not come out",
     "Every calculation that a document writes is recomputed: `64 × 2 = 128`, `69 MB ÷ 64 GB = 0.11%`,\n"
     "`16MB (1024×2048×4×2 bytes)`. It fails only if no value that the written digits leave open makes it true."},
    {"sum", "parts that do not add up to their total",
     "The entries of a list or table column are added and compared with the total beside them. Shares are compared\n"
     "with 100 %."},
    {"claim", "a stated quantity that differs from its recomputed value",
     "Where other figures of the document, the hardware or the model determine a quantity, its stated value is\n"
     "compared with what they give. `countercheck explain claim/QUANTITY` tells how a quantity is recomputed."},
    {"consistency", "one quantity with two values in one scope",
     "A quantity that is stated twice for the same alternative must have one value."},
    {"inference", "a figure that follows from others beside it, without a sign that says so",
     "`58 layers have 256 experts each, i.e. 14,848`: the figures agree in more digits than chance explains among all\n"
     "calculations of the passage. It confirms what nothing else judges, and refutes only what a usual slip explains:\n"
     "`1,000 messages per second of 2 KB, so 2 GB/s`."},
    {"suppression/unused", "a suppression that takes nothing away",
     "`<!-- countercheck: ignore[RULE] -- reason -->` speaks of its line or of the lines below it. One that no longer\n"
     "hides anything would hide the next mistake."},
    {"suppression/expired", "a suppression of other values than the ones that stand there",
     "`ignore[RULE = 150MB -> 69MB]` holds as long as the document says 150MB and 69MB is recomputed. When either\n"
     "moves, somebody should look again."},
    {"suppression/no-reason", "a suppression that does not say why",
     "`<!-- countercheck: ignore[RULE] -- measured on the old cluster -->`"},
    {"suppression/unknown-rule", "a suppression of a rule that does not exist", ""},
    {"baseline", "entries of the baseline that are no longer found",
     "They would hide the same mistake if it came back. `--write-baseline` writes the file anew."},
    {"document", "a part of a document that could not be read", "Figures there were not checked."},
    {"graph/crosses-without-communication", "an edge to another GPU without an operator that sends", ""},
    {"graph/cycle", "operators of a deployment graph that wait for their own result", ""},
    {"graph/labels", "labels of a deployment graph that name GPUs in a way that cannot be read",
     "No count is compared then."},
    {"graph/missing", "a deployment graph that the document names and that is not there", ""},
    {"graph/no-input", "operators that no data reaches", ""},
    {"graph/no-output", "operators that no data leaves", ""},
    {"graph/operators-uneven", "GPUs with more operators than others", ""},
    {"graph/outside", "a deployment graph outside of the folder of its document",
     "A document may name only what stands below its own folder."},
    {"graph/several-graphs", "a file with more than one deployment graph", "Only the first is read."},
    {"graph/several-sinks", "a deployment graph that ends more than once", ""},
    {"graph/several-sources", "a deployment graph that begins more than once", ""},
    {"graph/shapes-differ", "a dimension that one operator gives otherwise than the next one takes it", ""},
    {"graph/split-without-merge", "branches of a deployment graph that never meet again", ""},
    {"graph/strategy", "a deployment graph that is named for another strategy than the document states", ""},
    {"graph/structure", "a deployment graph whose structure cannot be read", ""},
    {"graph/syntax", "a file that is no graph, or not to its end", ""},
    {"graph/unconnected", "operators that nothing connects with the others", ""},
    {"graph/undirected", "a deployment graph without directions", "What flows where cannot be checked."},
};

/// A line of a page; what goes over several lines stays behind its name.
std::string field(std::string_view name, std::string_view text) {
  while (text.ends_with('\n')) text.remove_suffix(1);
  std::string lines;
  for (std::string_view label = name; !text.empty(); label = "") {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    lines += line.empty() ? "\n" : fmt::format("  {:<10} {}\n", label, line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string stands_at(const Place& place) {
  return place.is_known() ? fmt::format("{}:{}", place.source->path(), place.begin().line) : std::string();
}

std::string explain_rule(const Rule& rule) {
  std::string text = fmt::format("{}: {}\n\n", rule.id, rule.summary);
  if (!rule.why.empty()) text += "  " + rule.why + "\n\n";
  text += field("severity", name_of(rule.severity));
  text += field("when", rule.when_text);
  text += field("must hold", rule.assert_text);
  text += field("source", rule.source);
  text += field("defined", stands_at(rule.place));
  for (const Example& example : rule.examples) text += field(example.fails ? "fails" : "passes", example.text);
  return text;
}

std::string_view name_of(Strength strength) {
  switch (strength) {
    case Strength::identity:
      return "";
    case Strength::lower_bound:
      return " (lower bound)";
    case Strength::upper_bound:
      return " (upper bound)";
    case Strength::estimate:
      return " (estimate)";
  }
  return {};
}

std::string explain_quantity(const Quantity& quantity) {
  std::string text = fmt::format("claim/{}: {}\n\n", quantity.name, quantity.about);
  text += field("said", fmt::format("{}", fmt::join(quantity.labels, ", ")));
  text += field("unit", quantity.unit.symbol);
  text += field("choices", fmt::format("{}", fmt::join(quantity.choices, ", ")));
  text += field("keys", fmt::format("{}", fmt::join(quantity.keys, ", ")));
  text += field("assumed", quantity.otherwise_text);
  for (const Formula& formula : quantity.formulas) {
    text += field(formula.reading.empty() ? "formula" : formula.reading,
                  formula.text + std::string(name_of(formula.strength)) +
                      (formula.when_text.empty() ? "" : "  when " + formula.when_text));
    text += field("", formula.source.empty() ? "" : "source: " + formula.source);
  }
  if (quantity.formulas.empty()) text += field("formula", "none: it is taken from the document");
  text += field("defined", stands_at(quantity.place));
  return text;
}

RulePage page_of(const BuiltInCheck& check) {
  RulePage page;
  page.id = check.id;
  page.summary = check.summary;
  page.why = check.about;
  std::replace(page.why.begin(), page.why.end(), '\n', ' ');
  page.text = fmt::format("{}: {}\n", check.id, check.summary);
  if (!check.about.empty()) page.text += fmt::format("\n{}\n", check.about);
  return page;
}

/// A check of each kind of thing that a deployment graph has: "graph/gpus-missing".
RulePage page_of_kind(const std::string& name, const GraphLabels& labels) {
  for (const GraphLabels::Kind& kind : labels.kinds) {
    for (const auto& [what, summary] : {std::pair{"missing", "{} that a deployment graph leaves out in its numbering"},
                                        std::pair{"twice", "{} that a deployment graph has more than once"},
                                        std::pair{"uneven", "{} with more to do than others"}}) {
      if (name != fmt::format("graph/{}-{}", kind.key, what)) continue;
      std::string told = summary;
      told.replace(0, 2, kind.plural);
      return page_of(BuiltInCheck{name, told, ""});
    }
  }
  RulePage page;
  page.id = name;
  return page;
}

}  // namespace

std::span<const BuiltInCheck> built_in_checks() {
  return kBuiltInChecks;
}

RulePage page_of(const std::string& name, const Rulebook& book) {
  for (const BuiltInCheck& check : kBuiltInChecks) {
    if (check.id == name) return page_of(check);
  }
  for (const Rule& rule : book.rules) {
    if (rule.id == name) return {rule.id, rule.summary, rule.why, rule.topic, rule.severity, explain_rule(rule)};
  }
  const QuantityId id = book.find(name.starts_with("claim/") ? name.substr(6) : name);
  if (id == kNoQuantity) return page_of_kind(name, book.graph);
  const Quantity& quantity = book[id];
  return {"claim/" + quantity.name, quantity.said + " that differs from what other figures give",
          quantity.about,           "",
          Severity::error,          explain_quantity(quantity)};
}

void add_pages(const std::vector<Finding>& findings, const Rulebook& book, std::vector<RulePage>& pages) {
  for (const Finding& finding : findings) {
    const auto place = std::lower_bound(pages.begin(), pages.end(), finding.rule,
                                        [](const RulePage& page, const std::string& id) { return page.id < id; });
    if (place == pages.end() || place->id != finding.rule) pages.insert(place, page_of(finding.rule, book));
  }
}

}  // namespace countercheck
