/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The delay of a loop, measured by an engine whose callbacks are made here: the
   probe stays under the ceiling, makes room and gives way, and the delay is that
   of loop and chain. */

#include "lib/check.h"

#include "io/live/delay_measurement.h"
#include "io/live/live_state.h"
#include "lib/drive.h"
#include "lib/scratch.h"
#include "lib/signals.h"
#include "lib/spectrum.h"

#define RATE 48000.0

enum { BLOCK = 64, MOST_LATE = 60000 };

/* An engine whose ear leads to its microphone through a room. */
typedef struct bench {
  enh_live live;
  double late; /* whole frames */
  float gain;  /* of the loop */
  float *line; /* MOST_LATE frames of what the ear got */
  uint64_t at; /* frames */
  float in[2][BLOCK];
  float out[2][BLOCK];
  float peak; /* of the ear */
  float loop_peak;
  const float *noise; /* at the microphone; NULL: none */
  uint32_t noise_length;
} bench;

static const enh__device_driver no_driver;

static void
begin_bench (bench *b, uint32_t inputs, uint32_t outputs, enh_delay delay)
{
  enh_config config = ENH_CONFIG_INIT;

  memset (b, 0, sizeof *b);
  config.inputs = inputs;
  config.outputs = outputs;
  config.delay = delay;
  assert_int_equal (enh_chain_create (&b->live.chain, &config), ENH_OK);
  enh__engine_init (&b->live.engine, b->live.chain, RATE, inputs, outputs);
  b->live.driver = &no_driver;
  atomic_init (&b->live.state, ENH__LIVE_RUNNING);
  b->line = sig_buffer (MOST_LATE);
  b->late = 700.0;
  b->gain = 0.05f;
}

static void
end_bench (bench *b)
{
  enh__delay_measurement_clear (&b->live);
  enh_chain_destroy (b->live.chain);
  free (b->line);
}

/* One callback. With two microphones the left one hears nothing. */
static void
call (bench *b)
{
  const float *const in[2] = { b->in[0], b->in[1] };
  float *const out[2] = { b->out[0], b->out[1] };
  const uint32_t last = b->live.engine.inputs - 1u;

  memset (b->in, 0, sizeof b->in);
  for (uint32_t i = 0; i < BLOCK; ++i)
    {
      const uint64_t n = b->at + i;
      if (n >= (uint64_t) b->late)
        b->in[last][i]
          = b->gain * b->line[(n - (uint64_t) b->late) % MOST_LATE];
      if (b->noise)
        b->in[last][i] += b->noise[n % b->noise_length];
    }
  enh__engine_process (&b->live.engine, in, out, BLOCK, 0, 0.0);
  for (uint32_t i = 0; i < BLOCK; ++i)
    {
      b->line[(b->at + i) % MOST_LATE] = out[b->live.engine.outputs - 1u][i];
      for (uint32_t c = 0; c < b->live.engine.outputs; ++c)
        b->peak = fmaxf (b->peak, fabsf (out[c][i]));
    }
  b->at += BLOCK;
}

static void
run (bench *b, double seconds)
{
  for (double s = 0.0; s < seconds; s += BLOCK / RATE)
    call (b);
}

static enh_live_delay
measure (bench *b)
{
  enh_live_delay delay = ENH_LIVE_DELAY_INIT;
  enh_error error;

  assert_int_equal (enh_live_measure_begin (&b->live, &error), ENH_OK);
  for (int i = 0;
       i < 20000
       && enh_live_measure_poll (&b->live, &delay) == ENH_MEASURE_RUNNING;
       ++i)
    call (b);
  assert_int_equal (enh_live_measure_poll (&b->live, &delay), ENH_MEASURE_DONE);
  return delay;
}

CHECK_CASE (delay_is_the_loops_and_the_chains)
{
  static const double chain_ms[] = { 3.0, 2.0, 0.0 };

  for (size_t d = 0; d < DRIVE_DELAYS; ++d)
    {
      bench b;
      begin_bench (&b, 1 + (d == 2), 2, drive_delays[d]);
      /* The probe goes round the chain: what it does to sound plays no part. */
      drive_set (b.live.chain, "noise_reduction", 100.0);
      drive_set (b.live.chain, "volume", 10.0);
      const enh_live_delay found = measure (&b);
      CHECK_NEAR (found.loop_ms, 700.0 / 48.0, 0.003, "delay %zu", d);
      CHECK_NEAR (found.ms, 700.0 / 48.0 + chain_ms[d], 0.003, "delay %zu", d);
      CHECK_REAL (found.confidence, >=, 0.99, "delay %zu", d);
      end_bench (&b);
    }
}

CHECK_CASE (an_open_loop_has_no_delay)
{
  bench b;

  begin_bench (&b, 1, 1, ENH_DELAY_DEFAULT);
  enh_file_info info;
  float *noise
    = scratch_read (samples_path ("cafe.flac"), &info, &b.noise_length);
  b.noise = noise;
  b.gain = 0.0f;
  const enh_live_delay found = measure (&b);
  CHECK_REAL (found.ms, <=, 0.0, "ms");
  CHECK_REAL (found.loop_ms, <=, 0.0, "loop_ms");
  CHECK_REAL (found.confidence, <, 0.3, "confidence");
  end_bench (&b);
  free (noise);
}

/* 66 dB SPL of 109; under a ceiling of 70, 58, and no peak above it. */
CHECK_CASE (probe_is_as_loud_as_promised_and_under_the_ceiling)
{
  static const double ceilings[] = { 95.0, 70.0 };
  static const double levels[] = { 66.0, 58.0 };

  for (size_t i = 0; i < 2; ++i)
    {
      bench b;
      enh_error error;
      begin_bench (&b, 1, 1, ENH_DELAY_DEFAULT);
      drive_set (b.live.chain, "ceiling", ceilings[i]);
      run (&b, 1.0);
      b.peak = 0.0f;
      assert_int_equal (enh_live_measure_begin (&b.live, &error), ENH_OK);
      double energy = 0.0;
      run (&b, 0.5);
      for (int n = 0; n < 750; ++n)
        {
          call (&b);
          for (int k = 0; k < BLOCK; ++k)
            energy += (double) b.out[0][k] * (double) b.out[0][k];
        }
      const double level
        = 109.0 + sig_to_db (sqrt (2.0 * energy / (750.0 * BLOCK)));
      CHECK_NEAR (level, levels[i], 0.5, "ceiling %g", ceilings[i]);
      run (&b, 4.0);
      CHECK_REAL (b.peak, <=, sig_amplitude_of (ceilings[i], 109.0) * 1.000001,
                  "ceiling %g", ceilings[i]);
      /* The ear's full scale changes under it: the clamp follows. */
      assert_int_equal (enh_live_measure_poll (&b.live, NULL),
                        ENH_MEASURE_DONE);
      assert_int_equal (enh_live_measure_begin (&b.live, &error), ENH_OK);
      run (&b, 0.5);
      drive_set (b.live.chain, "ear_full_scale", 140.0);
      call (&b);
      b.peak = 0.0f;
      run (&b, 0.5);
      CHECK_REAL (b.peak, <=, sig_amplitude_of (ceilings[i], 140.0) * 1.000001,
                  "a louder headset, ceiling %g", ceilings[i]);
      end_bench (&b);
    }
}

CHECK_CASE (the_chains_sound_makes_room_and_comes_back)
{
  bench b;
  enh_error error;

  begin_bench (&b, 1, 2, ENH_DELAY_LOWEST);
  drive_transparent (b.live.chain);
  b.gain = 0.0f;
  float *tone = sig_buffer (48000);
  sig_add_tone (tone, 48000, RATE, 1000.0, 0.1);
  b.noise = tone;
  b.noise_length = 48000;
  run (&b, 1.0);
  CHECK_NEAR (sig_rms (b.out[0], BLOCK), 0.0707, 0.01, "before");

  assert_int_equal (enh_live_measure_begin (&b.live, &error), ENH_OK);
  /* While the loop's tail is listened to, nothing is played at all. */
  run (&b, 2.2);
  for (int i = 0; i < 100; ++i)
    {
      call (&b);
      CHECK_WITHIN (b.out[0], BLOCK, 0.0, "the tail, block %d", i);
    }
  /* No step larger than the tone's own and the fade's on the way back. */
  float last = 0.0f;
  for (int i = 0; i < 1500; ++i)
    {
      call (&b);
      for (int k = 0; k < BLOCK; ++k)
        {
          CHECK_REAL (fabsf (b.out[1][k] - last), <=, 0.0145, "a click");
          last = b.out[1][k];
        }
    }
  assert_int_equal (enh_live_measure_poll (&b.live, NULL), ENH_MEASURE_DONE);
  CHECK_NEAR (sig_rms (b.out[0], BLOCK), 0.0707, 0.01, "after");
  CHECK_SAMES (b.out[0], b.in[0], BLOCK, "the chain's own again");
  end_bench (&b);
  free (tone);
}

/* --- Ended before its end ------------------------------------------------------ */

static void
probe_has_ended (bench *b, const char *why)
{
  enh_live_delay delay = ENH_LIVE_DELAY_INIT;

  run (b, 0.012);
  b->peak = 0.0f;
  run (b, 0.2);
  CHECK_REAL (b->peak, <=, 0.0, "%s: silent", why);
  CHECK_INT (enh_live_measure_poll (&b->live, &delay), ==,
             ENH_MEASURE_CANCELLED, "%s", why);
  CHECK_REAL (delay.ms, <=, 0.0, "%s", why);
  CHECK (b->live.engine.probe.sound == NULL, "%s: its memory", why);
}

CHECK_CASE (cancel_and_mute_end_it_within_10_ms)
{
  static const double moments_s[] = { 0.0, 0.005, 0.5, 2.5 };

  for (size_t i = 0; i < 4; ++i)
    for (int muted = 0; muted < 2; ++muted)
      {
        bench b;
        enh_error error;
        begin_bench (&b, 1, 1, ENH_DELAY_DEFAULT);
        b.gain = 0.0f;
        run (&b, 0.1);
        assert_int_equal (enh_live_measure_begin (&b.live, &error), ENH_OK);
        run (&b, moments_s[i]);
        if (muted)
          enh_chain_mute (b.live.chain, 1);
        else
          enh_live_measure_cancel (&b.live);
        probe_has_ended (&b, muted ? "mute" : "cancel");
        /* And another may begin. */
        enh_chain_mute (b.live.chain, 0);
        b.gain = 0.05f;
        CHECK_NEAR (measure (&b).loop_ms, 700.0 / 48.0, 0.003, "again");
        end_bench (&b);
      }
}

CHECK_CASE (muted_before_it_is_measured_all_the_same)
{
  bench b;

  begin_bench (&b, 1, 1, ENH_DELAY_DEFAULT);
  enh_chain_mute (b.live.chain, 1);
  run (&b, 0.1);
  CHECK_NEAR (measure (&b).loop_ms, 700.0 / 48.0, 0.003, "loop");
  CHECK_INT (enh_chain_muted (b.live.chain), ==, 1, "muted still");
  end_bench (&b);
}

CHECK_CASE (wrong_calls_are_refused)
{
  bench b;
  enh_error error;
  double ms = 1.0;

  begin_bench (&b, 1, 1, ENH_DELAY_DEFAULT);
  CHECK_INT (enh_live_measure_begin (NULL, &error), ==, ENH_ERR_NULL, "NULL");
  CHECK_INT (enh_live_measure_poll (NULL, NULL), ==, ENH_MEASURE_NONE, "NULL");
  CHECK_INT (enh_live_measure_delay (&b.live, NULL, NULL, NULL), ==,
             ENH_ERR_NULL, "nowhere to go");
  enh_live_measure_cancel (NULL);
  enh_live_measure_cancel (&b.live);
  CHECK_INT (enh_live_measure_poll (&b.live, NULL), ==, ENH_MEASURE_NONE,
             "never begun");
  atomic_store (&b.live.state, ENH__LIVE_CREATED);
  CHECK_INT (enh_live_measure_delay (&b.live, &ms, NULL, &error), ==,
             ENH_ERR_STATE, "not started");
  CHECK_REAL (ms, <=, 0.0, "not started");
  CHECK (error.text[0], "said");
  atomic_store (&b.live.state, ENH__LIVE_RUNNING);
  assert_int_equal (enh_live_measure_begin (&b.live, &error), ENH_OK);
  call (&b);
  CHECK_INT (enh_live_measure_begin (&b.live, &error), ==, ENH_ERR_STATE,
             "twice");
  /* Its device is lost: it ends, and the callback's memory stays its own. */
  atomic_store (&b.live.engine.ended, ENH__ENDED_LOST);
  CHECK_INT (enh_live_measure_poll (&b.live, NULL), ==, ENH_MEASURE_CANCELLED,
             "lost");
  CHECK (b.live.engine.probe.sound != NULL, "a callback may still come");
  call (&b);
  call (&b);
  end_bench (&b);
}
