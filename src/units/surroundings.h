// Tells numbers from digits that belong to something else: names, dates, addresses, paths, formulas in dollar signs.
// Every answer looks at a bounded stretch of text.
#pragma once

#include <cstddef>
#include <string_view>

namespace countercheck {

/// What stands directly before a number. `name`: "A100-", after which only a number with a unit counts (A100-80GB).
enum class Before : unsigned char { nothing, name, part };
Before what_is_before(std::string_view text, std::size_t at);

/// Whether a date or a time of day begins at `at`: 2025-12-04, 4.12.2025, 10:30.
bool is_date_or_time(std::string_view text, std::size_t at);

/// Whether the "/" at `at` stands in a path: "runs/8", "~/8", but not "64GB/8" for the reader that knows 64GB.
bool is_path_slash(std::string_view text, std::size_t at);

/// Whether the "$" at `at` opens a formula: "$64 \times 2$", "$64$". `end` is the end of the number behind it.
bool opens_formula(std::string_view text, std::size_t at, std::size_t end);

/// The end of the whole token around `at`: "550e8400-e29b-41d4", "2025-12-04T10:30:00Z". Always behind `at`.
std::size_t end_of_token(std::string_view text, std::size_t at);

/// The end of the URL whose "://" stands at `at`.
std::size_t end_of_url(std::string_view text, std::size_t at);

}  // namespace countercheck
