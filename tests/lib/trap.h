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

/* From now on search every block that is released, by any thread, for this
   value four times in a row: sound that was left behind. */
void
trap_scan_for (float value);

/* How many such blocks were released; searches no more. */
unsigned long
trap_found (void);

/* Run in a child process that the kernel ends at its first system call: whatever
   `run` returns must not be 0. Gives the child's wait status, or -1 where the
   kernel gives no child or has no such mode. */
int
trap_without_system_calls (unsigned long (*run) (void *user), void *user);

/* NULL where that works, else why not. */
const char *
trap_kernel_missing (void);

/* For it: calls the kernel once. */
unsigned long
trap_call_kernel (void *user);

#endif
