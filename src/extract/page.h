// One document while it is read: the values and calculations of each block, and what the readers state about them.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extract/claims.h"
#include "extract/formula_text.h"
#include "extract/phrase_index.h"
#include "extract/scopes.h"
#include "markdown/document.h"
#include "rulebook/rulebook.h"
#include "text/words.h"
#include "units/written.h"

namespace countercheck {

struct Page {
  const Document& doc;
  const Rulebook& book;
  ScopeMap scopes;
  PhraseIndex phrases;
  std::vector<std::vector<Written>> values;      ///< of each block, from left to right
  std::vector<std::vector<Equation>> equations;  ///< of each block, spans in its flat text
  std::vector<FormulaText> formulas;             ///< the first ones that the document states, over names
  std::vector<Unread> unread;                    ///< what a limit left out
  mutable std::string lower_text;                ///< of the document, once somebody asks for its words
  mutable std::map<std::string, bool> has_context_word;

  [[nodiscard]] const Block& block(int number) const { return doc.blocks[static_cast<std::size_t>(number)]; }
  [[nodiscard]] const std::vector<Written>& values_of(int number) const {
    return values[static_cast<std::size_t>(number)];
  }
  [[nodiscard]] const std::vector<Equation>& equations_of(int number) const {
    return equations[static_cast<std::size_t>(number)];
  }
  /// Whether the document has one of the words without which the quantity's own words mean something else.
  [[nodiscard]] bool is_in_context(QuantityId id) const;
};

/// Whether readers look at the block: comments and HTML claim nothing.
bool is_read(const Block& block);

Page read_page(const Document& doc, const Rulebook& book);

/// The candidates that are in their context, those that demand one first.
std::vector<QuantityId> in_context(std::vector<QuantityId> candidates, const Page& page);

/// A figure that a reader has bound to a quantity. Spans are in the flat text of their block.
struct Statement {
  int block = -1;
  Written written;  ///< of a choice only its span counts
  std::string choice;
  QuantityId quantity = kNoQuantity;
  std::vector<QuantityId> maybe;  ///< of one without a quantity
  bool is_former = false;         ///< "8 (increased from 4)": the 4
  std::vector<std::string> per;
  ScopeId scope = kInheritScope;  ///< kInheritScope: the block's own
  int label_block = -1;
  Span label;
  Reader reader = Reader::label;
  bool is_target = false;
};

/// Reads one kind of claim. The table of readers in extract.cc is in order of trust: who binds a number first keeps it.
using BlockReader = void (*)(const Page& page, int block, std::vector<Statement>& out);

void read_keys(const Page& page, int block, std::vector<Statement>& out);
void read_labels(const Page& page, int block, std::vector<Statement>& out);
void read_codes(const Page& page, int block, std::vector<Statement>& out);
void read_phrases(const Page& page, int block, std::vector<Statement>& out);

/// "TP / PP / DP: 4 / 2 / 8" in a line, and over the two cells of a row.
void read_tuples(const Page& page, int block, std::vector<Statement>& out);
void read_tuple_rows(const Page& page, std::vector<Statement>& out);

/// "Stage 0: GPUs 0-127 (4 layers, 128 GPUs)": what one of several has may be what each of them has.
void read_members(const Page& page, int block, std::vector<Statement>& out);

/// "96 layers, hidden 12288, 96 heads" where nothing else states these otherwise. Comes after the other readers.
void read_enumerations(const Page& page, std::vector<Statement>& out);

/// Tables are read whole: a header cell binds the cells below it, a first cell those beside it. Rows and columns that
/// stand for alternatives open scopes.
void read_tables(Page& page, std::vector<Statement>& out);

/// What a caption counts holds for its table.
void read_captions(const Page& page, std::vector<Statement>& out);

/// Nested configuration in fences, by the path of its keys. Several workloads that state the same open scopes.
void read_manifests(Page& page, std::vector<Statement>& out);

/// The figure that stands at `at`: the result of the calculation that begins there, else the value there; nullptr if
/// neither does. Approximation words and filler ("exactly", "a total of") may stand before it.
struct FigureAt {
  Written written;
  bool is_found = false;
};
FigureAt figure_at(const Page& page, int block, std::uint32_t at);
/// The number at `at` with letters that mean a unit for one of the candidates: "500m" of a CPU request.
FigureAt short_figure_at(const Page& page, int block, std::uint32_t at, const std::vector<QuantityId>& candidates);

/// A bare number gets the unit of the first candidate whose label says it.
void give_unit(Written& written, const std::vector<QuantityId>& candidates, const Rulebook& book);
/// The figure of a key at `at`: with the letters and the unit that its quantity gives it.
FigureAt key_figure_at(const Page& page, int block, std::uint32_t at, QuantityId id, std::string_view key);

/// The choice word ("FP8") among the first words of `text`, canonical, with its span in `text`; empty if there is none.
struct ChoiceAt {
  std::string choice;
  Span span;
};
ChoiceAt choice_at(const Quantity& quantity, std::string_view text);

}  // namespace countercheck
