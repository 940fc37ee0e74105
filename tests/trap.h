/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Traps for what real-time code must not do. While armed, every call of the C
   library's allocator and of a lock by this thread is counted. */

#ifndef TESTS_TRAP_H
#define TESTS_TRAP_H

/* NULL where the trap works here, else why not: a sanitizer's own allocator, a
   C library without the entry points. */
const char *
trap_missing (void);

void
trap_arm (void);

/* Calls since trap_arm; the name of the first goes to `first` (NULL: none). */
unsigned long
trap_disarm (const char **first);

/* Allocations minus releases since the program began, trapped or not. */
long
trap_blocks (void);

#endif
