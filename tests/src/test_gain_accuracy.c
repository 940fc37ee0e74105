/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The gain that sine tones get is the gain that was prescribed or set. */

#include "lib/check.h"
#include "lib/drive.h"

enum { TONES = 9 };

static const double tone_hz[TONES]
  = { 250, 500, 750, 1000, 1500, 2000, 3000, 4000, 6000 };

/* NAL-R by its formula, from the published thresholds at the tones above:
   0.15 (H500 + H1k + H2k) / 3 + 0.31 H + k, + 0.2 (3FA - 60) above 60. */
static double
nal_r (const double h[TONES], size_t tone)
{
  static const double k[TONES] = { -17, -8, -3, 1, 1, -1, -2, -2, -2 };
  const double average = (h[1] + h[3] + h[5]) / 3.0;
  const double gain = 0.15 * average + 0.31 * h[tone] + k[tone]
                      + (average > 60.0 ? 0.2 * (average - 60.0) : 0.0);

  return gain > 0.0 ? gain : 0.0;
}

static const struct {
  const char *name;
  double tolerance_db;
  double db_hl[TONES];
} fitting[] = {
  { "N1", 0.5, { 10, 10, 10, 10, 10, 15, 20, 30, 40 } },
  { "N2", 0.5, { 20, 20, 22.5, 25, 30, 35, 40, 45, 50 } },
  { "N3", 0.5, { 35, 35, 35, 40, 45, 50, 55, 60, 65 } },
  { "N4", 0.5, { 55, 55, 55, 55, 60, 65, 70, 75, 80 } },
  { "N5", 0.5, { 65, 70, 72.5, 75, 80, 80, 80, 80, 80 } },
  { "S1", 1.0, { 10, 10, 10, 10, 10, 15, 30, 55, 70 } },
  { "S2", 1.0, { 20, 20, 22.5, 25, 35, 55, 75, 95, 95 } },
  { "S3", 1.0, { 30, 35, 47.5, 60, 70, 75, 80, 80, 85 } },
};

/* Nothing but the fixed gain. */
static void
make_linear (enh_chain *chain)
{
  drive_transparent (chain);
  drive_set (chain, "ceiling", 105.0);
}

/* Gain of each tone, all sent at once: with compression off the chain is
   linear. Measured over the last 0.5 s of 1 s. */
static void
measure (enh_chain *chain, const drive_shape *shape, const double *hz,
         size_t count, double spl, double gain_db[][2])
{
  const size_t frames = drive_frames (shape->rate, 1.0);
  const size_t from_frame = frames / 2;
  const uint32_t latency = enh_chain_latency (chain);
  float *in = sig_buffer (frames);
  float *out[2] = { sig_buffer (frames), sig_buffer (frames) };

  for (size_t t = 0; t < count; ++t)
    sig_add_tone (in, frames, shape->rate, hz[t],
                  sig_amplitude_of (spl, drive_get (chain, "mic_full_scale")));
  const float *const from[2] = { in, shape->inputs == 2 ? in : NULL };
  float *const to[2] = { out[0], shape->outputs == 2 ? out[1] : NULL };
  drive_run_ears (chain, from, to, frames, 512);
  for (uint32_t ear = 0; ear < shape->outputs; ++ear)
    for (size_t t = 0; t < count; ++t)
      gain_db[t][ear]
        = sig_to_db (sig_amplitude (out[ear] + from_frame, frames - from_frame,
                                    shape->rate, hz[t])
                     / sig_amplitude (in + from_frame - latency,
                                      frames - from_frame, shape->rate, hz[t]));
  free (in);
  free (out[0]);
  free (out[1]);
}

static void
check_fittings (double rate, enh_delay delay)
{
  const drive_shape shape = { rate, 1, 1, delay, ENH_FOR_FILE };

  for (size_t f = 0; f < sizeof fitting / sizeof *fitting; ++f)
    {
      double gain[TONES][2];
      size_t count = 0;
      while (count < TONES && tone_hz[count] < 0.42 * rate)
        ++count;
      enh_chain *chain = drive_create (&shape);
      make_linear (chain);
      drive_audiogram (chain, fitting[f].name);
      measure (chain, &shape, tone_hz, count, 45.0, gain);
      enh_chain_destroy (chain);
      for (size_t t = 0; t < count; ++t)
        CHECK_NEAR (gain[t][0], nal_r (fitting[f].db_hl, t),
                    fitting[f].tolerance_db, "%s, %g Hz, rate %g, delay %d",
                    fitting[f].name, tone_hz[t], rate, (int) delay);
    }
}

CHECK_CASE (a_share_of_the_prescription_is_that_share_of_the_gain)
{
  static const double shares[] = { 0.0, 50.0, 85.0, 150.0 };
  static const drive_shape shape
    = { 48000.0, 1, 1, ENH_DELAY_DEFAULT, ENH_FOR_FILE };
  enum { N3 = 2 };

  for (size_t s = 0; s < sizeof shares / sizeof *shares; ++s)
    {
      double gain[TONES][2];
      enh_chain *chain = drive_create (&shape);
      make_linear (chain);
      drive_audiogram (chain, fitting[N3].name);
      drive_set (chain, "prescription", shares[s]);
      measure (chain, &shape, tone_hz, TONES, 45.0, gain);
      enh_chain_destroy (chain);
      for (size_t t = 0; t < TONES; ++t)
        CHECK_NEAR (gain[t][0], 0.01 * shares[s] * nal_r (fitting[N3].db_hl, t),
                    0.6, "%g %%, %g Hz", shares[s], tone_hz[t]);
    }
}

CHECK_CASE (fittings_give_nal_r_at_48_khz)
{
  for (size_t d = 0; d < DRIVE_DELAYS; ++d)
    check_fittings (48000.0, drive_delays[d]);
}

CHECK_CASE (fittings_give_nal_r_at_44100_hz)
{
  check_fittings (44100.0, ENH_DELAY_DEFAULT);
}

CHECK_CASE (fittings_give_nal_r_at_16_khz)
{
  check_fittings (16000.0, ENH_DELAY_DEFAULT);
}

CHECK_CASE (fittings_give_nal_r_at_96_khz)
{
  check_fittings (96000.0, ENH_DELAY_LOW);
}

CHECK_CASE (each_ear_gets_its_own_fitting)
{
  static const uint32_t layouts[2][2] = { { 1, 2 }, { 2, 2 } };

  for (size_t l = 0; l < 2; ++l)
    {
      const drive_shape shape = { 48000.0, layouts[l][0], layouts[l][1],
                                  ENH_DELAY_DEFAULT, ENH_FOR_FILE };
      double gain[TONES][2];
      enh_chain *chain = drive_create (&shape);
      make_linear (chain);
      drive_audiogram (chain, "L:N2;R:S3");
      measure (chain, &shape, tone_hz, TONES, 45.0, gain);
      enh_chain_destroy (chain);
      for (size_t t = 0; t < TONES; ++t)
        {
          CHECK_NEAR (gain[t][0], nal_r (fitting[1].db_hl, t), 0.5,
                      "left N2, %g Hz", tone_hz[t]);
          CHECK_NEAR (gain[t][1], nal_r (fitting[7].db_hl, t), 1.0,
                      "right S3, %g Hz", tone_hz[t]);
        }
    }
}

CHECK_CASE (a_fitting_can_be_changed_and_removed)
{
  const drive_shape shape = { 48000.0, 1, 1, ENH_DELAY_DEFAULT, ENH_FOR_FILE };
  double gain[TONES][2];
  enh_chain *chain = drive_create (&shape);

  make_linear (chain);
  drive_audiogram (chain, "N2");
  measure (chain, &shape, tone_hz, TONES, 45.0, gain);
  drive_audiogram (chain, "N4");
  measure (chain, &shape, tone_hz, TONES, 45.0, gain);
  for (size_t t = 0; t < TONES; ++t)
    CHECK_NEAR (gain[t][0], nal_r (fitting[3].db_hl, t), 0.5, "N4, %g Hz",
                tone_hz[t]);
  CHECK_INT (enh_chain_set_audiogram (chain, NULL), ==, ENH_OK, "removed");
  measure (chain, &shape, tone_hz, TONES, 45.0, gain);
  for (size_t t = 0; t < TONES; ++t)
    CHECK_NEAR (gain[t][0], 0.0, 0.1, "removed, %g Hz", tone_hz[t]);
  enh_chain_destroy (chain);
}

CHECK_CASE (volume_is_gain_in_db)
{
  static const double volumes[] = { -20, -13.7, -6, 0.5, 5, 12, 20, 25, 30 };
  static const double rates[] = { 16000.0, 48000.0, 96000.0 };

  for (size_t r = 0; r < 3; ++r)
    for (size_t v = 0; v < sizeof volumes / sizeof *volumes; ++v)
      {
        const drive_shape shape
          = { rates[r], 1, 1, drive_delays[v % DRIVE_DELAYS], ENH_FOR_FILE };
        double gain[TONES][2];
        enh_chain *chain = drive_create (&shape);
        make_linear (chain);
        drive_set (chain, "volume", volumes[v]);
        measure (chain, &shape, tone_hz, TONES, 45.0, gain);
        for (size_t t = 0; t < TONES; ++t)
          CHECK_NEAR (gain[t][0], volumes[v], 0.1, "volume %g, %g Hz, rate %g",
                      volumes[v], tone_hz[t], rates[r]);
        enh_chain_destroy (chain);
      }
}

CHECK_CASE (volume_adds_to_a_fitting)
{
  const drive_shape shape = { 48000.0, 1, 1, ENH_DELAY_DEFAULT, ENH_FOR_FILE };
  double gain[TONES][2];
  enh_chain *chain = drive_create (&shape);

  make_linear (chain);
  drive_audiogram (chain, "N3");
  drive_set (chain, "volume", -8.0);
  measure (chain, &shape, tone_hz, TONES, 45.0, gain);
  for (size_t t = 0; t < TONES; ++t)
    CHECK_NEAR (gain[t][0], nal_r (fitting[2].db_hl, t) - 8.0, 0.5, "%g Hz",
                tone_hz[t]);
  enh_chain_destroy (chain);
}

CHECK_CASE (tone_tilts_3_db_an_octave_around_1250_hz)
{
  static const double hz[]
    = { 250, 500, 1000, 1250, 2000, 4000, 6000, 8000, 12000 };
  enum { COUNT = sizeof hz / sizeof *hz };
  static const double tones[] = { -1.0, -0.5, 0.3, 1.0 };

  for (size_t v = 0; v < 4; ++v)
    {
      const drive_shape shape
        = { 48000.0, 1, 1, ENH_DELAY_DEFAULT, ENH_FOR_FILE };
      double gain[COUNT][2];
      enh_chain *chain = drive_create (&shape);
      make_linear (chain);
      drive_set (chain, "tone", tones[v]);
      measure (chain, &shape, hz, COUNT, 45.0, gain);
      for (size_t t = 0; t < COUNT; ++t)
        {
          double wanted = 3.0 * tones[v] * log2 (hz[t] / 1250.0);
          wanted = wanted > 9.0 ? 9.0 : wanted < -9.0 ? -9.0 : wanted;
          CHECK_NEAR (gain[t][0], wanted, 0.5, "tone %g, %g Hz", tones[v],
                      hz[t]);
        }
      enh_chain_destroy (chain);
    }
}

CHECK_CASE (balance_lowers_the_other_ear_alone)
{
  static const uint32_t layouts[2][2] = { { 1, 2 }, { 2, 2 } };
  static const double hz[1] = { 1000.0 };
  static const double balances[] = { 0.25, 0.5, 0.75, 1.0 };

  for (size_t l = 0; l < 2; ++l)
    for (int side = 0; side < 2; ++side)
      {
        double before = 0.0;
        for (size_t v = 0; v < 4; ++v)
          {
            const drive_shape shape = { 48000.0, layouts[l][0], layouts[l][1],
                                        ENH_DELAY_DEFAULT, ENH_FOR_FILE };
            double gain[1][2];
            enh_chain *chain = drive_create (&shape);
            make_linear (chain);
            drive_set (chain, "balance", side ? -balances[v] : balances[v]);
            measure (chain, &shape, hz, 1, 45.0, gain);
            /* Towards the right, the left goes down. */
            CHECK_NEAR (gain[0][side ? 0 : 1], 0.0, 0.1,
                        "balance %s%g, near ear", side ? "-" : "", balances[v]);
            CHECK_REAL (gain[0][side ? 1 : 0], <, before - 0.5,
                        "balance %s%g, far ear", side ? "-" : "", balances[v]);
            before = gain[0][side ? 1 : 0];
            enh_chain_destroy (chain);
          }
        CHECK_REAL (before, <, -10.0, "balance at its end");
      }
}

CHECK_CASE (balance_is_nothing_to_one_ear)
{
  static const double hz[1] = { 1000.0 };
  const drive_shape shape = { 48000.0, 1, 1, ENH_DELAY_DEFAULT, ENH_FOR_FILE };
  double gain[1][2];
  enh_chain *chain = drive_create (&shape);

  make_linear (chain);
  drive_set (chain, "balance", 1.0);
  measure (chain, &shape, hz, 1, 45.0, gain);
  CHECK_NEAR (gain[0][0], 0.0, 0.1, "mono");
  enh_chain_destroy (chain);
}

CHECK_CASE (full_scales_shift_the_digital_gain)
{
  static const struct {
    double mic, ear;
  } scales[] = {
    { 109, 109 }, { 120, 109 }, { 100, 120 }, { 115, 125 }, { 109, 127.5 }
  };

  for (size_t s = 0; s < sizeof scales / sizeof *scales; ++s)
    {
      const drive_shape shape
        = { 48000.0, 1, 1, ENH_DELAY_DEFAULT, ENH_FOR_EAR };
      double gain[TONES][2];
      enh_chain *chain = drive_create (&shape);
      make_linear (chain);
      drive_set (chain, "mic_full_scale", scales[s].mic);
      drive_set (chain, "ear_full_scale", scales[s].ear);
      drive_audiogram (chain, "N2");
      /* A tone of so many dB SPL at the microphone leaves as dB SPL at the ear
       whatever the devices; 0.5 s of the second are past the quiet start. */
      measure (chain, &shape, tone_hz, TONES, 45.0, gain);
      for (size_t t = 0; t < TONES; ++t)
        CHECK_NEAR (gain[t][0],
                    nal_r (fitting[1].db_hl, t) + scales[s].mic - scales[s].ear,
                    0.5, "mic %g, ear %g, %g Hz", scales[s].mic, scales[s].ear,
                    tone_hz[t]);
      enh_chain_destroy (chain);
    }
}
