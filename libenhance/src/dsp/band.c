/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Bands of FFT bins. */

#include "dsp/band.h"

#include "base/wide.h"

#include <math.h>
#include <stddef.h>

/* Four partial sums: independent additions in a fixed order. */
static float
sum (const float *x, uint32_t count)
{
  float part[4] = { 0.0f, 0.0f, 0.0f, 0.0f };
  uint32_t i = 0;

  for (; i + 4 <= count; i += 4)
    for (uint32_t j = 0; j < 4; ++j)
      part[j] += x[i + j];
  for (; i < count; ++i)
    part[i % 4] += x[i];
  return (part[0] + part[1]) + (part[2] + part[3]);
}

uint32_t
enh__band_divide (enh__band *bands, uint32_t bins, float bin_hz, float width)
{
  uint32_t count = 0;

  for (uint32_t first = 0; first < bins; ++count)
    {
      const float hz = (float) first * bin_hz;
      const float erb = 24.7f * (1.0f + 4.37e-3f * hz);
      uint32_t wide = (uint32_t) (width * erb / bin_hz + 0.5f);
      wide = wide > 1 ? wide : 1;
      /* A last band narrower than half the width is merged with its
         neighbour. */
      uint32_t last = first + wide - 1;
      if (last + wide / 2 >= bins - 1)
        last = bins - 1;
      if (bands)
        {
          bands[count].first = first;
          bands[count].last = last;
          bands[count].centre = 0.5f * (float) (first + last) * bin_hz;
        }
      first = last + 1;
    }
  return count;
}

void
enh__band_sums (const enh__band *bands, uint32_t count, const float *power,
                float *sums)
{
  for (uint32_t b = 0; b < count; ++b)
    sums[b] = sum (power + bands[b].first, bands[b].last - bands[b].first + 1);
}

static void
places (const enh__band *bands, uint32_t count, enh__band_place *place,
        uint32_t bins, float bin_hz, int logarithmic)
{
  uint32_t upper = 0;

  for (uint32_t k = 0; k < bins; ++k)
    {
      const float hz = (float) k * bin_hz;
      while (upper < count && bands[upper].centre <= hz)
        ++upper;
      if (upper == 0 || upper == count)
        {
          place[k].lower = place[k].upper = upper ? count - 1 : 0;
          place[k].part = 0.0f;
          continue;
        }
      const float below = bands[upper - 1].centre;
      const float above = bands[upper].centre;
      place[k].lower = upper - 1;
      place[k].upper = upper;
      place[k].part = logarithmic ? logf (hz / below) / logf (above / below)
                                  : (hz - below) / (above - below);
    }
}

void
enh__band_places_log (const enh__band *bands, uint32_t count,
                      enh__band_place *place, uint32_t bins, float bin_hz)
{
  places (bands, count, place, bins, bin_hz, 1);
}

void
enh__band_places_linear (const enh__band *bands, uint32_t count,
                         enh__band_place *place, uint32_t bins, float bin_hz)
{
  places (bands, count, place, bins, bin_hz, 0);
}

void
enh__band_spread (const enh__band_place *place, uint32_t bins,
                  const float *values, float *to)
{
  for (uint32_t k = 0; k < bins; ++k)
    to[k] = enh__band_at (&place[k], values);
}

/* Four rows at a time: what they are added to is read and written a quarter as
   often. */
ENH__LOOP
add_rows_loop (const float *restrict rows, uint32_t count, uint32_t bins,
               const float *restrict weights, float *restrict to)
{
  uint32_t b = 0;

  for (; b + 4 <= count; b += 4)
    {
      const float *row0 = rows + (size_t) b * bins, *row1 = row0 + bins;
      const float *row2 = row1 + bins, *row3 = row2 + bins;
      const float w0 = weights[b], w1 = weights[b + 1];
      const float w2 = weights[b + 2], w3 = weights[b + 3];
      for (uint32_t k = 0; k < bins; ++k)
        to[k] += (w0 * row0[k] + w1 * row1[k]) + (w2 * row2[k] + w3 * row3[k]);
    }
  for (; b < count; ++b)
    for (uint32_t k = 0; k < bins; ++k)
      to[k] += weights[b] * rows[(size_t) b * bins + k];
}

ENH__BOTH_WIDTHS (add_rows,
                  (const float *rows, uint32_t count, uint32_t bins,
                   const float *weights, float *to),
                  (rows, count, bins, weights, to))

void
enh__band_add (const float *rows, uint32_t count, uint32_t bins, float scale,
               const float *values, float *to)
{
  float weights[ENH__BANDS_MOST];

  for (uint32_t b = 0; b < count; ++b)
    weights[b] = scale * values[b];
  add_rows (rows, count, bins, weights, to);
}
