// What the document says around a figure: the sentence, and what it calls the figure.
#pragma once

#include <string>

#include "markdown/document.h"

namespace countercheck {

class Quotes {
 public:
  explicit Quotes(const SourcePtr& source) : document_(parse_markdown(source)) {}

  /// The sentence, item or table row that holds `place`, without Markdown marks and at most 200 characters long. Empty
  /// if the place is not in this document.
  [[nodiscard]] std::string sentence(const Place& place) const;
  /// What stands before the colon, or in the first cell of the row; empty if nothing names the figure.
  [[nodiscard]] std::string name(const Place& place) const;

 private:
  [[nodiscard]] const Block* block_of(const Place& place) const;
  [[nodiscard]] std::string cell_text(const Block& cell, int row, int column) const;
  [[nodiscard]] std::string row_text(const Block& cell) const;

  Document document_;
};

}  // namespace countercheck
