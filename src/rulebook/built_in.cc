// The rulebook that the program carries.
#include <memory>

#include "rulebook/embedded.h"
#include "rulebook/frozen.h"
#include "rulebook/rulebook.h"

namespace countercheck {

std::shared_ptr<const Rulebook> built_in_rulebook() {
  // Never given back: the program ends sooner.
  static const auto& book = *new std::shared_ptr<const Rulebook>([] {
    std::vector<SourcePtr> sources;
    for (const EmbeddedFile* file = kEmbeddedFiles; file->path != nullptr; ++file) {
      sources.push_back(std::make_shared<const Source>(file->path, Source::Constant{file->text}));
    }
    return std::make_shared<const Rulebook>(thaw(kEmbeddedRulebook, sources));
  }());
  return book;
}

}  // namespace countercheck
