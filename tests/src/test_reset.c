/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Reset forgets the sound and keeps the settings: what follows is what a new
   chain with the same settings would give, bit for bit. */

#include "lib/check.h"
#include "lib/drive.h"

static void
set_up (enh_chain *chain, int fitted)
{
  drive_set (chain, "noise_reduction", 80.0);
  drive_set (chain, "tone", 0.5);
  drive_set (chain, "volume", 6.0);
  drive_set (chain, "attack", 5.0);
  if (fitted)
    drive_audiogram (chain, "L:N2;R:S1");
}

CHECK_CASE (reset_equals_new)
{
  sig_random random = { check_seed () };

  for (size_t l = 0; l < DRIVE_LAYOUTS; ++l)
    for (size_t d = 0; d < DRIVE_DELAYS; ++d)
      for (int purpose = 0; purpose < 2; ++purpose)
        {
          const drive_shape shape = { purpose ? 44100.0 : 48000.0,
                                      drive_layouts[l][0], drive_layouts[l][1],
                                      drive_delays[d],
                                      purpose ? ENH_FOR_FILE : ENH_FOR_EAR };
          const size_t frames = drive_frames (shape.rate, 0.8);
          float *b[7];
          for (size_t k = 0; k < 7; ++k)
            b[k] = sig_buffer (frames);
          sig_speech (&random, b[0], frames, shape.rate, 0.05);
          sig_pink (&random, b[1], frames, 0.02);
          /* What came before: loud, with a burst that was repaired. */
          sig_white (&random, b[2], frames, 0.7);
          b[2][frames - 100] = (float) INFINITY;
          const float *const before[2]
            = { b[2], shape.inputs == 2 ? b[2] : NULL };
          const float *const in[2] = { b[0], shape.inputs == 2 ? b[1] : NULL };
          float *const fresh[2] = { b[3], shape.outputs == 2 ? b[4] : NULL };
          float *const reset[2] = { b[5], shape.outputs == 2 ? b[6] : NULL };

          enh_chain *chain = drive_create (&shape);
          set_up (chain, purpose);
          drive_run_ears (chain, in, fresh, frames, 480);
          enh_chain_destroy (chain);

          chain = drive_create (&shape);
          set_up (chain, purpose);
          /* A length that ends within a hop. */
          drive_run_ears (chain, before, reset, frames - 37, 480);
          enh_chain_reset (chain);
          drive_run_ears (chain, in, reset, frames, 480);
          for (uint32_t ear = 0; ear < shape.outputs; ++ear)
            CHECK_SAMES (reset[ear], fresh[ear], frames,
                         "%u to %u, delay %zu, purpose %d, ear %u",
                         shape.inputs, shape.outputs, d, purpose, ear);
          enh_chain_destroy (chain);
          for (size_t k = 0; k < 7; ++k)
            free (b[k]);
        }
}

CHECK_CASE (reset_of_a_new_chain_changes_nothing)
{
  enum { FRAMES = 30000 };
  sig_random random = { check_seed () };
  float *in = sig_buffer (FRAMES);
  float *fresh = sig_buffer (FRAMES);
  float *reset = sig_buffer (FRAMES);

  sig_speech (&random, in, FRAMES, 48000.0, 0.05);
  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_EAR);
  drive_run (chain, in, fresh, FRAMES, 256);
  enh_chain_destroy (chain);
  chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_EAR);
  enh_chain_reset (chain);
  enh_chain_reset (chain);
  drive_run (chain, in, reset, FRAMES, 256);
  enh_chain_destroy (chain);
  CHECK_SAMES (reset, fresh, FRAMES, "two resets at once");
  free (in);
  free (fresh);
  free (reset);
}

CHECK_CASE (reset_keeps_every_setting)
{
  enh_chain *chain = drive_mono (ENH_DELAY_LOW, ENH_FOR_EAR);
  const uint32_t latency = enh_chain_latency (chain);

  for (enh_param id = 0; enh_param_describe (id); ++id)
    CHECK_INT (enh_chain_set (chain, id, enh_param_describe (id)->maximum), ==,
               ENH_OK, "%s", enh_param_describe (id)->name);
  enh_chain_reset (chain);
  for (enh_param id = 0; enh_param_describe (id); ++id)
    CHECK_REAL (enh_chain_get (chain, id), ==, enh_param_describe (id)->maximum,
                "%s", enh_param_describe (id)->name);
  CHECK_INT (enh_chain_latency (chain), ==, latency, "latency");
  enh_chain_destroy (chain);
}

CHECK_CASE (the_quiet_start_begins_again)
{
  enum { FRAMES = 48000 };
  float *in = sig_buffer (FRAMES);
  float *out = sig_buffer (FRAMES);

  sig_add_tone (in, FRAMES, 48000.0, 1000.0, 0.1);
  enh_chain *chain = drive_mono (ENH_DELAY_DEFAULT, ENH_FOR_EAR);
  drive_set (chain, "bypass", 1.0);
  drive_run (chain, in, out, FRAMES, 480);
  CHECK_REAL (sig_peak (out + 24000, 24000), >, 0.09, "open after a second");
  enh_chain_reset (chain);
  drive_run (chain, in, out, FRAMES, 480);
  CHECK_REAL (sig_peak (out, 4700), ==, 0.0, "silent again");
  CHECK_REAL (sig_peak (out + 24000, 24000), >, 0.09, "open again");
  enh_chain_destroy (chain);
  free (in);
  free (out);
}
