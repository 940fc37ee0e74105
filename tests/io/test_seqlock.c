/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Snapshots from one thread to another: whole, in order, and the last arrives. */

#include "lib/check.h"

#include "io/clock_sync/seqlock.h"

#include <pthread.h>

enum { BLOCKS = 2000000 };

static enh__clock_snapshot
snapshot_of (uint32_t i)
{
  const enh__clock_snapshot snapshot = {
    .line = { .frames = 2.0 * i, .time_s = 3.0 * i, .frame_s = 4.0 * i },
    .broken = 5u * (uint64_t) i,
    .written = 6u * (uint64_t) i,
    .came_s = 7.0 * i,
    .lag = 8.0 * i,
    .observation = i,
    .block = ~i,
    .locked = i % 2u,
  };

  return snapshot;
}

static int
is_whole (const enh__clock_snapshot *snapshot)
{
  const enh__clock_snapshot is = snapshot_of (snapshot->observation);

  return snapshot->line.frames == is.line.frames
         && snapshot->line.time_s == is.line.time_s
         && snapshot->line.frame_s == is.line.frame_s
         && snapshot->broken == is.broken && snapshot->written == is.written
         && snapshot->came_s == is.came_s && snapshot->lag == is.lag
         && snapshot->block == is.block && snapshot->locked == is.locked;
}

static void *
put_all (void *data)
{
  for (uint32_t i = 1; i <= BLOCKS; ++i)
    {
      const enh__clock_snapshot snapshot = snapshot_of (i);
      enh__seqlock_write (data, &snapshot);
    }
  return NULL;
}

CHECK_CASE (snapshots_are_whole_and_in_order)
{
  static enh__seqlock lock;
  enh__clock_snapshot seen;
  pthread_t thread;
  uint32_t last = 0, changes = 0;

  enh__seqlock_init (&lock);
  enh__seqlock_read (&lock, &seen);
  CHECK_REAL (seen.came_s, <, 0.0, "before the first block");
  CHECK_INT (seen.locked, ==, 0u, "before the first block");

  assert_int_equal (pthread_create (&thread, NULL, put_all, &lock), 0);
  while (last < BLOCKS)
    {
      enh__seqlock_read (&lock, &seen);
      if (seen.came_s < 0.0)
        continue;
      if (!is_whole (&seen))
        fail_msg ("snapshot %u is of two blocks", seen.observation);
      CHECK_INT (seen.observation, >=, last, "order");
      changes += seen.observation != last;
      last = seen.observation;
    }
  pthread_join (thread, NULL);
  print_message ("# %u of %d were seen\n", changes, BLOCKS);
}

/* The headset's thread keeps what it knew; it does not wait. */
CHECK_CASE (reading_during_a_change_changes_nothing)
{
  static enh__seqlock lock;
  enh__clock_snapshot seen = snapshot_of (9);

  enh__seqlock_init (&lock);
  atomic_fetch_add (&lock.version, 1u);
  enh__seqlock_read (&lock, &seen);
  CHECK_INT (seen.observation, ==, 9u, "what was known");
  CHECK_INT (is_whole (&seen), ==, 1, "what was known");
}
