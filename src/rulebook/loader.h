// What the loaders of all nouns share while a rulebook is being built, and their doors.
//
// A thing that is broken is left out, and what rests on it is left out without another word: one mistake is one
// problem.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "rulebook/phrases.h"
#include "rulebook/rulebook.h"
#include "rulebook/table_reader.h"
#include "rulebook/toml.h"

namespace countercheck {

inline constexpr const char* kRulebookRule = "rulebook";

struct LoadedFile {
  std::string name;   ///< "quantities/moe.toml", inside the field's folder
  std::string field;  ///< "services"; empty: of every field
  bool is_in_folder = false;
  bool is_project = false;
  TomlFile toml;
};

/// A formula that waits until all quantities are known. Points into a loaded file.
struct PendingFormula {
  QuantityId quantity = kNoQuantity;
  const Toml* table = nullptr;
  bool is_shorthand = false;  ///< `formula` beside the other keys of the quantity
};

struct Loader {
  Rulebook& book;
  Sink& sink;
  std::unordered_set<std::string> broken;  ///< quantities that are defined but could not be loaded
  bool has_all_units = true;               ///< false: an unknown unit may be one that could not be loaded
  bool has_all_axes = true;
  NameTable names;  ///< for the type checker
  std::unordered_map<std::string, NameType> types;
  std::vector<PendingFormula> formulas;
  bool has_replaced = false;  ///< a quantity that others were built on

  void problem(const Place& place, std::string message, std::string hint = {}) const {
    sink.problem(kRulebookRule, place, std::move(message), std::move(hint));
  }
  [[nodiscard]] bool is_broken(std::string_view name) const;
};

/// "rules/quantities/moe.toml:14", for the other place of two.
std::string said(const Place& place);

/// "h100-sxm" of "hardware/h100-sxm.toml".
std::string stem_of(const std::string& name);

// One file each; see the .cc of the same name.
void load_units(const LoadedFile& file, Loader& loader);
void load_language(const LoadedFile& file, Loader& loader);
void load_axes(const LoadedFile& file, Loader& loader);
/// Finds the quantities that count the axes; after load_quantities.
void connect_axes(const std::vector<const LoadedFile*>& files, Loader& loader);
void load_quantities(const LoadedFile& file, Loader& loader);
/// Reads what quantities say of each other; after all of them are declared.
void load_formulas(Loader& loader);
/// Reports and leaves out the formulas and rules that made sense before a quantity was replaced.
void drop_unsound(Loader& loader);
void load_hardware(const LoadedFile& file, Loader& loader);
void load_model(const LoadedFile& file, Loader& loader);
void load_architectures(const std::vector<const LoadedFile*>& files, Loader& loader);
/// After load_quantities.
void load_graph_labels(const LoadedFile& file, Loader& loader);
void load_rule(const LoadedFile& file, const std::string& id, Loader& loader);
/// Reports formulas that can never be computed because they need their own result.
void check_cycles(Loader& loader);
/// Fills by_label, by_key and by_code anew.
void index_words(Loader& loader);

/// A unit text such as "byte/GPU"; reported where it is unknown.
std::optional<Unit> read_unit(const Toml& text, Loader& loader);

/// A value for `quantity`: "80 GB", 64, true, "fp8", { bf16 = "989 TFLOPS" }. Reported where it does not fit.
std::optional<Value> read_figure(const Toml& value, const Quantity& quantity, Loader& loader);

/// One line of `[figures]`: a quantity and its value. Reported where it is wrong.
std::optional<Profile::Entry> read_entry(const Toml& figure, Loader& loader);

struct CheckedExpr {
  Expr expr;
  ExprType type;
  std::vector<Reference> names;
};
/// An expression whose types were checked. Nothing if it is wrong, or uses what could not be loaded.
std::optional<CheckedExpr> read_expression(const Toml& text, Loader& loader);
/// The same for one that must be a truth value; `what` names it: "the condition".
std::optional<CheckedExpr> read_truth(const Toml& text, std::string_view what, Loader& loader);
/// The type that a name has in expressions: of a quantity, `quantity.component` or `alternative.quantity`.
const NameType* type_of_name(std::string_view name, const Loader& loader);
/// What the type checker has to know of a quantity.
NameType name_type_of(const Quantity& quantity);

}  // namespace countercheck
