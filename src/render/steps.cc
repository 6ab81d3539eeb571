// Walks a derivation from its result to its leaves.
#include "render/steps.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "render/parts.h"

namespace countercheck {
namespace {

constexpr std::size_t kLongMeaning = 60;
constexpr int kDeepest = 100;

std::string label_or_name(const Derivation& derivation) {
  return derivation.label.empty() ? derivation.name : derivation.label;
}

// The text of a written operand begins with its number.
bool is_quantity(std::string_view name) {
  return !name.empty() && ((name[0] >= 'a' && name[0] <= 'z') || (name[0] >= 'A' && name[0] <= 'Z') || name[0] == '_');
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
    const bool is_named = !leaf.label.empty() || is_quantity(leaf.name);
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

}  // namespace

Steps steps_of(const Finding& finding, std::size_t most) {
  if (!finding.derivation) return {};
  return Walk(finding, most).run();
}

}  // namespace countercheck
