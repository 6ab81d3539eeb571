// Reads the figures that rule files state: "80 GB", 64, true, "fp8", { bf16 = "989 TFLOPS" }.
#include <cmath>
#include <utility>

#include "rulebook/loader.h"
#include "text/words.h"
#include "units/written.h"

namespace countercheck {
namespace {

using Kind = Value::Kind;

std::string measured(const Quantity& quantity) {
  return quantity.unit.is_bare() ? "it is a bare number" : "its unit is `" + quantity.unit.symbol + "`";
}

class FigureReader {
 public:
  FigureReader(const Quantity& quantity, Loader& loader) : quantity_(quantity), loader_(loader) {}

  std::optional<Value> read(const Toml& value) {
    switch (quantity_.kind) {
      case Kind::number:
        return number(value);
      case Kind::choice:
        return choice(value);
      case Kind::truth:
        return truth(value);
      case Kind::table:
        return table(value);
      case Kind::list:
        break;
    }
    return std::nullopt;
  }

 private:
  std::optional<Value> fail(const Place& place, std::string message, std::string hint = {}) {
    loader_.problem(place, std::move(message), std::move(hint));
    return std::nullopt;
  }
  std::optional<Value> wrong_kind(const Toml& value, std::string_view wanted) {
    return fail(value.place,
                "`" + quantity_.name + "` is " + std::string(wanted) + ", not " + std::string(name_of(value.kind)));
  }

  std::optional<Value> truth(const Toml& value) {
    if (!value.is(Toml::Kind::truth)) return wrong_kind(value, "true or false");
    return Value::of_truth(value.truth);
  }

  std::optional<Value> choice(const Toml& value) {
    if (!value.is(Toml::Kind::text)) return wrong_kind(value, "a choice");
    const auto found = quantity_.choice_words.find(normal_form(value.text));
    if (found != quantity_.choice_words.end()) return Value::of_choice(found->second);
    return fail(value.place, "`" + value.text + "` is no choice of `" + quantity_.name + "`",
                did_you_mean(value.text, quantity_.choices));
  }

  std::optional<Value> table(const Toml& value) {
    if (!value.is(Toml::Kind::table)) return wrong_kind(value, "a table");
    Value out;
    out.kind = Kind::table;
    out.dimension = quantity_.unit.dimension;
    for (const Toml& item : value.items) {
      std::optional<Value> entry = number(item);
      if (!entry) continue;
      out.keys.push_back(item.key);
      out.items.push_back(*std::move(entry));
    }
    return out;
  }

  std::optional<Value> number(const Toml& value) {
    if (value.is(Toml::Kind::number)) return bare(value);
    if (!value.is(Toml::Kind::text)) return wrong_kind(value, "a number");
    const std::optional<Written> written = read_value(value.text, 0, loader_.book.units);
    if (!written) return fail(value.place, "`" + value.text + "` is not a number with a unit", measured(quantity_));
    if (written->span.end != value.text.size()) return rest(value, written->span.end);
    if (written->relation != Relation::equal && written->relation != Relation::about) {
      return fail(value.place, "`" + value.text + "` is a bound, not a value");
    }
    const Value read = written->value(Role::operand, Prefixes::decimal);
    if (read.dimension != quantity_.unit.dimension) return wrong_unit(value, read.dimension);
    return whole(value, read);
  }

  std::optional<Value> rest(const Toml& value, std::uint32_t at) {
    if (!loader_.has_all_units) return std::nullopt;
    while (at < value.text.size() && value.text[at] == ' ') ++at;
    const std::string word = value.text.substr(at);
    return fail(value.part_place({at, static_cast<std::uint32_t>(value.text.size())}), "unknown unit `" + word + "`",
                did_you_mean(word, loader_.book.units.symbols()));
  }

  std::optional<Value> bare(const Toml& value) {
    if (!std::isfinite(value.number)) return fail(value.place, "`" + value.text + "` is not a number");
    if (!quantity_.unit.dimension.is_one()) return wrong_unit(value, {});
    return whole(value, Value::of({value.number, value.number}));
  }

  std::optional<Value> wrong_unit(const Toml& value, const Dimension& dimension) {
    const std::string what = dimension.is_one() ? "a bare number" : loader_.book.units.describe(dimension);
    return fail(value.place,
                "`" + value.text + "` is " + what + ", not " + loader_.book.units.describe(quantity_.unit.dimension),
                measured(quantity_));
  }

  std::optional<Value> whole(const Toml& value, const Value& read) {
    const bool is_whole = !read.number.is_exact() || std::floor(read.number.low) == read.number.low;
    if (!quantity_.is_whole || is_whole) return read;
    return fail(value.place, "`" + value.text + "` is not whole, and `" + quantity_.name + "` is a count");
  }

  const Quantity& quantity_;
  Loader& loader_;
};

}  // namespace

std::optional<Value> read_figure(const Toml& value, const Quantity& quantity, Loader& loader) {
  return FigureReader(quantity, loader).read(value);
}

}  // namespace countercheck
