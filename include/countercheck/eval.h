// The rulebook as a calculator: one quantity, from what is set, a machine and a model.
//
//   countercheck::Question question;
//   question.quantity = "kv_cache_per_token";
//   question.settings.model = "deepseek-v3";
//   const countercheck::Evaluation answer = countercheck::eval(question);
//   if (answer.value) std::cout << answer.value->text << '\n';                                       // 70.27 kB
//   for (const auto& missing : answer.missing) std::cout << missing.quantity << " in " << missing.unit << '\n';
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "countercheck/countercheck.h"
#include "countercheck/finding.h"

namespace countercheck {

struct Question {
  std::string quantity;           ///< its name in the rulebook
  std::string unit;               ///< what to answer in; empty: the quantity's own unit
  Settings settings;              ///< set, hardware, model, conventions and rules count
  bool use_configuration = true;  ///< look for .countercheck.toml in the current folder and above it
};

struct Evaluation {
  /// What the quantity is by one convention of the field.
  struct Reading {
    std::string name;  ///< "of_total"
    Figure value;
    std::string per;  ///< the axis that it is for, where that is not the quantity's own: "layer"
    std::string formula;
    DerivationPtr derivation;
  };
  /// What a calculation would need and does not have.
  struct Missing {
    std::string quantity;
    std::string about;
    std::string unit;  ///< empty for a bare number, a choice or a truth value
  };

  std::string quantity;
  std::string label;  ///< as people say it
  /// `value` takes every input as it is written; from `low` to `high` is what the digits of the inputs leave open, and
  /// all readings. A choice or a truth value is `text` alone, and its numbers are NaN.
  std::optional<Figure> value;
  std::string per;  ///< as in Reading
  DerivationPtr derivation;
  std::vector<Reading> readings;   ///< where the field has several conventions: all that could be calculated
  std::vector<Missing> missing;    ///< without a value: what is missing
  std::vector<std::string> notes;  ///< what is assumed, estimated or only a bound
  std::vector<Finding> problems;   ///< what was wrong with the question
  int exit_status = 0;             ///< 0 answered, 2 not
};

}  // namespace countercheck
