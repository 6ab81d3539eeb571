// How much of a document is read. Every limit can be moved, and what lies beyond one is told, never silently left out.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "countercheck/source.h"

namespace countercheck {

struct Limits {
  int document_mib = 128;
  int nesting = 100;
  int columns = 500;
  int figures = 1'000'000;
  int parentheses = 24;
  int graph_mib = 64;
};

/// One of them, as users name it.
struct Limit {
  std::string_view name;
  int Limits::*member = nullptr;
  int most = 0;  ///< beyond it the program or a library of it could break
  std::string_view about;
};

/// All of them, in the order of `Limits`.
std::span<const Limit> all_limits();

/// nullptr if there is none of that name.
const Limit* find_limit(std::string_view name);

/// What was left unread in a document.
struct Unread {
  std::string message;     ///< "a table with 900 columns is read as text"
  std::string_view limit;  ///< of `all_limits`, or empty where none decides it
  Span span;               ///< where it begins; empty: the document as a whole
};

/// How more is read: "`--limit columns=900` reads up to 900"; empty where no limit decides it.
std::string hint_of(const Unread& unread);

}  // namespace countercheck
