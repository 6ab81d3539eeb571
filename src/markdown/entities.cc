// HTML's character references, as far as documents with numbers use them.
#include <algorithm>
#include <array>
#include <cstdint>

#include "markdown/inline_scan.h"

namespace countercheck {
namespace {

struct Named {
  std::string_view name;
  std::string_view text;
};

/// Sorted by bytes. A name that is not here stays as it is written.
constexpr auto kNamed = std::to_array<Named>({
    {"AMP", "&"},     {"Delta", "Δ"},  {"GT", ">"},     {"LT", "<"},     {"Omega", "Ω"},  {"Phi", "Φ"},
    {"Prime", "″"},   {"QUOT", "\""},  {"Sigma", "Σ"},  {"Theta", "Θ"},  {"alpha", "α"},  {"amp", "&"},
    {"ang", "∠"},     {"ap", "≈"},     {"apos", "'"},   {"approx", "≈"}, {"ast", "*"},    {"asymp", "≈"},
    {"beta", "β"},    {"bull", "•"},   {"cent", "¢"},   {"check", "✓"},  {"colon", ":"},  {"comma", ","},
    {"commat", "@"},  {"copy", "©"},   {"cross", "✗"},  {"darr", "↓"},   {"dash", "‐"},   {"deg", "°"},
    {"delta", "δ"},   {"div", "÷"},    {"divide", "÷"}, {"dollar", "$"}, {"emsp", " "},   {"ensp", " "},
    {"epsilon", "ε"}, {"equals", "="}, {"equiv", "≡"},  {"eta", "η"},    {"euro", "€"},   {"excl", "!"},
    {"forall", "∀"},  {"frac12", "½"}, {"frac14", "¼"}, {"frac34", "¾"}, {"frasl", "⁄"},  {"gamma", "γ"},
    {"ge", "≥"},      {"geq", "≥"},    {"gg", "≫"},     {"gt", ">"},     {"hArr", "⇔"},   {"hairsp", " "},
    {"half", "½"},    {"harr", "↔"},   {"hellip", "…"}, {"horbar", "―"}, {"hyphen", "‐"}, {"iexcl", "¡"},
    {"infin", "∞"},   {"int", "∫"},    {"isin", "∈"},   {"kappa", "κ"},  {"lArr", "⇐"},   {"lambda", "λ"},
    {"laquo", "«"},   {"larr", "←"},   {"lbrack", "["}, {"lceil", "⌈"},  {"lcub", "{"},   {"ldquo", "“"},
    {"le", "≤"},      {"leq", "≤"},    {"lfloor", "⌊"}, {"lowast", "∗"}, {"lowbar", "_"}, {"lpar", "("},
    {"lsquo", "‘"},   {"lt", "<"},     {"mdash", "—"},  {"micro", "µ"},  {"middot", "·"}, {"minus", "−"},
    {"mu", "μ"},      {"nbsp", " "},   {"ndash", "–"},  {"ne", "≠"},     {"not", "¬"},    {"num", "#"},
    {"numsp", " "},   {"omega", "ω"},  {"para", "¶"},   {"part", "∂"},   {"percnt", "%"}, {"period", "."},
    {"permil", "‰"},  {"phi", "φ"},    {"pi", "π"},     {"plus", "+"},   {"plusmn", "±"}, {"pm", "±"},
    {"pound", "£"},   {"prime", "′"},  {"prod", "∏"},   {"prop", "∝"},   {"psi", "ψ"},    {"puncsp", " "},
    {"quot", "\""},   {"rArr", "⇒"},   {"radic", "√"},  {"raquo", "»"},  {"rarr", "→"},   {"rbrack", "]"},
    {"rceil", "⌉"},   {"rcub", "}"},   {"rdquo", "”"},  {"reg", "®"},    {"rfloor", "⌋"}, {"rho", "ρ"},
    {"rpar", ")"},    {"rsquo", "’"},  {"sect", "§"},   {"semi", ";"},   {"sigma", "σ"},  {"sim", "∼"},
    {"sol", "/"},     {"sum", "∑"},    {"sup1", "¹"},   {"sup2", "²"},   {"sup3", "³"},   {"tau", "τ"},
    {"theta", "θ"},   {"thinsp", " "}, {"tilde", "˜"},  {"times", "×"},  {"trade", "™"},  {"uarr", "↑"},
    {"verbar", "|"},  {"vert", "|"},   {"xi", "ξ"},     {"yen", "¥"},    {"zeta", "ζ"},
});

constexpr bool is_sorted_by_name() {
  for (std::size_t i = 1; i < kNamed.size(); ++i) {
    if (!(kNamed[i - 1].name < kNamed[i].name)) return false;
  }
  return true;
}
static_assert(is_sorted_by_name());

bool is_space(std::uint32_t code) {
  return code == 0xA0 || (code >= 0x2000 && code <= 0x200A) || code == 0x202F || code == 0x205F || code == 0x3000;
}

std::string utf8(std::uint32_t code) {
  if (is_space(code)) return " ";
  if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) code = 0xFFFD;
  const auto byte = [](std::uint32_t bits) { return static_cast<char>(bits); };
  if (code < 0x80) return {byte(code)};
  if (code < 0x800) return {byte(0xC0 | (code >> 6)), byte(0x80 | (code & 0x3F))};
  if (code < 0x10000) return {byte(0xE0 | (code >> 12)), byte(0x80 | ((code >> 6) & 0x3F)), byte(0x80 | (code & 0x3F))};
  return {byte(0xF0 | (code >> 18)), byte(0x80 | ((code >> 12) & 0x3F)), byte(0x80 | ((code >> 6) & 0x3F)),
          byte(0x80 | (code & 0x3F))};
}

/// The digits between "&#" and ";", at most seven of them.
Entity scan_numeric(std::string_view text) {
  const bool is_hex = text.size() > 2 && (text[2] == 'x' || text[2] == 'X');
  const std::size_t begin = is_hex ? 3 : 2;
  std::uint32_t code = 0;
  std::size_t i = begin;
  for (; i < text.size() && i < begin + 7; ++i) {
    const char c = text[i];
    if (c >= '0' && c <= '9') {
      code = code * (is_hex ? 16 : 10) + static_cast<std::uint32_t>(c - '0');
    } else if (is_hex && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))) {
      code = code * 16 + static_cast<std::uint32_t>((c | 0x20) - 'a' + 10);
    } else {
      break;
    }
  }
  if (i == begin || i >= text.size() || text[i] != ';') return {};
  return {i + 1, utf8(code)};
}

}  // namespace

Entity scan_entity(std::string_view text) {
  if (text.size() > 1 && text[1] == '#') return scan_numeric(text);
  const std::size_t end = text.substr(0, 12).find(';');
  if (end == std::string_view::npos) return {};
  const std::string_view name = text.substr(1, end - 1);
  const auto found = std::lower_bound(kNamed.begin(), kNamed.end(), name,
                                      [](const Named& named, std::string_view wanted) { return named.name < wanted; });
  if (found == kNamed.end() || found->name != name) return {};
  return {end + 1, std::string(found->text)};
}

}  // namespace countercheck
