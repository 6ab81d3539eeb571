// The smallest program that uses the installed library: it prints what is wrong with one sentence.
#include <countercheck/countercheck.h>

#include <iostream>

int main() {
  countercheck::Request request;
  request.texts = {std::make_shared<const countercheck::Source>("note.md", "The ranks are 64 × 2 = 120.\n")};
  const countercheck::Report report = countercheck::check(request);
  for (const auto& finding : report.documents.at(0).findings)
    std::cout << finding.rule << ": " << finding.message << '\n';
  return report.exit_status;
}
