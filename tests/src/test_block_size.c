/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The output does not depend on how the input is cut into blocks: bit for bit,
   at every rate, layout and delay. */

#include "lib/check.h"
#include "lib/drive.h"

enum { MOST = 8192 };

/* Noisy speech, loud enough that every stage has work. */
static void
fill (sig_random *random, float *in, size_t frames, double rate)
{
  float *noise = sig_buffer (frames);

  sig_speech (random, in, frames, rate, 0.1);
  sig_pink (random, noise, frames, 0.02);
  for (size_t i = 0; i < frames; ++i)
    in[i] += noise[i];
  /* Clatter, a gap of exact zeros, and what the door has to repair. */
  in[frames / 3] = 0.9f;
  in[frames / 3 + 1] = -0.9f;
  memset (in + frames / 2, 0, frames / 16 * sizeof *in);
  in[frames / 4 * 3] = (float) NAN;
  free (noise);
}

static void
sweep (const drive_shape *shape, const char *spec, sig_random *random)
{
  const size_t frames = drive_frames (shape->rate, check_short () ? 0.4 : 0.8);
  float *buffers[6];
  const uint32_t outputs = shape->outputs;

  for (size_t b = 0; b < 6; ++b)
    buffers[b] = sig_buffer (frames);
  fill (random, buffers[0], frames, shape->rate);
  fill (random, buffers[1], frames, shape->rate);
  const float *const in[2]
    = { buffers[0], shape->inputs == 2 ? buffers[1] : NULL };
  float *const whole[2] = { buffers[2], outputs == 2 ? buffers[3] : NULL };
  float *const cut[2] = { buffers[4], outputs == 2 ? buffers[5] : NULL };

  /* The reference: one call for all. Then by chance, then by ones. */
  enh_chain *chain = drive_create (shape);
  if (spec)
    drive_audiogram (chain, spec);
  drive_run_ears (chain, in, whole, frames, UINT32_MAX);
  enh_chain_destroy (chain);

  static const uint32_t blocks[] = { 0, 1, 64, 441, MOST };
  for (size_t b = 0; b < sizeof blocks / sizeof *blocks; ++b)
    {
      if (b && check_short () && b != 1)
        continue;
      chain = drive_create (shape);
      if (spec)
        drive_audiogram (chain, spec);
      if (blocks[b])
        drive_run_ears (chain, in, cut, frames, blocks[b]);
      else
        drive_chop (chain, in, cut, frames, MOST, random);
      enh_chain_destroy (chain);
      for (uint32_t ear = 0; ear < outputs; ++ear)
        CHECK_SAMES (cut[ear], whole[ear], frames,
                     "%g Hz, %u to %u, delay %d, purpose %d, %s, blocks of %u, "
                     "ear %u",
                     shape->rate, shape->inputs, outputs, (int) shape->delay,
                     (int) shape->purpose, spec ? spec : "no audiogram",
                     blocks[b], ear);
    }
  CHECK_REAL (sig_peak (whole[0], frames), >, 0.0, "something came out");
  for (size_t b = 0; b < 6; ++b)
    free (buffers[b]);
}

static void
sweep_rate (double rate)
{
  sig_random random = { check_seed () };

  for (size_t l = 0; l < DRIVE_LAYOUTS; ++l)
    for (size_t d = 0; d < DRIVE_DELAYS; ++d)
      {
        drive_shape shape = { rate, drive_layouts[l][0], drive_layouts[l][1],
                              drive_delays[d],
                              d == 1 ? ENH_FOR_EAR : ENH_FOR_FILE };
        if (check_short () && (l + d) % 3 != 0)
          continue;
        sweep (&shape, d == 0 ? "L:N3;R:S2" : NULL, &random);
      }
}

CHECK_CASE (output_ignores_block_size_at_16_khz)
{
  sweep_rate (16000.0);
}

CHECK_CASE (output_ignores_block_size_at_44100_hz)
{
  sweep_rate (44100.0);
}

CHECK_CASE (output_ignores_block_size_at_48_khz)
{
  sweep_rate (48000.0);
}

CHECK_CASE (output_ignores_block_size_at_96_khz)
{
  sweep_rate (96000.0);
}

CHECK_CASE (output_ignores_block_size_at_an_odd_rate)
{
  sweep_rate (12345.0);
}

CHECK_CASE (in_place_equals_out_of_place)
{
  sig_random random = { check_seed () };

  for (size_t l = 0; l < DRIVE_LAYOUTS; ++l)
    for (size_t d = 0; d < DRIVE_DELAYS; ++d)
      {
        const drive_shape shape = { 48000.0, drive_layouts[l][0],
                                    drive_layouts[l][1], drive_delays[d],
                                    ENH_FOR_FILE };
        const size_t frames = drive_frames (shape.rate, 0.5);
        float *buffers[6];
        for (size_t b = 0; b < 6; ++b)
          buffers[b] = sig_buffer (frames);
        fill (&random, buffers[0], frames, shape.rate);
        fill (&random, buffers[1], frames, shape.rate);
        memcpy (buffers[4], buffers[0], frames * sizeof *buffers[0]);
        memcpy (buffers[5], buffers[1], frames * sizeof *buffers[1]);

        const float *const in[2]
          = { buffers[0], shape.inputs == 2 ? buffers[1] : NULL };
        float *const apart[2]
          = { buffers[2], shape.outputs == 2 ? buffers[3] : NULL };
        enh_chain *chain = drive_create (&shape);
        drive_run_ears (chain, in, apart, frames, 300);
        enh_chain_destroy (chain);

        float *const same[2]
          = { buffers[4], shape.outputs == 2 ? buffers[5] : NULL };
        const float *const same_in[2]
          = { same[0], shape.inputs == 2 ? same[1] : NULL };
        chain = drive_create (&shape);
        drive_run_ears (chain, same_in, same, frames, 300);
        enh_chain_destroy (chain);

        for (uint32_t ear = 0; ear < shape.outputs; ++ear)
          CHECK_SAMES (same[ear], apart[ear], frames,
                       "%u to %u, delay %zu, ear %u", shape.inputs,
                       shape.outputs, d, ear);
        for (size_t b = 0; b < 6; ++b)
          free (buffers[b]);
      }
}

CHECK_CASE (one_microphone_may_share_its_buffer_with_the_second_ear)
{
  enum { FRAMES = 9600 };
  const drive_shape shape = { 48000.0, 1, 2, ENH_DELAY_DEFAULT, ENH_FOR_FILE };
  sig_random random = { check_seed () };
  float *in = sig_buffer (FRAMES);
  float *left = sig_buffer (FRAMES);
  float *right = sig_buffer (FRAMES);
  float *both = sig_buffer (FRAMES);

  sig_speech (&random, in, FRAMES, shape.rate, 0.1);
  memcpy (right, in, FRAMES * sizeof *in);
  enh_chain *chain = drive_create (&shape);
  const float *const in_right[2] = { right, NULL };
  float *const ears[2] = { left, right };
  drive_run_ears (chain, in_right, ears, FRAMES, 480);
  enh_chain_destroy (chain);

  chain = drive_create (&shape);
  const float *const from[2] = { in, NULL };
  float *const to[2] = { both, in };
  drive_run_ears (chain, from, to, FRAMES, 480);
  enh_chain_destroy (chain);
  CHECK_SAMES (left, both, FRAMES, "left ear");
  CHECK_SAMES (right, in, FRAMES, "right ear");
  free (in);
  free (left);
  free (right);
  free (both);
}
