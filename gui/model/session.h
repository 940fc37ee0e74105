/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The listening: the only one that talks to the listening process, through the
   supervisor of libenhance-io. Gives it what EnhParams holds, and tells what
   comes back without a type of the audio library.

   Signals:
     `changed` ()                    state, reason, devices or mute
     `levels` ()                     new meters, five times a second
     `warning` (int kind, double value, char *text)
     `delay-measured` (double ms, double confidence)
     `refused` (char *text)          something asked for was refused
     `devices` ()                    enh_session_get_devices has a new list */

#ifndef GUI_MODEL_SESSION_H
#define GUI_MODEL_SESSION_H

#include "model/params.h"

typedef enum {
  ENH_SESSION_STOPPED,
  ENH_SESSION_STARTING,
  ENH_SESSION_LISTENING,
  ENH_SESSION_RECOVERING, /* silent; comes back by itself */
  ENH_SESSION_WAITING     /* silent; a press is needed */
} EnhSessionState;

typedef enum {
  ENH_WHY_NONE,
  ENH_WHY_SERVER, /* the computer's sound system ended or hangs */
  ENH_WHY_OUTPUT_LOST,
  ENH_WHY_INPUT_LOST,
  ENH_WHY_REPLACED, /* the system took another device by itself */
  ENH_WHY_LOUDSPEAKER,
  ENH_WHY_SUSPENDED,
  ENH_WHY_STEADIER, /* begun anew with more room, after gaps */
  ENH_WHY_NO_DEVICE,
  ENH_WHY_BUSY,
  ENH_WHY_RATE,
  ENH_WHY_FAILED, /* the listening process ended again and again */
  ENH_WHY_PROGRAM /* it could not be started at all */
} EnhSessionWhy;

typedef enum {
  ENH_SOUND_UNKNOWN,
  ENH_SOUND_WIRED,
  ENH_SOUND_USB,
  ENH_SOUND_BLUETOOTH,
  ENH_SOUND_LOUDSPEAKER
} EnhSoundKind;

typedef enum {
  ENH_WARN_OTHER,
  ENH_WARN_HOWL,  /* value: Hz */
  ENH_WARN_XRUNS, /* value: gaps of late */
  ENH_WARN_DRIFT,
  ENH_WARN_CEILING,
  ENH_WARN_DOSE, /* value: % of the week's allowance */
  ENH_WARN_BLUETOOTH
} EnhSessionWarning;

typedef struct EnhDevice {
  char *name;    /* UTF-8; empty: not known */
  char *backend; /* the sound system it belongs to */
  EnhSoundKind kind;
  gboolean is_input;
  gboolean is_output;
} EnhDevice;

/* Levels in dB below a full-scale sine. */
typedef struct EnhLevels {
  double input_db;
  double output_db[2];      /* left, right */
  double delay_ms;          /* microphone to ear, an estimate; 0: not known */
  double dose_percent;      /* of the week's allowance */
  double dose_percent_hour; /* what an hour like this moment would add */
  double howl_reduction_db; /* 0: nothing howls */
  guint64 gaps;             /* since listening began */
} EnhLevels;

#define ENH_TYPE_SESSION (enh_session_get_type ())
G_DECLARE_FINAL_TYPE (EnhSession, enh_session, ENH, SESSION, GObject)

/* Devices: NULL or empty is the system's default. */
EnhSession *
enh_session_new (EnhParams *params, const char *input, const char *output);

/* From here on every call is silent about failure: what came of it is told by
   `changed` and `refused`. */
void
enh_session_start (EnhSession *self, double dose_percent);

void
enh_session_stop (EnhSession *self);

void
enh_session_resume (EnhSession *self);

void
enh_session_mute (EnhSession *self, gboolean muted);

void
enh_session_toggle_mute (EnhSession *self);

void
enh_session_choose (EnhSession *self, const char *input, const char *output,
                    gboolean allow_loudspeaker);

void
enh_session_measure_delay (EnhSession *self);

/* A soft tone in one ear: 0 left, 1 right. */
void
enh_session_play_tone (EnhSession *self, guint ear);

void
enh_session_look_for_devices (EnhSession *self);

EnhSessionState
enh_session_get_state (EnhSession *self);

EnhSessionWhy
enh_session_get_why (EnhSession *self);

gboolean
enh_session_get_muted (EnhSession *self);

/* Asked for by the person: not stopped. */
gboolean
enh_session_is_on (EnhSession *self);

const EnhLevels *
enh_session_get_levels (EnhSession *self);

/* In use, or wanted. */
const EnhDevice *
enh_session_get_input (EnhSession *self);

const EnhDevice *
enh_session_get_output (EnhSession *self);

/* What a resume would take; an empty name: the same as before. */
const EnhDevice *
enh_session_get_offered (EnhSession *self);

/* Why listening could not even be set up; NULL: nothing wrong. */
const char *
enh_session_get_trouble (EnhSession *self);

/* Of EnhDevice, as last looked at. */
GPtrArray *
enh_session_get_devices (EnhSession *self);

/* State and reason in one sentence for a person. Free by g_free. */
char *
enh_session_sentence (EnhSession *self);

#endif
