// What a command line says, as a plain value.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "countercheck/countercheck.h"

namespace countercheck {

enum class ColourChoice : std::uint8_t { automatic, always, never };

struct Options {
  std::string command = "check";
  std::vector<std::string> names;  ///< documents, or what the command is asked about
  Settings settings;
  bool use_configuration = true;
  std::string format = "text";
  std::string output_file;                  ///< empty: stdout
  std::map<std::string, std::string> also;  ///< file -> the format that is written there as well
  std::string stdin_filename;               ///< the path that the text on stdin goes by
  std::string unit;                         ///< eval: what to answer in
  bool is_mutating = false;                 ///< rules test: whether the examples notice a changed rule
  ColourChoice colour = ColourChoice::automatic;
  int jobs = 0;                ///< documents that are checked at once; 0: as many as there are processors
  bool ndjson = false;         ///< documents come on stdin and go to stdout, one JSON object a line
  bool watch = false;          ///< checks again whenever a file changes
  bool statistics = false;     ///< counts by rule instead of findings
  bool all = false;            ///< passes and inputs too
  bool is_quiet = false;       ///< only the exit status tells
  bool exit_zero = false;      ///< findings do not make the exit status 1
  bool svg = false;            ///< graph: a picture instead of DOT
  bool strip = false;          ///< annotate: takes the marks away
  bool fix = false;            ///< check: rewrites figures that are safe to rewrite
  bool unsafe = false;         ///< with fix or diff: the others too
  bool diff = false;           ///< check: shows what fix would write
  std::string since;           ///< check: only what became wrong since this commit
  bool is_staged = false;      ///< check: what would be committed
  std::string write_baseline;  ///< check: where to write all findings
  std::string reason;          ///< suppress: why
  bool write = false;          ///< annotate: into the documents themselves
};

}  // namespace countercheck
