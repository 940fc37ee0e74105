/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What comes out beside a steady tone: harmonics, the side bands of gains that
   tremble, noise of the arithmetic. Everything at work, for the ear. */

#include "lib/check.h"
#include "lib/measure.h"

static const double full_scale = 109.0;
static const double run_seconds = 2.5;
static const double look_seconds = 0.75;

/* Frequencies of which no period fits a hop, and the 500 Hz of the rule. */
static const double tone_hz[] = { 217.0, 500.0, 1337.0, 3150.0, 5903.0 };
enum { TONES = sizeof tone_hz / sizeof *tone_hz };

/* The end of a long tone; the caller frees. */
static float *
play (const drive_shape *shape, const char *spec, double hz, double amplitude,
      size_t *count)
{
  const size_t frames = drive_frames (shape->rate, run_seconds);
  float *sound = sig_buffer (frames);
  enh_chain *chain = drive_create (shape);

  if (spec)
    drive_audiogram (chain, spec);
  sig_add_tone (sound, frames, shape->rate, hz, amplitude);
  drive_run (chain, sound, sound, frames, 480);
  enh_chain_destroy (chain);
  *count = drive_frames (shape->rate, look_seconds);
  memmove (sound, sound + frames - *count, *count * sizeof *sound);
  return sound;
}

/* THD + N of a tone, percent. */
static double
distortion (const drive_shape *shape, const char *spec, double hz, double spl)
{
  size_t count;
  float *end
    = play (shape, spec, hz, sig_amplitude_of (spl, full_scale), &count);
  const double share = sig_rest (end, count, shape->rate, hz);

  CHECK_REAL (sig_rms (end, count), >, 0.0, "%g Hz came out", hz);
  free (end);
  return 100.0 * share;
}

CHECK_CASE (distortion_at_500_hz_70_db_is_below_half_a_percent)
{
  static const double rates[] = { 16000.0, 44100.0, 48000.0, 96000.0 };

  for (size_t d = 0; d < DRIVE_DELAYS; ++d)
    {
      double worst = 0.0;
      for (size_t r = 0; r < sizeof rates / sizeof *rates; ++r)
        {
          const drive_shape shape
            = { rates[r], 1, 1, drive_delays[d], ENH_FOR_EAR };
          worst = fmax (worst, distortion (&shape, NULL, 500.0, 70.0));
        }
      measure_say ("THD+N, 500 Hz, 70 dB SPL", drive_delays[d], worst, "%");
      CHECK_REAL (worst, <=, 0.5, "delay %s",
                  measure_delay_name (drive_delays[d]));
    }
}

CHECK_CASE (distortion_stays_low_from_50_to_90_db)
{
  /* Percent. With all phase minimum phase, gains that flicker far from the tone
     turn its phase too. */
  static const double bar[DRIVE_DELAYS] = { 0.5, 0.5, 1.5 };
  static const double levels[] = { 50.0, 70.0, 90.0 };

  for (size_t d = 0; d < DRIVE_DELAYS; ++d)
    {
      const drive_shape shape = { 48000.0, 1, 1, drive_delays[d], ENH_FOR_EAR };
      double worst = 0.0;
      for (size_t t = 0; t < TONES; ++t)
        for (size_t l = 0; l < 3; ++l)
          {
            if (check_short () && (t + l) % 3)
              continue;
            worst = fmax (worst, distortion (&shape, t % 2 ? "N3" : NULL,
                                             tone_hz[t], levels[l]));
          }
      measure_say ("THD+N, 217 to 5903 Hz, 50 to 90 dB SPL", drive_delays[d],
                   worst, "%");
      CHECK_REAL (worst, <=, bar[d], "delay %s",
                  measure_delay_name (drive_delays[d]));
    }
}

CHECK_CASE (the_chain_adds_less_than_minus_120_dbfs_to_a_soft_tone)
{
  static const double rates[] = { 16000.0, 48000.0, 96000.0 };

  for (size_t d = 0; d < DRIVE_DELAYS; ++d)
    {
      double worst = -HUGE_VAL;
      for (size_t r = 0; r < 3; ++r)
        for (int fitted = 0; fitted < 2; ++fitted)
          {
            const drive_shape shape
              = { rates[r], 1, 1, drive_delays[d], ENH_FOR_EAR };
            size_t count;
            float *end
              = play (&shape, fitted ? "N4" : NULL, 1013.0, 1e-5, &count);
            const double added
              = sig_to_db (sig_rest (end, count, shape.rate, 1013.0))
                + sig_dbfs (end, count);
            worst = fmax (worst, added);
            /* A tone that was lost would add nothing either. */
            CHECK_REAL (sig_dbfs (end, count), >, -130.0, "the tone itself");
            free (end);
          }
      measure_say ("added to a tone of -100 dBFS", drive_delays[d], worst,
                   "dBFS");
      CHECK_REAL (worst, <, -120.0, "delay %s",
                  measure_delay_name (drive_delays[d]));
    }
}
