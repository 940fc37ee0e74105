/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A noise that begins far above the one before is taken for speech by every
   estimate of single bins. What tells it from speech is that it stands still:
   over half a second speech moves by 20 dB in most of the spectrum, even a
   held vowel in some of it. Power is summed over ranges of the spectrum and
   blocks of time, long enough that noise by itself stays within a few dB. */

#include "dsp/stillness.h"

#include "base/minmax.h"

#include <math.h>
#include <string.h>

static const double still_from_hz = 100.0;
static const double still_to_hz = 9600.0;
static const double block_seconds = 0.040;

/* A range stands still where the loudest of the blocks has less than this times
   the power of the softest, 10 dB. */
static const float still_ratio = 10.0f;

/* Of so many ranges all together stands still. */
static const uint32_t still_ranges = 7;

void
enh__stillness_init (enh__stillness *stillness, uint32_t bins, double bin_hz,
                     double hop_seconds)
{
  for (uint32_t r = 0; r <= ENH__STILL_RANGES; ++r)
    {
      const double hz
        = still_from_hz
          * pow (still_to_hz / still_from_hz, (double) r / ENH__STILL_RANGES);
      const uint32_t bin = (uint32_t) lround (hz / bin_hz);
      stillness->first[r] = bin < bins ? bin : bins;
    }
  stillness->block_hops = (uint32_t) lround (block_seconds / hop_seconds);
  enh__stillness_reset (stillness);
}

void
enh__stillness_reset (enh__stillness *stillness)
{
  stillness->hops = 0;
  stillness->block = 0;
  memset (stillness->sum, 0, sizeof stillness->sum);
  memset (stillness->power, 0, sizeof stillness->power);
}

/* Whether a range has stood still, and what its mean is. */
static void
judge (enh__stillness *stillness, uint32_t range)
{
  float least = stillness->power[0][range], most = least, all = 0.0f;

  for (uint32_t i = 0; i < ENH__STILL_BLOCKS; ++i)
    {
      const float power = stillness->power[i][range];
      least = enh__min (least, power);
      most = enh__max (most, power);
      all += power;
    }
  stillness->still[range] = most < still_ratio * least;
  stillness->mean[range]
    = all / (float) (ENH__STILL_BLOCKS * stillness->block_hops);
}

int
enh__stillness_update (enh__stillness *stillness, const float *power)
{
  uint32_t still = 0;

  for (uint32_t r = 0; r < ENH__STILL_RANGES; ++r)
    for (uint32_t b = stillness->first[r]; b < stillness->first[r + 1]; ++b)
      stillness->sum[r] += power[b];
  if (++stillness->hops < stillness->block_hops)
    return 0;
  memcpy (stillness->power[stillness->block], stillness->sum,
          sizeof stillness->sum);
  memset (stillness->sum, 0, sizeof stillness->sum);
  stillness->hops = 0;
  stillness->block = (stillness->block + 1) % ENH__STILL_BLOCKS;
  for (uint32_t r = 0; r < ENH__STILL_RANGES; ++r)
    {
      judge (stillness, r);
      still += (uint32_t) stillness->still[r];
    }
  return still >= still_ranges;
}
