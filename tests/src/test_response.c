/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The filter that a fitting makes: gain against its target, group delay,
   smoothness. With compression and reduction off the chain is one fixed filter,
   known by its impulse response. */

#include "lib/check.h"
#include "lib/measure.h"

static const double rates[] = { 16000.0, 44100.0, 48000.0, 96000.0 };
enum { RATES = sizeof rates / sizeof *rates };

/* From 0 to 94 dB HL within the octave from 1 to 2 kHz: NAL-R rises by 27 dB
   there, tone by 3 more. */
static const char steepest[] = "1000=0,2000=94";

/* Smooth: losses that grow by no more than 20 dB an octave. */
static const struct {
  const char *spec;
  double tone;
  int smooth;
} fits[] = {
  { "N1", 0.0, 1 }, { "N2", 0.0, 1 }, { "N3", 0.0, 1 },     { "N4", 0.0, 1 },
  { "N5", 0.0, 1 }, { "N6", 0.0, 1 }, { "N7", 0.0, 1 },     { "S1", 0.0, 0 },
  { "S2", 0.0, 0 }, { "S3", 0.0, 0 }, { steepest, 1.0, 0 },
};
enum { FITS = sizeof fits / sizeof *fits };

/* So much softer, so that no band comes near its limit: N7 would. */
static const double volume_db = -20.0;

static double
target_db (const enh_audiogram *audiogram, double tone, double hz)
{
  const double tilt = 3.0 * tone * log2 (hz / 1250.0);

  return (double) enh_audiogram_nal_r (audiogram, 0, (float) hz)
         + fmin (fmax (tilt, -9.0), 9.0) + volume_db;
}

static sig_response
response_of (size_t fit, double rate, enh_delay delay, enh_audiogram *audiogram)
{
  const drive_shape shape = { rate, 1, 1, delay, ENH_FOR_FILE };
  enh_chain *chain = drive_create (&shape);

  CHECK_INT (enh_audiogram_parse (fits[fit].spec, audiogram, NULL), ==, ENH_OK,
             "%s", fits[fit].spec);
  drive_transparent (chain);
  drive_set (chain, "volume", volume_db);
  drive_set (chain, "tone", fits[fit].tone);
  drive_audiogram (chain, fits[fit].spec);
  sig_response of = measure_impulse (chain, rate);
  enh_chain_destroy (chain);
  return of;
}

/* Fits of one kind, at every rate: the worst of a measure taken 24 times an
   octave from `from_hz` to 6 kHz. */
typedef double
measurer (const sig_response *of, const enh_audiogram *audiogram, double tone,
          double hz);

static double
worst_of (measurer *measure, enh_delay delay, int smooth, double from_hz)
{
  double worst = 0.0;

  for (size_t f = 0; f < FITS; ++f)
    for (size_t r = 0; r < RATES; ++r)
      {
        enh_audiogram audiogram;
        if (fits[f].smooth != smooth || (check_short () && (f + r) % 4))
          continue;
        sig_response of = response_of (f, rates[r], delay, &audiogram);
        for (double hz = from_hz; hz < 6001.0; hz *= pow (2.0, 1.0 / 24.0))
          {
            const double now = measure (&of, &audiogram, fits[f].tone, hz);
            /* fmax would pass over a NaN. */
            worst = isfinite (now) ? fmax (worst, fabs (now)) : HUGE_VAL;
          }
        measure_free (&of);
      }
  return worst;
}

static double
gain_error (const sig_response *of, const enh_audiogram *audiogram, double tone,
            double hz)
{
  return sig_gain_db (of, hz) - target_db (audiogram, tone, hz);
}

static double
lateness (const sig_response *of, const enh_audiogram *audiogram, double tone,
          double hz)
{
  (void) audiogram;
  (void) tone;
  return sig_late_ms (of, hz);
}

CHECK_CASE (gain_of_smooth_fits_is_within_half_a_db)
{
  for (size_t d = 0; d < DRIVE_DELAYS; ++d)
    {
      const double worst = worst_of (gain_error, drive_delays[d], 1, 250.0);
      measure_say ("gain error, smooth fits", drive_delays[d], worst, "dB");
      CHECK_REAL (worst, <=, 0.5, "delay %s",
                  measure_delay_name (drive_delays[d]));
    }
}

CHECK_CASE (gain_of_30_db_an_octave_is_within_1_db)
{
  for (size_t d = 0; d < DRIVE_DELAYS; ++d)
    {
      const double worst = worst_of (gain_error, drive_delays[d], 0, 250.0);
      measure_say ("gain error, steep fits", drive_delays[d], worst, "dB");
      CHECK_REAL (worst, <=, 1.0, "delay %s",
                  measure_delay_name (drive_delays[d]));
    }
}

CHECK_CASE (the_steepest_fit_rises_by_30_db_in_an_octave)
{
  enh_audiogram audiogram;
  sig_response of
    = response_of (FITS - 1, 48000.0, ENH_DELAY_DEFAULT, &audiogram);

  CHECK_NEAR (sig_gain_db (&of, 2000.0) - sig_gain_db (&of, 1000.0), 30.0, 1.0,
              "what the cases above speak of");
  measure_free (&of);
}

CHECK_CASE (group_delay_of_smooth_fits_is_nominal_within_half_a_ms)
{
  /* N2 at 500 Hz reaches a little more in the lowest mode. */
  static const double bar[DRIVE_DELAYS] = { 0.5, 0.5, 0.55 };

  for (size_t d = 0; d < DRIVE_DELAYS; ++d)
    {
      const double worst = worst_of (lateness, drive_delays[d], 1, 500.0);
      measure_say ("group delay off, smooth fits, from 500 Hz", drive_delays[d],
                   worst, "ms");
      CHECK_REAL (worst, <=, bar[d], "delay %s",
                  measure_delay_name (drive_delays[d]));
    }
}

CHECK_CASE (group_delay_of_any_fit_is_nominal_within_1_3_ms)
{
  for (size_t d = 0; d < DRIVE_DELAYS; ++d)
    {
      const double worst = worst_of (lateness, drive_delays[d], 0, 500.0);
      measure_say ("group delay off, steep fits, from 500 Hz", drive_delays[d],
                   worst, "ms");
      CHECK_REAL (worst, <=, 1.3, "delay %s",
                  measure_delay_name (drive_delays[d]));
    }
}

CHECK_CASE (group_delay_below_500_hz_is_nominal_within_1_6_ms)
{
  /* NAL-R falls by 9 dB from 500 Hz to 250: a minimum-phase filter leads
     there. */
  static const double bar[DRIVE_DELAYS] = { 1.4, 1.5, 1.6 };

  for (size_t d = 0; d < DRIVE_DELAYS; ++d)
    {
      const double worst
        = fmax (worst_of (lateness, drive_delays[d], 0, 250.0),
                worst_of (lateness, drive_delays[d], 1, 250.0));
      measure_say ("group delay off, any fit, from 250 Hz", drive_delays[d],
                   worst, "ms");
      CHECK_REAL (worst, <=, bar[d], "delay %s",
                  measure_delay_name (drive_delays[d]));
    }
}

/* Levels of third octaves from 200 Hz to 6.3 kHz: what a flat sound gets. */
enum { THIRDS = 16, STEPS = 16 };

static double
third_hz (int third, int step)
{
  return 200.0 * pow (2.0, (third + (step + 0.5) / STEPS - 0.5) / 3.0);
}

static double
power_of (double db)
{
  return pow (10.0, 0.1 * db);
}

CHECK_CASE (no_third_octave_stands_out)
{
  for (size_t d = 0; d < DRIVE_DELAYS; ++d)
    {
      double over_target = -HUGE_VAL;
      double over_neighbours = -HUGE_VAL;
      for (size_t f = 0; f < FITS; ++f)
        {
          enh_audiogram audiogram;
          double level[THIRDS];
          sig_response of
            = response_of (f, 48000.0, drive_delays[d], &audiogram);
          for (int t = 0; t < THIRDS; ++t)
            {
              double got = 0.0;
              double wanted = 0.0;
              for (int s = 0; s < STEPS; ++s)
                {
                  const double hz = third_hz (t, s);
                  got += power_of (sig_gain_db (&of, hz));
                  wanted += power_of (target_db (&audiogram, fits[f].tone, hz));
                }
              level[t] = 10.0 * log10 (got);
              over_target = fmax (over_target, 10.0 * log10 (got / wanted));
            }
          for (int t = 1; t + 1 < THIRDS; ++t)
            over_neighbours = fmax (
              over_neighbours, level[t] - (level[t - 1] + level[t + 1]) / 2.0);
          measure_free (&of);
        }
      measure_say ("third octave over target", drive_delays[d], over_target,
                   "dB");
      measure_say ("third octave over its neighbours", drive_delays[d],
                   over_neighbours, "dB");
      CHECK_REAL (over_target, <=, 1.0, "delay %s",
                  measure_delay_name (drive_delays[d]));
      CHECK_REAL (over_neighbours, <=, 12.0, "delay %s",
                  measure_delay_name (drive_delays[d]));
    }
}
