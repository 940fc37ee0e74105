/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A process beside ours: begun with pipes to its standard input and output,
   read, written to, ended. One file per kind of system implements this;
   nothing of the rest of this room knows which. */

#ifndef ENH_IO_SUPERVISOR_PROCESS_H
#define ENH_IO_SUPERVISOR_PROCESS_H

#include <enhance/status.h>

#include <stddef.h>
#include <stdint.h>

typedef struct enh__process enh__process;

/* How a process ended. */
enum {
  ENH__EXIT_RUNS = -1,   /* it did not */
  ENH__EXIT_KILLED = -2, /* by a signal, or unknown how */
};

/* Begin a program. `words` is its path and its arguments, ended by NULL. It
   gets no other file of ours than its ends of the two pipes; what it writes to
   standard error is thrown away. NULL on failure, which `error` tells. */
enh__process *
enh__process_start (const char *const *words, enh_error *error);

/* Read from its standard output, waiting so long at most for something to come.
   The count; 0: nothing came; -1: nothing will come any more. Another thread
   may do this than calls the rest, one at a time. */
long
enh__process_read (enh__process *process, char *bytes, size_t count,
                   int timeout_ms);

/* Write a line to its standard input, all or nothing, at most 4000 bytes; never
   waits. 1: written; 0: no room now; -1: it does not listen any more. The
   calling thread must have SIGPIPE blocked. */
int
enh__process_write (enh__process *process, const char *bytes, size_t count);

/* End its standard input. */
void
enh__process_hang_up (enh__process *process);

/* End it, at once and surely. */
void
enh__process_kill (enh__process *process);

/* Its exit status, or one of ENH__EXIT_…. Never waits. */
int
enh__process_status (enh__process *process);

/* A number by which the system knows it. */
long
enh__process_number (const enh__process *process);

/* Free what belongs to it. It must have ended. */
void
enh__process_free (enh__process *process);

/* Where the program `name` lies: beside the program that we are, else in PATH.
   An allocated path, or NULL. */
char *
enh__process_find (const char *name);

/* Not 0: a program lies there that we may run. */
int
enh__process_is_program (const char *path);

/* Block all signals that ask something of the process, in the calling thread:
   they are for threads of the caller's. */
void
enh__process_block_signals (void);

/* Milliseconds for which the computer has slept since it was started, as far as
   the system tells; only differences have a meaning. */
uint64_t
enh__process_slept_ms (void *unused);

#endif
