/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Bands of FFT bins: sums of power, and gains interpolated over bins. */

#ifndef ENH_DSP_BAND_H
#define ENH_DSP_BAND_H

#include <enhance/config.h>

#include <stdint.h>

/* More than enh__band_divide returns for a width of 1 at any rate: one for each
   bin up to some 400 Hz, then at most 35. */
#define ENH__BANDS_MOST 64u

/* One band: bins first to last, both included; neighbours may overlap. */
typedef struct enh__band {
  uint32_t first;
  uint32_t last;
  float centre; /* Hz */
} enh__band;

/* Position of a bin between two band centres. */
typedef struct enh__band_place {
  uint32_t lower; /* band below */
  uint32_t upper; /* band above, or the same at the ends */
  float part;     /* 0 at lower, 1 at upper */
} enh__band_place;

/* Fill neighbouring bands that cover all bins, each about
   `width` equivalent rectangular bandwidths of hearing wide (Glasberg and
   Moore 1990) and at least one bin; returns how many there are. With bands
   NULL it only counts. */
uint32_t
enh__band_divide (enh__band *bands, uint32_t bins, float bin_hz, float width);

/* Sum of each band's power. */
void
enh__band_sums (const enh__band *bands, uint32_t count, const float *power,
                float *sums);

/* Positions of bins 0 to bins - 1 of bin_hz each on a logarithmic frequency
   axis; bins beyond the outer centres use the values of those bands. */
void
enh__band_places_log (const enh__band *bands, uint32_t count,
                      enh__band_place *places, uint32_t bins, float bin_hz);

/* The same on a linear axis. */
void
enh__band_places_linear (const enh__band *bands, uint32_t count,
                         enh__band_place *places, uint32_t bins, float bin_hz);

/* to[k] += scale * the sum over bands b of values[b] rows[b * bins + k]. */
void
enh__band_add (const float *rows, uint32_t count, uint32_t bins, float scale,
               const float *values, float *to);

/* Of every bin what enh__band_at gives. */
void
enh__band_spread (const enh__band_place *places, uint32_t bins,
                  const float *values, float *to);

static inline float
enh__band_at (const enh__band_place *place, const float *values)
{
  return values[place->lower]
         + place->part * (values[place->upper] - values[place->lower]);
}

#endif
