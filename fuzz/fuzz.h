// What the fuzz targets share: one input as text, the rulebook loaded once, and a complaint that stops the run.
//
// A target is a file fuzz/NAME_fuzz.cc that defines LLVMFuzzerTestOneInput, and perhaps fuzz/NAME.dict with words of
// its language. Its line `// Seeds: FOLDER PATTERN CUT` says which files it begins with; see seeds.sh.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "countercheck/source.h"
#include "rulebook/rulebook.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace countercheck::fuzz {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

inline SourcePtr source_of(std::string_view text, std::string path = "input.md") {
  return std::make_shared<const Source>(std::move(path), std::string(text));
}

/// The built-in rulebook, loaded once.
const Rulebook& book();

/// Ends the program with `sentence` and what was seen, unless the invariant holds.
void require(bool holds, std::string_view sentence, std::string_view seen = {});

/// The first control character in `output` that is not among `allowed`, with what stands around it; empty: none.
std::string control_in(std::string_view output, std::string_view allowed);

}  // namespace countercheck::fuzz
