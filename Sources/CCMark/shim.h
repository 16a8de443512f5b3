#pragma once
#include <string.h>
#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm/houdini.h>

// The table extension's node types are variables in a header that is not installed; its names for
// them are public.
static inline int errkb_cmark_is_table(cmark_node *node) {
  return strcmp(cmark_node_get_type_string(node), "table") == 0;
}

/// Decodes the character reference behind a `&`, of which there is the full table of HTML in cmark.
///
/// Writes its character or characters, at most 8 bytes of UTF-8, and returns how many bytes of the source
/// it takes; 0 where there is none.
static inline int errkb_cmark_reference(
    const unsigned char *source, int size, unsigned char text[8], int *length) {
  cmark_strbuf buffer;
  cmark_strbuf_init(cmark_get_default_mem_allocator(), &buffer, 0);
  int taken = houdini_unescape_ent(&buffer, source, size);
  *length = buffer.size <= 8 ? buffer.size : 0;
  if (*length > 0) memcpy(text, buffer.ptr, (size_t)*length);
  cmark_strbuf_free(&buffer);
  return taken;
}
