// The table of formats.
#include "render/formats.h"

#include <algorithm>
#include <iterator>

namespace countercheck {
namespace {

constexpr Format kFormats[] = {
    {"text", "findings with their line, calculation and help", render_text},
    {"concise", "one line a finding: path:line:column: severity: message [rule]", render_concise},
    {"json", "every verdict with its derivation; docs/findings.schema.json", render_json},
    {"markdown", "the assessment of every document", render_markdown},
};

}  // namespace

std::span<const Format> formats() {
  return kFormats;
}

const Format* find_format(std::string_view name) {
  const Format* found =
      std::find_if(std::begin(kFormats), std::end(kFormats), [&](const Format& each) { return each.name == name; });
  return found == std::end(kFormats) ? nullptr : found;
}

}  // namespace countercheck
