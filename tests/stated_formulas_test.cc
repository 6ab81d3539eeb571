// Formulas that a document states, and the rows and figures that they judge.
#include <catch2/catch.hpp>
#include <memory>

#include "built_in_book.h"
#include "calculation_verdicts.h"
#include "countercheck/countercheck.h"
#include "extract/formula_text.h"
#include "extract/name_match.h"
#include "rulebook/rulebook.h"

namespace countercheck {
namespace {

using testing::book;

std::string formulas(const std::string& text) {
  const Document doc = parse_markdown(std::make_shared<const Source>("test.md", text));
  std::string out;
  const FlatText& flat = doc.blocks.at(0).text;
  const Words words(book().units, book().language);
  for (const FormulaText& formula : read_formulas(flat, CalculationText(flat.text, words, false), words))
    out += (out.empty() ? "" : "; ") + dump(formula);
  return out;
}

std::string matched(std::string_view a, std::string_view b) {
  const NameMatch found = match_names(core_words(a, book().language), core_words(b, book().language));
  return found == NameMatch::whole ? "whole" : found == NameMatch::part ? "part" : "none";
}

}  // namespace

TEST_CASE("stated formulas: names that mean the same") {
  struct Row {
    const char *a, *b, *expected;
  };
  for (const Row& row : std::vector<Row>{
           {"Mic-BS", "micro bs", "whole"},
           {"MBS", "micro_bs", "whole"},
           {"DP", "dp_size", "whole"},
           {"GPUs", "total_gpus", "whole"},
           {"Glob batch", "global batch", "whole"},
           {"PP chunks", "pp_chunks", "whole"},
           {"model_size_in_B", "Model size", "whole"},
           {"iteration time", "interation time", "whole"},
           {"seq", "sequence length", "part"},
           {"achieved", "achieved throughput", "part"},
           {"peak", "achieved", "none"},
           {"TP", "TPS rate", "none"},
           {"N", "nodes", "none"},
           {"memory bandwidth", "network bandwidth", "none"},
           {"", "x", "none"},
       }) {
    CAPTURE(row.a, row.b);
    CHECK(matched(row.a, row.b) == row.expected);
    CHECK(matched(row.b, row.a) == row.expected);
  }
}

TEST_CASE("stated formulas: how they are written") {
  struct Row {
    const char *text, *expected;
  };
  for (const Row& row : std::vector<Row>{
           {"GBS = GAS * MBS * DP", "GBS =  <- GAS × MBS × DP"},
           {"Rate: `2 * size * seq / (time * 1e3)`", "Rate:  <- 2 × size × seq ÷ (time × 1e3)"},
           {"Divide: the ratio is - total drives (N) / data drives (D)",
            "Divide: the ratio is -  <- total drives ÷ data drives"},
           {"Source data * (1 + replicas) * 1.45 = storage", " storage <- Source data × (1 + replicas) × 1.45"},
           {"TP=2 + PP=4", ""},
           {"64 experts ÷ 64-way EP = 1", ""},
           {"we read and/or write", ""},
           {"the value is 5", ""},
           {"x = (a * b", ""},
           {"y = a * * b", ""},
       }) {
    CAPTURE(row.text);
    CHECK(formulas(row.text) == row.expected);
  }
}

TEST_CASE("stated formulas: on the rows of a table") {
  const std::string table =
      "| Cards | Size | DP | Mic-BS | Steps | Glob-BS | Speed | Rate |\n|---|---|---|---|---|---|---|---|\n"
      "| 16 | 18B | 1 | 4 | 64 | 256 | 90.5s | 26.1 |\n| 16 | 18B | 1 | 4 | 128 | 512 | 177s | 26.7 |\n"
      "| 32 | 39B | 2 | 6 | 64 | 768 | 123s | 62.3 |\n| 32 | 39B | 2 | 6 | 128 | 1536 | 241s | 63.6 |\n";
  const std::string right = "3 pass 256; 4 pass 512; 5 pass 768; 6 pass 1536";
  CHECK(testing::calculation_verdicts(table + "\nGlobal batch size is `micro-batch-size * steps * dp_size`\n") ==
        right);
  CHECK(testing::calculation_verdicts(table + "\n- Glob-BS = MBS * steps * DP\n") == right);
  CHECK(testing::calculation_verdicts(table + "\n- Glob-BS = MBS + steps + DP\n").empty());
  CHECK(testing::calculation_verdicts(table + "\n- Glob-BS = MBS * stages * DP\n") ==
        right);  // a name that the rows explain
  CHECK(testing::calculation_verdicts(
            table + "\n- Rate: `2 * 4 * size_in_B * seq * glob_bs / (speed * cards * 1e3)`\n- Seq length is 1024\n") ==
        "3 pass 26.1; 4 pass 26.7; 5 pass 62.3; 6 pass 63.6");
  std::string wrong = table;
  wrong.replace(wrong.find("| 768"), 5, "| 896");
  CHECK(testing::calculation_verdicts(wrong + "\nGlob-BS = MBS * steps * DP\n") ==
        "3 pass 256; 4 pass 512; 5 fail 896; 6 pass 1536");
  wrong.replace(wrong.find("| 1536"), 6, "| 1526");
  wrong.replace(wrong.find("| 512"), 5, "| 517");
  CHECK(testing::calculation_verdicts(wrong + "\nGlob-BS = MBS * steps * DP\n").find("fail") ==
        std::string::npos);  // the formula is wrong
}

TEST_CASE("stated formulas: on figures of the document") {
  const std::string figures = "\n\n- Achieved: 140 TFLOPS\n- Peak: 312 TFLOPS\n";
  CHECK(testing::calculation_verdicts("MFU = achieved ÷ peak" + figures + "- MFU: 44.9%\n") == "5 pass 44.9%");
  CHECK(testing::calculation_verdicts("MFU = achieved ÷ peak" + figures + "- MFU: 54.9%\n") == "5 fail 54.9%");
  CHECK(testing::calculation_verdicts("MFU = achieved ÷ 312 TFLOPS" + figures + "- MFU: 44.9%\n") == "5 pass 44.9%");
  CHECK(testing::calculation_verdicts("MFU = achieved ÷ peak" + figures + "- Achieved: 150 TFLOPS\n- MFU: 54.9%\n")
            .empty());
  CHECK(testing::calculation_verdicts("MFU = something ÷ peak" + figures + "- MFU: 54.9%\n").empty());
}

}  // namespace countercheck
