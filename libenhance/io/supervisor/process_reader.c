/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "io/supervisor/process_reader.h"

#include "io/base/error.h"

#include <stdlib.h>

/* How late the thread may notice that nobody wants to hear more, ms. */
#define POLL_EVERY_MS 100

/* Bytes read at a time: a pipe's. */
#define PIECE 4096u

static void *
listen_on (void *data)
{
  enh__process_reader *reader = data;
  char bytes[PIECE];

  enh__process_block_signals ();
  while (!atomic_load (&reader->stop))
    {
      const long count = enh__process_read (reader->process, bytes,
                                            sizeof bytes, POLL_EVERY_MS);

      if (count < 0)
        break;
      if (count > 0)
        reader->heard (reader, bytes, (size_t) count);
    }
  reader->heard (reader, bytes, 0);
  atomic_store (&reader->done, 1);
  return NULL;
}

enh__process_reader *
enh__process_reader_start (const char *const *words,
                           void (*heard) (enh__process_reader *reader,
                                          const char *bytes, size_t count),
                           void *user, enh_error *error)
{
  enh__process_reader *reader = calloc (1, sizeof *reader);

  enh__error_clear (error);
  if (!reader)
    {
      (void) enh__fail (error, ENH_ERR_NO_MEMORY, "no memory for a process");
      return NULL;
    }
  reader->heard = heard;
  reader->user = user;
  atomic_init (&reader->stop, 0);
  atomic_init (&reader->done, 0);
  reader->process = enh__process_start (words, error);
  if (!reader->process)
    {
      free (reader);
      return NULL;
    }
  if (pthread_create (&reader->thread, NULL, listen_on, reader) != 0)
    {
      (void) enh__fail (error, ENH_ERR_NO_MEMORY, "no thread for a process");
      enh__process_kill (reader->process);
      while (enh__process_status (reader->process) == ENH__EXIT_RUNS)
        ;
      enh__process_free (reader->process);
      free (reader);
      return NULL;
    }
  return reader;
}

void
enh__process_reader_kill (enh__process_reader *reader)
{
  atomic_store (&reader->stop, 1);
  enh__process_hang_up (reader->process);
  enh__process_kill (reader->process);
}

int
enh__process_reader_reap (enh__process_reader *reader)
{
  if (enh__process_status (reader->process) == ENH__EXIT_RUNS
      || !atomic_load (&reader->done))
    return 0;
  (void) pthread_join (reader->thread, NULL);
  enh__process_free (reader->process);
  free (reader);
  return 1;
}
