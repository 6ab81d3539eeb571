// Loads hardware/*.toml and models/*.toml: figures under a name.
//
//   aliases = ["H100 SXM5 80GB"]
//   [figures]
//   gpu_memory = "80 GB"
//   peak_flops = { bf16 = "989 TFLOPS" }
#include <utility>

#include "rulebook/loader.h"
#include "text/words.h"

namespace countercheck {
namespace {

class ProfileLoader {
 public:
  using Index = TextMap<std::size_t>;

  ProfileLoader(const LoadedFile& file, std::vector<Profile>& profiles, Index& index, Loader& loader)
      : root_(file.toml.root),
        profiles_(profiles),
        index_(index),
        loader_(loader),
        table_(root_, kRulebookRule, loader.sink) {
    profile_.name = stem_of(file.name);
    profile_.field = file.field;
    profile_.place = {root_.place.source, {}};
  }

  void load() {
    for (const Toml* alias : table_.texts("aliases")) profile_.aliases.push_back(alias->text);
    if (const Toml* source = table_.text("source")) profile_.source = source->text;
    table_.text("vendor");
    const Toml* replace = table_.truth("replace");
    const Toml* figures = table_.table("figures");
    table_.finish();
    if (figures != nullptr) {
      for (const Toml& figure : figures->items)
        if (std::optional<Profile::Entry> entry = read_entry(figure, loader_))
          profile_.entries.push_back(*std::move(entry));
    }
    insert(replace != nullptr && replace->truth);
  }

 private:
  void insert(bool may_replace) {
    std::vector<std::string> names = {normal_form(profile_.name)};
    for (const std::string& alias : profile_.aliases) names.push_back(normal_form(alias));
    for (const std::string& name : names) loader_.book.profile_words.insert(name.substr(0, name.find(' ')));
    const auto own = index_.find(names[0]);
    if (may_replace && own != index_.end() && profiles_[own->second].name == profile_.name) {
      for (const std::string& name : names) index_.try_emplace(name, own->second);
      profiles_[own->second] = std::move(profile_);
      return;
    }
    for (const std::string& name : names) {
      const auto taken = index_.find(name);
      if (taken == index_.end()) continue;
      const Profile& other = profiles_[taken->second];
      return loader_.problem(profile_.place, "`" + name + "` is already a name of `" + other.name + "`",
                             "first in " + said(other.place));
    }
    for (const std::string& name : names) index_.try_emplace(name, profiles_.size());
    profiles_.push_back(std::move(profile_));
  }

  const Toml& root_;
  std::vector<Profile>& profiles_;
  Index& index_;
  Loader& loader_;
  TableReader table_;
  Profile profile_;
};

}  // namespace

std::optional<Profile::Entry> read_entry(const Toml& figure, Loader& loader) {
  const QuantityId id = loader.book.find(figure.key);
  if (id == kNoQuantity) {
    if (!loader.is_broken(figure.key))
      loader.problem(figure.key_place, "unknown quantity `" + figure.key + "`",
                     did_you_mean(figure.key, loader.names.names));
    return std::nullopt;
  }
  Profile::Entry entry;
  entry.quantity = id;
  entry.place = figure.place;
  const Toml* value = &figure;
  // { value = "80 GB", source = "..." }; a table of a quantity has keys of its own.
  if (figure.is(Toml::Kind::table) && figure.find("value") != nullptr) {
    TableReader members(figure, kRulebookRule, loader.sink);
    value = members.any("value");
    if (const Toml* source = members.text("source")) entry.source = source->text;
    members.finish();
  }
  std::optional<Value> read = read_figure(*value, loader.book[id], loader);
  if (!read) return std::nullopt;
  entry.value = *std::move(read);
  entry.text = value->is(Toml::Kind::table) ? std::string(value->place.source->slice(value->place.span)) : value->text;
  if (value->is(Toml::Kind::truth)) entry.text = value->truth ? "true" : "false";
  return entry;
}

void load_hardware(const LoadedFile& file, Loader& loader) {
  ProfileLoader(file, loader.book.hardware, loader.book.by_hardware_name, loader).load();
}

void load_model(const LoadedFile& file, Loader& loader) {
  ProfileLoader(file, loader.book.models, loader.book.by_model_name, loader).load();
}

}  // namespace countercheck
