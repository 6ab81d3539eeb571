// Finds formulas that can never be computed: quantities that nobody can state, each computed from the next, in a
// circle.
//
// Two quantities that are computed from each other are normal: a document states one of them. Reported is only a circle
// in which each quantity has one formula, and no label, phrase, key, code, default or figure of a machine or model.
#include <algorithm>
#include <unordered_set>
#include <utility>

#include "rulebook/loader.h"

namespace countercheck {
namespace {

class CycleFinder {
 public:
  explicit CycleFinder(Loader& loader) : loader_(loader), book_(loader.book), states_(book_.quantities.size()) {
    for (const auto* profiles : {&book_.hardware, &book_.models}) {
      for (const Profile& profile : *profiles) {
        for (const Profile::Entry& entry : profile.entries) in_profiles_.insert(entry.quantity);
      }
    }
  }

  void run() {
    for (std::size_t i = 0; i < book_.quantities.size(); ++i) follow(static_cast<QuantityId>(i));
  }

 private:
  enum class State : std::uint8_t { fresh, open, done };

  [[nodiscard]] bool is_stuck(QuantityId id) const {
    const Quantity& it = book_[id];
    return it.labels.empty() && it.phrases.empty() && it.keys.empty() && it.codes.empty() && !it.otherwise &&
           !it.constant && it.formulas.size() == 1 && !it.formulas[0].is_fallback && !in_profiles_.contains(id);
  }

  /// Walks from one to the next without recursion: a chain of formulas may be as long as the rulebook.
  void follow(QuantityId start) {
    struct Step {
      QuantityId id;
      std::size_t next = 0;
    };
    std::vector<Step> path;
    const auto enter = [&](QuantityId id) {
      states_[static_cast<std::size_t>(id)] = State::open;
      path.push_back({id, 0});
    };
    if (states_[static_cast<std::size_t>(start)] == State::fresh && is_stuck(start)) enter(start);
    while (!path.empty()) {
      Step& step = path.back();
      const std::vector<Reference>& names = book_[step.id].formulas[0].names;
      if (step.next == names.size()) {
        states_[static_cast<std::size_t>(step.id)] = State::done;
        path.pop_back();
        continue;
      }
      const Reference& name = names[step.next++];
      const QuantityId next = name.quantity;
      if (name.owner != Owner::document || next == kNoQuantity || !is_stuck(next)) continue;
      const State state = states_[static_cast<std::size_t>(next)];
      if (state == State::fresh) {
        enter(next);
      } else if (state == State::open) {
        std::vector<QuantityId> ids;
        for (const Step& one : path) ids.push_back(one.id);
        report(ids, next);
      }
    }
  }

  void report(const std::vector<QuantityId>& path, QuantityId back) {
    std::string circle;
    for (auto it = std::find(path.begin(), path.end(), back); it != path.end(); ++it) circle += book_[*it].name + " → ";
    loader_.problem(book_[back].formulas[0].place, "a circle of formulas: " + circle + book_[back].name,
                    "none of them can be stated: give one a label, or another formula");
  }

  Loader& loader_;
  const Rulebook& book_;
  std::vector<State> states_;
  std::unordered_set<QuantityId> in_profiles_;
};

}  // namespace

void check_cycles(Loader& loader) {
  CycleFinder(loader).run();
}

}  // namespace countercheck
