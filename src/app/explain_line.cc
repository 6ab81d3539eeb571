// What became of the numbers on one line: verdicts with their whole derivation, what rests on an input, and why a
// number was not checked.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

#include "app/candidates.h"
#include "app/check.h"
#include "app/explain.h"
#include "app/terminal.h"
#include "extract/claims.h"
#include "markdown/document.h"
#include "render/outline.h"
#include "render/render.h"
#include "render/terminal.h"

namespace countercheck {

std::optional<LineName> read_line_name(std::string_view text) {
  // "plan.md:12" or "plan.md:12:31"; the column is not needed.
  for (int part = 0; part < 2; ++part) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0) return std::nullopt;
    const std::string_view digits = text.substr(colon + 1);
    int line = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), line);
    if (error != std::errc() || end != digits.data() + digits.size() || line < 1) return std::nullopt;
    const std::string_view before = text.substr(0, colon);
    const std::size_t earlier = before.rfind(':');
    const bool has_column = part == 0 && earlier != std::string_view::npos && earlier + 1 < before.size() &&
                            std::all_of(before.begin() + static_cast<std::ptrdiff_t>(earlier) + 1, before.end(),
                                        [](char c) { return c >= '0' && c <= '9'; });
    if (!has_column) return LineName{std::string(before), line};
    text = before;
  }
  return std::nullopt;
}

namespace {

constexpr std::size_t kMostUses = 8;
constexpr std::size_t kMostCandidates = 3;

bool is_on(const Place& place, const SourcePtr& source, int line) {
  return place.is_known() && place.source == source && place.begin().line <= line && line <= place.end().line;
}

class LinePage {
 public:
  LinePage(const DocumentReport& report, int line, const Project& project)
      : report_(report), line_(line), book_(*project.book), doc_(parse_markdown(report.source, project.limits)) {
    Sink known;  // what is wrong with the document was told when it was checked
    claims_ = extract(doc_, book_, known);
  }

  std::string run(const RenderOptions& how) {
    for (const Finding& finding : report_.findings) {
      if (!is_on(finding.place, report_.source, line_)) continue;
      text_ += told_finding(finding, how);
      const bool is_given = finding.verdict == Verdict::input || finding.verdict == Verdict::unverifiable;
      if (is_given && finding.claim >= 0) tell_uses(finding);
      if (finding.verdict == Verdict::input && finding.claim >= 0) tell_formulas(finding);
      text_ += '\n';
    }
    for (const Block& block : doc_.blocks) {
      const Source& source = *doc_.source;
      if (source.position(block.span.begin).line > line_ || source.position(block.span.end).line < line_) continue;
      unread_numbers(block);
    }
    if (text_.empty()) text_ = "there is no number on this line\n";
    return std::move(text_);
  }

 private:
  /// What was computed from a figure.
  void tell_uses(const Finding& finding) {
    std::vector<const Finding*> uses;
    for (const Finding& other : report_.findings) {
      if (other.derivation && rests_on(*other.derivation, finding.place)) uses.push_back(&other);
    }
    for (std::size_t i = 0; i < std::min(uses.size(), kMostUses); ++i) {
      const std::string lines = told_lines({uses[i]});
      text_ += fmt::format("   used by: {}: {}{}\n", name_of(uses[i]->verdict), harmless(uses[i]->message),
                           lines.empty() ? "" : fmt::format(" ({})", lines));
    }
    if (uses.size() > kMostUses) text_ += fmt::format("   used by: {} more\n", uses.size() - kMostUses);
    if (uses.empty()) text_ += "   used by: nothing that was checked\n";
  }

  /// What it would take to compute an input as well.
  void tell_formulas(const Finding& finding) {
    const QuantityId id = book_.find(finding.quantity);
    if (id == kNoQuantity) return;
    bool can_be_computed = false;
    for (const Formula& formula : book_[id].formulas) {
      if (formula.is_fallback) continue;
      can_be_computed = true;
      text_ += fmt::format("   would be checked against: {}{}\n", formula.text, told_missing(formula));
    }
    if (!can_be_computed) text_ += "   is taken as given: no formula of the rulebook recomputes it\n";
  }

  std::string told_missing(const Formula& formula) const {
    std::string missing;
    for (const auto& [name, id, owner, has_rival] : formula.names) {
      const bool is_stated = std::any_of(claims_.claims.begin(), claims_.claims.end(),
                                         [id = id](const Claim& claim) { return claim.quantity == id; });
      if (!is_stated) missing += (missing.empty() ? "" : ", ") + name;
    }
    return missing.empty() ? std::string() : "  (the document does not state " + missing + ")";
  }

  /// Derivations share their parts, so each is looked at once.
  static bool rests_on(const Derivation& derivation, const Place& place) {
    std::set<const Derivation*> seen;
    std::vector<const Derivation*> open = {&derivation};
    while (!open.empty()) {
      const Derivation& node = *open.back();
      open.pop_back();
      if (!seen.insert(&node).second) continue;
      if (node.place.is_known() && node.place.source == place.source && node.place.span.overlaps(place.span))
        return true;
      for (const DerivationPtr& operand : node.operands) {
        if (operand) open.push_back(operand.get());
      }
    }
    return false;
  }

  /// Numbers of which no finding speaks, and why.
  void unread_numbers(const Block& block) {
    const Source& source = *doc_.source;
    for (const Written& written : find_values(block.text.text, book_.units, book_.language.value_words())) {
      const Span span = block.text.to_source(written.number);
      if (source.position(span.begin).line != line_ || !told_.insert(span.begin).second) continue;
      if (has_finding(span)) continue;
      const Claim* claim = claim_at(span);
      const std::string number = harmless(source.slice(block.text.to_source(written.span)));
      if (claim != nullptr && claim->quantity != kNoQuantity) {
        text_ += fmt::format("`{}` was read as `{}`, but what would judge it is ignored, suppressed or not selected\n",
                             number, book_[claim->quantity].name);
      } else if (is_operand(span)) {
        text_ += fmt::format("`{}` is part of a calculation that is told where its result stands\n", number);
      } else {
        text_ += fmt::format("`{}` was not checked: {}\n", number, why_unread(block));
        advise(written, words_around(doc_, block, written.span), number);
      }
    }
  }

  static std::string_view why_unread(const Block& block) {
    switch (block.kind) {
      case BlockKind::comment:
        return "it stands in a comment";
      case BlockKind::html:
        return "it stands in HTML";
      default:
        return "no label, header, phrase, flag or key says what it is, and no calculation uses it";
    }
  }

  void advise(const Written& written, const std::string& words, const std::string& number) {
    const std::vector<QuantityId> ids = candidates(written, words, book_, kMostCandidates);
    for (const QuantityId id : ids) {
      text_ +=
          fmt::format("   help: `- {}: {}` would state `{}`\n", capitalized(book_[id].said), number, book_[id].name);
    }
    if (ids.empty())
      text_ += "   help: no quantity of the rulebook is named near it; a rule file of the project can add one\n";
  }

  [[nodiscard]] bool has_finding(Span span) const {
    return std::any_of(report_.findings.begin(), report_.findings.end(), [&](const Finding& finding) {
      return finding.place.is_known() && finding.place.source == report_.source && finding.place.span.overlaps(span);
    });
  }
  [[nodiscard]] const Claim* claim_at(Span span) const {
    const auto found = std::find_if(claims_.claims.begin(), claims_.claims.end(),
                                    [&](const Claim& claim) { return claim.span.overlaps(span); });
    return found == claims_.claims.end() ? nullptr : &*found;
  }
  [[nodiscard]] bool is_operand(Span span) const {
    return std::any_of(claims_.equations.begin(), claims_.equations.end(),
                       [&](const Equation& equation) { return equation.span.overlaps(span); });
  }

  const DocumentReport& report_;
  int line_;
  const Rulebook& book_;
  Document doc_;
  Claims claims_;
  std::set<std::uint32_t> told_;
  std::string text_;
};

}  // namespace

Output explain_line(const LineName& name, const Options& options, Files& files) {
  Request request;
  request.files = {name.path};
  request.settings = options.settings;
  request.use_configuration = options.use_configuration;
  const Report report = check(request, files);
  Output output{{}, report.problems, report.problems.empty() ? 0 : 2};
  if (report.documents.empty()) return output;

  const DocumentReport& document = report.documents.front();
  if (name.line > document.source->line_count()) {
    return usage_error(fmt::format("`{}` has {} lines", name.path, document.source->line_count()));
  }
  const RenderOptions how{options.output_file.empty() && wants_colour(options.colour, look_around()), true,
                          terminal_width(100)};
  Sink known;  // the problems are in `output` already
  Projects projects(request.settings, request.use_configuration, files, known);
  output.text = LinePage(document, name.line, projects.of(name.path)).run(how);
  return output;
}

}  // namespace countercheck
