// Reads one value at one place: relation, sign, number, range, unit.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "units/numeral.h"
#include "units/units.h"
#include "units/value_words.h"
#include "units/written.h"

namespace countercheck {

class ValueReader {
 public:
  /// The words must outlive the reader.
  ValueReader(std::string_view text, const Units& units, const WordReader& words)
      : text_(text), units_(units), words_(words) {}

  /// Without a value, `next` is where a search goes on: behind the token that is none.
  struct Result {
    std::optional<Written> value;
    std::size_t next = 0;
  };
  /// `after`: the end of the value before, so that a minus behind it is no sign; 0 if there is none.
  [[nodiscard]] Result read(std::size_t at, std::size_t after) const;

 private:
  /// A number and its suffix.
  struct Amount {
    Numeral numeral;
    const Prefix* suffix = nullptr;
    std::size_t digits_end = 0;
    std::size_t end = 0;
  };
  /// What stands before the digits: "up to ~-$".
  struct Head {
    Relation relation = Relation::equal;
    bool is_negative = false;
    bool is_tolerance = false;   ///< "±3" alone
    std::size_t sign_begin = 0;  ///< behind the relation
    std::size_t currency_begin = 0;
    std::size_t currency_length = 0;
    std::size_t end = 0;  ///< where the digits begin
  };

  // value_head.cc
  [[nodiscard]] Head read_head(std::size_t at, std::size_t after) const;
  [[nodiscard]] std::size_t read_relation(std::size_t at, Relation& relation) const;
  [[nodiscard]] std::size_t read_sign(std::size_t at, std::size_t after, bool& is_negative) const;

  // value_reader.cc
  [[nodiscard]] bool begins_number(std::size_t at) const;
  [[nodiscard]] std::optional<Amount> read_amount(std::size_t at) const;
  [[nodiscard]] const Prefix* find_small_suffix(std::size_t at) const;
  [[nodiscard]] std::size_t find_suffix(std::size_t at, const Prefix** suffix) const;
  [[nodiscard]] std::optional<Written> read_number(const Head& head, const Amount& amount) const;
  [[nodiscard]] bool is_glued_to_word(const Written& value, std::size_t end) const;
  void set_suffix(Written& value, const Amount& amount) const;
  void set_currency(Written& value, const Head& head) const;

  // Each of these adds to `value` and returns the new end; `end` itself if nothing of its kind stands there.
  [[nodiscard]] std::size_t read_unit(Written& value, std::size_t end) const;
  [[nodiscard]] std::size_t read_times(Written& value, std::size_t end) const;
  [[nodiscard]] std::size_t read_plus(Written& value, std::size_t end) const;

  // value_spans.cc
  struct SpanPart {
    Numeral numeral;
    Unit unit;
    std::size_t digits_end = 0;
    std::size_t end = 0;
  };
  [[nodiscard]] std::optional<SpanPart> read_span_part(std::size_t at, const Unit& before) const;
  [[nodiscard]] std::optional<Unit> minute_at(std::size_t at) const;
  [[nodiscard]] std::size_t read_minutes(Written& value, std::size_t end) const;
  [[nodiscard]] std::size_t read_span_parts(Written& value, std::size_t end) const;

  // value_ranges.cc; read_range returns nothing where the hyphen shows that all of it is a name.
  [[nodiscard]] std::optional<std::size_t> read_range(Written& value, std::size_t end) const;
  [[nodiscard]] std::size_t read_range_with_units(Written& value, std::size_t end) const;
  [[nodiscard]] std::size_t read_spaced_range(Written& value, const Head& head, std::size_t end) const;
  [[nodiscard]] std::size_t read_tolerance(Written& value, std::size_t end) const;
  [[nodiscard]] bool set_upper(Written& value, const Amount& upper) const;
  [[nodiscard]] bool is_name(const Amount& upper) const;

  std::string_view text_;
  const Units& units_;
  const WordReader& words_;
};

}  // namespace countercheck
