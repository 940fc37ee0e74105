/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The promise of the audio thread, by traps: no allocation, no lock, no system
   call, whatever is set and swapped meanwhile. */

#include "lib/check.h"
#include "lib/drive.h"
#include "lib/trap.h"

#include <pthread.h>
#include <signal.h>

enum { BLOCK = 480, BLOCKS = 60 };

/* Everything prepared beforehand, so that the trapped part is the library's
   alone. */
struct stage {
  enh_chain *chain;
  enh_audiogram audiogram[3];
  float *sound;
  float *out[2];
  float *both; /* interleaved */
  uint32_t inputs;
};

static void
prepare (struct stage *stage, size_t layout, enh_delay delay)
{
  const drive_shape shape = { 48000.0, drive_layouts[layout][0],
                              drive_layouts[layout][1], delay, ENH_FOR_EAR };
  sig_random random = { check_seed () };
  enh_error error;

  stage->chain = drive_create (&shape);
  stage->inputs = shape.inputs;
  static const char *const specs[3] = { "N3", "L:S1;R:N5", "N7" };
  for (size_t a = 0; a < 3; ++a)
    CHECK_INT (enh_audiogram_parse (specs[a], &stage->audiogram[a], &error), ==,
               ENH_OK, "%s", specs[a]);
  stage->sound = sig_buffer (BLOCK * BLOCKS);
  stage->out[0] = sig_buffer (BLOCK);
  stage->out[1] = sig_buffer (BLOCK);
  stage->both = sig_buffer ((size_t) 2 * BLOCK);
  sig_speech (&random, stage->sound, BLOCK * BLOCKS, 48000.0, 0.2);
  for (size_t i = 0; i < BLOCK * BLOCKS; i += 997)
    stage->sound[i] = i % 2 ? (float) NAN : 1e30f;
}

static void
clear (struct stage *stage)
{
  enh_chain_destroy (stage->chain);
  free (stage->sound);
  free (stage->out[0]);
  free (stage->out[1]);
  free (stage->both);
}

static void
one_block (struct stage *stage, uint32_t block, uint32_t frames)
{
  const float *now = stage->sound + (size_t) (block % BLOCKS) * BLOCK;
  const float *const in[2] = { now, now };

  enh_chain_process (stage->chain, in, stage->out, frames);
}

/* All settings through their ranges, audiograms swapped, mute, gap, reset,
   silence; at least one block after each. Returns what must not be lost. */
static unsigned long
exercise (struct stage *stage)
{
  enh_meters meters = ENH_METERS_INIT;
  unsigned long sum = 0;
  uint32_t block = 0;

  for (enh_param id = 0; enh_param_describe (id); ++id)
    {
      const enh_param_info *info = enh_param_describe (id);
      const float values[] = { info->minimum, info->maximum, info->default_ear,
                               info->maximum + 1.0f };
      for (size_t v = 0; v < 4; ++v)
        {
          sum += (unsigned long) enh_chain_set (stage->chain, id, values[v]);
          sum += enh_chain_get (stage->chain, id) > 0.0f;
          sum += enh_param_by_name (info->name);
          one_block (stage, block++, BLOCK);
          one_block (stage, block, 1 + block % BLOCK);
        }
    }
  for (size_t a = 0; a < 3; ++a)
    {
      sum += (unsigned long) enh_chain_set_audiogram (stage->chain,
                                                      &stage->audiogram[a]);
      sum += enh_audiogram_nal_r (&stage->audiogram[a], 0, 1000.0f) > 1.0f;
      for (int i = 0; i < 8; ++i)
        one_block (stage, block++, BLOCK);
    }
  sum += (unsigned long) enh_chain_set_audiogram (stage->chain, NULL);
  enh_chain_process_interleaved (stage->chain, stage->sound, stage->both,
                                 BLOCK);
  for (float hz = 0.0f; hz < 24000.0f; hz += 999.0f)
    sum += enh_chain_response (stage->chain, 0, hz) > 0.0f;
  for (int turn = 0; turn < 2; ++turn)
    {
      enh_chain_mute (stage->chain, 1);
      one_block (stage, block++, BLOCK);
      enh_chain_mute (stage->chain, 0);
      one_block (stage, block++, 0);
      enh_chain_mark_gap (stage->chain);
      one_block (stage, block++, BLOCK);
      enh_chain_meters (stage->chain, &meters);
      sum += enh_chain_latency (stage->chain);
      sum += (unsigned long) enh_chain_set_dose (stage->chain,
                                                 turn ? 120.0f : 20.0f);
      enh_chain_reset (stage->chain);
      one_block (stage, block++, BLOCK);
    }
  /* Into rest and out of it again. */
  memset (stage->sound, 0, BLOCK * BLOCKS * sizeof *stage->sound);
  for (int i = 0; i < 80; ++i)
    one_block (stage, block++, BLOCK);
  stage->sound[0] = 0.5f;
  for (int i = 0; i < BLOCKS; ++i)
    one_block (stage, block++, BLOCK);
  return sum + meters.frames;
}

CHECK_CASE_UNLESS (the_audio_thread_neither_allocates_nor_locks, trap_missing)
{
  for (size_t l = 0; l < DRIVE_LAYOUTS; ++l)
    for (size_t d = 0; d < DRIVE_DELAYS; ++d)
      {
        struct stage stage;
        const char *first;
        prepare (&stage, l, drive_delays[d]);
        trap_arm ();
        const unsigned long sum = exercise (&stage);
        const unsigned long calls = trap_disarm (&first);
        CHECK_INT (calls, ==, 0, "layout %zu, delay %zu, first %s", l, d,
                   first ? first : "none");
        CHECK_INT (sum, >, 0, "something was done");
        clear (&stage);
      }
}

CHECK_CASE_UNLESS (the_trap_catches_an_allocation_and_a_lock, trap_missing)
{
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  const char *first;

  trap_arm ();
  /* Through a pointer that the compiler cannot see through, or it would drop
     the pair. */
  void *volatile block = malloc (10);
  free (block);
  CHECK_INT (trap_disarm (&first), ==, 2, "malloc and free");
  CHECK_STRING (first, "malloc", "the first");
  trap_arm ();
  pthread_mutex_lock (&mutex);
  CHECK_INT (trap_disarm (&first), ==, 1, "a lock");
  pthread_mutex_unlock (&mutex);
}

static unsigned long
exercise_alone (void *user)
{
  return exercise (user);
}

CHECK_CASE_UNLESS (the_audio_thread_makes_no_system_call, trap_kernel_missing)
{
  for (size_t l = 0; l < DRIVE_LAYOUTS; ++l)
    for (size_t d = 0; d < DRIVE_DELAYS; ++d)
      {
        struct stage stage;
        prepare (&stage, l, drive_delays[d]);
        CHECK_INT (trap_without_system_calls (exercise_alone, &stage), ==, 0,
                   "layout %zu, delay %zu: wait status; 9: the kernel ended it",
                   l, d);
        clear (&stage);
      }
}

CHECK_CASE_UNLESS (the_kernel_trap_catches_a_system_call, trap_kernel_missing)
{
  CHECK_INT (trap_without_system_calls (trap_call_kernel, NULL), ==, SIGKILL,
             "getpid: wait status");
}

CHECK_CASE (every_setting_and_swap_leaves_the_output_sound)
{
  for (size_t l = 0; l < DRIVE_LAYOUTS; ++l)
    for (size_t d = 0; d < DRIVE_DELAYS; ++d)
      {
        struct stage stage;
        prepare (&stage, l, drive_delays[d]);
        CHECK_INT (exercise (&stage), >, 0, "something was done");
        CHECK_WITHIN (stage.out[0], BLOCK, 1.0, "layout %zu, delay %zu", l, d);
        CHECK_INT (drive_meters (stage.chain).resets, ==, 0,
                   "layout %zu, delay %zu", l, d);
        clear (&stage);
      }
}
