/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "model/levels.h"

void
pl_levels_silence (PlLevels *levels)
{
  const PlLevels silence = { .input_db = -200.0,
                             .output_db = { -200.0, -200.0 },
                             .dose_percent = levels->dose_percent };

  *levels = silence;
}

void
pl_levels_take (PlLevels *levels, const enh_supervisor_status *status)
{
  levels->input_db = (double) status->input_dbfs[0];
  if (status->inputs > 1)
    levels->input_db = MAX (levels->input_db, (double) status->input_dbfs[1]);
  for (int ear = 0; ear < 2; ++ear)
    levels->output_db[ear]
      = (double) status->output_dbfs[status->outputs > 1 ? ear : 0];
  levels->delay_ms = status->delay_ms;
  levels->dose_percent = (double) status->dose_percent;
  levels->dose_percent_hour = (double) status->dose_percent_per_hour;
  levels->howl_reduction_db = (double) status->howl_reduction_db;
  levels->gaps = status->xruns;
  levels->taps = status->taps;
  levels->system = status->system;
}
