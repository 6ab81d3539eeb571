// Texts, places in them, files, edits, patterns and the sink.
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "countercheck/source.h"
#include "countercheck/value.h"
#include "text/edit.h"
#include "text/files.h"
#include "text/pattern.h"
#include "text/sink.h"

using namespace countercheck;
namespace fs = std::filesystem;

namespace {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (fs::temp_directory_path() / "countercheck-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~TemporaryFolder() { fs::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  [[nodiscard]] std::string operator/(const std::string& name) const { return (path_ / name).string(); }

 private:
  fs::path path_;
};

void put(const std::string& path, std::string_view text) {
  fs::create_directories(fs::path(path).parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

std::string get(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

std::string shown(const std::optional<std::vector<Span>>& spans) {
  if (!spans) return "nothing";
  std::ostringstream out;
  for (const Span span : *spans) out << '[' << span.begin << ',' << span.end << ')';
  return out.str();
}

}  // namespace

TEST_CASE("an offset is a line and a column in bytes") {
  const Source source("a.md", "ab\r\n\xC3\xA9x\n\nlast");
  struct Row {
    std::uint32_t offset;
    int line, column;
  };
  const Row rows[] = {{0, 1, 1}, {2, 1, 3}, {3, 1, 4}, {4, 2, 1}, {6, 2, 3},
                      {7, 2, 4}, {8, 3, 1}, {9, 4, 1}, {13, 4, 5}};
  for (const Row& row : rows) {
    CAPTURE(row.offset);
    CHECK(source.position(row.offset).line == row.line);
    CHECK(source.position(row.offset).column == row.column);
  }
}

TEST_CASE("a line has no line end") {
  const Source source("a.md", "ab\r\nc\rd\n\nlast");
  CHECK(source.line_count() == 4);
  CHECK(source.line(1) == "ab");
  CHECK(source.line(2) == "c\rd");
  CHECK(source.line(3).empty());
  CHECK(source.line(4) == "last");
  for (const int beyond : {-1, 0, 5, 1000}) CHECK(source.line(beyond).empty());
}

TEST_CASE("an empty text has one empty line") {
  const Source source("a.md", "");
  CHECK(source.line_count() == 1);
  CHECK(source.position(0) == Position{1, 1});
  CHECK(source.slice({0, 0}).empty());
}

TEST_CASE("bytes stay as they were read") {
  const std::string bytes = std::string("\xEF\xBB\xBF") + "a\0b\xFF\r\n" + std::string(1, '\0');
  const Source source("a.md", bytes);
  CHECK(source.text() == bytes);
  CHECK(source.slice({3, 4}) == "a");
}

TEST_CASE("edits are applied in the order of the text") {
  struct Row {
    std::string text;
    std::vector<Edit> edits;
    std::string expected;
  };
  const Row rows[] = {
      {"abc", {}, "abc"},
      {"", {{{0, 0}, "x"}}, "x"},
      {"abc", {{{2, 3}, "Z"}, {{0, 1}, "X"}}, "XbZ"},
      {"abc", {{{1, 1}, "1"}, {{1, 1}, "2"}}, "a12bc"},
      {"abc", {{{1, 2}, "B"}, {{1, 1}, "<"}, {{2, 2}, ">"}}, "a<B>c"},
      {"abc", {{{3, 3}, "!"}, {{0, 3}, ""}}, "!"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text, row.expected);
    CHECK(apply_edits(row.text, row.edits) == row.expected);
  }
}

TEST_CASE("a pattern finds the first match and its groups") {
  struct Row {
    std::string regex, text;
    std::uint32_t from;
    std::string expected;
  };
  const Row rows[] = {
      {"gpus?", "128 GPUs, 1 gpu", 0, "[4,8)"},
      {"gpus?", "128 GPUs, 1 gpu", 5, "[12,15)"},
      {"gpus?", "128 GPUs", 8, "nothing"},
      {"gpus?", "128 GPUs", 9, "nothing"},
      {"(a)|(b)", "xb", 0, "[1,2)[0,0)[1,2)"},
      {"x*", "ab", 1, "[1,1)"},
      {"^b", "ab", 1, "nothing"},
      {"\\bb", "ab b", 1, "[3,4)"},
      {"\xC3\xA9", "caf\xC3\xA9", 0, "[3,5)"},
      {"a.b",
       "a\xFF"
       "b",
       0, "nothing"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.regex, row.text, row.from);
    const Pattern pattern(row.regex);
    CHECK(shown(pattern.search(row.text, row.from)) == row.expected);
    CHECK(shown(pattern.search(row.text, row.from)) == row.expected);
  }
}

TEST_CASE("a broken pattern says why and matches nothing") {
  for (const char* broken : {"(", "[", "a{2,1}", "\\1", "(?=x)", "*"}) {
    CAPTURE(broken);
    const Pattern pattern(broken);
    CHECK_FALSE(pattern.search("anything"));
    REQUIRE(pattern.error());
    CHECK_FALSE(pattern.error()->empty());
    CHECK(pattern.text() == broken);
  }
  CHECK(Pattern("(").error() == "missing ): (");
  CHECK_FALSE(Pattern("a").error());
}

TEST_CASE("threads share one compiled pattern") {
  const Pattern pattern("(\\d+) experts?");
  std::vector<std::string> results(8);
  std::vector<std::thread> threads;
  for (std::string& result : results) {
    threads.emplace_back([&pattern, &result] { result = shown(pattern.search("each of 64 experts")); });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& result : results) CHECK(result == "[8,18)[8,10)");
}

TEST_CASE("a pattern that backtracking cannot finish is done") {
  const std::string text(20000, 'a');
  CHECK_FALSE(Pattern("(a*)*(a*)*(a*)*b").search(text));
}

TEST_CASE("the nearest name differs in at most a third of its letters") {
  const std::vector<std::string> names = {"num_gpus", "num_layers", "severity", "set", "H100-SXM"};
  struct Row {
    std::string wrong, nearest;
  };
  const Row rows[] = {
      {"num_gpu", "num_gpus"},
      {"num-gpus", "num_gpus"},
      {"nmu_gpus", "num_gpus"},
      {"NUM_GPUS", "num_gpus"},
      {"num_layres", "num_layers"},
      {"h100-smx", "H100-SXM"},
      {"ste", "set"},
      {"se", ""},
      {"severty", "severity"},
      {"", ""},
      {"x", ""},
      {"bandwidth", ""},
      {"severe", ""},
      {std::string(100000, 'n'), ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.wrong);
    CHECK(nearest_name(row.wrong, names) == row.nearest);
  }
  CHECK(did_you_mean("num_gpu", names) == "did you mean `num_gpus`?");
  CHECK(did_you_mean("bandwidth", names).empty());
}

TEST_CASE("the nearest of two is taken, and the first of equals") {
  CHECK(nearest_name("precisoin", {"precisions", "precision"}) == "precision");
  CHECK(nearest_name("abcx", {"abcd", "abce"}) == "abcd");
}

TEST_CASE("the sink sorts by path and place") {
  const auto a = std::make_shared<const Source>("a.toml", "one two");
  const auto b = std::make_shared<const Source>("b.toml", "one");
  Sink sink;
  CHECK(sink.is_empty());
  sink.problem("rulebook", Place{b, {0, 3}}, "third");
  sink.problem("rulebook", Place{a, {4, 7}}, "second", "hint");
  sink.problem("io", std::string("a.toml"), "first");
  CHECK(sink.findings().size() == 3);
  const std::vector<Finding> sorted = sink.take_sorted();
  CHECK(sink.is_empty());
  REQUIRE(sorted.size() == 3);
  CHECK(sorted[0].message == "first");
  CHECK(sorted[1].message == "second");
  CHECK(sorted[1].hint == "hint");
  CHECK(sorted[1].path == "a.toml");
  CHECK(sorted[1].severity == Severity::error);
  CHECK(sorted[1].verdict == Verdict::fail);
  CHECK(sorted[2].message == "third");
}

TEST_CASE("values are made and found") {
  CHECK(Value::of({1, 2}).number == Interval{1, 2});
  CHECK(Value::of_choice("fp8").kind == Value::Kind::choice);
  CHECK(Value::of_truth(true).truth);
  CHECK(Value::of_list({Value::of({1, 1}), Value::of({2, 2})}).items.size() == 2);
  Value table;
  table.kind = Value::Kind::table;
  table.keys = {"bf16", "fp8"};
  table.items = {Value::of({2, 2}), Value::of({1, 1})};
  REQUIRE(table.find("fp8") != nullptr);
  CHECK(table.find("fp8")->number.low == 1);
  CHECK(table.find("fp4") == nullptr);
}

TEST_CASE("every verdict, severity and relation has its name") {
  CHECK(name_of(Verdict::unverifiable) == "unverifiable");
  CHECK(name_of(Verdict::disputed) == "disputed");
  CHECK(name_of(Severity::warning) == "warning");
  CHECK(symbol_of(Relation::about) == "~");
  CHECK(symbol_of(Relation::at_most) == "<=");
  CHECK(symbol_of(Relation::above) == ">");
}

TEST_CASE("the disk tells what cannot be read") {
  const TemporaryFolder folder;
  put(folder / "a.md", std::string("x\0y\r\n", 5));
  DiskFiles files;
  CHECK(files.read(folder / "a.md").text == std::string("x\0y\r\n", 5));
  CHECK(files.read(folder / "b.md").error.message == "no such file");
  CHECK(files.read(folder / "a.md/b.md").error.message == "no such file");
  CHECK(files.read(folder / "").error.message == "is a folder");
  CHECK_FALSE(files.read(folder / "b.md").text);
  CHECK(files.exists(folder / "a.md"));
  CHECK_FALSE(files.exists(folder / "b.md"));
  CHECK(files.is_folder(folder / ""));
  CHECK_FALSE(files.is_folder(folder / "a.md"));
  put(folder / "empty.md", "");
  CHECK(files.read(folder / "empty.md").text == "");
  if (geteuid() != 0) {
    put(folder / "secret.md", "x");
    fs::permissions(folder / "secret.md", fs::perms::none);
    CHECK(files.read(folder / "secret.md").error.message == "permission denied");
  }
}

TEST_CASE("a sparse file of more than 4 GiB is refused before it is read") {
  const TemporaryFolder folder;
  put(folder / "big.md", "");
  fs::resize_file(folder / "big.md", std::uintmax_t{1} << 32);
  CHECK(DiskFiles().read(folder / "big.md").error.message == "is larger than 4 GiB");
}

TEST_CASE("a folder lists the files below it, sorted") {
  const TemporaryFolder folder;
  for (const char* name : {"b.md", "a/z.md", "a/y.txt", ".git/c.md", "a/b/c.md", ".hidden.md"}) put(folder / name, "");
  fs::create_directory_symlink(folder / "a", folder / "a/circle");
  fs::create_symlink(folder / "nowhere", folder / "gone.md");
  const std::vector<std::string> expected = {folder / ".hidden.md", folder / "a/b/c.md", folder / "a/z.md",
                                             folder / "b.md"};
  DiskFiles files;
  CHECK(files.list(folder / ".", ".md").size() == 4);
  CHECK(files.list(fs::path(folder / "x").parent_path().string(), ".md") == expected);
  CHECK(files.list(folder / "none", ".md") == std::vector<std::string>{folder / "none"});
}

TEST_CASE("writing replaces the whole file and keeps its mode") {
  const TemporaryFolder folder;
  DiskFiles files;
  put(folder / "a.md", "old and longer");
  fs::permissions(folder / "a.md", fs::perms(0640));
  CHECK_FALSE(files.write(folder / "a.md", "new"));
  CHECK(get(folder / "a.md") == "new");
  CHECK(fs::status(folder / "a.md").permissions() == fs::perms(0640));

  CHECK_FALSE(files.write(folder / "fresh.md", "x"));
  const mode_t mask = umask(0);
  umask(mask);
  CHECK(fs::status(folder / "fresh.md").permissions() == fs::perms(0666 & ~mask));

  fs::create_symlink("a.md", folder / "link.md");
  CHECK_FALSE(files.write(folder / "link.md", "by link"));
  CHECK(fs::is_symlink(folder / "link.md"));
  CHECK(get(folder / "a.md") == "by link");

  const auto in_folder = std::distance(fs::directory_iterator(folder / "."), fs::directory_iterator());
  CHECK(in_folder == 3);
}

TEST_CASE("writing where nothing can be written says why and leaves nothing behind") {
  const TemporaryFolder folder;
  put(folder / "a/x", "");
  DiskFiles files;
  CHECK(files.write(folder / "a", "x")->message == "is a folder");
  CHECK(files.write(folder / "none/b.md", "x")->message == "no such folder");
  CHECK_FALSE(files.write("/dev/null", "x"));
  CHECK(files.write("/dev/full", "x")->message == "no space left on device");
  CHECK(fs::exists("/dev/full"));
}

TEST_CASE("memory answers as the disk does") {
  MemoryFiles files;
  files.contents = {{"a/b.md", "x"}, {"a/c/d.md", "y"}, {"a/.git/e.md", ""}, {"f.md", "z"}};
  CHECK(files.read("a/b.md").text == "x");
  CHECK(files.read("a").error.message == "is a folder");
  CHECK(files.read("b").error.message == "no such file");
  CHECK(files.was_read == std::vector<std::string>{"a/b.md", "a", "b"});
  CHECK(files.list("a", ".md") == std::vector<std::string>{"a/b.md", "a/c/d.md"});
  CHECK(files.list(".", ".md").size() == 3);
  CHECK(files.is_folder("a/c"));
  CHECK_FALSE(files.is_folder("f.md"));
  CHECK(files.exists("f.md"));
  CHECK_FALSE(files.write("f.md", "new"));
  CHECK(files.contents["f.md"] == "new");
  CHECK(files.write("a", "x")->message == "is a folder");
}
