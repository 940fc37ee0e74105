/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What the chain costs. Every case runs several times, and the peer in turn
   with it, so that whatever else the machine does meets both alike. Means hide
   what matters to a deadline: single calls are timed too, by the wall clock,
   waits for a processor included. */

#include "bench.h"
#include "peer.h"
#include "report.h"
#include "signals.h"
#include "stats.h"

#include <enhance/enhance.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REPEATS = 9, CHANNELS = 2 };

typedef struct speed_case {
  double rate;       /* Hz */
  uint32_t channels; /* in and out */
  uint32_t block;    /* frames */
  bench_signal signal;
} speed_case;

typedef struct speed_run {
  float *in[CHANNELS];
  float *out[CHANNELS];
  size_t frames;
  double *call_load; /* time of a call / time of its block, all repeats */
  size_t calls;
  double ours_ns[REPEATS]; /* per sample */
  double peer_ns[REPEATS];
  double ratio[REPEATS];
} speed_run;

static void
run_clear (speed_run *run)
{
  for (int c = 0; c < CHANNELS; ++c)
    {
      free (run->in[c]);
      free (run->out[c]);
    }
  free (run->call_load);
}

static int
run_init (speed_run *run, const speed_case *what, double duration_s)
{
  memset (run, 0, sizeof *run);
  run->frames = (size_t) lround (duration_s * what->rate);
  run->frames -= run->frames % what->block;
  if (!run->frames)
    run->frames = what->block;
  run->call_load
    = calloc (run->frames / what->block * REPEATS, sizeof *run->call_load);
  if (!run->call_load)
    return -1;
  for (uint32_t c = 0; c < what->channels; ++c)
    {
      run->in[c] = calloc (run->frames, sizeof *run->in[c]);
      run->out[c] = calloc (run->frames, sizeof *run->out[c]);
      if (!run->in[c] || !run->out[c])
        return -1;
      bench_signal_fill (what->signal, c, what->rate, run->in[c], run->frames);
    }
  return 0;
}

/* Fitted to a hearing loss: without one the chain may leave out work. */
static enh_status
make_chain (enh_chain **chain, const speed_case *what)
{
  enh_config config = ENH_CONFIG_INIT;
  enh_audiogram audiogram;

  config.sample_rate = what->rate;
  config.inputs = config.outputs = what->channels;
  enh_status status = enh_chain_create (chain, &config);
  if (status == ENH_OK)
    status = enh_audiogram_parse ("N3", &audiogram, NULL);
  if (status == ENH_OK)
    status = enh_chain_set_audiogram (*chain, &audiogram);
  return status;
}

/* The whole sound once; nanoseconds of processor. The clock read for every call
   is in it: some 50 ns a block. */
static double
run_ours (speed_run *run, const speed_case *what, enh_chain *chain,
          double *call_load)
{
  const double block_ns = (double) what->block / what->rate * 1e9;
  const double start = stats_cpu_ns ();

  for (size_t at = 0; at < run->frames; at += what->block)
    {
      const float *const in[CHANNELS]
        = { run->in[0] + at, run->in[1] ? run->in[1] + at : NULL };
      float *const out[CHANNELS]
        = { run->out[0] + at, run->out[1] ? run->out[1] + at : NULL };
      const double before = stats_now_ns ();
      enh_chain_process (chain, in, out, what->block);
      const double took = stats_now_ns () - before;
      if (call_load)
        *call_load++ = took / block_ns;
    }
  return stats_cpu_ns () - start;
}

static double
run_peer (peer *beside, uint32_t channels)
{
  const double before = stats_cpu_ns ();
  const size_t frames = peer_run (beside);

  return frames ? (stats_cpu_ns () - before) / (double) (frames * channels)
                : NAN;
}

static void
measure (speed_run *run, const speed_case *what, enh_chain *chain, peer *beside)
{
  const double samples = (double) run->frames * (double) what->channels;

  /* Once to warm up: caches, clock rate, and the quiet start is over. */
  (void) run_ours (run, what, chain, NULL);
  if (beside)
    (void) run_peer (beside, what->channels);
  for (int r = 0; r < REPEATS; ++r)
    {
      run->ours_ns[r]
        = run_ours (run, what, chain, run->call_load + run->calls) / samples;
      run->calls += run->frames / what->block;
      run->peer_ns[r] = beside ? run_peer (beside, what->channels) : NAN;
      run->ratio[r] = run->ours_ns[r] / run->peer_ns[r];
    }
  stats_sort (run->ours_ns, REPEATS);
  stats_sort (run->call_load, run->calls);
  if (beside)
    {
      stats_sort (run->peer_ns, REPEATS);
      stats_sort (run->ratio, REPEATS);
    }
}

static void
print_head (void)
{
  const char *name = peer_name ();

  printf ("Processor time of the chain, fitted to N3, defaults otherwise; "
          "medians of %d repeats, least to greatest in brackets.\n",
          REPEATS);
  if (name)
    printf ("Beside it in turn: %s's denoiser, -15 dB, frames of 10 ms "
            "(noise reduction alone).\n",
            name);
  else
    puts ("No peer beside it: built without SpeexDSP.");
  printf ("\n%6s %2s %5s %-8s %24s %7s %24s %6s  %s\n", "Hz", "ch", "block",
          "signal", "ns/sample", "core", name ? "peer ns/sample" : "",
          name ? "ratio" : "", "call / block time: p50    p99  p99.9    max");
}

static void
print_row (const speed_run *run, const speed_case *what, int with_peer)
{
  const double median = stats_quantile (run->ours_ns, REPEATS, 0.5);
  const double core = median * what->rate * what->channels * 1e-9;
  char range[40];

  snprintf (range, sizeof range, "%.0f [%.0f, %.0f]", median, run->ours_ns[0],
            run->ours_ns[REPEATS - 1]);
  printf ("%6.0f %2u %5u %-8s %24s %6.2f%%", what->rate, what->channels,
          what->block, bench_signal_name (what->signal), range, 100.0 * core);
  if (with_peer)
    {
      snprintf (range, sizeof range, "%.0f [%.0f, %.0f]",
                stats_quantile (run->peer_ns, REPEATS, 0.5), run->peer_ns[0],
                run->peer_ns[REPEATS - 1]);
      printf (" %24s %6.2f", range, stats_quantile (run->ratio, REPEATS, 0.5));
    }
  else
    printf (" %24s %6s", "", "");
  printf ("  %22.2f%% %5.1f%% %5.1f%% %5.1f%%\n",
          100.0 * stats_quantile (run->call_load, run->calls, 0.5),
          100.0 * stats_quantile (run->call_load, run->calls, 0.99),
          100.0 * stats_quantile (run->call_load, run->calls, 0.999),
          100.0 * run->call_load[run->calls - 1]);
  fflush (stdout);
}

static int
add_record (json_t *records, const speed_run *run, const speed_case *what,
            int with_peer)
{
  json_t *record = report_record ("speed");
  json_t *more = json_pack (
    "{s:f, s:i, s:i, s:s, s:i, s:f, s:f, s:f, s:f, s:f, s:f, s:f, s:f}",
    "sample_rate_hz", what->rate, "channels", (int) what->channels,
    "block_frames", (int) what->block, "signal",
    bench_signal_name (what->signal), "repeats", REPEATS, "seconds_per_repeat",
    (double) run->frames / what->rate, "ns_per_sample_median",
    stats_quantile (run->ours_ns, REPEATS, 0.5), "ns_per_sample_min",
    run->ours_ns[0], "ns_per_sample_max", run->ours_ns[REPEATS - 1],
    "call_p50_load_ratio", stats_quantile (run->call_load, run->calls, 0.5),
    "call_p99_load_ratio", stats_quantile (run->call_load, run->calls, 0.99),
    "call_p999_load_ratio", stats_quantile (run->call_load, run->calls, 0.999),
    "call_max_load_ratio", run->call_load[run->calls - 1]);
  json_t *peers = with_peer
                    ? json_pack ("{s:s, s:f, s:f, s:f, s:f}", "peer",
                                 peer_name (), "peer_ns_per_sample_median",
                                 stats_quantile (run->peer_ns, REPEATS, 0.5),
                                 "peer_ns_per_sample_min", run->peer_ns[0],
                                 "peer_ns_per_sample_max",
                                 run->peer_ns[REPEATS - 1], "ratio_median",
                                 stats_quantile (run->ratio, REPEATS, 0.5))
                    : json_object ();
  const int failed = json_object_update (record, more)
                     || json_object_update (record, peers)
                     || json_array_append (records, record);

  json_decref (peers);
  json_decref (more);
  json_decref (record);
  return failed;
}

static bench_exit
run_case (const speed_case *what, double duration_s, json_t *records)
{
  speed_run run;
  enh_chain *chain = NULL;
  peer *beside = peer_create (what->rate, what->channels);
  enh_status status = make_chain (&chain, what);

  if (run_init (&run, what, duration_s) != 0 || (peer_name () && !beside)
      || (beside
          && peer_load (beside, (const float *const *) run.in, run.frames)
               != 0))
    status = status == ENH_OK ? ENH_ERR_NO_MEMORY : status;
  if (status == ENH_OK)
    {
      measure (&run, what, chain, beside);
      print_row (&run, what, beside != NULL);
      if (add_record (records, &run, what, beside != NULL))
        status = ENH_ERR_NO_MEMORY;
    }
  run_clear (&run);
  peer_destroy (beside);
  enh_chain_destroy (chain);
  if (status == ENH_OK)
    return BENCH_DONE;
  bench_error ("speed: %g Hz, %u channels: %s", what->rate, what->channels,
               enh_strerror (status));
  return BENCH_FAILED;
}

bench_exit
case_speed (const bench_options *options, json_t *records)
{
  static const double rates[] = { 48000.0, 16000.0, 44100.0, 96000.0 };
  static const uint32_t blocks[] = { 64, 480 };

  print_head ();
  for (size_t r = 0; r < sizeof rates / sizeof *rates; ++r)
    for (uint32_t channels = 1; channels <= CHANNELS; ++channels)
      for (size_t b = 0; b < sizeof blocks / sizeof *blocks; ++b)
        /* Silence and its edge do not depend on the rate. */
        for (int s = 0; s < (r == 0 ? BENCH_SIGNALS : 1); ++s)
          {
            const speed_case what
              = { rates[r], channels, blocks[b], (bench_signal) s };
            const bench_exit status
              = run_case (&what, options->duration_s, records);
            if (status != BENCH_DONE)
              return status;
          }
  return BENCH_DONE;
}
