/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Speech in noise after processing, compared with the unprocessed mixture and
   with peers. Noise reduction only: compression would change levels. */

#include "bench.h"
#include "cases/corpus.h"
#include "machine.h"
#include "metrics/metrics.h"
#include "metrics/resample.h"
#include "cases/quality.h"
#include "sound.h"
#include "stats.h"
#include "cases/systems.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* State shared by the worker threads. */
typedef struct work {
  const corpus *from;
  const bench_system *systems;
  quality_score *scores; /* [mixture][system] */
  quality_clean *clean;  /* [mixture]; of speech without noise */
  const char *scratch;
  atomic_size_t next;
  atomic_bool stop;
  pthread_mutex_t lock; /* of fault */
  char *fault;
} work;

static const double lead_from_s = 0.8;
static const double lead_to_s = 1.95;
static const double musical_snr = 5.0;
/* With a shorter --duration only a third of the small corpus is used. */
static const double brief_s = 30.0;

/* The part of the output that belongs to the input: `shift` later. */
static double *
aligned (const double *out, size_t count, long shift)
{
  double *part = bench_zeros (count, sizeof *part);

  for (size_t i = 0; i < count; ++i)
    {
      const long at = (long) i + shift;
      if (at >= 0 && (size_t) at < count)
        part[i] = out[at];
    }
  return part;
}

static void
score (quality_score *to, const mixture *of, const double *after)
{
  const double *clean = of->clean + of->start;
  const double *before = of->noisy + of->start;
  const double *now = after + of->start;
  const size_t count = of->end - of->start;
  size_t low = 0;
  double *low_clean = metric_resample_plain (clean, count, 1, 3, &low);
  double *low_now = metric_resample_plain (now, count, 1, 3, &low);

  metric_stoi (clean, now, count, SOUND_RATE, &to->value[QUALITY_STOI],
               &to->value[QUALITY_ESTOI]);
  to->value[QUALITY_SI_SDR] = metric_si_sdr (clean, now, count);
  to->value[QUALITY_SEGMENTAL]
    = metric_segmental (low_clean, low_now, low, SOUND_RATE / 3);
  to->value[QUALITY_WEIGHTED] = metric_weighted (low_clean, low_now, low);
  to->value[QUALITY_DISTANCE] = metric_distance (low_clean, low_now, low);
  to->value[QUALITY_PAUSES]
    = metric_pause_attenuation (clean, before, now, count, SOUND_RATE);
  to->value[QUALITY_LOSS]
    = metric_speech_loss (clean, before, now, count, SOUND_RATE);
  to->value[QUALITY_MUSICAL] = NAN;
  const size_t from = (size_t) (lead_from_s * SOUND_RATE);
  const size_t until = (size_t) (lead_to_s * SOUND_RATE);
  if (of->steady && until <= of->start && fabs (of->snr - musical_snr) < 0.5)
    to->value[QUALITY_MUSICAL]
      = metric_musical (of->noisy + from, after + from, until - from);
  free (low_clean);
  free (low_now);
}

static int
score_mixture (work *all, size_t number, char **fault)
{
  mixture now;
  int failed = corpus_make (all->from, number, &now, fault);

  if (failed)
    return failed;
  double *out = bench_zeros (now.count, sizeof *out);
  for (size_t s = 0; s < BENCH_SYSTEMS && !failed; ++s)
    {
      const bench_system *one = &all->systems[s];
      if (one->program && !one->path)
        continue;
      failed = system_run (one, now.noisy, out, now.count, all->scratch, now.id,
                           fault);
      if (failed)
        break;
      double *after = aligned (out, now.count, one->shift);
      quality_score *to = &all->scores[number * BENCH_SYSTEMS + s];
      score (to, &now, after);
      to->measured = true;
      (void) snprintf (to->noise, sizeof to->noise, "%s", now.noise);
      free (after);
    }
  /* Clean speech, once for each clip: at the highest ratio. */
  if (!failed && now.snr >= corpus_best_snr (all->from))
    {
      const bench_system *ours = &all->systems[QUALITY_OURS];
      quality_clean *to = &all->clean[number];
      failed = system_run (ours, now.clean, out, now.count, all->scratch,
                           now.id, fault);
      double *after = aligned (out, now.count, ours->shift);
      double stoi = NAN;
      metric_stoi (now.clean + now.start, after + now.start,
                   now.end - now.start, SOUND_RATE, &stoi, &to->estoi);
      to->loss_db = metric_speech_loss (
        now.clean + now.start, now.clean + now.start, after + now.start,
        now.end - now.start, SOUND_RATE);
      (void) snprintf (to->speech, sizeof to->speech, "%s", now.speech);
      to->measured = true;
      free (after);
    }
  free (out);
  mixture_clear (&now);
  return failed;
}

/* It takes minutes: on a terminal, how far it is. */
static void
tell_progress (size_t number, size_t count)
{
  if (!isatty (STDERR_FILENO))
    return;
  if (number + 1 < count)
    fprintf (stderr, "\rquality: %zu of %zu mixtures", number + 1, count);
  else
    fprintf (stderr, "\r%60s\r", "");
}

static void *
work_on (void *argument)
{
  work *all = argument;

  while (!atomic_load (&all->stop))
    {
      const size_t number = atomic_fetch_add (&all->next, 1);
      char *fault = NULL;
      if (number >= corpus_count (all->from))
        break;
      tell_progress (number, corpus_count (all->from));
      if (score_mixture (all, number, &fault) == 0)
        continue;
      atomic_store (&all->stop, true);
      pthread_mutex_lock (&all->lock);
      free (all->fault);
      all->fault = fault;
      pthread_mutex_unlock (&all->lock);
    }
  return NULL;
}

static int
compare_longs (const void *left, const void *right)
{
  const long l = *(const long *) left;
  const long r = *(const long *) right;

  return (l > r) - (l < r);
}

/* A peer's shift: the median over some of the least noisy mixtures. */
static int
find_shift (const corpus *from, bench_system *peer, const char *scratch,
            char **fault)
{
  enum { MOST = 5 };
  long shifts[MOST];
  size_t count = 0;
  int failed = 0;

  for (size_t i = 0; i < corpus_count (from) && count < MOST && !failed; ++i)
    {
      mixture now;
      if (corpus_snr (from, i) < corpus_best_snr (from))
        continue;
      failed = corpus_make (from, i, &now, fault);
      if (failed)
        break;
      double *out = bench_zeros (now.count, sizeof *out);
      failed
        = system_run (peer, now.noisy, out, now.count, scratch, now.id, fault);
      shifts[count++] = metric_delay (now.clean, out, now.count, now.count);
      free (out);
      mixture_clear (&now);
    }
  if (failed)
    return failed;
  qsort (shifts, count, sizeof *shifts, compare_longs);
  peer->shift = shifts[count / 2];
  peer->latency_ms
    = 1000.0 * (double) peer->shift / SOUND_RATE + peer->frame_ms;
  return 0;
}

static int
run_all (work *all, bench_system *systems)
{
  enum { MOST_THREADS = 16 };
  pthread_t threads[MOST_THREADS];
  unsigned count = machine_cores ();
  unsigned begun = 0;

  for (size_t s = 0; s < BENCH_SYSTEMS; ++s)
    if (systems[s].path
        && find_shift (all->from, &systems[s], all->scratch, &all->fault))
      return -1;
  count = count > MOST_THREADS ? MOST_THREADS : count;
  /* This thread is one of the workers. */
  while (begun + 1 < count
         && pthread_create (&threads[begun], NULL, work_on, all) == 0)
    ++begun;
  (void) work_on (all);
  for (unsigned t = 0; t < begun; ++t)
    (void) pthread_join (threads[t], NULL);
  return all->fault ? -1 : 0;
}

/* A folder of our own in TMPDIR; freed by free. */
static char *
make_scratch (void)
{
  const char *folder = getenv ("TMPDIR");
  char *path = bench_text ("%s/enhance-bench.XXXXXX",
                           folder && *folder ? folder : "/tmp");

  if (mkdtemp (path))
    return path;
  free (path);
  return NULL;
}

/* Nothing to mix: report every row as not measured. */
static void
not_measured (bench *run, const char *why)
{
  quality_report (run, NULL, NULL, NULL, NULL, why);
}

bench_exit
case_quality (bench *run)
{
  bench_system systems[BENCH_SYSTEMS];
  char *fault = NULL;
  char *scratch = make_scratch ();
  corpus *from = corpus_open (run->options.corpus,
                              run->options.duration_s < brief_s, &fault);
  bench_exit status = BENCH_DONE;

  bench_begin (run, "quality",
               "speech in noise after noise reduction alone, at 48 kHz");
  if (!from || !scratch)
    {
      if (run->options.corpus && fault)
        {
          /* A folder that was named must exist. */
          bench_error ("%s", fault);
          status = BENCH_FILE;
        }
      else
        not_measured (run, fault ? fault : "cannot create a folder in TMPDIR");
      free (fault);
      free (scratch);
      corpus_close (from);
      return status;
    }
  const size_t count = corpus_count (from);
  work all = { .from = from, .systems = systems, .scratch = scratch };
  pthread_mutex_init (&all.lock, NULL);
  all.scores = bench_zeros (count * BENCH_SYSTEMS, sizeof *all.scores);
  all.clean = bench_zeros (count, sizeof *all.clean);
  systems_init (systems);
  bench_note ("%zu mixtures of %s", count, corpus_name (from));
  if (run_all (&all, systems) == 0)
    {
      quality_report (run, from, systems, all.scores, all.clean, NULL);
      quality_pictures (run, from, &systems[QUALITY_OURS]);
    }
  else
    {
      bench_error ("%s", all.fault ? all.fault : "quality: failed");
      status = BENCH_FILE;
    }
  systems_clear (systems);
  (void) rmdir (scratch);
  free (scratch);
  free (all.scores);
  free (all.clean);
  free (all.fault);
  pthread_mutex_destroy (&all.lock);
  corpus_close (from);
  return status;
}
