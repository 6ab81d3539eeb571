// Splits a comment of ours into verb, arguments and reason.
#include "extract/directives.h"

#include <algorithm>
#include <array>

#include "text/words.h"

namespace countercheck {
namespace {

constexpr std::array<std::string_view, 4> kVerbs = {"set", "ignore", "disable", "enable"};

std::string_view trim(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view inside(std::string_view comment) {
  if (comment.starts_with("<!--")) comment.remove_prefix(4);
  if (comment.ends_with("-->")) comment.remove_suffix(3);
  return trim(comment);
}

}  // namespace

std::vector<Directive> read_directives(const Document& doc, Sink& sink) {
  std::vector<Directive> out;
  for (std::size_t i = 0; i < doc.blocks.size(); ++i) {
    const Block& block = doc.blocks[i];
    if (block.kind != BlockKind::comment) continue;
    std::string_view text = inside(doc.source->slice(block.span));
    if (!text.starts_with("countercheck:")) continue;
    text = trim(text.substr(std::string_view("countercheck:").size()));
    Directive directive;
    directive.span = block.span;
    directive.block = static_cast<int>(i);
    const std::size_t end = std::min(text.find_first_of(" \t\n["), text.size());
    directive.verb = std::string(text.substr(0, end));
    std::string_view rest = trim(text.substr(end));
    if (const std::size_t dashes = rest.find("--"); dashes != std::string_view::npos) {
      directive.reason = std::string(trim(rest.substr(dashes + 2)));
      rest = trim(rest.substr(0, dashes));
    }
    directive.arguments = std::string(rest);
    if (std::find(kVerbs.begin(), kVerbs.end(), directive.verb) == kVerbs.end()) {
      sink.problem("directive", Place{doc.source, block.span}, "unknown directive `" + directive.verb + "`",
                   did_you_mean(directive.verb, {kVerbs.begin(), kVerbs.end()}));
      continue;
    }
    out.push_back(std::move(directive));
  }
  return out;
}

}  // namespace countercheck
