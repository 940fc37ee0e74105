/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Whatever comes in: what goes out is finite, under the ceiling, and sound
   again soon after. */

#include "lib/check.h"
#include "lib/drive.h"

#include <float.h>

#if defined(__SSE2__)
#  include <xmmintrin.h>
#endif

enum {
  BAD_NAN,
  BAD_INFINITY,
  BAD_HUGE,
  BAD_DENORMAL,
  BAD_CONSTANT,
  BAD_SQUARE,
  BAD_FUZZ,
  BAD_BITS,
  BAD
};

static const char *const bad_name[BAD] = { "NaN",
                                           "infinity",
                                           "huge",
                                           "denormal",
                                           "full-scale DC",
                                           "full-scale square",
                                           "fuzz within 8.1",
                                           "any bits" };

static void
spoil (sig_random *random, float *in, size_t frames, int bad)
{
  for (size_t i = 0; i < frames; ++i)
    switch (bad)
      {
      case BAD_NAN:
        in[i] = (float) NAN;
        break;
      case BAD_INFINITY:
        in[i] = sig_below (random, 2) ? (float) INFINITY : -(float) INFINITY;
        break;
      case BAD_HUGE:
        in[i] = sig_below (random, 2) ? FLT_MAX : -FLT_MAX;
        break;
      case BAD_DENORMAL:
        in[i] = (float) (sig_uniform (random) * 1e-39);
        break;
      case BAD_CONSTANT:
        in[i] = 1.0f;
        break;
      case BAD_SQUARE:
        in[i] = i / 50 % 2 ? 1.0f : -1.0f;
        break;
      case BAD_FUZZ:
        in[i] = (float) (8.1 * sig_uniform (random));
        break;
        default: {
          const uint32_t bits = (uint32_t) sig_bits (random);
          memcpy (&in[i], &bits, sizeof in[i]);
        }
      }
}

static double
ceiling_of (enh_chain *chain)
{
  return pow (10.0, (drive_get (chain, "ceiling")
                     - drive_get (chain, "ear_full_scale"))
                      / 20.0)
         * (1.0 + 1e-6);
}

CHECK_CASE (output_is_finite_and_under_the_ceiling_whatever_comes_in)
{
  sig_random random = { check_seed () };
  static const double rates[] = { 8000.0, 44100.0, 48000.0, 192000.0 };

  for (int bad = 0; bad < BAD; ++bad)
    for (size_t d = 0; d < DRIVE_DELAYS; ++d)
      {
        const size_t l = ((size_t) bad + d) % DRIVE_LAYOUTS;
        const drive_shape shape = { rates[((size_t) bad / 2 + d) % 4],
                                    drive_layouts[l][0], drive_layouts[l][1],
                                    drive_delays[d],
                                    bad % 2 ? ENH_FOR_EAR : ENH_FOR_FILE };
        const size_t frames = drive_frames (shape.rate, 0.7);
        float *in[2] = { sig_buffer (frames), sig_buffer (frames) };
        float *out[2] = { sig_buffer (frames), sig_buffer (frames) };
        enh_chain *chain = drive_create (&shape);
        if (bad % 3 == 0)
          drive_audiogram (chain, "N5");
        drive_set (chain, "volume", 20.0);
        for (size_t k = 0; k < 2; ++k)
          {
            sig_speech (&random, in[k], frames, shape.rate, 0.05);
            spoil (&random, in[k] + frames / 4, frames / 2, bad);
          }
        const float *const from[2]
          = { in[0], shape.inputs == 2 ? in[1] : NULL };
        float *const to[2] = { out[0], shape.outputs == 2 ? out[1] : NULL };
        drive_chop (chain, from, to, frames, 700, &random);
        for (uint32_t ear = 0; ear < shape.outputs; ++ear)
          CHECK_WITHIN (out[ear], frames, ceiling_of (chain),
                        "%s, %g Hz, delay %zu, ear %u", bad_name[bad],
                        shape.rate, d, ear);
        enh_chain_destroy (chain);
        for (size_t k = 0; k < 2; ++k)
          {
            free (in[k]);
            free (out[k]);
          }
      }
}

/* 50 ms of something bad within steady sound; from 100 ms after it the output
   is within 1 dB of what it would have been. What is repaired leaves a hole;
   what is sound, and loud, also moves the compressor, which is to need its
   release: there compression is off. */
static void
expect_recovery (int bad, enh_delay delay, double compression,
                 sig_random *random)
{
  enum { FRAMES = 96000, FROM = 48000, LENGTH = 2400, AFTER = 4800 };
  float *in = sig_buffer (FRAMES);
  float *clean = sig_buffer (FRAMES);
  float *out = sig_buffer (FRAMES);

  /* Steady sound, so that level can be compared at any time. */
  sig_add_tone (in, FRAMES, 48000.0, 500.0, 0.02);
  sig_add_tone (in, FRAMES, 48000.0, 1700.0, 0.02);
  for (int run = 0; run < 2; ++run)
    {
      enh_chain *chain = drive_mono (delay, ENH_FOR_FILE);
      drive_set (chain, "noise_reduction", 0.0);
      drive_set (chain, "howl_guard", 0.0);
      drive_set (chain, "clatter_guard", 0.0);
      drive_set (chain, "compression", compression);
      if (run)
        spoil (random, in + FROM, LENGTH, bad);
      drive_run (chain, in, run ? out : clean, FRAMES, 480);
      enh_chain_destroy (chain);
    }
  const size_t at = FROM + LENGTH + AFTER;
  for (size_t i = at; i + 2400 <= FRAMES; i += 2400)
    CHECK_NEAR (sig_to_db (sig_rms (out + i, 2400) / sig_rms (clean + i, 2400)),
                0.0, 1.0, "%s, delay %d, %zu ms after", bad_name[bad],
                (int) delay, (i - FROM - LENGTH) / 48);
  free (in);
  free (clean);
  free (out);
}

CHECK_CASE (it_recovers_within_100_ms_of_what_is_no_number)
{
  sig_random random = { check_seed () };

  for (size_t d = 0; d < DRIVE_DELAYS; ++d)
    {
      expect_recovery (BAD_NAN, drive_delays[d], 100.0, &random);
      expect_recovery (BAD_INFINITY, drive_delays[d], 100.0, &random);
      expect_recovery (BAD_HUGE, drive_delays[d], 100.0, &random);
      expect_recovery (BAD_DENORMAL, drive_delays[d], 100.0, &random);
    }
}

CHECK_CASE (it_recovers_within_100_ms_of_a_full_scale_burst)
{
  sig_random random = { check_seed () };

  for (size_t d = 0; d < DRIVE_DELAYS; ++d)
    {
      expect_recovery (BAD_CONSTANT, drive_delays[d], 0.0, &random);
      expect_recovery (BAD_SQUARE, drive_delays[d], 0.0, &random);
    }
}

CHECK_CASE (one_bad_sample_is_counted_and_made_silent)
{
  enum { FRAMES = 24000 };
  static const float bad[] = { (float) NAN, (float) INFINITY, -(float) INFINITY,
                               8.001f,      -8.001f,          1e30f };
  float *in = sig_buffer (FRAMES);
  float *zeroed = sig_buffer (FRAMES);
  float *out = sig_buffer (FRAMES);
  float *wanted = sig_buffer (FRAMES);

  for (size_t b = 0; b < sizeof bad / sizeof *bad; ++b)
    {
      memset (in, 0, FRAMES * sizeof *in);
      sig_add_tone (in, FRAMES, 48000.0, 700.0, 0.05);
      memcpy (zeroed, in, FRAMES * sizeof *in);
      in[10000] = bad[b];
      zeroed[10000] = 0.0f;
      enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_FILE);
      drive_run (chain, in, out, FRAMES, 480);
      const enh_meters meters = drive_meters (chain);
      CHECK_INT (meters.repaired, ==, 1, "%g", (double) bad[b]);
      CHECK_INT (meters.resets, ==, 0, "%g", (double) bad[b]);
      enh_chain_destroy (chain);
      chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_FILE);
      drive_run (chain, zeroed, wanted, FRAMES, 480);
      CHECK_INT (drive_meters (chain).repaired, ==, 0, "nothing to repair");
      enh_chain_destroy (chain);
      CHECK_SAMES (out, wanted, FRAMES, "%g as if it were 0", (double) bad[b]);
    }
  free (in);
  free (zeroed);
  free (out);
  free (wanted);
}

CHECK_CASE (samples_of_8_are_still_sound)
{
  float in[480];
  float out[480];

  for (size_t i = 0; i < 480; ++i)
    in[i] = i % 2 ? 8.0f : -8.0f;
  enh_chain *chain = drive_mono (ENH_DELAY_LOWEST, ENH_FOR_FILE);
  drive_run (chain, in, out, 480, 480);
  CHECK_INT (drive_meters (chain).repaired, ==, 0, "+-8");
  CHECK_REAL (sig_peak (out, 480), >, 0.0, "+-8 come out, limited");
  enh_chain_destroy (chain);
}

#if defined(__SSE2__)
static unsigned int
float_mode (void)
{
  /* Not bits 0 to 5: flags that any arithmetic may raise. */
  return _mm_getcsr () & ~0x3fu;
}

static void
set_float_mode (unsigned int mode)
{
  _mm_setcsr (mode);
}

static const unsigned int float_modes[]
  = { 0x1f80u, 0x9fc0u, 0x9f80u, 0x7f80u };
#elif defined(__aarch64__)
static unsigned int
float_mode (void)
{
  uint64_t mode;
  __asm__ volatile("mrs %0, fpcr" : "=r"(mode));
  return (unsigned int) mode;
}

static void
set_float_mode (unsigned int mode)
{
  __asm__ volatile("msr fpcr, %0" : : "r"((uint64_t) mode));
}

static const unsigned int float_modes[] = { 0u, 1u << 24, 3u << 22 };
#endif

#if defined(__SSE2__) || defined(__aarch64__)
CHECK_CASE (the_callers_float_mode_is_put_back)
{
  float sound[960] = { 0.1f, -0.1f, 1e-40f };
  const unsigned int before = float_mode ();

  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_FILE);
  for (size_t m = 0; m < sizeof float_modes / sizeof *float_modes; ++m)
    {
      set_float_mode (float_modes[m]);
      const unsigned int given = float_mode ();
      drive_run (chain, sound, sound, 960, 960);
      const unsigned int left = float_mode ();
      set_float_mode (before);
      CHECK_INT (left, ==, given, "mode %zu after process", m);
    }
  enh_chain_destroy (chain);
}

CHECK_CASE (the_callers_float_mode_changes_no_sample)
{
  /* Rounding apart, which is the caller's wish. */
  enum { FRAMES = 24000 };
  sig_random random = { check_seed () };
  float *in = sig_buffer (FRAMES);
  float *one = sig_buffer (FRAMES);
  float *other = sig_buffer (FRAMES);
  const unsigned int before = float_mode ();

  sig_white (&random, in, FRAMES, 0.01);
  for (size_t i = FRAMES / 2; i < FRAMES; ++i)
    in[i] *= 1e-36f;
  for (size_t m = 0; m < 2; ++m)
    {
      enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_FILE);
      set_float_mode (float_modes[m]);
      drive_run (chain, in, m ? other : one, FRAMES, 480);
      set_float_mode (before);
      enh_chain_destroy (chain);
    }
  CHECK_SAMES (other, one, FRAMES, "with and without denormals");
  free (in);
  free (one);
  free (other);
}
#endif
