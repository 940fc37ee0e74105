/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What the microphone's audio thread hands to the headset's with each block: whole
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
  double lag; /* frames that the input was behind the air, at worst in this
                       observation */
  uint32_t observation; /* its number */
  uint32_t block;       /* frames of the last */
  uint32_t locked;      /* not 0: the line is known */
} enh__clock_snapshot;

enum { ENH__SNAPSHOT_WORDS = (sizeof (enh__clock_snapshot) + 3u) / 4u };

typedef struct enh__seqlock {
  atomic_uint version; /* odd while the words change */
  atomic_uint words[ENH__SNAPSHOT_WORDS];
} enh__seqlock;

/* Setup: no block has come. */
void
enh__seqlock_init (enh__seqlock *lock);

/* Audio, the microphone's thread. */
void
enh__seqlock_write (enh__seqlock *lock, const enh__clock_snapshot *snapshot);

/* Audio, the headset's thread. The newest that is whole; `snapshot` stays as it is
   if the other thread writes during every attempt. */
void
enh__seqlock_read (enh__seqlock *lock, enh__clock_snapshot *snapshot);

#endif
