// The report as JSON: the contract of docs/findings.schema.json, one finding a line; and the calculator's answer.
#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_set>

#include "render/evaluation.h"
#include "render/formats.h"
#include "render/json_writer.h"

namespace countercheck {
namespace {

// Derivations are trees with shared parts: written out whole, a deep one could fill the disk.
constexpr std::size_t kMostNodes = 2000;
constexpr int kDeepest = 200;

class JsonReport {
 public:
  std::string run(const Report& report) {
    out_.begin_object();
    out_.whole("schema", 1);
    out_.array("documents");
    for (const DocumentReport& document : report.documents) {
      out_.break_line();
      write(document);
    }
    out_.end_array();
    out_.break_line();
    out_.array("problems");
    write_all(report.problems);
    out_.end_array();
    out_.end_object();
    return out_.take() + '\n';
  }

  std::string run(const DocumentReport& document) {
    write(document);
    std::string line = out_.take();
    // Ends of lines are only layout: in texts they are escaped.
    line.erase(std::remove(line.begin(), line.end(), '\n'), line.end());
    return line + '\n';
  }

  std::string run(const Evaluation& answer) {
    out_.begin_object();
    text_or_null("quantity", answer.quantity);
    if (answer.value) {
      answered(*answer.value, answer.per);
    } else {
      for (const char* name : {"value", "low", "high", "unit", "text", "per"}) out_.null(name);
    }
    derivation(answer.derivation);
    out_.array("readings");
    for (const Evaluation::Reading& reading : answer.readings) {
      out_.begin_object();
      text_or_null("name", reading.name);
      answered(reading.value, reading.per);
      text_or_null("formula", reading.formula);
      derivation(reading.derivation);
      out_.end_object();
    }
    out_.end_array();
    out_.array("missing");
    for (const Evaluation::Missing& missing : answer.missing) {
      out_.begin_object();
      out_.text("quantity", missing.quantity);
      text_or_null("about", missing.about);
      text_or_null("unit", missing.unit);
      out_.end_object();
    }
    out_.end_array();
    out_.array("notes");
    for (const std::string& note : answer.notes) out_.text(note);
    out_.end_array();
    out_.end_object();
    return out_.take() + '\n';
  }

 private:
  /// A choice or a truth value is its own text.
  void answered(const Figure& figure, const std::string& per) {
    if (std::isnan(figure.value)) {
      out_.text("value", figure.text);
      out_.null("low");
      out_.null("high");
    } else {
      out_.number("value", figure.value);
      out_.number("low", figure.low);
      out_.number("high", figure.high);
    }
    text_or_null("unit", figure.unit);
    out_.text("text", figure.text);
    text_or_null("per", per);
  }

  void write(const DocumentReport& document) {
    out_.begin_object();
    out_.text("path", document.source ? document.source->path() : "");
    write(document.summary);
    if (!document.graphs.empty()) write(document.graphs.front());
    out_.array("findings");
    write_all(document.findings);
    out_.end_array();
    out_.end_object();
  }

  void write(const Summary& summary) {
    out_.object("summary");
    out_.whole("claims", summary.claims);
    out_.whole("pass", summary.pass);
    out_.whole("fail", summary.fail);
    out_.whole("disputed", summary.disputed);
    out_.whole("unverifiable", summary.unverifiable);
    out_.whole("input", summary.input);
    out_.end_object();
  }

  void write(const GraphSummary& graph) {
    out_.object("graph");
    out_.text("path", graph.path);
    out_.whole("nodes", graph.nodes);
    out_.whole("edges", graph.edges);
    out_.whole("clusters", graph.clusters);
    out_.truth("acyclic", graph.is_acyclic);
    out_.truth("sketch", graph.is_sketch);
    for (const auto& [name, count] : graph.counts) out_.whole(name, count);
    out_.end_object();
  }

  void write_all(const std::vector<Finding>& findings) {
    for (const Finding& finding : findings) {
      out_.break_line();
      write(finding);
    }
  }

  void write(const Finding& finding) {
    out_.begin_object();
    out_.text("rule", finding.rule);
    out_.text("verdict", name_of(finding.verdict));
    out_.text("severity", name_of(finding.severity));
    text_or_null("quantity", finding.quantity);
    index("claim", finding.claim);
    text_or_null("path",
                 finding.path.empty() && finding.place.is_known() ? finding.place.source->path() : finding.path);
    write_range(finding.place);
    figure("claimed", finding.claimed, true);
    figure("expected", finding.expected, false);
    out_.text("message", finding.message);
    text_or_null("hint", finding.hint);
    out_.array("notes");
    for (const std::string& note : finding.notes) out_.text(note);
    out_.end_array();
    index("caused_by", finding.caused_by);
    derivation(finding.derivation);
    fix(finding);
    text_or_null("topic", finding.topic);
    out_.end_object();
  }

  void write_range(const Place& place) {
    if (!place.is_known()) {
      for (const char* name : {"line", "column", "end_line", "end_column"}) out_.null(name);
      return;
    }
    const Position first = place.begin();
    const Position last = place.end();
    out_.whole("line", first.line);
    out_.whole("column", first.column);
    out_.whole("end_line", last.line);
    out_.whole("end_column", last.column);
  }

  void figure(const char* name, const std::optional<Figure>& figure, bool has_relation) {
    if (!figure) {
      out_.null(name);
      return;
    }
    out_.object(name);
    out_.text("text", figure->text);
    out_.number("low", figure->low);
    out_.number("high", figure->high);
    out_.number("value", figure->value);
    text_or_null("unit", figure->unit);
    if (has_relation) out_.text("relation", symbol_of(figure->relation));
    out_.end_object();
  }

  void derivation(const DerivationPtr& root) {
    out_.key("derivation");
    if (!root) {
      out_.null();
      return;
    }
    written_.clear();
    known_.clear();
    write(*root, 0);
  }

  void write(const Derivation& node, int depth) {
    const bool is_left_out = !may_unfold(node) || depth > kDeepest;
    out_.begin_object();
    text_or_null("name", node.name);
    text_or_null("label", node.label);
    text_or_null("value", node.value);
    text_or_null("formula", node.formula);
    text_or_null("calculation", node.calculation);
    text_or_null("source", node.origin);
    if (node.place.is_known()) {
      const Position begin = node.place.begin();
      out_.text("path", node.place.source->path());
      out_.whole("line", begin.line);
      out_.whole("column", begin.column);
    } else {
      for (const char* name : {"path", "line", "column"}) out_.null(name);
    }
    out_.array("operands");
    for (const DerivationPtr& operand : node.operands) {
      if (operand && !is_left_out) write(*operand, depth + 1);
    }
    out_.end_array();
    out_.end_object();
  }

  /// The first nodes of a derivation are written whole; from then on only those that were not written before.
  bool may_unfold(const Derivation& node) {
    written_.push_back(&node);
    if (written_.size() <= kMostNodes) return true;
    if (known_.empty()) known_.insert(written_.begin(), written_.end() - 1);
    return known_.insert(&node).second;
  }

  void fix(const Finding& finding) {
    if (!finding.fix || !finding.place.is_known()) {
      out_.null("fix");
      return;
    }
    out_.object("fix");
    write_range({finding.place.source, finding.fix->span});
    out_.text("text", finding.fix->text);
    out_.truth("safe", finding.fix->safe);
    out_.end_object();
  }

  void text_or_null(std::string_view name, std::string_view what) {
    what.empty() ? out_.null(name) : out_.text(name, what);
  }
  void index(std::string_view name, int what) { what < 0 ? out_.null(name) : out_.whole(name, what); }

  JsonWriter out_;
  std::vector<const Derivation*> written_;  ///< of the derivation at hand, in order
  std::unordered_set<const Derivation*> known_;
};

}  // namespace

std::string render_json(const Report& report, const RenderOptions&) {
  return JsonReport().run(report);
}

std::string document_json(const DocumentReport& document) {
  return JsonReport().run(document);
}

std::string evaluation_json(const Evaluation& answer) {
  return JsonReport().run(answer);
}

}  // namespace countercheck
