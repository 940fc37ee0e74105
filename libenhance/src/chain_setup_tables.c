/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Tables of a chain, worked out once: bands, shapes over frequency, phases. */

#include "chain_state.h"

#include "base/alloc.h"
#include "base/decibel.h"
#include "base/minmax.h"

#include <math.h>

/* Width of the noise reduction's bands in equivalent rectangular bandwidths. */
static const float nr_band_width = 1.0f;

/* Noise reduction rolls off below this, where no speech lies, to so little:
   1 - (1 - least) / (1 + (f / roll_off_hz)^4). The short response of noise
   reduction cannot do much of that, so the whole filter does it once more; the
   shape is soft enough to fit into the delay D before its peak, nearly without
   phase. */
static const float roll_off_hz = 100.0f;
static const float roll_off_least = 0.1f;

/* Tone turns around this, this steeply, so far at most. */
static const float tilt_hz = 1250.0f;
static const float tilt_db_per_octave = 3.0f;

static float *
floats (const enh_chain *chain, uint32_t count)
{
  return enh__alloc (&chain->alloc, count, sizeof (float));
}

static float
roll_off_db (float hz)
{
  const float steep = powf (hz / roll_off_hz, 4.0f);
  return 20.0f * log10f (1.0f - (1.0f - roll_off_least) / (1.0f + steep));
}

int
enh__chain_make_tables (enh_chain *chain)
{
  const enh_allocator *alloc = &chain->alloc;
  const uint32_t bins = chain->bins;

  chain->nr_bands = enh__band_divide (NULL, bins, chain->bin_hz, nr_band_width);
  chain->nr_band = enh__alloc (alloc, chain->nr_bands, sizeof *chain->nr_band);
  chain->nr_place = enh__alloc (alloc, bins, sizeof *chain->nr_place);
  chain->restore = floats (chain, bins);
  chain->tilt_db = floats (chain, bins);
  chain->roll_off_db = floats (chain, bins);
  chain->roll_off_log = floats (chain, chain->nr_bands);
  if (!chain->nr_band || !chain->nr_place || !chain->restore || !chain->tilt_db
      || !chain->roll_off_db || !chain->roll_off_log)
    return -1;
  enh__band_divide (chain->nr_band, bins, chain->bin_hz, nr_band_width);
  enh__band_places_linear (chain->nr_band, chain->nr_bands, chain->nr_place,
                           bins, chain->bin_hz);
  for (uint32_t k = 0; k < bins; ++k)
    {
      const float hz = enh__max ((float) k, 0.5f) * chain->bin_hz;
      chain->restore[k] = enh__subsonic_restore ((double) hz);
      chain->tilt_db[k] = tilt_db_per_octave * log2f (hz / tilt_hz);
      if (chain->delay)
        chain->roll_off_db[k] = roll_off_db (hz);
    }
  for (uint32_t b = 0; b < chain->nr_bands; ++b)
    chain->roll_off_log[b]
      = ENH__NEPER_PER_DB * roll_off_db (chain->nr_band[b].centre);
  return 0;
}

/* Minimum phase of a gain of 1 dB in each band alone, a row of bins for each:
   with these the phase of any gains between the bands' centres is a sum. NULL
   without memory. */
static float *
make_band_phases (enh_chain *chain, const enh__band_place *place,
                  uint32_t bands)
{
  float one[ENH__BANDS_MOST] = { 0.0f };
  float *gain_db = chain->audio.gain_db;
  float *phases = floats (chain, bands * chain->bins);

  for (uint32_t b = 0; phases && b < bands; ++b)
    {
      one[b] = 1.0f;
      for (uint32_t k = 0; k < chain->bins; ++k)
        gain_db[k] = enh__band_at (&place[k], one);
      one[b] = 0.0f;
      enh__filter_design_phase (&chain->audio.design, gain_db,
                                phases + (size_t) b * chain->bins);
    }
  return phases;
}

int
enh__chain_make_phases (enh_chain *chain)
{
  const enh__compressor *compressor = &chain->audio.compressor;

  chain->change_phase
    = make_band_phases (chain, compressor->place, compressor->bands);
  if (!chain->delay)
    chain->nr_phase
      = make_band_phases (chain, chain->nr_place, chain->nr_bands);
  return chain->change_phase && (chain->delay || chain->nr_phase) ? 0 : -1;
}
