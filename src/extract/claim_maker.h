// Turns what readers bind, calculations and sums into claims with places in the source.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "extract/claims.h"
#include "extract/page.h"
#include "extract/sums.h"

namespace countercheck {

/// A number that several speak of is one claim: the first to bind it keeps it.
class ClaimMaker {
 public:
  ClaimMaker(Page& page, Claims& out)
      : page_(page), out_(out), another_(page.book.language.groups({"hypothetical", "former_state"})) {}

  void add(const Statement& statement);
  /// Its spans are in the flat text of the block, and become source bytes.
  void add(Equation equation, int block);
  void add(Sum sum);
  /// A figure that nothing binds: it may say again what is computed elsewhere.
  void add_mention(const Written& written, int block);
  /// A calculation of a figure that is a claim already; of what is none it says nothing.
  void add_conjecture(Sum sum);
  /// Whether a written calculation gives the result already.
  [[nodiscard]] bool is_computed(const Sum& sum) const;

 private:
  /// How a sentence speaks of its figures.
  struct Manner {
    bool is_target = false;   ///< as of something wanted
    bool is_another = false;  ///< as of a what-if or a former state
  };
  const Manner& manner_of(const std::string& wording);
  /// "128 GPUs" in running text is what the loose label "GPUs" would make of it, "4M tokens/step" what "tokens per
  /// step".
  [[nodiscard]] std::vector<QuantityId> counted(const Written& written) const;
  [[nodiscard]] bool becomes_another(const Statement& statement) const;
  /// "256 + 64 → 320" gives a result and changes nothing.
  [[nodiscard]] bool is_calculated_over(const Statement& statement, std::uint32_t arrow) const;
  Claim claim_at(int block, const Written& written);
  int claim_of(const Equation::Side& side, int block);
  int claim_of(const Written& written, int block);
  void mark_computed(int number);
  /// "16 ÷ 2 = 8 heads on a card": what is computed is no input, whatever a phrase takes it for.
  void drop_input(int number);
  /// Operands cite the document: their spans become source bytes.
  static void place_operands(Expr& expr, const FlatText& text);

  Page& page_;
  Claims& out_;
  const WordGroups another_;
  std::string wording_;  // of the last claim: a sentence may hold many
  Manner manner_;
  std::map<std::pair<int, std::uint32_t>, int> by_number_;
  std::set<int> calculated_;  // claims that stand beside their calculation
};

}  // namespace countercheck
