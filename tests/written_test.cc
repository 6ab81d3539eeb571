#include "units/written.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "allocations.h"
#include "toy_units.h"
#include "values_dump.h"

namespace countercheck {
namespace {

const Units& units() {
  static const Units toy = toy_units();
  return toy;
}

const ValueWords& words() {
  static const std::vector<std::string> about = {"about", "roughly"};
  static const std::vector<std::string> at_most = {"up to", "at most", "no more than"};
  static const std::vector<std::string> below = {"under", "less than"};
  static const std::vector<std::string> at_least = {"at least"};
  static const std::vector<std::string> above = {"over", "more than"};
  static const std::map<std::string, double, std::less<>> numbers = {
      {"a hundred", 100}, {"four", 4},   {"half", 0.5},      {"hundred", 100}, {"one", 1},
      {"sixteen", 16},    {"sixty", 60}, {"thousand", 1000}, {"two", 2}};
  static const ValueWords all = {&about, &at_most, &below, &at_least, &above, &numbers};
  return all;
}

std::string values_in(std::string_view text, Role role) {
  std::string all;
  for (const Written& value : find_values(text, units(), words())) all += (all.empty() ? "" : "; ") + dump(value, role);
  return all;
}

struct Row {
  const char* text;
  const char* want;
};

void check_rows(const std::vector<Row>& rows, Role role) {
  for (const Row& row : rows) {
    INFO("`" << row.text << "`");
    CHECK(values_in(row.text, role) == row.want);
  }
}

TEST_CASE("a result is as wide as its last digit") {
  check_rows(
      {
          {"1,024 GiB", "[1023.5, 1024.5] GiB"},
          {"14 \xC2\xB5s", "[13.5, 14.5] \xC2\xB5s"},
          {"1.8 TB/s", "[1.75, 1.85] TB/s"},
          {"12.6%", "[12.55, 12.65] %"},
          {"8", "[7.5, 8.5]"},
          {"1200 ms", "[1199.5, 1200.5] ms"},
          {"0.50 s", "[0.495, 0.505] s"},
          {"30B", "[29500000000, 30500000000]"},
          {"1.5M tokens", "[1450000, 1550000] tokens"},
          {"3.8e25 FLOPs", "[3.75e25, 3.85e25] FLOPs"},
          {"1e-3 s", "[0.0005, 0.0015] s"},
          {"10^6", "[500000, 1500000]"},
          {"~14 ms", "~ [13.3, 14.7] ms"},
          {"\xE2\x89\x88 200 ms", "~ [190, 210] ms"},
          {"about 14.2 ms", "~ [13.49, 14.91] ms"},
          {"~10-20 GB", "~ [9.5, 21] GB"},
          {"10 \xC2\xB1 2 ms", "[8, 12] ms"},
          {"-4 ms", "[-4.5, -3.5] ms"},
          {"$2.50/GPU-hour", "[2.495, 2.505] $/GPU-hour"},
      },
      Role::result);
}

TEST_CASE("an operand is exact unless it has several digits behind the point or is approximate") {
  check_rows(
      {
          {"16", "16"},
          {"1200 ms", "1200 ms"},
          {"0.5", "0.5"},
          {"0.8", "0.8"},
          {"0.05", "0.05"},
          {"0.25", "0.25"},  // a power of two
          {"0.125", "0.125"},
          {"0.75", "[0.745, 0.755]"},
          {"1.8 TB/s", "[1.75, 1.85] TB/s"},
          {"1.5M", "[1450000, 1550000]"},
          {"30B", "30000000000"},
          {"3e8", "300000000"},
          {"1e-8", "1e-8"},
          {"3.8e25", "[3.75e25, 3.85e25]"},
          {"10\xE2\x81\xB6", "1000000"},
          {"2^20 bytes", "1048576 bytes"},
          {"~16", "~ [15.2, 16.8]"},
          {"~0.5", "~ [0.475, 0.525]"},
          {"128-10240 tokens", "[128, 10240] tokens"},
          {"10 \xC2\xB1 2", "[8, 12]"},
          {"10 \xC2\xB1 0.5", "[9.5, 10.5]"},
          {"$2.57", "2.57 $"},
          {"2.57 USD/h", "2.57 USD/h"},
          {"365.25 days", "365.25 days"},
          {"8.25 h", "[8.245, 8.255] h"},
      },
      Role::operand);
}

TEST_CASE("digits are read in every notation") {
  check_rows(
      {
          {"1,280,000", "1280000"},
          {"1_024 and 64_000", "1024; 64000"},
          {"1\xE2\x80\xAF"
           "024 and 10 000 tokens",
           "1024; 10000 tokens"},
          {"12 500 tokens", "12; 500 tokens"},
          {"3 \xC3\x97 10^25 FLOPs", "3e25 FLOPs"},
          {"3\xC3\x97"
           "10\xC2\xB2\xE2\x81\xB5 and 5 * 10**-2",
           "3e25; 0.05"},
          {"10^-6 s, 10^{6}, 2**20, 2^(10), 1024\xC2\xB2, 1024^3",
           "1e-6 s; 1000000; 1048576; 1024; 1048576; 1073741824"},
          {"64\xC2\xB9", "64"},  // a footnote
          {"1e\xE2\x88\x92"
           "8",
           "1e-8"},
          {".5 and 0.5.", "0.5; 0.5"},
          {"20k, 20 K tokens, 1.5 M, 7 B parameters", "20000; 20000 tokens; [1450000, 1550000]; 7000000000 parameters"},
          {"30 B, 16B/GPU, 30B per GPU", "30 B; 16 B/GPU; 30000000000 per GPU"},
          {"2 billion tokens, 1.5 million", "2000000000 tokens; [1450000, 1550000]"},
          {"1, 2, 3 and 4,5,6", "1; 2; 3; 4; 5; 6"},
          {"[128,256,512]", "128; 256; 512"},
          {"(4,8)", "4; 8"},
          {"sixteen GPUs, a hundred tokens, sixty-four, two hundred", "16 GPUs; 100 tokens; 64; 200"},
          {"two thousand four hundred? one two", "2400; 1; 2"},
          {"half, Sixteen, sixteenth, two-way", "0.5; 16; 2"},
      },
      Role::operand);
}

TEST_CASE("ranges, tolerances, factors and bounds") {
  check_rows(
      {
          {"128-10240; 128\xE2\x80\x93"
           "10240; 0..127; 10~20",
           "[128, 10240]; [128, 10240]; [0, 127]; [10, 20]"},
          {"15-20GB; 15GB-20GB; 95%-99%; 15-20K; 512-4K; 7B-70B",
           "[15, 20] GB; [15, 20] GB; [95, 99] %; [15000, 20000]; [512, 4000]; [7000000000, 70000000000]"},
          {"15 - 20 GB", "[15, 20] GB"},
          {"15 \xE2\x80\x93 20 GB", "[15, 20] GB"},
          {"15 - 20", "15; 20"},
          {"15 GB - 20 GB", "15 GB; 20 GB"},
          {"64 - 16 GB", "64; 16 GB"},
          {"8 \xC3\x97 2 - 4 GB", "8; 2; 4 GB"},
          {"(1 - 12%)", "1; 12 %"},
          {"Option 1 - 64 GPUs", "1; 64 GPUs"},
          {"800MB-1.2GB", "800 MB; [1.15, 1.25] GB"},
          {"10-5; 4K-32", "10; 5; 4000"},
          {"1.5x-2x faster", "[1.5, 2] \xC3\x97"},
          {"10 ms \xC2\xB1 2 ms; 10 ms \xC2\xB1 5%; 70% \xC2\xB1 5%", "[8, 12] ms; [9.5, 10.5] ms; [65, 75] %"},
          {"1 s \xC2\xB1 5 ms; 30 +/- 2 GB", "[0.995, 1.005] s; [28, 32] GB"},
          {"\xC2\xB1"
           "3; x \xC2\xB1 3",
           "[-3, 3]; 3"},
          {"2\xC3\x97 faster, 10.7x, 3x.", "2 \xC3\x97; [10.65, 10.75] \xC3\x97; 3 \xC3\x97"},
          {"8x H100, 8xH100, 8x GPUs, 4\xC3\x97"
           "1024, 8x16, 2x (a)",
           "8; 8; 8; 4; 1024; 8; 16; 2"},
          {"\xE2\x89\xA4 10 s, <= 10 s, <1%, \xE2\x89\xA5 3, >= 3, > 90%",
           "<= 10 s; <= 10 s; < 1 %; >= 3; >= 3; > 90 %"},
          {"up to 8 GPUs, at most 4, under 10 s, at least 95%, more than 3", "<= 8 GPUs; <= 4; < 10 s; >= 95 %; > 3"},
          {"< ~10 ms; up to ~10 ms; roughly ~10 ms", "< 10 ms; <= 10 ms; ~ [9.5, 10.5] ms"},
          {"95%+, 8+ GPUs, 100+", ">= 95 %; >= 8 GPUs; >= 100"},
          {"8+4, 8+ 4, 8+ (4)", "8; 4; 8; 4; 8; 4"},
          {"a -> 8, b => 8, c << 8, ~~8~~", "8; 8; 8; 8"},
          {"(-5%), = -3, +12%, 10 -5, 10-5, \xE2\x88\x92"
           "4 ms, +/-40%",
           "-5 %; -3; 12 %; 10; 5; 10; 5; -4 ms; [-40, 40] %"},
          {"-$5 and $-5 and $1.2 million and \xE2\x82\xAC"
           "5",
           "-5 $; -5 $; 1200000 $; 5"},
      },
      Role::operand);
}

TEST_CASE("units follow the number directly and end at operators") {
  check_rows(
      {
          {"16-layer, 2-way, 64-bit, 70B-parameter", "16 layer; 2; 64 bit; 70000000000 parameter"},
          {"8 expert instances, 9 routed experts, 128 H200 GPUs", "8 expert; 9; 128"},
          {"69MB \xC3\xB7 64GB, 400TFLOPS \xC3\x97 1 s", "69 MB; 64 GB; 400 TFLOPS; 1 s"},
          {"5 tokens/s, 2 GB/GPU, 4 bytes per parameter, 2 bytes per foo",
           "5 tokens/s; 2 GB/GPU; 4 bytes per parameter; 2 bytes"},
          {"68/128 GPUs (53%)", "68; 128 GPUs; 53 %"},
          {"64GB/8 GPUs", "64 GB; 8 GPUs"},
          {"80GB A100, A100-80GB", "80 GB; 80 GB"},
          {"1000/s, 8 per GPU, 64 / s", "1000 /s; 8 per GPU; 64"},
          {"8 expert-parallel groups", "8"},
          {"7.5 gb", "[7.45, 7.55]"},
          {"512 expert-node pairs, 512 GPU-hours", "512; 512 GPU-hours"},
          {"2 Billion tokens, 2 BILLION", "2000000000 tokens; 2000000000"},
      },
      Role::operand);
}

TEST_CASE("digits that belong to something else are no numbers") {
  const char* const texts[] = {
      "layer0_qkv",
      "H100",
      "fp16",
      "EP64",
      "GPT-3",
      "Llama-3-70B",
      "A100-80",
      "v2.10",
      "1.2.3",
      "10.0.0.1",
      "10.0.0.1:8080",
      "192.168.0.1/24",
      "2025-12-04",
      "2025-12",
      "2025/12/04",
      "04.12.2025",
      "12/04/2025",
      "10:30",
      "10:30:15",
      "2025-12-04T10:30:00Z",
      "#12",
      "\xC2\xA7"
      "5",
      "3rd",
      "64th",
      "1080p",
      "0x1F",
      "12h30",
      "550e8400-e29b-41d4-a716-446655440000",
      "3f2a9c1",
      "1-1-1-1",
      "555-123-4567",
      "007",
      "00001-of-00030",
      "64.md",
      "plan-2024.md",
      "3,5",
      "3,5 GB",
      "http://example.org/2024/01?x=8",
      "https://10.example/8",
      "docs/2024/x.md",
      "runs/8",
      "/data/8",
      "./8",
      "~/8",
      "12345678901234567890123456789012345678901",
      "1e999",
      "x_8",
      "64_experts",
      "5\xC3\xA9",
      "\xC3\xA9"
      "5",
      "deployment.md:12:31",
      "US$5",
      "12h\xC2\xB2",
      "opt-66b",
      "V100-32g",
      "66b-base",
      "",
      "-",
      "~",
      "$",
      "\xC2\xB1",
      "< ",
      ".",
      "e5",
      "1.2.3-rc1",
      "4-1q",
      "A100-16-way",
  };
  for (const char* text : texts) {
    INFO("`" << text << "`");
    CHECK(values_in(text, Role::operand) == "");
  }
  // Formulas in dollar signs hold numbers, but no prices.
  CHECK(values_in("$64$ and $64 \\times 2$", Role::operand) == "64; 64; 2");
  CHECK(values_in("see https://x.org/8, then 4 GB", Role::operand) == "4 GB");
}

TEST_CASE("prefixes are read as decimal or binary, suffixes with them") {
  const auto value = [](std::string_view text) { return *read_value(text, 0, units()); };
  CHECK(value("69 MB").nominal(Prefixes::decimal) == 69e6);
  CHECK(value("69 MB").nominal(Prefixes::binary) == 69.0 * 1048576);
  CHECK(value("69 MB").is_ambiguous());
  CHECK_FALSE(value("69 MiB").is_ambiguous());
  CHECK_FALSE(value("69 ms").is_ambiguous());
  CHECK(value("128K").nominal(Prefixes::binary) == 131072);
  CHECK(value("128K tokens").interval(Role::operand, Prefixes::binary) == Interval{131072, 131072});
  CHECK(value("15-20K").nominal(Prefixes::decimal) == 17500);
  CHECK(value("69 MB").value(Role::operand, Prefixes::decimal).dimension == base_dimension(units(), "information"));
}

TEST_CASE("a bound reaches to infinity") {
  const auto region = [](std::string_view text) {
    const Interval r = read_value(text, 0, units())->region(Role::operand, Prefixes::decimal);
    return print_number(r.low) + " to " + print_number(r.high);
  };
  CHECK(region("<= 10 s") == "-\xE2\x88\x9E to 10");
  CHECK(region("< 12.5 s") == "-\xE2\x88\x9E to 12.55");
  CHECK(region(">= 10 s") == "10 to \xE2\x88\x9E");
  CHECK(region("8+") == "8 to \xE2\x88\x9E");
  CHECK(region("10 s") == "10 to 10");
  CHECK(region("~10 s") == "9.5 to 10.5");
}

TEST_CASE("a value is read at its own place") {
  const struct {
    const char* text;
    std::size_t at;
    const char* want;
  } rows[] = {
      {"x = 64 GB", 4, "64 GB"},
      {"x = 64 GB", 3, ""},
      {"x = 64 GB", 5, ""},
      {"16-32", 3, "32"},
      {"bytes/1024", 6, "1024"},
      {"(8)", 1, "8"},
      {"about 14 ms", 0, "~ [13.3, 14.7] ms"},
      {"about 14 ms", 1, ""},
      {"about 14 ms", 6, "14 ms"},
      {"H100", 1, ""},
      {"10:30", 3, ""},
      {"1:1024", 2, "1024"},
      {"64", 2, ""},
      {"64", 99, ""},
      {"2-1", 1, ""},
  };
  for (const auto& row : rows) {
    INFO("`" << row.text << "` at " << row.at);
    const auto value = read_value(row.text, row.at, units(), words());
    CHECK((value ? dump(*value, Role::operand) : "") == row.want);
  }
  CHECK_FALSE(read_value("about 14 ms", 0, units()).has_value());  // without words there are only digits
}

TEST_CASE("spans cut the text where it was read") {
  const struct {
    const char* text;
    const char* want;  // span | number | unit
  } rows[] = {
      {"take ~1,024 MB now", "~1,024 MB|1,024|MB"},
      {"(\xE2\x89\xA4 10 s)", "\xE2\x89\xA4 10 s|10|s"},
      {"30B parameters", "30B parameters|30B|parameters"},
      {"128-10240 tokens", "128-10240 tokens|128-10240|tokens"},
      {"15GB-20GB", "15GB-20GB|15GB-20|GB"},
      {"15 - 20 GB", "15 - 20 GB|15 - 20|GB"},
      {"95%+", "95%+|95|%"},
      {"8+ GPUs", "8+ GPUs|8|GPUs"},
      {"10.7x faster", "10.7x|10.7|x"},
      {"-$5", "-$5|-$5|"},
      {"$2.50/GPU-hour", "$2.50/GPU-hour|$2.50|/GPU-hour"},
      {"10 \xC2\xB1 2 ms", "10 \xC2\xB1 2 ms|10 \xC2\xB1 2|ms"},
      {"a 16-layer model", "16-layer|16|layer"},
      {"up to sixteen GPUs", "up to sixteen GPUs|sixteen|GPUs"},
      {"1.5 million tokens", "1.5 million tokens|1.5 million|tokens"},
  };
  for (const auto& row : rows) {
    INFO("`" << row.text << "`");
    const std::string text = row.text;
    const auto values = find_values(text, units(), words());
    REQUIRE(values.size() == 1);
    const auto cut = [&](Span span) { return text.substr(span.begin, span.size()); };
    CHECK(cut(values[0].span) + "|" + cut(values[0].number) + "|" + cut(values[0].unit_span) == row.want);
    const auto again = read_value(cut(values[0].number), 0, units(), words());
    REQUIRE(again.has_value());
    CHECK(again->mantissa == values[0].mantissa);
    CHECK(again->suffix == values[0].suffix);
  }
}

TEST_CASE("whatever is read stands where it says, and reads again to the same number") {
  const std::vector<std::string> pieces = {
      "1",          "2",     "024",    ",",     ".",       " ",      "-",     "\xE2\x80\x93",
      "_",          "e",     "^",      "**",    "²",       "×",      "x",     "B",
      "k",          "GB",    "/s",     " per ", "GPU",     "layer",  "%",     "$",
      "€",          "±",     "+",      "~",     "<",       "≤",      ">",     "(",
      ")",          "[",     "\n",     "#",     ":",       "/",      "://",   "two",
      "sixty",      "-four", "about ", "H100",  "é",       "\xFF",   "\xE2",  "0",
      "3.5",        "10",    "µs",     "·",     "million", " × 10^", "FLOPs", "2025-12-04",
      "a hundred ", "÷",     "'",      "9999"};
  std::mt19937 random(3);
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (auto count = 1 + random() % 12; count > 0; --count) text += pieces[random() % pieces.size()];
    INFO("`" << text << "`");
    std::uint32_t end = 0;
    for (const Written& value : find_values(text, units(), words())) {
      const bool is_inside = end <= value.span.begin && value.span.begin < value.span.end &&
                             value.span.end <= text.size() && value.span.contains(value.number);
      REQUIRE(is_inside);
      end = value.span.end;
      const Interval interval = value.interval(Role::result, Prefixes::binary);
      REQUIRE(interval.low <= interval.high);
      const auto number = read_value(text.substr(value.number.begin, value.number.size()), 0, units(), words());
      REQUIRE(number.has_value());
      REQUIRE(number->mantissa == value.mantissa);
      const auto whole = read_value(text.substr(value.span.begin, value.span.size()), 0, units(), words());
      REQUIRE(whole.has_value());
      REQUIRE(dump(*whole, Role::operand) == dump(value, Role::operand));
    }
  }
}

TEST_CASE("values: hostile texts grow linearly") {
  for (const char* piece :
       {"1",      "(",    "1-",        "e",           "1e",       "1,",     "1,111",        "1 000 ",
        "1 111 ", "1.1",  "1.",        "~",           "<",        "$",      "$1",           "1/",
        "8x",     "2-3 ", "1 - ",      "1 \xC2\xB1 ", "\xC2\xB1", "10^",    "\xE2\x89\xA4", "\xE2",
        "a-1",    "1GB/", "1 GB per ", "::",          "://",      "1:",     "2025-12-04",   "1_",
        "-",      "+",    "1+",        "1 s",         "two ",     "about ", "sixty-",       "1 GPU-",
        "#1",     "\xFF"}) {
    CAPTURE(piece);
    testing::check_growth(5000, [&](std::size_t size) {
      const std::string text = testing::filled(piece, size);
      std::uint32_t end = 0;
      bool is_ordered = true;
      for (const Written& value : find_values(text, units(), words())) {
        is_ordered =
            is_ordered && end <= value.span.begin && value.span.begin < value.span.end && value.span.end <= text.size();
        end = value.span.end;
      }
      CHECK(is_ordered);
    });
  }
}

}  // namespace
}  // namespace countercheck
