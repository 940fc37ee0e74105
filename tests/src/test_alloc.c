/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Memory: every allocation fails in turn, nothing leaks, nothing comes from
   elsewhere than the caller's allocator, and no sound stays behind. */

#include "lib/check.h"
#include "lib/drive.h"
#include "lib/measure.h"
#include "lib/trap.h"

enum { MOST_BLOCKS = 4096, ARENA_BYTES = 1 << 24 };

/* An allocator that fails at its `fail_at`th call, and knows its blocks. */
struct pool {
  long calls;
  long fail_at; /* counted from 1; 0: never */
  long live;
  unsigned char *arena; /* NULL, or where all blocks come from in a row */
  size_t used;          /* of the arena, bytes */
  uint64_t digest[MOST_BLOCKS]; /* of contents when released, by order of
                                   allocation */
  void *block[MOST_BLOCKS];
  size_t bytes[MOST_BLOCKS];
};

static void *
pool_allocate (void *user, size_t bytes)
{
  struct pool *pool = user;

  ++pool->calls;
  if (pool->calls == pool->fail_at)
    return NULL;
  CHECK_INT (pool->calls, <, MOST_BLOCKS, "allocations");
  CHECK_INT (bytes, >, 0, "bytes asked for");
  const size_t rounded = (bytes + 63) / 64 * 64;
  void *block;
  if (pool->arena)
    {
      CHECK_INT (pool->used + rounded, <=, ARENA_BYTES, "arena");
      block = pool->arena + pool->used;
      pool->used += rounded;
    }
  else
    block = aligned_alloc (64, rounded);
  CHECK (block != NULL, "memory for the test");
  memset (block, 0, rounded);
  pool->block[pool->calls] = block;
  pool->bytes[pool->calls] = bytes;
  ++pool->live;
  return block;
}

static void
pool_release (void *user, void *block)
{
  struct pool *pool = user;

  if (!block)
    return;
  for (long i = 1; i <= pool->calls; ++i)
    if (pool->block[i] == block)
      {
        /* FNV-1a. */
        uint64_t digest = UINT64_C (0xcbf29ce484222325);
        for (size_t b = 0; b < pool->bytes[i]; ++b)
          digest = (digest ^ ((unsigned char *) block)[b])
                   * UINT64_C (0x100000001b3);
        pool->digest[i] = digest;
        pool->block[i] = NULL;
        --pool->live;
        if (!pool->arena)
          free (block);
        return;
      }
  CHECK_FAIL ("released a block that is not of this allocator, or twice");
}

static struct pool *
new_pool (long fail_at)
{
  struct pool *pool = calloc (1, sizeof *pool);

  CHECK (pool != NULL, "memory for the test");
  pool->fail_at = fail_at;
  return pool;
}

static enh_status
create_in (enh_chain **chain, const drive_shape *shape, struct pool *pool)
{
  const enh_allocator allocator = { pool, pool_allocate, pool_release };
  enh_config config = ENH_CONFIG_INIT;

  config.sample_rate = shape->rate;
  config.inputs = shape->inputs;
  config.outputs = shape->outputs;
  config.delay = shape->delay;
  config.purpose = shape->purpose;
  /* Copied at creation: it is gone when this returns. */
  config.alloc = &allocator;
  return enh_chain_create (chain, &config);
}

CHECK_CASE (every_allocation_may_fail)
{
  for (size_t l = 0; l < DRIVE_LAYOUTS; ++l)
    for (size_t d = 0; d < DRIVE_DELAYS; ++d)
      {
        const drive_shape shape = { 48000.0, drive_layouts[l][0],
                                    drive_layouts[l][1], drive_delays[d],
                                    ENH_FOR_EAR };
        long fail_at = 1;
        for (;; ++fail_at)
          {
            struct pool *pool = new_pool (fail_at);
            static int nothing;
            enh_chain *chain = (enh_chain *) (void *) &nothing;
            const enh_status status = create_in (&chain, &shape, pool);
            if (pool->calls < fail_at)
              {
                CHECK_INT (status, ==, ENH_OK, "no allocation failed");
                enh_chain_destroy (chain);
                CHECK_INT (pool->live, ==, 0, "blocks left after destroy");
                free (pool);
                break;
              }
            CHECK_INT (status, ==, ENH_ERR_NO_MEMORY, "allocation %ld failed",
                       fail_at);
            CHECK (chain == NULL, "handle after allocation %ld failed",
                   fail_at);
            CHECK_INT (pool->live, ==, 0, "blocks left, allocation %ld failed",
                       fail_at);
            free (pool);
          }
        CHECK_INT (fail_at, >, 5, "allocations of %u to %u, delay %zu",
                   shape.inputs, shape.outputs, d);
      }
}

CHECK_CASE_UNLESS (only_the_callers_allocator_is_used, trap_missing)
{
  const drive_shape shape = { 44100.0, 2, 2, ENH_DELAY_DEFAULT, ENH_FOR_EAR };
  float sound[512] = { 0.1f };
  const float *const in[2] = { sound, sound };
  float out[2][512];
  float *const to[2] = { out[0], out[1] };

  struct pool *pool = new_pool (0);
  enh_chain *chain = NULL;
  const long before = trap_blocks ();
  const enh_status status = create_in (&chain, &shape, pool);
  const long made = trap_blocks () - before;
  CHECK_INT (status, ==, ENH_OK, "creation");
  CHECK_INT (made, ==, pool->live, "blocks of the C library, and of the pool");
  drive_audiogram (chain, "N3");
  for (int i = 0; i < 200; ++i)
    enh_chain_process (chain, in, to, 512);
  CHECK_INT (trap_blocks () - before, ==, made, "blocks after work");
  enh_chain_destroy (chain);
  CHECK_INT (pool->live, ==, 0, "blocks of the pool after destroy");
  CHECK_INT (trap_blocks (), ==, before, "blocks of the C library");
  free (pool);
}

CHECK_CASE_UNLESS (the_c_library_is_given_back_all, trap_missing)
{
  const long before = trap_blocks ();
  for (size_t l = 0; l < DRIVE_LAYOUTS; ++l)
    {
      const drive_shape shape = { 16000.0, drive_layouts[l][0],
                                  drive_layouts[l][1], ENH_DELAY_LOW,
                                  ENH_FOR_EAR };
      enh_chain *chain = drive_create (&shape);
      CHECK_INT (trap_blocks (), >, before, "a chain takes memory");
      enh_chain_destroy (chain);
      CHECK_INT (trap_blocks (), ==, before, "blocks left");
    }
}

CHECK_CASE (creation_may_be_repeated)
{
  for (int i = 0; i < 50; ++i)
    {
      const drive_shape shape = { 8000.0 + 1234.0 * i, 1, 2,
                                  drive_delays[i % DRIVE_DELAYS], ENH_FOR_EAR };
      enh_chain_destroy (drive_create (&shape));
    }
}

CHECK_CASE (destroy_leaves_no_sound_behind)
{
  /* Two chains alike hear different sounds of one length, in the same memory,
     so that pointers are equal too. Tables are equal when they are released;
     whatever differs was made of the sound. */
  enum { FRAMES = 48037 };
  float *sound = sig_buffer (FRAMES);
  float *other = sig_buffer (FRAMES);
  unsigned char *arena = aligned_alloc (64, ARENA_BYTES);
  struct pool *pool = new_pool (0);
  uint64_t *first = calloc (MOST_BLOCKS, sizeof *first);

  CHECK (arena && first, "memory for the test");
  for (size_t d = 0; d < DRIVE_DELAYS; ++d)
    for (size_t l = 0; l < DRIVE_LAYOUTS; ++l)
      {
        const drive_shape shape = { 48000.0, drive_layouts[l][0],
                                    drive_layouts[l][1], drive_delays[d],
                                    ENH_FOR_FILE };
        for (int k = 0; k < 2; ++k)
          {
            sig_random random = { check_seed () + (uint64_t) k };
            enh_chain *chain = NULL;
            memset (pool, 0, sizeof *pool);
            pool->arena = arena;
            CHECK_INT (create_in (&chain, &shape, pool), ==, ENH_OK,
                       "creation");
            sig_speech (&random, sound, FRAMES, 48000.0, 0.3);
            const float *const in[2]
              = { sound, shape.inputs == 2 ? sound : NULL };
            float *const out[2] = { other, shape.outputs == 2 ? sound : NULL };
            drive_run_ears (chain, in, out, FRAMES, 480);
            enh_chain_destroy (chain);
            if (k == 0)
              memcpy (first, pool->digest, sizeof pool->digest);
          }
        for (long i = 1; i <= pool->calls; ++i)
          CHECK (pool->digest[i] == first[i],
                 "%u to %u, delay %zu: allocation %ld of %ld, %zu bytes, was "
                 "released with the sound in it",
                 shape.inputs, shape.outputs, d, i, pool->calls,
                 pool->bytes[i]);
      }
  free (sound);
  free (other);
  free (arena);
  free (pool);
  free (first);
}

CHECK_CASE (a_chain_takes_no_more_than_256_kB_an_ear)
{
  struct pool *pool = new_pool (0);

  for (size_t d = 0; d < DRIVE_DELAYS; ++d)
    for (size_t l = 0; l < DRIVE_LAYOUTS; ++l)
      {
        const drive_shape shape = { 48000.0, drive_layouts[l][0],
                                    drive_layouts[l][1], drive_delays[d],
                                    ENH_FOR_EAR };
        enh_chain *chain = NULL;
        size_t bytes = 0;

        memset (pool, 0, sizeof *pool);
        CHECK_INT (create_in (&chain, &shape, pool), ==, ENH_OK, "creation");
        for (long i = 1; i <= pool->calls; ++i)
          bytes += pool->bytes[i];
        enh_chain_destroy (chain);
        measure_say (shape.outputs > 1 ? "memory, two ears" : "memory, one ear",
                     shape.delay, (double) bytes / 1024.0, "kB");
        CHECK_INT (bytes, >, sizeof (float) * 1024, "%u to %u, delay %zu",
                   shape.inputs, shape.outputs, d);
        CHECK_INT (bytes / shape.outputs, <=, 256 * 1024, "%u to %u, delay %zu",
                   shape.inputs, shape.outputs, d);
      }
  free (pool);
}
