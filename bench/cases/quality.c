/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "cases/quality.h"

#include "metrics/fft.h"
#include "report/picture.h"
#include "sound.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Limits; docs/benchmarks.md gives their sources. The small corpus has other
   talkers and rooms, so other limits. */
typedef struct bars {
  double estoi_gain;
  double si_sdr_gain;
  double loss;
  double pauses;
  double worst_estoi_gain;
  double clean_estoi;
  double clean_level;
  double musical;
} bars;

static const bars of_corpus = { 0.02, 2.0, 1.9, 7.0, -0.02, 0.98, 0.3, 0.40 };
static const bars of_small = { 0.02, 2.0, 3.0, 14.0, -0.02, 0.97, 0.8, 0.40 };

static const struct {
  const char *name;
  const char *head;
} metrics[QUALITY_METRICS] = {
  { "stoi", "STOI" },
  { "estoi", "ESTOI" },
  { "si_sdr_db", "SI-SDR" },
  { "segmental_snr_db", "segSNR" },
  { "weighted_snr_db", "fwSegSNR" },
  { "log_spectral_distance_db", "LSD" },
  { "pause_attenuation_db", "NA" },
  { "speech_loss_db", "loss" },
  { "log_kurtosis_ratio", "musical" },
};

/* Over what was measured. */
static double
mean_of (const quality_score *scores, size_t count, size_t system, int metric,
         const char *noise)
{
  double sum = 0.0;
  size_t found = 0;

  for (size_t i = 0; i < count; ++i)
    {
      const quality_score *one = &scores[i * BENCH_SYSTEMS + system];
      if (one->measured && !isnan (one->value[metric])
          && (!noise || !strcmp (noise, one->noise)))
        {
          sum += one->value[metric];
          ++found;
        }
    }
  return found ? sum / (double) found : NAN;
}

static void
set_number (json_t *to, const char *name, double value)
{
  if (isfinite (value))
    (void) json_object_set_new (to, name, json_real (value));
}

/* A figure for each system, and a row of the table. */
static void
report_systems (bench *run, const bench_system *systems,
                const quality_score *scores, size_t count)
{
  char line[300];
  int at = snprintf (line, sizeof line, "%-26s %8s", "", "delay ms");

  for (int m = 0; m < QUALITY_METRICS; ++m)
    at += snprintf (line + at, sizeof line - (size_t) at, " %8s",
                    metrics[m].head);
  bench_note ("%s", line);
  for (size_t s = 0; s < BENCH_SYSTEMS; ++s)
    {
      if (systems[s].program && !systems[s].path)
        {
          bench_note ("%-26s not installed: not compared", systems[s].label);
          continue;
        }
      at = snprintf (line, sizeof line, "%-26s %8.2f", systems[s].label,
                     systems[s].latency_ms);
      json_t *more = json_object ();
      set_number (more, "latency_ms", systems[s].latency_ms);
      set_number (more, "mixtures", (double) count);
      for (int m = 0; m < QUALITY_METRICS; ++m)
        {
          const double value = mean_of (scores, count, s, m, NULL);
          if (isnan (value))
            at += snprintf (line + at, sizeof line - (size_t) at, " %8s", "-");
          else
            at += snprintf (line + at, sizeof line - (size_t) at, " %8.3f",
                            value);
          if (m != QUALITY_ESTOI)
            set_number (more, metrics[m].name, value);
        }
      bench_note ("%s", line);
      char remark[120];
      (void) snprintf (remark, sizeof remark,
                       "delay %.1f ms, SI-SDR %.2f dB, pauses %.1f dB quieter, "
                       "speech %.2f dB",
                       systems[s].latency_ms,
                       mean_of (scores, count, s, QUALITY_SI_SDR, NULL),
                       mean_of (scores, count, s, QUALITY_PAUSES, NULL),
                       mean_of (scores, count, s, QUALITY_LOSS, NULL));
      bench_keep (run, &(bench_row){ .metric = "estoi",
                                     .what = "intelligibility, ESTOI",
                                     .subject = systems[s].label,
                                     .unit = "",
                                     .value = mean_of (scores, count, s,
                                                       QUALITY_ESTOI, NULL),
                                     .rule = NAN,
                                     .reason = remark,
                                     .more = more });
    }
}

static void
plot_systems (bench *run, const bench_system *systems,
              const quality_score *scores, size_t count)
{
  const double base = mean_of (scores, count, 0, QUALITY_ESTOI, NULL);
  bench_plot *plot = bench_plot_begin (
    run, BENCH_POINTS, "Intelligibility against delay",
    "Higher and further left is better. Gain of ESTOI over the unprocessed "
    "mixture; delay of the algorithm only.",
    "delay, ms", "ESTOI gained");

  plot->mark = 0.0;
  for (size_t s = 1; s < BENCH_SYSTEMS; ++s)
    if (!systems[s].program || systems[s].path)
      {
        const double gain
          = mean_of (scores, count, s, QUALITY_ESTOI, NULL) - base;
        bench_plot_add (plot, systems[s].label, &systems[s].latency_ms, &gain,
                        1);
      }
}

/* The smallest ESTOI gain among the kinds of noise, and its noise. */
static double
worst_noise (const quality_score *scores, size_t count, const char **which)
{
  double worst = NAN;

  for (size_t i = 0; i < count; ++i)
    {
      const char *noise = scores[i * BENCH_SYSTEMS].noise;
      const double gain
        = mean_of (scores, count, QUALITY_OURS, QUALITY_ESTOI, noise)
          - mean_of (scores, count, 0, QUALITY_ESTOI, noise);
      if (isnan (worst) || gain < worst)
        {
          worst = gain;
          *which = noise;
        }
    }
  return worst;
}

/* Smallest step in attenuation and in loss between 0, 25, 50, 75 and 100 %: if
   above 0, both increase. */
static double
least_step (const quality_score *scores, size_t count)
{
  double least = HUGE_VAL;

  for (size_t s = 1; s < QUALITY_OURS; ++s)
    least = fmin (least, mean_of (scores, count, s + 1, QUALITY_PAUSES, NULL)
                           - mean_of (scores, count, s, QUALITY_PAUSES, NULL));
  return least;
}

static void
judge (bench *run, const char *metric, const char *what, const char *unit,
       double value, bench_relation relation, double bar, const char *reason)
{
  bench_add (run, &(bench_row){ .metric = metric,
                                .what = what,
                                .subject = "100 %",
                                .unit = unit,
                                .value = value,
                                .relation = relation,
                                .bar = bar,
                                .rule = NAN,
                                .reason = reason });
}

/* Every measured clip once. */
static void
clean_of (const quality_clean *clean, size_t count, double *estoi,
          double *level_db)
{
  size_t found = 0;
  double loss = 0.0;

  *estoi = 0.0;
  for (size_t i = 0; i < count; ++i)
    {
      bool seen = !clean[i].measured;
      for (size_t k = 0; k < i && !seen; ++k)
        seen = clean[k].measured && !strcmp (clean[k].speech, clean[i].speech);
      if (seen)
        continue;
      *estoi += clean[i].estoi;
      loss += clean[i].loss_db;
      ++found;
    }
  *estoi = found ? *estoi / (double) found : NAN;
  *level_db = found ? fabs (loss) / (double) found : NAN;
}

void
quality_report (bench *run, const corpus *from, const bench_system *systems,
                const quality_score *scores, const quality_clean *clean,
                const char *why)
{
  const bars *bar = from && !corpus_is_small (from) ? &of_corpus : &of_small;
  const size_t count = from ? corpus_count (from) : 0;
  const char *which = NULL;
  double gain[QUALITY_METRICS];
  double value[QUALITY_METRICS];
  double clean_estoi = NAN;
  double clean_level = NAN;

  for (int m = 0; m < QUALITY_METRICS; ++m)
    {
      value[m] = mean_of (scores, count, QUALITY_OURS, m, NULL);
      gain[m] = value[m] - mean_of (scores, count, 0, m, NULL);
    }
  if (from)
    {
      report_systems (run, systems, scores, count);
      plot_systems (run, systems, scores, count);
      clean_of (clean, count, &clean_estoi, &clean_level);
    }
  const double worst = worst_noise (scores, count, &which);
  judge (run, "estoi_gain", "intelligibility gain, ESTOI", "",
         gain[QUALITY_ESTOI], BENCH_AT_LEAST, bar->estoi_gain, why);
  judge (run, "worst_estoi_gain",
         "intelligibility gain in the worst noise, ESTOI", "", worst,
         BENCH_AT_LEAST, bar->worst_estoi_gain, why ? why : which);
  judge (run, "si_sdr_gain_db", "SI-SDR gained", "dB", gain[QUALITY_SI_SDR],
         BENCH_AT_LEAST, bar->si_sdr_gain, why);
  judge (run, "pause_attenuation_db", "noise reduction in pauses", "dB",
         value[QUALITY_PAUSES], BENCH_AT_LEAST, bar->pauses, why);
  judge (run, "speech_loss_db", "loss of speech level", "dB",
         value[QUALITY_LOSS], BENCH_AT_MOST, bar->loss, why);
  judge (run, "log_kurtosis_ratio", "musical noise, steady noises at 5 dB", "",
         value[QUALITY_MUSICAL], BENCH_AT_MOST, bar->musical,
         why ? why
         : isnan (value[QUALITY_MUSICAL])
           ? "no mixture at 5 dB begins with a steady noise"
           : NULL);
  judge (run, "strength_step_db", "smallest increase in reduction per 25 %",
         "dB", why ? NAN : least_step (scores, count), BENCH_AT_LEAST, 0.3,
         why);
  judge (run, "clean_estoi", "clean speech, ESTOI", "", clean_estoi,
         BENCH_AT_LEAST, bar->clean_estoi, why);
  judge (run, "clean_level_db", "clean speech, change of level", "dB",
         clean_level, BENCH_AT_MOST, bar->clean_level, why);
}

/* Pictures. */

enum { WIDTH = 640, HEIGHT = 192, WINDOW = 1024 };

static const double top_hz = 9000.0;
static const double range_db = 60.0;

static void
add_picture (bench *run, const char *title, const char *note, const double *x,
             size_t count, double top_db)
{
  unsigned char *pixels = bench_zeros (WIDTH * HEIGHT, 1);
  double complex *work = bench_zeros (WINDOW, sizeof *work);
  double window[WINDOW];
  double power[WINDOW / 2 + 1];

  metric_hanning (window, WINDOW);
  for (size_t column = 0; column < WIDTH; ++column)
    {
      const size_t at = column * (count - WINDOW) / (WIDTH - 1);
      metric_power (x + at, window, WINDOW, work, WINDOW, power);
      for (size_t row = 0; row < HEIGHT; ++row)
        {
          const double hz = top_hz * (double) (HEIGHT - 1 - row) / HEIGHT;
          const size_t bin = (size_t) lround (hz * WINDOW / SOUND_RATE);
          const double db = 10.0 * log10 (power[bin] + 1e-20) - top_db;
          const double level = fmin (fmax (1.0 + db / range_db, 0.0), 1.0);
          pixels[row * WIDTH + column] = (unsigned char) lround (level * 255.0);
        }
    }
  bench_plot *plot = bench_plot_begin (run, BENCH_IMAGE, title, note, "", "");
  plot->image = picture_uri (pixels, WIDTH, HEIGHT);
  free (pixels);
  free (work);
}

void
quality_pictures (bench *run, const corpus *from, const bench_system *ours)
{
  mixture now;
  char *fault = NULL;
  size_t number = 0;

  if (!run->options.html)
    return;
  while (number + 1 < corpus_count (from)
         && fabs (corpus_snr (from, number) - 5.0) > 0.5)
    ++number;
  if (corpus_make (from, number, &now, &fault))
    {
      free (fault);
      return;
    }
  double *after = bench_zeros (now.count + (size_t) ours->shift, sizeof *after);
  if (system_run (ours, now.noisy, after, now.count, "", now.id, &fault) == 0)
    {
      /* The strongest bin of a full-scale sine, less 25 dB. */
      const double top_db = 20.0 * log10 (WINDOW / 4.0) - 25.0;
      char *note = bench_text (
        "%s in %s at %g dB; up to 9 kHz, %.1f s; brighter is louder, over a "
        "range of 60 dB.",
        now.speech, now.noise, now.snr, (double) now.count / SOUND_RATE);
      add_picture (run, "Before", note, now.noisy, now.count, top_db);
      add_picture (run, "After, 100 % noise reduction", note,
                   after + ours->shift, now.count - (size_t) ours->shift,
                   top_db);
      add_picture (run, "The speech alone", note, now.clean, now.count, top_db);
      free (note);
    }
  free (fault);
  free (after);
  mixture_clear (&now);
}
