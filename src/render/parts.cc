// Reads nodes and writes formulas.
#include "render/parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>

namespace countercheck {
namespace {

constexpr int kDeepest = 100;

bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_name_part(char c) {
  return is_name_start(c) || (c >= '0' && c <= '9') || c == '.';
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

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

}  // namespace

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

bool is_calculated(const Derivation& derivation) {
  return !is_leaf(essence_of(derivation));
}

bool is_statement(std::string_view value) {
  return value.find_first_of("0123456789") == std::string_view::npos;
}

const Derivation* find_operand(const Derivation& derivation, std::string_view name) {
  for (const DerivationPtr& operand : derivation.operands) {
    if (operand && operand->name == name) return operand.get();
  }
  return nullptr;
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

std::string replace_names(std::string_view formula, const std::function<std::string(std::string_view)>& shown) {
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

}  // namespace countercheck
