/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Rows from the delays of many probes. */

#include "cases/latency.h"
#include "stats.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char rule[] = "21 CFR 800.30, second-hand";
static const double rule_ms = 15.0;
static const double goal_ms = 10.0;
/* Our limits: a changing delay is audible as flutter. */
static const double most_jitter_ms = 1.0;
static const double most_creep_ms = 2.0;
static const double least_heard_percent = 90.0;
static const double most_xruns_a_minute = 1.0;

/* Slope of the least-squares line and its uncertainty (two standard errors), ms
   per hour. */
static double
creep_of (const double *at, const double *ms, size_t count, double *off)
{
  double x = 0.0;
  double y = 0.0;
  double xx = 0.0;
  double xy = 0.0;
  double rest = 0.0;

  for (size_t i = 0; i < count; ++i)
    {
      x += at[i] / (double) count;
      y += ms[i] / (double) count;
    }
  for (size_t i = 0; i < count; ++i)
    {
      xx += (at[i] - x) * (at[i] - x);
      xy += (at[i] - x) * (ms[i] - y);
    }
  const double slope = xx > 0.0 ? xy / xx : 0.0;
  for (size_t i = 0; i < count; ++i)
    {
      const double d = ms[i] - y - slope * (at[i] - x);

      rest += d * d;
    }
  *off = xx > 0.0 && count > 2
           ? 3600.0 * 2.0 * sqrt (rest / (double) (count - 2) / xx)
           : 0.0;
  return 3600.0 * slope;
}

static void
add (bench *run, const char *metric, const char *what, const char *subject,
     const char *unit, double value, bench_relation relation, double bar,
     const char *reason)
{
  bench_add (run, &(bench_row){ .metric = metric,
                                .what = what,
                                .subject = subject,
                                .unit = unit,
                                .value = value,
                                .relation = relation,
                                .bar = bar,
                                .rule = NAN,
                                .reason = reason });
}

/* A run of seconds says little about an hour: no verdict if both are
   possible. */
static void
add_creep (bench *run, const char *subject, const double *at, const double *ms,
           size_t heard)
{
  char remark[160];
  double off;
  const double creep = fabs (creep_of (at, ms, heard, &off));
  const bool told = creep + off <= most_creep_ms || creep - off > most_creep_ms;

  (void) snprintf (remark, sizeof remark,
                   told ? "over %.0f s, +-%.2g"
                        : "over %.0f s it is known to only +-%.2g ms/h; use a "
                          "longer --duration",
                   at[heard - 1] - at[0], off);
  add (run, "loop_creep_ms_per_hour", "microphone to ear, drift", subject,
       "ms/h", told ? creep : NAN, BENCH_AT_MOST, most_creep_ms, remark);
}

void
latency_report_none (bench *run, const char *why)
{
  bench_add (run, &(bench_row){ .metric = "loop_p99_ms",
                                .what = "microphone to ear, p99",
                                .unit = "ms",
                                .value = NAN,
                                .relation = BENCH_AT_MOST,
                                .bar = run->options.limit_ms,
                                .rule = rule_ms,
                                .rule_from = rule,
                                .reason = why });
  add (run, "loop_jitter_ms", "microphone to ear, max - min", NULL, "ms", NAN,
       BENCH_AT_MOST, most_jitter_ms, why);
  add (run, "loop_creep_ms_per_hour", "microphone to ear, drift", NULL, "ms/h",
       NAN, BENCH_AT_MOST, most_creep_ms, why);
  add (run, "probes_heard_percent", "probes received", NULL, "%", NAN,
       BENCH_AT_LEAST, least_heard_percent, why);
  add (run, "xruns_per_minute", "gaps reported by the sound system", NULL,
       "1/min", NAN, BENCH_AT_MOST, most_xruns_a_minute, why);
}

static void
plot (bench *run, const double *sorted, size_t count)
{
  enum { BINS = 40 };
  const double most = fmax (run->options.limit_ms, sorted[count - 1]) * 1.1;
  double edge[BINS + 1];
  double share[BINS + 1] = { 0.0 };

  for (int b = 0; b <= BINS; ++b)
    edge[b] = most * b / BINS;
  for (size_t i = 0; i < count; ++i)
    {
      const int bin = (int) (sorted[i] / most * BINS);
      share[bin < 0       ? 0
            : bin >= BINS ? BINS - 1
                          : bin]
        += 100.0 / (double) count;
    }
  bench_plot *of
    = bench_plot_begin (run, BENCH_BARS, "Delay from microphone to ear",
                        "Distribution of the delay of the probes; the "
                        "lines are the limit and the rule's "
                        "15 ms.",
                        "delay, ms", "% of the probes");
  of->mark = run->options.limit_ms;
  of->mark2 = rule_ms;
  bench_plot_add (of, "probes", edge, share, BINS + 1);
}

static void
add_loop (bench *run, const loop_way *way, const char *subject,
          const double *sorted, size_t heard)
{
  const double p50 = stats_quantile (sorted, heard, 0.5);
  const double p99 = stats_quantile (sorted, heard, 0.99);
  char remark[200];

  (void) snprintf (remark, sizeof remark,
                   "p50 %.2f, max %.2f ms; 15 ms %s, 10 ms %s; the sound "
                   "system's estimate %.2f ms",
                   p50, sorted[heard - 1], p99 <= rule_ms ? "met" : "exceeded",
                   p99 <= goal_ms ? "met" : "exceeded", way->estimate_ms);
  bench_add (
    run, &(bench_row){
           .metric = "loop_p99_ms",
           .what = "microphone to ear, p99",
           .subject = subject,
           .unit = "ms",
           .value = p99,
           .relation = BENCH_AT_MOST,
           .bar = run->options.limit_ms,
           .rule = rule_ms,
           .rule_from = rule,
           .reason = remark,
           .more = json_pack (
             "{s:f, s:f, s:f, s:i, s:s, s:s, s:s, s:s, s:i, s:f, s:f, s:s}",
             "loop_p50_ms", p50, "loop_max_ms", sorted[heard - 1],
             "loop_min_ms", sorted[0], "probes", (int) heard, "loop", way->kind,
             "input", way->input, "output", way->output, "backend",
             way->backend, "period_frames", (int) way->period, "sample_rate_hz",
             way->sample_rate, "estimate_ms", way->estimate_ms, "goal_10_ms",
             p99 <= goal_ms ? "kept" : "not kept") });
}

void
latency_report (bench *run, const loop_way *way, const double *at,
                const double *ms, size_t heard, size_t sent, double seconds)
{
  char subject[120];
  char remark[120];
  double *sorted = bench_zeros (heard, sizeof *sorted);

  (void) snprintf (subject, sizeof subject, "%s, %s, period %u", way->kind,
                   way->backend, way->period);
  if (heard)
    {
      memcpy (sorted, ms, heard * sizeof *sorted);
      stats_sort (sorted, heard);
      add_loop (run, way, subject, sorted, heard);
      add (run, "loop_jitter_ms", "microphone to ear, max - min", subject, "ms",
           sorted[heard - 1] - sorted[0], BENCH_AT_MOST, most_jitter_ms, NULL);
      add_creep (run, subject, at, ms, heard);
      plot (run, sorted, heard);
    }
  else
    add (
      run, "loop_p99_ms", "microphone to ear, p99", subject, "ms", NAN,
      BENCH_AT_MOST, run->options.limit_ms,
      "no probe was received: hold an earpiece to the microphone or connect a "
      "cable");
  (void) snprintf (remark, sizeof remark, "%zu of %zu", heard, sent);
  add (run, "probes_heard_percent", "probes received", subject, "%",
       sent ? 100.0 * (double) heard / (double) sent : NAN, BENCH_AT_LEAST,
       least_heard_percent, sent ? remark : "no probe could be sent");
  (void) snprintf (remark, sizeof remark, "%lu in %.0f s", way->xruns, seconds);
  /* A virtual server stalls because of its machine, not a device: the figure is
     shown and not judged. */
  add (run, "xruns_per_minute", "gaps reported by the sound system", subject,
       "1/min", 60.0 * (double) way->xruns / seconds,
       strcmp (way->kind, "virtual") ? BENCH_AT_MOST : BENCH_SHOWN,
       most_xruns_a_minute, remark);
  free (sorted);
}
