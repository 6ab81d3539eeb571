// Names in code, and what commands print.
#include <catch2/catch.hpp>

#include "built_in_book.h"
#include "extract/equations.h"
#include "rulebook/rulebook.h"

namespace countercheck {
namespace {

using testing::book;

std::string read(std::string_view text) {
  std::string out;
  for (const Equation& equation : find_equations(text, book().units, book().language, true))
    out += (out.empty() ? "" : "; ") + dump(equation);
  return out;
}

struct Row {
  const char* text;
  const char* expected;
};

void check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(read(row.text) == row.expected);
  }
}

}  // namespace

TEST_CASE("code names: numbers in the place of names") {
  check({
      {"layers = 40\ntotal = layers * 64  # 2560\n", "value of 2560 | 40 × 64"},
      {"A=8; B=$A; C=$((A*B)) # 64\n", "value of 64 | 8 × 8"},
      {"x = 4\nx += 1\ny = x * 3  # 15\n", ""},
      {"x = 4\ny = x * 3  # 12\nx = 5\n", ""},  // it varies: which one is meant?
      {"x = 4\n# x * 3 = 15\n", ""},            // a comment is prose
      {"x = f(2)\ny = x * 3  # 15\n", ""},
      {"x = 4 * 2\ny = x * 3  # 15\n", ""},
      {"y = x * 3  # 15\nx = 5\n", ""},
      {"x = 4\ny = x(3) * 2  # 8\n", "value of 8 | 3 × 2?"},
  });
}

TEST_CASE("code names: what is printed") {
  const std::string note = "value of (what the line above prints) ";
  CHECK(read("echo $((64 * 16))\n1024\n") == note + "1024 | 64 × 16");
  CHECK(read("N=16\necho \"($N*64)/8\" | bc -l\n128.0\n") == note + "128.0 | 16 × 64 ÷ 8");
  CHECK(read("python -c 'a=300; print(f\"{a*8/60:.2f} h\")'\n40.00 h\n") == note + "40.00 h | 300 × 8 ÷ 60 × h");
  CHECK(read("h=14336; l=70; print(f'ratio: {int(h/l)}')\nratio: 204\n") == note + "204 | floor(14336 ÷ 70)");
  CHECK(read("print(64 * 16)\nsleep(3)\n").empty());
  CHECK(read("print(64 * 16)\nx = 3\n").empty());
  CHECK(read("print(64 * 16)\nrun 3 times\n") == note + "3 | 64 × 16?");  // text or code
  CHECK(read("print(64 * unknown)\n1024\n").empty());
  CHECK(read("print(64 * 16, 3 + 4)\n1024\n").empty());
  CHECK(read("print(64 * 16)\n").empty());
}

}  // namespace countercheck
