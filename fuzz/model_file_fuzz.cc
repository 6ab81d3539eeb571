// Models as they are published (config.json): read, or each mistake has its place.
//
// Seeds: tests model_file_test.cc raw
#include "rulebook/model_file.h"

#include "fuzz.h"

using namespace countercheck;
using namespace countercheck::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Sink sink;
  const auto model = read_model_file(source_of(text_of(data, size), "config.json"), book(), sink);
  require(model.has_value() == sink.is_empty(), "a model is read, or its mistakes are told");
  for (const Finding& problem : sink.findings()) {
    require(!problem.message.empty(), "a mistake is told");
    require(problem.place.span.begin <= problem.place.span.end && problem.place.span.end <= size,
            "a mistake stands in its file");
  }
  if (!model) return 0;
  for (const Profile::Entry& entry : model->entries) {
    require(entry.quantity != kNoQuantity, "a field is that of a quantity");
    require(entry.value.kind != Value::Kind::number || entry.value.number.low <= entry.value.number.high,
            "an interval has its ends in order");
  }
  return 0;
}
