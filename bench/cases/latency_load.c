/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Does every call meet its deadline? A thread wakes up each period, as a sound
   server's does, with real-time priority if available; once as the machine is and
   once with every core busy. No device is needed. */

#include "cases/latency.h"
#include "machine.h"
#include "cases/signals.h"
#include "stats.h"

#include <enhance/enhance.h>

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { RATE = 48000, SOUND = RATE };

/* "999 of 1000 calls" is not known of fewer. */
enum { LEAST_CALLS = 1000 };

typedef struct clocked {
  enh_chain *chain;
  uint32_t period; /* frames */
  size_t calls;
  const float *in;
  float *out;
  double *load; /* share of the period, including the wake-up */
  bool is_realtime;
} clocked;

static void
add_ns (struct timespec *to, double ns)
{
  const long more = (long) ns;

  to->tv_nsec += more % 1000000000;
  to->tv_sec += more / 1000000000;
  if (to->tv_nsec >= 1000000000)
    {
      to->tv_nsec -= 1000000000;
      ++to->tv_sec;
    }
}

static double
as_ns (const struct timespec *of)
{
  return (double) of->tv_sec * 1e9 + (double) of->tv_nsec;
}

static void *
run_clocked (void *argument)
{
  clocked *all = argument;
  const double period_ns = 1e9 * all->period / RATE;
  struct sched_param priority = { .sched_priority = 60 };
  struct timespec due;

  all->is_realtime
    = pthread_setschedparam (pthread_self (), SCHED_FIFO, &priority) == 0;
  clock_gettime (CLOCK_MONOTONIC, &due);
  for (size_t c = 0; c < all->calls; ++c)
    {
      const size_t at = c * all->period % (SOUND - all->period);
      const float *const in[] = { all->in + at };
      float *const out[] = { all->out, all->out + all->period };
      add_ns (&due, period_ns);
      while (clock_nanosleep (CLOCK_MONOTONIC, TIMER_ABSTIME, &due, NULL)
             == EINTR)
        ;
      enh_chain_process (all->chain, in, out, all->period);
      const double late = stats_now_ns () - as_ns (&due);
      all->load[c] = late / period_ns;
      /* A gap: a server would drop these periods, too. */
      if (late > period_ns)
        add_ns (&due, period_ns * floor (late / period_ns));
    }
  return NULL;
}

static atomic_bool spinning;

static void *
spin (void *argument)
{
  volatile double x = 1.0;

  (void) argument;
  while (atomic_load_explicit (&spinning, memory_order_relaxed))
    for (int i = 0; i < 1000; ++i)
      x = x * 1.0000001;
  return NULL;
}

/* Threads that keep every core busy. */
static size_t
spin_begin (pthread_t *threads, size_t most)
{
  size_t begun = 0;

  atomic_store (&spinning, true);
  while (begun < most
         && pthread_create (&threads[begun], NULL, spin, NULL) == 0)
    ++begun;
  return begun;
}

static void
spin_end (pthread_t *threads, size_t begun)
{
  atomic_store (&spinning, false);
  for (size_t t = 0; t < begun; ++t)
    (void) pthread_join (threads[t], NULL);
}

/* Microphone to both ears, as live. */
static enh_chain *
make_chain (void)
{
  enh_config config = ENH_CONFIG_INIT;
  enh_chain *chain = NULL;
  enh_audiogram audiogram;

  config.outputs = 2;
  if (enh_chain_create (&chain, &config) != ENH_OK
      || enh_audiogram_parse ("L:N2;R:N3", &audiogram, NULL) != ENH_OK
      || enh_chain_set_audiogram (chain, &audiogram) != ENH_OK)
    {
      enh_chain_destroy (chain);
      return NULL;
    }
  return chain;
}

typedef struct load_row {
  double p50;
  double p99;
  double p999;
  double most;
  size_t late;
  size_t calls;
  bool is_realtime;
} load_row;

static int
measure (uint32_t period, double calls, const float *in, load_row *row)
{
  clocked all = { .period = period, .in = in };
  pthread_t thread;

  all.calls = (size_t) calls;
  if (all.calls < LEAST_CALLS)
    return -1;
  all.chain = make_chain ();
  all.load = bench_zeros (all.calls, sizeof *all.load);
  all.out = bench_zeros (2 * period, sizeof *all.out);
  const int failed = !all.chain
                     || pthread_create (&thread, NULL, run_clocked, &all) != 0;
  if (!failed)
    {
      (void) pthread_join (thread, NULL);
      row->late = 0;
      for (size_t c = 0; c < all.calls; ++c)
        row->late += all.load[c] > 1.0;
      stats_sort (all.load, all.calls);
      row->p50 = stats_quantile (all.load, all.calls, 0.5);
      row->p99 = stats_quantile (all.load, all.calls, 0.99);
      row->p999 = stats_quantile (all.load, all.calls, 0.999);
      row->most = all.load[all.calls - 1];
      row->calls = all.calls;
      row->is_realtime = all.is_realtime;
    }
  free (all.load);
  free (all.out);
  enh_chain_destroy (all.chain);
  return failed;
}

static const char *const machine_words[]
  = { "no load added", "all cores loaded" };

static void
subject_of (char subject[static 80], uint32_t period, bool busy)
{
  (void) snprintf (subject, 80, "%u frames, %s", period, machine_words[busy]);
}

static void
add_row (bench *run, uint32_t period, bool busy, const load_row *row)
{
  char subject[80];
  char remark[160];

  subject_of (subject, period, busy);
  (void) snprintf (
    remark, sizeof remark,
    "p50 %.0f%%, p99 %.0f%%, max %.0f%%; %zu late of %zu; %s", 100.0 * row->p50,
    100.0 * row->p99, 100.0 * row->most, row->late, row->calls,
    row->is_realtime ? "real-time priority" : "no real-time priority");
  bench_add (
    run, &(bench_row){
           .metric = "call_p999_load_percent",
           .what = "processing time of a block, p99.9",
           .subject = subject,
           .unit = "% of the period",
           .value = 100.0 * row->p999,
           /* 32 frames is less than is ever requested from a device. */
           .relation = period < 64 ? BENCH_SHOWN : BENCH_AT_MOST,
           .bar = 100.0,
           .rule = NAN,
           .reason = remark,
           .more = json_pack (
             "{s:i, s:s, s:f, s:f, s:f, s:i, s:i, s:s}", "period_frames",
             (int) period, "machine", machine_words[busy],
             "call_p50_load_percent", 100.0 * row->p50, "call_p99_load_percent",
             100.0 * row->p99, "call_max_load_percent", 100.0 * row->most,
             "late_calls", (int) row->late, "calls", (int) row->calls,
             "real_time_priority", row->is_realtime ? "yes" : "no"),
           .is_time = true });
}

static void
add_missing (bench *run, uint32_t period, bool busy, double needed_s)
{
  char subject[80];
  char why[120];

  subject_of (subject, period, busy);
  if (needed_s > 0.0)
    (void) snprintf (
      why, sizeof why,
      "%d calls need %.0f s more than there are; use --duration "
      "%.0f or more",
      LEAST_CALLS, ceil (needed_s - BENCH_LOAD_SHARE * run->options.duration_s),
      ceil (needed_s / BENCH_LOAD_SHARE));
  else
    (void) snprintf (why, sizeof why, "no memory or no thread");
  bench_add (run, &(bench_row){ .metric = "call_p999_load_percent",
                                .what = "processing time of a block, p99.9",
                                .subject = subject,
                                .unit = "% of the period",
                                .value = NAN,
                                .relation = BENCH_AT_MOST,
                                .bar = 100.0,
                                .rule = NAN,
                                .reason = why });
}

/* Seconds for all rows with as many calls as a row needs. */
static double
needed_seconds (const uint32_t *periods, size_t count)
{
  double frames = 0.0;

  for (size_t p = 0; p < count; ++p)
    frames += periods[p];
  return 2.0 * frames * LEAST_CALLS / RATE;
}

void
latency_load (bench *run, double seconds)
{
  static const uint32_t periods[] = { 32, 64, 128, 256, 512 };
  enum { PERIODS = sizeof periods / sizeof *periods, MOST_THREADS = 64 };
  float *in = bench_zeros (SOUND, sizeof *in);
  double x[PERIODS];
  double y[4][PERIODS];
  pthread_t threads[MOST_THREADS];
  size_t cores = machine_cores ();
  /* The time that there is, by the calls: each row gets as many. */
  const double needed_s = needed_seconds (periods, PERIODS);
  const double calls = LEAST_CALLS * seconds / needed_s;

  cores = cores > MOST_THREADS ? MOST_THREADS : cores;
  bench_signal_fill (BENCH_SPEECH, 0, RATE, in, SOUND);
  for (int busy = 0; busy < 2; ++busy)
    {
      const size_t begun
        = busy && calls >= LEAST_CALLS ? spin_begin (threads, cores) : 0;
      bench_plot *plot = bench_plot_begin (
        run, BENCH_LINES,
        busy ? "Processing time of blocks, all cores loaded"
             : "Processing time of blocks, no load added",
        "More than 100 % of the period is a gap in the sound.",
        "period, frames", "% of the period");
      plot->log_x = plot->log_y = true;
      plot->mark = 100.0;
      size_t count = 0;
      for (size_t p = 0; p < PERIODS; ++p)
        {
          load_row row;
          if (measure (periods[p], calls, in, &row) != 0)
            {
              add_missing (run, periods[p], busy,
                           calls < LEAST_CALLS ? needed_s : 0.0);
              continue;
            }
          add_row (run, periods[p], busy, &row);
          x[count] = periods[p];
          y[0][count] = 100.0 * row.p50;
          y[1][count] = 100.0 * row.p99;
          y[2][count] = 100.0 * row.p999;
          y[3][count] = 100.0 * row.most;
          ++count;
        }
      spin_end (threads, begun);
      bench_plot_add (plot, "p50", x, y[0], count);
      bench_plot_add (plot, "p99", x, y[1], count);
      bench_plot_add (plot, "p99.9", x, y[2], count);
      bench_plot_add (plot, "worst", x, y[3], count);
    }
  free (in);
}
