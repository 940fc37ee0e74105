/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What lies below hearing: an offset of the microphone's, infrasound, the lowest
   of wind. It is taken out of the sound where it is there, and where it is not,
   the sound stays as it is, bit for bit. A second filter is for the analysis
   alone: the window of 16 ms spreads what is strong below all speech over all
   bands, where it would pass for noise and for level. */

#ifndef ENH_STAGES_SUBSONIC_H
#define ENH_STAGES_SUBSONIC_H

#include <stdint.h>

/* High pass of the second order, transposed form. */
typedef struct enh__highpass {
  float b0; /* b1 is -2 b0, b2 is b0 */
  float a1;
  float a2;
  float state[2];
} enh__highpass;

typedef struct enh__subsonic {
  enh__highpass cut;   /* of the sound */
  enh__highpass sense; /* of the analysis */
  uint32_t hop;
  float low_keep;
  float power_keep;
  float step; /* of share, a sample */
  uint32_t there_hops;
  uint32_t hold_hops;
  float sum;       /* of this hop's samples as they came */
  float energy;    /* of their squares */
  float low[2];    /* two low passes, one behind the other */
  float low_power; /* smoothed */
  float power;
  uint32_t there; /* hops in a row in which there was something */
  uint32_t held;  /* hops for which it still cuts */
  float share;    /* of the cut that is at work, 0 to 1 */
} enh__subsonic;

void
enh__subsonic_init (enh__subsonic *subsonic, double sample_rate, uint32_t hop);

void
enh__subsonic_reset (enh__subsonic *subsonic);

/* In place. */
void
enh__subsonic_process (enh__subsonic *subsonic, float *x, uint32_t count);

/* At the end of a hop: is there anything to take out? enabled: it may be. */
void
enh__subsonic_decide (enh__subsonic *subsonic, int enabled);

/* What the analysis is to see of x. */
void
enh__subsonic_sense (enh__subsonic *subsonic, const float *x, float *seen,
                     uint32_t count);

/* What gives a bin's power back what the filter of the analysis has taken, as
   far as it is known. */
float
enh__subsonic_restore (double hz);

#endif
