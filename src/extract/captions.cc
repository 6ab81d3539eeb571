// Reads on how many machines all of a table was measured, from its caption: "Table 2. 8 GPUs, batch size 16".
#include <algorithm>

#include "extract/binding.h"
#include "extract/page.h"

namespace countercheck {

void read_captions(const Page& page, std::vector<Statement>& out) {
  for (const int block : page.scopes.captions()) {
    const Written* counted = nullptr;
    bool is_one = true;
    for (const Written& value : page.values_of(block)) {
      if (!page.book.language.has("machine", lower(value.unit.noun)) || !value.unit.per.empty() || value.is_range())
        continue;
      is_one = is_one && (counted == nullptr || counted->mantissa == value.mantissa);
      if (counted == nullptr) counted = &value;
    }
    if (counted == nullptr || !is_one) continue;
    const auto found = page.book.by_loose_label.find(normal_form(counted->unit.noun));
    if (found == page.book.by_loose_label.end()) continue;
    Statement statement;
    statement.block = statement.label_block = block;
    statement.written = *counted;
    statement.quantity = fitting(found->second, *counted, page.book);
    statement.label = counted->unit_span;
    statement.reader = Reader::phrase;
    if (statement.quantity != kNoQuantity) out.push_back(std::move(statement));
  }
}

}  // namespace countercheck
