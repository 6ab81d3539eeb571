// Walks a derivation from its result to its leaves.
#include "render/steps.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <unordered_set>

namespace countercheck {
namespace {

constexpr std::size_t kLongMeaning = 60;
constexpr int kDeepest = 100;

bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_name_part(char c) {
  return is_name_start(c) || (c >= '0' && c <= '9') || c == '.';
}

using Shown = std::function<std::string(std::string_view name)>;

// Replaces each name of `formula` by what `shown` says; an empty answer keeps the name.
std::string replace_names(std::string_view formula, const Shown& shown) {
  std::string result;
  for (std::size_t at = 0; at < formula.size();) {
    if (!is_name_start(formula[at]) || (at > 0 && is_name_part(formula[at - 1]))) {
      result += formula[at++];
      continue;
    }
    std::size_t end = at;
    while (end < formula.size() && is_name_part(formula[end])) ++end;
    const std::string_view name = formula.substr(at, end - at);
    const std::string replaced = shown(name);
    result += replaced.empty() ? name : std::string_view(replaced);
    at = end;
  }
  return result;
}

const Derivation* find_operand(const Derivation& derivation, std::string_view name) {
  for (const DerivationPtr& operand : derivation.operands) {
    if (operand && operand->name == name) return operand.get();
  }
  return nullptr;
}

bool is_leaf(const Derivation& derivation) {
  return derivation.operands.empty();
}

// What an assertion comes to is said in words: "holds", "does not hold".
bool is_statement(std::string_view value) {
  return value.find_first_of("0123456789") == std::string_view::npos;
}

std::string label_or_name(const Derivation& derivation) {
  return derivation.label.empty() ? derivation.name : derivation.label;
}

class Walk {
 public:
  Walk(const Finding& finding, std::size_t most) : finding_(finding), most_(most) {}

  std::vector<Step> run() {
    visit(*finding_.derivation, 0);
    if (left_out_ > 0) steps_.push_back({fmt::format("… and {} more", left_out_), {}});
    return std::move(steps_);
  }

 private:
  void visit(const Derivation& node, int depth) {
    if (depth > kDeepest || !seen_.insert(&node).second) return;
    if (is_leaf(node)) {
      visit_leaf(node);
      return;
    }
    if (node.calculation.empty() && node.formula.empty()) {
      for (const DerivationPtr& operand : node.operands) {
        if (operand) visit(*operand, depth + 1);
      }
      return;
    }
    const std::string calculation = told(node);
    std::string meaning = meaning_with_leaves(node);
    const bool leaves_are_told = !meaning.empty();
    if (!leaves_are_told) meaning = with_signs(node.formula);
    if (meaning == node.calculation) meaning.clear();
    add({calculation, meaning});
    for (const DerivationPtr& operand : node.operands) {
      if (!operand || (leaves_are_told && is_leaf(*operand))) continue;
      visit(*operand, depth + 1);
    }
  }

  // What the document writes on the line of the claim is before the reader's eyes already.
  void visit_leaf(const Derivation& leaf) {
    const bool is_named = !leaf.label.empty() || (!leaf.name.empty() && is_name_start(leaf.name[0]));
    if (!is_named && (is_on_line_of_claim(leaf) || origin_of(leaf, source()).empty())) return;
    if (!told_.insert(leaf.name + '\n' + leaf.value).second) return;
    const std::string origin = origin_of(leaf, source());
    const std::string name = is_named ? label_or_name(leaf) : std::string();
    if (origin.empty()) {
      add({leaf.value, name});
    } else if (name.empty()) {
      add({leaf.value, origin});
    } else {
      add({leaf.value, fmt::format("{} ({})", name, origin)});
    }
  }

  void add(Step step) {
    if (steps_.size() < most_) {
      steps_.push_back(std::move(step));
    } else {
      ++left_out_;
    }
  }

  static std::string told(const Derivation& node) {
    const std::string calculation = node.calculation.empty() ? with_signs(node.formula) : node.calculation;
    if (node.value.empty() || calculation == node.value) return calculation;
    if (calculation.empty()) return node.value;
    if (is_statement(node.value)) return fmt::format("{} {}", calculation, node.value);
    return fmt::format("{} = {}", node.value, calculation);
  }

  // Only where every operand is a leaf that the formula names and the row stays short.
  [[nodiscard]] std::string meaning_with_leaves(const Derivation& node) const {
    std::unordered_set<std::string_view> told_names;
    for (const DerivationPtr& operand : node.operands) {
      if (!operand || !is_leaf(*operand) || operand->label.empty()) return {};
    }
    std::string meaning = replace_names(node.formula, [&](std::string_view name) -> std::string {
      const Derivation* leaf = find_operand(node, name);
      if (!leaf) return {};
      const bool is_first = told_names.insert(leaf->name).second;
      const std::string origin = origin_of(*leaf, source());
      return origin.empty() || !is_first ? leaf->label : fmt::format("{} ({})", leaf->label, origin);
    });
    const bool all_told = std::all_of(node.operands.begin(), node.operands.end(),
                                      [&](const DerivationPtr& operand) { return told_names.contains(operand->name); });
    meaning = with_signs(meaning);
    return all_told && meaning.size() <= kLongMeaning ? meaning : std::string();
  }

  [[nodiscard]] const Source* source() const { return finding_.place.source.get(); }

  [[nodiscard]] bool is_on_line_of_claim(const Derivation& leaf) const {
    return leaf.place.is_known() && finding_.place.is_known() && leaf.place.source == finding_.place.source &&
           leaf.place.begin().line == finding_.place.begin().line;
  }

  const Finding& finding_;
  std::size_t most_;
  std::vector<Step> steps_;
  std::unordered_set<const Derivation*> seen_;
  std::unordered_set<std::string> told_;
  int left_out_ = 0;
};

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

}  // namespace

std::vector<Step> steps_of(const Finding& finding, std::size_t most) {
  if (!finding.derivation) return {};
  return Walk(finding, most).run();
}

std::string told_with_names(const Derivation& derivation, const Source* document) {
  if (is_leaf(derivation) || derivation.formula.empty()) return {};
  for (const DerivationPtr& operand : derivation.operands) {
    if (!operand || operand->label.empty() || operand->value.empty()) return {};
  }
  bool all_known = true;
  const std::string told = replace_names(derivation.formula, [&](std::string_view name) -> std::string {
    const Derivation* operand = find_operand(derivation, name);
    if (!operand) {
      all_known = false;
      return {};
    }
    const std::string origin = is_leaf(*operand) ? origin_of(*operand, document) : std::string();
    return fmt::format("{} {}{}", operand->value, operand->label, origin.empty() ? "" : fmt::format(" ({})", origin));
  });
  if (!all_known) return {};
  if (derivation.value.empty() || is_statement(derivation.value)) return with_signs(told);
  return fmt::format("{} = {}", with_signs(told), derivation.value);
}

std::string origin_of(const Derivation& leaf, const Source* document) {
  if (!leaf.place.is_known()) return leaf.origin;
  const int line = leaf.place.begin().line;
  if (leaf.place.source.get() == document) return fmt::format("line {}", line);
  return fmt::format("{}:{}", leaf.place.source->path(), line);
}

std::string with_signs(std::string_view formula) {
  std::string result(formula);
  replace_all(result, " * ", " × ");
  replace_all(result, " / ", " ÷ ");
  replace_all(result, " <= ", " ≤ ");
  replace_all(result, " >= ", " ≥ ");
  replace_all(result, " != ", " ≠ ");
  return result;
}

}  // namespace countercheck
