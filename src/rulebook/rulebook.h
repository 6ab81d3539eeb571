// The rulebook: what the field knows, loaded from TOML and checked for names, types and dimensions.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "countercheck/finding.h"
#include "countercheck/source.h"
#include "countercheck/value.h"
#include "expr/expr.h"
#include "rulebook/language.h"
#include "text/pattern.h"
#include "text/sink.h"
#include "text/text_map.h"
#include "units/units.h"

namespace countercheck {

struct Toml;

using QuantityId = int;  ///< index into Rulebook::quantities; -1: none
inline constexpr QuantityId kNoQuantity = -1;

/// identity: the value follows; bound: nothing beyond it is possible; estimate: informs and never fails a claim.
enum class Strength : std::uint8_t { identity, lower_bound, upper_bound, estimate };

/// Whose figure a name means, where it is not the document's own.
enum class Owner : std::uint8_t { document, hardware, model };

/// A name in an expression, looked up: `num_gpus`, `hardware.gpu_memory`.
struct Reference {
  std::string name;                   ///< as written
  QuantityId quantity = kNoQuantity;  ///< kNoQuantity: none is called so, `precision.experts`
  Owner owner = Owner::document;
  bool has_rival = false;  ///< of the document: its machine's or model's figure is named beside it
  friend bool operator==(const Reference&, const Reference&) = default;
};

struct Formula {
  std::string text;
  Expr expr;
  std::vector<Reference> names;  ///< that it uses, in order
  Strength strength = Strength::identity;
  bool is_fallback = false;          ///< fills in what is not stated; never judges a statement
  bool is_variant = false;           ///< the formula before it with another usual constant, a month of 31
                                     ///< days: a statement may follow it; it computes and refutes nothing
  std::string reading;               ///< the named convention it belongs to; empty if undisputed
  std::vector<std::string> wording;  ///< words beside a claim that decide for this reading
  std::string per;                   ///< the axis its value is for: "layer"; empty: the quantity's own
  std::string when_text;
  std::optional<Expr> when;  ///< applies only where this holds
  std::vector<Reference> when_names;
  std::string source;  ///< where the field says so
  std::string origin;  ///< "rules/quantities/moe.toml:14"
  Place place;
};

struct Quantity {
  std::string name;  ///< "experts_per_gpu"
  std::string about;
  std::string said;  ///< as people say it: "experts per GPU"; the first label
  Value::Kind kind = Value::Kind::number;
  Unit unit;
  bool is_whole = false;                            ///< a count: a claim of an integer is exact
  bool rounds_up = false;                           ///< a need: 5.53 GPUs are 6
  std::vector<std::string> choices;                 ///< canonical words of a choice; synonyms map to them
  std::map<std::string, std::string> choice_words;  ///< synonym in normal form (text/words.h) -> canonical
  std::vector<std::string> per;                     ///< axes by which it may also be stated
  std::vector<std::string> of;       ///< axes that go without saying: the bandwidth of one GPU, "per GPU"
  std::vector<std::string> labels;   ///< lower case, one space between words, no colon at the end
  std::vector<std::string> loose;    ///< labels that may mean something else too: what stands under one is
                                     ///< confirmed if it fits, never refuted, and states no fact
  std::vector<std::string> keys;     ///< configuration keys and flags: num_hidden_layers, --tp
  std::vector<std::string> codes;    ///< strategy codes: EP
  std::vector<std::string> context;  ///< its words bind only in documents with one of these; empty: in all
  std::map<std::string, Unit, std::less<>> shorts;  ///< what letters behind a number mean for it: "m" in "500m"
  std::map<std::string, Unit, std::less<>>
      key_units;              ///< of bare numbers behind a key, in the form of by_key: "retention.ms"
  bool is_rounded = false;    ///< people round it: the zeros at its end are no digits, 2,300 for 2,315
  bool has_own_unit = false;  ///< a bare number behind its label is in its unit: "Peak RPS: 9,000"
  bool is_goal = false;       ///< to be wanted is what it is: a budget, an objective; exact as written
  struct Phrase {
    std::string text;         ///< as in TOML, with {n}
    Pattern pattern{""};      ///< of a phrase without {n}: the whole
    int word_group = 0;       ///< the group of `pattern` that holds the choice; 0: the whole match
    bool has_number = false;  ///< it has {n}: `before` ends, and `after` begins, with a byte of the number
    bool takes_unit = false;  ///< the number's unit may stand between it and `after`
    Pattern before{""};       ///< without text where the phrase begins with {n}
    Pattern after{""};
    std::vector<std::string> literals;  ///< lower-case pieces of text that any match contains
    /// What any match of `before` or `after` has there: most figures are answered by it, and no expression need run.
    struct Side {
      std::string edge;                   ///< lower-case text directly beside the number; may be empty
      std::vector<std::string> literals;  ///< and pieces of text somewhere
      std::vector<std::string> choices;   ///< one of these too, if there are any
    };
    Side side_before;
    Side side_after;
    Place place;
    /// What is wrong with its expressions, or nothing. Compiles them.
    [[nodiscard]] std::optional<std::string> error() const;
  };
  std::vector<Phrase> phrases;
  std::vector<Formula> formulas;
  std::optional<Value> otherwise;  ///< assumed where nothing else speaks; shown as an assumption
  std::string otherwise_text;
  std::optional<Value> constant;  ///< of a table with `entries`: what it holds, always; no assumption
  std::string topic;              ///< of the file: "moe"
  std::string field;              ///< the field of knowledge that it belongs to: "services"
  Place place;
};

struct Example {
  bool fails = false;
  std::string text;
  Place place;
};

struct Rule {
  std::string id;  ///< "moe/experts-divide-unevenly"
  std::string summary;
  std::string why;
  Severity severity = Severity::error;
  std::string assert_text;
  Expr assertion;
  std::vector<Reference> names;  ///< of the assertion
  std::string when_text;
  std::optional<Expr> when;
  std::vector<Reference> when_names;
  std::string for_each;  ///< "row", "alternative", "phase", "pool"; empty: once for each scope
  std::string message;   ///< with {quantity}
  std::string passes;    ///< what to say when it holds, with {quantity}; empty: the summary
  std::string source;
  std::string topic;  ///< "load balancing": heading in the report
  std::string field;  ///< "services"
  std::vector<Example> examples;
  Place place;
};

/// A machine or a model: values of quantities under a name and aliases.
struct Profile {
  std::string name;  ///< the file's name: "h100-sxm"
  std::vector<std::string> aliases;
  struct Entry {
    QuantityId quantity = kNoQuantity;
    Value value;
    std::string text;  ///< as written: "80 GB"
    std::string source;
    Place place;
  };
  std::vector<Entry> entries;
  std::string source;
  std::string field;  ///< "services"
  Place place;
};

/// How the files in which models are published (config.json) say what a family of models is like. A field is read as
/// the quantity that has its name as a key, unless the architecture says otherwise.
struct Architecture {
  std::string name;                        ///< the file's name: "mixtral"
  std::vector<std::string> model_types;    ///< what the field `model_type` says
  std::vector<std::string> topics;         ///< files of quantities whose keys are fields of a model: "moe"
  std::vector<std::string> parts;          ///< fields that hold a table whose fields count too: "ffn_config"
  std::map<std::string, QuantityId> keys;  ///< fields that mean something else here; kNoQuantity: nothing
  std::vector<QuantityId> needed;          ///< what every file must say
  Profile figures;                         ///< what holds where the file is silent
};

/// By what a quantity may be divided: per layer, per GPU. `count` says how many there are.
struct Axis {
  std::string name;                ///< "layer"
  std::vector<std::string> words;  ///< "layer", "layers", "transformer layer"
  QuantityId count = kNoQuantity;
  bool is_implied = false;  ///< "per iteration" says nothing of what is stated of one anyway
};

/// How deployment graphs name what they draw. Data: rules/graph/labels.toml.
struct GraphLabels {
  /// device: what an operator runs on; level: what repeats one after the other; part: what a level consists of; other:
  /// only counted.
  enum class Role : std::uint8_t { device, level, part, other };
  struct Kind {
    std::string name;    ///< "gpu"
    std::string plural;  ///< as people say it: "GPUs"
    std::string key;     ///< in JSON: "gpus"
    Role role = Role::other;
    QuantityId count = kNoQuantity;  ///< how many of them the graph has
    QuantityId plan = kNoQuantity;   ///< how many the document says there are
    Pattern labels{""};              ///< a group holds the list of ids; no group: not an id
    Pattern names{""};               ///< the same in names of nodes
    Pattern all{""};                 ///< every one of them
    Pattern mention{""};             ///< names some, perhaps in a way that nobody can read
  };
  std::vector<Kind> kinds;
  QuantityId sketch = kNoQuantity;                    ///< the truth value that says whether the graph is one
  std::map<std::string, Pattern, std::less<>> words;  ///< "communication", "split", "merge", "sketch", ...
  std::set<std::string, std::less<>> passive_shapes;  ///< shapes of nodes that only tell something
  std::set<std::string, std::less<>> communication_shapes;
  [[nodiscard]] const Pattern* find(std::string_view group) const;
};

struct Rulebook {
  Units units;
  std::vector<Quantity> quantities;
  std::vector<Rule> rules;
  std::vector<Profile> hardware;
  std::vector<Profile> models;
  std::vector<Architecture> architectures;
  std::vector<Axis> axes;
  Language language;
  GraphLabels graph;
  std::vector<std::string> fields;  ///< of knowledge: "services"; of all files in no field's folder, the
                                    ///< first word of the language's group `main_field`

  TextMap<QuantityId> by_name;
  std::unordered_map<std::string, std::vector<QuantityId>>
      by_label;  ///< normal form (text/words.h); in the order of ids
  std::unordered_map<std::string, std::vector<QuantityId>> by_loose_label;
  std::unordered_map<std::string, std::vector<QuantityId>>
      by_meaning;  ///< rulebook/meaning.h; of those that no two labels claim
  std::unordered_map<std::string, QuantityId>
      by_key;  ///< keys and flags without leading dashes, '-' as '_', lower case
  std::unordered_map<std::string, QuantityId> by_code;  ///< upper case

  // By every name, alias or word in normal form: indices into axes, hardware, models.
  std::unordered_map<std::string, std::size_t> by_axis_word;
  TextMap<std::size_t> by_hardware_name;
  TextMap<std::size_t> by_model_name;
  TextSet profile_words;  ///< the first word of each name of a machine or a model

  [[nodiscard]] QuantityId find(std::string_view name) const;
  [[nodiscard]] const Quantity& operator[](QuantityId id) const { return quantities[static_cast<std::size_t>(id)]; }
  /// By name or word, in either case, singular or plural.
  [[nodiscard]] const Axis* find_axis(std::string_view word) const;
  [[nodiscard]] const Profile* find_hardware(std::string_view name_or_alias) const;
  [[nodiscard]] const Profile* find_model(std::string_view name_or_alias) const;
  /// By what a file's `model_type` says, exactly.
  [[nodiscard]] const Architecture* find_architecture(std::string_view model_type) const;
  [[nodiscard]] std::vector<std::string> names() const;
  [[nodiscard]] bool has_field(std::string_view name) const;
  /// Leaves of the other fields only names and formulas: their words bind nothing, and their rules, machines and models
  /// are gone.
  void keep_fields(const std::vector<std::string>& kept);
};

/// A rule file: its path relative to the folder of rules decides what it is (units.toml, language.toml, quantities/*,
/// hardware/*, models/*, architectures/*, else a rule whose id is the path without ending). A folder that has
/// `quantities` in it is a field of knowledge, and the same holds inside it: services/quantities/storage.toml.
struct RuleFile {
  std::string name;  ///< "quantities/moe.toml", with forward slashes
  SourcePtr source;
  std::shared_ptr<const Toml> tables = nullptr;  ///< what `source` says, where that is not all of its text
};

/// What is built into the program. It was checked when the program was built, and stays as long as the program.
std::shared_ptr<const Rulebook> built_in_rulebook();

/// Loads and checks. Each mistake is a problem at its place; what is broken is left out and the rest is loaded.
Rulebook load_rulebook(const std::vector<RuleFile>& files, Sink& sink);

/// Adds the files of a project: `replace = true` replaces a definition of the same name, `extend = true` adds labels,
/// phrases, keys, codes and choices to a quantity and, if it has formulas, puts them in the place of the quantity's
/// own. Their patterns are compiled, to check them.
Rulebook extend_rulebook(Rulebook book, const std::vector<RuleFile>& project, Sink& sink);

/// Compiles the pattern of every phrase and graph label; each that is no regular expression is a problem at its place.
void check_patterns(const Rulebook& book, Sink& sink);

}  // namespace countercheck
