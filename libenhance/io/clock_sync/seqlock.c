/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A sequence lock of which both sides are wait-free (H.-J. Boehm, "Can seqlocks
   get along with programming language memory models?", MSPC 2012): the words are
   atomic themselves, so that a look that comes to nothing is no data race. */

#include "io/clock_sync/seqlock.h"

#include <string.h>

enum { WORDS = ENH__DRIFT_NEWS_WORDS, LOOKS = 4 };

void
enh__drift_board_put (enh__drift_board *board, const enh__drift_news *news)
{
  const unsigned turn
    = atomic_load_explicit (&board->turn, memory_order_relaxed);
  uint32_t words[WORDS] = { 0 };

  memcpy (words, news, sizeof *news);
  atomic_store_explicit (&board->turn, turn + 1u, memory_order_relaxed);
  atomic_thread_fence (memory_order_release);
  for (int i = 0; i < WORDS; ++i)
    atomic_store_explicit (&board->words[i], words[i], memory_order_relaxed);
  atomic_store_explicit (&board->turn, turn + 2u, memory_order_release);
}

void
enh__drift_board_look (enh__drift_board *board, enh__drift_news *news)
{
  for (int look = 0; look < LOOKS; ++look)
    {
      const unsigned turn
        = atomic_load_explicit (&board->turn, memory_order_acquire);
      uint32_t words[WORDS];

      for (int i = 0; i < WORDS; ++i)
        words[i]
          = atomic_load_explicit (&board->words[i], memory_order_relaxed);
      atomic_thread_fence (memory_order_acquire);
      if (turn % 2u == 0u
          && atomic_load_explicit (&board->turn, memory_order_relaxed) == turn)
        {
          memcpy (news, words, sizeof *news);
          return;
        }
    }
}

void
enh__drift_board_init (enh__drift_board *board)
{
  const enh__drift_news none = { .came_s = -1.0 };

  atomic_init (&board->turn, 0u);
  for (int i = 0; i < WORDS; ++i)
    atomic_init (&board->words[i], 0u);
  enh__drift_board_put (board, &none);
}
