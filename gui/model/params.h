/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What is set: one property for each parameter of the library's table, by the
   table's names and ranges, and the hearing profile. Widgets bind to the
   properties and know nothing else. Switches are boolean, all others float.

   Signals:
     `audiogram-changed` ()   the hearing profile is another one
     `fit-changed` ()         the fit is another one, or the preset's name
     `asks` ()                whether it is meant: see pl_params_asked */

#ifndef GUI_MODEL_PARAMS_H
#define GUI_MODEL_PARAMS_H

#include <enhance/enhance.h>

#include <glib-object.h>

#include "preset.h"

/* What a preset or a comparison chose; the person's own knobs begin there. */
typedef struct PlFit {
  float volume; /* dB */
  float tone;
} PlFit;

#define PL_TYPE_PARAMS (pl_params_get_type ())
G_DECLARE_FINAL_TYPE (PlParams, pl_params, PL, PARAMS, GObject)

/* With the table's defaults and no hearing profile. */
PlParams *
pl_params_new (void);

guint
pl_params_count (PlParams *self);

float
pl_params_get (PlParams *self, enh_param id);

/* Held to the parameter's range. */
void
pl_params_set (PlParams *self, enh_param id, float value);

/* By name; a name that does not exist is a programming error. */
float
pl_params_get_named (PlParams *self, const char *name);

void
pl_params_set_named (PlParams *self, const char *name, float value);

/* TRUE: it was asked already, and nothing was set since. */
gboolean
pl_params_asked (PlParams *self);

const PlFit *
pl_params_get_fit (PlParams *self);

/* From now on what is given is the fit, and what is set stays. */
void
pl_params_set_fit (PlParams *self, const PlFit *fit);

/* Volume and tone as fitted. */
void
pl_params_return_to_fit (PlParams *self);

/* NULL: none. */
const enh_audiogram *
pl_params_get_audiogram (PlParams *self);

/* NULL: none. */
void
pl_params_set_audiogram (PlParams *self, const enh_audiogram *audiogram);

/* As enh_audiogram_parse reads it; NULL where there is none. Free by g_free. */
char *
pl_params_audiogram_text (PlParams *self);

/* The preset's name, NULL or empty: none. */
const char *
pl_params_get_preset_name (PlParams *self);

/* All that the preset sets; what it does not set gets its default. */
void
pl_params_take_preset (PlParams *self, const preset_settings *preset);

/* Everything that is set, to be kept. Free by preset_free. */
preset_settings *
pl_params_make_preset (PlParams *self, const char *name);

#endif
