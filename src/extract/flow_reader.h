// One amount by time: "12.7 GB of new records per month", "450 GB of new records in 3 years".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/page.h"
#include "extract/time_spans.h"

namespace countercheck {

struct Flow {
  int block = -1;
  Span span;                       ///< in the flat text: from the number to the span of time
  Written written;                 ///< as it stands there
  Written amount;                  ///< without the time
  std::vector<std::string> thing;  ///< "new", "record"; sorted
  std::string time;                ///< "month"
  double count = 1;                ///< of these spans: 3 in "in 3 years"
  bool is_total = false;           ///< "in 3 years", not "per year"
};

/// Reads the flows of one block.
class FlowReader {
 public:
  FlowReader(const Page& page, const TimeSpans& spans, int block);

  [[nodiscard]] std::optional<Flow> read(const Written& value) const;
  /// An amount without a time, in a sentence whose rest names a span of time: "66 GiB with a retention of two weeks".
  /// `value` is one of the block's.
  [[nodiscard]] std::optional<Flow> read_kept(const Written& value) const;

 private:
  [[nodiscard]] bool has(std::string_view group, const std::string& word) const;
  [[nodiscard]] std::optional<Flow> read_rate(Flow flow, std::size_t time) const;
  [[nodiscard]] std::optional<Flow> read_words(Flow flow) const;
  [[nodiscard]] bool read_count(Flow& flow, std::size_t at) const;
  [[nodiscard]] static std::optional<Flow> finish(Flow flow, std::size_t end);

  const Page& page_;
  const TimeSpans& spans_;
  int block_;
  std::string_view text_;
};

}  // namespace countercheck
