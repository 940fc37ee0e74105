/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A process and a thread that reads what it prints. */

#ifndef ENH_IO_SUPERVISOR_PROCESS_READER_H
#define ENH_IO_SUPERVISOR_PROCESS_READER_H

#include "io/supervisor/process.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

typedef struct enh__process_reader enh__process_reader;

struct enh__process_reader {
  enh__process *process;
  pthread_t thread;
  /* Called on the thread of the reader: with each piece that comes, and at
     the end once with count 0. */
  void (*heard) (enh__process_reader *reader, const char *bytes, size_t count);
  void *user;
  atomic_int stop;           /* nobody wants to hear more */
  atomic_int done;           /* the thread calls nothing any more */
  enh__process_reader *next; /* the owner's, for a list */
};

/* Begin a program and listen to it. NULL on failure, which `error` tells. */
enh__process_reader *
enh__process_reader_start (const char *const *words,
                           void (*heard) (enh__process_reader *reader,
                                          const char *bytes, size_t count),
                           void *user, enh_error *error);

/* End the process at once, and listen no more. Does not wait. */
void
enh__process_reader_kill (enh__process_reader *reader);

/* Free it if both the process and the thread have ended. Not 0: it is gone.
   Waits for nothing. */
int
enh__process_reader_reap (enh__process_reader *reader);

#endif
