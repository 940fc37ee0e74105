/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Spectral subtraction: from power and noise power per band to a gain. */

#ifndef ENH_STAGES_DENOISE_H
#define ENH_STAGES_DENOISE_H

#include "dsp/presence.h"

#include <enhance/config.h>

#include <stdint.h>

typedef struct enh__denoise {
  enh_allocator alloc;
  uint32_t bands;
  float prior_keep;   /* decision-directed weight of the hop before */
  float rise;         /* share of the way per hop, gain rising */
  float fall;         /* same, falling */
  float likely_keep;  /* smoothing per hop of the prior */
  float peak_rise;    /* share of the way per hop of speech's level, rising */
  float peak_keep;    /* what is left of its peak after a hop */
  float rumble_rise;  /* share of the way per hop, the roll-off coming in */
  float make_up_rise; /* share of the way per hop of lost_log */
  float lost_log;     /* level that speech loses, natural logarithm */
  float make_up_log;  /* what is given back to all bands, >= 0 */
  float depth;        /* share of floor_log at work: less for clean speech */
  float rumble;       /* share of the lowest bands that is noise, 0 to 1 */
  float *clean;       /* bands: power of speech as estimated before */
  float *prior;       /* bands: a-priori signal-to-noise ratio, this hop's */
  float *padded;      /* zeros around likely */
  float *likely;      /* bands: prior smoothed */
  float *share;       /* bands: 1 / what it and its neighbours weigh */
  float *odds;        /* bands: prior odds that there is no speech */
  float *recent;      /* bands: smoothed power */
  float *peak;        /* bands: its peak, slowly falling */
  float *free;        /* bands: 1: a word may open the gain at once; 0: not */
  float *gain_log;    /* bands: natural logarithm of the gain, <= 0 */
} enh__denoise;

/* hop_seconds: time between updates. 0, or -1 without memory. */
int
enh__denoise_init (enh__denoise *denoise, const enh_allocator *alloc,
                   uint32_t bands, double hop_seconds);

void
enh__denoise_clear (enh__denoise *denoise);

void
enh__denoise_reset (enh__denoise *denoise);

/* The noise is known to be noise, its rumble too. */
void
enh__denoise_believe (enh__denoise *denoise);

/* One hop: power and noise of each band in, and whether somebody speaks;
   denoise->gain_log is the result, never below floor_log (<= 0; 0 takes the
   reduction away), and denoise->make_up_log what is to be added to it. */
void
enh__denoise_update (enh__denoise *denoise, const float *power,
                     const float *noise, const enh__presence *presence,
                     float floor_log);

#endif
