// Swift's Glibc module leaves out what glibc declares for _GNU_SOURCE only.
#define _GNU_SOURCE
#include "files.h"

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>

int errkb_rename_to_free_place(const char *path, const char *target) {
  return renameat2(AT_FDCWD, path, AT_FDCWD, target, RENAME_NOREPLACE);
}

int errkb_open_link(const char *path) {
  return open(path, O_PATH | O_NOFOLLOW | O_CLOEXEC);
}

int errkb_wait_for_input(int descriptor, const sigset_t *mask) {
  struct pollfd input = {.fd = descriptor, .events = POLLIN};
  return ppoll(&input, 1, NULL, mask);
}
