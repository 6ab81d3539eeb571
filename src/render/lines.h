// The lines that text and concise share: the headline of a finding and the summary at the end.
#pragma once

#include <string>

#include "countercheck/countercheck.h"
#include "render/render.h"

namespace countercheck {

/// "deployment.md:42:31: error: experts per GPU: 1 claimed, 8 recomputed [claim/experts_per_gpu]". What is not notable
/// says its verdict where the severity stands.
std::string headline(const Finding& finding, const RenderOptions& options);

/// A warning for each document in which nothing could be checked, then one line of counts for all.
std::string closing_lines(const Report& report, const RenderOptions& options);

enum class Colour : unsigned char;
Colour colour_of(const Finding& finding);

}  // namespace countercheck
