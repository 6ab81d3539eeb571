// Which quantity a label names: "Memory per GPU (peak)" is memory_per_gpu, "Experts per GPU per layer" is
// experts_per_gpu by layer. Knows words, axes and units; knows nothing of documents.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rulebook/rulebook.h"
#include "text/words.h"
#include "units/written.h"

namespace countercheck {

struct Label {
  std::vector<QuantityId> candidates;  ///< all quantities that carry this label; empty: it names none
  std::vector<QuantityId> maybe;       ///< where there are none: those that it may name loosely
  std::vector<std::string> per;        ///< axes that the label adds: "per layer"
  bool is_target = false;              ///< "Target throughput"
  std::string alternative;             ///< "Baseline memory per GPU": the alternative's name
  Span span;                           ///< in the text that was read: the words that bind
};

/// The whole text must name a quantity once filler ("total", "overall"), a parenthesis, an axis and an alternative's
/// name are taken away.
Label read_label(std::string_view text, const Rulebook& book);

/// The longest ending of `text` that names a quantity, if what stands before it is the beginning or a word that joins
/// nothing to it ("with", "using", "and"). "non-expert parameters" does not name parameters.
Label read_label_ending(std::string_view text, const Rulebook& book);

/// The candidate whose unit fits a written number: same dimension, no contradicting noun, percent only where a share is
/// meant. kNoQuantity if none fits. A bare number fits a quantity without dimension only.
QuantityId fitting(const std::vector<QuantityId>& candidates, const Written& written, const Rulebook& book);
/// All of the candidates that fit.
std::vector<QuantityId> all_fitting(const std::vector<QuantityId>& candidates, const Written& written,
                                    const Rulebook& book);

/// "Each GPU handles exactly": what follows in the sentence is a share by an axis that the quantity neither has nor
/// takes.
bool is_share_of_axis(std::string_view before, const Quantity& quantity, const Rulebook& book);

/// "Pipeline stages: 8 layers each": the number is of each thing that the label names, not of how many there are.
bool is_said_of_each(std::string_view after, const Quantity& quantity, const Rulebook& book);

/// Axes that stand directly after a value: "per layer", "/ layer", "on each GPU". Only those that the quantity may be
/// stated by; `contradicts` if one is named that the quantity neither has nor takes.
struct After {
  std::vector<std::string> per;
  bool contradicts = false;
};
After axes_after(std::string_view text, const Written& written, const Quantity& quantity, const Rulebook& book);

}  // namespace countercheck
