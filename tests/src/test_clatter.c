/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The clatter guard by itself: dishes go down, speech does not. Full scale
   stands for 105 dB SPL. */

#include "lib/check.h"
#include "lib/drive.h"

#include "stages/clatter.h"

enum { RATE = 48000, FRAMES = 6 * RATE };

static const float full_scale = 105.0f;

/* Speech of 74 dB SPL, its peaks near 90, that ends at `end`. */
static float *
speech_until (size_t end)
{
  sig_random random = { check_seed () };
  float *speech = sig_buffer (FRAMES);

  sig_speech (&random, speech, end, RATE, 0.02);
  return speech;
}

/* A dish: 3 kHz, dying away with 5 ms. */
static void
add_dish (float *sound, size_t at, double peak)
{
  for (size_t i = 0; i < RATE / 20; ++i)
    sound[at + i]
      += (float) (peak * exp (-(double) i / (0.005 * RATE))
                  * sin (6.283185307179586 * 3000.0 * (double) i / RATE));
}

static float *
guarded (const float *sound)
{
  float *out = sig_buffer (FRAMES);
  enh__clatter clatter;

  memcpy (out, sound, FRAMES * sizeof *out);
  memset (&clatter, 0, sizeof clatter);
  enh__clatter_init (&clatter, RATE);
  enh__clatter_reset (&clatter, full_scale);
  for (size_t done = 0; done < FRAMES; done += 480)
    {
      float *const channels[1] = { out + done };
      enh__clatter_process (&clatter, channels, 1, 480, full_scale, 1);
    }
  return out;
}

static double
peak_change_db (const float *out, const float *in, size_t at, size_t count)
{
  return sig_to_db (sig_peak (out + at, count) / sig_peak (in + at, count));
}

CHECK_CASE (speech_passes)
{
  float *speech = speech_until (FRAMES);
  float *out = guarded (speech);
  size_t cut = 0;

  for (size_t i = 0; i < FRAMES; ++i)
    cut += fabs ((double) out[i]) < 0.7079 * fabs ((double) speech[i]);
  const double share = 100.0 * (double) cut / FRAMES;
  const double change
    = sig_to_db (sig_rms (out, FRAMES) / sig_rms (speech, FRAMES));
  print_message ("# speech: %.2f dB, %.2f %% of samples down by 3 dB\n", change,
                 share);
  CHECK_NEAR (change, 0.0, 0.2, "level");
  CHECK_REAL (share, <=, 1.2, "percent of samples down by more than 3 dB");
  free (speech);
  free (out);
}

CHECK_CASE (dishes_over_speech_go_down)
{
  enum { DISHES = 2, FIRST = 3 * RATE, APART = RATE / 10 };
  float *sound = speech_until (FRAMES);

  /* One tenth of a second apart: after the first the guard takes less from the
     second, but still takes. */
  for (size_t k = 0; k < DISHES; ++k)
    add_dish (sound, FIRST + k * APART, 4.0 * sig_peak (sound, FIRST));
  float *out = guarded (sound);
  for (size_t k = 0; k < DISHES; ++k)
    {
      const double db
        = peak_change_db (out, sound, FIRST + k * APART, RATE / 100);
      print_message ("# dish %zu: %.1f dB\n", k + 1, db);
      CHECK_REAL (db, <, k ? -4.0 : -8.0, "dish %zu", k + 1);
    }
  free (sound);
  free (out);
}

CHECK_CASE (sound_after_a_dish_is_back_after_200_ms)
{
  enum { AT = RATE };
  float *sound = sig_buffer (FRAMES);

  sig_add_tone (sound, FRAMES, RATE, 500.0, 0.02);
  add_dish (sound, AT, 0.9);
  float *out = guarded (sound);
  CHECK_REAL (peak_change_db (out, sound, AT, RATE / 100), <, -6.0, "the dish");
  CHECK_NEAR (peak_change_db (out, sound, AT + RATE / 5, RATE / 100), 0.0, 0.5,
              "the tone, 200 ms later");
  CHECK_REAL (peak_change_db (out, sound, AT + RATE / 20, RATE / 500), <, -1.0,
              "the tone, 50 ms later: no click");
  free (sound);
  free (out);
}

CHECK_CASE (a_word_after_a_pause_of_a_second_is_not_cut)
{
  enum { END = 3 * RATE, AGAIN = 4 * RATE };
  float *sound = speech_until (END);

  memcpy (sound + AGAIN, sound, RATE * sizeof *sound);
  float *out = guarded (sound);
  CHECK_NEAR (sig_to_db (sig_rms (out + AGAIN, RATE / 4)
                         / sig_rms (sound + AGAIN, RATE / 4)),
              /* Of 250 voices the worst loses 1.1 dB. */
              0.0, 1.5, "the first word");
  free (sound);
  free (out);
}

CHECK_CASE (soft_sounds_are_no_clatter)
{
  /* A tap that peaks at 78 dB SPL, after seconds of nothing. */
  enum { AT = 5 * RATE };
  float *sound = sig_buffer (FRAMES);

  add_dish (sound, AT, sig_amplitude_of (78.0, (double) full_scale));
  float *out = guarded (sound);
  CHECK_SAMES (out, sound, FRAMES, "untouched");
  free (sound);
  free (out);
}
