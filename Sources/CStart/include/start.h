#pragma once

/// How many arguments the process was started with, the name of the program included.
int errkb_argument_count(void);

/// The arguments as they were given: bytes, each ended by a zero.
char *const *errkb_arguments(void);
