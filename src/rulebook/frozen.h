// A finished rulebook as bytes. The rules that the program carries are read and checked when it is built; at every
// start they are only thawed, which takes a twentieth of the time.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rulebook/rulebook.h"

namespace countercheck {

/// Everything a rulebook holds, except the texts of its files. `sources` are those files; every place in the book is in
/// one of them.
std::string freeze(Rulebook book, const std::vector<SourcePtr>& sources);

/// The rulebook that was frozen, with the same files in the same order. `bytes` are not checked: they must come from
/// `freeze` of the same program.
Rulebook thaw(std::string_view bytes, const std::vector<SourcePtr>& sources);

}  // namespace countercheck
