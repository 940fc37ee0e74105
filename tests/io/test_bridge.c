/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A bridge between two clocks, on the simulated desk of lib/desk.h. */

#include "lib/check.h"

#include "lib/desk.h"
#include "lib/trap.h"

#include <pthread.h>
#include <stdatomic.h>

/* --- The claims --------------------------------------------------------------- */

/* At rest after a minute, and from there on. */
static void
hold (double ppm, double whole_s)
{
  const double seconds = check_short () ? 120.0 : whole_s;
  static desk d;
  spread delay = { 0 };
  spread ratio = { 0 };

  desk_begin (&d, ppm, 0.0, 64);
  d.tone_hz = 200.0;
  desk_start (&d);
  desk_run (&d, 60.0);
  const uint64_t waited = d.waits;
  while (desk_now_s (&d) < seconds)
    {
      const uint64_t call = d.out.calls;
      if (desk_step (&d) < 0)
        continue;
      /* Not by each of 2.7 million: the phase costs. */
      if (call % 16u == 0u)
        spread_add (&delay, desk_delay_s (&d, call));
      spread_add (&ratio, desk_state (&d).ppm);
    }
  const enh__bridge_state state = desk_state (&d);
  print_message ("# %+g ppm, %g s: ratio %+.2f ppm, deviation %.2f; delay %.3f "
                 "ms, %+.4f to %+.4f\n",
                 ppm, seconds, spread_mean (&ratio), spread_deviation (&ratio),
                 1e3 * spread_mean (&delay),
                 1e3 * (delay.least - spread_mean (&delay)),
                 1e3 * (delay.most - spread_mean (&delay)));
  CHECK_INT (state.gaps, ==, 0, "%g ppm: gaps", ppm);
  CHECK_INT (d.breaks, ==, 0, "%g ppm: blocks without sound", ppm);
  CHECK_INT (d.waits, ==, waited, "%g ppm: blocks waited for", ppm);
  CHECK_INT (state.resyncs, ==, 0, "%g ppm: resyncs", ppm);
  CHECK_NEAR (spread_mean (&ratio), ppm, 1.0, "%g ppm: ratio", ppm);
  CHECK_REAL (spread_deviation (&ratio), <=, 5.0, "%g ppm: ratio", ppm);
  CHECK_REAL (1e3 * (delay.most - delay.least), <=, 0.2, "%g ppm: delay, ms",
              ppm);
  enh__bridge_destroy (d.bridge);
}

CHECK_CASE (an_hour_at_300_ppm_leaves_the_delay_as_it_is)
{
  hold (300.0, 3600.0);
  hold (-300.0, 900.0);
}

CHECK_CASE (the_first_minute_is_within_a_millisecond_and_a_half)
{
  static const double off[] = { 0.0, 300.0, -300.0 };

  for (size_t i = 0; i < 3; ++i)
    {
      static desk d;
      spread delay = { 0 };
      desk_begin (&d, off[i], 0.0, 64);
      d.tone_hz = 100.0;
      desk_start (&d);
      desk_run (&d, 1.0);
      for (int s = 0; s < 60; ++s)
        {
          spread_add (&delay, desk_delay_ms (&d));
          desk_run (&d, 1.0);
        }
      print_message ("# the first minute at %+g ppm: delay %.3f to %.3f ms\n",
                     off[i], delay.least, delay.most);
      CHECK_REAL (delay.most - delay.least, <=, i ? 1.5 : 0.1, "at %g ppm",
                  off[i]);
      CHECK_INT (d.breaks, ==, 0, "at %g ppm: gaps", off[i]);
      enh__bridge_destroy (d.bridge);
    }
}

/* --- Breaks --------------------------------------------------------------- */

enum { STALL_BOTH, STALL_IN, STALL_OUT, LOSE_IN, LATE_IN };

static void
disturb (desk *d, int how)
{
  /* Seconds. 30 ms of the microphone are an overrun; a late callback brings
     all that it should. */
  static const double in_s[] = { 2.0, 2.0, 0.0, 0.030, 0.0 };
  static const double out_s[] = { 2.0, 0.0, 2.0, 0.0, 0.0 };

  desk_stall (d, in_s[how], out_s[how]);
  if (how == LATE_IN)
    d->in.actual_s += 0.010;
}

CHECK_CASE (a_break_ends_at_the_same_delay)
{
  static const char *const names[]
    = { "both stood still 2 s", "the microphone stood still 2 s",
        "the headset stood still 2 s", "30 ms of the microphone were lost",
        "one callback came 10 ms late" };

  for (int how = STALL_BOTH; how <= LATE_IN; ++how)
    {
      static desk d;
      desk_begin (&d, 150.0, -50.0, 64);
      d.tone_hz = 100.0;
      desk_start (&d);
      desk_run (&d, 60.0);
      const double before = desk_delay_ms (&d);
      const uint64_t sets = desk_state (&d).resyncs;
      CHECK_INT (d.breaks, ==, 0, "%s: before", names[how]);
      disturb (&d, how);
      const double from = desk_now_s (&d);
      /* Silence from the first block on that has no sound, until it is whole
         again: within two seconds. */
      double back = 0.0;
      while (desk_now_s (&d) < from + 4.0)
        {
          const uint64_t flows = d.flows;
          const int gave = desk_step (&d);
          if (gave >= 0 && gave != ENH__BRIDGE_FLOWS)
            {
              back = desk_now_s (&d) - from;
              if (gave == ENH__BRIDGE_WAITS)
                CHECK_WITHIN (d.out_block, d.out.block, 0.0, "%s", names[how]);
              CHECK_INT (d.flows, ==, flows, "%s", names[how]);
            }
        }
      const double after = desk_delay_ms (&d);
      desk_run (&d, 60.0);
      const double later = desk_delay_ms (&d);
      print_message ("# %s: silent until %.2f s after, delay %.3f ms, %.3f, "
                     "%.3f a minute later; %d resyncs\n",
                     names[how], back, before, after, later,
                     (int) (desk_state (&d).resyncs - sets));
      CHECK_NEAR (after, before, 0.3, "%s", names[how]);
      CHECK_NEAR (later, before, 0.1, "%s, a minute later", names[how]);
      CHECK_REAL (back, <=, how == STALL_IN || how == STALL_OUT ? 2.5 : 1.0,
                  "%s: s of silence", names[how]);
      CHECK_INT (desk_state (&d).gaps, ==, 1, "%s: gaps", names[how]);
      CHECK_INT (desk_state (&d).resyncs - sets, ==, how == LATE_IN ? 0 : 1,
                 "%s: resyncs", names[how]);
      enh__bridge_destroy (d.bridge);
    }
}

/* While the delay is chosen, and soon after: what stood still catches up. */
static double
delay_after_a_late_start_ms (double at_s, double late_s, int who)
{
  static desk d;

  desk_begin (&d, 0.0, 0.0, 64);
  d.in.tells = d.out.tells = 1;
  d.tone_hz = 1.0;
  desk_start (&d);
  desk_run (&d, at_s);
  if (who != STALL_OUT)
    d.in.actual_s += late_s;
  if (who != STALL_IN)
    d.out.actual_s += late_s;
  desk_run (&d, 5.0);
  const double delay = desk_delay_ms (&d);
  enh__bridge_destroy (d.bridge);
  return delay;
}

CHECK_CASE (a_machine_that_starts_late_gets_no_longer_delay)
{
  const double usual = delay_after_a_late_start_ms (0.1, 0.0, STALL_BOTH);
  spread delay = { 0 };

  for (int who = STALL_BOTH; who <= STALL_OUT; ++who)
    for (int at = 1; at <= 40; ++at)
      {
        const double late_s = at % 3 == 0 ? 0.9 : at % 3 == 1 ? 0.3 : 0.03;
        const double ms = delay_after_a_late_start_ms (0.05 * at, late_s, who);

        spread_add (&delay, ms);
        CHECK_REAL (ms, <=, usual + 1.0, "%g s late at %g s, %d", late_s,
                    0.05 * at, who);
      }
  print_message ("# late by 30 to 900 ms in the first 2 s: delay %.2f to %.2f "
                 "ms, %.2f without\n",
                 delay.least, delay.most, usual);
}

CHECK_CASE (a_delay_that_cannot_be_held_grows_once)
{
  static desk d;

  desk_begin (&d, 0.0, 0.0, 64);
  d.tone_hz = 50.0;
  desk_start (&d);
  desk_run (&d, 20.0);
  const double before = desk_delay_ms (&d);
  /* From now on the microphone's blocks come eight at a time. */
  d.in.burst = 8;
  desk_run (&d, 10.0);
  const double after = desk_delay_ms (&d);
  CHECK_REAL (after, >, before + 7.0, "grown");
  const uint64_t gaps = desk_state (&d).gaps;
  desk_run (&d, 60.0);
  CHECK_INT (desk_state (&d).gaps, ==, gaps, "and then it holds");
  CHECK_NEAR (desk_delay_ms (&d), after, 0.5, "at its new length");
  enh__bridge_destroy (d.bridge);
}

CHECK_CASE (nobody_at_the_other_end_does_no_harm)
{
  static desk d;
  float block[64] = { 0.0f };
  float *const out[1] = { block };
  const float *const in[1] = { block };

  desk_begin (&d, 0.0, 0.0, 64);
  d.tone_hz = 100.0;
  desk_start (&d);
  /* The microphone alone for ten seconds, then the headset too. */
  for (int i = 0; i < 7500; ++i)
    {
      enh__bridge_push (d.bridge, in, 64, i * 64 / 48000.0, i * 64 / 48000.0);
      ++d.in.calls;
    }
  d.out.offset_s += 10.0;
  d.in.actual_s = 0.0;
  d.out.actual_s = 0.0;
  desk_schedule (&d, &d.in);
  desk_schedule (&d, &d.out);
  desk_run (&d, 3.0);
  CHECK_REAL (desk_delay_ms (&d), <, 6.0, "in the end they meet");
  CHECK_INT (desk_state (&d).resyncs, ==, 0, "for the first time");
  enh__bridge_destroy (d.bridge);

  /* The headset alone: silence, and how long. */
  desk_start (&d);
  memset (block, 1, sizeof block);
  enh__bridge_push (d.bridge, in, 64, 0.0, 0.0);
  for (int i = 0; i < 7500; ++i)
    {
      CHECK_INT (enh__bridge_pull (d.bridge, out, 64, i * 64 / 48000.0,
                                   i * 64 / 48000.0),
                 ==, ENH__BRIDGE_WAITS, "block %d", i);
      CHECK_WITHIN (block, 64, 0.0, "block %d", i);
    }
  CHECK_NEAR (desk_state (&d).silent_s, 10.0, 0.01, "s without a microphone");
  /* No frames at all are no mistake. */
  CHECK_INT (enh__bridge_pull (d.bridge, out, 0, 10.0, 10.0), ==,
             ENH__BRIDGE_WAITS, "0 frames");
  enh__bridge_push (d.bridge, in, 0, 10.0, 10.0);
  enh__bridge_push (d.bridge, NULL, 64, 10.0, 10.0);
  enh__bridge_destroy (d.bridge);
  enh__bridge_destroy (NULL);
}

/* --- Other rates and blocks --------------------------------------------------- */

typedef struct layout {
  double in_rate;
  double out_rate;
  uint32_t in_block;
  uint32_t out_block;
  uint32_t in_burst;
  uint32_t out_burst;
} layout;

CHECK_CASE (all_rates_blocks_and_bursts_flow)
{
  static const layout layouts[] = {
    { 48000.0, 48000.0, 64, 256, 1, 1 },
    { 48000.0, 48000.0, 256, 64, 1, 1 },
    { 48000.0, 48000.0, 2048, 2048, 1, 1 },
    { 48000.0, 48000.0, 256, 256, 4, 4 },
    { 48000.0, 48000.0, 16, 1000, 1, 1 },
    { 44100.0, 48000.0, 64, 64, 1, 1 },
    { 48000.0, 44100.0, 64, 64, 1, 1 },
    { 96000.0, 48000.0, 128, 64, 1, 1 },
    { 16000.0, 48000.0, 160, 128, 1, 1 },
    { 192000.0, 8000.0, 1024, 64, 1, 1 },
    { 8000.0, 192000.0, 64, 1024, 1, 1 },
  };

  for (size_t i = 0; i < sizeof layouts / sizeof *layouts; ++i)
    {
      const layout *l = &layouts[i];
      static desk d;
      spread delay = { 0 };
      desk_begin (&d, 120.0, -80.0, 64);
      d.in.rate = l->in_rate;
      d.out.rate = l->out_rate;
      d.in.block = l->in_block;
      d.out.block = l->out_block;
      d.in.burst = l->in_burst;
      d.out.burst = l->out_burst;
      /* Longer than any of these delays. */
      d.tone_hz = 5.0;
      desk_start (&d);
      desk_run (&d, 30.0);
      const uint64_t waits = d.waits;
      for (int s = 0; s < 10; ++s)
        {
          desk_run (&d, 1.0);
          while (desk_step (&d) < 0)
            ;
          spread_add (&delay, 1e3 * desk_delay_s (&d, d.out.calls - 1u));
        }
      const enh__bridge_state now = desk_state (&d);
      print_message ("# %g to %g Hz, %u x %u to %u x %u frames: %.2f ms\n",
                     l->in_rate, l->out_rate, l->in_burst, l->in_block,
                     l->out_burst, l->out_block, spread_mean (&delay));
      CHECK_INT (now.gaps, ==, 0, "layout %zu: gaps", i);
      CHECK_INT (d.waits, ==, waits, "layout %zu: waits", i);
      CHECK_INT (now.resyncs, ==, 0, "layout %zu: resyncs", i);
      CHECK_REAL (delay.most - delay.least, <=, 1.0, "layout %zu", i);
      enh__bridge_destroy (d.bridge);
    }
}

CHECK_CASE (delay_is_told_as_it_is)
{
  static desk d;

  desk_begin (&d, 40.0, 0.0, 64);
  d.in.jitter_s = d.out.jitter_s = 0.0;
  d.tone_hz = 100.0;
  desk_start (&d);
  CHECK_REAL (desk_state (&d).delay_s, <=, 0.0, "not known yet");
  desk_run (&d, 60.0);
  /* The callback is handed the end of what will be played from the callback
     before on: a block of the headset's is no delay of this desk. */
  const double block_ms = 1e3 * 64.0 / 48000.0;
  CHECK_NEAR (1e3 * desk_state (&d).delay_s - block_ms,
              desk_delay_ms (&d) - block_ms, 0.02,
              "what is told and what is heard");
  CHECK_NEAR (desk_state (&d).ppm, 40.0, 1.0, "ppm");
  /* The microphone's block, what the headset's needs, 16 frames, a
     millisecond. */
  CHECK_NEAR (1e3 * desk_state (&d).delay_s, 1e3 * 81.0 / 48000.0 + 1.0, 0.05,
              "and why");
  enh__bridge_destroy (d.bridge);
}

/* --- Real time ------------------------------------------------------------------ */

CHECK_CASE_UNLESS (the_callbacks_neither_allocate_nor_lock, trap_missing)
{
  static desk d;
  const char *first;

  desk_begin (&d, 200.0, 0.0, 64);
  desk_start (&d);
  trap_arm ();
  desk_run (&d, 3.0);
  disturb (&d, STALL_BOTH);
  desk_run (&d, 3.0);
  disturb (&d, LOSE_IN);
  desk_run (&d, 3.0);
  const unsigned long calls = trap_disarm (&first);
  CHECK_INT (calls, ==, 0, "first %s", first ? first : "none");
  CHECK_INT (d.flows, >, 5000, "it flowed");
  enh__bridge_destroy (d.bridge);
}

typedef struct pair {
  enh__bridge *bridge;
  atomic_int over;
  double now_s; /* the pushing thread's */
} pair;

static void *
push_on (void *data)
{
  pair *p = data;
  float block[64] = { 0.0f };
  const float *const in[1] = { block };

  /* As fast as it can, and the clock with it. */
  for (int i = 0; !atomic_load (&p->over); ++i)
    {
      const double now = i * 64 / 48000.0;
      enh__bridge_push (p->bridge, in, 64, now, now);
      if (i % 16 == 0)
        usleep (1);
    }
  return NULL;
}

/* For the eyes of ThreadSanitizer. */
CHECK_CASE (push_pull_and_look_from_three_threads)
{
  static pair p;
  pthread_t thread;
  float block[64];
  float *const out[1] = { block };
  enh__bridge_state now;

  p.bridge = enh__bridge_create (48000.0, 48000.0, 1);
  assert_non_null (p.bridge);
  atomic_init (&p.over, 0);
  assert_int_equal (pthread_create (&thread, NULL, push_on, &p), 0);
  for (int i = 0; i < 20000; ++i)
    {
      const double t = i * 64 / 48000.0;
      (void) enh__bridge_pull (p.bridge, out, 64, t, t);
      enh__bridge_observe (p.bridge, &now);
      CHECK_WITHIN (block, 64, 0.0, "of zeros, block %d", i);
    }
  atomic_store (&p.over, 1);
  pthread_join (thread, NULL);
  enh__bridge_destroy (p.bridge);
}
