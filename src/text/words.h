// Words of a text in the form in which labels are compared: lower case, singular, without hyphens and marks.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "countercheck/source.h"

namespace countercheck {

/// One word and where it stands. "Micro-batch sizes" is micro, batch, size.
struct Word {
  std::string text;
  Span span;
};

/// The words of `text`, in normal form: ASCII lower case; '-', '_' and '/' between letters separate; a final plural s
/// goes ("GPUs" is gpu, "bias" and "loss" stay). Punctuation is dropped; letters outside ASCII are kept.
std::vector<Word> words_of(std::string_view text);

/// Words joined by one space: the key under which labels are found.
std::string normal_form(std::string_view text);
std::string join(const std::vector<Word>& words, std::size_t begin, std::size_t end);

std::string lower(std::string_view text);

}  // namespace countercheck
