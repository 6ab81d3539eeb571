// Writes JSON. A report is mostly texts, and most of them need no escape: those are copied in whole runs. RapidJSON
// prints the numbers that are not whole.
#include "render/json_writer.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <array>
#include <cassert>
#include <charconv>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "render/utf8.h"

namespace countercheck {
namespace {

constexpr double kLargestWhole = 9007199254740992.0;

/// Bytes that stand in a text as they are.
constexpr std::array<bool, 256> kIsPlain = [] {
  std::array<bool, 256> plain{};
  for (std::size_t c = ' '; c < 0x80; ++c) plain[c] = c != '"' && c != '\\';
  return plain;
}();

void append_escape(std::string& out, unsigned char c) {
  constexpr std::string_view kLetters = "\"\"\\\\\bb\ff\nn\rr\tt";
  constexpr char kDigits[] = "0123456789ABCDEF";
  for (std::size_t i = 0; i < kLetters.size(); i += 2) {
    if (kLetters[i] != static_cast<char>(c)) continue;
    out += '\\';
    out += kLetters[i + 1];
    return;
  }
  out += "\\u00";
  out += kDigits[c >> 4];
  out += kDigits[c & 0xF];
}

void append_text(std::string& out, std::string_view text) {
  out += '"';
  std::size_t copied = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto c = static_cast<unsigned char>(text[at]);
    const CodePoint point = c < 0x80 ? CodePoint{c, 1, kIsPlain[c]} : code_point_at(text, at);
    if (point.is_valid) {
      at += point.length;
      continue;
    }
    out += text.substr(copied, at - copied);
    c < 0x80 ? append_escape(out, c) : void(out += to_utf8(kReplacement));
    copied = ++at;
  }
  out += text.substr(copied);
  out += '"';
}

}  // namespace

struct JsonWriter::State {
  std::string text;
  std::vector<bool> has_values;  ///< of each open object and array
  bool is_after_key = false;
  bool breaks_line = false;
};

JsonWriter::JsonWriter() : state_(std::make_unique<State>()) {}
JsonWriter::~JsonWriter() = default;

void JsonWriter::begin_value() {
  State& state = *state_;
  if (state.is_after_key) {
    state.is_after_key = false;
    return;
  }
  if (!state.has_values.empty()) {
    if (state.has_values.back()) state.text += ',';
    state.has_values.back() = true;
  }
  if (state.breaks_line) state.text += '\n';
  state.breaks_line = false;
}

void JsonWriter::open(char bracket) {
  begin_value();
  state_->text += bracket;
  state_->has_values.push_back(false);
}

void JsonWriter::close(char bracket) {
  assert(!state_->has_values.empty() && "nothing is open");
  state_->text += bracket;
  state_->has_values.pop_back();
}

void JsonWriter::begin_object() {
  open('{');
}
void JsonWriter::end_object() {
  close('}');
}
void JsonWriter::begin_array() {
  open('[');
}
void JsonWriter::end_array() {
  close(']');
}
void JsonWriter::break_line() {
  state_->breaks_line = true;
}

void JsonWriter::key(std::string_view name) {
  text(name);
  state_->text += ':';
  state_->is_after_key = true;
}

void JsonWriter::text(std::string_view what) {
  begin_value();
  append_text(state_->text, what);
}

void JsonWriter::whole(std::int64_t what) {
  begin_value();
  std::array<char, 24> digits{};
  const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), what);
  state_->text.append(digits.data(), written.ptr);
}

void JsonWriter::truth(bool what) {
  begin_value();
  state_->text += what ? "true" : "false";
}

void JsonWriter::null() {
  begin_value();
  state_->text += "null";
}

void JsonWriter::number(double what) {
  if (!std::isfinite(what)) {
    null();
  } else if (what == std::floor(what) && std::abs(what) < kLargestWhole) {
    whole(static_cast<std::int64_t>(what));
  } else {
    begin_value();
    rapidjson::StringBuffer digits;
    rapidjson::Writer(digits).Double(what);
    state_->text.append(digits.GetString(), digits.GetSize());
  }
}

void JsonWriter::object(std::string_view name) {
  key(name);
  begin_object();
}
void JsonWriter::array(std::string_view name) {
  key(name);
  begin_array();
}
void JsonWriter::text(std::string_view name, std::string_view what) {
  key(name);
  text(what);
}
void JsonWriter::whole(std::string_view name, std::int64_t what) {
  key(name);
  whole(what);
}
void JsonWriter::truth(std::string_view name, bool what) {
  key(name);
  truth(what);
}
void JsonWriter::null(std::string_view name) {
  key(name);
  null();
}
void JsonWriter::number(std::string_view name, double what) {
  key(name);
  number(what);
}

std::string JsonWriter::take() {
  assert(state_->has_values.empty() && "something is still open");
  return std::exchange(*state_, {}).text;
}

}  // namespace countercheck
