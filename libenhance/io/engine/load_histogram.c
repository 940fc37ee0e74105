/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Callback time against the deadline, in logarithmic bins. One thread writes;
   a reader may miss what is being added, never more. */

#include "io/engine/load_histogram.h"

#include <math.h>

static int
bin_of (float ratio)
{
  int exponent;
  /* 0.5 <= mantissa < 1, ratio = mantissa * 2^exponent. */
  const float mantissa = frexpf (ratio, &exponent);
  const int octave = exponent - 1 - ENH__LOAD_LEAST_EXPONENT;

  if (octave < 0 || !(ratio > 0.0f))
    return 0;
  if (octave >= ENH__LOAD_OCTAVES)
    return ENH__LOAD_BINS - 1;
  /* Bins divide an octave linearly: no logarithm on the audio thread. */
  return octave * ENH__LOAD_BINS_PER_OCTAVE
         + (int) ((2.0f * mantissa - 1.0f) * ENH__LOAD_BINS_PER_OCTAVE);
}

static float
upper_edge (int bin)
{
  const int octave = bin / ENH__LOAD_BINS_PER_OCTAVE;
  const int step = bin % ENH__LOAD_BINS_PER_OCTAVE + 1;

  return ldexpf (1.0f + (float) step / ENH__LOAD_BINS_PER_OCTAVE,
                 octave + ENH__LOAD_LEAST_EXPONENT);
}

void
enh__load_histogram_init (enh__load_histogram *load)
{
  for (int i = 0; i < ENH__LOAD_BINS; ++i)
    atomic_init (&load->bins[i], 0u);
  atomic_init (&load->worst, 0.0f);
}

void
enh__load_histogram_add (enh__load_histogram *load, float ratio)
{
  if (!isfinite (ratio) || ratio < 0.0f)
    ratio = 0.0f;

  /* One writer, so load and store do: no locked instruction. */
  atomic_uint *bin = &load->bins[bin_of (ratio)];
  atomic_store_explicit (bin,
                         atomic_load_explicit (bin, memory_order_relaxed) + 1u,
                         memory_order_relaxed);
  if (ratio > atomic_load_explicit (&load->worst, memory_order_relaxed))
    atomic_store_explicit (&load->worst, ratio, memory_order_relaxed);
}

float
enh__load_histogram_quantile (const enh__load_histogram *load, float share)
{
  unsigned int count[ENH__LOAD_BINS];
  double total = 0.0;

  for (int i = 0; i < ENH__LOAD_BINS; ++i)
    {
      count[i] = atomic_load_explicit (&load->bins[i], memory_order_relaxed);
      total += count[i];
    }
  if (!(total > 0.0))
    return 0.0f;

  const float worst = enh__load_histogram_worst (load);
  double below = 0.0;
  for (int i = 0; i < ENH__LOAD_BINS - 1; ++i)
    {
      below += count[i];
      if (below > 0.0 && below >= (double) share * total)
        return upper_edge (i) < worst ? upper_edge (i) : worst;
    }
  return worst;
}

float
enh__load_histogram_worst (const enh__load_histogram *load)
{
  return atomic_load_explicit (&load->worst, memory_order_relaxed);
}
