// Deployment graphs: what is read from DOT, what is found wrong with it, and that Graphviz counts the same.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <sstream>

#include "built_in_book.h"
#include "graph/checks.h"
#include "graph/deployment.h"
#include "graph/dot.h"
#include "graph/dot_text.h"
#include "graph/id_set.h"
#include "graph/order.h"

namespace fs = std::filesystem;
using namespace countercheck;

namespace {

using testing::book;

SourcePtr source_of(std::string text) {
  return std::make_shared<const Source>("plan.dot", std::move(text));
}

struct Read {
  DotFile file;
  DeploymentGraph graph;
  GraphCheck check;
};

Read read(const std::string& text, std::optional<long> gpus = std::nullopt) {
  Read out;
  const SourcePtr source = source_of(text);
  out.file = parse_dot(source);
  if (out.file.graphs.empty()) return out;
  out.graph = read_deployment(out.file.graphs.front(), *source, book().graph);
  std::vector<std::optional<long>> plan(book().graph.kinds.size());
  plan[0] = gpus;
  out.check = check_deployment(out.graph, book().graph, plan);
  return out;
}

/// The rules that fail, in order, joined by one space.
std::string failed(const GraphCheck& check) {
  std::set<std::string> rules;
  for (const Flaw& flaw : check.flaws) {
    if (flaw.verdict == Verdict::fail) rules.insert(flaw.rule);
  }
  std::string text;
  for (const std::string& rule : rules) text += (text.empty() ? "" : " ") + rule;
  return text;
}

const IdSet& ids_of(const Read& read, std::string_view kind) {
  for (std::size_t i = 0; i < book().graph.kinds.size(); ++i) {
    if (book().graph.kinds[i].name == kind) return read.graph.ids[i];
  }
  throw std::logic_error("no such kind");
}

}  // namespace

TEST_CASE("a list of ids is read, or refused") {
  const auto row = GENERATE(table<std::string, std::string>({
      {"3", "3"},
      {"0-3", "0-3"},
      {"0,1,2,5", "0-2, 5"},
      {"0 to 3", "0-3"},
      {"0..7, 9", "0-7, 9"},
      {"4 and 5", "4-5"},
      {"0–3", "0-3"},
      {"0->1", "0-1"},
      {"0-3 → 8-11", "0-3, 8-11"},
      {"0-3], [8-11", "0-3, 8-11"},
      {"7-3", ""},
      {"0+1-2+3", ""},
      {"0-1-2", ""},
      {"99999999999", ""},
  }));
  IdSet ids;
  const bool is_read = ids.add(std::get<0>(row));
  CAPTURE(std::get<0>(row));
  CHECK(is_read == !std::get<1>(row).empty());
  CHECK(ids.told() == std::get<1>(row));
}

TEST_CASE("sets of ids join, meet and know their gaps") {
  IdSet ids;
  for (const int id : {5, 1, 3, 2, 9}) ids.add(id, id);
  CHECK(ids.told() == "1-3, 5, 9");
  CHECK(ids.size() == 5);
  CHECK(ids.missing(0, 10).told() == "0, 4, 6-8, 10");
  CHECK(ids.contains(2));
  CHECK(!ids.contains(4));
  IdSet other;
  other.add(6, 8);
  CHECK(!ids.overlaps(other));
  other.add(9, 12);
  CHECK(ids.overlaps(other));
}

TEST_CASE("labels, names and clusters tell where an operator runs") {
  const auto row = GENERATE(table<std::string, std::string, std::string>({
      {R"~(a [label="QKV\nGPU 0-1"])~", "gpu", "0-1"},
      {R"~(a [label="QKV\nGPU: 0,1"])~", "gpu", "0-1"},
      {R"~(a [label="QKV\nGPUs [0,1,2,3]"])~", "gpu", "0-3"},
      {R"~(a [label="QKV (GPU-7)"])~", "gpu", "7"},
      {R"~(a [label="QKV\nGPU: GPU5"])~", "gpu", "5"},
      {R"~(a [label="QKV\nGPU: All GPUs"])~", "gpu", ""},
      {R"~(a [label="Send\nGPU: 0->1"])~", "gpu", "0-1"},
      {R"~(a [label="Send\nGPUs 0-3 → GPUs 8-11"])~", "gpu", "0-3, 8-11"},
      {R"~(a [label="QKV\nGPU: [0-3], [8-11]"])~", "gpu", "0-3, 8-11"},
      {R"~(a [label="Total GPUs: 128"])~", "gpu", ""},
      {R"~(a [label="8 GPUs\n16 layers"])~", "gpu", ""},
      {R"~(a [label="H100 GPU 80GB"])~", "gpu", ""},
      {R"~(layer0_qkv_gpu3 [label="QKV"])~", "gpu", "3"},
      {R"~(layer7_qkv_gpu3 [label="QKV"])~", "layer", "7"},
      {R"~(a [label="FFN layer 2"])~", "layer", ""},
      {R"~(a [label="Layers 0-7"])~", "layer", "0-7"},
      {R"~(a [label="Expert 12\nGPU 3"])~", "expert", "12"},
      {R"~(a [label="16 experts"])~", "expert", ""},
      {R"~(a [label="Pipeline Stage 1"])~", "stage", "1"},
      {R"~(a [label=<Expert <B>4</B><BR/>GPU 9>])~", "gpu", "9"},
      {R"~(subgraph cluster_x { label="Stage 0 (GPUs 0-15)"; a; })~", "gpu", "0-15"},
      {R"~(a [label="Stats\nGPU 5", shape=note])~", "gpu", ""},
  }));
  const auto& [statement, kind, ids] = row;
  const Read result = read("digraph { " + statement + " }");
  CAPTURE(statement);
  REQUIRE(result.file.graphs.size() == 1);
  CHECK(ids_of(result, kind).told() == ids);
}

TEST_CASE("labels that name GPUs in no readable way are told") {
  const auto row = GENERATE(table<std::string, int>({
      {"GPU: 3", 0},
      {"GPU: All", 0},
      {"GPU: Host", 0},
      {"GPU: CPU", 0},
      {"GPU: TP0-TP3", 1},
      {"GPUs: stage0 → stage1", 1},
      {"GPU: 7-3", 1},
      {"16 GPUs", 0},
  }));
  const Read result = read("digraph { input -> a -> output; a [label=\"A\\n" + std::get<0>(row) + "\"] }");
  CAPTURE(std::get<0>(row));
  CHECK(result.graph.unread[0] == std::get<1>(row));
}

TEST_CASE("what is wrong is named, and nothing else") {
  const auto row = GENERATE(table<std::string, std::string>({
      {"input -> a; a -> b; b -> output", ""},
      {"input -> a; a -> b; b -> c; c -> a; b -> output", "graph/cycle"},
      {"input -> a; a -> a; a -> output", "graph/cycle"},
      {"input -> a; a -> output; b -> output", "graph/no-input"},
      {"input -> a; a -> output; a -> b", "graph/no-output"},
      {R"(input -> output; a [label="MLP\nGPU 0"])", "graph/unconnected"},
      {R"(input -> a; a [label="A\nGPU 0"]; b [label="B\nGPU 1"]; a -> b; b -> output)",
       "graph/crosses-without-communication"},
      {R"(input -> a; a [label="A\nGPU 0"]; b [label="B\nGPU 1"]; a -> b [label="send"]; b -> output)", ""},
      {R"(input -> a; a [label="PipelineSend\nGPU 0"]; b [label="B\nGPU 1"]; a -> b; b -> output)", ""},
      {R"(input -> a; a [label="A\nOutput: [hidden=8]"]; b [label="B\nInput: [hidden=4]"]; a -> b; b -> output)",
       "graph/shapes-differ"},
      {R"(input -> a; a [label="A\nOutput: [2, hidden]"]; b [label="B\nInput: [2, ?]"]; a -> b; b -> output)", ""},
      {"input -> split; split -> a; split -> b; a -> output_a; b -> output_b", "graph/split-without-merge"},
      {"input -> split; split -> a; split -> b; a -> c; b -> c; c -> output", ""},
      {R"(x [label="Input"]; y [label="Input"]; x -> a; y -> a; a -> output)", "graph/several-sources"},
      {R"(x [label="Output"]; y [label="Output"]; input -> a; a -> x; a -> y)", "graph/several-sinks"},
      {R"(input -> a -> output; a [label="A\nGPU 0"]; subgraph cluster_1 { label="GPU 1" })", "graph/gpus-idle"},
      {R"(input -> a -> output; a [label="A\nGPUs 0-1"]; subgraph cluster_1 { label="GPU 1" })", ""},
      {R"(input -> a -> b -> c -> output; a [label="A\nLayer 0"]; b [label="A\nLayer 1"]; c [label="A\nLayer 3"])",
       "graph/layers-missing"},
      {R"(input -> a; input -> b; input -> c; input -> d; a -> m; b -> m; c -> m; d -> m; m [label="Merge"]; m -> output;
          a [label="Expert 0\nGPU 0"]; b [label="Expert 1\nGPU 1"]; c [label="Expert 2\nGPU 0"];
          d [label="Expert 3\nGPU 0"])",
       "graph/experts-uneven"},
      {R"(input -> a -> b -> c -> send -> d -> output; a [label="Head 0\nGPU 0"]; b [label="Head 1\nGPU 0"];
          c [label="Head 2\nGPU 0"]; d [label="Head 3\nGPU 1"])",
       "graph/operators-uneven"},
      {R"(input -> a -> b -> c -> send -> d -> output; a [label="Q\nGPU 0"]; b [label="K\nGPU 0"]; c [label="V\nGPU 0"];
          d [label="Attention\nGPU 1"])",
       ""},
  }));
  CAPTURE(std::get<0>(row));
  CHECK(failed(read("digraph { " + std::get<0>(row) + " }").check) == std::get<1>(row));
}

TEST_CASE("the shortest of several cycles is told") {
  const Read result = read("digraph { a -> b -> c -> d -> a; c -> e -> c; input -> a; d -> output }");
  REQUIRE(!result.check.order.is_acyclic);
  CHECK(result.check.order.cycle.size() == 2);
  REQUIRE(!result.check.flaws.empty());
  CHECK(result.check.flaws.front().message.find("2 operators") != std::string::npos);
}

TEST_CASE("a sketch is told once") {
  const auto text = GENERATE(
      std::string(
          "digraph { /* pattern continues for the others */ a -> b; c [label=\"GPU 1\"]; d [label=\"GPU 7\"] }"),
      std::string("digraph simplified_view { a -> b; c -> d }"),
      std::string("digraph { a -> b; c [label=\"...\"]; d -> e }"),
      std::string("digraph { a [label=\"A\\nGPU 0\"]; b [label=\"B\\nGPU 127\"]; a -> b }"));
  const Read result = read(text);
  CAPTURE(text);
  CHECK(result.check.is_sketch);
  CHECK(failed(result.check).empty());
  CHECK(std::count_if(result.check.flaws.begin(), result.check.flaws.end(),
                      [](const Flaw& flaw) { return flaw.rule == "graph/structure"; }) == 1);
}

TEST_CASE("bad input is a problem with its place, never more") {
  const auto row = GENERATE(table<std::string, std::string, std::string>({
      {"digraph {\n  a -> ]\n}", "2:8", "syntax error near `]`"},
      {"digraph {\n  a -> b\n", "1:9", "is never closed"},
      {"digraph {\n  a [label=\"x\n", "2:12", "is never closed"},
      {"digraph { a } }", "1:15", "closes nothing"},
      {"hello", "1:1", "syntax error near `hello`"},
  }));
  const auto& [text, place, message] = row;
  const DotFile file = parse_dot(source_of(text));
  CAPTURE(text);
  REQUIRE(!file.problems.empty());
  const Position at = file.source->position(file.problems.front().span.begin);
  CHECK(file.problems.front().message == message);
  CHECK(std::to_string(at.line) + ":" + std::to_string(at.column) == place);
  // What was left of it must not be the beginning of the next file.
  CHECK(parse_dot(source_of("digraph { x }")).graphs.size() == 1);
}

TEST_CASE("graphs that are no plain digraph are read") {
  CHECK(parse_dot(source_of("")).graphs.empty());
  CHECK(parse_dot(source_of("digraph { a } digraph { b } digraph { c }")).graphs.size() == 3);
  CHECK(failed(read("graph { a -- b }").check) == "graph/undirected");
  const Read ports = read(
      "\xEF\xBB\xBF"
      "digraph { a:out:e -> b:in; \"größe\" -> b }");
  REQUIRE(ports.file.graphs.size() == 1);
  CHECK(ports.graph.dot.nodes.size() == 3);
  CHECK(ports.graph.dot.edges.size() == 2);
  std::string deep = "digraph {";
  for (int i = 0; i < 100000; ++i) deep += "{";
  CHECK(parse_dot(source_of(deep)).problems.size() == 1);
}

TEST_CASE("places are those of the text") {
  const std::string text = "digraph {\n  a [label=\"b -> c\"];\n  \"b c\" -> d; # a\n  a -> {e f};\n}";
  const DotPlaces places(text);
  const auto shown = [&](Span span) { return text.substr(span.begin, span.size()); };
  CHECK(shown(places.node("a")) == "a");
  CHECK(places.node("a").begin == 12);
  CHECK(shown(places.edge("b c", "d")) == "\"b c\" -> d");
  CHECK(shown(places.edge("a", "f")) == "a");
}

namespace {

/// A deployment of known size, written in one of five styles; `broken` says in which one way it is wrong.
class Generator {
 public:
  Generator(unsigned seed, int style) : random_(seed), style_(style) {
    gpus_ = 4 * pick(1, 4);
    layers_ = pick(4, 6);
    experts_ = gpus_ * pick(1, 2);
  }

  std::string write(const std::string& broken) {
    text_ = "digraph plan {\n";
    node("tokens", "Input tokens", "", "ellipse");
    lost_gpu_ = broken == "gpu" ? pick(1, gpus_ - 2) : -1;
    const int odd_layer = pick(1, layers_ - 2);
    for (int layer = 0; layer < layers_; ++layer) {
      const bool is_odd = layer == odd_layer;
      if (is_odd && broken == "lost layer") continue;
      one_layer(layer, is_odd ? broken : "");
      if (!is_odd || broken != "layer twice") continue;
      suffix_ = "_again";
      one_layer(layer, "");
      suffix_.clear();
    }
    for (int skips = pick(0, 3); skips > 0; --skips) {
      const int from = pick(0, layers_ - 2);
      const int to = pick(from + 1, layers_ - 1);
      if (broken == "lost layer" && (from == odd_layer || to == odd_layer)) continue;
      edge(name("combine", from), name("dispatch", to));
    }
    node("answer", "Output logits", "", "ellipse");
    edge(name("combine", layers_ - 1), "answer");
    if (broken == "dangling") edge(name("combine", 0), "probe");
    if (broken == "from nowhere") edge("probe", name("combine", 0));
    if (broken == "two inputs") {
      node("tokens_too", "Input tokens", "", "ellipse");
      edge("tokens_too", name("dispatch", 0));
    }
    return text_ + "}\n";
  }

  int gpus_ = 0, layers_ = 0, experts_ = 0;

 private:
  int pick(int low, int high) { return low + static_cast<int>(random_() % static_cast<unsigned>(high - low + 1)); }

  [[nodiscard]] std::string name(const std::string& what, int layer) const {
    return "layer" + std::to_string(layer) + "_" + what + suffix_;
  }
  [[nodiscard]] std::string layer_label(int layer) const {
    return style_ == 3 || style_ == 4 ? "" : "\\nLayer " + std::to_string(layer);
  }
  [[nodiscard]] std::string gpu_label(int gpu) const {
    const std::string id = std::to_string(gpu);
    switch (style_) {
      case 0:
        return "\\nGPU " + id;
      case 1:
        return "\\nGPU: " + id;
      case 2:
        return "\\nGPU [" + id + "]";
      case 3:
        return " (GPU-" + id + ")";
      default:
        return "";
    }
  }

  void one_layer(int layer, const std::string& broken) {
    if (style_ == 3) {
      text_ += "subgraph \"cluster_" + std::to_string(layer) + suffix_ + "\" { label=\"Layer " + std::to_string(layer) +
               "\";\n";
    }
    node(name("dispatch", layer), "Dispatch" + layer_label(layer), "", "ellipse");
    for (int expert = 0; expert < experts_; ++expert) {
      const int gpu = expert % gpus_;
      if (gpu == lost_gpu_ || (broken == "lost expert" && expert == 1)) continue;
      one_expert(layer, expert, gpu, broken);
    }
    if (broken == "expert") {
      extra_ = "_again";
      one_expert(layer, 2, 2, "");
      extra_.clear();
    }
    node(name("combine", layer), "Combine" + layer_label(layer), "", "ellipse");
    if (style_ == 3) text_ += "}\n";
    if (broken == "cycle") edge(name("combine", layer), name("dispatch", layer));
    if (broken == "crossing") edge(up_of(layer, 0), up_of(layer, 1));
    edge(before_, name("dispatch", layer));
    before_ = name("combine", layer);
  }

  [[nodiscard]] std::string up_of(int layer, int expert) const {
    const std::string base = name("expert_" + std::to_string(expert), layer) + extra_ + (style_ == 4 ? "_gpu" : "_on");
    return (style_ == 4 ? "up_" : "") + base + (style_ == 4 ? std::to_string(expert % gpus_) : "");
  }

  void one_expert(int layer, int expert, int gpu, const std::string& broken) {
    const bool is_misshaped = broken == "shape" && expert == 1;
    const std::string base = name("expert_" + std::to_string(expert), layer) + extra_ + (style_ == 4 ? "_gpu" : "_on");
    const std::string tail = style_ == 4 ? std::to_string(gpu) : "";
    const std::string up = (style_ == 4 ? "up_" : "") + base + tail;
    const std::string down = (style_ == 4 ? "down_" : "") + base + tail + (style_ == 4 ? "" : "_down");
    const std::string label = "Expert " + std::to_string(expert);
    node(up, label + layer_label(layer) + gpu_label(gpu),
         "\\nInput: [batch=8, hidden=64]\\nOutput: [batch=8, ffn=256]");
    node(down, label + " down" + layer_label(layer) + gpu_label(gpu),
         std::string("\\nInput: [batch=8, ffn=") + (is_misshaped ? "128" : "256") + "]\\nOutput: [batch=8, hidden=64]");
    edge(name("dispatch", layer), up);
    edge(up, down);
    edge(down, name("combine", layer));
  }

  void node(const std::string& id, const std::string& label, const std::string& shapes, const char* shape = "box") {
    text_ += "  \"" + id + "\" [label=\"" + label + shapes + "\", shape=" + shape + "];\n";
    ++nodes_;
  }
  void edge(const std::string& tail, const std::string& head) { text_ += "  \"" + tail + "\" -> \"" + head + "\";\n"; }

  std::mt19937 random_;
  int style_;
  int nodes_ = 0;
  int lost_gpu_ = -1;
  std::string extra_, suffix_;
  std::string before_ = "tokens";
  std::string text_;
};

}  // namespace

TEST_CASE("one break of a generated deployment is named, and nothing else") {
  const auto row = GENERATE(table<std::string, std::string>({
      {"", ""},
      {"cycle", "graph/cycle"},
      {"gpu", "graph/gpus-missing"},
      {"expert", "graph/experts-twice"},
      {"dangling", "graph/no-output"},
      {"shape", "graph/shapes-differ"},
      {"lost layer", "graph/layers-missing"},
      {"layer twice", "graph/layers-twice"},
      {"lost expert", "graph/experts-missing"},
      {"from nowhere", "graph/no-input"},
      {"two inputs", "graph/several-sources"},
      {"crossing", "graph/crosses-without-communication"},
  }));
  for (int style = 0; style < 5; ++style) {
    for (unsigned seed = 1; seed <= 8; ++seed) {
      Generator generator(seed * 31 + static_cast<unsigned>(style), style);
      const std::string text = generator.write(std::get<0>(row));
      const Read result = read(text, generator.gpus_);
      CAPTURE(std::get<0>(row), style, seed, text);
      CHECK(failed(result.check) == std::get<1>(row));
      CHECK(ids_of(result, "gpu").size() == generator.gpus_ - (std::get<0>(row) == "gpu" ? 1 : 0));
      CHECK(ids_of(result, "layer").size() == generator.layers_ - (std::get<0>(row) == "lost layer" ? 1 : 0));
      CHECK((std::get<0>(row) == "gpu" || ids_of(result, "expert").size() == generator.experts_));
      CHECK(result.check.order.is_acyclic == (std::get<0>(row) != "cycle"));
    }
  }
}

namespace {

bool has_program(const std::string& name) {
  return std::system(("command -v " + name + " >/dev/null 2>&1").c_str()) == 0;
}

std::string output_of(const std::string& command) {
  std::string out;
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::array<char, 4096> buffer{};
  while (pipe && fgets(buffer.data(), static_cast<int>(buffer.size()), pipe.get()) != nullptr) out += buffer.data();
  return out;
}

}  // namespace

namespace {

/// What Graphviz's own programs say of a file; nothing where they cannot read it.
struct Counted {
  std::size_t nodes = 0, edges = 0;
  bool is_acyclic = false;
};

std::optional<Counted> counted_by_graphviz(const fs::path& file) {
  const std::string path = "'" + file.string() + "'";
  std::istringstream said(output_of("gc -n -e " + path + " 2>/dev/null"));
  Counted out;
  if (!(said >> out.nodes >> out.edges)) return std::nullopt;
  out.is_acyclic = std::system(("acyclic -n " + path + " >/dev/null 2>&1").c_str()) == 0;
  return out;
}

void check_same(const Read& result, const Counted& counted) {
  CHECK(result.graph.dot.nodes.size() == counted.nodes);
  CHECK(result.graph.dot.edges.size() == counted.edges);
  if (result.graph.dot.is_directed) CHECK(result.check.order.is_acyclic == counted.is_acyclic);
}

}  // namespace

TEST_CASE("Graphviz counts the same in generated graphs") {
  if (!has_program("gc") || !has_program("acyclic")) return;
  const fs::path file = fs::temp_directory_path() / ("countercheck-" + std::to_string(std::random_device()()) + ".dot");
  for (const char* broken : {"", "cycle", "expert", "dangling", "lost layer"}) {
    for (int style = 0; style < 5; ++style) {
      const std::string text = Generator(static_cast<unsigned>(style) + 77, style).write(broken);
      std::ofstream(file) << text;
      CAPTURE(broken, style, text);
      const std::optional<Counted> counted = counted_by_graphviz(file);
      REQUIRE(counted);
      check_same(read(text), *counted);
    }
  }
  fs::remove(file);
}

TEST_CASE("Graphviz counts the same in real graphs") {
  const char* corpus = std::getenv("COUNTERCHECK_CORPUS");
  if (corpus == nullptr || !has_program("gc") || !has_program("acyclic")) return;
  int compared = 0;
  for (const auto& entry : fs::recursive_directory_iterator(corpus)) {
    if (entry.path().extension() != ".dot") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    const Read result = read(text.str());
    CAPTURE(entry.path());
    const std::optional<Counted> counted = counted_by_graphviz(entry.path());
    CHECK(result.file.problems.empty() == counted.has_value());
    if (!counted) continue;
    REQUIRE(result.file.graphs.size() == 1);
    ++compared;
    check_same(result, *counted);
  }
  CHECK(compared > 0);
}
