// A text as a document that no configuration speaks of, checked, for tests.
#pragma once

#include <algorithm>
#include <memory>
#include <string>

#include "countercheck/countercheck.h"

namespace countercheck::testing {

inline DocumentReport checked(const std::string& text) {
  Request request;
  request.texts = {std::make_shared<const Source>("plan.md", text)};
  request.use_configuration = false;
  return check(request).documents.at(0);
}

/// The number of its last line, which ends in a newline.
inline int last_line_of(const std::string& text) {
  return static_cast<int>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace countercheck::testing
