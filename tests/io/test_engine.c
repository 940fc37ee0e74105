/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What runs in the callback, without a device and with a clock of our own. */

#include "lib/check.h"

#include "lib/drive.h"
#include "io/engine/engine.h"
#include "lib/signals.h"

#include <enhance/enhance.h>

#define RATE 48000.0

enum { PERIOD = 480, PERIOD_NS = 10000000, MOST = 8192 };

static uint64_t now_ns;
/* Added by every look at the clock: two looks a callback. */
static uint64_t step_ns;

static uint64_t
fake_clock (void)
{
  now_ns += step_ns;
  return now_ns;
}

static enh_chain *
make_chain (uint32_t inputs, uint32_t outputs)
{
  enh_config config = ENH_CONFIG_INIT;
  enh_chain *chain = NULL;

  config.inputs = inputs;
  config.outputs = outputs;
  assert_int_equal (enh_chain_create (&chain, &config), ENH_OK);
  return chain;
}

static enh__engine engine;
static float in_left[MOST];
static float in_right[MOST];
static float out_left[MOST];
static float out_right[MOST];
static const float *const in[] = { in_left, in_right };
static float *const out[] = { out_left, out_right };

static void
begin (uint32_t inputs, uint32_t outputs)
{
  now_ns = UINT64_C (1000000000);
  step_ns = 0;
  enh__engine_init (&engine, make_chain (inputs, outputs), RATE, inputs,
                    outputs);
  engine.clock_ns = fake_clock;
}

static void
end (void)
{
  enh_chain_destroy (engine.chain);
}

/* One callback of PERIOD frames, `ns` after the one before. */
static void
call (uint64_t ns, int xrun)
{
  now_ns += ns;
  enh__engine_process (&engine, in, out, PERIOD, xrun, 0.005);
}

static float
start_gain (void)
{
  enh_meters meters = ENH_METERS_INIT;

  enh_chain_meters (engine.chain, &meters);
  return meters.start_gain;
}

static void
run_until_open (void)
{
  for (int i = 0; i < 50; ++i)
    call (PERIOD_NS, 0);
  CHECK_REAL (start_gain (), >, 0.999, "open after half a second");
}

CHECK_CASE (engine_gives_what_the_chain_gives)
{
  enh_chain *chain = make_chain (2, 2);
  sig_random random = { check_seed () };
  static float wanted_left[MOST];
  static float wanted_right[MOST];
  float *const wanted[] = { wanted_left, wanted_right };

  begin (2, 2);
  const int blocks = check_short () ? 20 : 60;
  for (int i = 0; i < blocks; ++i)
    {
      const uint32_t frames = sig_below (&random, 1500);

      sig_white (&random, in_left, frames, 0.1);
      sig_white (&random, in_right, frames, 0.1);
      enh__engine_process (&engine, in, out, frames, 0, 0.0);
      enh_chain_process (chain, in, wanted, frames);
      CHECK_SAMES (out_left, wanted_left, frames, "left of block %d", i);
      CHECK_SAMES (out_right, wanted_right, frames, "right of block %d", i);
    }
  enh_chain_destroy (chain);
  end ();
}

CHECK_CASE (engine_counts_callbacks_and_frames)
{
  begin (1, 2);
  CHECK_INT (atomic_load (&engine.heartbeat), ==, 0, "before");
  call (PERIOD_NS, 0);
  call (PERIOD_NS, 0);
  enh__engine_process (&engine, in, out, 77, 0, 0.0);
  enh__engine_process (&engine, in, out, 0, 0, 0.0);
  CHECK_INT (atomic_load (&engine.heartbeat), ==, 4, "callbacks");
  CHECK_INT (atomic_load (&engine.frames), ==, 2 * PERIOD + 77, "frames");
  CHECK_INT (atomic_load (&engine.last_ns), ==, now_ns, "time of the last");
  end ();
}

CHECK_CASE (engine_plays_on_when_no_input_comes)
{
  enh_chain *chain = make_chain (1, 2);
  static const float silence[MOST];
  const float *const zeros[] = { silence };
  static float wanted_left[MOST];
  static float wanted_right[MOST];
  float *const wanted[] = { wanted_left, wanted_right };
  sig_random random = { check_seed () };

  begin (1, 2);
  for (int i = 0; i < 4; ++i)
    {
      sig_white (&random, in_left, MOST, 0.1);
      enh__engine_process (&engine, in, out, MOST, 0, 0.0);
      enh_chain_process (chain, in, wanted, MOST);
    }
  enh__engine_process (&engine, NULL, out, 5000, 0, 0.0);
  enh_chain_process (chain, zeros, wanted, 5000);
  CHECK_SAMES (out_left, wanted_left, 5000, "left");
  CHECK_SAMES (out_right, wanted_right, 5000, "right");
  enh_chain_destroy (chain);
  end ();
}

CHECK_CASE (xrun_that_lost_much_silences_at_once)
{
  begin (1, 1);
  run_until_open ();
  call (7 * PERIOD_NS, 1);
  CHECK_REAL (start_gain (), <=, 0.0, "after the gap");
  CHECK_WITHIN (out_left, PERIOD, 0.0, "after the gap");
  CHECK_INT (atomic_load (&engine.xruns), ==, 1, "xruns");
  end ();
}

/* A block or two: faded, and back within another. */
CHECK_CASE (xrun_that_lost_little_costs_little)
{
  begin (1, 1);
  run_until_open ();
  for (int lost = 1; lost < 5; ++lost)
    {
      call ((uint64_t) (lost + 1) * PERIOD_NS, 1);
      CHECK_REAL (start_gain (), >, 0.999, "a block after a gap of %d", lost);
      CHECK_INT (atomic_load (&engine.xruns), ==, lost, "xruns");
      call (PERIOD_NS, 0);
    }
  end ();
}

/* The microphone of another clock, blocks without all of their frames. */
CHECK_CASE (gaps_of_the_microphone_add_up_to_a_new_start)
{
  begin (1, 1);
  run_until_open ();
  for (int block = 0; block < 10; ++block)
    {
      enh__engine_gap (&engine, PERIOD, block == 0);
      call (PERIOD_NS, 0);
      if (block < 4)
        CHECK_REAL (start_gain (), >, 0.999, "block %d of a gap", block);
      else
        CHECK_REAL (start_gain (), <=, 0.0, "block %d of a gap", block);
    }
  CHECK_INT (atomic_load (&engine.xruns), ==, 1, "xruns");
  run_until_open ();
  for (int block = 0; block < 20; ++block)
    {
      enh__engine_gap (&engine, PERIOD, 1);
      call (PERIOD_NS, 0);
      call (PERIOD_NS, 0);
      CHECK_REAL (start_gain (), >, 0.999, "gap %d of many", block);
    }
  end ();
}

/* A microphone that has given nothing for long comes back: a new start. */
CHECK_CASE (microphone_that_was_away_starts_quietly)
{
  begin (1, 1);
  run_until_open ();
  for (int away = 1; away < 9; away += 7)
    {
      for (int block = 0; block < away; ++block)
        {
          now_ns += PERIOD_NS;
          enh__engine_process (&engine, NULL, out, PERIOD, 0, 0.005);
        }
      CHECK_REAL (start_gain (), >, 0.999, "away for %d blocks", away);
      call (PERIOD_NS, 0);
      if (away == 1)
        CHECK_REAL (start_gain (), >, 0.999, "back after a block");
      else
        CHECK_REAL (start_gain (), <=, 0.0, "back after %d blocks", away);
    }
  end ();
}

CHECK_CASE (xrun_that_cost_no_samples_only_counts)
{
  begin (1, 1);
  run_until_open ();
  call (PERIOD_NS, 1);
  CHECK_REAL (start_gain (), >, 0.999, "goes on");
  CHECK_INT (atomic_load (&engine.xruns), ==, 1, "xruns");
  end ();
}

CHECK_CASE (xrun_of_the_first_callback_is_no_xrun)
{
  begin (1, 1);
  call (PERIOD_NS, 1);
  CHECK_INT (atomic_load (&engine.xruns), ==, 0, "xruns");
  end ();
}

/* JACK's freewheel mode: as fast as the machine can, and then a stall. */
CHECK_CASE (xrun_in_freewheel_is_no_xrun)
{
  begin (1, 1);
  run_until_open ();
  for (int i = 0; i < 50; ++i)
    call (PERIOD_NS / 20, 0);
  call (5 * PERIOD_NS, 1);
  CHECK_INT (atomic_load (&engine.xruns), ==, 0, "xruns");
  CHECK_REAL (start_gain (), >, 0.999, "goes on");
  end ();
}

CHECK_CASE (a_stall_without_an_xrun_is_no_gap)
{
  begin (1, 1);
  run_until_open ();
  call (20 * (uint64_t) PERIOD_NS, 0);
  CHECK_REAL (start_gain (), >, 0.999, "the server kept the samples");
  end ();
}

CHECK_CASE (load_is_callback_time_by_period)
{
  begin (1, 1);
  for (int i = 0; i < 99; ++i)
    {
      /* From begin to end of the callback is one look at the clock. */
      step_ns = PERIOD_NS / 4;
      call (PERIOD_NS / 2, 0);
    }
  step_ns = PERIOD_NS * 2;
  call (PERIOD_NS, 0);
  CHECK_NEAR (enh__load_histogram_quantile (&engine.load, 0.5f), 0.25, 0.0325,
              "median");
  CHECK_NEAR (enh__load_histogram_worst (&engine.load), 2.0, 1e-6, "worst");
  end ();
}

CHECK_CASE (delay_that_cannot_be_believed_is_unknown)
{
  static const double garbage[] = { 0.0, -0.001, 2.0, 1e9, -1e30 };

  for (size_t i = 0; i < sizeof garbage / sizeof *garbage; ++i)
    CHECK_REAL (enh__engine_delay_ms (garbage[i]), <=, 0.0, "%g s", garbage[i]);
  CHECK_REAL (enh__engine_delay_ms ((double) NAN), <=, 0.0, "NaN");
  CHECK_REAL (enh__engine_delay_ms ((double) INFINITY), <=, 0.0, "infinity");
  CHECK_NEAR (enh__engine_delay_ms (0.004), 4.0, 1e-4, "4 ms");
}
