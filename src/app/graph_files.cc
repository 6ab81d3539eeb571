// Reads names of graphs from configuration, front matter and text, and looks beside the document.
#include "app/graph_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

#include "app/graphs.h"
#include "facts/graph_facts.h"
#include "text/pattern.h"

namespace countercheck {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostGraphs = 20;

struct Mention {
  std::string name;
  Span span;
};

const Pattern& file_name() {
  static const Pattern pattern(
      R"re((?:^|[^A-Za-z0-9_./%-])((?:\.{1,2}/)*[A-Za-z0-9_/%-][A-Za-z0-9_./%-]*\.(?:dot|gv))(?:[^A-Za-z0-9_]|$))re");
  return pattern;
}

std::vector<Mention> mentions_in(std::string_view text, std::uint32_t offset, const Pattern& pattern) {
  std::vector<Mention> mentions;
  for (std::uint32_t from = 0; from < text.size();) {
    const auto found = pattern.search(text, from);
    if (!found) break;
    const Span group = (*found)[1];
    std::string name(text.substr(group.begin, group.size()));
    // "//host/plan.dot" is the rest of an address.
    if (!name.starts_with("//")) mentions.push_back({std::move(name), {group.begin + offset, group.end + offset}});
    from = std::max(group.end, found->front().begin + 1);
  }
  return mentions;
}

Finding finding_of(std::string rule, const Document& doc, Span span) {
  Finding finding;
  finding.rule = std::move(rule);
  finding.verdict = Verdict::fail;
  finding.severity = Severity::warning;
  finding.place = {doc.source, span};
  finding.path = doc.source->path();
  finding.topic = "deployment graph";
  return finding;
}

class GraphFinder {
 public:
  GraphFinder(const Document& doc, const Project& project, const Facts& facts, Files& files)
      : doc_(doc), project_(project), facts_(facts), files_(files) {
    folder_ = fs::path(doc.source->path()).parent_path();
  }

  FoundGraphs find() {
    for (const std::string& path : project_.settings.graphs) add(path);
    if (!out_.paths.empty()) return std::move(out_);
    const std::vector<Mention> front = in_front_matter();
    take(front.empty() ? mentions_in(doc_.source->text(), 0, file_name()) : front);
    if (out_.paths.empty() && absent_.empty()) look_beside();
    tell();
    return std::move(out_);
  }

 private:
  void add(const std::string& path) {
    const std::string plain = fs::path(path).lexically_normal().string();
    if (out_.paths.size() < kMostGraphs && known_.insert(plain).second) out_.paths.push_back(plain);
  }

  /// `graph: plan.dot`, `graph: [a.dot, b.dot]`, `graph = "plan.dot"`.
  [[nodiscard]] std::vector<Mention> in_front_matter() const {
    static const Pattern key(R"re((?:^|\n)graph[ \t]*[:=]([^\n]*(?:\n[ \t]+-[^\n]*)*))re");
    for (const Block& block : doc_.blocks) {
      if (block.kind != BlockKind::front_matter) continue;
      const std::string_view text = doc_.source->slice(block.content);
      const auto found = key.search(text);
      if (!found) continue;
      const Span list = (*found)[1];
      return mentions_in(text.substr(list.begin, list.size()), block.content.begin + list.begin, file_name());
    }
    return {};
  }

  void take(const std::vector<Mention>& mentions) {
    for (const Mention& mention : mentions) {
      const std::string path = (folder_ / mention.name).lexically_normal().string();
      if (fs::path(mention.name).is_absolute() || !is_below(folder_.string(), path)) {
        outside_.push_back(mention);
      } else if (files_.exists(path)) {
        add(path);
      } else {
        absent_.push_back(mention);
      }
    }
  }

  void look_beside() {
    const auto beside = project_.graphs_beside.find(folder_.string());
    if (beside == project_.graphs_beside.end()) return;
    for (const std::string& name : beside->second) {
      const fs::path path = folder_ / name;
      if (!matches_strategy(path.stem().string(), facts_, *project_.book)) continue;
      if (is_below(folder_.string(), path.string())) add(path.string());
    }
  }

  void tell() {
    if (!outside_.empty()) {
      Finding finding = finding_of("graph/outside", doc_, outside_.front().span);
      finding.message =
          fmt::format("the graph `{}` is outside of the document's folder and was not read", outside_.front().name);
      finding.hint = "move it beside the document, or name it with `--graph`";
      out_.findings.push_back(std::move(finding));
    }
    if (!out_.paths.empty() || !outside_.empty()) return;
    if (!absent_.empty()) return tell_missing(absent_.front().span, named_absent());
    const Pattern* claim = project_.book->graph.find("claim");
    if (claim == nullptr) return;
    for (const Block& block : doc_.blocks) {
      if (block.kind == BlockKind::fence || block.kind == BlockKind::comment || block.kind == BlockKind::html) continue;
      const auto found = claim->search(block.text.text);
      if (!found) continue;
      return tell_missing(block.text.to_source(found->front()),
                          "the document speaks of a deployment graph, and none is there");
    }
  }

  [[nodiscard]] std::string named_absent() const {
    std::set<std::string> names;
    for (const Mention& mention : absent_) names.insert(mention.name);
    const std::size_t more = names.size() - 1;
    const std::string others = more == 0   ? ""
                               : more == 1 ? ", nor is another one"
                                           : fmt::format(", nor are {} others", more);
    return fmt::format("the graph `{}` is not there{}", absent_.front().name, others);
  }

  void tell_missing(Span span, std::string message) {
    Finding finding = finding_of("graph/missing", doc_, span);
    finding.message = std::move(message);
    finding.hint = "add the DOT file, or name it: `graph = \"plan.dot\"` in .countercheck.toml";
    finding.notes.push_back(
        "without it could not be verified: operators, where they run, and what they send each other");
    out_.findings.push_back(std::move(finding));
  }

  const Document& doc_;
  const Project& project_;
  const Facts& facts_;
  Files& files_;
  fs::path folder_;
  FoundGraphs out_;
  std::set<std::string> known_;
  std::vector<Mention> absent_, outside_;
};

}  // namespace

FoundGraphs find_graphs(const Document& doc, const Project& project, const Facts& facts, Files& files) {
  return GraphFinder(doc, project, facts, files).find();
}

}  // namespace countercheck
