/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Calls that may never return. */

#include "io/base/run_with_timeout.h"

#include "base/clock.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

typedef struct task {
  void (*run) (void *data);
  void *data;
  atomic_int done;
} task;

static void *
run_task (void *data)
{
  task *t = data;

  t->run (t->data);
  atomic_store (&t->done, 1);
  return NULL;
}

int
enh__run_with_timeout (void (*run) (void *data), void *data,
                       unsigned int most_ms)
{
  task *t = calloc (1, sizeof *t);
  pthread_t thread;

  if (!t)
    return -1;
  t->run = run;
  t->data = data;
  atomic_init (&t->done, 0);
  if (pthread_create (&thread, NULL, run_task, t) != 0)
    {
      free (t);
      return -1;
    }
  for (unsigned int ms = 0; ms < most_ms && !atomic_load (&t->done); ++ms)
    enh__sleep_ms (1);
  if (!atomic_load (&t->done))
    {
      /* The task is the thread's now, for as long as it hangs. */
      (void) pthread_detach (thread);
      return -1;
    }
  (void) pthread_join (thread, NULL);
  free (t);
  return 0;
}
