// `init [FOLDER]`: writes a configuration with comments, after a look at the documents that it will be for.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <utility>

#include "app/check.h"
#include "app/commands.h"
#include "app/documents.h"
#include "app/graphs.h"
#include "extract/claims.h"
#include "render/outline.h"
#include "render/unverified.h"

namespace countercheck {
namespace {

constexpr std::size_t kMostShown = 8;

/// What the documents say, as far as a configuration may want to say it too.
struct Seen {
  int documents = 0;
  Summary summary;
  std::map<std::string, std::string> hardware;  ///< name to where it is named
  std::map<std::string, std::string> models;
  std::map<std::string, std::set<std::string>> readings;  ///< of quantities that are disputed
  std::map<std::string, std::string> disputed_at;
  std::map<std::string, int> missing;  ///< quantity to how many figures it keeps from being checked
  int binary = 0;                      ///< figures that hold only with powers of 1024
  int complaints = 0;
};

std::string where(const Place& place) {
  return place.is_known() ? fmt::format("{}:{}", place.source->path(), place.begin().line) : std::string();
}

void look_at_names(const SourcePtr& source, const Project& project, Seen& seen) {
  Sink unheard;
  const Document doc = parse_markdown(source);
  const Facts facts = bind(extract(doc, *project.book, unheard), doc, project.target, *project.book, unheard);
  for (const Fact& fact : facts.facts) {
    if (fact.trust != Trust::named) continue;
    // "hardware h100-sxm (its data sheet)"
    const std::string name = fact.origin.substr(0, fact.origin.find(" ("));
    if (name.starts_with("hardware ")) seen.hardware.emplace(name.substr(9), where(fact.place));
    if (name.starts_with("model ")) seen.models.emplace(name.substr(6), where(fact.place));
  }
}

void look_at(const DocumentReport& document, const Rulebook& book, Seen& seen) {
  ++seen.documents;
  add(seen.summary, document.summary);
  for (const Finding& finding : document.findings) {
    const bool is_complaint = finding.verdict == Verdict::fail || finding.verdict == Verdict::disputed;
    seen.complaints += is_complaint ? 1 : 0;
    for (const std::string& note : finding.notes) seen.binary += note.find("powers of 1024") != std::string::npos;
    if (finding.verdict == Verdict::unverifiable) {
      for (const std::string& name : missing_of(finding)) ++seen.missing[name];
    }
    const QuantityId id = finding.verdict == Verdict::disputed ? book.find(finding.quantity) : kNoQuantity;
    if (id == kNoQuantity) continue;
    seen.disputed_at.emplace(finding.quantity, where(finding.place));
    for (const Formula& formula : book[id].formulas) {
      if (!formula.reading.empty()) seen.readings[finding.quantity].insert(formula.reading);
    }
  }
}

std::string named(const char* key, const std::map<std::string, std::string>& names) {
  if (names.empty()) return fmt::format("# {} = \"...\"\n", key);
  std::string text;
  std::size_t count = 0;
  for (const auto& [name, place] : names) {
    if (++count > kMostShown) break;
    text += fmt::format("# {} = \"{}\"  # {}\n", key, name, place);
  }
  return text;
}

std::string conventions(const Seen& seen) {
  std::string text = "# How the field's ambiguous words are meant here.\n# [conventions]\n";
  if (seen.binary > 0) {
    text += fmt::format("# bytes = \"binary\"  # {} with MB read as 2^20 bytes\n",
                        seen.binary == 1 ? "1 figure holds only" : fmt::format("{} figures hold only", seen.binary));
  } else {
    text += "# bytes = \"decimal\"  # MB is 10^6 bytes; \"binary\": 2^20\n";
  }
  for (const auto& [quantity, readings] : seen.readings) {
    std::string others;
    for (const std::string& reading : readings) others += (others.empty() ? "" : ", ") + reading;
    text += fmt::format("# {} = \"{}\"  # one of {}: disputed at {}\n", quantity, *readings.begin(), others,
                        seen.disputed_at.at(quantity));
  }
  return text;
}

std::string missing(const Seen& seen, const Rulebook& book) {
  std::vector<std::pair<std::string, int>> names;
  for (const auto& [name, count] : seen.missing) {
    if (book.find(name) != kNoQuantity) names.emplace_back(name, count);
  }
  std::stable_sort(names.begin(), names.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::string text = "# What no document says. It beats what one says.\n# [set]\n";
  for (std::size_t i = 0; i < std::min(names.size(), kMostShown); ++i) {
    const auto& [name, count] = names[i];
    text += fmt::format("# {} = ...  # {}; {} would be checked\n", name, book[book.find(name)].said,
                        counted(count, "figure"));
  }
  if (names.empty()) text += "# num_gpus = 128\n";
  return text;
}

std::string configuration(const Seen& seen, const Rulebook& book) {
  std::string text = fmt::format(
      "# What countercheck knows about the documents in this folder and below; the file nearest to a document "
      "decides.\n"
      "# `countercheck config show FILE` tells what holds for one; countercheck's docs/configuration.md has every "
      "key.\n"
      "#\n# Looked at {}: {}.\n\n",
      counted(seen.documents, "document"), told_counts(seen.summary, {}));
  text += "# The machine and the model that count, whatever a document says.\n";
  text += named("hardware", seen.hardware) + named("model", seen.models);
  text += "\n# What makes the exit status 1: error, warning, unverifiable or nothing-checked.\nfail_on = \"error\"\n";
  text += "\n# Rules, formulas and words of your own: TOML files as in countercheck's rules/.\n# rules = [\"rules\"]\n";
  text +=
      "\n# Rules that are not for you, by id or its beginning; `countercheck rules list` lists them.\n# ignore = []\n";
  if (seen.complaints > 0) {
    text += fmt::format(
        "\n# {} now. To hear only of new ones:\n"
        "# countercheck check --write-baseline countercheck-baseline.toml .\n# baseline = "
        "\"countercheck-baseline.toml\"\n",
        counted(seen.complaints, "finding"));
  }
  text += '\n' + conventions(seen) + '\n' + missing(seen, book);
  text +=
      "\n# Your own words for a quantity.\n# [quantities.memory_per_gpu]\n# label = [\"HBM footprint\"]\n"
      "\n# Other settings for some files or headings.\n# [[override]]\n# files = [\"archive/**\"]\n# ignore = "
      "[\"claim\"]\n";
  return text;
}

}  // namespace

Output init_configuration(const Options& options, Files& files) {
  if (options.names.size() > 1) return usage_error("`init` takes one folder");
  const std::string folder = options.names.empty() ? "." : options.names.front();
  if (!files.is_folder(folder)) return usage_error("`" + folder + "` is not a folder");
  const auto in_folder = [&](const char* name) {
    return (std::filesystem::path(folder) / name).lexically_normal().string();
  };
  const std::string path = in_folder(".countercheck.toml");
  Sink sink;
  for (const std::string& there : {path, in_folder("countercheck.toml")}) {
    if (!files.exists(there)) continue;
    sink.problem("init", there, "is there already, and is left as it is",
                 "`countercheck config show` tells what it says");
    return {{}, sink.take_sorted(), 2};
  }
  Seen seen;
  Projects projects(options.settings, false, files, sink);
  for (const std::string& document : documents_below(folder, files)) {
    Files::Read file = files.read(document);
    if (!file.text) continue;
    const auto source = std::make_shared<const Source>(document, std::move(*file.text));
    const Project& project = projects.of(document);
    Sink unheard;  // what is wrong in a document is a matter of checking it
    look_at(check_document(source, project, files, unheard), *project.book, seen);
    look_at_names(source, project, seen);
  }
  if (!sink.is_empty()) return {{}, sink.take_sorted(), 2};
  if (const auto error = files.write(path, configuration(seen, *projects.of(path).book))) {
    sink.problem("io", path, error->message);
    return {{}, sink.take_sorted(), 2};
  }
  return {fmt::format("{}: written after a look at {}\n", path, counted(seen.documents, "document")), {}, 0};
}

}  // namespace countercheck
