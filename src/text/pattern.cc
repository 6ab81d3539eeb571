// Wraps RE2: linear time, so that no document and no rule can hang a run.
#include "text/pattern.h"

#include <re2/re2.h>

#include <atomic>
#include <mutex>
#include <utility>

namespace countercheck {

struct Pattern::Compiled {
  explicit Compiled(std::string regex) : text(std::move(regex)) {}

  const std::string text;
  std::once_flag once;
  std::unique_ptr<const RE2> re;
  std::atomic<bool> is_ready = false;  // asked far more often than compiled, and cheaper to ask

  const RE2& get() {
    if (is_ready.load(std::memory_order_acquire)) return *re;
    std::call_once(once, [this] {
      RE2::Options options;
      options.set_case_sensitive(false);
      options.set_log_errors(false);
      re = std::make_unique<const RE2>(text, options);
      is_ready.store(true, std::memory_order_release);
    });
    return *re;
  }
};

Pattern::Pattern(std::string regex) : compiled_(std::make_shared<Compiled>(std::move(regex))) {}

std::optional<std::string> Pattern::error() const {
  const RE2& re = compiled_->get();
  if (re.ok()) return std::nullopt;
  return re.error();
}

const std::string& Pattern::text() const {
  return compiled_->text;
}

std::optional<std::vector<Span>> Pattern::search(std::string_view text, std::uint32_t from) const {
  const RE2& re = compiled_->get();
  if (!re.ok() || from > text.size()) return std::nullopt;
  std::vector<re2::StringPiece> groups(static_cast<std::size_t>(re.NumberOfCapturingGroups()) + 1);
  const bool found = re.Match(text, from, text.size(), RE2::UNANCHORED, groups.data(), static_cast<int>(groups.size()));
  if (!found) return std::nullopt;
  std::vector<Span> spans;
  spans.reserve(groups.size());
  for (const re2::StringPiece& group : groups) {
    if (group.data() == nullptr) {
      spans.push_back({});
      continue;
    }
    const auto begin = static_cast<std::uint32_t>(group.data() - text.data());
    spans.push_back({begin, begin + static_cast<std::uint32_t>(group.size())});
  }
  return spans;
}

std::optional<Span> Pattern::find(std::string_view text) const {
  const RE2& re = compiled_->get();
  re2::StringPiece match;
  if (!re.ok() || !re.Match(text, 0, text.size(), RE2::UNANCHORED, &match, 1)) return std::nullopt;
  const auto begin = static_cast<std::uint32_t>(match.data() - text.data());
  return Span{begin, begin + static_cast<std::uint32_t>(match.size())};
}

}  // namespace countercheck
