/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* CPU cost of the chain: variations of one case, 48 kHz, mono, blocks of 64,
   speech. */

#include "bench.h"
#include "cases/counter.h"
#include "machine.h"
#include "cases/peer.h"
#include "cases/speed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const speed_case middle = { 48000.0, 1, 64, BENCH_SPEECH };

/* The limit is a quarter of a core. */
static const double most_core = 0.25;

/* Other programs need the rest. */
static const double most_call_percent = 5.0;

/* So that it stays in a cache; judged up to 48 kHz. */
static const double most_state_kb = 256.0;

static void
tell (const speed_case *what, char text[static 80])
{
  (void) snprintf (text, 80, "%g Hz, %u ch, %u frames, %s", what->rate,
                   what->channels, what->block,
                   bench_signal_name (what->signal));
}

static void
set_number (json_t *to, const char *name, double value)
{
  if (isfinite (value))
    (void) json_object_set_new (to, name, json_real (value));
}

static json_t *
more_of (const speed_case *what, const speed_result *result, bool pinned)
{
  json_t *more = json_pack (
    "{s:f, s:i, s:i, s:s, s:i, s:s}", "sample_rate_hz", what->rate, "channels",
    (int) what->channels, "block_frames", (int) what->block, "signal",
    bench_signal_name (what->signal), "repeats", (int) result->repeats,
    "pinned", pinned ? "yes" : "no");

  set_number (more, "ns_per_sample_low", result->ours.low);
  set_number (more, "ns_per_sample_high", result->ours.high);
  set_number (more, "ns_per_sample_min", result->ours.least);
  set_number (more, "ns_per_sample_max", result->ours.most);
  set_number (more, "ns_per_block",
              result->ours.median * what->block * what->channels);
  set_number (more, "real_time_factor",
              1e9 / (result->ours.median * what->rate * what->channels));
  if (result->instructions >= 0.0)
    set_number (more, "instructions_per_sample", result->instructions);
  else
    (void) json_object_set_new (more, "instructions",
                                json_string ("not counted"));
  return more;
}

/* Judged in the case that everybody has. */
static void
add_worst (bench *run, const speed_case *what, const char *subject,
           double share)
{
  bench_add (run, &(bench_row){ .metric = "worst_call_percent",
                                .what = "dearest call",
                                .subject = subject,
                                .unit = "% of the block",
                                .value = 100.0 * share,
                                .relation = what->rate == middle.rate
                                                && what->channels == 1
                                              ? BENCH_AT_MOST
                                              : BENCH_SHOWN,
                                .bar = most_call_percent,
                                .rule = NAN,
                                .reason = "CPU time; each block in the "
                                          "cheapest of its repeats",
                                .is_time = true });
}

/* The measured spread; median NAN: not measured. */
static speed_spread
add_case (bench *run, const speed_case *what, double seconds, bool pinned)
{
  speed_result result;
  char subject[80];
  char remark[160];

  tell (what, subject);
  if (speed_measure (what, seconds, SPEED_ALONE, &result) != 0)
    {
      bench_add (run,
                 &(bench_row){ .metric = "ns_per_sample",
                               .what = "CPU time",
                               .subject = subject,
                               .unit = "ns/sample",
                               .value = NAN,
                               .relation = BENCH_AT_MOST,
                               .bar = NAN,
                               .rule = NAN,
                               .reason = "the chain could not be created" });
      return (speed_spread){ .median = NAN };
    }
  (void) snprintf (remark, sizeof remark, "%.0f to %.0f; %.1f%% of a core",
                   result.ours.low, result.ours.high,
                   100e-9 * result.ours.median * what->rate * what->channels);
  bench_add (run, &(bench_row){ .metric = "ns_per_sample",
                                .what = "CPU time",
                                .subject = subject,
                                .unit = "ns/sample",
                                .value = result.ours.median,
                                .relation = BENCH_AT_MOST,
                                .bar = round (most_core * 1e9 / what->rate
                                              / what->channels),
                                .rule = NAN,
                                .reason = remark,
                                .more = more_of (what, &result, pinned),
                                .is_time = true });
  if (what->block == middle.block && what->signal == middle.signal)
    add_worst (run, what, subject, result.worst_call);
  return result.ours;
}

/* `at_middle`: what the middle case gave already. */
static void
add_blocks (bench *run, double seconds, bool pinned,
            const speed_spread *at_middle)
{
  static const uint32_t blocks[] = { 1, 33, 64, 480, 513 };
  enum { BLOCKS = sizeof blocks / sizeof *blocks };
  double x[BLOCKS], low[BLOCKS], median[BLOCKS], high[BLOCKS];
  size_t count = 0;

  for (size_t b = 0; b < BLOCKS; ++b)
    {
      speed_case what = middle;
      what.block = blocks[b];
      const speed_spread found = what.block == middle.block
                                   ? *at_middle
                                   : add_case (run, &what, seconds, pinned);
      if (isnan (found.median))
        continue;
      x[count] = blocks[b];
      low[count] = found.low;
      median[count] = found.median;
      high[count] = found.high;
      ++count;
    }
  bench_plot *plot = bench_plot_begin (
    run, BENCH_LINES, "CPU time by block size",
    "With single frames each sample bears a whole call; above some tens of "
    "frames the block size hardly matters.",
    "block, frames", "ns per sample");
  plot->log_x = plot->log_y = true;
  bench_plot_add (plot, "upper quartile", x, high, count);
  bench_plot_add (plot, "median", x, median, count);
  bench_plot_add (plot, "lower quartile", x, low, count);
}

static void
add_peer (bench *run, const char *name, const char *metric,
          const speed_spread *peer_ns, const speed_spread *ratio, double bar)
{
  char remark[120];

  if (isnan (peer_ns->median))
    {
      bench_note ("%s is not installed", name);
      return;
    }
  (void) snprintf (remark, sizeof remark,
                   "%.2f to %.2f; the other takes %.0f ns/sample and reduces "
                   "noise only",
                   ratio->low, ratio->high, peer_ns->median);
  bench_row row = { .metric = metric,
                    .what = "whole chain compared with a denoiser alone",
                    .subject = name,
                    .unit = "times",
                    .value = ratio->median,
                    .relation = isnan (bar) ? BENCH_SHOWN : BENCH_AT_MOST,
                    .bar = bar,
                    .rule = NAN,
                    .reason = remark,
                    .more = json_pack ("{s:f, s:f, s:f}", "ratio_low",
                                       ratio->low, "ratio_high", ratio->high,
                                       "peer_ns_per_sample", peer_ns->median),
                    .is_time = true };
  bench_add (run, &row);
}

static void
add_peers (bench *run, double seconds)
{
  speed_result result;

  if (speed_measure (&middle, seconds, SPEED_BESIDE_PEERS, &result) != 0)
    return;
  add_peer (run, "SpeexDSP 10 ms", "speex_ratio", &result.speex,
            &result.speex_ratio, 4.0);
  add_peer (run, "WebRTC NS 0.3", "webrtc_ratio", &result.webrtc,
            &result.webrtc_ratio, NAN);
}

/* Measured in turn, so that other load affects both. */
static void
add_stereo (bench *run, double seconds)
{
  speed_case what = middle;
  speed_result result;
  char remark[80] = "the chain could not be created";
  bench_row row = { .metric = "stereo_ratio",
                    .what = "two channels compared with one",
                    .subject = "48000 Hz",
                    .unit = "times",
                    .value = NAN,
                    .relation = BENCH_AT_MOST,
                    .bar = 1.7,
                    .rule = NAN,
                    .reason = remark,
                    .is_time = true };

  what.channels = 2;
  if (speed_measure (&what, seconds, SPEED_BESIDE_MONO, &result) == 0)
    {
      (void) snprintf (remark, sizeof remark, "%.2f to %.2f",
                       result.mono_ratio.low, result.mono_ratio.high);
      row.value = result.mono_ratio.median;
      row.more = json_pack (
        "{s:f, s:f, s:i}", "ratio_low", result.mono_ratio.low, "ratio_high",
        result.mono_ratio.high, "repeats", (int) result.repeats);
    }
  bench_add (run, &row);
}

/* Judged up to 48 kHz: tables grow with the rate. */
static void
add_state (bench *run, const speed_case *what)
{
  char subject[80];
  const double kb = speed_state_kb (what);

  (void) snprintf (subject, sizeof subject, "%g Hz, %u ch", what->rate,
                   what->channels);
  bench_add (run,
             &(bench_row){ .metric = "state_kb_per_ear",
                           .what = "memory of the chain, per ear",
                           .subject = subject,
                           .unit = "kB",
                           .value = kb,
                           .relation = what->rate > middle.rate ? BENCH_SHOWN
                                                                : BENCH_AT_MOST,
                           .bar = most_state_kb,
                           .rule = NAN });
}

bench_exit
case_speed (bench *run)
{
  static const double rates[] = { 16000.0, 44100.0, 48000.0, 96000.0 };
  enum {
    RATES = 4,
    BLOCKS = 4,
    CASES = 2 * RATES + BLOCKS + BENCH_SIGNALS - 1 + 5
  };
  const double seconds = run->options.duration_s / CASES;
  const bool pinned = machine_pin () == 0;
  const int counter = counter_open ();
  speed_spread at_middle = { .median = NAN };

  bench_begin (run, "speed",
               "CPU time of the whole chain, defaults, fitted to N3");
  bench_note ("medians with quartiles; %s; instructions "
              "%s",
              pinned ? "pinned to one core" : "not pinned to one core",
              counter < 0 ? "not counted here" : "counted");
  counter_close (counter);
  for (size_t r = 0; r < RATES; ++r)
    for (uint32_t channels = 1; channels <= 2; ++channels)
      {
        speed_case what = middle;
        what.rate = rates[r];
        what.channels = channels;
        const speed_spread found = add_case (run, &what, seconds, pinned);
        if (what.rate == middle.rate && channels == middle.channels)
          at_middle = found;
      }
  add_stereo (run, 2.0 * seconds);
  for (size_t r = 0; r < RATES; ++r)
    for (uint32_t channels = 1; channels <= 2; ++channels)
      add_state (run, &(speed_case){ rates[r], channels, 64, BENCH_SPEECH });
  add_blocks (run, seconds, pinned, &at_middle);
  for (int s = BENCH_SPEECH + 1; s < BENCH_SIGNALS; ++s)
    {
      speed_case what = middle;
      what.signal = (bench_signal) s;
      (void) add_case (run, &what, seconds, pinned);
    }
  add_peers (run, 3.0 * seconds);
  machine_unpin ();
  return BENCH_DONE;
}
