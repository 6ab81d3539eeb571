// Loads one rule: an assertion over quantities, with what to say about it and examples.
#include <algorithm>
#include <utility>

#include "rulebook/loader.h"

namespace countercheck {
namespace {

class RuleLoader {
 public:
  RuleLoader(const LoadedFile& file, Loader& loader)
      : root_(file.toml.root), field_(file.field), loader_(loader), table_(root_, kRulebookRule, loader.sink) {}

  /// A rule with any mistake is left out whole: half a rule would judge documents wrongly.
  void load(const std::string& id) {
    Rule rule;
    rule.id = id;
    rule.field = field_;
    rule.place = {root_.place.source, {}};
    read_texts(rule);
    const Toml* assertion = table_.required_text("assert");
    const Toml* when = table_.text("when");
    const Toml* message = table_.required_text("message");
    const Toml* passes = table_.text("passes");
    for (const Toml* example : table_.tables("example")) read_example(*example, rule);
    const Toml* replace = table_.truth("replace");
    table_.finish();
    if (table_.has_failed()) return;

    if (!read_assertion(*assertion, rule) || (when != nullptr && !read_when(*when, rule))) return;
    rule.message = message->text;
    if (passes != nullptr) rule.passes = passes->text;
    if (!has_known_names(*message, rule) || (passes != nullptr && !has_known_names(*passes, rule))) return;
    insert(std::move(rule), replace != nullptr && replace->truth);
  }

 private:
  void read_texts(Rule& rule) {
    if (const Toml* summary = table_.required_text("summary")) rule.summary = summary->text;
    if (const Toml* why = table_.text("why")) rule.why = why->text;
    if (const Toml* source = table_.text("source")) rule.source = source->text;
    constexpr Severity kSeverities[] = {Severity::error, Severity::warning, Severity::note};
    const int severity = table_.choice("severity", {"error", "warning", "note"});
    if (severity >= 0) rule.severity = kSeverities[severity];
    if (table_.choice("for_each", {"row", "alternative", "phase", "pool"}) >= 0) {
      rule.for_each = root_.find("for_each")->text;
    }
    const Toml* topic = table_.text("topic");
    rule.topic = topic != nullptr ? topic->text : rule.id.substr(0, rule.id.find('/'));
    if (topic == nullptr) std::replace(rule.topic.begin(), rule.topic.end(), '-', ' ');
  }

  void read_example(const Toml& toml, Rule& rule) {
    TableReader table(toml, kRulebookRule, loader_.sink);
    const Toml* fails = table.text("fails");
    const Toml* passes = table.text("passes");
    table.finish();
    const Toml* text = fails != nullptr ? fails : passes;
    if (!table.has_failed() && (fails == nullptr) == (passes == nullptr)) {
      table.problem(toml.place, "an example has either `fails` or `passes`");
    }
    if (table.has_failed()) {
      is_example_broken_ = true;
      return;
    }
    rule.examples.push_back({fails != nullptr, text->text, text->place});
  }

  bool read_assertion(const Toml& text, Rule& rule) {
    std::optional<CheckedExpr> checked = read_truth(text, "the assertion", loader_);
    if (!checked || is_example_broken_) return false;
    rule.assert_text = text.text;
    rule.assertion = std::move(checked->expr);
    rule.names = std::move(checked->names);
    return true;
  }

  bool read_when(const Toml& text, Rule& rule) {
    std::optional<CheckedExpr> checked = read_truth(text, "the condition", loader_);
    if (!checked) return false;
    rule.when_text = text.text;
    rule.when = std::move(checked->expr);
    rule.when_names = std::move(checked->names);
    return true;
  }

  /// What stands in braces must be a value that the assertion has.
  bool has_known_names(const Toml& text, const Rule& rule) {
    std::vector<std::string> names;
    for (const Reference& it : rule.names) names.push_back(it.name);
    bool is_good = true;
    for (std::size_t at = text.text.find('{'); at != std::string::npos; at = text.text.find('{', at + 1)) {
      const std::size_t close = text.text.find('}', at);
      if (close == std::string::npos) break;
      const std::string name = text.text.substr(at + 1, close - at - 1);
      if (std::find(names.begin(), names.end(), name) != names.end()) continue;
      const Span span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(close + 1)};
      const bool is_quantity = type_of_name(name, loader_) != nullptr;
      table_.problem(text.part_place(span),
                     is_quantity ? "`{" + name + "}` has no value here: the assertion does not use it"
                                 : "unknown quantity `" + name + "`",
                     is_quantity ? std::string() : did_you_mean(name, names));
      is_good = false;
    }
    return is_good;
  }

  void insert(Rule rule, bool may_replace) {
    std::vector<Rule>& rules = loader_.book.rules;
    const auto same = std::find_if(rules.begin(), rules.end(), [&](const Rule& other) { return other.id == rule.id; });
    if (same == rules.end()) {
      rules.push_back(std::move(rule));
    } else if (may_replace) {
      *same = std::move(rule);
    } else {
      loader_.problem(rule.place, "rule `" + rule.id + "` is defined twice",
                      "first in " + said(same->place) + "; write `replace = true` to replace it");
    }
  }

  const Toml& root_;
  const std::string& field_;
  Loader& loader_;
  TableReader table_;
  bool is_example_broken_ = false;
};

}  // namespace

void load_rule(const LoadedFile& file, const std::string& id, Loader& loader) {
  if (!file.toml.is_whole) return;
  RuleLoader(file, loader).load(id);
}

}  // namespace countercheck
