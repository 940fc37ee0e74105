/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What a fitting does to real speech: the long-term gain in third octaves
   around the audiometric frequencies is NAL-R's for speech of 65 dB SPL.

   The speech is that of the quiet room, filtered to the international long-term
   average spectrum, Byrne et al., J. Acoust. Soc. Am. 96, 1994 (both sexes,
   third octaves, dB SPL at 70 dB overall). */

#include "lib/check.h"
#include "lib/drive.h"
#include "lib/scratch.h"
#include "lib/spectrum.h"

#include "base/alloc.h"
#include "dsp/fft.h"

/* The prompts hold no sound above 7 kHz, so that the table ends there. */
static const double ltass_hz[] = { 100,  125,  160,  200,  250,  315,  400,
                                   500,  630,  800,  1000, 1250, 1600, 2000,
                                   2500, 3150, 4000, 5000, 6300 };
static const double ltass_db[] = { 54.4, 57.7, 56.8, 60.2, 60.3, 59.0, 62.1,
                                   62.1, 60.5, 56.8, 53.7, 53.0, 52.0, 48.7,
                                   48.1, 46.8, 45.6, 44.5, 44.3 };
enum { LTASS_COUNT = sizeof ltass_hz / sizeof *ltass_hz };

static const double speech_spl = 65.0;
static const double full_scale_spl = 105.0;
static const double tolerance_db = 1.5;

/* Times the filter is corrected by what it left: third octaves overlap a
   little, so once is not enough. */
enum { CORRECTIONS = 4 };

static double
power_between (const enh__complex *bins, double bin_hz, double low, double high)
{
  double sum = 0.0;

  for (size_t k = (size_t) ceil (low / bin_hz); (double) k * bin_hz < high; ++k)
    sum += (double) bins[k].re * (double) bins[k].re
           + (double) bins[k].im * (double) bins[k].im;
  return sum;
}

/* A gain that runs straight in dB over log frequency through the table's
   points. */
static double
interpolate (const double *db, double hz)
{
  size_t i = 1;

  if (hz <= ltass_hz[0])
    return db[0];
  while (i < LTASS_COUNT && hz > ltass_hz[i])
    ++i;
  if (i == LTASS_COUNT)
    return db[LTASS_COUNT - 1];
  const double part
    = log (hz / ltass_hz[i - 1]) / log (ltass_hz[i] / ltass_hz[i - 1]);
  return db[i - 1] + part * (db[i] - db[i - 1]);
}

static void
shape_to_ltass (float *speech, size_t frames, double rate)
{
  const double half = pow (2.0, 1.0 / 6.0);
  const uint32_t length = enh__fft_next_length ((uint32_t) frames);
  const double bin_hz = rate / length;
  enh__fft *fft = enh__fft_create (&enh__default_allocator, length);
  float *padded = calloc (length, sizeof *padded);
  enh__complex *bins = calloc (length / 2 + 1, sizeof *bins);
  double correction[LTASS_COUNT];

  CHECK (fft && padded && bins, "memory");
  memcpy (padded, speech, frames * sizeof *padded);
  enh__fft_forward (fft, padded, bins);
  for (int pass = 0; pass < CORRECTIONS; ++pass)
    {
      for (int i = 0; i < LTASS_COUNT; ++i)
        correction[i]
          = ltass_db[i]
            - 10.0
                * log10 (power_between (bins, bin_hz, ltass_hz[i] / half,
                                        ltass_hz[i] * half));
      for (uint32_t k = 0; k <= length / 2; ++k)
        {
          const float gain
            = (float) pow (10.0, interpolate (correction, k * bin_hz) / 20.0);
          bins[k].re *= gain;
          bins[k].im *= gain;
        }
    }
  enh__fft_inverse (fft, bins, padded);

  double power = 0.0;
  for (size_t i = 0; i < frames; ++i)
    power += (double) padded[i] * (double) padded[i];
  /* A full-scale sine has a mean square of one half. */
  const double wanted = 0.5 * pow (10.0, (speech_spl - full_scale_spl) / 10.0);
  const double scale = sqrt (wanted / (power / (double) frames));
  for (size_t i = 0; i < frames; ++i)
    speech[i] = (float) (scale * (double) padded[i]);
  free (bins);
  free (padded);
  enh__fft_destroy (fft);
}

/* From the first word to the last; the caller frees. */
static float *
quiet_speech (size_t *frames, double *rate)
{
  static const char name[] = "quiet-room.flac";
  enh_file_info info;
  uint32_t all;
  size_t count;
  segment *rows = segments_read (&count);
  float *sound = scratch_read (samples_path (name), &info, &all);
  double start = 1e9;
  double end = 0.0;

  for (size_t i = 0; i < count; ++i)
    if (rows[i].speech && !strcmp (rows[i].file, name))
      {
        start = fmin (start, rows[i].start_s);
        end = fmax (end, rows[i].end_s);
      }
  CHECK_REAL (end, >, start, "speech in %s", name);
  *rate = info.sample_rate;
  const size_t from = drive_frames (*rate, start);
  *frames = drive_frames (*rate, end) - from;
  memmove (sound, sound + from, *frames * sizeof *sound);
  free (rows);
  return sound;
}

static void
judge (enh_delay delay, const char *spec)
{
  const double half = pow (2.0, 1.0 / 6.0);
  size_t frames;
  double rate;
  float *speech = quiet_speech (&frames, &rate);
  enh_audiogram audiogram;
  spectrum before;
  spectrum after;

  shape_to_ltass (speech, frames, rate);
  const drive_shape shape = { rate, 1, 1, delay, ENH_FOR_FILE };
  enh_chain *chain = drive_create (&shape);
  drive_set (chain, "noise_reduction", 0.0);
  drive_audiogram (chain, spec);
  /* Twice: the second time nothing starts any more. */
  float *out = sig_buffer (frames);
  drive_run (chain, speech, out, frames, 480);
  drive_run (chain, speech, out, frames, 480);

  spectrum_begin (&before, rate);
  spectrum_begin (&after, rate);
  spectrum_add (&before, speech, frames);
  spectrum_add (&after, out, frames);
  CHECK_INT (enh_audiogram_parse (spec, &audiogram, NULL), ==, ENH_OK, "%s",
             spec);
  double worst = 0.0;
  for (uint32_t point = 0; enh_audiogram_frequency (point) < 6500.0f; ++point)
    {
      const double hz = (double) enh_audiogram_frequency (point);
      const double gain
        = 10.0
          * log10 (spectrum_between (&after, hz / half, hz * half)
                   / spectrum_between (&before, hz / half, hz * half));
      const double wanted
        = (double) enh_audiogram_nal_r (&audiogram, 0, (float) hz);
      print_message ("# %s, %g Hz: %.2f dB, NAL-R %.2f dB, off by %+.2f\n",
                     spec, hz, gain, wanted, gain - wanted);
      /* fmax would pass over a NaN. */
      worst = isfinite (gain) ? fmax (worst, fabs (gain - wanted)) : HUGE_VAL;
    }
  spectrum_end (&before);
  spectrum_end (&after);
  enh_chain_destroy (chain);
  free (out);
  free (speech);
  CHECK_REAL (worst, <=, tolerance_db, "%s, delay %d", spec, (int) delay);
}

CHECK_CASE (n3_gives_nal_r_to_speech_at_65_db)
{
  judge (ENH_DELAY_DEFAULT, "N3");
}

CHECK_CASE_UNLESS (n2_gives_nal_r_to_speech_at_65_db, check_is_short)
{
  judge (ENH_DELAY_DEFAULT, "N2");
}

CHECK_CASE_UNLESS (n3_gives_nal_r_with_the_lowest_delay, check_is_short)
{
  judge (ENH_DELAY_LOWEST, "N3");
}
