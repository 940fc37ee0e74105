/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Sound dose: the share of the weekly allowance, estimated from the A-weighted
   output and its calibration. */

#ifndef ENH_STAGES_DOSE_H
#define ENH_STAGES_DOSE_H

#include <stdint.h>

#define ENH__DOSE_EARS 2u

/* One section: y = b0 x + b1 x' - a1 y'. */
typedef struct enh__dose_section {
  float b0;
  float b1;
  float a1;
} enh__dose_section;

/* Poles of the A-weighting: four of a high pass, two of a low pass. */
#define ENH__DOSE_SECTIONS 6u

typedef struct enh__dose {
  enh__dose_section section[ENH__DOSE_SECTIONS];
  double hop_seconds;
  float per_sample; /* 1 over the samples of a hop */
  float keep;       /* of the level, per hop */
  float step_db;    /* of the reduction, per hop */
  int protects;     /* 1: the level drops at 100 % */
  uint32_t ears;
  double share[ENH__DOSE_EARS]; /* of the week's allowance, 1 = all */
  float state[ENH__DOSE_EARS][ENH__DOSE_SECTIONS]; /* b1 x' - a1 y' */
  float energy[ENH__DOSE_EARS]; /* of this hop so far, A-weighted */
  float level[ENH__DOSE_EARS];  /* smoothed mean square, A-weighted */
  float reduction_db;           /* 0 or more, on its way */
} enh__dose;

/* hop: samples; protects: whether to turn down at 100 %. */
void
enh__dose_init (enh__dose *dose, double sample_rate, uint32_t hop,
                uint32_t ears, int protects);

/* Clear the signal state, keep the dose. */
void
enh__dose_reset (enh__dose *dose);

/* Set the dose of both ears, percent. */
void
enh__dose_set (enh__dose *dose, float percent);

/* Process the samples for an ear. */
void
enh__dose_hear (enh__dose *dose, uint32_t ear, const float *samples,
                uint32_t count);

/* The second ear gets the same as the first. */
void
enh__dose_copy (enh__dose *dose);

/* Add up a hop at its end. full_scale_db: dB SPL of a full-scale sine. */
void
enh__dose_add (enh__dose *dose, float full_scale_db);

/* Of the more exposed ear: percent of the weekly allowance, and what an hour at
   the present level would add. */
float
enh__dose_percent (const enh__dose *dose);

float
enh__dose_percent_per_hour (const enh__dose *dose, float full_scale_db);

#endif
