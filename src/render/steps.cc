// Walks a derivation from its result to its leaves.
#include "render/steps.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <optional>
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
    // "1 byte": what stands behind a number is its unit.
    const bool is_unit = at >= 2 && formula[at - 1] == ' ' && formula[at - 2] >= '0' && formula[at - 2] <= '9';
    const std::string replaced = is_unit ? std::string(name) : shown(name);
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

// What only repeats its one operand ("MoE layers = layers", "as stated before") is told as that one.
const Derivation& essence_of(const Derivation& derivation) {
  const Derivation* node = &derivation;
  for (int i = 0; i < kDeepest && node->operands.size() == 1 && node->operands[0]; ++i) {
    const Derivation& operand = *node->operands[0];
    const bool is_copy =
        node->value == operand.value && (node->calculation.empty() || node->calculation == node->value);
    if (!is_copy && node->formula != operand.name) break;
    node = &operand;
  }
  return *node;
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

// "1,024 MB" is 1024; "FP8" is no number.
std::optional<double> leading_number(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if ((c >= '0' && c <= '9') || c == '.') {
      digits += c;
    } else if (c != ',') {
      break;
    }
  }
  if (digits.empty()) return std::nullopt;
  return std::strtod(digits.c_str(), nullptr);
}

int decimals_of(std::string_view text) {
  const std::size_t point = text.find('.');
  if (point == std::string_view::npos) return 0;
  const std::size_t end = std::min(text.find_first_not_of("0123456789", point + 1), text.size());
  return static_cast<int>(std::min<std::size_t>(end - point - 1, 15));
}

class Walk {
 public:
  Walk(const Finding& finding, std::size_t most) : finding_(finding), most_(most) {}

  Steps run() {
    result_ = result_of(finding_);
    visit(*finding_.derivation, 0);
    return {std::move(steps_), left_out_};
  }

 private:
  void visit(const Derivation& derivation, int depth) {
    const Derivation& node = essence_of(derivation);
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
    const std::string calculation = told(node, steps_.empty() ? result_ : node.value);
    std::string meaning = meaning_with_leaves(node);
    const bool leaves_are_told = !meaning.empty();
    if (!leaves_are_told) meaning = with_signs(node.formula);
    if (meaning == node.calculation) meaning.clear();
    add({calculation, meaning});
    for (const DerivationPtr& operand : node.operands) {
      if (!operand || (leaves_are_told && is_leaf(essence_of(*operand)))) continue;
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

  static std::string told(const Derivation& node, const std::string& result) {
    const std::string calculation = with_signs(node.calculation.empty() ? node.formula : node.calculation);
    if (result.empty() || calculation == result) return calculation;
    if (calculation.empty()) return result;
    if (is_statement(result)) return fmt::format("{} {}", calculation, result);
    return fmt::format("{} = {}", result, calculation);
  }

  // Only where every operand is a leaf that the formula names and the row stays short.
  [[nodiscard]] std::string meaning_with_leaves(const Derivation& node) const {
    std::unordered_set<std::string_view> told_names;
    for (const DerivationPtr& operand : node.operands) {
      if (!operand || !is_leaf(essence_of(*operand)) || essence_of(*operand).label.empty()) return {};
    }
    std::string meaning = replace_names(node.formula, [&](std::string_view name) -> std::string {
      const Derivation* operand = find_operand(node, name);
      if (!operand) return {};
      const bool is_first = told_names.insert(operand->name).second;
      const Derivation& leaf = essence_of(*operand);
      const std::string origin = origin_of(leaf, source());
      return origin.empty() || !is_first ? leaf.label : fmt::format("{} ({})", leaf.label, origin);
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
  std::string result_;
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

Steps steps_of(const Finding& finding, std::size_t most) {
  if (!finding.derivation) return {};
  return Walk(finding, most).run();
}

std::string told_with_names(const Derivation& derivation, const std::string& result, const Source* document) {
  const Derivation& node = essence_of(derivation);
  if (is_leaf(node) || node.formula.empty()) return {};
  for (const DerivationPtr& operand : node.operands) {
    if (!operand || operand->label.empty() || operand->value.empty()) return {};
  }
  bool all_known = true;
  const std::string told = replace_names(node.formula, [&](std::string_view name) -> std::string {
    const Derivation* operand = find_operand(node, name);
    if (!operand) {
      all_known = false;
      return {};
    }
    const Derivation& source = essence_of(*operand);
    const std::string origin = is_leaf(source) ? origin_of(source, document) : std::string();
    return fmt::format("{} {}{}", operand->value, operand->label, origin.empty() ? "" : fmt::format(" ({})", origin));
  });
  if (!all_known) return {};
  if (result.empty() || is_statement(result)) return with_signs(told);
  return fmt::format("{} = {}", with_signs(told), result);
}

std::string result_of(const Finding& finding) {
  const std::string& calculated = finding.derivation->value;
  if (!finding.expected || finding.expected->text.empty() || is_statement(calculated)) return calculated;
  const std::string& expected = finding.expected->text;
  const std::optional<double> a = leading_number(calculated);
  const std::optional<double> b = leading_number(expected);
  if (!a || !b) return calculated;
  const double unit = std::pow(10.0, decimals_of(expected));
  return std::abs(std::round(*a * unit) - std::round(*b * unit)) < 1.5 ? calculated : expected;
}

bool is_calculated(const Derivation& derivation) {
  return !is_leaf(essence_of(derivation));
}

std::string origin_of(const Derivation& leaf, const Source* document) {
  if (!leaf.place.is_known()) return leaf.origin;
  const int line = leaf.place.begin().line;
  if (leaf.place.source.get() == document) return fmt::format("line {}", line);
  return fmt::format("{}:{}", leaf.place.source->path(), line);
}

std::string with_signs(std::string_view formula) {
  std::string result;
  for (const char c : formula) {
    const bool is_space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!is_space) {
      result += c;
    } else if (!result.empty() && result.back() != ' ') {
      result += ' ';
    }
  }
  replace_all(result, " * ", " × ");
  replace_all(result, " / ", " ÷ ");
  replace_all(result, " <= ", " ≤ ");
  replace_all(result, " >= ", " ≥ ");
  replace_all(result, " != ", " ≠ ");
  return result;
}

}  // namespace countercheck
