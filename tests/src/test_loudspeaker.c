/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A chain for a loudspeaker: no gain above 0 dB, whatever is set and fitted,
   and the howl guard stays on. */

#include "lib/check.h"
#include "lib/drive.h"
#include "lib/measure.h"

/* A filter of finite length ripples around the gain it was designed for. */
static const double ripple_db = 0.5;

/* Settings that ask for gain; "" ends a row. */
static const struct {
  const char *audiogram;
  struct {
    const char *name;
    double value;
  } set[4];
} loud[] = {
  { NULL, { { "volume", 30 } } },
  { NULL, { { "volume", 30 }, { "tone", 1 } } },
  { NULL, { { "volume", 30 }, { "tone", -1 } } },
  { NULL, { { "tone", 1 } } },
  { "N4", { { "volume", 0 } } },
  { "N7", { { "volume", 10 }, { "tone", 0.5 } } },
  { "S3", { { "volume", -20 } } },
  { "S3", { { "volume", -20 }, { "balance", -1 } } },
  { NULL, { { "mic_full_scale", 140 }, { "ear_full_scale", 80 } } },
  { "N5",
    { { "volume", 30 }, { "mic_full_scale", 80 }, { "ear_full_scale", 100 } } },
};
enum { LOUD = sizeof loud / sizeof *loud };

static void
set_loud (enh_chain *chain, size_t row)
{
  if (loud[row].audiogram)
    drive_audiogram (chain, loud[row].audiogram);
  for (size_t i = 0; i < 4 && loud[row].set[i].name; ++i)
    drive_set (chain, loud[row].set[i].name, loud[row].set[i].value);
}

/* So soft that nothing limits, and with the same level throughout. */
static double
gain_at (enh_chain *chain, double rate, double hz)
{
  const size_t frames = drive_frames (rate, 0.7);
  const size_t from = drive_frames (rate, 0.5);
  float *in = sig_buffer (frames);
  float *out = sig_buffer (frames);

  sig_add_tone (in, frames, rate, hz, 1e-4);
  drive_run (chain, in, out, frames, 256);
  const double gain
    = sig_to_db (sig_amplitude (out + from, frames - from, rate, hz) / 1e-4);
  free (in);
  free (out);
  return gain;
}

static void
check_tones (double rate, enh_delay delay, double compression)
{
  const drive_shape shape = { rate, 1, 1, delay, ENH_FOR_LOUDSPEAKER };

  for (size_t row = 0; row < LOUD; ++row)
    {
      enh_chain *chain = drive_create (&shape);
      drive_set (chain, "noise_reduction", 0);
      drive_set (chain, "clatter_guard", 0);
      drive_set (chain, "compression", compression);
      set_loud (chain, row);
      for (double hz = 150.0; hz < 0.42 * rate; hz *= 1.62)
        CHECK (gain_at (chain, rate, hz) <= ripple_db,
               "row %zu, %.0f Hz: %.2f dB, rate %g, delay %d", row, hz,
               gain_at (chain, rate, hz), rate, (int) delay);
      enh_chain_destroy (chain);
    }
}

CHECK_CASE (no_tone_gets_a_gain)
{
  check_tones (48000.0, ENH_DELAY_DEFAULT, 0.0);
  check_tones (16000.0, ENH_DELAY_LOW, 0.0);
  check_tones (48000.0, ENH_DELAY_LOWEST, 0.0);
}

CHECK_CASE (no_tone_gets_a_gain_by_compression)
{
  check_tones (48000.0, ENH_DELAY_DEFAULT, 100.0);
}

/* Speech with pauses, everything at its default but what asks for gain. */
CHECK_CASE (speech_gets_no_gain)
{
  const size_t frames = drive_frames (48000.0, 3.0);
  const size_t from = drive_frames (48000.0, 0.5);
  sig_random random = { check_seed () };
  float *in = sig_buffer (frames);
  float *out = sig_buffer (frames);

  sig_speech (&random, in, frames, 48000.0, 0.002);
  for (size_t row = 0; row < LOUD; ++row)
    {
      enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_LOUDSPEAKER);
      set_loud (chain, row);
      drive_run (chain, in, out, frames, 256);
      const double gain = sig_to_db (sig_rms (out + from, frames - from)
                                     / sig_rms (in + from, frames - from));
      CHECK (gain <= ripple_db, "row %zu: %.2f dB", row, gain);
      CHECK_INT (drive_meters (chain).gain_db[0] <= 0.0f, ==, 1, "row %zu",
                 row);
      enh_chain_destroy (chain);
    }
  free (in);
  free (out);
}

/* The same settings for an ear do give gain: the test can fail. */
CHECK_CASE (the_same_for_an_ear_does)
{
  for (size_t row = 0; row < 6; ++row)
    {
      enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_EAR);
      double most = 0.0;
      drive_set (chain, "noise_reduction", 0);
      drive_set (chain, "compression", 0);
      set_loud (chain, row);
      for (double hz = 250.0; hz < 9000.0; hz *= 2.0)
        most = fmax (most, gain_at (chain, 48000.0, hz));
      CHECK (most > 3.0, "row %zu: %.2f dB", row, most);
      enh_chain_destroy (chain);
    }
}

CHECK_CASE (what_takes_away_still_does)
{
  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_LOUDSPEAKER);

  drive_set (chain, "noise_reduction", 0);
  drive_set (chain, "compression", 0);
  drive_set (chain, "volume", -12);
  CHECK_NEAR (gain_at (chain, 48000.0, 1000.0), -12.0, 0.3, "volume");
  enh_chain_destroy (chain);
}

CHECK_CASE (it_starts_as_quietly)
{
  const size_t frames = drive_frames (48000.0, 0.1);
  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_LOUDSPEAKER);
  sig_random random = { check_seed () };
  float *sound = sig_buffer (frames);

  sig_white (&random, sound, frames, 0.1);
  drive_run (chain, sound, sound, frames, 64);
  for (size_t i = 0; i < frames; ++i)
    CHECK (sound[i] == 0.0f, "sample %zu: %g", i, (double) sound[i]);
  enh_chain_destroy (chain);
  free (sound);
}

CHECK_CASE (the_howl_guard_stays_on)
{
  const enh_param guard = enh_param_by_name ("howl_guard");
  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_LOUDSPEAKER);

  CHECK_INT (enh_chain_set (chain, guard, 0.0f), ==, ENH_ERR_RANGE, "off");
  CHECK_INT (enh_chain_get (chain, guard) == 1.0f, ==, 1, "it is on");
  CHECK_INT (enh_chain_set (chain, guard, 1.0f), ==, ENH_OK, "on");
  enh_chain_destroy (chain);
}
