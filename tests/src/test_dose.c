/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The sound dose: A-weighted by IEC 61672, counted by WHO-ITU H.870, and heeded
   at 100 %. */

#include "lib/check.h"
#include "lib/drive.h"

#include "stages/dose.h"

enum { RATE = 48000 };

static const double rates[] = { 16000.0, 44100.0, 48000.0, 96000.0 };

/* A-weighting of IEC 61672, dB. */
static double
a_weight (double hz)
{
  const double f2 = hz * hz;
  const double r
    = 12194.217 * 12194.217 * f2 * f2
      / ((f2 + 20.598997 * 20.598997)
         * sqrt ((f2 + 107.65265 * 107.65265) * (f2 + 737.86223 * 737.86223))
         * (f2 + 12194.217 * 12194.217));

  return sig_to_db (r) + 2.0;
}

/* dBA at which a dose would grow as fast as this. */
static double
level_of (double percent_per_hour)
{
  return 80.0 + 10.0 * log10 (percent_per_hour / 2.5);
}

/* Bypass, with the chain's own clamp far away. */
static enh_chain *
plain_chain (double rate, uint32_t outputs, double full_scale)
{
  const drive_shape shape
    = { rate, 1, outputs, ENH_DELAY_DEFAULT, ENH_FOR_FILE };
  enh_chain *chain = drive_create (&shape);

  drive_set (chain, "bypass", 1.0);
  drive_set (chain, "ear_full_scale", full_scale);
  drive_set (chain, "mic_full_scale", full_scale);
  return chain;
}

static double
dba_of (enh_chain *chain, const float *in, size_t frames)
{
  float *out[2] = { sig_buffer (frames), sig_buffer (frames) };
  const float *const from[2] = { in, NULL };

  drive_run_ears (chain, from, out, frames, 480);
  free (out[0]);
  free (out[1]);
  return level_of ((double) drive_meters (chain).dose_percent_per_hour);
}

CHECK_CASE (shares_per_hour_are_those_of_h_870)
{
  static const double golden[][2] = { { 80.0, 2.5 },
                                      { 85.0, 7.9057 },
                                      { 90.0, 25.0 },
                                      { 95.0, 79.057 },
                                      { 100.0, 250.0 } };
  const size_t hop = 96, hops = 2500;
  float *tone = sig_buffer (hop * hops);

  for (size_t g = 0; g < 5; ++g)
    {
      enh__dose dose;
      memset (tone, 0, hop * hops * sizeof *tone);
      sig_add_tone (tone, hop * hops, RATE, 1000.0,
                    sig_amplitude_of (golden[g][0], 109.0));
      memset (&dose, 0, sizeof dose);
      enh__dose_init (&dose, RATE, (uint32_t) hop, 1, 1);
      for (size_t h = 0; h < hops; ++h)
        {
          enh__dose_hear (&dose, 0, tone + h * hop, (uint32_t) hop);
          enh__dose_add (&dose, 109.0f);
        }
      CHECK_NEAR (enh__dose_percent_per_hour (&dose, 109.0f) / golden[g][1],
                  1.0, 0.02, "rate at %g dBA", golden[g][0]);
      CHECK_NEAR ((double) enh__dose_percent (&dose) * 720.0 / golden[g][1],
                  1.0, 0.02, "5 s at %g dBA", golden[g][0]);
    }
  free (tone);
}

CHECK_CASE (sines_are_weighted_as_iec_61672_has_it)
{
  static const double hz[] = { 63.0,   125.0,  250.0,  500.0,  1000.0,
                               2000.0, 4000.0, 6300.0, 8000.0, 12500.0 };
  double worst = 0.0;

  for (size_t r = 0; r < 4; ++r)
    for (size_t f = 0; f < 10 && hz[f] < 0.42 * rates[r]; ++f)
      {
        const size_t frames = drive_frames (rates[r], 5.0);
        float *tone = sig_buffer (frames);
        enh_chain *chain = plain_chain (rates[r], 1, 105.0);
        sig_add_tone (tone, frames, rates[r], hz[f],
                      sig_amplitude_of (95.0, 105.0));
        const double off
          = dba_of (chain, tone, frames) - 95.0 - a_weight (hz[f]);
        worst = fabs (off) > fabs (worst) ? off : worst;
        CHECK_NEAR (off, 0.0, 0.5, "%g Hz at %g Hz", hz[f], rates[r]);
        enh_chain_destroy (chain);
        free (tone);
      }
  print_message ("# sines: %+.2f dB at the worst\n", worst);
}

CHECK_CASE (noise_is_weighted_right_at_every_rate)
{
  for (size_t r = 0; r < 4; ++r)
    {
      const size_t frames = drive_frames (rates[r], 6.0);
      sig_random random = { check_seed () };
      float *noise = sig_buffer (frames);
      enh_chain *chain = plain_chain (rates[r], 1, 105.0);
      double sum = 0.0;
      size_t count = 0;
      sig_white (&random, noise, frames, 0.05);
      /* White: every hertz has the same power. */
      for (double hz = 10.0; hz < 0.5 * rates[r]; hz += 10.0, ++count)
        sum += pow (10.0, 0.1 * a_weight (hz));
      const double wanted = sig_dbfs (noise, frames) + 105.0
                            + 10.0 * log10 (sum / (double) count);
      CHECK_NEAR (dba_of (chain, noise, frames), wanted, 0.5,
                  "white noise at %g Hz", rates[r]);
      enh_chain_destroy (chain);
      free (noise);
    }
}

CHECK_CASE (what_the_limiter_takes_does_not_count)
{
  const size_t frames = 5 * RATE;
  float *tone = sig_buffer (frames);
  enh_chain *chain = plain_chain (RATE, 1, 109.0);

  drive_set (chain, "ceiling", 85.0);
  sig_add_tone (tone, frames, RATE, 1000.0, sig_amplitude_of (105.0, 109.0));
  CHECK_NEAR (dba_of (chain, tone, frames), 85.0, 0.5, "20 dB over");
  enh_chain_destroy (chain);
  free (tone);
}

CHECK_CASE (the_worse_ear_counts)
{
  const size_t frames = 5 * RATE;
  float *tone = sig_buffer (frames);

  sig_add_tone (tone, frames, RATE, 1000.0, sig_amplitude_of (80.0, 109.0));
  for (int side = -1; side <= 1; ++side)
    {
      const drive_shape shape = { RATE, 1, 2, ENH_DELAY_DEFAULT, ENH_FOR_FILE };
      enh_chain *chain = drive_create (&shape);
      drive_transparent (chain);
      drive_set (chain, "mic_full_scale", 109.0);
      drive_set (chain, "ear_full_scale", 109.0);
      drive_set (chain, "balance", side);
      CHECK_NEAR (dba_of (chain, tone, frames), 80.0, 0.5, "balance %d", side);
      enh_chain_destroy (chain);
    }
  free (tone);
}

CHECK_CASE (a_week_of_hops_is_added_whole)
{
  enh__dose dose;
  float hop[96];

  for (size_t i = 0; i < 96; ++i)
    hop[i] = (float) (sig_amplitude_of (50.0, 109.0)
                      * sin (6.283185307179586 * (double) i / 48.0));
  memset (&dose, 0, sizeof dose);
  enh__dose_init (&dose, RATE, 96, 1, 1);
  for (int h = 0; h < 5000; ++h)
    {
      enh__dose_hear (&dose, 0, hop, 96);
      enh__dose_add (&dose, 109.0f);
    }
  /* As much as a full week leaves, and then the quietest of sounds. */
  dose.share[0] = 1.0;
  const double before = dose.share[0];
  for (int h = 0; h < 5000; ++h)
    {
      enh__dose_hear (&dose, 0, hop, 96);
      enh__dose_add (&dose, 109.0f);
    }
  CHECK_NEAR ((dose.share[0] - before) / (0.025e-3 * 10.0 / 3600.0), 1.0, 0.05,
              "10 s at 50 dBA");
}

CHECK_CASE (at_100_percent_the_level_drops_by_10_db)
{
  const size_t frames = 6 * RATE;
  float *tone = sig_buffer (frames);
  float *out = sig_buffer (frames);

  sig_add_tone (tone, frames, RATE, 1000.0, sig_amplitude_of (70.0, 109.0));
  for (int purpose = 0; purpose < 2; ++purpose)
    {
      enh_chain *chain
        = drive_mono (ENH_DELAY_DEFAULT, purpose ? ENH_FOR_FILE : ENH_FOR_EAR);
      drive_transparent (chain);
      CHECK_INT (enh_chain_set_dose (chain, 99.5f), ==, ENH_OK, "99.5 %%");
      drive_run (chain, tone, out, RATE, 480);
      CHECK_REAL (drive_meters (chain).dose_reduction_db, ==, 0.0, "before");
      CHECK_NEAR (drive_meters (chain).dose_percent, 99.5, 0.01, "begins so");
      const double before = sig_dbfs (out + RATE / 2, RATE / 2);
      CHECK_INT (enh_chain_set_dose (chain, 100.0f), ==, ENH_OK, "100 %%");
      drive_run (chain, tone, out, frames, 480);
      const double after = sig_dbfs (out + frames - RATE, RATE);
      const double drop = purpose ? 0.0 : 10.0;
      CHECK_NEAR (drive_meters (chain).dose_reduction_db, drop, 1e-4, "meter");
      CHECK_NEAR (before - after, drop, 0.1, "level, purpose %d", purpose);
      /* Two seconds long, and no jump. */
      if (!purpose)
        CHECK_NEAR (before - sig_dbfs (out + RATE - RATE / 40, RATE / 20), 5.0,
                    0.5, "half way");
      CHECK_INT (enh_chain_set_dose (chain, 50.0f), ==, ENH_OK, "50 %%");
      drive_run (chain, tone, out, frames, 480);
      CHECK_NEAR (sig_dbfs (out + frames - RATE, RATE), before, 0.1, "back");
      enh_chain_destroy (chain);
    }
  free (tone);
  free (out);
}

CHECK_CASE (the_ceiling_goes_down_too)
{
  const size_t frames = 4 * RATE;
  float *tone = sig_buffer (frames);
  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_EAR);

  drive_set (chain, "volume", 30.0);
  CHECK_INT (enh_chain_set_dose (chain, 150.0f), ==, ENH_OK, "150 %%");
  sig_add_tone (tone, frames, RATE, 1000.0, sig_amplitude_of (90.0, 109.0));
  drive_run (chain, tone, tone, frames, 480);
  CHECK_WITHIN (tone + 3 * RATE, RATE, sig_amplitude_of (85.01, 109.0),
                "95 - 10 dB SPL");
  enh_chain_destroy (chain);
  free (tone);
}

CHECK_CASE (reset_and_silence_keep_the_dose)
{
  float *tone = sig_buffer (RATE);
  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_EAR);

  CHECK_INT (enh_chain_set_dose (chain, 12.0f), ==, ENH_OK, "12 %%");
  sig_add_tone (tone, RATE, RATE, 1000.0, sig_amplitude_of (90.0, 109.0));
  drive_run (chain, tone, tone, RATE, 480);
  const double had = (double) drive_meters (chain).dose_percent;
  CHECK_REAL (had, >, 12.0, "something was added");
  enh_chain_reset (chain);
  memset (tone, 0, RATE * sizeof *tone);
  drive_run (chain, tone, tone, RATE, 480);
  CHECK_REAL (drive_meters (chain).dose_percent, ==, had, "kept");
  CHECK_REAL (drive_meters (chain).dose_percent_per_hour, ==, 0.0, "silence");
  enh_chain_destroy (chain);
  free (tone);
}

CHECK_CASE (impossible_doses_are_refused)
{
  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_EAR);
  float block[96] = { 0.0f };

  CHECK_INT (enh_chain_set_dose (NULL, 1.0f), ==, ENH_ERR_NULL, "no chain");
  CHECK_INT (enh_chain_set_dose (chain, 7.0f), ==, ENH_OK, "7 %%");
  CHECK_INT (enh_chain_set_dose (chain, (float) NAN), ==, ENH_ERR_RANGE, "NaN");
  CHECK_INT (enh_chain_set_dose (chain, -0.1f), ==, ENH_ERR_RANGE, "negative");
  CHECK_INT (enh_chain_set_dose (chain, (float) INFINITY), ==, ENH_ERR_RANGE,
             "infinite");
  drive_run (chain, block, block, 96, 96);
  CHECK_REAL (drive_meters (chain).dose_percent, ==, 7.0, "the last good one");
  enh_chain_destroy (chain);
}
