/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "lib/spectrum.h"

#include "lib/check.h"
#include "dsp/fft.h"
#include "base/alloc.h"

static const double window_seconds = 0.085;
static const double pi = 3.14159265358979323846;

void
spectrum_begin (spectrum *of, double rate)
{
  of->rate = rate;
  of->length = enh__fft_next_length ((uint32_t) (rate * window_seconds));
  of->count = 0;
  of->power = calloc (of->length / 2 + 1, sizeof *of->power);
  CHECK (of->power, "memory");
}

void
spectrum_end (spectrum *of)
{
  free (of->power);
  of->power = NULL;
}

void
spectrum_add (spectrum *of, const float *samples, size_t frames)
{
  const uint32_t length = of->length;
  enh__fft *fft = enh__fft_create (&enh__default_allocator, length);
  float *window = calloc (length, sizeof *window);
  float *cut = calloc (length, sizeof *cut);
  enh__complex *bins = calloc (length / 2 + 1, sizeof *bins);

  CHECK (fft && window && cut && bins, "memory");
  CHECK_INT (frames, >=, length, "a stretch of a window or more");
  /* Its squares add up to 3/8 of its length. */
  for (uint32_t i = 0; i < length; ++i)
    window[i] = (float) (0.5 - 0.5 * cos (2.0 * pi * i / length));
  for (size_t at = 0; at + length <= frames; at += length / 2)
    {
      for (uint32_t i = 0; i < length; ++i)
        cut[i] = samples[at + i] * window[i];
      enh__fft_forward (fft, cut, bins);
      for (uint32_t k = 0; k <= length / 2; ++k)
        {
          const double re = (double) bins[k].re;
          const double im = (double) bins[k].im;
          const double sides = k == 0 || k == length / 2 ? 1.0 : 2.0;
          of->power[k] += sides * (re * re + im * im)
                          / (0.375 * (double) length * (double) length);
        }
      ++of->count;
    }
  free (bins);
  free (cut);
  free (window);
  enh__fft_destroy (fft);
}

double
spectrum_between (const spectrum *of, double low_hz, double high_hz)
{
  const double bin_hz = of->rate / of->length;
  double sum = 0.0;

  for (uint32_t k = 0; k <= of->length / 2; ++k)
    {
      /* A bin on the edge counts by the part of it that is inside. */
      const double low = fmax ((k - 0.5) * bin_hz, low_hz);
      const double high = fmin ((k + 0.5) * bin_hz, high_hz);
      if (high > low)
        sum += of->power[k] * (high - low) / bin_hz;
    }
  return sum / of->count;
}

static double
a_weight (double hz)
{
  const double f2 = hz * hz;
  const double gain = 12194.0 * 12194.0 * f2 * f2
                      / ((f2 + 20.6 * 20.6) * (f2 + 12194.0 * 12194.0)
                         * sqrt ((f2 + 107.7 * 107.7) * (f2 + 737.9 * 737.9)));
  return gain * gain * pow (10.0, 0.2);
}

double
spectrum_total (const spectrum *of, int a_weighted)
{
  double sum = 0.0;

  for (uint32_t k = 0; k <= of->length / 2; ++k)
    sum += of->power[k]
           * (a_weighted ? a_weight (k * of->rate / of->length) : 1.0);
  return sum / of->count;
}

const char *
samples_path (const char *name)
{
  static char path[1000];

  snprintf (path, sizeof path, "%s/samples/%s", CHECK_SOURCE_FOLDER, name);
  return path;
}

segment *
segments_read (size_t *count)
{
  enum { MOST = 200 };
  FILE *file = fopen (samples_path ("segments.tsv"), "r");
  char line[200];
  char kind[8];

  CHECK (file, "%s can be read", samples_path ("segments.tsv"));
  segment *rows = calloc (MOST, sizeof *rows);
  CHECK (rows, "memory");
  *count = 0;
  while (fgets (line, sizeof line, file) && *count < MOST)
    {
      segment *row = rows + *count;
      if (sscanf (line, "%31s %7s %lf %lf", row->file, kind, &row->start_s,
                  &row->end_s)
          != 4)
        continue;
      row->speech = !strcmp (kind, "speech");
      ++*count;
    }
  fclose (file);
  CHECK_INT (*count, >, 0, "rows of segments.tsv");
  return rows;
}
