// The value of a quantity in a scope, from facts and formulas, with its derivation.
//
// What the user sets or targets beats what the document states. A statement is replaced by its recomputed value only if
// an undisputed identity gives it from given inputs; otherwise the statement flows on. What is not stated is computed,
// or assumed where the rulebook says what to assume.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "evaluate/evaluate.h"

namespace countercheck {

struct Resolved {
  std::optional<Value> value;  ///< nothing: see missing
  DerivationPtr derivation;
  bool is_given = false;    ///< rests on facts alone, through identities
  bool is_assumed = false;  ///< some operand is an assumption of the rulebook
  bool is_estimate = false;
  int replaced_claim = -1;           ///< the statement that this value replaces
  std::vector<std::string> missing;  ///< names of quantities without a value
  std::string error;                 ///< "division by zero"
  std::vector<QuantityId> uses;      ///< every quantity on the way, sorted; guards against going in circles
};
using ResolvedPtr = std::shared_ptr<const Resolved>;

class Resolver {
 public:
  /// One reading of prefixes holds throughout one calculation.
  Resolver(const Case& it, Prefixes prefixes) : case_(it), prefixes_(prefixes) {}

  ResolvedPtr resolve(QuantityId quantity, const std::vector<std::string>& per, Where where);
  /// The value that one formula gives in a scope; `when` is the caller's business.
  Resolved apply(QuantityId quantity, const Formula& formula, Where where);
  /// The same with the quantity itself out of bounds: for judging a statement of it.
  Resolved recompute(QuantityId quantity, const Formula& formula, Where where);
  Truth holds(const Expr& condition, const std::vector<Reference>& names, Where where,
              std::vector<std::string>* missing = nullptr);

  /// The value of an assertion and what it rests on. `hardware.X` and `model.X` are the figures of the machine and the
  /// model that count there; beside them plain X is what the document itself states.
  struct Asserted {
    Outcome outcome;
    std::vector<std::pair<std::string_view, ResolvedPtr>> operands;  ///< by their names in the rulebook

    /// The value of a name as it is printed; the name itself where it has none.
    [[nodiscard]] std::string shown(std::string_view name) const;
  };
  Asserted assert_in(const Expr& assertion, const std::vector<Reference>& names, Where where);

  /// The same about one statement, whatever else is said of its quantity.
  Asserted assert_on(const Expr& assertion, const Fact& fact);

  /// `value` of `quantity` divided or multiplied so that it is stated by `to` instead of `from`.
  Resolved convert(Resolved whole, QuantityId quantity, const std::vector<std::string>& from,
                   const std::vector<std::string>& to, Where where);

  [[nodiscard]] Prefixes prefixes() const { return prefixes_; }
  [[nodiscard]] const Case& the_case() const { return case_; }

 private:
  struct Key {
    QuantityId quantity;
    Where where;
    std::vector<std::string> per;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const;
  };
  /// An answer, and for what it holds.
  struct Known {
    ResolvedPtr resolved;
    /// Of an answer without a value that was found on the way to another: every quantity that was asked for it, sorted.
    /// Where one of them must not be used, it may be another. Empty: it was asked for itself.
    std::vector<QuantityId> asked;
  };
  /// What is noticed while one answer is looked for.
  struct Search {
    std::size_t circle = kNoCircle;  ///< the lowest of `visiting_` that was met again
    bool is_local = false;           ///< a fact of the section counted
    std::vector<QuantityId> asked;

    void add(const Search& inner);
  };
  static constexpr std::size_t kNoCircle = static_cast<std::size_t>(-1);

  ResolvedPtr find_known(const Key& key, Search& search);
  Resolved find(const Key& key);
  ResolvedPtr resolve_name(const Reference& name, Where where);
  Resolved from_fact(const Fact& fact);
  Resolved from_statement(const Fact& fact, const Key& key);
  Resolved computed(const Key& key, bool judging_only);
  Resolved from_axis(const Key& key);
  Resolved from_rulebook(const Key& key);
  /// Where one of the sorted quantities stands in `visiting_`, the lowest; kNoCircle if none does.
  [[nodiscard]] std::size_t meet(const std::vector<QuantityId>& uses) const;

  const Case& case_;
  Prefixes prefixes_;
  std::vector<QuantityId> visiting_;
  Search search_;                                  // for the last of them
  std::unordered_map<Key, Known, KeyHash> known_;  // by section, or by none where the section does not count
};

/// Joins sorted lists of quantities.
void join_uses(std::vector<QuantityId>& into, const std::vector<QuantityId>& from);

}  // namespace countercheck
