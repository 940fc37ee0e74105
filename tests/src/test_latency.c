/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* An impulse comes out where enh_chain_latency says, to the sample. */

#include "lib/check.h"
#include "lib/drive.h"

static const double rates[] = { 8000.0,  11025.0, 12345.0,  16000.0,
                                22050.0, 32000.0, 44100.0,  48000.0,
                                88200.0, 96000.0, 176400.0, 192000.0 };

enum { RATES = sizeof rates / sizeof *rates };

/* Nearest whole number of frames to so many milliseconds. */
static long
frames_in (double rate, double ms)
{
  return lround (rate * ms / 1000.0);
}

CHECK_CASE (latency_is_3_2_and_0_ms)
{
  for (size_t r = 0; r < RATES; ++r)
    for (size_t d = 0; d < DRIVE_DELAYS; ++d)
      {
        const drive_shape shape
          = { rates[r], 1, 2, drive_delays[d], ENH_FOR_EAR };
        enh_chain *chain = drive_create (&shape);
        const long wanted
          = drive_delays[d] == ENH_DELAY_DEFAULT
              ? frames_in (rates[r], 2.0) + frames_in (rates[r], 1.0)
            : drive_delays[d] == ENH_DELAY_LOW
              ? frames_in (rates[r], 1.0) + frames_in (rates[r], 1.0)
              : 0;
        CHECK_INT (enh_chain_latency (chain), ==, wanted, "%g Hz, delay %zu",
                   rates[r], d);
        enh_chain_destroy (chain);
      }
}

CHECK_CASE (latency_at_48_khz_is_144_96_and_0_frames)
{
  static const uint32_t wanted[DRIVE_DELAYS] = { 144, 96, 0 };

  for (size_t d = 0; d < DRIVE_DELAYS; ++d)
    for (int purpose = 0; purpose < 2; ++purpose)
      {
        enh_chain *chain
          = drive_mono (drive_delays[d], purpose ? ENH_FOR_FILE : ENH_FOR_EAR);
        CHECK_INT (enh_chain_latency (chain), ==, wanted[d], "delay %zu", d);
        enh_chain_destroy (chain);
      }
}

/* Impulses at chance places in silence come out alone, whole and in time. */
static void
send_impulses (const drive_shape *shape, int bypass, sig_random *random)
{
  enum { IMPULSES = 4 };
  /* Past the quiet start, then over a second: a chain at rest in silence has
     to wake without losing time. */
  const size_t first = drive_frames (shape->rate, 0.45);
  const size_t stride = drive_frames (shape->rate, 0.4);
  const size_t frames = first + IMPULSES * stride;
  float *in = sig_buffer (frames);
  float *wanted = sig_buffer (frames);
  float *out[2] = { sig_buffer (frames), sig_buffer (frames) };
  const float height = 0.125f;

  enh_chain *chain = drive_create (shape);
  if (bypass)
    drive_set (chain, "bypass", 1.0);
  else
    drive_transparent (chain);
  /* The settings are ramped in first. */
  const uint32_t latency = enh_chain_latency (chain);
  for (size_t i = 0; i < IMPULSES; ++i)
    {
      const size_t place
        = first + i * stride
          + sig_below (random, (uint32_t) (stride - latency - 1));
      in[place] = i % 2 ? -height : height;
      wanted[place + latency] = in[place];
    }
  const float *const from[2] = { in, shape->inputs == 2 ? in : NULL };
  float *const to[2] = { out[0], shape->outputs == 2 ? out[1] : NULL };
  drive_chop (chain, from, to, frames, 2000, random);
  for (uint32_t ear = 0; ear < shape->outputs; ++ear)
    CHECK_SAMES (
      out[ear], wanted, frames,
      "%g Hz, %u to %u, delay %d, purpose %d, %s, latency %u, ear %u",
      shape->rate, shape->inputs, shape->outputs, (int) shape->delay,
      (int) shape->purpose, bypass ? "bypass" : "all off", latency, ear);
  enh_chain_destroy (chain);
  free (in);
  free (wanted);
  free (out[0]);
  free (out[1]);
}

static void
impulses (int bypass)
{
  sig_random random = { check_seed () };

  for (size_t r = 0; r < RATES; ++r)
    for (size_t d = 0; d < DRIVE_DELAYS; ++d)
      {
        const size_t l = (r + d) % DRIVE_LAYOUTS;
        const drive_shape shape
          = { rates[r], drive_layouts[l][0], drive_layouts[l][1],
              drive_delays[d],
              (r / DRIVE_LAYOUTS + d) % 2 ? ENH_FOR_FILE : ENH_FOR_EAR };
        if (check_short () && r % 3 != 1)
          continue;
        send_impulses (&shape, bypass, &random);
      }
}

CHECK_CASE (an_impulse_comes_out_at_the_latency_in_bypass)
{
  impulses (1);
}

CHECK_CASE (an_impulse_comes_out_at_the_latency_with_all_off)
{
  impulses (0);
}

CHECK_CASE (an_impulse_peaks_at_the_latency_while_all_works)
{
  /* With gain at work the impulse spreads, but its peak stays: the filter's
     main tap is its delay. */
  enum { FRAMES = 48000 };
  float *in = sig_buffer (FRAMES);
  float *out = sig_buffer (FRAMES);

  for (size_t d = 0; d < DRIVE_DELAYS; ++d)
    {
      memset (in, 0, FRAMES * sizeof *in);
      in[30000] = 0.05f;
      enh_chain *chain = drive_mono (drive_delays[d], ENH_FOR_FILE);
      drive_run (chain, in, out, FRAMES, 512);
      size_t peak = 0;
      for (size_t i = 0; i < FRAMES; ++i)
        if (fabsf (out[i]) > fabsf (out[peak]))
          peak = i;
      CHECK_INT (peak, ==, 30000 + enh_chain_latency (chain), "delay %zu", d);
      enh_chain_destroy (chain);
    }
  free (in);
  free (out);
}

CHECK_CASE (latency_is_constant)
{
  enum { FRAMES = 4800 };
  float *sound = sig_buffer (FRAMES);

  for (size_t d = 0; d < DRIVE_DELAYS; ++d)
    {
      enh_chain *chain = drive_mono (drive_delays[d], ENH_FOR_EAR);
      const uint32_t latency = enh_chain_latency (chain);
      for (enh_param id = 0; enh_param_describe (id); ++id)
        {
          const enh_param_info *info = enh_param_describe (id);
          for (int high = 0; high < 2; ++high)
            {
              CHECK_INT (
                enh_chain_set (chain, id, high ? info->maximum : info->minimum),
                ==, ENH_OK, "%s", info->name);
              drive_run (chain, sound, sound, FRAMES, 480);
              CHECK_INT (enh_chain_latency (chain), ==, latency, "after %s",
                         info->name);
            }
        }
      drive_audiogram (chain, "S3");
      drive_run (chain, sound, sound, FRAMES, 480);
      enh_chain_mute (chain, 1);
      drive_run (chain, sound, sound, FRAMES, 480);
      enh_chain_mark_gap (chain);
      drive_run (chain, sound, sound, FRAMES, 480);
      CHECK_INT (enh_chain_latency (chain), ==, latency, "after the rest");
      enh_chain_reset (chain);
      CHECK_INT (enh_chain_latency (chain), ==, latency, "after reset");
      enh_chain_destroy (chain);
    }
  free (sound);
}
