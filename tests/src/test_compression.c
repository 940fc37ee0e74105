/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Compression: level in, level out; and how fast, by the method of ANSI S3.22.

   Speech of 65 dB SPL has less in one band than a tone of 65, so the curve is
   anchored at what a 65 dB tone gets; the law is the slope around it. */

#include "lib/check.h"
#include "lib/drive.h"

enum { RATE = 48000 };

static const double full_scale = 109.0;

/* Compression alone, with headroom at the ear. */
static enh_chain *
compressor (double compression, const char *spec)
{
  const drive_shape shape = { RATE, 1, 1, ENH_DELAY_DEFAULT, ENH_FOR_FILE };
  enh_chain *chain = drive_create (&shape);

  drive_transparent (chain);
  drive_set (chain, "compression", compression);
  drive_set (chain, "mic_full_scale", full_scale);
  drive_set (chain, "ear_full_scale", full_scale);
  drive_set (chain, "ceiling", 105.0);
  /* A fitting gets 20 dB less, so that loud tones stay clear of the ceiling:
     it would bend the curve. */
  drive_set (chain, "volume", spec ? -20.0 : 0.0);
  if (spec)
    drive_audiogram (chain, spec);
  return chain;
}

enum { FIRST_DB = 50, STEP_DB = 5, LEVELS = 9 };

/* Output level, dB SPL, of a tone at 50, 55 ... 90 dB SPL: rising, as attack
   is quick. */
static void
static_curve (enh_chain *chain, double hz, double out_db[LEVELS])
{
  const size_t step = drive_frames (RATE, 0.36);
  float *in = sig_buffer (step);
  float *out = sig_buffer (step);
  const size_t settled = drive_frames (RATE, 0.26);

  /* Down from the level a chain begins with; a quick release changes when, not
     where to. */
  drive_set (chain, "release", 60.0);
  sig_add_tone (in, step, RATE, hz, sig_amplitude_of (FIRST_DB, full_scale));
  for (int i = 0; i < 2; ++i)
    drive_run (chain, in, out, step, 512);
  for (int l = 0; l < LEVELS; ++l)
    {
      memset (in, 0, step * sizeof *in);
      sig_add_tone (in, step, RATE, hz,
                    sig_amplitude_of (FIRST_DB + l * STEP_DB, full_scale));
      drive_run (chain, in, out, step, 512);
      out_db[l]
        = full_scale
          + sig_to_db (sig_amplitude (out + settled, step - settled, RATE, hz));
    }
  free (in);
  free (out);
}

static void
expect_ratio (double compression, const char *spec, double hz, double ratio)
{
  double out_db[LEVELS];
  enh_chain *chain = compressor (compression, spec);
  const int middle = (65 - FIRST_DB) / STEP_DB;

  static_curve (chain, hz, out_db);
  enh_chain_destroy (chain);
  for (int l = 0; l < LEVELS; ++l)
    CHECK_NEAR (
      out_db[l] - out_db[middle], (FIRST_DB + l * STEP_DB - 65) / ratio, 1.0,
      "%s, compression %g %%, %g Hz at %d dB SPL in",
      spec ? spec : "no audiogram", compression, hz, FIRST_DB + l * STEP_DB);
}

CHECK_CASE (ratio_is_1_5_without_an_audiogram)
{
  static const double hz[] = { 250, 500, 1000, 2000, 4000, 6000 };

  for (size_t t = 0; t < sizeof hz / sizeof *hz; t += check_short () ? 3 : 1)
    expect_ratio (100.0, NULL, hz[t], 1.5);
}

CHECK_CASE (ratio_grows_with_the_loss)
{
  /* 1 + (H - 20) / 40, within 1 and 2.5. */
  static const struct {
    const char *spec;
    double ratio;
  } losses[] = { { "1000=0", 1.0 },  { "1000=20", 1.0 }, { "1000=40", 1.5 },
                 { "1000=60", 2.0 }, { "1000=80", 2.5 }, { "1000=95", 2.5 } };

  for (size_t i = 0; i < sizeof losses / sizeof *losses; ++i)
    {
      if (check_short () && i % 3)
        continue;
      expect_ratio (100.0, losses[i].spec, 500.0, losses[i].ratio);
      expect_ratio (100.0, losses[i].spec, 2000.0, losses[i].ratio);
    }
}

CHECK_CASE (ratio_follows_a_slope_of_losses)
{
  /* N3: 35 dB HL at 500 Hz, 50 at 2 kHz, 60 at 4 kHz. */

  if (!check_short ())
    expect_ratio (100.0, "N3", 500.0, 1.375);
  expect_ratio (100.0, "N3", 2000.0, 1.75);
  expect_ratio (100.0, "N3", 4000.0, 2.0);
}

CHECK_CASE (compression_scales_1_minus_1_over_ratio)
{
  static const double hz[] = { 500, 2000 };

  for (size_t t = check_short () ? 1 : 0; t < 2; ++t)
    {
      /* 1 - 1/1.5 is a third. */
      expect_ratio (50.0, NULL, hz[t], 1.0 / (1.0 - 0.5 / 3.0));
      expect_ratio (25.0, NULL, hz[t], 1.0 / (1.0 - 0.25 / 3.0));
      expect_ratio (50.0, "1000=60", hz[t], 1.0 / (1.0 - 0.5 / 2.0));
      expect_ratio (0.0, NULL, hz[t], 1.0);
      expect_ratio (0.0, "1000=60", hz[t], 1.0);
    }
}

CHECK_CASE (quiet_sounds_get_more_gain_than_loud_ones)
{
  double out_db[LEVELS];
  enh_chain *chain = compressor (100.0, "N4");

  static_curve (chain, 1000.0, out_db);
  for (int l = 1; l < LEVELS; ++l)
    {
      CHECK_REAL (out_db[l], >, out_db[l - 1], "louder in, louder out, %d", l);
      CHECK_REAL (out_db[l] - out_db[l - 1], <, STEP_DB - 1, "but less, %d", l);
    }
  enh_chain_destroy (chain);
}

/* Gain of a steady 2 kHz tone, dB, after long enough; microphone and ear of
   80 dB SPL at full scale, so that very quiet tones are still above the floor of
   the detectors. */
static double
gain_at (double spl)
{
  const size_t frames = drive_frames (RATE, 1.3);
  float *in = sig_buffer (frames);
  float *out = sig_buffer (frames);
  enh_chain *chain = compressor (100.0, NULL);

  drive_set (chain, "mic_full_scale", 80.0);
  drive_set (chain, "ear_full_scale", 80.0);
  drive_set (chain, "release", 60.0);
  sig_add_tone (in, frames, RATE, 2000.0, sig_amplitude_of (spl, 80.0));
  drive_run (chain, in, out, frames, 512);
  const size_t end = frames - RATE / 4;
  const double gain
    = sig_to_db (sig_amplitude (out + end, RATE / 4, RATE, 2000.0)
                 / sig_amplitude (in + end, RATE / 4, RATE, 2000.0));
  enh_chain_destroy (chain);
  free (in);
  free (out);
  return gain;
}

CHECK_CASE (below_speech_the_gain_stops_growing)
{
  /* Noise of a quiet room must not be lifted: from the knee (speech of 45 dB,
     26 of them around 2 kHz, read 4 dB higher by the detector) gain is constant,
     10 dB below it falls by half a dB a dB, by 12 dB at most. */
  const double most = gain_at (26.0);

  CHECK_REAL (most - gain_at (45.0), <, 8.0, "gain over that at 45 dB SPL");
  CHECK_REAL (most - gain_at (45.0), >, 3.0, "gain over that at 45 dB SPL");
  CHECK_NEAR (gain_at (23.0), most, 0.5, "between knee and expansion");
  CHECK_NEAR (gain_at (11.0), most - 5.0, 1.5, "10 dB into the expansion");
  CHECK_NEAR (gain_at (-12.0), most - 12.0, 1.0, "30 dB into it");
  CHECK_NEAR (gain_at (-20.0), most - 12.0, 1.0, "38 dB into it");
}

/* Attack and release by S3.22: 2 kHz, 55 dB to 90 and back; ms until the
   output stays within 3 dB, and 4 dB, of where it settles. */
static void
s3_22 (enh_chain *chain, double settle_seconds, double *attack_ms,
       double *release_ms)
{
  enum { CYCLE = RATE / 2000 };
  const size_t part = drive_frames (RATE, settle_seconds) / CYCLE * CYCLE;
  const uint32_t latency = enh_chain_latency (chain);
  float *in = sig_buffer (3 * part);
  float *out = sig_buffer (3 * part);
  double *ms[2] = { attack_ms, release_ms };

  for (int k = 0; k < 3; ++k)
    sig_add_tone (in + (size_t) k * part, part, RATE, 2000.0,
                  sig_amplitude_of (k == 1 ? 90.0 : 55.0, full_scale));
  drive_run (chain, in, out, 3 * part, 512);
  for (int k = 1; k <= 2; ++k)
    {
      const float *from = out + (size_t) k * part + latency;
      const size_t cycles = (part - latency) / CYCLE;
      const double end = sig_rms (from + (cycles - 20) * CYCLE, 20 * CYCLE);
      const double within = k == 1 ? 3.0 : 4.0;
      size_t last = 0;
      for (size_t c = 0; c < cycles; ++c)
        if (fabs (sig_to_db (sig_rms (from + c * CYCLE, CYCLE) / end)) > within)
          last = c + 1;
      *ms[k - 1] = (double) (last * CYCLE) * 1000.0 / RATE;
    }
  free (in);
  free (out);
}

static void
expect_times (const char *spec, double ratio, double attack, double release)
{
  double attack_ms;
  double release_ms;
  enh_chain *chain = compressor (100.0, spec);
  const double share = 35.0 * (1.0 - 1.0 / ratio);
  /* Frames add about 2 ms to the attack and 11 to the release: the window is
     16 ms, its weight near the newest sample. */
  const double attack_wanted = attack * log (share / 3.0) + 2.0;
  const double release_wanted = release * log (share / 4.0) + 11.0;

  drive_set (chain, "attack", attack);
  drive_set (chain, "release", release);
  s3_22 (chain, release > 200.0 ? 3.0 : 1.0, &attack_ms, &release_ms);
  CHECK_NEAR (attack_ms, attack_wanted,
              attack_wanted * 0.2 > 5.0 ? attack_wanted * 0.2 : 5.0,
              "attack %g ms, ratio %g", attack, ratio);
  CHECK_NEAR (release_ms, release_wanted,
              release_wanted * 0.2 > 5.0 ? release_wanted * 0.2 : 5.0,
              "release %g ms, ratio %g", release, ratio);
  enh_chain_destroy (chain);
}

CHECK_CASE (default_attack_and_release_are_as_labelled)
{
  expect_times (NULL, 1.5, 20.0, 330.0);
}

CHECK_CASE (default_times_hold_at_ratio_2)
{
  expect_times ("1000=60", 2.0, 20.0, 330.0);
}

CHECK_CASE (fast_attack_and_release_are_as_labelled)
{
  expect_times (NULL, 1.5, 1.7, 60.0);
  expect_times ("1000=60", 2.0, 1.7, 60.0);
}

CHECK_CASE (slow_attack_and_release_are_as_labelled)
{
  expect_times (NULL, 1.5, 100.0, 800.0);
}

CHECK_CASE (the_output_limit_of_a_band_lets_go_within_150_ms)
{
  /* 46.8 dB of gain (N4 at 1 kHz, and 20): a bang of 95 dB SPL is held down by
     the second detector, which falls with 50 ms; soft speech after it is not. */
  enum { LOUD = RATE / 4, SOFT = RATE, LOOK = RATE / 50 };
  float *in = sig_buffer (LOUD + SOFT);
  float *out = sig_buffer (LOUD + SOFT);
  enh_chain *chain = compressor (0.0, "N4");

  drive_set (chain, "volume", 20.0);
  sig_add_tone (in, LOUD, RATE, 1000.0, sig_amplitude_of (95.0, full_scale));
  sig_add_tone (in + LOUD, SOFT, RATE, 1000.0,
                sig_amplitude_of (40.0, full_scale));
  drive_run (chain, in, out, LOUD + SOFT, 512);
  enh_chain_destroy (chain);
  const float *soft = out + LOUD;
  CHECK_NEAR (sig_to_db (sig_rms (soft + RATE / 1000 * 150, LOOK)
                         / sig_rms (soft + SOFT - LOOK, LOOK)),
              0.0, 3.0, "150 ms after the bang, beside 1 s");
  free (in);
  free (out);
}

CHECK_CASE (the_output_limit_of_a_band_spares_the_limiter)
{
  /* The same bang: as soon as the limiter's own release allows, it has only the
     3 dB left by which bands may go over the ceiling. */
  enum { QUIET = RATE / 2, LOUD = RATE / 4 };
  float *sound = sig_buffer (QUIET + LOUD);
  enh_chain *chain = compressor (0.0, "N4");

  drive_set (chain, "volume", 20.0);
  sig_add_tone (sound, QUIET, RATE, 1000.0,
                sig_amplitude_of (40.0, full_scale));
  sig_add_tone (sound + QUIET, LOUD, RATE, 1000.0,
                sig_amplitude_of (95.0, full_scale));
  drive_run (chain, sound, sound, QUIET + LOUD, 512);
  CHECK_NEAR (drive_meters (chain).limiter_db, 3.0, 2.0,
              "taken by the limiter, 250 ms into the bang");
  enh_chain_destroy (chain);
  free (sound);
}

CHECK_CASE (gain_does_not_depend_on_the_rate)
{
  /* Time constants and levels are in seconds and dB SPL at every rate. */
  static const double rates[] = { 16000.0, 44100.0, 96000.0 };
  double reference[2] = { 0.0, 0.0 };

  for (int r = -1; r < 3; ++r)
    {
      const drive_shape shape
        = { r < 0 ? 48000.0 : rates[r], 1, 1, ENH_DELAY_DEFAULT, ENH_FOR_FILE };
      const size_t frames = drive_frames (shape.rate, 1.0);
      float *in = sig_buffer (frames);
      float *out = sig_buffer (frames);
      enh_chain *chain = drive_create (&shape);
      drive_set (chain, "noise_reduction", 0.0);
      drive_set (chain, "howl_guard", 0.0);
      drive_set (chain, "clatter_guard", 0.0);
      /* Steady at 80 dB SPL of 105, then 0.2 s into the release at 55. */
      sig_add_tone (in, frames * 3 / 4, shape.rate, 1000.0,
                    sig_amplitude_of (80.0, 105.0));
      sig_add_tone (in + frames * 3 / 4, frames - frames * 3 / 4, shape.rate,
                    1000.0, sig_amplitude_of (55.0, 105.0));
      drive_run (chain, in, out, frames, 512);
      enh_chain_destroy (chain);
      const size_t look = frames / 20;
      const double now[2] = { sig_dbfs (out + frames * 3 / 4 - look, look),
                              sig_dbfs (out + frames - look, look) };
      for (int k = 0; k < 2; ++k)
        if (r < 0)
          reference[k] = now[k];
        else
          CHECK_NEAR (now[k], reference[k], 0.7, "%g Hz beside 48 kHz, %s",
                      rates[r], k ? "releasing" : "steady");
      free (in);
      free (out);
    }
}
