// Figures that follow from others of the same passage, where no sign says so: "58 MoE layers with 256 experts, i.e.
// 14,848 in total", "12 disks of 4 TB (48 TB raw)", "50,000 messages per second of 2 KB give an ingress of 100 MB/s".
#pragma once

#include <vector>

#include "extract/sums.h"

namespace countercheck {

/// The result of figures that stand before it in its sentence, else in its paragraph, else in the items above it in its
/// list. It must agree in more digits than chance explains among all calculations that were tried; a word of
/// consequence before it, and a dimension that few calculations have, are worth a digit. What is found confirms.
///
/// Where nothing agrees, a sentence whose figures all enter one calculation of the dimension of a figure behind a word
/// of consequence states that calculation closed: whoever judges it may refute what a usual slip explains.
std::vector<Sum> find_neighbours(const Page& page);

}  // namespace countercheck
