// A Markdown file as blocks with byte spans, a tree of sections, tables, and flat text with a map back to the source.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "countercheck/source.h"
#include "text/limits.h"

namespace countercheck {

/// Text without its Markdown marks, and where each byte of it stands in the source.
/// "**Total GPUs**: 128" becomes "Total GPUs: 128". Every line break inside a block, soft or hard or <br>, is one "\n":
/// people write lists line by line without Markdown's marks, and readers that do not care take "\n" for white space.
/// 10<sup>6</sup> becomes 10^6; comments, footnote markers and HTML tags vanish; LaTeX between dollar signs stays.
struct FlatText {
  std::string text;
  struct Piece {  ///< `length` bytes at `flat` are the bytes at `source`
    std::uint32_t flat = 0;
    std::uint32_t source = 0;
    std::uint32_t length = 0;
  };
  std::vector<Piece> pieces;  ///< ascending, disjoint; bytes in no piece (an entity, <br>) stand for the
                              ///< source between the pieces around them, which may be empty ones
  struct Code {               ///< a code span: literal text
    Span span;                ///< in `text`
  };
  std::vector<Code> codes;
  std::vector<Span> struck;  ///< ~~struck out~~ text, in `text`

  /// The source bytes from the first to the last byte of a flat span. Marks inside are included.
  [[nodiscard]] Span to_source(Span flat) const;
  /// Whether the flat span stands in the source byte for byte, without marks between.
  [[nodiscard]] bool is_contiguous(Span flat) const;
};

/// An item is the first paragraph of a list item, tight or loose, without marker and check box, empty if the item
/// begins with something else; its further paragraphs, fences and items have it as parent. Indented code is a fence
/// with info "". A comment, also one inside a paragraph or cell, is a block of its own behind the block it stands in.
enum class BlockKind : std::uint8_t { paragraph, heading, item, cell, fence, html, comment, front_matter };

struct Block {
  BlockKind kind = BlockKind::paragraph;
  Span span;        ///< whole block in the source, without the final line end
  Span content;     ///< fences and front matter: the lines between the fences; else as `span`
  int section = 0;  ///< the section it stands in; a heading stands in the one it opens
  int parent = -1;  ///< of an item's text: the block of the item around it; -1 at top level
  int list = -1;    ///< which list an item belongs to, numbered through the document; -1: none
  int depth = 0;    ///< nesting of lists and quotes
  bool is_quote = false;
  int level = 0;                          ///< of a heading
  std::string info;                       ///< of a fence: its first word, "python"; of front matter: "yaml" or "toml"
  int table = -1, row = -1, column = -1;  ///< of a cell; row 0 is the header
  FlatText text;                          ///< fences, comments, html and front matter: the content unchanged, but
                                          ///< for what quotes and items put before its lines, and "\n" line ends
};

/// Section 0 is the document before and around all headings. Quoted headings open none.
struct Section {
  int heading = -1;  ///< block; -1 for section 0
  int level = 0;
  int parent = -1;
  Span span;  ///< heading and everything below it
};

struct Table {
  Span span;
  int section = 0;
  int columns = 0;
  std::vector<std::vector<int>> rows;  ///< block of each cell; rows[0] is the header; rows are padded with -1
  int before = -1;                     ///< the block directly before the table in the same section, comments aside,
                                       ///< or -1; never a cell
};

struct Document {
  SourcePtr source;
  std::vector<Block> blocks;  ///< in the order of the text
  std::vector<Section> sections;
  std::vector<Table> tables;
  Limits limits;               ///< how much of it is read, here and by what reads the blocks
  std::vector<Unread> unread;  ///< what the blocks do not show
};

/// What names a cell: the blocks of its column's header and of its row's first cell; -1 where there is none, or where
/// the block is no cell.
struct CellHeads {
  int column = -1;
  int row = -1;
};
CellHeads heads_of(const Document& doc, int block);

/// Never fails: every byte sequence is a document. Bytes that are not UTF-8 and NUL stay in the source and read as
/// U+FFFD in flat text.
Document parse_markdown(SourcePtr source, const Limits& limits = {});

/// The inline text of `source` between `span`, without Markdown marks. Knows no link definitions: "[a][b]" stays.
FlatText flatten(const Source& source, Span span);

/// One line a block, for tests: "heading 1 [0,7) Title", "item LIST/DEPTH in PARENT [2,5) text", "cell TABLE.ROW.COLUMN
/// [2,3) a", "paragraph quoted [2,3) x". Line ends are "\n".
std::string dump(const Document& document);

}  // namespace countercheck
