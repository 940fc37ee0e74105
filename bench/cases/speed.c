/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* CPU time, not wall time, so that other load matters less. Peers run in turn
   with the chain, so that other load affects all alike, and ratios are taken
   repeat by repeat. Means hide what matters for deadlines, so the dearest call is
   found, too: of each block the cheapest repeat, which knows no other program. */

#include "cases/speed.h"

#include "bench.h"
#include "rig/child.h"
#include "cases/counter.h"
#include "cases/peer.h"
#include "sound.h"
#include "stats.h"

#include <enhance/enhance.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LEAST_REPEATS = 9, MOST_REPEATS = 60, CHANNELS = 2 };

/* Of each call, for its least. */
static const size_t calls_repeats = 15;

/* Sound per repeat: a short one is learnt by the processor's prediction of
   branches, and makes a peer seem a quarter cheaper. */
static const double sound_s = 5.0;
/* Stable: half of the repeats are within this of their median. */
static const double steady = 0.02;

typedef struct speed_run {
  float *in[CHANNELS];
  float *out[CHANNELS];
  size_t frames;
  enh_chain *chain;
  speed_case other; /* the chain to compare with */
  enh_chain *whole; /* that, or NULL */
  peer *speex;
  char *webrtc;    /* program */
  char *recording; /* for it */
  int counter;
  size_t repeats;
  double ours[MOST_REPEATS];
  double speex_ns[MOST_REPEATS];
  double webrtc_ns[MOST_REPEATS];
  double whole_ns[MOST_REPEATS];
  double counted[MOST_REPEATS];
  double *least_call; /* of each block, ns; NULL: not asked for */
} speed_run;

enh_status
speed_make_chain (enh_chain **chain, const speed_case *what,
                  const enh_allocator *alloc)
{
  enh_config config = ENH_CONFIG_INIT;
  enh_audiogram audiogram;

  config.sample_rate = what->rate;
  config.inputs = config.outputs = what->channels;
  config.alloc = alloc;
  enh_status status = enh_chain_create (chain, &config);
  if (status == ENH_OK)
    status = enh_audiogram_parse ("N3", &audiogram, NULL);
  if (status == ENH_OK)
    status = enh_chain_set_audiogram (*chain, &audiogram);
  return status;
}

/* A recording of one channel for a peer that is a program. */
static void
make_recording (speed_run *run, double rate)
{
  const char *folder = getenv ("TMPDIR");
  char *path = bench_text ("%s/enhance-bench-%ld.wav",
                           folder && *folder ? folder : "/tmp",
                           (long) getpid ());
  const size_t frames = (size_t) lround (sound_s * rate);
  double *x = bench_zeros (frames, sizeof *x);
  float *speech = bench_zeros (frames, sizeof *speech);
  char *fault = NULL;

  bench_signal_fill (BENCH_SPEECH, 0, rate, speech, frames);
  for (size_t i = 0; i < frames; ++i)
    x[i] = (double) speech[i];
  if (sound_write (path, x, frames, &fault) == 0)
    run->recording = path;
  else
    {
      free (fault);
      free (path);
    }
  free (x);
  free (speech);
}

static void
run_clear (speed_run *run)
{
  for (int c = 0; c < CHANNELS; ++c)
    {
      free (run->in[c]);
      free (run->out[c]);
    }
  free (run->least_call);
  enh_chain_destroy (run->chain);
  enh_chain_destroy (run->whole);
  peer_destroy (run->speex);
  counter_close (run->counter);
  free (run->webrtc);
  if (run->recording)
    (void) unlink (run->recording);
  free (run->recording);
}

static int
run_init (speed_run *run, const speed_case *what, speed_beside beside)
{
  memset (run, 0, sizeof *run);
  run->counter = counter_open ();
  run->frames = (size_t) lround (sound_s * what->rate);
  run->frames -= run->frames % what->block;
  run->least_call
    = bench_zeros (run->frames / what->block, sizeof *run->least_call);
  for (size_t b = 0; b < run->frames / what->block; ++b)
    run->least_call[b] = INFINITY;
  for (uint32_t c = 0; c < what->channels; ++c)
    {
      run->in[c] = bench_zeros (run->frames, sizeof *run->in[c]);
      run->out[c] = bench_zeros (run->frames, sizeof *run->out[c]);
      bench_signal_fill (what->signal, c, what->rate, run->in[c], run->frames);
    }
  if (speed_make_chain (&run->chain, what, NULL) != ENH_OK)
    return -1;
  run->other = *what;
  if (beside == SPEED_BESIDE_MONO)
    {
      run->other.channels = 1;
      return speed_make_chain (&run->whole, &run->other, NULL) == ENH_OK ? 0
                                                                         : -1;
    }
  if (beside == SPEED_ALONE)
    return 0;
  run->speex = peer_create (what->rate, what->channels);
  if (run->speex
      && peer_load (run->speex, (const float *const *) run->in, run->frames)
           != 0)
    {
      peer_destroy (run->speex);
      run->speex = NULL;
    }
  if (what->channels == 1 && what->rate == SOUND_RATE)
    {
      run->webrtc = program_beside ("peer-webrtc");
      if (run->webrtc)
        make_recording (run, what->rate);
    }
  return 0;
}

/* The next block of the sound. */
static void
run_block (speed_run *run, const speed_case *what, enh_chain *chain, size_t at)
{
  const float *const in[CHANNELS]
    = { run->in[0] + at, run->in[1] ? run->in[1] + at : NULL };
  float *const out[CHANNELS]
    = { run->out[0] + at, run->out[1] ? run->out[1] + at : NULL };

  enh_chain_process (chain, in, out, what->block);
}

/* The same from the same beginning, each call timed by itself. */
static void
time_calls (speed_run *run, const speed_case *what)
{
  size_t block = 0;

  enh_chain_reset (run->chain);
  for (size_t at = 0; at < run->frames; at += what->block, ++block)
    {
      const double before = stats_cpu_ns ();
      run_block (run, what, run->chain, at);
      run->least_call[block]
        = fmin (run->least_call[block], stats_cpu_ns () - before);
    }
}

/* Processes the whole sound once; returns CPU time in ns per sample. */
static double
run_ours (speed_run *run, const speed_case *what, enh_chain *chain,
          double *counted)
{
  const double samples = (double) run->frames * (double) what->channels;

  counter_start (run->counter);
  const double start = stats_cpu_ns ();
  for (size_t at = 0; at < run->frames; at += what->block)
    run_block (run, what, chain, at);
  const double took = stats_cpu_ns () - start;
  const double instructions = counter_stop (run->counter);
  if (counted)
    *counted = instructions < 0.0 ? -1.0 : instructions / samples;
  return took / samples;
}

static double
run_speex (speed_run *run, uint32_t channels)
{
  if (!run->speex)
    return NAN;
  const double before = stats_cpu_ns ();
  const size_t frames = peer_run (run->speex);

  return frames ? (stats_cpu_ns () - before) / (double) (frames * channels)
                : NAN;
}

/* It times itself and prints ns per sample. */
static double
run_webrtc (speed_run *run)
{
  if (!run->webrtc || !run->recording)
    return NAN;
  char *said = bench_text ("%s.said", run->recording);
  const char *const words[] = { run->webrtc, "--time", run->recording, NULL };
  double ns = NAN;
  const int status = child_run (words, said, 30.0);
  FILE *file = status == 0 ? fopen (said, "r") : NULL;

  if (file && fscanf (file, "%lf", &ns) != 1)
    ns = NAN;
  if (file)
    (void) fclose (file);
  (void) unlink (said);
  free (said);
  return ns;
}

static speed_spread
spread_of (double *values, size_t count)
{
  stats_sort (values, count);
  return (speed_spread){ stats_quantile (values, count, 0.5),
                         stats_quantile (values, count, 0.25),
                         stats_quantile (values, count, 0.75), values[0],
                         values[count - 1] };
}

static int
is_steady (const double *values, size_t count)
{
  double sorted[MOST_REPEATS];

  memcpy (sorted, values, count * sizeof *values);
  const speed_spread spread = spread_of (sorted, count);
  return spread.high - spread.low < 2.0 * steady * spread.median;
}

static void
sum_up (speed_run *run, uint32_t channels, speed_result *result)
{
  const size_t n = run->repeats;
  double ratio[MOST_REPEATS];

  result->repeats = n;
  for (size_t r = 0; r < n; ++r)
    ratio[r] = run->ours[r] / run->speex_ns[r];
  result->speex_ratio = spread_of (ratio, n);
  for (size_t r = 0; r < n; ++r)
    ratio[r] = run->ours[r] / run->webrtc_ns[r];
  result->webrtc_ratio = spread_of (ratio, n);
  for (size_t r = 0; r < n; ++r)
    ratio[r] = run->ours[r] * channels / run->whole_ns[r];
  result->mono_ratio = spread_of (ratio, n);
  result->ours = spread_of (run->ours, n);
  result->speex = spread_of (run->speex_ns, n);
  result->webrtc = spread_of (run->webrtc_ns, n);
  result->instructions = spread_of (run->counted, n).median;
}

static double
worst_of (const speed_run *run, const speed_case *what)
{
  double worst = 0.0;

  for (size_t b = 0; b < run->frames / what->block; ++b)
    worst = fmax (worst, run->least_call[b]);
  return worst * what->rate / (1e9 * what->block);
}

int
speed_measure (const speed_case *what, double seconds, speed_beside beside,
               speed_result *result)
{
  const double until = stats_now_ns () + seconds * 1e9;
  speed_run run;

  if (run_init (&run, what, beside) != 0)
    {
      run_clear (&run);
      return -1;
    }
  /* Warm-up: caches, clock rate, end of the quiet start. */
  (void) run_ours (&run, what, run.chain, NULL);
  if (run.whole)
    (void) run_ours (&run, &run.other, run.whole, NULL);
  (void) run_speex (&run, what->channels);
  while (run.repeats < MOST_REPEATS)
    {
      const size_t r = run.repeats++;
      run.ours[r] = run_ours (&run, what, run.chain, &run.counted[r]);
      run.whole_ns[r] = run.whole ? run_ours (&run, &run.other, run.whole, NULL)
                                  : NAN;
      run.speex_ns[r] = run_speex (&run, what->channels);
      run.webrtc_ns[r] = run_webrtc (&run);
      if (run.repeats >= LEAST_REPEATS
          && (stats_now_ns () > until || is_steady (run.ours, run.repeats)))
        break;
    }
  sum_up (&run, what->channels, result);
  for (size_t r = 0; r < calls_repeats && beside == SPEED_ALONE; ++r)
    time_calls (&run, what);
  result->worst_call = worst_of (&run, what);
  run_clear (&run);
  return 0;
}
