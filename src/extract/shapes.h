// The shapes of tensors: "[batch=8, seq=512, hidden=4096]", and the products that input, weights and output make.
#pragma once

#include <vector>

#include "extract/sums.h"

namespace countercheck {

/// Three shapes in lines one below the other, of which a label calls the first an input, the second weights of two
/// dimensions and the third an output: [.., K], [K, N] or [N, K], [.., N]. The inner dimensions are one, and the last
/// of the output, or the product of its last two where it counts heads, is the outer one. Every shape must give all of
/// its dimensions as numbers. The weights are judged by the input, the output by the weights; what disagrees is refuted
/// only where the leading dimensions of input and output are the same, so that the three are one product.
std::vector<Sum> find_shapes(const Page& page);

}  // namespace countercheck
