// Which machine or model a document means, and where: its figures hold where it is clearly the one that is spoken of.
//
// A document that names one machine means that one. One that names several compares them, so that none holds
// throughout, unless a label says which is used ("GPU: H100"); and a section holds to the one that its heading names.
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "markdown/document.h"
#include "rulebook/rulebook.h"

namespace countercheck {

/// From `section` on, down to sections that have a line of their own.
struct NamedProfile {
  const Profile* profile = nullptr;  ///< nullptr: several are named, and none is clearly meant
  int section = 0;
  Place place;
  bool is_firm = false;  ///< by a label, a heading, a number ("8x H100"), or more than once
};

/// The machines and the models that a document names. Of a kind that is not wanted nothing is looked for.
struct Named {
  std::vector<NamedProfile> hardware;
  std::vector<NamedProfile> models;
};
struct Wanted {
  bool hardware = true;
  bool models = true;
};

Named find_named(const Document& doc, const Rulebook& book, Wanted wanted = {});

}  // namespace countercheck
