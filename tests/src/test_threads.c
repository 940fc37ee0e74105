/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* One thread processes; others set, fit, mute and read. What comes out stays
   finite and under the ceiling, and a thread sanitizer finds nothing. */

#include "lib/check.h"
#include "lib/drive.h"

#include <pthread.h>
#include <stdatomic.h>

enum { BLOCK = 64, SECONDS_OF_SOUND = 4, RATE = 48000 };

struct storm {
  enh_chain *chain;
  uint64_t seed;
  atomic_int over;
  atomic_ulong turns;
  atomic_int wrong; /* readings that cannot be */
  enh_audiogram audiogram[3];
};

/* Any thread: parameters, mute, gaps, meters. */
static void *
set_and_read (void *user)
{
  struct storm *storm = user;
  sig_random random = { storm->seed };
  enh_param count = 0;

  while (enh_param_describe (count))
    ++count;
  while (!atomic_load (&storm->over))
    {
      const enh_param id = sig_below (&random, count);
      const enh_param_info *info = enh_param_describe (id);
      const double part = 0.5 * (sig_uniform (&random) + 1.0);
      float value
        = (float) (info->minimum + part * (info->maximum - info->minimum));
      if (info->is_switch)
        value = (float) sig_below (&random, 2);
      /* The ceiling is the test's, and full scale with it. */
      if (strcmp (info->name, "ceiling")
          && strcmp (info->name, "ear_full_scale")
          && enh_chain_set (storm->chain, id, value) != ENH_OK)
        atomic_store (&storm->wrong, 1);
      const float got = enh_chain_get (storm->chain, id);
      if (!(got >= info->minimum && got <= info->maximum))
        atomic_store (&storm->wrong, 2);
      enh_chain_mute (storm->chain, sig_below (&random, 4) == 0);
      if (sig_below (&random, 1000) == 0)
        enh_chain_mark_gap (storm->chain);
      const enh_meters meters = drive_meters (storm->chain);
      if (enh_chain_set_dose (storm->chain, (float) sig_below (&random, 200))
            != ENH_OK
          || !(meters.dose_percent >= 0.0f && meters.dose_percent < 201.0f))
        atomic_store (&storm->wrong, 6);
      if (!(meters.start_gain >= 0.0f && meters.start_gain <= 1.0f
            && meters.input_dbfs[0] >= -200.0f && meters.input_dbfs[0] < 30.0f
            && meters.output_dbfs[1] >= -200.0f
            && meters.output_dbfs[1] < 30.0f))
        atomic_store (&storm->wrong, 3);
      if (enh_chain_latency (storm->chain) != 144)
        atomic_store (&storm->wrong, 4);
      atomic_fetch_add (&storm->turns, 1);
    }
  return NULL;
}

/* The setup thread: one at a time, so one of them. */
static void *
fit (void *user)
{
  struct storm *storm = user;
  sig_random random = { storm->seed + 1 };

  while (!atomic_load (&storm->over))
    {
      const uint32_t which = sig_below (&random, 4);
      if (enh_chain_set_audiogram (storm->chain,
                                   which < 3 ? &storm->audiogram[which] : NULL)
          != ENH_OK)
        atomic_store (&storm->wrong, 5);
      atomic_fetch_add (&storm->turns, 1);
    }
  return NULL;
}

CHECK_CASE (a_storm_of_settings_leaves_the_output_sound)
{
  static const char *const specs[3] = { "N3", "L:S1;R:N5", "N7" };
  const drive_shape shape = { RATE, 1, 2, ENH_DELAY_DEFAULT, ENH_FOR_EAR };
  const size_t frames
    = (size_t) RATE * (check_short () ? 1 : SECONDS_OF_SOUND) / BLOCK * BLOCK;
  const double ceiling = pow (10.0, -9.0 / 20.0) * (1.0 + 1e-6);
  static struct storm storm;
  sig_random random = { check_seed () };
  float *in = sig_buffer (frames);
  float *out[2] = { sig_buffer (frames), sig_buffer (frames) };
  pthread_t threads[3];

  sig_speech (&random, in, frames, RATE, 0.2);
  for (size_t i = 0; i < frames; i += 9973)
    in[i] = (float) NAN;
  memset (&storm, 0, sizeof storm);
  storm.seed = check_seed ();
  storm.chain = drive_create (&shape);
  for (size_t a = 0; a < 3; ++a)
    CHECK_INT (enh_audiogram_parse (specs[a], &storm.audiogram[a], NULL), ==,
               ENH_OK, "%s", specs[a]);
  CHECK_INT (pthread_create (&threads[0], NULL, set_and_read, &storm), ==, 0,
             "thread");
  CHECK_INT (pthread_create (&threads[1], NULL, set_and_read, &storm), ==, 0,
             "thread");
  CHECK_INT (pthread_create (&threads[2], NULL, fit, &storm), ==, 0, "thread");

  const float *const from[2] = { in, NULL };
  /* No longer than the sound, unless the others have not had a turn yet. */
  do
    {
      drive_run_ears (storm.chain, from, out, frames, BLOCK);
      enh_chain_reset (storm.chain);
      for (size_t ear = 0; ear < 2; ++ear)
        for (size_t i = 0; i < frames; ++i)
          if (!(fabs ((double) out[ear][i]) <= ceiling))
            {
              atomic_store (&storm.over, 1);
              for (size_t t = 0; t < 3; ++t)
                pthread_join (threads[t], NULL);
              CHECK_FAIL ("ear %zu, frame %zu: %g, wanted within %g", ear, i,
                          (double) out[ear][i], ceiling);
            }
    }
  while (atomic_load (&storm.turns) < 100);
  atomic_store (&storm.over, 1);
  for (size_t t = 0; t < 3; ++t)
    CHECK_INT (pthread_join (threads[t], NULL), ==, 0, "join");
  CHECK_INT (atomic_load (&storm.wrong), ==, 0, "what the others saw");

  /* And after it the chain works as if nothing had been. */
  for (enh_param id = 0; enh_param_describe (id); ++id)
    CHECK_INT (
      enh_chain_set (storm.chain, id, enh_param_describe (id)->default_ear), ==,
      ENH_OK, "%s", enh_param_describe (id)->name);
  CHECK_INT (enh_chain_set_audiogram (storm.chain, NULL), ==, ENH_OK, "none");
  /* A dose outlives a reset: what the ear heard it has heard. What it took comes
     back over two seconds. */
  CHECK_INT (enh_chain_set_dose (storm.chain, 0.0f), ==, ENH_OK, "dose");
  for (int second = 0; second < 4; ++second)
    drive_run_ears (storm.chain, from, out, RATE, BLOCK);
  enh_chain_mute (storm.chain, 0);
  enh_chain_mark_gap (storm.chain);
  enh_chain_reset (storm.chain);
  drive_run_ears (storm.chain, from, out, RATE, BLOCK);
  float *fresh[2] = { sig_buffer (RATE), sig_buffer (RATE) };
  enh_chain *other = drive_create (&shape);
  drive_run_ears (other, from, fresh, RATE, BLOCK);
  CHECK_SAMES (out[0], fresh[0], RATE, "left, after the storm and a reset");
  CHECK_SAMES (out[1], fresh[1], RATE, "right, after the storm and a reset");
  enh_chain_destroy (other);
  enh_chain_destroy (storm.chain);
  free (in);
  for (size_t k = 0; k < 2; ++k)
    {
      free (out[k]);
      free (fresh[k]);
    }
}

/* Chains of different threads have nothing in common. */
static void *
run_alone (void *user)
{
  float *out = user;
  sig_random random = { 7 };
  float *in = sig_buffer (RATE);

  sig_speech (&random, in, RATE, RATE, 0.1);
  enh_config config = ENH_CONFIG_INIT;
  enh_chain *chain = NULL;
  if (enh_chain_create (&chain, &config) == ENH_OK)
    {
      drive_run (chain, in, out, RATE, 480);
      enh_chain_destroy (chain);
    }
  free (in);
  return NULL;
}

CHECK_CASE (chains_in_two_threads_do_not_meet)
{
  float *out[3] = { sig_buffer (RATE), sig_buffer (RATE), sig_buffer (RATE) };
  pthread_t threads[2];

  for (size_t t = 0; t < 2; ++t)
    CHECK_INT (pthread_create (&threads[t], NULL, run_alone, out[t]), ==, 0,
               "thread");
  for (size_t t = 0; t < 2; ++t)
    CHECK_INT (pthread_join (threads[t], NULL), ==, 0, "join");
  run_alone (out[2]);
  CHECK_REAL (sig_peak (out[2], RATE), >, 0.0, "sound");
  CHECK_SAMES (out[0], out[2], RATE, "the one");
  CHECK_SAMES (out[1], out[2], RATE, "the other");
  for (size_t k = 0; k < 3; ++k)
    free (out[k]);
}
