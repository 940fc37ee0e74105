/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* From gains per bin to the one FIR that is applied.

   H(k) = G_n(k) exp (-i w_k D) minphase (W(k)): noise reduction as a short
   linear-phase response of delay D, everything else as minimum phase without
   delay (filter-bank equaliser: Loellmann and Vary 2006 to 2011; minimum phase
   by the folded cepstrum: Oppenheim and Schafer). */

#ifndef ENH_DSP_FILTER_DESIGN_H
#define ENH_DSP_FILTER_DESIGN_H

#include "dsp/fft.h"

typedef struct enh__filter_design {
  enh_allocator alloc;
  uint32_t length;     /* N of the grid */
  uint32_t bins;       /* N / 2 + 1 */
  uint32_t taps;       /* L */
  uint32_t delay;      /* D, samples */
  uint32_t taper_taps; /* taps at the end that fade out */
  uint32_t reach;      /* kernel: bins to each side */
  float *kernel;       /* reach + 1: transform of the Hann window of 2D + 1 */
  float *taper;        /* taper_taps */
  float *turn;         /* bins: -w D, within half a turn, radians */
  enh__fft *fft;
  float *time;            /* N: scratch */
  float *padded;          /* bins + 2 reach: scratch */
  enh__complex *spectrum; /* bins: scratch */
} enh__filter_design;

/* 0, or -1 without memory. */
int
enh__filter_design_init (enh__filter_design *design, const enh_allocator *alloc,
                         uint32_t length, uint32_t taps, uint32_t delay);

void
enh__filter_design_clear (enh__filter_design *design);

/* Minimum phase, bins values in radians, of the gains gain_db, dB per bin. It is
   linear in them: the phase of a sum of gains is the sum of their phases. */
void
enh__filter_design_phase (enh__filter_design *design, const float *gain_db,
                          float *phase);

/* The response, taps values, of gains in dB with their phases, times the linear
   gains `linear` (bins values, 1 = unchanged; NULL: none, and no delay). */
void
enh__filter_design_compose (enh__filter_design *design, const float *gain_db,
                            const float *phase, const float *linear,
                            float *response);

#endif
