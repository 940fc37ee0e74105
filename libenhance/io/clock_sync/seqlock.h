/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What the microphone's audio thread tells the headset's with each block: whole
   or not at all, and neither ever waits for the other. */

#ifndef ENH_IO_CLOCK_SYNC_SEQLOCK_H
#define ENH_IO_CLOCK_SYNC_SEQLOCK_H

#include "io/clock_sync/dll.h"

#include <stdatomic.h>
#include <stdint.h>

typedef struct enh__clock_snapshot {
  enh__dll_line line;
  uint64_t broken;  /* lines that broke, ever */
  uint64_t written; /* frames, ever */
  double came_s;    /* when the last block came; below 0: none did */
  double lag;       /* frames that what came was behind the air, at the worst in
                       this look */
  uint32_t look;    /* its number */
  uint32_t block;   /* frames of the last */
  uint32_t locked;  /* not 0: the line is known */
} enh__clock_snapshot;

enum { ENH__BRIDGE_NEWS_WORDS = (sizeof (enh__clock_snapshot) + 3u) / 4u };

typedef struct enh__seqlock {
  atomic_uint turn; /* odd while the words change */
  atomic_uint words[ENH__BRIDGE_NEWS_WORDS];
} enh__seqlock;

/* Setup: no block came yet. */
void
enh__seqlock_init (enh__seqlock *board);

/* Audio, the microphone's thread. */
void
enh__seqlock_write (enh__seqlock *board, const enh__clock_snapshot *snapshot);

/* Audio, the headset's thread. The newest that is whole; `news` stays as it is if
   the other thread writes whenever this one looks. */
void
enh__seqlock_read (enh__seqlock *board, enh__clock_snapshot *snapshot);

#endif
