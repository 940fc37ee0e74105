/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "io/supervisor/process_reader.h"

#include "io/base/error.h"

#include <stdlib.h>

/* How late the thread may notice that nobody wants to hear more, ms. */
#define LOOK_EVERY_MS 100

/* Bytes read at a time: a pipe's. */
#define PIECE 4096u

static void *
listen_on (void *data)
{
  enh__process_reader *listener = data;
  char bytes[PIECE];

  enh__process_block_signals ();
  while (!atomic_load (&listener->stop))
    {
      const long count = enh__process_read (listener->process, bytes,
                                            sizeof bytes, LOOK_EVERY_MS);

      if (count < 0)
        break;
      if (count > 0)
        listener->heard (listener, bytes, (size_t) count);
    }
  listener->heard (listener, bytes, 0);
  atomic_store (&listener->done, 1);
  return NULL;
}

enh__process_reader *
enh__process_reader_start (const char *const *words,
                           void (*heard) (enh__process_reader *listener,
                                          const char *bytes, size_t count),
                           void *user, enh_error *error)
{
  enh__process_reader *listener = calloc (1, sizeof *listener);

  enh__error_clear (error);
  if (!listener)
    {
      (void) enh__fail (error, ENH_ERR_NO_MEMORY, "no memory for a process");
      return NULL;
    }
  listener->heard = heard;
  listener->user = user;
  atomic_init (&listener->stop, 0);
  atomic_init (&listener->done, 0);
  listener->process = enh__process_start (words, error);
  if (!listener->process)
    {
      free (listener);
      return NULL;
    }
  if (pthread_create (&listener->thread, NULL, listen_on, listener) != 0)
    {
      (void) enh__fail (error, ENH_ERR_NO_MEMORY, "no thread for a process");
      enh__process_kill (listener->process);
      while (enh__process_status (listener->process) == ENH__EXIT_RUNS)
        ;
      enh__process_free (listener->process);
      free (listener);
      return NULL;
    }
  return listener;
}

void
enh__process_reader_kill (enh__process_reader *listener)
{
  atomic_store (&listener->stop, 1);
  enh__process_hang_up (listener->process);
  enh__process_kill (listener->process);
}

int
enh__process_reader_reap (enh__process_reader *listener)
{
  if (enh__process_status (listener->process) == ENH__EXIT_RUNS
      || !atomic_load (&listener->done))
    return 0;
  (void) pthread_join (listener->thread, NULL);
  enh__process_free (listener->process);
  free (listener);
  return 1;
}
