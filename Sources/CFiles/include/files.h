#pragma once

#include <signal.h>

/// Renames a file unless something lies at `target`; then it fails with EEXIST, see renameat2(2).
///
/// Returns 0, or -1 with errno; EINVAL or ENOSYS where the file system or the kernel cannot do it.
int errkb_rename_to_free_place(const char *path, const char *target);

/// Opens what lies at the path itself, a symbolic link too, to look at it; see `O_PATH` in open(2).
///
/// Returns a descriptor, or -1 with errno.
int errkb_open_link(const char *path);

/// ppoll(2) for input on one descriptor, without limit of time: waits with `mask` in place of the signals that
/// are blocked, in one step. Returns what ppoll returns.
int errkb_wait_for_input(int descriptor, const sigset_t *mask);
