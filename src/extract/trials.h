// Tries products, quotients, shares, sums and differences of a few figures. How surprising an agreement is, is counted
// in digits: a search through a hundred calculations uses up two of them.
//
// Hundreds are tried for each that is stated, so they are numbers, and only what is believed becomes an expression.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "extract/page.h"

namespace countercheck {

/// A number of something, a percentage aside.
bool is_count(const Unit& unit);

/// A figure in a block of the page.
struct FigureIn {
  int block = -1;
  const Written* written = nullptr;
};

/// The calculations on some figures that may give one result.
class Trials {
 public:
  /// `is_operand`: of a written product, which must not be divided again.
  Trials(const Page& page, const Written& result, bool is_operand);

  /// Whether the digits of a result are enough for any calculation to be believed, with `bonus` digits besides.
  static bool may_be_believed(const Written& result, double bonus);

  /// The nearest first. "~2 GB × 4" is near many figures; the result has to be the one that it says.
  void run(const std::vector<FigureIn>& near);

  /// The first calculation that agrees in enough digits; `bonus` digits speak for it besides.
  [[nodiscard]] std::optional<Expr> believed(double bonus) const;
  [[nodiscard]] bool is_any_held() const;
  /// The one calculation that takes all of `count` figures, where there is just one and the result is of another kind.
  [[nodiscard]] std::optional<Expr> only_one_of(std::size_t count) const;

 private:
  /// What is done to the figures a, b and c.
  enum class Form : std::uint8_t {
    same,              ///< a, in another unit
    inverse,           ///< 1 ÷ a
    product,           ///< a · b
    quotient,          ///< a ÷ b
    rest,              ///< (1 − a) · b
    sum,               ///< a + b
    difference,        ///< a − b
    product_of_three,  ///< a · b · c
    product_by_third   ///< a · b ÷ c
  };
  struct Ranges {
    Interval decimal;
    Interval binary;
    [[nodiscard]] Interval with(Prefixes prefixes) const { return prefixes == Prefixes::binary ? binary : decimal; }
  };
  struct Operand {
    FigureIn figure;
    Ranges ranges;
    std::vector<int> counts;  ///< of each noun that occurs: 1 for what it counts, -1 for what it is per

    [[nodiscard]] const Unit& unit() const { return figure.written->unit; }
  };
  using Operands = std::array<const Operand*, 3>;  ///< as many as the form takes
  struct Trial {
    Form form = Form::same;
    Operands operands{};
    bool is_coherent = false;
    bool holds = false;

    [[nodiscard]] std::size_t size() const {
      return operands.size() - static_cast<std::size_t>(std::count(operands.begin(), operands.end(), nullptr));
    }
  };

  /// Nothing where it is divided by what may be zero.
  static std::optional<Interval> value_of(const Trial& trial, Prefixes prefixes);
  [[nodiscard]] Operand operand_of(const FigureIn& figure) const;
  void alone(const Operand& a);
  void two(const Operand& a, const Operand& b);
  void three(const Operand& a, const Operand& b, const Operand& c);
  /// Of the dimension of the result.
  void offer(Form form, const Operands& operands);

  [[nodiscard]] bool is_wanted(const Dimension& dimension) const { return dimension == result_.unit.dimension; }
  [[nodiscard]] double needed(const Trial& trial) const;
  /// Whether what is counted may be what the result counts. One count beside it may stand for "each": 12 disks of 4 TB.
  [[nodiscard]] bool are_coherent(const Trial& trial) const;
  [[nodiscard]] Expr expression_of(const Trial& trial) const;

  const Page& page_;
  const Written& result_;
  Ranges result_ranges_;
  bool is_operand_ = false;
  bool is_of_other_kind_ = false;
  std::vector<std::string_view> nouns_;  ///< that the figures and the result count or divide by, each once
  std::vector<int> result_counts_;
  std::vector<Operand> operands_;
  std::vector<Trial> trials_;
};

}  // namespace countercheck
