/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What cannot be switched off: no sample over the ceiling, ever. */

#include "lib/check.h"
#include "lib/measure.h"

/* Largest sample that a chain may give out, as a float that was not rounded
   down on the way. */
static double
ceiling_of (enh_chain *chain)
{
  return pow (10.0, (drive_get (chain, "ceiling")
                     - drive_get (chain, "ear_full_scale"))
                      / 20.0)
         * (1.0 + 1e-6);
}

enum {
  LOUD_BURST,
  LOUD_NOISE,
  LOUD_SQUARE,
  LOUD_NYQUIST,
  LOUD_CLICKS,
  LOUD_SPEECH,
  LOUD
};

static const char *const loud_name[LOUD]
  = { "bursts", "noise", "square", "half the rate", "clicks", "speech" };

/* Input 20 dB over a peak of `ceiling`, and up to 8 where the door ends. */
static void
fill (sig_random *random, float *in, size_t frames, double rate, int loud,
      double ceiling)
{
  const double over = ceiling * 10.0 < 7.9 ? ceiling * 10.0 : 7.9;

  switch (loud)
    {
    case LOUD_BURST:
      sig_add_tone (in, frames, rate, 0.11 * rate, over);
      for (size_t i = 0; i < frames; ++i)
        if (i / (size_t) (rate * 0.05) % 2 == 0)
          in[i] *= 0.001f;
      break;
    case LOUD_NOISE:
      sig_white (random, in, frames, over / 6.0);
      break;
    case LOUD_SQUARE:
      for (size_t i = 0; i < frames; ++i)
        in[i] = (float) (i / (size_t) (rate / 220.0) % 2 ? over : -over);
      break;
    case LOUD_NYQUIST:
      for (size_t i = 0; i < frames; ++i)
        in[i] = (float) (i % 2 ? over : -over);
      break;
    case LOUD_CLICKS:
      for (size_t i = 0; i < frames; ++i)
        if (!sig_below (random, 500))
          in[i] = (float) (over * sig_uniform (random));
      break;
    default:
      sig_speech (random, in, frames, rate, over / 6.0);
    }
}

static void
expect_held (const drive_shape *shape, double ceiling, double volume,
             const char *spec, sig_random *random)
{
  const size_t frames = drive_frames (shape->rate, 0.6);
  float *in[2] = { sig_buffer (frames), sig_buffer (frames) };
  float *out[2] = { sig_buffer (frames), sig_buffer (frames) };

  for (int loud = 0; loud < LOUD; ++loud)
    {
      enh_chain *chain = drive_create (shape);
      drive_set (chain, "ceiling", ceiling);
      drive_set (chain, "volume", volume);
      if (spec)
        drive_audiogram (chain, spec);
      const double most = ceiling_of (chain);
      for (size_t k = 0; k < 2; ++k)
        {
          memset (in[k], 0, frames * sizeof *in[k]);
          fill (random, in[k], frames, shape->rate, loud, most);
        }
      const float *const from[2] = { in[0], shape->inputs == 2 ? in[1] : NULL };
      float *const to[2] = { out[0], shape->outputs == 2 ? out[1] : NULL };
      drive_chop (chain, from, to, frames, 3000, random);
      for (uint32_t ear = 0; ear < shape->outputs; ++ear)
        CHECK_WITHIN (out[ear], frames, most,
                      "%s, %g Hz, %u to %u, delay %d, purpose %d, ceiling %g, "
                      "volume %g, ear %u",
                      loud_name[loud], shape->rate, shape->inputs,
                      shape->outputs, (int) shape->delay, (int) shape->purpose,
                      ceiling, volume, ear);
      CHECK_REAL (sig_peak (out[0], frames), >, 0.0, "%s came out",
                  loud_name[loud]);
      enh_chain_destroy (chain);
    }
  for (size_t k = 0; k < 2; ++k)
    {
      free (in[k]);
      free (out[k]);
    }
}

CHECK_CASE (no_sample_exceeds_the_ceiling_at_any_rate)
{
  static const double rates[]
    = { 8000.0, 11025.0, 16000.0, 44100.0, 96000.0, 192000.0 };
  sig_random random = { check_seed () };

  for (size_t r = 0; r < sizeof rates / sizeof *rates; ++r)
    {
      const size_t l = r % DRIVE_LAYOUTS;
      if (check_short () && r % 2)
        continue;
      const drive_shape shape = { rates[r], drive_layouts[l][0],
                                  drive_layouts[l][1],
                                  drive_delays[(r + r / 3) % DRIVE_DELAYS],
                                  r % 2 ? ENH_FOR_FILE : ENH_FOR_EAR };
      expect_held (&shape, 95.0, 0.0, NULL, &random);
    }
}

CHECK_CASE (no_sample_exceeds_the_ceiling_in_any_mode)
{
  sig_random random = { check_seed () };

  for (size_t l = 0; l < DRIVE_LAYOUTS; ++l)
    for (size_t d = 0; d < DRIVE_DELAYS; ++d)
      for (int purpose = 0; purpose < 2; ++purpose)
        {
          const drive_shape shape = { 48000.0, drive_layouts[l][0],
                                      drive_layouts[l][1], drive_delays[d],
                                      purpose ? ENH_FOR_FILE : ENH_FOR_EAR };
          if (check_short () && (l + d) % 3)
            continue;
          expect_held (&shape, 95.0, 0.0, NULL, &random);
        }
}

CHECK_CASE (no_sample_exceeds_the_ceiling_under_the_most_gain)
{
  sig_random random = { check_seed () };

  for (size_t d = 0; d < DRIVE_DELAYS; ++d)
    {
      const drive_shape shape
        = { 48000.0, 1, 2, drive_delays[d], ENH_FOR_FILE };
      expect_held (&shape, 95.0, 30.0, "N7", &random);
      expect_held (&shape, 70.0, 30.0, "S3", &random);
    }
}

CHECK_CASE (no_sample_exceeds_the_ceiling_in_bypass)
{
  sig_random random = { check_seed () };
  enum { FRAMES = 48000 };
  float *in = sig_buffer (FRAMES);
  float *out = sig_buffer (FRAMES);

  for (size_t d = 0; d < DRIVE_DELAYS; ++d)
    for (int loud = 0; loud < LOUD; ++loud)
      {
        enh_chain *chain = drive_mono (drive_delays[d], ENH_FOR_EAR);
        drive_set (chain, "bypass", 1.0);
        memset (in, 0, FRAMES * sizeof *in);
        fill (&random, in, FRAMES, 48000.0, loud, ceiling_of (chain));
        drive_run (chain, in, out, FRAMES, 480);
        CHECK_WITHIN (out, FRAMES, ceiling_of (chain), "%s, delay %zu",
                      loud_name[loud], d);
        enh_chain_destroy (chain);
      }
  free (in);
  free (out);
}

CHECK_CASE (a_file_is_held_at_full_scale)
{
  sig_random random = { check_seed () };
  enum { FRAMES = 48000 };
  float *in = sig_buffer (FRAMES);
  float *out = sig_buffer (FRAMES);

  for (int loud = 0; loud < LOUD; ++loud)
    {
      enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_FILE);
      drive_set (chain, "bypass", 1.0);
      memset (in, 0, FRAMES * sizeof *in);
      fill (&random, in, FRAMES, 48000.0, loud, 0.4);
      drive_run (chain, in, out, FRAMES, 480);
      CHECK_WITHIN (out, FRAMES, 1.0, "%s", loud_name[loud]);
      CHECK_REAL (sig_peak (out, FRAMES), >, 0.4, "%s: and no lower",
                  loud_name[loud]);
      enh_chain_destroy (chain);
    }
  free (in);
  free (out);
}

/* How far the curve between the samples goes over the ceiling, dB, for a sound
   that is 20 dB over; `edge` as sig_limit_band, 0: not limited. */
static double
true_peak_over (int loud, enh_delay delay, double edge, sig_random *random)
{
  enum { FRAMES = 72000 };
  float *sound = sig_buffer (FRAMES);
  enh_chain *chain = drive_mono (delay, ENH_FOR_EAR);

  drive_transparent (chain);
  fill (random, sound, FRAMES, 48000.0, loud, ceiling_of (chain));
  if (edge > 0.0)
    sig_limit_band (sound, FRAMES, edge);
  drive_run (chain, sound, sound, FRAMES, 480);
  const double over
    = sig_to_db (sig_true_peak (sound, FRAMES) / ceiling_of (chain));
  enh_chain_destroy (chain);
  free (sound);
  return over;
}

CHECK_CASE (true_peaks_stay_within_half_a_db)
{
  /* Without look-ahead nothing can be known of the next sample: the samples
     hold, what lies between them need not. */
  static const double bar[DRIVE_DELAYS] = { 0.5, 0.5, 5.0 };
  sig_random random = { check_seed () };

  for (size_t d = 0; d < DRIVE_DELAYS; ++d)
    {
      double worst = -HUGE_VAL;
      for (int loud = 0; loud < LOUD; ++loud)
        /* Up to 0.45 of the rate, where converters end: nearer to half of it no
           estimate from a few samples can tell. A wave at half of it is
           none. */
        if (loud != LOUD_NYQUIST)
          {
            const double over
              = true_peak_over (loud, drive_delays[d], 0.45, &random);
            worst = fmax (worst, over);
            CHECK_REAL (over, <=, bar[d], "%s, delay %s, dB over the ceiling",
                        loud_name[loud], measure_delay_name (drive_delays[d]));
          }
      measure_say ("true peak over the ceiling", drive_delays[d], worst, "dB");
    }
}

CHECK_CASE (true_peaks_of_any_sound_stay_within_1_db)
{
  sig_random random = { check_seed () };

  for (size_t d = 0; d < 2; ++d)
    for (int loud = 0; loud < LOUD; ++loud)
      if (loud != LOUD_NYQUIST)
        CHECK_REAL (true_peak_over (loud, drive_delays[d], 0.0, &random), <=,
                    1.0, "%s, delay %zu, dB over the ceiling", loud_name[loud],
                    d);
}

/* A wave at a quarter of the rate that no sample catches at its peak: all of
   them lie 3 dB below it, and 2.3 dB below the ceiling. */
CHECK_CASE (a_peak_between_low_samples_is_held)
{
  enum { FRAMES = 48000, FADE = 4800 };
  float *sound = sig_buffer (FRAMES);

  for (size_t d = 0; d < 2; ++d)
    {
      enh_chain *chain = drive_mono (drive_delays[d], ENH_FOR_EAR);
      drive_transparent (chain);
      const double height = 1.09 * sqrt (0.5) * ceiling_of (chain);
      for (size_t i = 0; i < FRAMES; ++i)
        {
          const size_t edge = i < FRAMES - i ? i : FRAMES - i;
          const double fade = edge < FADE ? (double) edge / FADE : 1.0;
          sound[i] = (float) (i / 2 % 2 ? -height * fade : height * fade);
        }
      drive_run (chain, sound, sound, FRAMES, 480);
      CHECK_REAL (
        sig_to_db (sig_true_peak (sound, FRAMES) / ceiling_of (chain)), <=, 0.5,
        "delay %s, dB over the ceiling", measure_delay_name (drive_delays[d]));
      enh_chain_destroy (chain);
    }
  free (sound);
}

CHECK_CASE (the_ceiling_can_be_set)
{
  static const double ceilings[] = { 70.0, 80.0, 95.0, 105.0, 108.0 };
  enum { FRAMES = 96000 };
  float *in = sig_buffer (FRAMES);
  float *out = sig_buffer (FRAMES);

  sig_add_tone (in, FRAMES, 48000.0, 1000.0, 0.99);
  for (size_t c = 0; c < 5; ++c)
    {
      enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_EAR);
      drive_transparent (chain);
      drive_set (chain, "ceiling", ceilings[c]);
      drive_run (chain, in, out, FRAMES, 480);
      /* Held there, not far below: within 1.5 dB in a steady tone. */
      CHECK_NEAR (sig_to_db (sig_peak (out + 48000, 48000)),
                  ceilings[c] - 109.0, 1.5, "ceiling %g dB SPL", ceilings[c]);
      CHECK_WITHIN (out, FRAMES, ceiling_of (chain), "ceiling %g", ceilings[c]);
      enh_chain_destroy (chain);
    }
  free (in);
  free (out);
}

CHECK_CASE (a_lowered_ceiling_holds_after_its_ramp)
{
  enum { FRAMES = 48000 };
  float *in = sig_buffer (FRAMES);
  float *out = sig_buffer (FRAMES);

  for (size_t d = 0; d < DRIVE_DELAYS; ++d)
    {
      memset (in, 0, FRAMES * sizeof *in);
      sig_add_tone (in, FRAMES, 48000.0, 1000.0, 0.9);
      enh_chain *chain = drive_mono (drive_delays[d], ENH_FOR_FILE);
      drive_run (chain, in, out, FRAMES, 480);
      drive_set (chain, "ceiling", 80.0);
      drive_run (chain, in, out, FRAMES, 480);
      /* 50 ms of ramp, and a hop to notice. */
      CHECK_WITHIN (out + 4800, FRAMES - 4800, ceiling_of (chain), "delay %zu",
                    d);
      enh_chain_destroy (chain);
    }
  free (in);
  free (out);
}

/* The ceiling at the ear is a difference of two parameters. On the way from one
   pair to the next it is never over both; a part that goes slower than the other,
   because it has been set again, must not open a gap between them. */
CHECK_CASE (no_order_of_settings_goes_over_the_ceilings_set)
{
  enum { BLOCK = 48, LONG = 6000 };
  /* What is set, and ms until the next. */
  static const struct {
    const char *name;
    double value;
    int ms;
  } steps[] = {
    { "ceiling", 105.0, 0 },         { "ear_full_scale", 140.0, 200 },
    { "ceiling", 70.0, 30 },         { "ear_full_scale", 80.0, 0 },
    { "ceiling", 71.0, 200 },        { "ear_full_scale", 140.0, 20 },
    { "ear_full_scale", 139.0, 20 }, { "ceiling", 110.0, 200 },
    { "ceiling", 72.0, 40 },         { "ear_full_scale", 100.0, 0 },
    { "ceiling", 70.0, 40 },         { "ear_full_scale", 90.0, 0 },
    { "ceiling", 73.0, 200 },        { "volume", 30.0, 10 },
    { "mic_full_scale", 140.0, 40 }, { "ceiling", 70.0, 200 },
  };
  sig_random random = { check_seed () };
  float *in = sig_buffer (LONG);
  float *out = sig_buffer (BLOCK);
  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_FILE);
  double most = 0.0;
  size_t at = 0;

  sig_white (&random, in, LONG, 2.5);
  for (int turn = 0; turn < 3; ++turn)
    for (size_t s = 0; s < sizeof steps / sizeof *steps; ++s)
      {
        /* The greatest of all that have been asked for since it last stood
           still. */
        most = fmax (most, ceiling_of (chain));
        drive_set (chain, steps[s].name, steps[s].value);
        most = fmax (most, ceiling_of (chain));
        for (int ms = 0; ms < steps[s].ms; ++ms)
          {
            drive_run (chain, in + at, out, BLOCK, BLOCK);
            at = at + 2 * BLOCK <= LONG ? at + BLOCK : 0;
            if (ms > 60)
              most = ceiling_of (chain);
            CHECK_WITHIN (out, BLOCK, most, "turn %d, step %zu, %d ms", turn, s,
                          ms);
          }
      }
  enh_chain_destroy (chain);
  free (in);
  free (out);
}

/* What a limited tone has beside the tone, as a share of it. */
static double
distortion (double hz, double over_db, enh_delay delay)
{
  enum { FRAMES = 96000, HALF = FRAMES / 2 };
  float *sound = sig_buffer (FRAMES);
  enh_chain *chain = drive_mono (delay, ENH_FOR_EAR);

  drive_set (chain, "bypass", 1.0);
  sig_add_tone (sound, FRAMES, 48000.0, hz,
                ceiling_of (chain) * pow (10.0, over_db / 20.0));
  drive_run (chain, sound, sound, FRAMES, 480);
  enh_chain_destroy (chain);
  /* Over a whole number of periods, taken out as sine and cosine. */
  const float *x = sound + HALF;
  double re = 0.0;
  double im = 0.0;
  double total = 0.0;
  for (size_t i = 0; i < HALF; ++i)
    {
      const double angle = 6.283185307179586 * hz * (double) i / 48000.0;
      re += (double) x[i] * cos (angle);
      im += (double) x[i] * sin (angle);
      total += (double) x[i] * (double) x[i];
    }
  const double tone = 2.0 * (re * re + im * im) / HALF;
  free (sound);
  return sqrt (fmax (total - tone, 0.0) / tone);
}

CHECK_CASE (limiting_a_steady_tone_does_not_distort_it)
{
  static const double hz[] = { 100.0, 1000.0, 4000.0 };
  /* Just over as well: the clamp behind the limiter has nothing to do. */
  static const double over_db[] = { 0.3, 0.7, 6.0, 12.0 };

  for (size_t h = 0; h < sizeof hz / sizeof *hz; ++h)
    for (size_t o = 0; o < sizeof over_db / sizeof *over_db; ++o)
      CHECK_REAL (distortion (hz[h], over_db[o], ENH_DELAY_DEFAULT), <, 0.0005,
                  "%g Hz, %g dB over", hz[h], over_db[o]);
}

CHECK_CASE (without_look_ahead_a_deep_tone_is_hardly_distorted)
{
  const double share = distortion (50.0, 6.0, ENH_DELAY_LOWEST);

  measure_say ("50 Hz, 6 dB over, distortion", ENH_DELAY_LOWEST, 100.0 * share,
               "%");
  CHECK_REAL (share, <, 0.001, "50 Hz: half a period is less than the hold");
}

CHECK_CASE (the_limiter_lets_go_in_100_ms)
{
  /* A bang 12 dB over within a soft tone, at every delay: down after it for
     tens of milliseconds, back after 0.5 s. */
  enum { FRAMES = 72000, BANG = 36000, LENGTH = 2400, LOOK = 480 };
  float *in = sig_buffer (FRAMES);
  float *out = sig_buffer (FRAMES);

  for (size_t d = 0; d < DRIVE_DELAYS; ++d)
    {
      enh_chain *chain = drive_mono (drive_delays[d], ENH_FOR_EAR);
      const size_t after = BANG + LENGTH + enh_chain_latency (chain);
      drive_set (chain, "bypass", 1.0);
      memset (in, 0, FRAMES * sizeof *in);
      sig_add_tone (in, FRAMES, 48000.0, 1000.0, 0.02);
      sig_add_tone (in + BANG, LENGTH, 48000.0, 1000.0,
                    4.0 * ceiling_of (chain));
      drive_run (chain, in, out, FRAMES, 480);
      enh_chain_destroy (chain);
      const double early
        = sig_to_db (sig_rms (out + after + 1920, LOOK) / (0.02 / sqrt (2.0)));
      const double late
        = sig_to_db (sig_rms (out + after + 24000, LOOK) / (0.02 / sqrt (2.0)));
      CHECK_REAL (early, <, -4.0, "40 ms after, delay %zu", d);
      CHECK_NEAR (late, 0.0, 0.2, "0.5 s after, delay %zu", d);
    }
  free (in);
  free (out);
}

CHECK_CASE (both_ears_are_limited_alike)
{
  /* A bang on the left must not move the sound to the right. */
  const drive_shape shape = { 48000.0, 2, 2, ENH_DELAY_DEFAULT, ENH_FOR_EAR };
  enum { FRAMES = 48000 };
  float *in[2] = { sig_buffer (FRAMES), sig_buffer (FRAMES) };
  float *out[2] = { sig_buffer (FRAMES), sig_buffer (FRAMES) };

  sig_add_tone (in[0], FRAMES, 48000.0, 1000.0, 0.8);
  sig_add_tone (in[1], FRAMES, 48000.0, 1000.0, 0.1);
  enh_chain *chain = drive_create (&shape);
  drive_set (chain, "bypass", 1.0);
  const float *const from[2] = { in[0], in[1] };
  drive_run_ears (chain, from, out, FRAMES, 480);
  CHECK_NEAR (sig_to_db (sig_rms (out[0] + 24000, 24000)
                         / sig_rms (out[1] + 24000, 24000)),
              sig_to_db (8.0), 0.1, "left over right, dB");
  enh_chain_destroy (chain);
  for (size_t k = 0; k < 2; ++k)
    {
      free (in[k]);
      free (out[k]);
    }
}
