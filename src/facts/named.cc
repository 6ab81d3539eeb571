// Collects what a document names, and decides.
#include "facts/named.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "text/words.h"

namespace countercheck {
namespace {

/// What holds more words than this names no machine.
constexpr std::size_t kLongestAlias = 6;

struct Mention {
  const Profile* profile = nullptr;
  std::string name;  ///< in normal form
  int section = 0;
  bool is_heading = false;
  bool is_labelled = false;
  bool is_counted = false;  ///< "8x H100"
  Place place;
};

bool is_part_of(const std::string& name, const std::string& whole) {
  return name.size() < whole.size() && (" " + whole + " ").find(" " + name + " ") != std::string::npos;
}

/// What profiles of one kind can be called by, and the words that stand before the one that is used.
struct ProfileNames {
  const std::vector<Profile>& profiles;
  const TextMap<std::size_t>& by_name;
  std::string_view label_words;  ///< a group of the language: "hardware_label"
};

/// The words of one block, and which of them begin a name of some machine or model.
struct Words {
  std::vector<Word> all;
  std::vector<std::size_t> beginnings;
};

/// Collects what is named of one kind.
class Collector {
 public:
  Collector(const Document& doc, ProfileNames names, const Language& language)
      : doc_(doc), names_(names), language_(language) {}

  void read(const Block& block, const Words& words_of_block) {
    const std::vector<Word>& words = words_of_block.all;
    std::size_t next = 0;
    for (const std::size_t i : words_of_block.beginnings) {
      if (i < next) continue;
      for (std::size_t n = std::min(kLongestAlias, words.size() - i); n > 0; --n) {
        std::string name = join(words, i, i + n);
        const auto found = names_.by_name.find(name);
        if (found == names_.by_name.end()) continue;
        const Span span{words[i].span.begin, words[i + n - 1].span.end};
        mentions_.push_back({&names_.profiles[found->second],
                             std::move(name),
                             block.section,
                             block.kind == BlockKind::heading,
                             is_labelled(block, span),
                             i > 0 && is_number(words[i - 1].text),
                             {doc_.source, block.text.to_source(span)}});
        next = i + n;
        break;
      }
    }
  }

  std::vector<NamedProfile> decide();

 private:
  /// "H100" beside "H100 PCIe" says the same in short.
  void leave_out_short_names() {
    std::set<std::string> said;
    for (const Mention& mention : mentions_) said.insert(mention.name);
    std::erase_if(mentions_, [&](const Mention& mention) {
      return std::any_of(said.begin(), said.end(), [&](const std::string& other) {
        return is_part_of(mention.name, other) &&
               names_.by_name.find(other)->second != names_.by_name.find(mention.name)->second;
      });
    });
  }

  /// "8", "8x"
  static bool is_number(std::string_view word) {
    if (word.ends_with('x')) word.remove_suffix(1);
    return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
  }

  /// "GPU: H100", "| GPU | H100 |"
  [[nodiscard]] bool is_labelled(const Block& block, Span span) const {
    if (block.kind == BlockKind::cell) {
      if (block.row < 1 || block.column < 1) return false;
      const Table& table = doc_.tables[static_cast<std::size_t>(block.table)];
      const int first = table.rows[static_cast<std::size_t>(block.row)].front();
      return first >= 0 && is_label(doc_.blocks[static_cast<std::size_t>(first)].text.text);
    }
    const std::string_view before = std::string_view(block.text.text).substr(0, span.begin);
    const std::size_t line = before.rfind('\n') + 1;  // npos + 1 is the start
    const std::size_t colon = before.find(':', line);
    return colon != std::string_view::npos && is_label(before.substr(line, colon - line));
  }

  [[nodiscard]] bool is_label(std::string_view text) const {
    return language_.has(names_.label_words, normal_form(text));
  }

  const Document& doc_;
  const ProfileNames names_;
  const Language& language_;
  std::vector<Mention> mentions_;
};

using Profiles = std::set<const Profile*>;

NamedProfile first_of(const Profile* profile, int section, const std::vector<Mention>& mentions) {
  const auto is_it = [&](const Mention& m) { return m.profile == profile; };
  const auto mention = std::find_if(mentions.begin(), mentions.end(), is_it);
  const bool is_firm = std::count_if(mentions.begin(), mentions.end(), is_it) > 1 || mention->is_labelled ||
                       mention->is_heading || mention->is_counted;
  return {profile, section, mention->place, is_firm};
}

std::vector<NamedProfile> Collector::decide() {
  leave_out_short_names();
  const std::vector<Mention>& mentions = mentions_;
  if (mentions.empty()) return {};
  Profiles all;
  Profiles labelled;
  std::map<int, Profiles> by_section;
  std::map<int, Profiles> by_heading;
  for (const Mention& mention : mentions) {
    all.insert(mention.profile);
    by_section[mention.section].insert(mention.profile);
    if (mention.is_labelled) labelled.insert(mention.profile);
    if (mention.is_heading) by_heading[mention.section].insert(mention.profile);
  }
  if (all.size() == 1) return {first_of(mentions.front().profile, 0, mentions)};

  std::vector<NamedProfile> out;
  const Profile* used = labelled.size() == 1 ? *labelled.begin() : nullptr;
  if (used != nullptr) out.push_back(first_of(used, 0, mentions));
  for (const auto& [section, here] : by_section) {
    const bool is_one = here.size() == 1;
    if (is_one && *here.begin() == used) continue;
    const bool is_named = is_one && by_heading.contains(section);
    // The words around all headings belong to the whole document, for which the label has spoken.
    if (section == 0 && used != nullptr) continue;
    out.push_back(is_named ? first_of(*here.begin(), section, mentions) : NamedProfile{nullptr, section, {}, false});
  }
  return out;
}

}  // namespace

Named find_named(const Document& doc, const Rulebook& book, Wanted wanted) {
  Collector hardware(doc, {book.hardware, book.by_hardware_name, "hardware_label"}, book.language);
  Collector models(doc, {book.models, book.by_model_name, "model_label"}, book.language);
  for (const Block& block : doc.blocks) {
    if (block.kind == BlockKind::comment || block.kind == BlockKind::html) continue;
    Words words{words_of(block.text.text), {}};
    for (std::size_t i = 0; i < words.all.size(); ++i)
      if (book.profile_words.contains(words.all[i].text)) words.beginnings.push_back(i);
    if (words.beginnings.empty()) continue;
    if (wanted.hardware) hardware.read(block, words);
    if (wanted.models) models.read(block, words);
  }
  return {hardware.decide(), models.decide()};
}

}  // namespace countercheck
