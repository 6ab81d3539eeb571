// What holds for every finding on every document: nothing passes because nothing was checked, every leaf of a
// calculation stands somewhere, and what is written is valid and the same each time.
#include <rapidjson/document.h>
#include <rapidjson/schema.h>
#include <rapidjson/stringbuffer.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "countercheck/countercheck.h"
#include "documents.h"
#include "render/render.h"

using namespace countercheck;

namespace {

Report check_one(const SourcePtr& source) {
  Request request;
  request.texts = {source};
  return check(request);
}

/// Checked once for all cases.
const Report& report_of(const SourcePtr& source) {
  static std::map<std::string, Report> reports;
  const auto known = reports.find(source->path());
  return known != reports.end() ? known->second : reports.emplace(source->path(), check_one(source)).first->second;
}

struct Leaves {
  int others = 0;    ///< that are not the claim itself
  int nowhere = 0;   ///< that stand neither in a text nor in a rule file nor on the command line
  int lineless = 0;  ///< in the JSON: that stand in the document but have no line
};

void count_leaves(const Derivation& node, const Place& claim, Leaves& leaves) {
  for (const DerivationPtr& operand : node.operands) {
    if (operand == nullptr) FAIL("an operand is missing");
    count_leaves(*operand, claim, leaves);
  }
  if (!node.operands.empty()) return;
  const bool is_claim =
      node.place.is_known() && claim.is_known() && node.place.source == claim.source && node.place.span == claim.span;
  if (!is_claim) ++leaves.others;
  if (!node.place.is_known() && node.origin.empty()) ++leaves.nowhere;
}

void count_lines(const rapidjson::Value& node, const std::string& path, Leaves& leaves) {
  if (node.HasMember("operands") && node["operands"].IsArray() && !node["operands"].Empty()) {
    for (const auto& operand : node["operands"].GetArray()) count_lines(operand, path, leaves);
    return;
  }
  const bool is_here = node.HasMember("path") && node["path"].IsString() && node["path"].GetString() == path;
  if (is_here && !(node.HasMember("line") && node["line"].IsInt() && node["line"].GetInt() >= 1)) ++leaves.lineless;
}

std::string read(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("a pass rests on something else than its claim") {
  int passes = 0;
  for (const SourcePtr& source : testing::all_documents()) {
    for (const Finding& finding : report_of(source).documents.at(0).findings) {
      if (finding.verdict != Verdict::pass && finding.verdict != Verdict::fail) continue;
      if (finding.rule.starts_with("graph/")) continue;  // they rest on the graph's own lines
      INFO(source->path() << " " << finding.rule << ": " << finding.message);
      ++passes;
      REQUIRE(finding.derivation != nullptr);
      Leaves leaves;
      count_leaves(*finding.derivation, finding.place, leaves);
      const bool is_recomputed = finding.rule.starts_with("claim/") || finding.rule == "arithmetic";
      if (is_recomputed) CHECK(leaves.others > 0);
      if (!is_recomputed) CHECK_FALSE(finding.derivation->operands.empty());
      CHECK(leaves.nowhere == 0);
    }
  }
  CHECK(passes > 20);
}

TEST_CASE("the JSON of every document is valid, has the line of every leaf, and is the same twice") {
  rapidjson::Document text;
  text.Parse(read(std::string(COUNTERCHECK_ROOT) + "/docs/findings.schema.json").c_str());
  REQUIRE_FALSE(text.HasParseError());
  const rapidjson::SchemaDocument schema(text);
  for (const SourcePtr& source : testing::all_documents()) {
    INFO(source->path());
    const std::string json = find_format("json")->render(report_of(source), {});
    CHECK(find_format("json")->render(check_one(source), {}) == json);
    rapidjson::Document document;
    document.Parse(json.c_str(), json.size());
    REQUIRE_FALSE(document.HasParseError());
    rapidjson::SchemaValidator validator(schema);
    const bool is_valid = document.Accept(validator);
    rapidjson::StringBuffer where;
    validator.GetInvalidDocumentPointer().StringifyUriFragment(where);
    INFO("at " << where.GetString());
    CHECK(is_valid);
    for (const auto& finding : document["documents"][0]["findings"].GetArray()) {
      if (!finding["derivation"].IsObject()) continue;
      Leaves leaves;
      count_lines(finding["derivation"], source->path(), leaves);
      CHECK(leaves.lineless == 0);
    }
  }
}
