#pragma once
#include <stddef.h>
#include <stdint.h>

/// Code points of the two-byte sequences: 126 leads (0x81...0xFE) of 190 trails each
/// (0x40...0x7E, 0x80...0xFE), in that order. All lie in the basic plane.
#define ERRKB_GB18030_TWO_BYTE_COUNT 23940
extern const uint16_t errkb_gb18030_two_byte[ERRKB_GB18030_TWO_BYTE_COUNT];

/// From `pointer` on, four-byte sequences mean consecutive code points from `code_point` on.
typedef struct {
  uint16_t pointer;
  uint16_t code_point;
} errkb_gb18030_range;

extern const errkb_gb18030_range errkb_gb18030_ranges[];
extern const size_t errkb_gb18030_range_count;

/// The code point of a two-byte sequence; `index` is below ERRKB_GB18030_TWO_BYTE_COUNT.
static inline uint16_t errkb_gb18030_two_byte_at(size_t index) {
  return errkb_gb18030_two_byte[index];
}

/// A range by its place; `index` is below `errkb_gb18030_range_count`.
static inline errkb_gb18030_range errkb_gb18030_range_at(size_t index) {
  return errkb_gb18030_ranges[index];
}
