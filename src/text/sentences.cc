#include "text/sentences.h"

namespace countercheck {

bool ends_sentence(std::string_view text, std::size_t at) {
  if (text[at] == '\n') return true;
  constexpr std::string_view kMarks = ".!?";
  return kMarks.find(text[at]) != std::string_view::npos && (at + 1 == text.size() || text[at + 1] == ' ');
}

}  // namespace countercheck
