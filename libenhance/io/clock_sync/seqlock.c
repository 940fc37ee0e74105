/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A sequence lock of which both sides are wait-free (H.-J. Boehm, "Can seqlocks
   get along with programming language memory models?", MSPC 2012): the words are
   atomic themselves, so that a failed attempt is no data race. */

#include "io/clock_sync/seqlock.h"

#include <string.h>

enum { WORDS = ENH__SNAPSHOT_WORDS, ATTEMPTS = 4 };

void
enh__seqlock_write (enh__seqlock *lock, const enh__clock_snapshot *snapshot)
{
  const unsigned version
    = atomic_load_explicit (&lock->version, memory_order_relaxed);
  uint32_t words[WORDS] = { 0 };

  memcpy (words, snapshot, sizeof *snapshot);
  atomic_store_explicit (&lock->version, version + 1u, memory_order_relaxed);
  atomic_thread_fence (memory_order_release);
  for (int i = 0; i < WORDS; ++i)
    atomic_store_explicit (&lock->words[i], words[i], memory_order_relaxed);
  atomic_store_explicit (&lock->version, version + 2u, memory_order_release);
}

void
enh__seqlock_read (enh__seqlock *lock, enh__clock_snapshot *snapshot)
{
  for (int attempt = 0; attempt < ATTEMPTS; ++attempt)
    {
      const unsigned version
        = atomic_load_explicit (&lock->version, memory_order_acquire);
      uint32_t words[WORDS];

      for (int i = 0; i < WORDS; ++i)
        words[i] = atomic_load_explicit (&lock->words[i], memory_order_relaxed);
      atomic_thread_fence (memory_order_acquire);
      if (version % 2u == 0u
          && atomic_load_explicit (&lock->version, memory_order_relaxed)
               == version)
        {
          memcpy (snapshot, words, sizeof *snapshot);
          return;
        }
    }
}

void
enh__seqlock_init (enh__seqlock *lock)
{
  const enh__clock_snapshot none = { .came_s = -1.0 };

  atomic_init (&lock->version, 0u);
  for (int i = 0; i < WORDS; ++i)
    atomic_init (&lock->words[i], 0u);
  enh__seqlock_write (lock, &none);
}
