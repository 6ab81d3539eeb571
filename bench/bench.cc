// Measures countercheck beside cmark-gfm in one run and prints docs/performance.md. Only ratios mean anything: both
// sides of each were measured on the same bytes, one after the other, on whatever else the machine did.
//   countercheck_bench FIXTURES PROGRAM
//   countercheck_bench FIXTURES --ndjson      the documents, one a line, for bench/scale.sh
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "countercheck/countercheck.h"
#include "documents.h"
#include "render/render.h"

namespace fs = std::filesystem;
using namespace countercheck;
using namespace countercheck::bench;

namespace {

constexpr unsigned kSeed = 20240517;

double seconds(const std::function<void()>& work) {
  const std::clock_t begin = std::clock();
  work();
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

double seconds_by_the_clock(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// The least of several runs: what else happens on the machine only adds to it.
double best_of(int runs, const std::function<void()>& work) {
  double best = seconds(work);
  for (int i = 1; i < runs; ++i) best = std::min(best, seconds(work));
  return best;
}

/// What cmark-gfm takes to parse a document with tables and to walk over all its nodes.
std::size_t parse_and_walk(const std::string& text) {
  cmark_parser* parser = cmark_parser_new(CMARK_OPT_DEFAULT);
  cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("table"));
  cmark_parser_feed(parser, text.data(), text.size());
  cmark_node* root = cmark_parser_finish(parser);
  cmark_iter* iterator = cmark_iter_new(root);
  std::size_t nodes = 0;
  while (cmark_iter_next(iterator) != CMARK_EVENT_DONE) ++nodes;
  cmark_iter_free(iterator);
  cmark_node_free(root);
  cmark_parser_free(parser);
  return nodes;
}

Request request_of(const std::vector<std::string>& texts, int jobs) {
  Request request;
  request.use_configuration = false;
  request.jobs = jobs;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    request.texts.push_back(std::make_shared<const Source>("d" + std::to_string(i) + ".md", texts[i]));
  }
  return request;
}

std::size_t check_as(const char* format, const std::vector<std::string>& texts, int jobs) {
  return find_format(format)->render(check(request_of(texts, jobs)), {}).size();
}

struct Cost {
  double seconds = 0;
  double megabytes = 0;  ///< at its highest
  bool is_done = false;  ///< whether the program could do its work; what it finds is no failure
};

/// A program's own time and memory, without a shell. It runs in a folder, and so do its children, which count.
Cost run(const std::vector<std::string>& arguments, const fs::path& folder = ".") {
  std::vector<char*> pointers;
  for (const std::string& argument : arguments) pointers.push_back(const_cast<char*>(argument.c_str()));
  pointers.push_back(nullptr);
  const pid_t child = ::fork();
  if (child == 0) {
    if (std::freopen("/dev/null", "w", stdout) == nullptr || std::freopen("/dev/null", "w", stderr) == nullptr ||
        ::chdir(folder.c_str()) != 0)
      _exit(126);
    ::execvp(pointers[0], pointers.data());
    _exit(127);
  }
  int status = 0;
  rusage usage{};
  ::wait4(child, &status, 0, &usage);
  const auto seconds_of = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  const bool is_done = WIFEXITED(status) && WEXITSTATUS(status) <= 1;
  if (!is_done) fmt::print(stderr, "{} failed\n", arguments[0]);
  return {seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime), static_cast<double>(usage.ru_maxrss) / 1024,
          is_done};
}

Cost best_run(int runs, const std::vector<std::string>& arguments, const fs::path& folder = ".") {
  Cost best = run(arguments, folder);
  for (int i = 1; i < runs; ++i) {
    const Cost again = run(arguments, folder);
    if (again.seconds < best.seconds) best = again;
  }
  return best;
}

void write(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

void row(const std::string& what, const std::string& against, double ratio, const std::string& wanted,
         const std::string& figures) {
  fmt::print("| {} | {} | {:.2f} × | {} | {} |\n", what, against, ratio, wanted, figures);
  std::fflush(stdout);
}

std::string machine() {
  std::ifstream cpu("/proc/cpuinfo");
  std::string name = "unknown processor";
  for (std::string line; std::getline(cpu, line);) {
    if (line.rfind("model name", 0) != 0) continue;
    name = line.substr(line.find(": ") + 2);
    break;
  }
  return fmt::format("{}, {} threads, compiled with {}", name, std::thread::hardware_concurrency(), __VERSION__);
}

/// Ten times as much for every document to be compared with: quantities with labels and phrases of their own.
std::string more_rules(int quantities) {
  std::string toml;
  for (int i = 0; i < quantities; ++i) {
    toml += fmt::format(
        "[extra_{0}]\nabout = \"Measured only.\"\nunit = \"GB\"\nlabel = [\"spare buffer {0}\", \"buffer {0} of the "
        "host\"]\n"
        "phrase = [\"buffer {0} (?:of|is|holds) {{n}}\", \"{{n}} (?:of )?(?:spare|host) buffer {0}\"]\n",
        i);
  }
  return toml;
}

/// What Documents::many makes of it is a little more than half of it on average: 3,000 documents are 20 MB.
constexpr std::size_t kAverageBytes = 12000;

void print_lines(const std::vector<std::string>& texts) {
  for (std::size_t i = 0; i < texts.size(); ++i) {
    std::string escaped;
    for (const char c : texts[i]) {
      if (c == '"' || c == '\\') escaped += '\\';
      escaped += c >= 0 && c < ' ' ? fmt::format("\\u{:04x}", static_cast<int>(c)) : std::string(1, c);
    }
    fmt::print("{{\"path\":\"d{}.md\",\"text\":\"{}\"}}\n", i, escaped);
  }
}

double cost_of_document = 0;
std::vector<std::string> left_out;  // rows that could not be measured, and why

void measure_many(Documents& source) {
  const std::vector<std::string> texts = source.many(3000, kAverageBytes);
  std::size_t bytes = 0;
  for (const std::string& text : texts) bytes += text.size();
  const double parsed = best_of(3, [&] {
    for (const std::string& text : texts) parse_and_walk(text);
  });
  const double concise = seconds([&] { check_as("concise", texts, 1); });
  const double json = seconds([&] { check_as("json", texts, 1); });
  const double one = seconds_by_the_clock([&] { check_as("concise", texts, 1); });
  const double two = seconds_by_the_clock([&] { check_as("concise", texts, 2); });
  const std::string size = fmt::format("{:.0f} MB", static_cast<double>(bytes) / 1e6);
  row(fmt::format("check, one thread, {} in {} documents, concise", size, texts.size()),
      "cmark-gfm parsing and walking the same bytes", concise / parsed, "2",
      fmt::format("{:.2f} s : {:.2f} s", concise, parsed));
  row("the same as JSON", "the same", json / parsed, "3", fmt::format("{:.2f} s : {:.2f} s", json, parsed));
  row("the same with two threads, by the clock", "one thread", two / one, "0.6",
      fmt::format("{:.2f} s : {:.2f} s", two, one));
  cost_of_document = concise / static_cast<double>(texts.size());
}

void measure_start(Documents& source, const std::string& program, const fs::path& folder) {
  write(folder / "ten.md", source.one(10'000, {1, "\n"}));
  const std::string path = (folder / "ten.md").string();
  const Cost ours = best_run(15, {program, "check", "--no-config", "--format", "concise", path});
  const Cost theirs = best_run(15, {"cmark-gfm", "-e", "table", path});
  row("one document of 10 kB, the whole process", "`cmark-gfm` on it", ours.seconds / theirs.seconds, "5",
      fmt::format("{:.1f} ms : {:.1f} ms", 1e3 * ours.seconds, 1e3 * theirs.seconds));
}

void measure_rules(Documents& source, const std::string& program, const fs::path& folder) {
  write(folder / "one.md", source.one(1'000'000, {1, "\n"}));
  write(folder / "rules/quantities/extra.toml", more_rules(3000));
  const std::string path = (folder / "one.md").string();
  const Cost plain = best_run(1, {program, "check", "--no-config", "--format", "concise", path});
  const Cost more = best_run(
      2, {program, "check", "--no-config", "--format", "concise", "--rules", (folder / "rules").string(), path});
  row("1 MB with 3,000 more quantities of a project, read and checked", "the standard rulebook",
      more.seconds / plain.seconds, "1.3", fmt::format("{:.2f} s : {:.2f} s", more.seconds, plain.seconds));
}

double free_megabytes() {
  return static_cast<double>(::sysconf(_SC_AVPHYS_PAGES)) * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

void measure_size(Documents& source, const std::string& program, const fs::path& folder) {
  double first = 0;
  double memory = 0;  // for each megabyte
  for (const std::size_t megabytes : {1U, 10U, 100U}) {
    const auto size = static_cast<double>(megabytes);
    if (2 * memory * size > free_megabytes()) {
      left_out.push_back(fmt::format("one document of {} MB: it might not fit into memory", megabytes));
      continue;
    }
    const std::string path = (folder / fmt::format("{}.md", megabytes)).string();
    write(path, source.one(megabytes * 1'000'000, {1, "\n"}));
    const Cost cost = best_run(megabytes == 1 ? 3 : 1, {program, "check", "--no-config", "--limit", "figures=100000000",
                                                        "--format", "concise", path});
    fs::remove(path);
    const double each = cost.seconds / size;
    memory = cost.megabytes / size;
    if (first == 0) first = each;
    row(fmt::format("one document of {} MB, time for each byte", megabytes), "one of 1 MB", each / first, "1.1",
        fmt::format("{:.2f} s, memory {:.0f} × the document (wanted: 30 ×)", cost.seconds, memory));
  }
}

bool is_installed(const std::string& program) {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path == nullptr ? "" : path);
  for (std::string folder; std::getline(folders, folder, ':');)
    if (::access((fs::path(folder) / program).c_str(), X_OK) == 0) return true;
  return false;
}

/// Other linters of Markdown, on the same files.
void measure_peers(Documents& source, const std::string& program, const fs::path& folder) {
  const fs::path files = folder / "peers";
  const std::vector<std::string> texts = source.many(300, kAverageBytes);
  for (std::size_t i = 0; i < texts.size(); ++i) write(files / fmt::format("d{}.md", i), texts[i]);
  const Cost ours = best_run(2, {program, "check", "--no-config", "--jobs", "1", "--format", "concise", "."}, files);
  const std::vector<std::vector<std::string>> peers = {{"markdownlint-cli2", "*.md"},
                                                       {"textlint", "--rule", "no-todo", "."}};
  for (const std::vector<std::string>& peer : peers) {
    if (!is_installed(peer.front())) {
      left_out.push_back(fmt::format("`{}`: it is not installed", peer.front()));
      continue;
    }
    const Cost theirs = run(peer, files);
    if (!theirs.is_done) {
      left_out.push_back(fmt::format("`{}`: it does not run here", fmt::join(peer, " ")));
      continue;
    }
    row(fmt::format("`{}` on {} documents", peer.front(), texts.size()), "countercheck on them",
        theirs.seconds / ours.seconds, "at least 50", fmt::format("{:.2f} s : {:.2f} s", theirs.seconds, ours.seconds));
  }
}

/// What a hook costs in a large repository.
void measure_since(Documents& source, const std::string& program, const fs::path& folder) {
  const fs::path repository = folder / "repository";
  const std::vector<std::string> texts = source.many(2000, kAverageBytes);
  const auto name = [](std::size_t i) { return fmt::format("plans/{}/d{}.md", i % 50, i); };
  for (std::size_t i = 0; i < texts.size(); ++i) write(repository / name(i), texts[i]);
  const auto git = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"git", "-c", "user.name=bench", "-c", "user.email=bench@localhost"});
    run(arguments, repository);
  };
  git({"init", "-q"});
  git({"add", "."});
  git({"commit", "-q", "-m", "plans"});
  std::vector<std::string> changed;
  for (const std::size_t i : {7U, 700U, 1400U}) {
    write(repository / name(i), texts[i] + "\nTotal GPUs: 128\n");
    changed.push_back(name(i));
  }
  std::vector<std::string> three = {program, "check", "--no-config", "--format", "concise"};
  std::vector<std::string> since = three;
  three.insert(three.end(), changed.begin(), changed.end());
  since.insert(since.end(), {"--since", "HEAD"});
  const Cost plain = best_run(5, three, repository);
  const Cost cost = best_run(5, since, repository);
  row("`--since` where 3 of 2,000 documents changed", "checking the 3", cost.seconds / plain.seconds, "2",
      fmt::format("{:.1f} ms : {:.1f} ms", 1e3 * cost.seconds, 1e3 * plain.seconds));
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return 2;
  cmark_gfm_core_extensions_ensure_registered();
  Documents source(arguments[1], kSeed);
  const std::string program =
      std::string(arguments[2]) == "--ndjson" ? arguments[2] : fs::absolute(arguments[2]).string();
  if (program == "--ndjson") {
    print_lines(source.many(300, kAverageBytes));
    return 0;
  }
  const fs::path folder = fs::temp_directory_path() / fmt::format("countercheck-bench-{}", ::getpid());
  fmt::print(
      "# Performance\n\nWritten by `./dev bench`, which generates documents from the fixtures (seed {}) and measures "
      "both "
      "sides of each\nratio in one run, in processor time. Machine: {}.\n\n"
      "| measured | against | ratio | wanted at most | figures |\n|---|---|---|---|---|\n",
      kSeed, machine());
  std::fflush(stdout);                    // or every child would print it again
  measure_size(source, program, folder);  // first: a child's peak begins with what its parent holds when it forks
  measure_many(source);
  measure_start(source, program, folder);
  measure_rules(source, program, folder);
  measure_peers(source, program, folder);
  measure_since(source, program, folder);
  fs::remove_all(folder);
  fmt::print("\nOne of the 3,000 documents costs {:.1f} ms of one thread.\n", 1e3 * cost_of_document);
  for (const std::string& row : left_out) fmt::print("\nLeft out: {}.\n", row);
}
