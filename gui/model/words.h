/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Parameters and their values in words for a person, in the person's
   language. */

#ifndef GUI_MODEL_WORDS_H
#define GUI_MODEL_WORDS_H

#include <enhance/enhance.h>

#include <glib.h>

/* "Background noise", … NULL: it is nothing that a person changes, or one of the
   knobs. */
const char *
pl_words_param (enh_param id);

/* "less", "on", … Free by g_free. */
char *
pl_words_value (enh_param id, float value);

/* How far noise is turned down: the nearest of four steps. */
enum { PL_NOISE_STEPS = 4 };

guint
pl_words_noise_step (float percent);

/* Percent of a step. */
float
pl_words_noise_percent (guint step);

/* "1 h 20 min", "under a minute". Free by g_free. */
char *
pl_words_duration (double seconds);

#endif
