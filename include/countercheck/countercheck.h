// countercheck: recomputes the numbers in deployment documents.
//
//   #include <countercheck/countercheck.h>
//
//   countercheck::Request request;
//   request.files = {"deployment.md"};
//   request.settings.hardware = "h100-sxm";
//   const countercheck::Report report = countercheck::check(request);
//   for (const auto& document : report.documents)
//     for (const auto& finding : document.findings)
//       if (finding.verdict == countercheck::Verdict::fail) std::cout << finding.message << '\n';
//   return report.exit_status;
//
// The rulebook is a calculator too: countercheck/eval.h has `eval`, which answers one question without a document.
//
// The program `countercheck` is the first user of this header and has no other door. Everything is a plain value;
// nothing is global; `check` reads the files that it is given, their configuration and rule files, and nothing else.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "countercheck/finding.h"
#include "countercheck/source.h"
#include "countercheck/value.h"

namespace countercheck {

/// What makes the exit status 1. `nothing_checked`: also a document in which nothing could be checked.
enum class FailOn : std::uint8_t { error, warning, unverifiable, nothing_checked };

/// A finding that the project knows and does not want to hear of, as its configuration says it.
struct Suppression {
  std::vector<std::string> files;  ///< globs, relative to `base`; empty: every document
  std::string base;                ///< the folder of the configuration
  std::string rule;                ///< "claim/x", or with the values: "claim/x = 150MB -> 69MB"
  std::string reason;
  Place place;  ///< in the configuration
};

/// What holds below some headings of a document.
struct HeadingSettings {
  std::vector<std::string> headings;  ///< globs for a title, or for titles from the top: "Plan / Memory"
  std::vector<std::string> ignore;
  std::map<std::string, Severity> severity;
};

/// What the user decides: command line over configuration over built-in values. See docs/configuration.md.
struct Settings {
  std::string hardware;             ///< a machine of the rulebook, by name or alias; empty: the document's
  std::string model;                ///< a model of the rulebook, or the path of a config.json; empty: the document's
  std::vector<std::string> graphs;  ///< deployment graphs (DOT); empty: those that the document names
  std::vector<std::string> rules;   ///< rule files or folders on top of the built-in rulebook
  std::map<std::string, std::string> set;          ///< quantity -> value as written: {"num_gpus", "128"}
  std::map<std::string, std::string> conventions;  ///< quantity (or "bytes") -> reading
  std::vector<std::string> select;                 ///< rule ids or prefixes; empty: all
  std::vector<std::string> ignore;
  std::map<std::string, Severity> severity;      ///< rule id -> severity
  std::map<std::string, std::string> tolerance;  ///< rule id or quantity -> "2 %"
  std::map<std::string, std::string> limits;     ///< how much of a document is read: {"columns", "900"}
  std::vector<Suppression> suppress;
  std::vector<HeadingSettings> headings;  ///< later ones beat earlier ones
  std::string baseline;                   ///< a file of known findings (docs/configuration.md); empty: none
  std::optional<FailOn> fail_on;          ///< nothing: what the configuration says, else FailOn::error
};

struct Request {
  std::vector<std::string> files;  ///< documents, checked in this order
  std::vector<SourcePtr> texts;    ///< documents that are not on disk, checked after the files
  Settings settings;               ///< beats what a configuration file says
  bool use_configuration = true;   ///< look for .countercheck.toml beside and above each document
  int jobs = 1;                    ///< documents that are checked at once; the report is the same for any number
};

/// How many claims got which verdict. A claim counts once: fail over disputed over pass over unverifiable over input.
struct Summary {
  int claims = 0;
  int pass = 0;
  int fail = 0;
  int disputed = 0;
  int unverifiable = 0;
  int input = 0;
};

/// What the deployment graph of a document shows.
struct GraphSummary {
  std::string path;
  int nodes = 0;
  int edges = 0;
  int clusters = 0;
  bool is_acyclic = true;
  bool is_sketch = false;
  std::map<std::string, long> counts;  ///< "gpus" -> 128, "layers" -> 16: distinct ids in labels
};

/// All that was found in one document, in the order of the text. The document's bytes ride along for renderers.
struct DocumentReport {
  SourcePtr source;
  Summary summary;
  std::vector<Finding> findings;
  std::vector<GraphSummary> graphs;  ///< the one that is compared with the document comes first
};

/// What a rule demands and why, for readers who meet its name in a finding.
struct RulePage {
  std::string id;
  std::string summary;  ///< "experts that cannot be spread evenly over the expert-parallel ranks"
  std::string why;      ///< empty if nothing is said
  std::string topic;    ///< "load balancing"
  Severity severity = Severity::error;
  std::string text;  ///< the page that `countercheck explain` prints
};

struct Report {
  std::vector<DocumentReport> documents;
  std::vector<Finding> problems;  ///< about the run: io, usage, configuration, rule files
  std::vector<RulePage> rules;    ///< of every rule that a finding names, by id
  int exit_status = 0;            ///< 0 nothing at the fail level, 1 findings, 2 could not do the work
};

Report check(const Request& request);

struct Question;
struct Evaluation;
/// What a quantity is, by the rulebook and what is set, without a document. See countercheck/eval.h.
Evaluation eval(const Question& question);

}  // namespace countercheck
