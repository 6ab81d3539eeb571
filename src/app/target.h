// What the user targets and sets, resolved against the rulebook.
#pragma once

#include "app/configuration.h"
#include "facts/facts.h"
#include "rulebook/rulebook.h"
#include "text/files.h"
#include "text/limits.h"
#include "text/sink.h"

namespace countercheck {

/// Resolves names and values. What the rulebook does not know is a problem with what was probably meant: at its place
/// in the configuration, or as a mistake of usage where the configuration does not say it. A model may be a file
/// (config.json), or the folder that holds it.
Target resolve_target(const Configuration& configuration, const Rulebook& book, Files& files, Sink& sink);

/// The limits that the user moves; a name that none has, or a number out of its range, is a problem as above.
Limits resolve_limits(const Configuration& configuration, Sink& sink);

/// Reports rule ids in select, ignore, severity and tolerance that name nothing: a mistyped id would check nothing.
void check_rule_names(const Configuration& configuration, const Rulebook& book, Sink& sink);

}  // namespace countercheck
