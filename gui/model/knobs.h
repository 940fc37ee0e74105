/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What a person turns, in whole steps and words: no units. Loudness and sound are
   relative to the fit, which is what a preset or a comparison chose. */

#ifndef GUI_MODEL_KNOBS_H
#define GUI_MODEL_KNOBS_H

#include "model/params.h"

typedef enum {
  PL_KNOB_LOUDNESS, /* 1 to 10 */
  PL_KNOB_SOUND,    /* -5 warmer to 5 crisper */
  PL_KNOB_BALANCE,  /* -5 left to 5 right */
  PL_KNOB_CEILING,  /* 1 to as many as there are; the loudest sound */
  PL_KNOBS
} PlKnob;

/* Loudness as fitted; and the last that is reached by one press. */
enum { PL_LOUDNESS_FIT = 5, PL_LOUDNESS_FREE = 7 };

/* As the library's table names it. */
const char *
pl_knob_param (PlKnob knob);

int
pl_knob_least (PlKnob knob);

int
pl_knob_most (PlKnob knob);

/* The nearest step to what is set. */
int
pl_knob_get (PlParams *params, PlKnob knob);

/* Held to the knob's range. */
void
pl_knob_set (PlParams *params, PlKnob knob, int step);

/* One press. The last steps of loudness want a second one: the first is answered
   by the parameters' signal `asks`. */
void
pl_knob_more (PlParams *params, PlKnob knob);

void
pl_knob_less (PlParams *params, PlKnob knob);

/* "5 of 10, as fitted". Free by g_free. */
char *
pl_knob_words (PlKnob knob, int step);

/* "Loudness", translated. */
const char *
pl_knob_title (PlKnob knob);

#endif
