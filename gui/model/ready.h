/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The ready check: facts in, findings out, in plain words with what to do. No
   window, no clock. */

#ifndef GUI_MODEL_READY_H
#define GUI_MODEL_READY_H

#include "model/session.h"

typedef enum {
  PL_READY_MICROPHONE, /* it hears a tap */
  PL_READY_HEADSET,    /* wired, no loudspeaker */
  PL_READY_EARS,       /* left is left, right is right */
  PL_READY_LEVEL,      /* speech arrives neither too soft nor too loud */
  PL_READY_EFFECTS,    /* nothing else works on the sound, as far as known */
  PL_READY_DELAY,      /* measured; may be left out */
  PL_READY_ITEMS
} PlReadyItem;

typedef enum {
  PL_VERDICT_OPEN, /* not looked at yet; text says what to do */
  PL_VERDICT_GOOD,
  PL_VERDICT_CAUTION, /* works, but; text says what to do */
  PL_VERDICT_FAULT    /* text says what to do */
} PlVerdict;

typedef enum { PL_HEARD_OPEN, PL_HEARD_YES, PL_HEARD_NO } PlHeard;

typedef struct PlReadySnapshot {
  enh_supervisor_state state;
  enh_supervisor_reason why;
  enh_device_kind input_kind;
  enh_device_kind output_kind;
  const char *input_name;  /* may be NULL */
  const char *output_name; /* may be NULL */
  gboolean said_wired;     /* the person said so of an unknown headset */
  guint64 taps;            /* times that somebody tapped it twice */
  double seconds;          /* the microphone was looked at so long */
  double floor_db;         /* its softest moment, dB full scale */
  double peak_db;          /* its loudest */
  double speech_db;        /* level of speech; below -150: none yet */
  PlHeard left;
  PlHeard right;
  double delay_ms;   /* measured; 0: not */
  double confidence; /* of it, 0 to 1 */
  gboolean delay_failed;
} PlReadySnapshot;

PlVerdict
pl_ready_judge (const PlReadySnapshot *facts, PlReadyItem item,
                const char **text);

/* "Microphone", "Headset", … */
const char *
pl_ready_title (PlReadyItem item);

#endif
