/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What is measured while somebody listens. */

#ifndef GUI_MODEL_LEVELS_H
#define GUI_MODEL_LEVELS_H

#include <enhance/supervisor.h>
#include <glib.h>

/* Levels in dB below a full-scale sine. */
typedef struct PlLevels {
  double input_db;
  double output_db[2];      /* left, right */
  double delay_ms;          /* microphone to ear, an estimate; 0: not known */
  double dose_percent;      /* of the week's allowance */
  double dose_percent_hour; /* what an hour like this moment would add */
  double howl_reduction_db; /* 0: nothing howls */
  guint64 gaps;             /* since listening began */
  guint64 taps;             /* times that somebody tapped twice, since then */
  guint system;             /* ENH_LIVE_INPUT_MUTED and the bits after it */
} PlLevels;

/* Nothing but the dose, which stays. */
void
pl_levels_silence (PlLevels *levels);

void
pl_levels_take (PlLevels *levels, const enh_supervisor_status *status);

#endif
