/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What was heard does not stay in memory that is given back: a live engine plays
   one value over and over, and no block that is released holds it. */

#include "base/wipe.h"
#include "lib/check.h"
#include "io/base/locked_memory.h"
#include "base/ring.h"
#include "lib/scratch.h"
#include "lib/signals.h"
#include "lib/trap.h"

#include <enhance/enhance.h>
#include <enhance/live.h>

/* No other memory has this by chance. */
static const float heard = 0.12345679f;

enum { RATE = 48000, FRAMES = 38400 };

static char input[600];
static char output[600];

/* The microphone is a file of that value. */
static enh_live *
make_live (void)
{
  enh_live_config config = ENH_LIVE_CONFIG_INIT;
  float *sound = sig_buffer (FRAMES);
  enh_error error = { "" };
  enh_live *live = NULL;

  for (size_t i = 0; i < FRAMES; ++i)
    sound[i] = heard;
  scratch_write (scratch_path ("microphone.wav"), RATE, 1, ENH_FILE_FLOAT,
                 sound, FRAMES);
  enh__wipe (sound, FRAMES * sizeof *sound);
  free (sound);
  snprintf (input, sizeof input, "dummy:%s", scratch_path ("microphone.wav"));
  snprintf (output, sizeof output, "dummy:%s", scratch_path ("ear.wav"));
  config.input = input;
  config.output = output;
  CHECK_INT (enh_live_create (&live, &config, &error), ==, ENH_OK, "%s",
             error.text);
  return live;
}

/* `bypass` hands the very samples on; without it the whole chain works. */
static void
listen_with (float bypass)
{
  enh_live *live = make_live ();
  enh_live_status status = ENH_LIVE_STATUS_INIT;
  enh_error error = { "" };

  CHECK_INT (
    enh_chain_set (enh_live_chain (live), enh_param_by_name ("bypass"), bypass),
    ==, ENH_OK, "bypass");
  CHECK_INT (enh_live_start (live, &error), ==, ENH_OK, "%s", error.text);
  for (int wait = 0; wait < 3000 && !status.finished; ++wait)
    {
      usleep (10000);
      enh_live_get_status (live, &status);
    }
  CHECK (status.finished, "the file came to its end");
  trap_scan_for (heard);
  CHECK_INT (enh_live_stop (live, &error), ==, ENH_OK, "%s", error.text);
  enh_live_destroy (live);
  CHECK_INT (trap_found (), ==, 0, "blocks released with the sound in them");
}

CHECK_CASE_WITH (a_live_engine_leaves_no_sound, scratch_setup, scratch_teardown,
                 trap_missing)
{
  enh_file_info info;
  uint32_t frames;

  listen_with (0.0f);
  listen_with (1.0f);

  /* It was the very value that went through. */
  float *sound = scratch_read (scratch_path ("ear.wav"), &info, &frames);
  CHECK (sound[FRAMES - 1] == heard, "%.9g", (double) sound[FRAMES - 1]);
  /* Or a later block in its place would hold it. */
  enh__wipe (sound,
             ((size_t) info.frames + 1u) * info.channels * sizeof *sound);
  free (sound);
}

/* It has read the beginning of its file. */
CHECK_CASE_WITH (one_that_was_never_started_leaves_no_sound, scratch_setup,
                 scratch_teardown, trap_missing)
{
  enh_live *live = make_live ();

  trap_scan_for (heard);
  enh_live_destroy (live);
  CHECK_INT (trap_found (), ==, 0, "blocks released with the sound in them");
}

CHECK_CASE_UNLESS (a_ring_leaves_no_sound, trap_missing)
{
  float sound[64];

  for (size_t i = 0; i < 64; ++i)
    sound[i] = heard;
  enh__ring *ring = enh__ring_create (256);
  CHECK_INT (enh__ring_write (ring, sound, 64), ==, 64, "written");
  trap_scan_for (heard);
  enh__ring_destroy (ring);
  CHECK_INT (trap_found (), ==, 0, "blocks released with the sound in them");
}

CHECK_CASE_UNLESS (sound_that_is_left_would_be_seen, trap_missing)
{
  float *block = malloc (100 * sizeof *block);

  for (size_t i = 0; i < 100; ++i)
    block[i] = heard;
  trap_scan_for (heard);
  /* Through a pointer that the compiler cannot see through. */
  void *volatile hidden = block;
  free (hidden);
  CHECK_INT (trap_found (), ==, 1, "blocks");
}

/* Locked or refused, the memory is there, zeroed, aligned and its own. */
CHECK_CASE (locked_memory_is_good_memory)
{
  static const size_t sizes[] = { 1, 63, 64, 4032, 4033, 100000 };
  void *blocks[6];

  for (size_t i = 0; i < 6; ++i)
    {
      blocks[i] = enh__locked_allocator.allocate (NULL, sizes[i]);
      CHECK (blocks[i] != NULL, "%zu bytes", sizes[i]);
      CHECK_INT ((uintptr_t) blocks[i] % 64, ==, 0, "%zu bytes", sizes[i]);
      for (size_t b = 0; b < sizes[i]; ++b)
        CHECK_INT (((unsigned char *) blocks[i])[b], ==, 0, "byte %zu", b);
      memset (blocks[i], (int) i + 1, sizes[i]);
    }
  for (size_t i = 0; i < 6; ++i)
    {
      CHECK_INT (((unsigned char *) blocks[i])[sizes[i] - 1], ==, i + 1,
                 "last of %zu", sizes[i]);
      enh__locked_allocator.release (NULL, blocks[i]);
    }
  CHECK (!enh__locked_allocator.allocate (NULL, SIZE_MAX), "too much");
  enh__locked_allocator.release (NULL, NULL);
}
