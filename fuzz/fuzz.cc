#include "fuzz.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace countercheck::fuzz {

const Rulebook& book() {
  return *built_in_rulebook();
}

void require(bool holds, std::string_view sentence, std::string_view seen) {
  if (holds) return;
  std::fprintf(stderr, "fuzz: broken: %.*s\n%.*s\n", static_cast<int>(sentence.size()), sentence.data(),
               static_cast<int>(seen.size()), seen.data());
  std::abort();
}

std::string control_in(std::string_view output, std::string_view allowed) {
  for (std::size_t i = 0; i < output.size(); ++i) {
    const auto byte = static_cast<unsigned char>(output[i]);
    const bool is_c0 = (byte < 0x20 || byte == 0x7f) && allowed.find(output[i]) == std::string_view::npos;
    const bool is_c1 = byte == 0xc2 && i + 1 < output.size() && static_cast<unsigned char>(output[i + 1]) >= 0x80 &&
                       static_cast<unsigned char>(output[i + 1]) < 0xa0;
    if (!is_c0 && !is_c1) continue;
    const std::size_t begin = i - std::min<std::size_t>(i, 60);
    return "byte " + std::to_string(byte) + " in `" + std::string(output.substr(begin, 120)) + "`";
  }
  return {};
}

}  // namespace countercheck::fuzz
