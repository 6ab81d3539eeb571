// Loads architectures/*.toml: what the fields of a published model file (config.json) mean.
//
//   model_type = ["mixtral"]
//   like       = "decoder"                        # another file of this folder, whose lines hold here too
//   topics     = ["model", "moe"]                 # files of quantities whose keys are fields of a model
//   parts      = ["ffn_config"]                   # fields that hold a table whose fields count too
//   needs      = ["num_layers", "hidden_size"]    # what every file must say
//   [keys]
//   intermediate_size = "moe_ffn_hidden_size"     # a field that means something else here; "" means nothing
//   [figures]
//   gated_ffn = true                              # what holds where the file is silent
#include <algorithm>
#include <set>
#include <utility>

#include "rulebook/loader.h"

namespace countercheck {
namespace {

template <typename T>
void add_once(std::vector<T>& into, const T& item) {
  if (std::find(into.begin(), into.end(), item) == into.end()) into.push_back(item);
}

class ArchitecturesLoader {
 public:
  ArchitecturesLoader(const std::vector<const LoadedFile*>& files, Loader& loader) : loader_(loader) {
    for (const LoadedFile* file : files)
      files_[stem_of(file->name)] = file;  // a project's file replaces a built-in one
  }

  void load() {
    std::vector<Architecture>& all = loader_.book.architectures;
    for (const auto& [name, file] : files_) {
      Architecture read = this->read(name);
      const auto place = std::lower_bound(all.begin(), all.end(), name,
                                          [](const Architecture& it, const std::string& own) { return it.name < own; });
      if (place != all.end() && place->name == name) {
        *place = std::move(read);
      } else {
        all.insert(place, std::move(read));
      }
    }
    std::map<std::string, const Architecture*> by_type;
    for (const Architecture& architecture : all) {
      for (const std::string& type : architecture.model_types) {
        const auto [known, is_new] = by_type.emplace(type, &architecture);
        if (!is_new)
          loader_.problem(architecture.figures.place,
                          "`" + type + "` is already a model type of `" + known->second->name + "`");
      }
    }
  }

 private:
  Architecture read(const std::string& name) {
    const Toml& root = files_.at(name)->toml.root;
    TableReader table(root, kRulebookRule, loader_.sink);
    Architecture out;
    open_.insert(name);
    if (const Toml* like = table.text("like")) out = base(*like);
    open_.erase(name);
    out.name = name;
    out.model_types.clear();
    out.figures.name = name;
    out.figures.place = {root.place.source, {}};
    for (const Toml* type : table.texts("model_type")) out.model_types.push_back(type->text);
    for (const Toml* topic : table.texts("topics")) add_once(out.topics, topic->text);
    for (const Toml* part : table.texts("parts")) add_once(out.parts, part->text);
    for (const Toml* need : table.texts("needs"))
      if (const QuantityId id = quantity(*need); id != kNoQuantity) add_once(out.needed, id);
    if (const Toml* source = table.text("source")) out.figures.source = source->text;
    const Toml* keys = table.table("keys");
    const Toml* figures = table.table("figures");
    table.finish();
    if (keys != nullptr)
      for (const Toml& key : keys->items) read_key(key, out);
    if (figures != nullptr)
      for (const Toml& figure : figures->items) read_figure_of(figure, out);
    return out;
  }

  Architecture base(const Toml& like) {
    if (open_.contains(like.text)) {
      loader_.problem(like.place, "`" + like.text + "` is like itself");
      return {};
    }
    if (files_.contains(like.text)) return read(like.text);
    std::vector<std::string> names;
    for (const Architecture& known : loader_.book.architectures) {
      if (known.name == like.text) return known;
      names.push_back(known.name);
    }
    for (const auto& [name, file] : files_) names.push_back(name);
    loader_.problem(like.place, "no architecture is called `" + like.text + "`", did_you_mean(like.text, names));
    return {};
  }

  QuantityId quantity(const Toml& name) {
    const QuantityId id = loader_.book.find(name.text);
    if (id == kNoQuantity && !loader_.is_broken(name.text))
      loader_.problem(name.place, "unknown quantity `" + name.text + "`", did_you_mean(name.text, loader_.names.names));
    return id;
  }

  void read_key(const Toml& key, Architecture& out) {
    if (!key.is(Toml::Kind::text)) {
      loader_.problem(key.place, "`" + key.key + "` is " + std::string(name_of(key.kind)) + ", not a quantity");
    } else if (key.text.empty()) {
      out.keys[key.key] = kNoQuantity;
    } else if (const QuantityId id = quantity(key); id != kNoQuantity) {
      out.keys[key.key] = id;
    }
  }

  void read_figure_of(const Toml& figure, Architecture& out) {
    std::optional<Profile::Entry> entry = read_entry(figure, loader_);
    if (!entry) return;
    std::erase_if(out.figures.entries, [&](const Profile::Entry& other) { return other.quantity == entry->quantity; });
    out.figures.entries.push_back(*std::move(entry));
  }

  Loader& loader_;
  std::map<std::string, const LoadedFile*> files_;
  std::set<std::string> open_;
};

}  // namespace

void load_architectures(const std::vector<const LoadedFile*>& files, Loader& loader) {
  ArchitecturesLoader(files, loader).load();
}

}  // namespace countercheck
