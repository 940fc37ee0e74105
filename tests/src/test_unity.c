/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* With nothing to do, nothing is done: output equals input delayed, bit for
   bit, in bypass and with every change of the sound off. */

#include "lib/check.h"
#include "lib/drive.h"

enum { MUSIC_NOISE, MUSIC_TONE, MUSIC_SPEECH, MUSIC };

/* Sound whose curve between the samples stays below `peak` too, so that the
   limiter has no cause to move. */
static void
fill (sig_random *random, float *in, size_t frames, double rate, int music,
      double peak)
{
  switch (music)
    {
    case MUSIC_NOISE:
      /* Gaussian: five deviations. */
      sig_white (random, in, frames, peak / 6.0);
      break;
    case MUSIC_TONE:
      sig_add_tone (in, frames, rate, 997.0, peak * 0.89);
      break;
    default:
      sig_speech (random, in, frames, rate, 0.1);
      const double scale = 0.5 * peak / sig_peak (in, frames);
      for (size_t i = 0; i < frames; ++i)
        in[i] = (float) (in[i] * scale);
    }
}

/* `skip` frames of the output are not looked at: settings ramp, ears open. */
static void
expect_delayed_copy (enh_chain *chain, const drive_shape *shape, int music,
                     double peak, sig_random *random, const char *what)
{
  const size_t frames = drive_frames (shape->rate, 1.2);
  const size_t skip
    = shape->purpose == ENH_FOR_EAR ? drive_frames (shape->rate, 0.45) : 0;
  const uint32_t latency = enh_chain_latency (chain);
  float *in[2] = { sig_buffer (frames), sig_buffer (frames) };
  float *out[2] = { sig_buffer (frames), sig_buffer (frames) };
  float *wanted = sig_buffer (frames);

  for (size_t k = 0; k < 2; ++k)
    fill (random, in[k], frames, shape->rate, music, peak);
  const float *const from[2] = { in[0], shape->inputs == 2 ? in[1] : NULL };
  float *const to[2] = { out[0], shape->outputs == 2 ? out[1] : NULL };
  drive_chop (chain, from, to, frames, 1000, random);
  for (uint32_t ear = 0; ear < shape->outputs; ++ear)
    {
      memset (wanted, 0, frames * sizeof *wanted);
      memcpy (wanted + latency, in[shape->inputs == 2 ? ear : 0],
              (frames - latency) * sizeof *wanted);
      CHECK_SAMES (out[ear] + skip, wanted + skip, frames - skip,
                   "%s, %g Hz, %u to %u, delay %d, music %d, ear %u", what,
                   shape->rate, shape->inputs, shape->outputs,
                   (int) shape->delay, music, ear);
    }
  for (size_t k = 0; k < 2; ++k)
    {
      free (in[k]);
      free (out[k]);
    }
  free (wanted);
}

static void
sweep (enh_purpose purpose, double peak, int bypass)
{
  static const double rates[] = { 16000.0, 44100.0, 48000.0, 96000.0 };
  sig_random random = { check_seed () };

  for (size_t r = 0; r < 4; ++r)
    for (size_t l = 0; l < DRIVE_LAYOUTS; ++l)
      for (size_t d = 0; d < DRIVE_DELAYS; ++d)
        {
          const drive_shape shape = { rates[r], drive_layouts[l][0],
                                      drive_layouts[l][1], drive_delays[d],
                                      purpose };
          if ((check_short () && (r + l + d) % 4)
              || (r != 2 && (l + d + r) % 3))
            continue;
          for (int music = 0; music < MUSIC; ++music)
            {
              enh_chain *chain = drive_create (&shape);
              if (bypass)
                drive_set (chain, "bypass", 1.0);
              else
                drive_transparent (chain);
              expect_delayed_copy (chain, &shape, music, peak, &random,
                                   bypass ? "bypass" : "all off");
              enh_chain_destroy (chain);
            }
        }
}

CHECK_CASE (bypass_for_files_is_a_delayed_copy_up_to_full_scale)
{
  sweep (ENH_FOR_FILE, 1.0, 1);
}

CHECK_CASE (all_off_for_files_is_a_delayed_copy_up_to_full_scale)
{
  sweep (ENH_FOR_FILE, 1.0, 0);
}

CHECK_CASE (bypass_for_the_ear_is_a_delayed_copy_below_the_ceiling)
{
  /* -15 dBFS of a ceiling at -14. */
  sweep (ENH_FOR_EAR, pow (10.0, -15.0 / 20.0), 1);
}

CHECK_CASE (all_off_for_the_ear_is_a_delayed_copy_below_the_ceiling)
{
  sweep (ENH_FOR_EAR, pow (10.0, -15.0 / 20.0), 0);
}

CHECK_CASE (bypass_passes_over_an_audiogram)
{
  sig_random random = { check_seed () };
  const drive_shape shape = { 48000.0, 1, 2, ENH_DELAY_DEFAULT, ENH_FOR_FILE };
  enh_chain *chain = drive_create (&shape);

  drive_audiogram (chain, "N4");
  drive_set (chain, "volume", 12.0);
  drive_set (chain, "tone", 1.0);
  drive_set (chain, "balance", 0.5);
  drive_set (chain, "noise_reduction", 100.0);
  drive_set (chain, "bypass", 1.0);
  expect_delayed_copy (chain, &shape, MUSIC_SPEECH, 1.0, &random,
                       "bypass over a fitting");
  enh_chain_destroy (chain);
}

CHECK_CASE (settings_taken_back_leave_no_trace)
{
  /* A second of work, all off, a moment for the ramps: a copy again. */
  enum { FRAMES = 96000, SETTLE = 48000 };
  sig_random random = { check_seed () };
  float *in = sig_buffer (FRAMES);
  float *out = sig_buffer (FRAMES);

  for (size_t d = 0; d < DRIVE_DELAYS; ++d)
    for (int bypass = 0; bypass < 2; ++bypass)
      {
        enh_chain *chain = drive_mono (drive_delays[d], ENH_FOR_FILE);
        const uint32_t latency = enh_chain_latency (chain);
        sig_speech (&random, in, FRAMES, 48000.0, 0.03);
        drive_audiogram (chain, "N3");
        drive_set (chain, "noise_reduction", 100.0);
        drive_run (chain, in, out, FRAMES, 480);
        CHECK_INT (enh_chain_set_audiogram (chain, NULL), ==, ENH_OK,
                   "no fitting");
        if (bypass)
          drive_set (chain, "bypass", 1.0);
        else
          drive_transparent (chain);
        drive_run (chain, in, out, FRAMES, 480);
        CHECK_SAMES (out + SETTLE, in + SETTLE - latency, FRAMES - SETTLE,
                     "%s after work, delay %zu", bypass ? "bypass" : "all off",
                     d);
        enh_chain_destroy (chain);
      }
  free (in);
  free (out);
}

CHECK_CASE (one_microphone_gives_two_equal_ears)
{
  enum { FRAMES = 48000 };
  const drive_shape shape = { 48000.0, 1, 2, ENH_DELAY_DEFAULT, ENH_FOR_EAR };
  sig_random random = { check_seed () };
  float *in = sig_buffer (FRAMES);
  float *left = sig_buffer (FRAMES);
  float *right = sig_buffer (FRAMES);

  sig_speech (&random, in, FRAMES, 48000.0, 0.05);
  for (int fitted = 0; fitted < 2; ++fitted)
    {
      enh_chain *chain = drive_create (&shape);
      if (fitted)
        drive_audiogram (chain, "N3");
      const float *const from[2] = { in, NULL };
      float *const to[2] = { left, right };
      drive_run_ears (chain, from, to, FRAMES, 480);
      CHECK_SAMES (left, right, FRAMES, fitted ? "N3" : "no audiogram");
      CHECK_REAL (sig_peak (left, FRAMES), >, 0.01, "sound came out");
      enh_chain_destroy (chain);
    }
  free (in);
  free (left);
  free (right);
}

CHECK_CASE (stereo_of_two_equal_sides_equals_mono)
{
  enum { FRAMES = 48000 };
  const drive_shape stereo = { 48000.0, 2, 2, ENH_DELAY_DEFAULT, ENH_FOR_FILE };
  sig_random random = { check_seed () };
  float *in = sig_buffer (FRAMES);
  float *left = sig_buffer (FRAMES);
  float *right = sig_buffer (FRAMES);
  float *mono = sig_buffer (FRAMES);

  sig_speech (&random, in, FRAMES, 48000.0, 0.05);
  enh_chain *chain = drive_create (&stereo);
  const float *const from[2] = { in, in };
  float *const to[2] = { left, right };
  drive_run_ears (chain, from, to, FRAMES, 480);
  enh_chain_destroy (chain);
  chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_FILE);
  drive_run (chain, in, mono, FRAMES, 480);
  enh_chain_destroy (chain);
  for (size_t i = 0; i < FRAMES; ++i)
    {
      CHECK_NEAR (left[i], mono[i], 1e-5, "left, frame %zu", i);
      CHECK_NEAR (right[i], mono[i], 1e-5, "right, frame %zu", i);
    }
  free (in);
  free (left);
  free (right);
  free (mono);
}
