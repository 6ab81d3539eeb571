// Which values hold where: what the user sets, the target hardware and model, and what the document states, scope by
// scope; and who wins.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "countercheck/finding.h"
#include "extract/claims.h"
#include "rulebook/rulebook.h"

namespace countercheck {

/// In order of trust: what comes first beats what comes later.
enum class Trust : std::uint8_t { set, configuration, directive, target, stated, named, assumed };

/// From where one looks: an alternative, and a section of the text. What stands nearer speaks first.
struct Where {
  ScopeId scope = kDocumentScope;
  int section = 0;
  friend auto operator<=>(const Where&, const Where&) = default;
};

/// Whose figure a fact is, where it is not the document's own.
enum class Owner : std::uint8_t { document, hardware, model };

struct Fact {
  QuantityId quantity = kNoQuantity;
  std::vector<std::string> per;
  ScopeId scope = kDocumentScope;
  int section = 0;                               ///< of a statement: the section it stands in; else from which on it holds
  Owner owner = Owner::document;
  Trust trust = Trust::stated;
  int claim = -1;                                ///< of a statement: which claim; -1 otherwise
  Written written;                               ///< of a statement or a setting
  Value value;                                   ///< of a choice, a truth, or a hardware figure
  bool is_firm = false;                          ///< by a label, a table or a key; a phrase may speak of a part. Of a
                                                 ///< named machine or model: by more than a passing word
  bool is_written = false;                       ///< whether `written` speaks; else `value` does
  std::string text;                              ///< as written
  std::string origin;                            ///< "--set", "hardware h100-sxm (rules/hardware/h100-sxm.toml:7)"
  Place place;

  [[nodiscard]] Value read(Role role, Prefixes prefixes) const;
};

/// Statements grouped by the value that they give: groups and members in the order of the text. What has more than
/// kMostValues values varies, and the further ones are left out: comparing each with each would take too long.
inline constexpr std::size_t kMostValues = 32;
std::vector<std::vector<const Fact*>> by_value(const std::vector<const Fact*>& statements);

/// From where a claim looks.
Where where_of(const Claim& claim, const Document& doc);

/// What the user targets or sets; already resolved against the rulebook.
struct Target {
  const Profile* hardware = nullptr;
  const Profile* model = nullptr;
  std::shared_ptr<const Profile> own_model;      ///< of a config.json: what `model` points to then
  std::vector<Fact> settings;                    ///< trust set or configuration
  std::map<std::string, std::string> conventions;///< quantity -> reading
  std::optional<Prefixes> prefixes;              ///< [conventions] bytes
};

class Facts {
 public:
  Facts() = default;
  Facts(Facts&&) = default;
  Facts& operator=(Facts&&) = default;
  Facts(const Facts&) = delete;                  ///< what is known of statements points to facts
  Facts& operator=(const Facts&) = delete;

  /// Adds a fact behind those that are trusted as much.
  void add(Fact fact);

  /// The fact that wins for a quantity and axis: what is set or targeted, else a statement in the scope or the nearest
  /// scope around it, else what a named machine or model has. Where a scope states several values, those of the nearest
  /// section speak, and if they differ nothing does: `is_contested`.
  struct Found {
    const Fact* fact = nullptr;
    bool is_contested = false;
  };
  [[nodiscard]] Found find(QuantityId quantity, const std::vector<std::string>& per, Where where) const;
  /// The same among the document's own statements alone, whatever is set, targeted or named.
  [[nodiscard]] Found find_stated(QuantityId quantity, const std::vector<std::string>& per, Where where) const;
  /// The figure of the machine or model that counts from there: the targeted one, else the one that is named nearest
  /// and by more than a passing word.
  [[nodiscard]] const Fact* find_figure(Owner owner, QuantityId quantity, Where where) const;
  /// All statements of a quantity in exactly this scope, in the order of the text.
  [[nodiscard]] const std::vector<const Fact*>& statements(QuantityId quantity, const std::vector<std::string>& per,
                                                           ScopeId scope) const;
  /// Of those that are firm and numbers, the first of each value that is written.
  [[nodiscard]] const std::vector<const Fact*>& firm_values(QuantityId quantity, const std::vector<std::string>& per,
                                                            ScopeId scope) const;

  std::deque<Fact> facts;                        ///< in the order in which they were added
  std::vector<Scope> scopes;
  std::vector<int> section_parents;              ///< of each section; -1 above the document
  std::set<std::pair<int, Owner>> bindings;      ///< sections in which the document names a machine or model, clearly or not
  std::unordered_map<QuantityId, std::vector<int>> by_quantity;   ///< indices into facts, in order of trust, then text

 private:
  /// Statements that give one value: the first of them, and the one that is cited.
  struct Agreeing {
    const Fact* first = nullptr;
    const Fact* spokesman = nullptr;             ///< the first firm one, if there is one
    std::size_t size = 0;
    bool is_alone = true;                        ///< of a section: no statement in it differs

    void add(const Fact& fact);
  };
  /// What one scope states of a quantity. Kept while facts are added: each claim and each rule asks for it.
  struct Stated {
    std::vector<std::string> per;
    std::vector<const Fact*> all;
    std::vector<const Fact*> firm;
    std::set<std::pair<double, double>> firm_regions;
    std::vector<Agreeing> values;                ///< at most kMostValues
    std::unordered_map<int, Agreeing> sections;

    void add(const Fact& fact);
  };

  [[nodiscard]] const Stated* stated(QuantityId quantity, const std::vector<std::string>& per, ScopeId scope) const;
  [[nodiscard]] Found nearest(const Stated& stated, int section) const;
  /// The fact of a named machine or model that counts in a section and is wanted; nullptr if there is none.
  [[nodiscard]] const Fact* find_named(QuantityId quantity, int section,
                                       const std::function<bool(const Fact&)>& is_wanted) const;
  [[nodiscard]] bool holds_in(const Fact& fact, int section) const;

  std::unordered_map<std::uint64_t, std::vector<Stated>> stated_; // by quantity and scope; one for each `per`
  std::unordered_map<std::uint64_t, std::vector<int>> named_;     // by quantity and section; indices into facts
};

/// Whether two facts give one value, in either reading of prefixes, to the digits that are written.
bool states_same(const Fact& a, const Fact& b);

/// Gathers the facts of one document. A document that names a known machine or model inherits its figures; what the
/// user targets beats what the document states. Mistakes in `set` directives are problems.
Facts bind(const Claims& claims, const Document& doc, const Target& target, const Rulebook& book, Sink& sink);

}  // namespace countercheck
