/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The listening: the only one that talks to the listening process, through the
   supervisor of libenhance-io. Gives it what PlParams holds, and passes on what
   comes back: the library's states, reasons and kinds, and never its sentences,
   which are English. Those of the app are in sentence.c. Where a switch over one
   of them has no default, the compiler names what a new value lacks.

   Signals:
     `changed` ()                    state, reason, devices or mute
     `levels` ()                     new meters, five times a second
     `warning` (int kind, double value)   enh_supervisor_warning
     `delay-measured` (double ms, double confidence)
     `refused` (int what)            enh_supervisor_refusal
     `devices` ()                    pl_session_get_devices has a new list */

#ifndef GUI_MODEL_SESSION_H
#define GUI_MODEL_SESSION_H

#include "model/levels.h"
#include "model/params.h"

#include <enhance/supervisor.h>

#define PL_TYPE_SESSION (pl_session_get_type ())
G_DECLARE_FINAL_TYPE (PlSession, pl_session, PL, SESSION, GObject)

/* Devices: NULL or empty is the system's default. */
PlSession *
pl_session_new (PlParams *params, const char *input, const char *output);

/* From here on every call is silent about failure: what came of it is told by
   `changed` and `refused`. */
void
pl_session_start (PlSession *self, double dose_percent);

void
pl_session_stop (PlSession *self);

void
pl_session_resume (PlSession *self);

void
pl_session_mute (PlSession *self, gboolean muted);

void
pl_session_toggle_mute (PlSession *self);

void
pl_session_choose (PlSession *self, const char *input, const char *output,
                   gboolean allow_loudspeaker);

void
pl_session_measure_delay (PlSession *self);

/* A soft tone in one ear: 0 left, 1 right. */
void
pl_session_play_tone (PlSession *self, guint ear);

void
pl_session_look_for_devices (PlSession *self);

enh_supervisor_state
pl_session_get_state (PlSession *self);

enh_supervisor_reason
pl_session_get_why (PlSession *self);

gboolean
pl_session_get_muted (PlSession *self);

/* Asked for by the person: not stopped. */
gboolean
pl_session_is_on (PlSession *self);

/* It has listened since Start; then what was lost can be resumed. */
gboolean
pl_session_has_listened (PlSession *self);

/* Since the sound last came; 0: there is none. */
guint
pl_session_get_minutes (PlSession *self);

const PlLevels *
pl_session_get_levels (PlSession *self);

/* In use, or wanted; an empty name: not known. */
const enh_supervisor_device *
pl_session_get_input (PlSession *self);

const enh_supervisor_device *
pl_session_get_output (PlSession *self);

/* What a resume would take; an empty name: the same as before. */
const enh_supervisor_device *
pl_session_get_offered (PlSession *self);

/* As last looked at; NULL: never. */
const enh_device_list *
pl_session_get_devices (PlSession *self);

/* The state in a word or two: "Listening · 12 min", "Muted", "No sound". Free by
   g_free. */
char *
pl_session_word (PlSession *self);

/* Why, and what to do; empty: nothing. Free by g_free. */
char *
pl_session_advice (PlSession *self);

/* Both in one sentence. Free by g_free. */
char *
pl_session_sentence (PlSession *self);

/* A warning in a sentence or two; NULL: it is not for a person. */
const char *
pl_session_warning_sentence (enh_supervisor_warning warning, double value);

const char *
pl_session_refusal_sentence (enh_supervisor_refusal what);

#endif
