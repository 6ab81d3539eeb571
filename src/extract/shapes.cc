// Reads lines with one shape each and holds neighbouring lines against each other.
#include "extract/shapes.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "expr/build.h"
#include "extract/calculation_parser.h"
#include "extract/parts.h"
#include "text/words.h"

namespace countercheck {
namespace {

constexpr std::size_t kMostDimensions = 6;
constexpr std::size_t kLongestLabel = 48;

/// A line that holds one shape: what stands before it, and its dimensions.
struct Shape {
  int block = -1;
  std::string_view label;
  std::vector<const Written*> dimensions;
};

bool is_dimension(const Written& value) {
  return value.is_integer && !value.is_range() && value.mantissa > 0 && value.unit.dimension.is_one() &&
         !is_percent(value.unit) && value.relation == Relation::equal;
}

bool is_same(const Written& a, const Written& b) {
  return a.nominal(Prefixes::decimal) == b.nominal(Prefixes::decimal);
}

class ShapeReader {
 public:
  explicit ShapeReader(const Page& page) : page_(page) {}

  std::vector<Sum> find() {
    for (std::size_t i = 0; i < page_.doc.blocks.size(); ++i) {
      const Block& block = page_.doc.blocks[i];
      if (block.kind == BlockKind::cell || !is_read(block)) continue;
      // Items of one list stand one below the other as lines of a fence do.
      if (block.kind != BlockKind::item || list_ != block.list) end_run();
      list_ = block.kind == BlockKind::item ? block.list : -1;
      read_block(static_cast<int>(i));
    }
    end_run();
    return std::move(out_);
  }

 private:
  void read_block(int block) {
    const std::string_view text = page_.block(block).text.text;
    if (text.find('[') == std::string_view::npos) return end_run();
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      if (auto shape = read_line(block, begin, end))
        run_.push_back(*std::move(shape));
      else
        end_run();
      begin = end + 1;
    }
  }

  /// "Weights (per GPU): [in=4096, out=512]"
  [[nodiscard]] std::optional<Shape> read_line(int block, std::size_t begin, std::size_t end) const {
    const std::string_view text = page_.block(block).text.text;
    const std::string_view line = text.substr(begin, end - begin);
    const std::size_t colon = line.find(':');
    const std::size_t open = line.find('[');
    const std::size_t close = line.find(']');
    if (colon == std::string_view::npos || colon > kLongestLabel || open == std::string_view::npos || open < colon ||
        close == std::string_view::npos || close < open || line.find('[', open + 1) != std::string_view::npos ||
        line.substr(colon + 1, open - colon - 1).find_first_not_of(' ') != std::string_view::npos)
      return std::nullopt;
    Shape shape{block, line.substr(0, colon), {}};
    const std::vector<Written>& values = page_.values_of(block);
    auto value = std::lower_bound(values.begin(), values.end(), begin + open,
                                  [](const Written& v, std::size_t at) { return v.span.begin < at; });
    for (std::size_t from = open + 1; from <= close;) {
      const std::size_t to = std::min(line.find(',', from), close);
      const bool is_inside =
          value != values.end() && value->span.end <= begin + to && value->span.begin >= begin + from;
      if (!is_inside || !is_dimension(*value) || shape.dimensions.size() == kMostDimensions ||
          !is_alone(line.substr(from, to - from), *value, begin + from))
        return std::nullopt;
      shape.dimensions.push_back(&*value++);
      from = to + 1;
    }
    return shape;
  }

  /// "hidden=512", "512": a name and a number, and no calculation.
  static bool is_alone(std::string_view part, const Written& value, std::size_t at) {
    const std::string_view before = part.substr(0, value.number.begin - at);
    const std::string_view after = part.substr(value.number.end - at);
    return before.find_first_of("*×/+0123456789") == std::string_view::npos &&
           after.find_first_not_of(' ') == std::string_view::npos;
  }

  [[nodiscard]] bool is_called(const Shape& shape, std::string_view group) const {
    return page_.book.language.has_any(group, shape.label);
  }

  void end_run() {
    for (std::size_t i = 0; i + 2 < run_.size(); ++i) read_product(run_[i], run_[i + 1], run_[i + 2]);
    run_.clear();
  }

  void read_product(const Shape& input, const Shape& weights, const Shape& output) {
    if (!is_called(input, "tensor_input") || !is_called(weights, "tensor_weights") ||
        !is_called(output, "tensor_output") || weights.dimensions.size() != 2 || input.dimensions.size() < 2)
      return;
    const std::size_t leading = input.dimensions.size() - 1;
    const bool has_heads = output.dimensions.size() == leading + 2;
    if (!has_heads && output.dimensions.size() != leading + 1) return;
    for (std::size_t i = 0; i < leading; ++i)
      if (!is_same(*input.dimensions[i], *output.dimensions[i])) return;
    const std::size_t inner =
        inner_of(weights, *input.dimensions[leading], has_heads ? nullptr : output.dimensions.back());
    const std::size_t outer = 1 - inner;
    add(weights, *weights.dimensions[inner], operand(input, leading), "the inner dimensions of a product are one");
    Expr last = operand(output, leading);
    if (has_heads) last = join(Operator::multiply, std::move(last), operand(output, leading + 1));
    if (has_heads)
      add(weights, *weights.dimensions[outer], std::move(last), "the output has the outer dimension of the weights");
    else
      add(output, *output.dimensions[leading], operand(weights, outer),
          "the output has the outer dimension of the weights");
  }

  /// The first dimension of the weights, as in x·W, or the second, as frameworks keep them for W·x.
  static std::size_t inner_of(const Shape& weights, const Written& inner, const Written* outer) {
    if (is_same(*weights.dimensions[0], inner)) return 0;
    const bool is_turned = is_same(*weights.dimensions[1], inner);
    return is_turned || (outer != nullptr && is_same(*weights.dimensions[0], *outer)) ? 1 : 0;
  }

  [[nodiscard]] Expr operand(const Shape& shape, std::size_t dimension) const {
    return operand_of(part_of(shape.block, *shape.dimensions[dimension]), page_, false);
  }

  void add(const Shape& shape, const Written& result, Expr calculation, std::string note) {
    Sum sum = make_calculated(part_of(shape.block, result), std::move(calculation), false, page_);
    sum.equation.note = std::move(note);
    out_.push_back(std::move(sum));
  }

  const Page& page_;
  int list_ = -1;
  std::vector<Shape> run_;
  std::vector<Sum> out_;
};

}  // namespace

std::vector<Sum> find_shapes(const Page& page) {
  return ShapeReader(page).find();
}

}  // namespace countercheck
