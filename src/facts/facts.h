// Which values hold where: what the user sets, the target hardware and model, and what the document states, scope by
// scope; and who wins.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "countercheck/finding.h"
#include "extract/claims.h"
#include "rulebook/rulebook.h"

namespace countercheck {

/// In order of trust: what comes first beats what comes later.
enum class Trust : std::uint8_t { set, configuration, directive, target, stated, named, assumed };

struct Fact {
  QuantityId quantity = kNoQuantity;
  std::vector<std::string> per;
  ScopeId scope = kDocumentScope;
  Trust trust = Trust::stated;
  int claim = -1;                                ///< of a statement: which claim; -1 otherwise
  Written written;                               ///< of a statement or a setting
  Value value;                                   ///< of a choice, a truth, or a hardware figure
  bool is_written = false;                       ///< whether `written` speaks; else `value` does
  std::string text;                              ///< as written
  std::string origin;                            ///< "--set", "hardware h100-sxm (rules/hardware/h100-sxm.toml:7)"
  Place place;

  [[nodiscard]] Value read(Role role, Prefixes prefixes) const;
};

/// What the user targets or sets; already resolved against the rulebook.
struct Target {
  const Profile* hardware = nullptr;
  const Profile* model = nullptr;
  std::vector<Fact> settings;                    ///< trust set or configuration
  std::map<std::string, std::string> conventions;///< quantity -> reading
  std::optional<Prefixes> prefixes;              ///< [conventions] bytes
};

class Facts {
 public:
  std::vector<Fact> facts;
  /// The fact that wins for a quantity and axis in a scope or the nearest scope around it; nullptr if none speaks.
  [[nodiscard]] const Fact* find(QuantityId quantity, const std::vector<std::string>& per, ScopeId scope) const;
  /// All statements of a quantity in exactly this scope, in the order of the text.
  [[nodiscard]] std::vector<const Fact*> statements(QuantityId quantity, const std::vector<std::string>& per, ScopeId scope) const;

  std::vector<Scope> scopes;
  std::unordered_map<QuantityId, std::vector<int>> by_quantity;   ///< indices into facts, in order of trust, then text
};

/// Gathers the facts of one document. A document that names a known machine or model inherits its figures; what the
/// user targets beats what the document states. Mistakes in `set` directives are problems.
Facts bind(const Claims& claims, const Document& doc, const Target& target, const Rulebook& book, Sink& sink);

}  // namespace countercheck
