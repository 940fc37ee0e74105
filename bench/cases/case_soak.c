/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Random settings, block sizes and sounds for --duration: output must be finite
   and below the ceiling, memory must not grow, and the same work must be as
   fast at the end as at the start. */

#include "bench.h"
#include "cases/signals.h"
#include "stats.h"
#include "cases/tones.h"

#include <enhance/enhance.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_BLOCK = 4096, SOUND = 48000, CHANNELS = 2, REFERENCE = 9600 };

/* Memory that the C library keeps for later is not a leak. */
static const double most_growth_kb = 1024.0;
static const double most_drift_percent = 25.0;
static const size_t least_readings = 40; /* of the same work */
static const double least_s = 5.0;       /* before memory has settled */
static const double ramp_s = 0.1;  /* a change is ramped over half of it */
static const double chain_s = 2.0; /* life of a chain, seconds of sound */

typedef struct soak {
  unsigned long long random;
  float *sound[BENCH_SIGNALS + 2];
  float *in[CHANNELS];
  float *out[CHANNELS];
  double *cost; /* ns of processor a sample of the reference, in time */
  size_t costs;
  size_t cost_space;
  double frames; /* processed */
  unsigned long chains;
  unsigned long bad;
  double over; /* largest sample over its ceiling, as a ratio */
  unsigned long resets;
} soak;

static unsigned
below (soak *of, unsigned count)
{
  of->random ^= of->random << 13;
  of->random ^= of->random >> 7;
  of->random ^= of->random << 17;
  return (unsigned) ((of->random >> 20) % count);
}

static double
uniform (soak *of)
{
  return below (of, 1000001) / 1e6;
}

/* Resident memory in kB; negative: not known. */
static double
memory_kb (void)
{
  FILE *file = fopen ("/proc/self/statm", "r");
  long whole = 0;
  long resident = -1;

  if (!file)
    return -1.0;
  if (fscanf (file, "%ld %ld", &whole, &resident) != 2)
    resident = -1;
  (void) fclose (file);
  return resident < 0
           ? -1.0
           : (double) resident * (double) sysconf (_SC_PAGESIZE) / 1024.0;
}

static void
make_sounds (soak *of)
{
  for (int s = 0; s < BENCH_SIGNALS + 2; ++s)
    {
      of->sound[s] = bench_zeros (SOUND, sizeof *of->sound[s]);
      if (s < BENCH_SIGNALS)
        bench_signal_fill ((bench_signal) s, 0, 48000.0, of->sound[s], SOUND);
      else
        for (size_t i = 0; i < SOUND; ++i)
          of->sound[s][i] = s == BENCH_SIGNALS
                              ? (float) (20.0 * tones_gauss (&of->random))
                            : i / 109 % 2 ? 1.0f
                                          : -1.0f;
    }
  for (int c = 0; c < CHANNELS; ++c)
    {
      of->in[c] = bench_zeros (MOST_BLOCK, sizeof *of->in[c]);
      of->out[c] = bench_zeros (MOST_BLOCK, sizeof *of->out[c]);
    }
}

/* Set a random parameter to a random legal value. */
static void
turn_a_knob (soak *of, enh_chain *chain)
{
  static const char *const specs[]
    = { "N1", "N3", "N7", "S3", "L:N2;R:S1", "500=0,1000=90" };
  enh_param count = 0;
  enh_audiogram audiogram;

  while (enh_param_describe (count))
    ++count;
  const enh_param_info *info = enh_param_describe (below (of, count));
  const double value
    = info->is_switch
        ? below (of, 2)
        : (double) info->minimum
            + uniform (of) * ((double) info->maximum - (double) info->minimum);
  (void) enh_chain_set (chain, enh_param_by_name (info->name), (float) value);
  switch (below (of, 40))
    {
    case 0:
      if (enh_audiogram_parse (specs[below (of, 6)], &audiogram, NULL)
          == ENH_OK)
        (void) !enh_chain_set_audiogram (chain, &audiogram);
      break;
    case 1:
      enh_chain_mute (chain, (int) below (of, 2));
      break;
    case 2:
      enh_chain_mark_gap (chain);
      break;
    case 3:
      enh_chain_reset (chain);
      break;
    default:
      break;
    }
}

/* Now and then samples that no microphone delivers. */
static void
spoil (soak *of, float *x, uint32_t frames)
{
  static const float nasty[] = { NAN, INFINITY, -INFINITY, 1e30f, 1e-42f };

  if (frames && !below (of, 20))
    x[below (of, frames)] = nasty[below (of, 5)];
}

static double
ceiling_of (const enh_chain *chain)
{
  const double db
    = (double) enh_chain_get (chain, enh_param_by_name ("ceiling"))
      - (double) enh_chain_get (chain, enh_param_by_name ("ear_full_scale"));

  return pow (10.0, db / 20.0);
}

static void
live_one_chain (soak *of)
{
  static const double rates[] = { 8000.0, 16000.0, 44100.0, 48000.0, 96000.0 };
  enh_config config = ENH_CONFIG_INIT;
  enh_chain *chain = NULL;

  config.sample_rate = rates[below (of, 5)];
  config.outputs = 1 + below (of, 2);
  config.inputs = 1 + below (of, config.outputs);
  config.delay = (enh_delay) below (of, 3);
  config.purpose = (enh_purpose) below (of, 2);
  if (enh_chain_create (&chain, &config) != ENH_OK)
    return;
  ++of->chains;
  double most = ceiling_of (chain); /* of the last tenth of a second */
  double last = most;
  double since = 0.0; /* frames since it was another */
  for (double done = 0.0; done < chain_s * config.sample_rate;)
    {
      const uint32_t frames = below (of, 4) ? below (of, 513)
                                            : below (of, MOST_BLOCK + 1);
      const float *source = of->sound[below (of, BENCH_SIGNALS + 2)];
      const size_t at = below (of, SOUND - MOST_BLOCK);
      for (uint32_t c = 0; c < config.inputs; ++c)
        {
          memcpy (of->in[c], source + at, frames * sizeof *of->in[c]);
          spoil (of, of->in[c], frames);
        }
      if (!below (of, 3))
        turn_a_knob (of, chain);
      const float *const in[] = { of->in[0], of->in[1] };
      float *const out[] = { of->out[0], of->out[1] };
      enh_chain_process (chain, in, out, frames);
      /* A lowered ceiling is ramped from the next hop on: until the ramp is
         over, the higher one counts. */
      const double now = ceiling_of (chain);
      if (now != last)
        since = 0.0;
      last = now;
      if (now > most || since > ramp_s * config.sample_rate)
        most = now;
      since += frames;
      for (uint32_t c = 0; c < config.outputs; ++c)
        for (uint32_t i = 0; i < frames; ++i)
          {
            const double x = fabs ((double) of->out[c][i]);
            if (!isfinite (x))
              ++of->bad;
            else
              of->over = fmax (of->over, x / most);
          }
      done += frames + 1;
      of->frames += frames;
    }
  enh_meters meters = ENH_METERS_INIT;
  enh_chain_meters (chain, &meters);
  of->resets += (unsigned long) meters.resets;
  enh_chain_destroy (chain);
}

/* The same work each time. */
static void
time_reference (soak *of)
{
  enh_chain *chain = tones_chain (48000.0, ENH_DELAY_DEFAULT, TONES_ALL, "N3");
  float *out = bench_zeros (REFERENCE, sizeof *out);

  tones_run (chain, of->sound[BENCH_SPEECH], out, REFERENCE);
  const double before = stats_cpu_ns ();
  tones_run (chain, of->sound[BENCH_SPEECH] + REFERENCE, out, REFERENCE);
  const double ns = (stats_cpu_ns () - before) / REFERENCE;
  enh_chain_destroy (chain);
  free (out);
  if (of->costs == of->cost_space)
    {
      of->cost_space = 2 * of->cost_space + 256;
      double *grown = bench_zeros (of->cost_space, sizeof *grown);
      if (of->costs)
        memcpy (grown, of->cost, of->costs * sizeof *grown);
      free (of->cost);
      of->cost = grown;
    }
  of->cost[of->costs++] = ns;
}

/* Minimum of a part of the readings: other load can only add. */
static double
least_of (const double *values, size_t count)
{
  double least = HUGE_VAL;

  for (size_t i = 0; i < count; ++i)
    least = fmin (least, values[i]);
  return least;
}

/* At most this many points, each the minimum of its interval. */
static void
plot_costs (bench *run, const soak *of, double seconds)
{
  enum { POINTS = 120 };
  const size_t count = of->costs < POINTS ? of->costs : POINTS;
  double x[POINTS], y[POINTS];

  for (size_t p = 0; p < count; ++p)
    {
      const size_t from = p * of->costs / count;
      const size_t until = (p + 1) * of->costs / count;
      x[p] = seconds * (double) (from + until) / (double) (2 * of->costs);
      y[p] = least_of (of->cost + from, until - from);
    }
  bench_plot *plot = bench_plot_begin (
    run, BENCH_LINES, "Cost of the same work over time",
    "A level curve: nothing slows down.", "s", "ns per sample");
  bench_plot_add (plot, "minimum of its interval", x, y, count);
}

static void
report (bench *run, const soak *of, double growth_kb, double seconds)
{
  char subject[80];
  char remark[120];
  const size_t part = of->costs < least_readings ? 0 : of->costs / 4;

  (void) snprintf (subject, sizeof subject, "%.0f s", seconds);
  (void) snprintf (remark, sizeof remark,
                   "%lu chains, %.0f minutes of sound; %lu times a chain reset "
                   "itself",
                   of->chains, of->frames / 48000.0 / 60.0, of->resets);
  bench_add (run, &(bench_row){ .metric = "non_finite_samples",
                                .what = "samples that are not finite",
                                .subject = subject,
                                .unit = "",
                                .value = (double) of->bad,
                                .relation = BENCH_AT_MOST,
                                .bar = 0.0,
                                .rule = NAN,
                                .reason = remark });
  bench_add (
    run, &(bench_row){ .metric = "ceiling_excess_db",
                       .what = "largest sample over the ceiling at that time",
                       .subject = subject,
                       .unit = "dB",
                       .value = 20.0 * log10 (of->over + 1e-9),
                       .relation = BENCH_AT_MOST,
                       .bar = 0.001,
                       .rule = NAN });
  bench_add (run,
             &(bench_row){ .metric = "memory_growth_kb",
                           .what = "memory growth, first tenth to end",
                           .subject = subject,
                           .unit = "kB",
                           .value = growth_kb,
                           .relation = BENCH_AT_MOST,
                           .bar = most_growth_kb,
                           .rule = NAN,
                           .reason = !isnan (growth_kb) ? NULL
                                     : seconds < least_s
                                       ? "too short; use a longer --duration"
                                       : "not available on this system" });
  const double first = least_of (of->cost, part);
  const double last = least_of (of->cost + of->costs - part, part);
  (void) snprintf (remark, sizeof remark, "%.0f, then %.0f ns/sample", first,
                   last);
  bench_add (
    run, &(bench_row){ .metric = "load_drift_percent",
                       .what = "same work, last quarter compared with first",
                       .subject = subject,
                       .unit = "%",
                       .value = part ? 100.0 * (last / first - 1.0) : NAN,
                       .relation = BENCH_AT_MOST,
                       .bar = most_drift_percent,
                       .rule = NAN,
                       .reason = part ? remark
                                      : "too short; use a longer --duration" });
}

bench_exit
case_soak (bench *run)
{
  const double seconds = run->options.duration_s;
  const char *seed = getenv ("ENH_TEST_SEED");
  const double begun = stats_now_ns ();
  double first_kb = -1.0;
  soak all = { .random = 0 };

  all.random = seed ? strtoull (seed, NULL, 10)
                    : (unsigned long long) begun | 1ull;
  all.random = all.random ? all.random : 1;
  bench_begin (run, "soak", "random settings, block sizes and sounds");
  bench_note ("set ENH_TEST_SEED=%llu to repeat this run", all.random);
  make_sounds (&all);
  do
    {
      live_one_chain (&all);
      time_reference (&all);
      if (first_kb < 0.0 && stats_now_ns () - begun > 0.1 * seconds * 1e9)
        first_kb = memory_kb ();
    }
  while (stats_now_ns () - begun < seconds * 1e9 || all.costs < 2);
  const double last_kb = memory_kb ();
  const bool told = first_kb >= 0.0 && last_kb >= 0.0 && seconds >= least_s;
  report (run, &all, told ? last_kb - first_kb : NAN, seconds);
  plot_costs (run, &all, seconds);
  for (int s = 0; s < BENCH_SIGNALS + 2; ++s)
    free (all.sound[s]);
  for (int c = 0; c < CHANNELS; ++c)
    {
      free (all.in[c]);
      free (all.out[c]);
    }
  free (all.cost);
  return BENCH_DONE;
}
