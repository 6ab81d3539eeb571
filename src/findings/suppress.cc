// Applies `ignore`, `disable` and `enable`.
#include "findings/suppress.h"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace countercheck {
namespace {

struct Suppression {
  std::string selector;  // without a slash at the end
  Span range;
  Span directive;
  bool is_used = false;
};

std::string_view without_slash(std::string_view selector) {
  if (selector.ends_with('/')) selector.remove_suffix(1);
  return selector;
}

// "[claim/a, arithmetic]" or "claim/a".
std::vector<std::string> selectors_in(std::string_view arguments) {
  std::vector<std::string> selectors;
  for (std::size_t at = 0; at < arguments.size();) {
    const std::size_t begin = std::min(arguments.find_first_not_of(" \t\r\n,[]`", at), arguments.size());
    const std::size_t end = std::min(arguments.find_first_of(" \t\r\n,[]`", begin), arguments.size());
    if (end > begin) selectors.emplace_back(without_slash(arguments.substr(begin, end - begin)));
    at = end;
  }
  return selectors;
}

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r>") == std::string_view::npos;
}

std::uint32_t line_begin(std::string_view text, std::uint32_t at) {
  const std::size_t end = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  return end == std::string_view::npos ? 0 : static_cast<std::uint32_t>(end) + 1;
}

std::uint32_t line_end(std::string_view text, std::uint32_t at) {
  return static_cast<std::uint32_t>(std::min(text.find('\n', at), text.size()));
}

// The lines that an `ignore` speaks of.
Span lines_of(std::string_view text, Span directive) {
  Span range{line_begin(text, directive.begin), line_end(text, directive.end)};
  const bool is_alone = is_blank(text.substr(range.begin, directive.begin - range.begin)) &&
                        is_blank(text.substr(directive.end, range.end - directive.end));
  bool has_text = !is_alone;
  for (std::uint32_t at = range.end; is_alone && at < text.size();) {
    const std::uint32_t end = line_end(text, at + 1);
    const bool is_empty = is_blank(text.substr(at + 1, end - at - 1));
    if (is_empty && has_text) break;
    has_text = has_text || !is_empty;
    range.end = end;
    at = end;
  }
  return range;
}

class Suppressor {
 public:
  Suppressor(const Claims& claims, const SourcePtr& source, const Settings& settings)
      : source_(source), settings_(settings) {
    for (const Directive& directive : claims.directives) read(directive);
    const auto size = static_cast<std::uint32_t>(source->text().size());
    for (auto& [selector, open] : disabled_) suppressions_.push_back({selector, {open.begin, size}, open, false});
    std::stable_sort(suppressions_.begin(), suppressions_.end(),
                     [](const Suppression& a, const Suppression& b) { return a.range.begin < b.range.begin; });
  }

  Suppressed run(const std::vector<Finding>& findings) {
    std::vector<bool> is_taken;
    for (const Finding& finding : findings) is_taken.push_back(is_suppressed(finding));
    for (const Suppression& suppression : suppressions_) {
      if (!suppression.is_used && is_expected(suppression)) {
        warn(suppression.directive, "`" + suppression.selector + "` is ignored here, but nothing of it was found");
      }
    }
    return {std::move(is_taken), std::move(warnings_)};
  }

 private:
  void read(const Directive& directive) {
    if (directive.verb == "set") return;
    const std::vector<std::string> selectors = selectors_in(directive.arguments);
    if (selectors.empty() && directive.verb != "enable") warn(directive.span, "`" + directive.verb + "` names no rule");
    for (const std::string& selector : selectors) {
      if (directive.verb == "ignore") {
        suppressions_.push_back({selector, lines_of(source_->text(), directive.span), directive.span, false});
      } else if (directive.verb == "disable") {
        disabled_.try_emplace(selector, directive.span);
      } else if (const auto open = disabled_.find(selector); open != disabled_.end()) {
        suppressions_.push_back({selector, {open->second.begin, directive.span.begin}, open->second, false});
        disabled_.erase(open);
      }
    }
    if (directive.verb != "enable" || !selectors.empty()) return;
    for (auto& [selector, open] : disabled_) {
      suppressions_.push_back({selector, {open.begin, directive.span.begin}, open, false});
    }
    disabled_.clear();
  }

  // Findings come in the order of the text, so each suppression is opened once and dropped once.
  bool is_suppressed(const Finding& finding) {
    if (finding.verdict != Verdict::fail && finding.verdict != Verdict::disputed) return false;
    if (!finding.place.is_known() || finding.place.source != source_) return false;
    const std::uint32_t at = finding.place.span.begin;
    for (; next_ < suppressions_.size() && suppressions_[next_].range.begin <= at; ++next_) {
      active_[suppressions_[next_].selector].push_back(next_);
    }
    for (std::size_t end = finding.rule.size(); end != std::string::npos && end > 0;
         end = finding.rule.rfind('/', end - 1)) {
      const auto found = active_.find(finding.rule.substr(0, end));
      if (found == active_.end()) continue;
      std::vector<std::size_t>& candidates = found->second;
      while (!candidates.empty() && suppressions_[candidates.back()].range.end <= at) candidates.pop_back();
      if (candidates.empty()) continue;
      suppressions_[candidates.back()].is_used = true;
      return true;
    }
    return false;
  }

  // What the settings leave out cannot be found.
  [[nodiscard]] bool is_expected(const Suppression& suppression) const {
    const auto matches_it = [&](const std::string& selector) {
      return matches(suppression.selector, selector) || matches(selector, suppression.selector);
    };
    if (std::any_of(settings_.ignore.begin(), settings_.ignore.end(), matches_it)) return false;
    return settings_.select.empty() || std::any_of(settings_.select.begin(), settings_.select.end(), matches_it);
  }

  void warn(Span span, std::string message) {
    Finding finding;
    finding.rule = "suppression";
    finding.severity = Severity::warning;
    finding.place = {source_, span};
    finding.path = source_->path();
    finding.message = std::move(message);
    finding.hint = "write `ignore[rule]` with the id of a finding, or remove the comment";
    warnings_.push_back(std::move(finding));
  }

  const SourcePtr& source_;
  const Settings& settings_;
  std::unordered_map<std::string, Span> disabled_;  // by selector: the directive that disabled it
  std::vector<Suppression> suppressions_;
  std::vector<Finding> warnings_;
  std::size_t next_ = 0;
  std::unordered_map<std::string, std::vector<std::size_t>> active_;
};

}  // namespace

bool matches(std::string_view rule, std::string_view selector) {
  selector = without_slash(selector);
  if (selector.empty() || !rule.starts_with(selector)) return false;
  return rule.size() == selector.size() || rule[selector.size()] == '/';
}

Suppressed suppress(const std::vector<Finding>& findings, const Claims& claims, const SourcePtr& source,
                    const Settings& settings) {
  return Suppressor(claims, source, settings).run(findings);
}

}  // namespace countercheck
