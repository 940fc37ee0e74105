/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What the filter adds to a tone that was not there: nothing while its gains
   stand still, little while they move. */

#include "lib/check.h"
#include "lib/measure.h"
#include "lib/scratch.h"
#include "lib/spectrum.h"

enum { RATE = 48000, HOP = RATE / 500, FRAMES = 6 * RATE, FROM = 2 * RATE };

static const double full_scale = 105.0;

/* dB, by delay; -60 is what is aimed at. docs/dsp.md says why reduction stays
   over it: its gains follow noise, and a steady tone becomes noise to it. */
static const double compression_beside_noise[DRIVE_DELAYS]
  = { -60.0, -60.0, -60.0 };
static const double compression_beside_speech[DRIVE_DELAYS]
  = { -60.0, -60.0, -60.0 };
static const double all_beside_noise[DRIVE_DELAYS] = { -38.0, -34.0, -40.0 };
static const double all_beside_speech[DRIVE_DELAYS] = { -46.0, -42.0, -45.0 };

CHECK_CASE (a_steep_filter_at_rest_adds_nothing)
{
  /* 27 dB between 1 and 1.5 kHz, steeper than 30 dB an octave; tones on both
     sides and within. */
  static const double hz[]
    = { 217.0, 500.0, 997.0, 1234.0, 1414.0, 1733.0, 2003.0, 4001.0, 7919.0 };
  enum { LENGTH = RATE, LAST = RATE / 2 };
  float *x = sig_buffer (LENGTH);

  for (size_t d = 0; d < DRIVE_DELAYS; ++d)
    {
      double worst = -HUGE_VAL;
      for (size_t t = 0; t < sizeof hz / sizeof *hz; ++t)
        {
          enh_chain *chain = drive_mono (drive_delays[d], ENH_FOR_FILE);
          drive_transparent (chain);
          drive_audiogram (chain, "1000=0,1500=94");
          memset (x, 0, LENGTH * sizeof *x);
          sig_add_tone (x, LENGTH, RATE, hz[t],
                        sig_amplitude_of (60.0, full_scale));
          drive_run (chain, x, x, LENGTH, 480);
          enh_chain_destroy (chain);
          worst = fmax (
            worst, sig_to_db (sig_rest (x + LENGTH - LAST, LAST, RATE, hz[t])));
        }
      measure_say ("static splatter, steep filter", drive_delays[d], worst,
                   "dB");
      CHECK_REAL (worst, <=, -100.0, "delay %zu", d);
    }
  free (x);
}

/* Pink noise 10 dB below a tone of 65 dB SPL. */
static void
pink_below (float *out)
{
  sig_random random = { check_seed () };

  sig_pink (&random, out, FRAMES,
            sig_amplitude_of (55.0, full_scale) / sqrt (2.0));
}

/* What recorded speech has above 2.5 kHz, at 80 dB SPL. */
static void
loud_treble (float *out)
{
  enh_file_info info;
  uint32_t all;
  float *file = scratch_read (samples_path ("quiet-room.flac"), &info, &all);
  float *below = sig_buffer (FRAMES);
  const size_t start = drive_frames (RATE, 1.8);

  CHECK_REAL (info.sample_rate, ==, RATE, "rate");
  CHECK_INT (all, >, start + FRAMES, "length");
  memcpy (out, file + start, FRAMES * sizeof *out);
  memcpy (below, out, FRAMES * sizeof *out);
  sig_limit_band (below, FRAMES, 2500.0 / RATE);
  for (size_t i = 0; i < FRAMES; ++i)
    out[i] -= below[i];
  const double scale
    = sig_amplitude_of (80.0, full_scale) / sqrt (2.0) / sig_rms (out, FRAMES);
  for (size_t i = 0; i < FRAMES; ++i)
    out[i] = (float) (scale * (double) out[i]);
  free (below);
  free (file);
}

/* A steady tone of 1 kHz beside another sound; the tone alone goes through the
   filters that both make. Energy farther than 100 Hz from it, dB. */
static double
splatter (enh_delay delay, const char *off, void (*other) (float *))
{
  float *tone = sig_buffer (FRAMES);
  float *mixture = sig_buffer (FRAMES);
  float *out = sig_buffer (FRAMES);
  const measure_part part = { { tone, NULL }, { out, NULL } };
  const float *const in[2] = { mixture, NULL };

  sig_add_tone (tone, FRAMES, RATE, 1000.0,
                sig_amplitude_of (65.0, full_scale));
  other (mixture);
  for (size_t i = 0; i < FRAMES; ++i)
    mixture[i] += tone[i];
  mixture[0] = 1e-5f;
  enh_chain *chain = drive_mono (delay, ENH_FOR_FILE);
  if (off)
    drive_set (chain, off, 0.0);
  measure_shadows (chain, in, NULL, &part, 1, FRAMES);
  enh_chain_destroy (chain);
  const double db
    = measure_splatter_db (out + FROM, FRAMES - FROM, RATE, 1000.0, 100.0);
  free (tone);
  free (mixture);
  free (out);
  return db;
}

static void
expect_splatter (const char *what, const char *off, void (*other) (float *),
                 const double bar[DRIVE_DELAYS])
{
  for (size_t d = 0; d < DRIVE_DELAYS; ++d)
    {
      if (check_short () && d)
        continue;
      const double db = splatter (drive_delays[d], off, other);
      measure_say (what, drive_delays[d], db, "dB");
      CHECK_REAL (db, <=, bar[d], "%s, delay %zu", what, d);
    }
}

CHECK_CASE (compression_moved_by_noise_leaves_a_tone_clean)
{
  expect_splatter ("splatter, compression, pink noise", "noise_reduction",
                   pink_below, compression_beside_noise);
}

CHECK_CASE (compression_moved_by_speech_leaves_a_tone_clean)
{
  expect_splatter ("splatter, compression, loud treble", "noise_reduction",
                   loud_treble, compression_beside_speech);
}

CHECK_CASE (reduction_moved_by_noise_leaves_a_tone_nearly_clean)
{
  expect_splatter ("splatter, defaults, pink noise", NULL, pink_below,
                   all_beside_noise);
}

CHECK_CASE (reduction_moved_by_speech_leaves_a_tone_nearly_clean)
{
  expect_splatter ("splatter, defaults, loud treble", NULL, loud_treble,
                   all_beside_speech);
}
