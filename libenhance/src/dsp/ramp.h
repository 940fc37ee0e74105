/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A value that moves to its target in a straight line, and arrives exactly. */

#ifndef ENH_DSP_RAMP_H
#define ENH_DSP_RAMP_H

#include <stdint.h>

typedef struct enh__ramp {
  float value;
  float target;
  uint32_t left; /* steps still to go */
} enh__ramp;

static inline void
enh__ramp_snap (enh__ramp *ramp, float target)
{
  ramp->value = ramp->target = target;
  ramp->left = 0;
}

/* One step; a new target begins a ramp of `steps` steps. */
static inline float
enh__ramp_step (enh__ramp *ramp, float target, uint32_t steps)
{
  if (target != ramp->target)
    {
      ramp->target = target;
      ramp->left = steps;
    }
  if (ramp->left)
    {
      ramp->value += (ramp->target - ramp->value) / (float) ramp->left;
      if (!--ramp->left)
        ramp->value = ramp->target;
    }
  return ramp->value;
}

#endif
