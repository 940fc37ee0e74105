/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The tone of the ready check, in an engine whose callbacks are called here. */

#include "lib/check.h"
#include "lib/drive.h"
#include "io/live/live_state.h"
#include "io/live/delay_measurement.h"
#include "lib/signals.h"

#include <enhance/live.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PI 3.14159265358979323846

enum { RATE = 48000, BLOCK = 64, FRAMES = 2 * RATE };

static const enh__device_driver no_driver;

typedef struct bench {
  enh_live live;
  float *out[2]; /* FRAMES */
  uint32_t at;
  double voice; /* amplitude of what the microphone hears, 1 kHz */
} bench;

static void
begin_bench (bench *b, uint32_t outputs)
{
  enh_config config = ENH_CONFIG_INIT;

  memset (b, 0, sizeof *b);
  config.inputs = 1;
  config.outputs = outputs;
  assert_int_equal (enh_chain_create (&b->live.chain, &config), ENH_OK);
  enh__engine_init (&b->live.engine, b->live.chain, RATE, 1, outputs);
  b->live.driver = &no_driver;
  atomic_init (&b->live.state, ENH__LIVE_RUNNING);
  for (int c = 0; c < 2; ++c)
    b->out[c] = sig_buffer (FRAMES);
}

static void
end_bench (bench *b)
{
  enh__delay_measurement_clear (&b->live);
  enh_chain_destroy (b->live.chain);
  free (b->out[0]);
  free (b->out[1]);
}

static void
run (bench *b, double seconds)
{
  const uint32_t until = b->at + (uint32_t) (seconds * RATE);
  float microphone[BLOCK];
  const float *const in[1] = { microphone };

  for (; b->at + BLOCK <= until; b->at += BLOCK)
    {
      float *const out[2] = { b->out[0] + b->at, b->out[1] + b->at };

      assert_in_range (b->at + BLOCK, 1, FRAMES);
      for (uint32_t i = 0; i < BLOCK; ++i)
        microphone[i]
          = (float) (b->voice * sin (2.0 * PI * 1000.0 / RATE * (b->at + i)));
      enh__engine_process (&b->live.engine, in, out, BLOCK, 0, 0.0);
    }
}

CHECK_CASE (tone_is_in_one_ear_and_soft)
{
  for (uint32_t ear = 0; ear < 2; ++ear)
    {
      bench b;
      begin_bench (&b, 2);
      run (&b, 0.1);
      assert_int_equal (enh_live_play_tone (&b.live, ear, NULL), ENH_OK);
      run (&b, 1.4);
      const double db_spl
        = sig_to_db (
            sig_amplitude (b.out[ear] + RATE / 2, RATE / 4, RATE, 500.0))
          + (double) enh_chain_get (b.live.chain,
                                    enh_param_by_name ("ear_full_scale"));
      CHECK_NEAR (db_spl, 60.0, 0.1, "ear %u, dB SPL", ear);
      CHECK_REAL (sig_rms (b.out[1 - ear], b.at), ==, 0.0, "the other ear");
      /* Over after a second, without a click at either end. */
      CHECK_REAL (sig_rms (b.out[ear] + RATE * 5 / 4, RATE / 5), ==, 0.0,
                  "end");
      double step = 0.0;
      for (uint32_t i = 1; i < b.at; ++i)
        step = fmax (
          step, fabs ((double) b.out[ear][i] - (double) b.out[ear][i - 1]));
      CHECK_REAL (
        step, <,
        1.1 * 2.0 * PI * 500.0 / RATE
          * sig_amplitude (b.out[ear] + RATE / 2, RATE / 4, RATE, 500.0),
        "no step");
      end_bench (&b);
    }
}

/* What the lowest ceiling would clip is not played. */
CHECK_CASE (the_lowest_ceiling_leaves_it_as_it_is)
{
  bench b;

  begin_bench (&b, 2);
  const float least
    = enh_param_describe (enh_param_by_name ("ceiling"))->minimum;
  drive_set (b.live.chain, "ceiling", (double) least);
  run (&b, 0.1);
  assert_int_equal (enh_live_play_tone (&b.live, 0, NULL), ENH_OK);
  run (&b, 1.0);
  const double db_spl
    = sig_to_db (sig_amplitude (b.out[0] + RATE / 2, RATE / 4, RATE, 500.0))
      + (double) enh_chain_get (b.live.chain,
                                enh_param_by_name ("ear_full_scale"));
  CHECK_NEAR (db_spl, 60.0, 0.1, "dB SPL");
  end_bench (&b);
}

CHECK_CASE (the_chains_sound_makes_room_and_comes_back)
{
  bench b;

  begin_bench (&b, 2);
  b.voice = 0.01;
  run (&b, 0.5);
  const double before
    = sig_amplitude (b.out[1] + RATE / 4, RATE / 10, RATE, 1000.0);
  assert_int_equal (enh_live_play_tone (&b.live, 0, NULL), ENH_OK);
  run (&b, 1.4);
  CHECK_REAL (before, >, 0.0, "sound before");
  CHECK_REAL (sig_rms (b.out[1] + RATE, RATE / 4), ==, 0.0, "room");
  CHECK_REAL (sig_amplitude (b.out[1] + RATE * 8 / 5, RATE / 5, RATE, 1000.0),
              >, 0.5 * before, "sound again");
  end_bench (&b);
}

CHECK_CASE (a_mute_ends_it_within_10_ms)
{
  bench b;

  begin_bench (&b, 2);
  run (&b, 0.1);
  assert_int_equal (enh_live_play_tone (&b.live, 0, NULL), ENH_OK);
  run (&b, 0.4);
  enh_chain_mute (b.live.chain, 1);
  run (&b, 0.5);
  CHECK_REAL (sig_rms (b.out[0] + RATE / 4, RATE / 10), >, 0.0, "it played");
  CHECK_REAL (sig_rms (b.out[0] + RATE / 2 + RATE / 80, RATE / 4), ==, 0.0,
              "silent");
  end_bench (&b);
}

/* Between the look at the mute and the first callback. */
CHECK_CASE (a_mute_that_comes_at_once_is_heard)
{
  bench b;

  begin_bench (&b, 2);
  run (&b, 0.1);
  assert_int_equal (enh_live_play_tone (&b.live, 0, NULL), ENH_OK);
  enh_chain_mute (b.live.chain, 1);
  run (&b, 0.5);
  CHECK_REAL (sig_rms (b.out[0] + RATE / 10, RATE / 2), ==, 0.0, "silent");
  end_bench (&b);
}

CHECK_CASE (one_comes_after_the_other_and_nothing_beside_it)
{
  bench b;
  enh_error error;

  begin_bench (&b, 2);
  assert_int_equal (enh_live_play_tone (&b.live, 0, &error), ENH_OK);
  CHECK_INT (enh_live_play_tone (&b.live, 1, &error), ==, ENH_ERR_STATE,
             "a tone plays");
  CHECK_INT (enh_live_measure_begin (&b.live, &error), ==, ENH_ERR_STATE,
             "a tone plays");
  run (&b, 1.2);
  assert_int_equal (enh_live_play_tone (&b.live, 1, &error), ENH_OK);
  end_bench (&b);

  begin_bench (&b, 2);
  assert_int_equal (enh_live_measure_begin (&b.live, &error), ENH_OK);
  CHECK_INT (enh_live_play_tone (&b.live, 1, &error), ==, ENH_ERR_STATE,
             "a measurement runs");
  end_bench (&b);
}

CHECK_CASE (wrong_calls_are_refused)
{
  bench b;
  enh_error error;

  CHECK_INT (enh_live_play_tone (NULL, 0, &error), ==, ENH_ERR_NULL, "NULL");
  begin_bench (&b, 1);
  CHECK_INT (enh_live_play_tone (&b.live, 1, &error), ==, ENH_ERR_RANGE,
             "one channel");
  CHECK (strstr (error.text, "ear 1"), "%s", error.text);
  enh_chain_mute (b.live.chain, 1);
  CHECK_INT (enh_live_play_tone (&b.live, 0, &error), ==, ENH_ERR_STATE,
             "muted");
  CHECK (strstr (error.text, "muted"), "%s", error.text);
  enh_chain_mute (b.live.chain, 0);
  atomic_store (&b.live.state, ENH__LIVE_CREATED);
  CHECK_INT (enh_live_play_tone (&b.live, 0, &error), ==, ENH_ERR_STATE,
             "not started");
  end_bench (&b);
}
