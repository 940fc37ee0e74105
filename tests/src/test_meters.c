/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What the meters say is what happened. */

#include "lib/check.h"
#include "lib/drive.h"

enum { RATE = 48000 };

CHECK_CASE (a_new_chain_reads_silence)
{
  for (int purpose = 0; purpose < 2; ++purpose)
    {
      enh_chain *chain
        = drive_mono (ENH_DELAY_DEFAULT, purpose ? ENH_FOR_FILE : ENH_FOR_EAR);
      const enh_meters meters = drive_meters (chain);
      CHECK_REAL (meters.input_dbfs[0], ==, -200.0, "input");
      CHECK_REAL (meters.output_dbfs[0], ==, -200.0, "output");
      CHECK_REAL (meters.start_gain, ==, purpose, "start gain");
      CHECK_REAL (meters.dose_percent, ==, 0.0, "dose");
      CHECK_REAL (meters.dose_percent_per_hour, ==, 0.0, "dose an hour");
      CHECK_REAL (meters.dose_reduction_db, ==, 0.0, "taken for the dose");
      CHECK_INT (meters.howls, ==, 0, "howls");
      CHECK_REAL (meters.howl_hz, ==, 0.0, "howl's frequency");
      CHECK_REAL (meters.howl_reduction_db, ==, 0.0, "taken from howls");
      CHECK_INT (meters.frames + meters.repaired + meters.resets, ==, 0,
                 "counts");
      enh_chain_destroy (chain);
    }
}

CHECK_CASE (a_sine_reads_its_level_in_and_out)
{
  static const double levels[] = { -60.0, -20.0, -6.0, 0.0 };
  const drive_shape shape = { RATE, 2, 2, ENH_DELAY_DEFAULT, ENH_FOR_FILE };
  float *in[2] = { sig_buffer (RATE), sig_buffer (RATE) };
  float *out[2] = { sig_buffer (RATE), sig_buffer (RATE) };

  for (size_t l = 0; l < 4; ++l)
    {
      for (size_t k = 0; k < 2; ++k)
        memset (in[k], 0, RATE * sizeof *in[k]);
      /* A full-scale sine is 0 dBFS; the right side 10 dB lower. */
      sig_add_tone (in[0], RATE, RATE, 1000.0, pow (10.0, levels[l] / 20.0));
      sig_add_tone (in[1], RATE, RATE, 1000.0,
                    pow (10.0, (levels[l] - 10.0) / 20.0));
      enh_chain *chain = drive_create (&shape);
      drive_set (chain, "bypass", 1.0);
      const float *const from[2] = { in[0], in[1] };
      drive_run_ears (chain, from, out, RATE, 480);
      const enh_meters meters = drive_meters (chain);
      for (int k = 0; k < 2; ++k)
        {
          CHECK_NEAR (meters.input_dbfs[k], levels[l] - 10.0 * k, 0.1,
                      "input %d at %g dBFS", k, levels[l]);
          CHECK_NEAR (meters.output_dbfs[k], levels[l] - 10.0 * k, 0.1,
                      "output %d at %g dBFS", k, levels[l]);
        }
      CHECK_NEAR (meters.limiter_db, 0.0, 0.01, "limiter at %g dBFS",
                  levels[l]);
      CHECK_INT (meters.frames, ==, RATE, "frames");
      enh_chain_destroy (chain);
    }
  for (size_t k = 0; k < 2; ++k)
    {
      free (in[k]);
      free (out[k]);
    }
}

CHECK_CASE (levels_rise_in_10_ms_and_fall_in_300)
{
  float *sound = sig_buffer (RATE);
  float *out = sig_buffer (RATE);
  enh_chain *chain = drive_mono (ENH_DELAY_LOWEST, ENH_FOR_FILE);

  drive_set (chain, "bypass", 1.0);
  sig_add_tone (sound, RATE, RATE, 1000.0, 0.1);
  drive_run (chain, sound, out, 480, 480);
  /* One time constant of the mean square: 63 %, -2 dB; a hop to notice. */
  CHECK_NEAR (drive_meters (chain).input_dbfs[0], -22.0, 1.0, "after 10 ms");
  drive_run (chain, sound + 480, out, RATE - 480, 480);
  CHECK_NEAR (drive_meters (chain).input_dbfs[0], -20.0, 0.1, "after 1 s");
  /* Almost nothing, as exact silence would put the chain to rest. */
  for (int i = 0; i < RATE; ++i)
    sound[i] *= 1e-5f;
  drive_run (chain, sound, out, 14400, 480);
  CHECK_NEAR (drive_meters (chain).input_dbfs[0], -20.0 - 4.34, 1.0,
              "300 ms after");
  enh_chain_destroy (chain);
  free (sound);
  free (out);
}

CHECK_CASE (silence_reads_minus_200)
{
  float *sound = sig_buffer (RATE);
  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_FILE);

  sig_add_tone (sound, RATE, RATE, 1000.0, 0.1);
  drive_run (chain, sound, sound, RATE, 480);
  memset (sound, 0, RATE * sizeof *sound);
  drive_run (chain, sound, sound, RATE, 480);
  const enh_meters meters = drive_meters (chain);
  CHECK_REAL (meters.input_dbfs[0], ==, -200.0, "input");
  CHECK_REAL (meters.output_dbfs[0], ==, -200.0, "output");
  CHECK_NEAR (meters.limiter_db, 0.0, 1e-6, "limiter");
  enh_chain_destroy (chain);
  free (sound);
}

CHECK_CASE (gain_is_that_of_1_khz)
{
  float *sound = sig_buffer (RATE);
  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_FILE);

  drive_transparent (chain);
  drive_audiogram (chain, "N3");
  drive_set (chain, "volume", 3.0);
  sig_add_tone (sound, RATE, RATE, 1000.0, 0.001);
  drive_run (chain, sound, sound, RATE, 480);
  /* NAL-R of N3 at 1 kHz: 19.6 dB. */
  CHECK_NEAR (drive_meters (chain).gain_db[0], 22.6, 0.5, "N3 and volume 3");
  enh_chain_destroy (chain);
  free (sound);
}

CHECK_CASE (the_limiter_reads_what_it_takes)
{
  float *sound = sig_buffer (RATE);
  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_EAR);

  drive_set (chain, "ceiling", 95.0);
  drive_set (chain, "bypass", 1.0);
  /* 8 dB over the ceiling at -14. */
  sig_add_tone (sound, RATE, RATE, 1000.0, pow (10.0, -6.0 / 20.0));
  drive_run (chain, sound, sound, RATE, 480);
  CHECK_NEAR (drive_meters (chain).limiter_db, 8.0, 1.5, "8 dB over");
  enh_chain_destroy (chain);
  free (sound);
}

/* Speech so far over the ceiling, for so long, or not at all; what the meter then
   reads. */
static double
ceiling_takes (double level, double ceiling, const char *spec, double seconds)
{
  sig_random random = { 1 };
  const size_t frames = drive_frames (RATE, seconds);
  float *sound = sig_buffer (frames);
  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_EAR);

  drive_set (chain, "ceiling", ceiling);
  if (spec)
    drive_audiogram (chain, spec);
  sig_speech (&random, sound, frames, RATE,
              sig_amplitude_of (level, 109.0) / sqrt (2.0));
  drive_run (chain, sound, sound, frames, 480);
  const double taken = drive_meters (chain).ceiling_db;
  memset (sound, 0, frames * sizeof *sound);
  for (int i = 0; i < 4; ++i)
    drive_run (chain, sound, sound, frames, 480);
  CHECK_REAL (drive_meters (chain).ceiling_db, ==, 0.0, "silence");
  enh_chain_destroy (chain);
  free (sound);
  return taken;
}

CHECK_CASE (speech_that_the_ceiling_holds_down_is_told)
{
  CHECK_REAL (ceiling_takes (65.0, 100.0, NULL, 6.0), <, 0.2, "free");
  CHECK_REAL (ceiling_takes (80.0, 100.0, NULL, 6.0), <, 1.5, "hardly held");
  CHECK_REAL (ceiling_takes (80.0, 70.0, NULL, 6.0), >, 3.0, "held");
  CHECK_REAL (ceiling_takes (75.0, 85.0, "N4", 6.0), >, 3.0, "by the bands");
  /* One word is none of it. */
  CHECK_REAL (ceiling_takes (80.0, 70.0, NULL, 0.7), <, 3.0, "for a word");
}

CHECK_CASE (noise_and_its_reduction_are_read)
{
  enum { FRAMES = 4 * RATE };
  sig_random random = { check_seed () };
  float *sound = sig_buffer (FRAMES);
  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_FILE);

  drive_transparent (chain);
  drive_set (chain, "noise_reduction", 100.0);
  /* -41 dBFS by AES17, of 105 dB SPL: 64. */
  sig_white (&random, sound, FRAMES, 0.0063);
  drive_run (chain, sound, sound, FRAMES, 480);
  const enh_meters meters = drive_meters (chain);
  CHECK_NEAR (meters.noise_db, 64.0, 3.0, "noise, dB SPL");
  CHECK_NEAR (meters.reduction_db, meters.input_dbfs[0] - meters.output_dbfs[0],
              3.0, "reduction, dB, beside input less output");
  CHECK_REAL (meters.reduction_db, >, 8.0, "reduction at 100 %%");
  enh_chain_destroy (chain);
  free (sound);
}

CHECK_CASE (the_clatter_guard_reads_what_it_takes)
{
  enum { FRAMES = 4 * RATE, BLOCK = 96 };
  sig_random random = { check_seed () };
  float *sound = sig_buffer (FRAMES);
  double most[2] = { 0.0, 0.0 };

  for (int guard = 0; guard < 2; ++guard)
    {
      enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_FILE);
      drive_set (chain, "clatter_guard", guard);
      sig_white (&random, sound, FRAMES, 0.005);
      /* A dish: 30 dB over the sound around it. */
      for (size_t i = 0; i < 480; ++i)
        sound[3 * RATE + i]
          += (float) (0.5 * exp (-(double) i / 100.0) * sig_uniform (&random));
      for (size_t i = 0; i < FRAMES; i += BLOCK)
        {
          drive_run (chain, sound + i, sound + i, BLOCK, BLOCK);
          const double now = drive_meters (chain).clatter_db;
          CHECK_REAL (now, >=, 0.0, "clatter meter");
          most[guard] = now > most[guard] ? now : most[guard];
        }
      enh_chain_destroy (chain);
    }
  CHECK_REAL (most[0], ==, 0.0, "guard off");
  CHECK_REAL (most[1], >, 6.0, "guard on");
  free (sound);
}

CHECK_CASE (only_the_bytes_that_size_tells_are_written)
{
  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_FILE);
  static const size_t sizes[]
    = { sizeof (size_t), offsetof (enh_meters, noise_db),
        offsetof (enh_meters, start_gain), sizeof (enh_meters) };

  for (size_t s = 0; s < sizeof sizes / sizeof *sizes; ++s)
    {
      union {
        enh_meters meters;
        unsigned char bytes[sizeof (enh_meters)];
      } room;
      memset (&room, 0xa5, sizeof room);
      room.meters.size = sizes[s];
      enh_chain_meters (chain, &room.meters);
      for (size_t b = sizes[s]; b < sizeof room; ++b)
        CHECK_INT (room.bytes[b], ==, 0xa5, "size %zu, byte %zu", sizes[s], b);
      if (sizes[s] > offsetof (enh_meters, output_dbfs))
        CHECK_REAL (room.meters.input_dbfs[0], ==, -200.0, "size %zu",
                    sizes[s]);
    }
  /* A program built against a later header has a longer one. */
  struct {
    enh_meters meters;
    unsigned char later[64];
  } longer;
  memset (&longer, 0xa5, sizeof longer);
  longer.meters.size = sizeof longer;
  enh_chain_meters (chain, &longer.meters);
  for (size_t b = 0; b < sizeof longer.later; ++b)
    CHECK_INT (longer.later[b], ==, 0xa5, "beyond what the library knows");
  CHECK_REAL (longer.meters.input_dbfs[0], ==, -200.0, "longer");
  enh_chain_destroy (chain);
}
