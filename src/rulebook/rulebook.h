// The rulebook: what the field knows, loaded from TOML and checked for names, types and dimensions.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "countercheck/finding.h"
#include "countercheck/source.h"
#include "countercheck/value.h"
#include "expr/expr.h"
#include "text/pattern.h"
#include "text/sink.h"
#include "units/units.h"

namespace countercheck {

using QuantityId = int;                          ///< index into Rulebook::quantities; -1: none
inline constexpr QuantityId kNoQuantity = -1;

/// identity: the value follows; bound: nothing beyond it is possible; estimate: informs and never fails a claim.
enum class Strength : std::uint8_t { identity, lower_bound, upper_bound, estimate };

struct Formula {
  std::string text;
  Expr expr;
  std::vector<std::string> names;                ///< quantities that it uses, in order
  Strength strength = Strength::identity;
  bool is_fallback = false;                      ///< fills in what is not stated; never judges a statement
  std::string reading;                           ///< the named convention it belongs to; empty if undisputed
  std::vector<std::string> wording;              ///< words beside a claim that decide for this reading
  std::string per;                               ///< the axis its value is for: "layer"; empty: the quantity's own
  std::string when_text;
  std::optional<Expr> when;                      ///< applies only where this holds
  std::string source;                            ///< where the field says so
  Place place;
};

struct Quantity {
  std::string name;                              ///< "experts_per_gpu"
  std::string about;
  std::string said;                              ///< as people say it: "experts per GPU"; the first label
  Value::Kind kind = Value::Kind::number;
  Unit unit;
  bool is_whole = false;                         ///< a count: a claim of an integer is exact
  bool rounds_up = false;                        ///< a need: 5.53 GPUs are 6
  std::vector<std::string> choices;              ///< canonical words of a choice; synonyms map to them
  std::map<std::string, std::string> choice_words;///< lower-case synonym -> canonical
  std::vector<std::string> per;                  ///< axes by which it may also be stated
  std::vector<std::string> labels;               ///< lower case
  std::vector<std::string> keys;                 ///< configuration keys and flags: num_hidden_layers, --tp
  std::vector<std::string> codes;                ///< strategy codes: EP
  struct Phrase {
    std::string text;                            ///< as in TOML, with {n}
    Pattern pattern;                             ///< group `value_group` is where the number stands
    std::vector<std::string> literals;           ///< lower-case words that any match contains
    Place place;
  };
  std::vector<Phrase> phrases;
  std::vector<Formula> formulas;
  std::optional<Value> otherwise;                ///< assumed where nothing else speaks; shown as an assumption
  std::string otherwise_text;
  std::string topic;                             ///< of the file: "moe"
  Place place;
};

struct Example {
  bool fails = false;
  std::string text;
  Place place;
};

struct Rule {
  std::string id;                                ///< "moe/experts-divide-unevenly"
  std::string summary;
  std::string why;
  Severity severity = Severity::error;
  std::string assert_text;
  Expr assertion;
  std::vector<std::string> names;
  std::string when_text;
  std::optional<Expr> when;
  std::string for_each;                          ///< "row", "alternative", "phase", "pool"; empty: once for each scope
  std::string message;                           ///< with {quantity}
  std::string passes;                            ///< what to say when it holds, with {quantity}; empty: the summary
  std::string source;
  std::string topic;                             ///< "load balancing": heading in the report
  std::vector<Example> examples;
  Place place;
};

/// A machine or a model: values of quantities under a name and aliases.
struct Profile {
  std::string name;                              ///< the file's name: "h100-sxm"
  std::vector<std::string> aliases;
  struct Entry {
    QuantityId quantity = kNoQuantity;
    Value value;
    std::string text;                            ///< as written: "80 GB"
    std::string source;
    Place place;
  };
  std::vector<Entry> entries;
  std::string source;
  Place place;
};

/// By what a quantity may be divided: per layer, per GPU. `count` says how many there are.
struct Axis {
  std::string name;                              ///< "layer"
  std::vector<std::string> words;                ///< "layer", "layers", "transformer layer"
  QuantityId count = kNoQuantity;
};

/// Words of the language that documents are written in, by what they do: "alternative", "former", "approximate",
/// "at_most", "filler", ... Data: rules/language.toml.
struct Language {
  std::map<std::string, std::vector<std::string>> words;
  /// Whether a group has this word (lower case).
  [[nodiscard]] bool has(std::string_view group, std::string_view word) const;
  [[nodiscard]] const std::vector<std::string>& group(std::string_view name) const;  ///< empty if there is none
};

struct Rulebook {
  Units units;
  std::vector<Quantity> quantities;
  std::vector<Rule> rules;
  std::vector<Profile> hardware;
  std::vector<Profile> models;
  std::vector<Axis> axes;
  Language language;

  std::unordered_map<std::string, QuantityId> by_name;
  std::unordered_map<std::string, std::vector<QuantityId>> by_label;   ///< lower case, one space between words
  std::unordered_map<std::string, QuantityId> by_key;                  ///< keys and flags without leading dashes, '-' as '_', lower case
  std::unordered_map<std::string, QuantityId> by_code;                 ///< upper case

  [[nodiscard]] QuantityId find(std::string_view name) const;
  [[nodiscard]] const Quantity& operator[](QuantityId id) const { return quantities[static_cast<std::size_t>(id)]; }
  [[nodiscard]] const Axis* find_axis(std::string_view word) const;
  [[nodiscard]] const Profile* find_hardware(std::string_view name_or_alias) const;
  [[nodiscard]] const Profile* find_model(std::string_view name_or_alias) const;
  [[nodiscard]] std::vector<std::string> names() const;
};

/// A rule file: its path relative to the folder of rules decides what it is (units.toml, language.toml, quantities/*,
/// hardware/*, models/*, else a rule whose id is the path without ending).
struct RuleFile {
  std::string name;                              ///< "quantities/moe.toml", with forward slashes
  SourcePtr source;
};

/// The files that are built into the program.
std::vector<RuleFile> built_in_rules();

/// Loads and checks. Each mistake is a problem at its place; what is broken is left out and the rest is loaded. Files of
/// a project come last and may replace by name with `replace = true`.
Rulebook load_rulebook(const std::vector<RuleFile>& built_in, const std::vector<RuleFile>& project, Sink& sink);

}  // namespace countercheck
