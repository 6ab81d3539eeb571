// The formats that other programs read: their shape, their columns, their limits, and what a hostile document cannot
// do.
#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "json_check.h"
#include "render/columns.h"
#include "render/fingerprint.h"
#include "render/json_writer.h"
#include "render/render.h"
#include "render/trace.h"
#include "render/uri.h"
#include "sample_report.h"

using namespace countercheck;
using countercheck::testing::parsed;
using countercheck::testing::schema_error;
using sample::Builder;

namespace {

std::string rendered(std::string_view format, const Report& report) {
  const Format* found = find_format(format);
  REQUIRE(found != nullptr);
  return found->render(report, {});
}

Report report_of(const Builder& b) {
  Report report;
  report.documents.push_back(b.document());
  return report;
}

/// A document of one line with one failing claim.
Builder failing(const std::string& before, const std::string& figure, const std::string& after) {
  Builder b(before + figure + after);
  const auto begin = static_cast<std::uint32_t>(before.size());
  b.judge(Verdict::fail, "q", {b.source(), {begin, begin + static_cast<std::uint32_t>(figure.size())}}, "wrong");
  return b;
}

int count(std::string_view text, std::string_view part) {
  int found = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

Finding problem() {
  Finding finding;
  finding.rule = "io";
  finding.verdict = Verdict::fail;
  finding.severity = Severity::error;
  finding.path = "gone.md";
  finding.message = "no such file";
  return finding;
}

/// Texts that must come out as what they are in every format.
const std::vector<std::string> kHostile = {"::error::owned",
                                           "a\n::error::owned",
                                           "a\r\n::set-output name=x::y",
                                           "##[error]owned",
                                           "\x1b[2J\x07 \x01",
                                           "\xc2\x85 and \xc2\x9b 31m of C1",
                                           "<script>&\"']]>",
                                           "[a](1) {0} \\",
                                           "%0A,:=",
                                           "\xff\xfe broken",
                                           "\xe2\x80\xae override",
                                           std::string("nul\0nul", 7),
                                           "\xef\xbf\xbf not a character"};

}  // namespace

TEST_CASE("JSON is written in order") {
  JsonWriter out;
  out.begin_object();
  out.whole("a", 1);
  out.array("b");
  out.break_line();
  out.text("x\n\"\xff");
  out.break_line();
  out.number(0.5);
  out.number(1.0 / 0.0);
  out.number(3.0);
  out.end_array();
  out.object("c");
  out.end_object();
  out.truth("d", true);
  out.null("e");
  out.end_object();
  CHECK(out.take() == "{\"a\":1,\"b\":[\n\"x\\n\\\"\xEF\xBF\xBD\",\n0.5,null,3],\"c\":{},\"d\":true,\"e\":null}");
}

TEST_CASE("paths become references that give their bytes back") {
  struct Row {
    std::string path, uri;
  };
  const Row rows[] = {
      {"docs/plan.md", "docs/plan.md"},
      {"./docs/plan.md", "docs/plan.md"},
      {".//a.md", "a.md"},
      {"my plan.md", "my%20plan.md"},
      {"a:b.md", "a%3Ab.md"},
      {"../up.md", "../up.md"},
      {"/tmp/x.md", "file:///tmp/x.md"},
      {"a\nb.md", "a%0Ab.md"},
      {"\xff.md", "%FF.md"},
      {"größe.md", "gr%C3%B6%C3%9Fe.md"},
      {"a%20b#c?.md", "a%2520b%23c%3F.md"},
      {"<stdin>", "%3Cstdin%3E"},
  };
  for (const Row& row : rows) CHECK(uri_of(row.path) == row.uri);
}

TEST_CASE("each format counts columns in its own unit") {
  struct Row {
    std::string before, figure;
    int bytes, characters, utf16;  // columns at which the figure begins
  };
  const Row rows[] = {
      {"abc ", "12", 5, 5, 5},      {"größe × ", "12", 12, 9, 9},  {"文件 ", "12", 8, 4, 4},
      {"🚀 ", "12", 6, 3, 4},        {"🚀é🚀 ", "12", 12, 5, 7},      {"\xEF\xBB\xBF", "12", 4, 1, 1},
      {"\xff\xfe ", "12", 4, 4, 4}, {"a\n\n🚀 ", "12 µs", 6, 3, 4}, {std::string(300, 'x') + "🚀 ", "12", 306, 303, 304},
  };
  for (const Row& row : rows) {
    CAPTURE(row.before);
    const Report report = report_of(failing(row.before, row.figure, " end\n"));
    const rapidjson::Document sarif = parsed(rendered("sarif", report));
    const auto& region = sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
    CHECK(region["startColumn"].GetInt() == row.utf16);
    const int units = row.figure == "12" ? 2 : 5;  // µ is one unit and two bytes
    CHECK(region["endColumn"].GetInt() == row.utf16 + units);
    const rapidjson::Document rdjson = parsed(rendered("rdjson", report));
    const auto& range = rdjson["diagnostics"][0]["location"]["range"];
    CHECK(range["start"]["column"].GetInt() == row.bytes);
    CHECK(range["end"]["column"].GetInt() == row.bytes + static_cast<int>(row.figure.size()));
    CHECK_THAT(rendered("github", report), Catch::Contains(",col=" + std::to_string(row.characters) + ",endColumn=" +
                                                           std::to_string(row.characters + units) + ","));
  }
}

TEST_CASE("columns of one long line are right to its end") {
  std::string text;
  for (int i = 0; i < 200000; ++i) text += "é1 ";
  const auto source = std::make_shared<const Source>("long.md", text);
  Columns columns(ColumnUnit::utf16);
  for (std::uint32_t i = 0; i < 200000; ++i) {
    const LineRange range = columns.range({source, {i * 4 + 2, i * 4 + 3}});
    if (range.begin.column != static_cast<int>(i) * 3 + 2) FAIL(i << " " << range.begin.column);
  }
}

TEST_CASE("SARIF tells the derivation as a flow from the document's figures to the claim") {
  const Report report = sample::report();
  const rapidjson::Document sarif = parsed(rendered("sarif", report));
  CHECK(schema_error(sarif, "tests/schemas/sarif.json") == "");
  const auto& run = sarif["runs"][0];
  REQUIRE(run["results"].Size() == 6);
  const auto& rules = run["tool"]["driver"]["rules"];
  for (const auto& result : run["results"].GetArray()) {
    CHECK(std::string(rules[result["ruleIndex"].GetUint()]["id"].GetString()) == result["ruleId"].GetString());
  }
  const auto& experts = run["results"][0];
  CHECK(std::string(experts["message"]["text"].GetString()) ==
        "experts per GPU: 1 claimed, 8 recomputed. 8 = 1024 ÷ 128: total_expert_instances ÷ num_gpus. 1024 = 64 × 16: "
        "experts per layer (line 11) × MoE layers (line 10). 128: GPUs (line 5). Help: write 8, or 1024 GPUs");
  std::string flow;
  for (const auto& step : experts["codeFlows"][0]["threadFlows"][0]["locations"].GetArray()) {
    const auto& location = step["location"];
    flow += std::to_string(location["physicalLocation"]["region"]["startLine"].GetInt()) + " " +
            location["message"]["text"].GetString() + "\n";
  }
  CHECK(flow ==
        "11 experts per layer: 64\n"
        "10 MoE layers: 16\n"
        "13 total expert instances = 64 × 16 = 1024 (rules/quantities/moe.toml:3)\n"
        "5 GPUs: 128\n"
        "13 experts per GPU = 1024 ÷ 128 = 8 (rules/quantities/moe.toml:14)\n"
        "13 experts per GPU: 1 claimed, 8 recomputed\n");
  CHECK(experts["relatedLocations"].Size() == 3);
  const auto& fix = experts["fixes"][0]["artifactChanges"][0]["replacements"][0];
  CHECK(std::string(fix["insertedContent"]["text"].GetString()) == "8");
  // A consequence points to its cause.
  CHECK(std::string(run["results"][1]["relatedLocations"][0]["message"]["text"].GetString()) ==
        "follows from: experts per GPU: 1 claimed, 8 recomputed");
}

TEST_CASE("SARIF has the pages of the rules that it names, and says what could not be done") {
  Report report = sample::report();
  report.rules = {
      {"claim/experts_per_gpu", "a summary", "a reason", "load balancing", Severity::warning, "the page [1]\n"},
      {"never/named", "", "", "", Severity::error, ""}};
  report.problems.push_back(problem());
  const rapidjson::Document sarif = parsed(rendered("sarif", report));
  CHECK(schema_error(sarif, "tests/schemas/sarif.json") == "");
  const auto& run = sarif["runs"][0];
  const auto& rules = run["tool"]["driver"]["rules"];
  CHECK(rules.Size() == 5);
  const auto& page = rules[1];
  CHECK(std::string(page["id"].GetString()) == "claim/experts_per_gpu");
  CHECK(std::string(page["shortDescription"]["text"].GetString()) == "A summary");
  CHECK(std::string(page["help"]["text"].GetString()) == "the page \\[1\\]\n");
  CHECK(std::string(page["properties"]["tags"][1].GetString()) == "load balancing");
  CHECK_FALSE(run["invocations"][0]["executionSuccessful"].GetBool());
  CHECK(std::string(run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].GetString()) ==
        "gone.md: no such file");
}

TEST_CASE("more findings than GitHub takes are cut by severity, and counted") {
  std::string text;
  for (int i = 0; i < 5100; ++i) text += "n 1\n";
  Builder b(text);
  for (std::uint32_t i = 0; i < 5100; ++i) {
    const std::string quantity = "q" + std::to_string(i);  // one quantity would have one cause
    Finding& finding = b.judge(Verdict::fail, quantity, {b.source(), {i * 4 + 2, i * 4 + 3}}, "wrong");
    if (i < 200) finding.severity = Severity::warning;
  }
  const rapidjson::Document sarif = parsed(rendered("sarif", report_of(b)));
  CHECK(schema_error(sarif, "tests/schemas/sarif.json") == "");
  const auto& run = sarif["runs"][0];
  REQUIRE(run["results"].Size() == 5000);
  CHECK(std::string(run["results"][4899]["level"].GetString()) == "error");
  CHECK(std::string(run["results"][4900]["level"].GetString()) == "warning");
  CHECK(std::string(run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].GetString()) ==
        "100 further findings are left out");

  const std::vector<std::string> lines = lines_of(rendered("github", report_of(b)));
  REQUIRE(lines.size() == 22);
  for (std::size_t i = 0; i < 10; ++i) CHECK_THAT(lines[i], Catch::StartsWith("::error file="));
  for (std::size_t i = 10; i < 20; ++i) CHECK_THAT(lines[i], Catch::StartsWith("::warning file="));
  CHECK(
      lines[20] ==
      "::notice title=countercheck::not shown here: 4890 errors, 190 warnings; GitHub takes ten of each from one step");
  CHECK_THAT(lines[21], Catch::StartsWith("5100 claims: "));
}

TEST_CASE("a fingerprint moves with its line and changes with what is said") {
  const auto fingerprint = [](const std::string& before, const std::string& figure, const std::string& after) {
    return fingerprints_of(failing(before, figure, after).document()).front();
  };
  const std::string first = fingerprint("| GPUs | ", "12", " |\n");
  CHECK(first == fingerprint("One more line.\n\n| GPUs | ", "12", " |\n"));
  CHECK(first == fingerprint("|  GPUs  |   ", "12", "   |\r\n"));
  CHECK(first != fingerprint("| GPUs | ", "13", " |\n"));
  CHECK(first != fingerprint("| nodes | ", "12", " |\n"));
  CHECK(first.size() == 16);

  Builder twice("n 1\nn 1\n");
  twice.judge(Verdict::fail, "q", {twice.source(), {2, 3}}, "wrong");
  twice.judge(Verdict::fail, "q", {twice.source(), {6, 7}}, "wrong");
  const std::vector<std::string> both = fingerprints_of(twice.document());
  CHECK(both[0] != both[1]);
  // Stored by others: a change here makes every known alert a new one.
  CHECK(first == "0a6dc17e2ac88c7d");
}

TEST_CASE("GitHub annotations escape what would end them") {
  Builder b("a is 1\n");
  Finding& finding = b.judge(Verdict::fail, "q", b.place("is ", "1"), "50% of a,b: c");
  finding.hint = "write 2";
  finding.notes = {"first\nsecond"};
  Report report = report_of(b);
  report.documents[0].findings[0].rule = "a:b,c";
  CHECK(rendered("github", report) ==
        "::error file=deployment.md,line=1,endLine=1,col=6,endColumn=7,title=a%3Ab%2Cc::50%25 of a,b: c%0Anote: "
        "first\\nsecond%0Ahelp: write 2\n"
        "1 claim: 0 pass, 1 fail, 0 disputed, 0 unverifiable, 0 input\n");
}

TEST_CASE("GitHub annotations come worst first and fold consequences") {
  Report report = sample::report();
  report.problems.push_back(problem());
  const std::vector<std::string> lines = lines_of(rendered("github", report));
  REQUIRE(lines.size() == 6);
  CHECK(lines[0] == "::error file=gone.md,title=io::no such file");
  CHECK_THAT(lines[1],
             Catch::StartsWith("::error file=deployment.md,line=13,endLine=13,col=26,endColumn=27,title=claim/"
                               "experts_per_gpu::experts per GPU: 1 claimed, 8 recomputed%0A= 8 = 1024 ÷ 128"));
  CHECK_THAT(lines[1], Catch::Contains("%0Anote: 2 further figures depend on it (lines 19, 20)%0A"));
  CHECK_THAT(lines[4], Catch::StartsWith("::warning file=deployment.md,line=25,"));
  CHECK(lines[5] == "12 claims: 2 pass, 4 fail, 1 disputed, 1 unverifiable, 4 input; 2 rules: 1 pass, 1 fail");
}

TEST_CASE("a document in which nothing was checked is a warning") {
  const std::string told = rendered("github", report_of(Builder("nothing\n")));
  CHECK_THAT(told, Catch::StartsWith("::warning file=deployment.md,title=document::nothing could be checked"));
}

TEST_CASE("what a document says is never a command, markup or a broken file") {
  for (const std::string& hostile : kHostile) {
    CAPTURE(hostile);
    Builder b("before " + hostile + " 1 after\n");
    const Place place = b.place(hostile, "1");
    Finding& finding = b.judge(Verdict::fail, hostile, place, hostile);
    finding.hint = hostile;
    finding.notes = {hostile};
    finding.claimed->text = hostile;
    finding.fix = Fix{place.span, hostile, false};
    finding.derivation = Builder::node(hostile, hostile, {Builder::leaf(hostile, hostile, hostile, place)});
    DocumentReport document = b.document();
    document.source = std::make_shared<const Source>(hostile, std::string(b.source()->text()));
    Report report;
    report.documents.push_back(document);
    report.problems.push_back(finding);
    report.problems[0].path = hostile;
    report.rules = {{"claim/" + hostile, hostile, hostile, hostile, Severity::error, hostile}};

    CHECK(schema_error(parsed(rendered("sarif", report)), "tests/schemas/sarif.json") == "");
    CHECK(schema_error(parsed(rendered("rdjson", report)), "tests/schemas/rdjson.json") == "");
    CHECK(schema_error(parsed(rendered("json", report)), "docs/findings.schema.json") == "");
    for (const std::string& line : lines_of(rendered("github", report))) {
      const bool is_ours = line.starts_with("::error file=") || line.starts_with("1 claim: ");
      CHECK(is_ours);
      CHECK(line.find_first_of("\r\x1b") == std::string::npos);
    }
    const std::string junit = rendered("junit", report);
    CHECK(junit.find("<script") == std::string::npos);
    CHECK(count(junit, "<failure") == 1);
    for (const char c : junit) CHECK((static_cast<unsigned char>(c) >= 0x20 || c == '\n'));
    for (const std::string& page : {rendered("markdown", report), assessment(document)}) {
      CHECK(page.find_first_of("\r\x1b\x07\x01") == std::string::npos);
      CHECK(page.find("\xc2\x85") == std::string::npos);
      CHECK(page.find("\xc2\x9b") == std::string::npos);
    }
  }
}

TEST_CASE("JUnit counts what it shows") {
  Report report = sample::report();
  report.problems.push_back(problem());
  const std::string junit = rendered("junit", report);
  CHECK_THAT(junit, Catch::StartsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"countercheck\" "
                                      "tests=\"11\" failures=\"5\" errors=\"1\" skipped=\"2\">\n"
                                      "  <testsuite name=\"countercheck\" tests=\"1\" failures=\"0\" errors=\"1\" "
                                      "skipped=\"0\">\n"));
  CHECK(count(junit, "<testcase ") == 11);
  CHECK(count(junit, "<failure ") == 5);
  CHECK(count(junit, "<skipped ") == 2);
  CHECK_THAT(junit,
             Catch::Contains("<testcase classname=\"claim/experts_per_gpu\" name=\"experts per GPU = 1 (line 13)\" "
                             "file=\"deployment.md\" line=\"13\">\n      <failure message=\"experts per GPU: 1 "
                             "claimed, 8 recomputed\" type=\"error\">"));
}

TEST_CASE("rdjson suggests the fix") {
  const rapidjson::Document rdjson = parsed(rendered("rdjson", sample::report()));
  CHECK(schema_error(rdjson, "tests/schemas/rdjson.json") == "");
  REQUIRE(rdjson["diagnostics"].Size() == 6);
  const auto& first = rdjson["diagnostics"][0];
  CHECK(std::string(first["suggestions"][0]["text"].GetString()) == "8");
  CHECK(first["suggestions"][0]["range"]["start"]["column"].GetInt() == 26);
  CHECK(std::string(first["message"].GetString()) ==
        "experts per GPU: 1 claimed, 8 recomputed\n\n"
        "    = 8 = 1024 ÷ 128    total_expert_instances ÷ num_gpus\n"
        "    = 1024 = 64 × 16    experts per layer (line 11) × MoE layers (line 10)\n"
        "    = 128    GPUs (line 5)\n\n"
        "help: write 8, or 1024 GPUs");
  CHECK_FALSE(rdjson["diagnostics"][1].HasMember("suggestions"));
}

TEST_CASE("a step summary stays below its limit and says what is left out") {
  Report report;
  const DocumentReport one = sample::builder().document();
  for (int i = 0; i < 2000; ++i) report.documents.push_back(one);
  const std::string summary = rendered("markdown", report);
  CHECK(summary.size() < 1000 * 1024);
  CHECK(summary.size() > 800 * 1024);
  CHECK_THAT(summary, Catch::Contains("\n… and 1000 further documents.\n"));
  const int shown = count(summary, "# Assessment of");
  CHECK_THAT(summary,
             Catch::EndsWith("---\n\n" + std::to_string(2000 - shown) +
                             " documents are left out, for want of room: `countercheck report FILE` writes one "
                             "alone.\n"));
}

TEST_CASE("statistics count verdicts by rule, the worst first") {
  CHECK(rendered("statistics", sample::report()) ==
        "  fail  disputed   pass  unverifiable  rule\n"
        "     2         0      0             0  claim/experts_per_gpu\n"
        "     1         0      0             0  claim/compute_utilization\n"
        "     1         0      0             0  claim/weights_per_gpu\n"
        "     1         0      0             0  parallelism/tp-divides-unevenly\n"
        "     0         1      0             0  claim/kv_cache\n"
        "     0         0      1             0  arithmetic\n"
        "     0         0      1             0  claim/memory_utilization\n"
        "     0         0      1             0  memory/weights-exceed-memory\n"
        "     0         0      0             1  claim/request_rate\n\n"
        "12 claims: 2 pass, 4 fail, 1 disputed, 1 unverifiable, 4 input; 2 rules: 1 pass, 1 fail\n");
}

TEST_CASE("a walk keeps the steps nearest to the result") {
  DerivationPtr sum = Builder::leaf("x0", "x0", "1", {});
  for (int i = 1; i < 300; ++i) {
    sum = Builder::node("s",
                        "s" + std::to_string(i) + "|" + std::to_string(i + 1) + "|a + 1|" + std::to_string(i) + " + 1",
                        {sum, Builder::leaf("one", "one" + std::to_string(i), "1", {})});
  }
  Finding finding;
  finding.derivation = sum;
  const std::vector<TraceStep> steps = trace_of(finding, 10);
  REQUIRE(steps.size() == 10);
  CHECK(steps.back().text == "s299 = 299 + 1 = 300");
  CHECK(steps.back().depth == 0);
  CHECK(trace_of({}, 10).empty());
}
