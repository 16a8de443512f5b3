#pragma once
#include <string.h>
#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>

// The table extension's node types are variables in a header that is not installed; its names for
// them are public.
static inline int errkb_cmark_is_table(cmark_node *node) {
  return strcmp(cmark_node_get_type_string(node), "table") == 0;
}

/// A row below the header.
static inline int errkb_cmark_is_table_row(cmark_node *node) {
  return strcmp(cmark_node_get_type_string(node), "table_row") == 0;
}
