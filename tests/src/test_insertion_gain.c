/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What a fitting does to real speech: the long-term gain in third octaves
   around the audiometric frequencies is NAL-R's for speech of 65 dB SPL, and
   less or more by the curve for speech that is louder or softer. Noise
   reduction is as it is by default: a person listens with it.

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
/* The microphone's, so that loud speech does not clip. */
static const double full_scale_spl = 119.0;
/* From 500 Hz to 4 kHz, at 65 dB SPL and at others; and beyond. 1 dB is asked of
   the mean over talkers; this is one. */
static const double tolerance_db = 1.15;
static const double tolerance_other_db = 2.0;
static const double tolerance_beyond_db = 2.5;

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

/* 1 - 1 / CR, by the law of docs/dsp.md. */
static double
slope_at (const enh_audiogram *audiogram, uint32_t point)
{
  const double loss = (double) audiogram->threshold_db_hl[0][point];

  return 1.0 - 1.0 / fmin (2.5, fmax (1.0, 1.0 + (loss - 20.0) / 40.0));
}

static void
judge (enh_delay delay, const char *spec, double spl)
{
  const double half = pow (2.0, 1.0 / 6.0);
  size_t frames;
  double rate;
  float *speech = quiet_speech (&frames, &rate);
  enh_audiogram audiogram;
  spectrum before;
  spectrum after;

  shape_to_ltass (speech, frames, rate);
  for (size_t i = 0; i < frames; ++i)
    speech[i] *= (float) pow (10.0, (spl - speech_spl) / 20.0);
  const drive_shape shape = { rate, 1, 1, delay, ENH_FOR_FILE };
  enh_chain *chain = drive_create (&shape);
  drive_set (chain, "mic_full_scale", full_scale_spl);
  drive_set (chain, "ear_full_scale", full_scale_spl);
  /* The curve itself, and not what the ceiling leaves of it. */
  drive_set (chain, "ceiling", 105.0);
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
  const double most = spl == speech_spl ? tolerance_db : tolerance_other_db;
  double worst = 0.0;
  for (uint32_t point = 0; enh_audiogram_frequency (point) < 6500.0f; ++point)
    {
      const double hz = (double) enh_audiogram_frequency (point);
      const double gain
        = 10.0
          * log10 (spectrum_between (&after, hz / half, hz * half)
                   / spectrum_between (&before, hz / half, hz * half));
      const double wanted
        = (double) enh_audiogram_nal_r (&audiogram, 0, (float) hz)
          - slope_at (&audiogram, point) * (spl - speech_spl);
      print_message (
        "# %s at %g dB SPL, %g Hz: %.2f dB, wanted %.2f dB, off by "
        "%+.2f\n",
        spec, spl, hz, gain, wanted, gain - wanted);
      /* fmax would pass over a NaN. */
      const double share
        = fabs (gain - wanted)
          / (hz < 499.0 || hz > 4001.0 ? tolerance_beyond_db : most);
      worst = isfinite (gain) ? fmax (worst, share) : HUGE_VAL;
    }
  spectrum_end (&before);
  spectrum_end (&after);
  enh_chain_destroy (chain);
  free (out);
  free (speech);
  CHECK_REAL (worst, <=, 1.0, "%s, delay %d, of what is tolerated", spec,
              (int) delay);
}

CHECK_CASE (n3_gives_nal_r_to_speech_at_65_db)
{
  judge (ENH_DELAY_DEFAULT, "N3", 65.0);
}

CHECK_CASE (all_losses_give_nal_r_to_speech_at_65_db)
{
  judge (ENH_DELAY_DEFAULT, "N2", 65.0);
  judge (ENH_DELAY_DEFAULT, "N4", 65.0);
  judge (ENH_DELAY_DEFAULT, "S2", 65.0);
}

CHECK_CASE (soft_and_loud_speech_get_what_the_curve_says)
{
  static const char *const specs[] = { "N2", "N3", "S2" };

  for (size_t s = 0; s < sizeof specs / sizeof *specs; ++s)
    {
      judge (ENH_DELAY_DEFAULT, specs[s], 50.0);
      judge (ENH_DELAY_DEFAULT, specs[s], 80.0);
    }
  /* Speech of 80 dB SPL comes to the ceiling there. */
  judge (ENH_DELAY_DEFAULT, "N4", 50.0);
}

CHECK_CASE_UNLESS (n3_gives_nal_r_with_the_lowest_delay, check_is_short)
{
  judge (ENH_DELAY_LOWEST, "N3", 65.0);
}
