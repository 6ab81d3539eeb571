// Which alternative each block speaks of: baseline or proposed, option A or B, the former state or the document itself.
//
// A heading, a list item or a table row that names an alternative opens a scope; the same name anywhere in the document
// is the same scope. One alternative of its kind is none: a document that names only one strategy code, or only an
// option B, speaks of that one throughout. Tables with captions of their own ("Table 2: 8 GPUs, batch size 16") are
// alternatives too.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extract/claims.h"
#include "markdown/document.h"
#include "rulebook/rulebook.h"

namespace countercheck {

inline constexpr ScopeId kInheritScope = -2;

/// The alternative that `text` names, in normal form ("baseline", "option b", "ep32 tp1"); empty if it names none.
struct Alternative {
  std::string name;
  std::string kind;  ///< what it is one of: "option", "code", "word"
  bool is_former = false;
  Span span;  ///< in `text`
};
Alternative alternative_in(std::string_view text, const Rulebook& book);

class ScopeMap {
 public:
  ScopeMap(const Document& doc, const Rulebook& book);

  [[nodiscard]] ScopeId of_block(int block) const { return by_block_[static_cast<std::size_t>(block)]; }
  /// The scope of that name below `parent`, made if it is new.
  ScopeId open(const Alternative& alternative, ScopeId parent, Span place);
  /// A scope of its own for one sentence: a what-if, an example.
  ScopeId open_aside(ScopeId parent, Span place);
  /// Blocks that are captions of tables that are alternatives.
  [[nodiscard]] const std::vector<int>& captions() const { return captions_; }
  /// The former state of the whole document.
  ScopeId open_former(Span place);
  [[nodiscard]] const std::vector<Scope>& all() const { return scopes_; }
  [[nodiscard]] std::vector<Scope> take() { return std::move(scopes_); }

 private:
  /// Tables whose captions say on what each was measured are alternatives; a caption belongs to its table.
  void open_captions(const Document& doc, const std::map<int, Alternative>& captions);

  std::vector<Scope> scopes_;
  std::vector<ScopeId> by_block_;
  std::vector<int> captions_;
  std::map<std::pair<ScopeId, std::string>, ScopeId> by_name_;
};

}  // namespace countercheck
