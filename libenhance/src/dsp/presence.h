/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Whether somebody speaks: one answer from all bands together. */

#ifndef ENH_DSP_PRESENCE_H
#define ENH_DSP_PRESENCE_H

#include <stdint.h>

/* A half of the bands: a word begins with treble or with bass. */
typedef struct enh__presence_half {
  float excess; /* mean over its bands of power over noise, octaves */
  float onset;  /* 1: a word begins here, 0: none does */
} enh__presence_half;

typedef struct enh__presence {
  uint32_t first;  /* bands that have a say, */
  uint32_t middle; /* the first of the upper half, */
  uint32_t end;    /* and the first after them */
  float rise;      /* share of the way per hop, excess rising */
  float fall;      /* same, falling */
  float keep;      /* what is left of speaking after a hop without speech */
  uint32_t hold;   /* hops for which it stays before */
  uint32_t held;   /* hops of these that are left */
  enh__presence_half half[2];
  float speaking; /* 0: nobody, 1: somebody */
} enh__presence;

/* hop_seconds: time between updates. Bands from `first` to `last` have a say. */
void
enh__presence_init (enh__presence *presence, uint32_t first, uint32_t last,
                    double hop_seconds);

void
enh__presence_reset (enh__presence *presence);

/* One hop: power and noise of each band in; presence->speaking is the result. */
void
enh__presence_update (enh__presence *presence, const float *power,
                      const float *noise);

#endif
