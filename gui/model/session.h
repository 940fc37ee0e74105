/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The listening: the only one that talks to the listening process, through the
   supervisor of libenhance-io. Gives it what PlParams holds, and tells what
   comes back without a type of the audio library.

   Signals:
     `changed` ()                    state, reason, devices or mute
     `levels` ()                     new meters, five times a second
     `warning` (int kind, double value, char *text)
     `delay-measured` (double ms, double confidence)
     `refused` (char *text)          something asked for was refused
     `devices` ()                    pl_session_get_devices has a new list */

#ifndef GUI_MODEL_SESSION_H
#define GUI_MODEL_SESSION_H

#include "model/params.h"

typedef enum {
  PL_SESSION_STOPPED,
  PL_SESSION_STARTING,
  PL_SESSION_LISTENING,
  PL_SESSION_RECOVERING, /* silent; comes back by itself */
  PL_SESSION_WAITING     /* silent; a press is needed */
} PlSessionState;

typedef enum {
  PL_WHY_NONE,
  PL_WHY_SERVER, /* the computer's sound system ended or hangs */
  PL_WHY_OUTPUT_LOST,
  PL_WHY_INPUT_LOST,
  PL_WHY_REPLACED, /* the system took another device by itself */
  PL_WHY_LOUDSPEAKER,
  PL_WHY_SUSPENDED,
  PL_WHY_STEADIER, /* begun anew with more room, after gaps */
  PL_WHY_NO_DEVICE,
  PL_WHY_BUSY,
  PL_WHY_RATE,
  PL_WHY_FAILED, /* the listening process ended again and again */
  PL_WHY_PROGRAM /* it could not be started at all */
} PlSessionWhy;

typedef enum {
  PL_SOUND_UNKNOWN,
  PL_SOUND_WIRED,
  PL_SOUND_USB,
  PL_SOUND_BLUETOOTH,
  PL_SOUND_LOUDSPEAKER
} PlSoundKind;

typedef enum {
  PL_WARN_OTHER,
  PL_WARN_HOWL,  /* value: Hz */
  PL_WARN_XRUNS, /* value: gaps of late */
  PL_WARN_DRIFT,
  PL_WARN_CEILING,
  PL_WARN_DOSE, /* value: % of the week's allowance */
  PL_WARN_BLUETOOTH
} PlSessionWarning;

typedef struct PlDevice {
  char *name;    /* UTF-8; empty: not known */
  char *backend; /* the sound system it belongs to */
  PlSoundKind kind;
  gboolean is_input;
  gboolean is_output;
} PlDevice;

/* Levels in dB below a full-scale sine. */
typedef struct PlLevels {
  double input_db;
  double output_db[2];      /* left, right */
  double delay_ms;          /* microphone to ear, an estimate; 0: not known */
  double dose_percent;      /* of the week's allowance */
  double dose_percent_hour; /* what an hour like this moment would add */
  double howl_reduction_db; /* 0: nothing howls */
  guint64 gaps;             /* since listening began */
} PlLevels;

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

PlSessionState
pl_session_get_state (PlSession *self);

PlSessionWhy
pl_session_get_why (PlSession *self);

gboolean
pl_session_get_muted (PlSession *self);

/* Asked for by the person: not stopped. */
gboolean
pl_session_is_on (PlSession *self);

const PlLevels *
pl_session_get_levels (PlSession *self);

/* In use, or wanted. */
const PlDevice *
pl_session_get_input (PlSession *self);

const PlDevice *
pl_session_get_output (PlSession *self);

/* What a resume would take; an empty name: the same as before. */
const PlDevice *
pl_session_get_offered (PlSession *self);

/* Why listening could not even be set up; NULL: nothing wrong. */
const char *
pl_session_get_trouble (PlSession *self);

/* Of PlDevice, as last looked at. */
GPtrArray *
pl_session_get_devices (PlSession *self);

/* State and reason in one sentence for a person. Free by g_free. */
char *
pl_session_sentence (PlSession *self);

#endif
