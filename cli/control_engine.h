/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The live engine in a thread of its own: a sound system may keep any call for
   ever, and commands must be heard all the same. Whoever asks here never
   waits, control_engine_wait left out. One thread asks. */

#ifndef CLI_CONTROL_ENGINE_H
#define CLI_CONTROL_ENGINE_H

#include <enhance/live.h>

#include <glib.h>

typedef struct control_engine control_engine;

typedef enum control_stage {
  CONTROL_OPENING,
  CONTROL_OPEN, /* the chain is there: set it up, then start */
  CONTROL_STARTING,
  CONTROL_RUNNING,
  CONTROL_ENDING,
  CONTROL_DONE /* ended, or failed */
} control_stage;

/* Begins to open at once. `config` must stay. */
control_engine *
control_engine_new (const enh_live_config *config);

control_stage
control_engine_stage (control_engine *engine);

/* The engine from OPEN to RUNNING, else NULL; it stays until control_engine_end
   is called. */
enh_live *
control_engine_live (control_engine *engine);

/* From OPEN on. */
void
control_engine_start (control_engine *engine);

/* Stop and free, as soon as the call of now comes back. */
void
control_engine_end (control_engine *engine);

/* What went wrong, once DONE: ENH_OK, or a status and its text. */
enh_status
control_engine_failure (control_engine *engine, enh_error *error);

/* Begin to measure the delay; some seconds later it is measured. FALSE: the
   engine does not run, or measures already. */
gboolean
control_engine_measure (control_engine *engine);

/* Play a tone in an ear, 0 or 1. What enh_live_play_tone says; ENH_ERR_STATE,
   too, where the engine does not run or measures. */
enh_status
control_engine_tone (control_engine *engine, uint32_t ear, enh_error *error);

/* Take what was measured, or why not. FALSE: nothing yet. */
gboolean
control_engine_measured (control_engine *engine, enh_live_delay *delay,
                         enh_status *failure, enh_error *error);

/* Wait for DONE, say what control_engine_failure says, and free. FALSE: it
   hangs; leave the process by _exit. */
gboolean
control_engine_finish (control_engine *engine, guint milliseconds,
                       enh_status *failure, enh_error *error);

#endif
