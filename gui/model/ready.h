/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The ready check: facts in, findings out, in plain words with what to do. No
   window, no clock. */

#ifndef GUI_MODEL_READY_H
#define GUI_MODEL_READY_H

#include "model/session.h"

typedef enum {
  ENH_READY_MICROPHONE, /* it hears a tap */
  ENH_READY_HEADSET,    /* wired, no loudspeaker */
  ENH_READY_EARS,       /* left is left, right is right */
  ENH_READY_LEVEL,      /* speech arrives neither too soft nor too loud */
  ENH_READY_EFFECTS,    /* nothing else works on the sound, as far as known */
  ENH_READY_DELAY,      /* measured; may be left out */
  ENH_READY_ITEMS
} EnhReadyItem;

typedef enum {
  ENH_VERDICT_OPEN, /* not looked at yet; text says what to do */
  ENH_VERDICT_GOOD,
  ENH_VERDICT_CAUTION, /* works, but; text says what to do */
  ENH_VERDICT_FAULT    /* text says what to do */
} EnhVerdict;

typedef enum { ENH_HEARD_OPEN, ENH_HEARD_YES, ENH_HEARD_NO } EnhHeard;

typedef struct EnhReadyFacts {
  EnhSessionState state;
  EnhSessionWhy why;
  EnhSoundKind input_kind;
  EnhSoundKind output_kind;
  const char *input_name;  /* may be NULL */
  const char *output_name; /* may be NULL */
  gboolean said_wired;     /* the person said so of an unknown headset */
  double seconds;          /* the microphone was looked at so long */
  double floor_db;         /* its softest moment, dB full scale */
  double peak_db;          /* its loudest */
  double speech_db;        /* level of speech; below -150: none yet */
  EnhHeard left;
  EnhHeard right;
  double delay_ms;   /* measured; 0: not */
  double confidence; /* of it, 0 to 1 */
  gboolean delay_failed;
} EnhReadyFacts;

EnhVerdict
enh_ready_judge (const EnhReadyFacts *facts, EnhReadyItem item,
                 const char **text);

/* "Microphone", "Headset", … */
const char *
enh_ready_title (EnhReadyItem item);

#endif
