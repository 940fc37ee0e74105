/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "lib/drive.h"

#include "lib/check.h"

const uint32_t drive_layouts[DRIVE_LAYOUTS][2]
  = { { 1, 1 }, { 1, 2 }, { 2, 2 } };

const enh_delay drive_delays[DRIVE_DELAYS]
  = { ENH_DELAY_DEFAULT, ENH_DELAY_LOW, ENH_DELAY_LOWEST };

enh_chain *
drive_create (const drive_shape *shape)
{
  enh_config config = ENH_CONFIG_INIT;
  enh_chain *chain = NULL;

  config.sample_rate = shape->rate;
  config.inputs = shape->inputs;
  config.outputs = shape->outputs;
  config.delay = shape->delay;
  config.purpose = shape->purpose;
  const enh_status status = enh_chain_create (&chain, &config);
  if (status != ENH_OK || !chain)
    CHECK_FAIL ("no chain of %g Hz, %u to %u, delay %d, purpose %d: %s",
                shape->rate, shape->inputs, shape->outputs, (int) shape->delay,
                (int) shape->purpose, enh_strerror (status));
  return chain;
}

enh_chain *
drive_mono (enh_delay delay, enh_purpose purpose)
{
  const drive_shape shape = { 48000.0, 1, 1, delay, purpose };

  return drive_create (&shape);
}

void
drive_set (enh_chain *chain, const char *name, double value)
{
  const enh_status status
    = enh_chain_set (chain, enh_param_by_name (name), (float) value);

  if (status != ENH_OK)
    CHECK_FAIL ("%s = %g refused: %s", name, value, enh_strerror (status));
}

double
drive_get (enh_chain *chain, const char *name)
{
  return (double) enh_chain_get (chain, enh_param_by_name (name));
}

void
drive_audiogram (enh_chain *chain, const char *spec)
{
  enh_audiogram audiogram;
  enh_error error;
  enh_status status = enh_audiogram_parse (spec, &audiogram, &error);

  if (status == ENH_OK)
    status = enh_chain_set_audiogram (chain, &audiogram);
  if (status != ENH_OK)
    CHECK_FAIL ("audiogram %s refused: %s", spec, enh_strerror (status));
}

void
drive_transparent (enh_chain *chain)
{
  static const char *const off[]
    = { "noise_reduction", "volume",        "tone",      "balance",
        "compression",     "clatter_guard", "howl_guard" };

  for (size_t i = 0; i < sizeof off / sizeof *off; ++i)
    drive_set (chain, off[i], 0.0);
}

void
drive_run_ears (enh_chain *chain, const float *const in[2], float *const out[2],
                size_t frames, uint32_t block)
{
  for (size_t done = 0; done < frames;)
    {
      const size_t left = frames - done;
      const uint32_t now = left < block ? (uint32_t) left : block;
      const float *const from[2]
        = { in[0] + done, in[1] ? in[1] + done : NULL };
      float *const to[2] = { out[0] + done, out[1] ? out[1] + done : NULL };
      enh_chain_process (chain, from, to, now);
      done += now;
    }
}

void
drive_run (enh_chain *chain, const float *in, float *out, size_t frames,
           uint32_t block)
{
  const float *const from[2] = { in, NULL };
  float *const to[2] = { out, NULL };

  drive_run_ears (chain, from, to, frames, block);
}

void
drive_chop (enh_chain *chain, const float *const in[2], float *const out[2],
            size_t frames, uint32_t most, sig_random *random)
{
  for (size_t done = 0; done < frames;)
    {
      const size_t left = frames - done;
      /* Half of the blocks are short, or long ones alone would fill the run. */
      const uint32_t top = sig_below (random, 2) ? most : 100;
      uint32_t now = sig_below (random, top + 1);
      if (now > left)
        now = (uint32_t) left;
      const float *const from[2]
        = { in[0] + done, in[1] ? in[1] + done : NULL };
      float *const to[2] = { out[0] + done, out[1] ? out[1] + done : NULL };
      enh_chain_process (chain, from, to, now);
      done += now;
    }
}

enh_meters
drive_meters (const enh_chain *chain)
{
  enh_meters meters = ENH_METERS_INIT;

  enh_chain_meters (chain, &meters);
  return meters;
}

size_t
drive_frames (double rate, double seconds)
{
  return (size_t) (rate * seconds + 0.5);
}
