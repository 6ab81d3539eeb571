// Hashes the first bytes of literals.
#include "extract/phrase_index.h"

#include <algorithm>
#include <utility>

namespace countercheck {
PhraseIndex::PhraseIndex(const Rulebook& book) {
  slots_.fill(-1);
  for (std::size_t id = 0; id < book.quantities.size(); ++id) {
    for (const Quantity::Phrase& phrase : book.quantities[id].phrases) {
      const auto number = static_cast<int>(nodes_.size());
      Node node;
      node.entry.quantity = static_cast<QuantityId>(id);
      node.entry.phrase = &phrase;
      if (phrase.literals.empty() || phrase.literals.front().size() < kKey)
        unkeyed_.push_back(number);
      else
        node.next = std::exchange(slots_[slot_of(phrase.literals.front())], number);
      nodes_.push_back(std::move(node));
    }
  }
}

std::size_t PhraseIndex::slot_of(std::string_view key) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(key[i])); };
  return ((byte(0) << 10U) ^ (byte(1) << 5U) ^ byte(2)) * 0x9E3779B1U >> 22U;
}

std::vector<bool> PhraseIndex::candidates(std::string_view text) const {
  std::vector<bool> is_candidate(nodes_.size());
  for (const int number : unkeyed_) is_candidate[static_cast<std::size_t>(number)] = true;
  for (std::size_t at = 0; at + kKey <= text.size(); ++at) {
    const std::string_view rest = text.substr(at);
    for (int i = slots_[slot_of(rest)]; i >= 0; i = nodes_[static_cast<std::size_t>(i)].next) {
      const auto number = static_cast<std::size_t>(i);
      if (!is_candidate[number] && rest.starts_with(nodes_[number].entry.phrase->literals.front()))
        is_candidate[number] = true;
    }
  }
  return is_candidate;
}

std::vector<const PhraseIndex::Entry*> PhraseIndex::find(std::string_view text) const {
  const std::vector<bool> is_candidate = candidates(text);
  std::vector<const Entry*> found;
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    if (!is_candidate[i]) continue;
    const Entry& entry = nodes_[i].entry;
    const auto stands = [&](const std::string& literal) { return text.find(literal) != std::string_view::npos; };
    if (!std::all_of(entry.phrase->literals.begin(), entry.phrase->literals.end(), stands)) continue;
    found.push_back(&entry);
  }
  return found;
}

}  // namespace countercheck
