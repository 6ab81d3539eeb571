// What a document claims: figures bound to quantities, calculations, and the scopes in which they hold.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "countercheck/source.h"
#include "expr/expr.h"
#include "markdown/document.h"
#include "rulebook/rulebook.h"
#include "units/written.h"

namespace countercheck {

/// mention: a figure that nothing binds and nothing computes; it may say again what is computed elsewhere.
/// link: a label in running text, "a batch size of 32".
enum class Reader : std::uint8_t { label, table, link, phrase, code, key, front_matter, directive, equation, mention };

/// Whether a reader is sure to read the quantity itself; a phrase or a code in running text may speak of a part of it.
constexpr bool is_firm(Reader reader) {
  return reader == Reader::label || reader == Reader::table || reader == Reader::key || reader == Reader::front_matter;
}

using ScopeId = int;  ///< index into Claims::scopes; 0 is the document
inline constexpr ScopeId kDocumentScope = 0;

/// Where facts hold: the document, or one alternative among several. What an alternative does not state it inherits.
struct Scope {
  ScopeId parent = -1;
  std::string name;        ///< "baseline", "EP32_TP1", "original"; empty for the document
  Span span;               ///< where the name stands
  bool is_former = false;  ///< a former or rejected state: "was 8", "Current state"
};

/// One number, or one choice, that the document states. From here on source.slice(claim.span) is the claim.
struct Claim {
  Span span;           ///< source bytes: number and, where it follows directly, unit
  Written written;     ///< of a number; unit may come from a header or from the quantity
  std::string choice;  ///< of a choice: the canonical word; empty for a number
  QuantityId quantity = kNoQuantity;
  std::vector<QuantityId> maybe;  ///< without a quantity: what it may be; confirmed if it fits one of them
  std::vector<std::string> per;   ///< axes it is stated for: "layer"
  ScopeId scope = kDocumentScope;
  int block = -1;
  Span label;  ///< source bytes of what binds it: label, header, phrase; may be empty
  Reader reader = Reader::label;
  bool is_computed = false;  ///< the document shows a calculation whose result this is
  bool is_target = false;    ///< wanted, not stated as true: "target", "goal", "requirement"
  std::string wording;       ///< lower-case words around it, for conventions
};

/// A calculation that the document writes: `a = b = c`, `value (expression)`, `p% of V`, `A → B (50% reduction)`.
struct Equation {
  enum class Form : std::uint8_t {
    equality,    ///< sides[0] = sides[1] = ...
    value_of,    ///< value (expression): sides[0] is the value
    share,       ///< p% (a/b), a of b (p%), p% of V = W
    change,      ///< A → B (p% reduction), p% fewer (a vs b)
    comparison,  ///< a ≤ b, a ≪ b
    sum,         ///< parts and their total; sides[0] is the total
  };
  struct Side {
    Expr expr;
    Span span;             ///< source bytes
    bool is_open = false;  ///< "2.15 + 8 = 10.15" after a broken beginning: not judged
  };
  Form form = Form::equality;
  std::vector<Side> sides;
  Operator relation = Operator::equal;  ///< of a comparison
  std::string note;                     ///< why it is read, where that is not obvious; of a change its direction
  int block = -1;
  ScopeId scope = kDocumentScope;
  Span span;
  std::vector<int> claims;  ///< the claim of the value of each side, or -1; same length as sides
};

/// `<!-- countercheck: set num_gpus = 128 -->`, `<!-- countercheck: ignore[rule] -- reason -->`
struct Directive {
  std::string verb;  ///< "set", "ignore", "disable", "enable"
  std::string arguments;
  std::string reason;
  Span span;
  int block = -1;
  Span range;  ///< what it speaks of, where that is not the lines around it; else empty
};

struct Claims {
  std::vector<Claim> claims;  ///< in the order of the text
  std::vector<Equation> equations;
  std::vector<Equation> conjectures;  ///< written nowhere, borne out by figures; of what nothing else judges
  std::vector<Directive> directives;
  std::vector<Scope> scopes;   ///< scopes[0] is the document
  std::vector<Unread> unread;  ///< figures that a limit left out
};

/// Reads everything that `doc` claims, with the words of `book`. Mistakes in directives are problems.
Claims extract(const Document& doc, const Rulebook& book, Sink& sink);

/// One line a claim, mentions left out, for tests: "12:17 num_gpus = 128 [label]".
std::string dump(const Claims& claims, const Document& doc, const Rulebook& book);

}  // namespace countercheck
