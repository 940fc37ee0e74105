/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "cases/tones.h"

#include "bench.h"

#include <math.h>
#include <stdlib.h>

const double tones_full_scale = 109.0;

static const double two_pi = 6.283185307179586476925;

void
tones_set (enh_chain *chain, const char *name, double value)
{
  if (enh_chain_set (chain, enh_param_by_name (name), (float) value) == ENH_OK)
    return;
  bench_error ("%s = %g: refused by the library; is it another version?", name,
               value);
  exit (BENCH_FAILED);
}

enh_chain *
tones_chain (double rate, enh_delay delay, tones_setting setting,
             const char *spec)
{
  static const char *const switches[]
    = { "noise_reduction", "clatter_guard", "howl_guard", "tone" };
  enh_config config = ENH_CONFIG_INIT;
  enh_chain *chain = NULL;
  enh_audiogram audiogram;

  config.sample_rate = rate;
  config.delay = delay;
  config.purpose = setting == TONES_ALL ? ENH_FOR_EAR : ENH_FOR_FILE;
  enh_status status = enh_chain_create (&chain, &config);
  if (status == ENH_OK && spec)
    status = enh_audiogram_parse (spec, &audiogram, NULL);
  if (status == ENH_OK && spec)
    status = enh_chain_set_audiogram (chain, &audiogram);
  if (status != ENH_OK)
    {
      bench_error ("a chain for %g Hz: %s", rate, enh_strerror (status));
      exit (BENCH_FAILED);
    }
  if (setting == TONES_ALL)
    return chain;
  for (size_t i = 0; i < sizeof switches / sizeof *switches; ++i)
    tones_set (chain, switches[i], 0.0);
  tones_set (chain, "compression", setting == TONES_COMPRESSION ? 100.0 : 0.0);
  tones_set (chain, "mic_full_scale", tones_full_scale);
  tones_set (chain, "ear_full_scale", tones_full_scale);
  tones_set (chain, "ceiling", 105.0);
  return chain;
}

void
tones_run (enh_chain *chain, const float *in, float *out, size_t frames)
{
  enum { BLOCK = 480 };

  for (size_t at = 0; at < frames; at += BLOCK)
    {
      const float *const from[] = { in + at };
      float *const to[] = { out + at };
      enh_chain_process (
        chain, from, to,
        (uint32_t) (frames - at < BLOCK ? frames - at : BLOCK));
    }
}

void
tones_add (float *x, size_t frames, double rate, double hz, double spl)
{
  const double amplitude = pow (10.0, (spl - tones_full_scale) / 20.0);

  for (size_t i = 0; i < frames; ++i)
    x[i] += (float) (amplitude * sin (two_pi * hz * (double) i / rate));
}

double
tones_level (const float *x, size_t frames, double rate, double hz)
{
  return tones_full_scale + 20.0 * log10 (sig_amplitude (x, frames, rate, hz));
}

double
tones_spl (const float *x, size_t frames)
{
  return tones_full_scale + 20.0 * log10 (sqrt (2.0) * sig_rms (x, frames));
}

double
tones_gauss (unsigned long long *state)
{
  double sum = 0.0;

  /* Sum of twelve uniform values: accurate enough here. */
  for (int i = 0; i < 12; ++i)
    {
      *state ^= *state << 13;
      *state ^= *state >> 7;
      *state ^= *state << 17;
      sum += (double) (*state >> 11) / 9007199254740992.0;
    }
  return sum - 6.0;
}
