// A report as bytes: one file a format, one row in the table of formats. Renderers print; they recompute nothing.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "countercheck/countercheck.h"

namespace countercheck {

struct RenderOptions {
  bool colour = false;
  bool all = false;  ///< passes and inputs too, and no folding of consequences
  int width = 100;   ///< columns of a terminal
};

struct Format {
  std::string_view name;   ///< "text"
  std::string_view about;  ///< for --help
  std::string (*render)(const Report&, const RenderOptions&);
};

/// text, concise, json, markdown ...
std::span<const Format> formats();
const Format* find_format(std::string_view name);

/// The document with a mark beside every checked number. Refuses (empty text and `problem`) a document that contains
/// our sentinel otherwise. Twice is the same as once.
struct Annotated {
  std::string text;
  std::string problem;
};
Annotated annotate(const DocumentReport& document);
/// Takes all our marks away again: strip(annotate(x)) == x for every x.
std::string strip(std::string_view annotated);

/// The assessment of one document in Markdown.
std::string assessment(const DocumentReport& document);

}  // namespace countercheck
