// Which machine or model a document means: one, a labelled one, that of a section, or none.
#include "facts/named.h"
#include "built_in_book.h"

#include <catch2/catch.hpp>
#include <string>

#include "shell.h"

namespace countercheck {
namespace {

using testing::has;
using testing::Shell;

using testing::book;

/// "0 h100-sxm!, 2 none": sections, what is meant there, and whether firmly.
std::string named(const std::string& text) {
  const Document doc = parse_markdown(std::make_shared<const Source>("d.md", text));
  std::string out;
  for (const NamedProfile& each : find_named(doc, book()).hardware) {
    out += (out.empty() ? "" : ", ") + std::to_string(each.section) + " " +
           (each.profile == nullptr ? "none" : each.profile->name) + (each.is_firm ? "!" : "");
  }
  return out;
}

}  // namespace

TEST_CASE("the machine that a document means") {
  struct Row {
    std::string text, named;
  };
  const Row rows[] = {
      {"We use GPUs.", ""},
      {"Runs on an H100 cluster.", "0 h100-sxm"},
      {"Runs on 8x H100.", "0 h100-sxm!"},
      {"- GPU: H100", "0 h100-sxm!"},
      {"# Plan for H100\n\ntext", "0 h100-sxm!"},
      {"An H100 PCIe; the H100 has 80 GB.", "0 h100-pcie"},
      {"An H100. Another H100.", "0 h100-sxm!"},
      {"H100 against A100 80GB.", "0 none"},
      {"- GPU: H100\n\n# Prices\n\nThe A100 80GB is cheaper.", "0 h100-sxm!, 1 none"},
      {"| GPU | H100 |\n|---|---|\n| GPU | H200 |\n| memory | 141 GB |\n\n# Before\n\nH100s, until now.",
       "0 h200-sxm!, 1 none"},
      {"# With H100\n\n80 GB\n\n# With H200\n\n141 GB", "1 h100-sxm!, 2 h200-sxm!"},
      {"# With H100\n\nan H200 has more\n\n# With H200\n\n141 GB", "1 none, 2 h200-sxm!"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(named(row.text) == row.named);
  }
}

TEST_CASE("figures are held to the machine that is meant where they stand") {
  Shell shell;
  const auto rules_on = [&](const std::string& text) {
    shell.put("d.md", text);
    return shell.run("$P check --select machine,model --format concise d.md").out;
  };
  const std::string memory = "- GPU memory: 141 GB\n";
  CHECK(has(rules_on("- GPU: H100\n" + memory), "machine/memory-unlike-the-named-gpu"));
  CHECK(!has(rules_on("Unlike the H100, ours is new.\n\n" + memory), "machine/"));
  CHECK(!has(rules_on("H100 and H200 compared.\n\n" + memory), "machine/"));
  CHECK(has(rules_on("# With H100\n\n" + memory + "\n# With H200\n\n" + memory), "d.md:3:"));
  CHECK(!has(rules_on("# With H100\n\n" + memory + "\n# With H200\n\n" + memory), "d.md:7:"));
  CHECK(has(rules_on("- Model: Llama 3.1 70B\n- Layers: 32\n"), "model/layers-unlike-the-named-model"));
  shell.put("d.md", memory);
  CHECK(has(shell.run("$P check --hardware h100-sxm d.md").out, "141 GB"));
}

}  // namespace countercheck
