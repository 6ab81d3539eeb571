// The shapes are tables: one row a key. The loaders check the same keys; tests hold the two together.
#include "app/schemas.h"
#include "text/quotes.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace countercheck {

namespace {

/// What may stand under a key, as JSON Schema. `@name` refers to another table.
constexpr std::string_view kText = R"("type": "string")";
constexpr std::string_view kTruth = R"("type": "boolean")";
constexpr std::string_view kNumber = R"("type": "number")";
constexpr std::string_view kTexts = R"("oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}])";
constexpr std::string_view kTextsByName =
    R"("type": "object", "additionalProperties": {"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]})";
constexpr std::string_view kValuesByName =
    R"("type": "object", "additionalProperties": {"type": ["string", "number", "boolean"]})";
constexpr std::string_view kTextByName = R"("type": "object", "additionalProperties": {"type": "string"})";
constexpr std::string_view kFigures =
    R"("type": "object", "additionalProperties": {"type": ["string", "number", "boolean", "object"]})";

struct Key {
  std::string_view name;
  std::string_view shape;
  std::string_view about;
  bool is_required = false;
};

struct Shape {
  std::string_view name;
  std::string_view about;
  std::span<const Key> keys;
  std::string_view members = {};  ///< the shape of all other keys; empty: there are none
};

constexpr Key kExample[] = {
    {"fails", kText, "a document on which the rule fails"},
    {"passes", kText, "a document on which the rule passes"},
};
constexpr Key kRule[] = {
    {"summary", kText, "what the rule flags, in a few words", true},
    {"why", kText, "why that is wrong"},
    {"severity", R"("enum": ["error", "warning", "note"])", "error if absent"},
    {"assert", kText, "what must hold, over quantities, `hardware.QUANTITY` and `model.QUANTITY`", true},
    {"when", kText, "only where this holds"},
    {"for_each", R"("enum": ["row", "alternative", "phase", "pool"])", "judged once for each of them"},
    {"message", kText, "said when it fails, with {quantity}", true},
    {"passes", kText, "said when it holds, with {quantity}"},
    {"topic", kText, "heading in the report; the rule's folder if absent"},
    {"source", kText, "where the field has it from"},
    {"replace", kTruth, "takes the place of a rule of the same id"},
    {"example", R"("type": "array", "items": @example)", "documents that show that it can fail and pass"},
};
constexpr Key kReading[] = {
    {"formula", kText, "how the quantity follows from others", true},
    {"name", kText, "the convention of the field that this is; absent: undisputed"},
    {"wording", kTexts, "words beside a claim that decide for this convention"},
    {"per", kText, "the axis its value is for: layer"},
    {"when", kText, "applies only where this holds"},
    {"strength", R"("enum": ["identity", "lower_bound", "upper_bound", "estimate"])",
     "identity if absent; a bound fails only what lies beyond it, an estimate nothing"},
    {"fallback", kTruth, "fills in what is not stated and never judges"},
    {"variant", kTruth,
     "the formula before it with another usual constant; a figure may follow it and never fails by it"},
    {"source", kText, "where the field has it from"},
};
constexpr Key kQuantity[] = {
    {"about", kText, "what it is, in one sentence"},
    {"unit", kText, "its unit; empty for a bare number"},
    {"kind", R"("enum": ["number", "choice", "truth", "table"])", "number if absent"},
    {"choices", kTextsByName, "of a choice: each word with its synonyms"},
    {"entries", kValuesByName, "of a table: its values by key"},
    {"whole", kTruth, "a count: half of one more is another value"},
    {"round", R"("enum": ["up"])", "a need: what is more than 5 is 6"},
    {"per", kTexts, "axes by which it may also be stated"},
    {"said", kText, "as people say it; the first label if absent"},
    {"label", kTexts, "what stands before the number in documents"},
    {"loose", kTexts, "labels that may mean something else too: what stands there is confirmed, never refuted"},
    {"of", kTexts, "axes that go without saying: the bandwidth of one GPU, per GPU"},
    {"phrase", kTexts, "regular expressions; {n} is the number, {word} a choice"},
    {"key", kTexts, "configuration keys and flags"},
    {"code", kTexts, "strategy codes: the EP of EP64_TP2"},
    {"context", kTexts, "its words bind only in documents with one of these, and in none with one behind a !"},
    {"short", kTextByName, "what letters behind a number mean for it: { m = \"millicore\" }"},
    {"key_unit", kTextByName, "units of bare numbers behind keys: { \"retention.ms\" = \"ms\" }"},
    {"bare", kTruth, "a bare number behind its label is in its unit: Peak RPS: 9,000"},
    {"rounded", kTruth, "the zeros at its end are no digits: 2,300 for 2,315"},
    {"goal", kTruth, "to be wanted is what it is: a budget, an objective; exact as written"},
    {"default", R"("type": ["string", "number", "boolean"])", "assumed where nothing else speaks"},
    {"formula", kText, "the one undisputed way in which it follows from others"},
    {"strength", R"("enum": ["identity", "lower_bound", "upper_bound", "estimate"])", "of `formula`"},
    {"fallback", kTruth, "of `formula`"},
    {"variant", kTruth, "of `formula`"},
    {"when", kText, "of `formula`"},
    {"source", kText, "where the field has it from"},
    {"reading", R"("type": "array", "items": @reading)", "further formulas, and conventions by name"},
    {"replace", kTruth, "takes the place of the quantity of that name"},
    {"extend", kTruth, "adds labels, phrases, keys, codes and choices to it"},
};
constexpr Key kMachine[] = {
    {"aliases", kTexts, "what documents call it"},
    {"vendor", kText, "who makes it"},
    {"source", kText, "data sheet or page"},
    {"replace", kTruth, "takes the place of the one of that name"},
    {"figures", kFigures, "quantities and their values, with units; or { value, source }"},
};
constexpr Key kArchitecture[] = {
    {"model_type", kTexts, "what the field model_type of config.json says"},
    {"like", kText, "another architecture, whose lines hold here too"},
    {"topics", kTexts, "files of quantities whose keys are fields of a model"},
    {"parts", kTexts, "fields that hold a table whose fields count too"},
    {"needs", kTexts, "quantities that every file must say"},
    {"source", kText, "where the fields are described"},
    {"keys", kTextByName, "fields that mean another quantity here; empty text: none"},
    {"figures", kFigures, "what holds where a file is silent"},
};
constexpr Key kAxis[] = {
    {"words", kTexts, "what documents call it"},
    {"count", kText, "the quantity that says how many there are"},
    {"implied", kTruth, "says nothing new: per iteration"},
};
constexpr Key kPrefix[] = {
    {"symbol", kText, "k, M, Ki", true},
    {"factor", kNumber, "how much it multiplies by"},
    {"binary_factor", kNumber, "the other way to read it: 1024 for k"},
    {"words", kTexts, "mega"},
    {"suffix", kTruth, "may stand behind a bare number: 30B"},
    {"binary", kTruth, "Ki, Mi: never ambiguous"},
};
constexpr Key kUnit[] = {
    {"symbols", kTexts, "stand as written and take prefixes that are symbols"},
    {"words", kTexts, "read in either case"},
    {"base", kText, "the dimension whose base unit this is"},
    {"value", kText, "so much of an earlier unit"},
    {"prefixes", R"("enum": ["none", "metric", "binary", "both"])", "none if absent"},
    {"binary_reading", kTruth, "MB may be 2^20 bytes"},
    {"noun", kText, "what a count counts"},
    {"before_number", kTruth, "a currency sign"},
};
constexpr Key kUnits[] = {
    {"dimensions", kTexts, "what can be measured"},
    {"prefix", R"("type": "array", "items": @prefix)", "k, M, Ki, and suffixes"},
    {"unit", R"("type": "object", "additionalProperties": @unit)", "units by name"},
};
constexpr Key kLanguage[] = {
    {"numbers", R"("type": "object", "additionalProperties": {"type": "number"})", "words that stand for numbers"},
    {"synonyms", kTextsByName, "words that mean another wherever they stand in a label"},
};
constexpr Key kConfiguration[] = {
    {"extend", kText, "another configuration file, read first"},
    {"hardware", kText, "the machine that counts, whatever documents say"},
    {"model", kText, "the model that counts: a name, or the path of a config.json"},
    {"graph", kTexts, "deployment graphs (DOT)"},
    {"rules", kTexts, "rule files and folders on top of the built-in ones"},
    {"select", kTexts, "only these rules, by id or its beginning, or fields of knowledge, which are then loaded alone"},
    {"ignore", kTexts, "not these rules"},
    {"fail_on", R"("enum": ["error", "warning", "unverifiable", "nothing-checked"])", "what makes the exit status 1"},
    {"set", kValuesByName, "values of quantities, whatever documents say"},
    {"conventions", kTextByName, "quantities and the reading that is meant; bytes = binary or decimal"},
    {"severity", R"("type": "object", "additionalProperties": {"enum": ["error", "warning", "note"]})",
     "severities by rule id"},
    {"tolerance", kValuesByName, "tolerances by rule id or quantity: 2 %"},
    {"limits", R"("type": "object", "additionalProperties": {"type": "integer", "minimum": 1})",
     "how much of a document is read: document_mib, nesting, columns, figures, parentheses, graph_mib"},
};

constexpr Shape kShapes[] = {
    {"rule", "A rule: something that must hold.", kRule},
    {"quantities", "Quantities of one topic, by name.", {}, "@quantity"},
    {"machine", "A machine and its figures.", kMachine},
    {"model", "A model and its shape.", kMachine},
    {"architecture", "How a family of models describes itself in config.json.", kArchitecture},
    {"axes", "By what quantities may be divided.", {}, "@axis"},
    {"units", "Units, prefixes and dimensions.", kUnits},
    {"language", "Words of documents, by what they do.", kLanguage,
     R"({"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]})"},
    {"configuration", "What a project decides: .countercheck.toml.", kConfiguration},
};
constexpr Shape kParts[] = {
    {"example", "A document and what the rule says of it.", kExample},
    {"reading", "One formula.", kReading},
    {"quantity", "A named variable of the field.", kQuantity},
    {"axis", "By what quantities may be divided.", kAxis},
    {"prefix", "A prefix or suffix.", kPrefix},
    {"unit", "A unit.", kUnit},
};

/// `@name` as a reference; and the names that were referred to.
std::string resolved(std::string_view shape, std::vector<std::string_view>& used) {
  std::string out;
  for (std::size_t at = 0; at < shape.size(); ++at) {
    if (shape[at] != '@') {
      out += shape[at];
      continue;
    }
    const std::size_t end = std::min(shape.find_first_not_of("abcdefghijklmnopqrstuvwxyz", at + 1), shape.size());
    const std::string_view name = shape.substr(at + 1, end - at - 1);
    if (std::find(used.begin(), used.end(), name) == used.end()) used.push_back(name);
    out += fmt::format("{{\"$ref\": \"#/definitions/{}\"}}", name);
    at = end - 1;
  }
  return out;
}

std::string body_of(const Shape& shape, std::string_view indent, std::vector<std::string_view>& used) {
  std::string text =
      fmt::format("{}\"description\": {},\n{}\"type\": \"object\",\n", indent, in_quotes(shape.about), indent);
  std::string properties;
  std::string required;
  for (const Key& key : shape.keys) {
    properties += fmt::format("{}{}  {}: {{\"description\": {}, {}}}", properties.empty() ? "\n" : ",\n", indent,
                              in_quotes(key.name), in_quotes(key.about), resolved(key.shape, used));
    if (key.is_required) required += (required.empty() ? "" : ", ") + in_quotes(key.name);
  }
  if (!properties.empty()) text += fmt::format("{}\"properties\": {{{}\n{}}},\n", indent, properties, indent);
  if (!required.empty()) text += fmt::format("{}\"required\": [{}],\n", indent, required);
  text += fmt::format("{}\"additionalProperties\": {}", indent,
                      shape.members.empty() ? "false" : resolved(shape.members, used));
  return text;
}

}  // namespace

std::vector<std::string> schema_names() {
  std::vector<std::string> names;
  for (const Shape& shape : kShapes) names.emplace_back(shape.name);
  return names;
}

std::string schema_of(std::string_view name) {
  const auto found =
      std::find_if(std::begin(kShapes), std::end(kShapes), [&](const Shape& shape) { return shape.name == name; });
  if (found == std::end(kShapes)) return {};
  std::vector<std::string_view> used;
  std::string text = fmt::format("{{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n  \"title\": {},\n",
                                 in_quotes(fmt::format("countercheck: {}", name)));
  text += body_of(*found, "  ", used);
  std::string definitions;
  for (std::size_t i = 0; i < used.size(); ++i) {
    const auto part =
        std::find_if(std::begin(kParts), std::end(kParts), [&](const Shape& shape) { return shape.name == used[i]; });
    definitions += fmt::format("{}    {}: {{\n{}\n    }}", i == 0 ? "\n" : ",\n", in_quotes(part->name),
                               body_of(*part, "      ", used));
  }
  if (!definitions.empty()) text += fmt::format(",\n  \"definitions\": {{{}\n  }}", definitions);
  return text + "\n}\n";
}

}  // namespace countercheck
