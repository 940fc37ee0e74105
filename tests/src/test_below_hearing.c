/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What nobody hears moves nothing: an offset, infrasound, hum, the rumble of wind
   and of a hand on the microphone. Levels in dB SPL, full scale 109. */

#include "lib/check.h"
#include "lib/drive.h"

enum { RATE = 48000, FRAMES = 9 * RATE, FROM = 3 * RATE, LATENCY = 144 };

#define PI 3.14159265358979323846

/* How far any of them may move the level of speech, dB. */
static const double most_moved_db = 1.5;

enum { NOTHING, OFFSET, INFRASOUND, TWENTY, HUM, WIND, HANDLING, SOUNDS };

static const char *const name[SOUNDS]
  = { "nothing",   "offset of 2 %", "8 Hz, 95 dB SPL", "20 Hz, 85",
      "50 Hz, 75", "wind, 88",      "handling, 95" };

static void
add (int kind, float *sound)
{
  sig_random random = { 11 };
  double slow = 0.0, gust = 0.0;

  for (size_t i = 0; i < FRAMES; ++i)
    {
      const double t = (double) i / RATE;
      const double thump = fmod (t, 0.7);
      double x = 0.0;
      switch (kind)
        {
        case OFFSET:
          x = 0.02;
          break;
        case INFRASOUND:
          x = sig_amplitude_of (95.0, 109.0) * sin (2.0 * PI * 8.0 * t);
          break;
        case TWENTY:
          x = sig_amplitude_of (85.0, 109.0) * sin (2.0 * PI * 20.0 * t);
          break;
        case HUM:
          x = sig_amplitude_of (75.0, 109.0) * sin (2.0 * PI * 50.0 * t);
          break;
        case WIND:
          /* Falls by 12 dB an octave from 20 Hz on, in gusts. */
          slow += 2.0 * PI * 20.0 / RATE * (sig_gauss (&random) - slow);
          gust += 2.0 * PI * 20.0 / RATE * (slow - gust);
          x = 28.0 * sig_amplitude_of (88.0, 109.0) * gust
              * (1.0 + 0.6 * sin (2.0 * PI * 0.4 * t));
          break;
        case HANDLING:
          x = sig_amplitude_of (95.0, 109.0) * exp (-thump / 0.03)
              * sin (2.0 * PI * 35.0 * thump);
          break;
        default:
          break;
        }
      sound[i] += (float) x;
    }
}

/* Everything under 300 Hz away: the wave's difference twice, and smoothed. */
static void
high_pass (float *sound)
{
  const double keep = exp (-2.0 * PI * 300.0 / RATE);

  for (int pass = 0; pass < 4; ++pass)
    {
      double low = 0.0;
      for (size_t i = 0; i < FRAMES; ++i)
        {
          low += (1.0 - keep) * ((double) sound[i] - low);
          sound[i] -= (float) low;
        }
    }
}

/* Level of speech at the ear over what it is, and of what is under 25 Hz. */
static double
gain_of_speech (int kind, double reduction, double *low_db)
{
  sig_random random = { 5 };
  float *speech = sig_buffer (FRAMES);
  float *sound = sig_buffer (FRAMES);
  float *room = sig_buffer (FRAMES);
  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_EAR);

  drive_set (chain, "noise_reduction", reduction);
  sig_speech (&random, speech, FRAMES, RATE,
              sig_amplitude_of (65.0, 109.0) / sqrt (2.0));
  sig_white (&random, room, FRAMES, sig_amplitude_of (25.0, 109.0));
  for (size_t i = 0; i < FRAMES; ++i)
    sound[i] = speech[i] + room[i];
  add (kind, sound);
  drive_run (chain, sound, sound, FRAMES, 480);
  double low = 0.0, power = 0.0;
  for (size_t i = FROM; i < FRAMES; ++i)
    {
      low += 2.0 * PI * 10.0 / RATE * ((double) sound[i] - low);
      if (i >= FROM + RATE)
        power += low * low;
    }
  *low_db = 10.0 * log10 (2.0 * power / (FRAMES - FROM - RATE) + 1e-20) + 109.0;
  high_pass (speech);
  high_pass (sound);
  const double gain = sig_to_db (sig_projection (
    sound + FROM + LATENCY, speech + FROM, FRAMES - FROM - LATENCY));
  enh_chain_destroy (chain);
  free (speech);
  free (sound);
  free (room);
  return gain;
}

CHECK_CASE (speech_keeps_its_level)
{
  static const double reductions[] = { 50.0, 100.0, 0.0 };

  for (size_t r = 0; r < 3; ++r)
    {
      double low;
      const double alone = gain_of_speech (NOTHING, reductions[r], &low);
      for (int kind = OFFSET; kind < SOUNDS; ++kind)
        {
          const double moved
            = gain_of_speech (kind, reductions[r], &low) - alone;
          print_message ("# %s, reduction %g %%: speech moves by %.2f dB\n",
                         name[kind], reductions[r], moved);
          CHECK_NEAR (moved, 0.0, most_moved_db, "%s, reduction %g %%",
                      name[kind], reductions[r]);
        }
      if (check_short ())
        break;
    }
}

/* An offset of 2 % is 78 dB SPL: what is left is 30 dB less. */
CHECK_CASE (what_is_below_hearing_does_not_reach_the_ear)
{
  double low[2];

  gain_of_speech (OFFSET, 50.0, &low[0]);
  CHECK_REAL (low[0], <, 48.0, "offset, dB SPL");
  gain_of_speech (INFRASOUND, 50.0, &low[1]);
  CHECK_REAL (low[1], <, 95.0 - 15.0, "8 Hz, dB SPL");
}

/* Under the ceiling is room for what is heard alone. */
CHECK_CASE (an_offset_takes_no_room_from_the_limiter)
{
  float *sound = sig_buffer (FRAMES);
  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_EAR);

  drive_transparent (chain);
  drive_set (chain, "noise_reduction", 1.0);
  drive_set (chain, "ceiling", 80.0);
  sig_add_tone (sound, FRAMES, RATE, 1000.0, sig_amplitude_of (79.0, 109.0));
  for (size_t i = 0; i < FRAMES; ++i)
    sound[i] += 0.03f;
  drive_run (chain, sound, sound, FRAMES, 480);
  CHECK_NEAR (
    sig_to_db (sig_amplitude (sound + FROM, FRAMES - FROM, RATE, 1000.0)
               / sig_amplitude_of (79.0, 109.0)),
    0.0, 0.25, "tone, dB");
  enh_chain_destroy (chain);
  free (sound);
}

/* Where nothing lies below hearing, nothing is touched; after it, neither. */
CHECK_CASE (sound_without_it_stays_as_it_is)
{
  sig_random random = { check_seed () };
  float *sound = sig_buffer (FRAMES);
  float *out = sig_buffer (FRAMES);

  for (int speech = 0; speech < 3; ++speech)
    {
      enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_FILE);
      drive_transparent (chain);
      if (speech == 2)
        {
          for (size_t i = 0; i < FRAMES; ++i)
            sound[i] = 0.02f;
          drive_run (chain, sound, out, FRAMES, 480);
        }
      memset (sound, 0, FRAMES * sizeof *sound);
      if (speech)
        sig_speech (&random, sound, FRAMES, RATE, 0.02);
      else
        {
          sig_white (&random, sound, FRAMES, 0.05);
          sig_add_tone (sound, FRAMES, RATE, 40.0, 0.1);
        }
      drive_run (chain, sound, out, FRAMES, 480);
      const size_t from = speech == 2 ? 4 * RATE : 0;
      CHECK_SAMES (out + from + LATENCY, sound + from, FRAMES - from - LATENCY,
                   "sound %d", speech);
      enh_chain_destroy (chain);
    }
  free (sound);
  free (out);
}
