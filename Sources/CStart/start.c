#include "start.h"

#include <stdlib.h>
#include <unistd.h>

static int count;
static char *const *arguments;
static int backtraces_are_off;

// Swift's runtime reads the arguments from /proc/self/cmdline, and finds none where that cannot be
// opened. It also looks for the program that prints backtraces, and ends the process where /proc is not
// there. Both happen before main, in constructors, and what stands in .preinit_array runs before those;
// glibc gives it the arguments of main.
static void remember(int argc, char **argv, char **environment) {
  (void)environment;
  count = argc;
  arguments = argv;
  char target[1];
  if (readlink("/proc/self/exe", target, sizeof target) < 0 && getenv("SWIFT_BACKTRACE") == NULL) {
    // <https://github.com/swiftlang/swift/blob/main/docs/Backtracing.rst>
    backtraces_are_off = setenv("SWIFT_BACKTRACE", "enable=no,swift-backtrace=/none", 0) == 0;
  }
}

__attribute__((section(".preinit_array"), used))
static void (*const at_start)(int, char **, char **) = remember;

int errkb_argument_count(void) {
  // Not for an editor or a pager.
  if (backtraces_are_off) unsetenv("SWIFT_BACKTRACE");
  return count;
}

char *const *errkb_arguments(void) { return arguments; }
