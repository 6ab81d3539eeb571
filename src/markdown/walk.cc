// Keeps the stack of open containers.
#include "markdown/walk.h"

#include <algorithm>
#include <optional>

namespace countercheck {
namespace {

using Kind = OutlineNode::Kind;

std::optional<Container::Kind> container_kind(Kind kind) {
  switch (kind) {
    case Kind::quote:
      return Container::Kind::quote;
    case Kind::item:
      return Container::Kind::item;
    case Kind::footnote:
      return Container::Kind::footnote;
    default:
      return std::nullopt;
  }
}

}  // namespace

void Walk::enter(int number) {
  const OutlineNode& node = layout_.nodes[static_cast<std::size_t>(number)];
  while (!open_.empty() && open_.back().node != node.parent) {
    if (open_.back().kind != Kind::list) containers_.pop_back();
    open_.pop_back();
  }
  const std::optional<Container::Kind> kind = container_kind(node.kind);
  if (kind || node.kind == Kind::list) open_.push_back({number, node.kind, -1});
  if (!kind) return;
  containers_.push_back({*kind, node.first_line, 0});
  // An item learns its indent from its first line, even if nothing else stands there.
  const Span line = layout_.lines[static_cast<std::size_t>(node.first_line)];
  content_start_ = strip_containers(layout_.text, line, node.first_line, containers_).start;
}

int Walk::item() const {
  const auto found = std::find_if(open_.rbegin(), open_.rend(), [](const Around& around) { return around.block >= 0; });
  return found == open_.rend() ? -1 : found->block;
}

int Walk::depth() const {
  return static_cast<int>(std::count_if(open_.begin(), open_.end(), [](const Around& around) {
    return around.kind == Kind::list || around.kind == Kind::quote;
  }));
}

bool Walk::is_quote() const {
  return std::any_of(open_.begin(), open_.end(), [](const Around& around) { return around.kind == Kind::quote; });
}

}  // namespace countercheck
