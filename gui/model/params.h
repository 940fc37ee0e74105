/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What is set: one property for each parameter of the library's table, by the
   table's names and ranges, and the hearing profile. Widgets bind to the
   properties and know nothing else. Switches are boolean, all others float.

   Signal `audiogram-changed` (): the hearing profile is another one. */

#ifndef GUI_MODEL_PARAMS_H
#define GUI_MODEL_PARAMS_H

#include <enhance/enhance.h>

#include <glib-object.h>

#include "preset.h"

#define ENH_TYPE_PARAMS (enh_params_get_type ())
G_DECLARE_FINAL_TYPE (EnhParams, enh_params, ENH, PARAMS, GObject)

/* With the table's defaults and no hearing profile. */
EnhParams *
enh_params_new (void);

guint
enh_params_count (EnhParams *self);

float
enh_params_get (EnhParams *self, enh_param id);

/* Held to the parameter's range. */
void
enh_params_set (EnhParams *self, enh_param id, float value);

/* By name; a name that does not exist is a programming error. */
float
enh_params_get_named (EnhParams *self, const char *name);

void
enh_params_set_named (EnhParams *self, const char *name, float value);

/* NULL: none. */
const enh_audiogram *
enh_params_get_audiogram (EnhParams *self);

/* NULL: none. */
void
enh_params_set_audiogram (EnhParams *self, const enh_audiogram *audiogram);

/* As enh_audiogram_parse reads it; NULL where there is none. Free by g_free. */
char *
enh_params_audiogram_text (EnhParams *self);

/* The preset's name, NULL or empty: none. */
const char *
enh_params_get_preset_name (EnhParams *self);

/* All that the preset sets; what it does not set gets its default. */
void
enh_params_take_preset (EnhParams *self, const cli_preset *preset);

/* Everything that is set, to be kept. Free by preset_free. */
cli_preset *
enh_params_make_preset (EnhParams *self, const char *name);

#endif
