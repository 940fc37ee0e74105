/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* All models of the app, and what goes on between them: settings remember what
   is set, the dose is counted while somebody listens. One for the app; every
   view gets it. */

#ifndef GUI_MODEL_MODEL_H
#define GUI_MODEL_MODEL_H

#include "model/usage_log.h"
#include "model/dose.h"
#include "model/hours.h"
#include "model/note.h"
#include "model/params.h"
#include "model/session.h"

#include <gio/gio.h>

typedef struct PlModel {
  GSettings *settings;
  PlParams *params;
  PlSession *session;
  PlUsageLog *diary;
  PlDose *dose;
  PlNote *note;
  PlHours hours;
  GPtrArray *troubles; /* of char *: what was wrong at the beginning */
  double dose_seen;    /* % at the last look; the rest is today's */
  guint save_source;   /* settings and dose wait to be written */
  PlFit before;        /* volume and tone of another day, see below */
  gboolean began_soft; /* `before` was not taken over */
  gboolean deleted;    /* the preset in use is not there any more */
  gboolean trying;     /* what is set now is for a trial: not remembered */
  gboolean keeps;      /* FALSE: nothing is written, for pictures */
} PlModel;

/* NULL: the settings' schema is missing. `keeps`: whether settings and dose are
   to be written. */
PlModel *
pl_model_new (gboolean keeps);

/* Ends the sound, then keeps what is to be kept. NULL is fine. */
void
pl_model_free (PlModel *model);

/* Settings and dose, now. */
void
pl_model_save (PlModel *model);

/* The one press: start, resume, or stop, as the state is. */
void
pl_model_press (PlModel *model);

/* Percent of the week's allowance heard in the last seven days. */
double
pl_model_week (PlModel *model);

/* Load a preset and remember it. FALSE: *why tells. */
gboolean
pl_model_use_preset (PlModel *model, const char *path, char **why);

/* The preset that is remembered, to be freed; and remember another, which is set
   already. */
char *
pl_model_get_preset (PlModel *model);
void
pl_model_remember_preset (PlModel *model, const char *path);

/* Its title for a person. Free by g_free. */
char *
pl_model_preset_title (PlModel *model);

/* After a day it begins as fitted; this is for who wants it as last time. */
void
pl_model_as_last_time (PlModel *model);

/* The preset's file is gone; what it set stays until another is chosen. */
void
pl_model_preset_deleted (PlModel *model, const char *path);

/* Somebody else listens from now on: as fitted, with an empty note. */
void
pl_model_new_person (PlModel *model);

/* Choose devices and remember them; NULL or empty: the system's. */
void
pl_model_choose_devices (PlModel *model, const char *input, const char *output);

/* Microphone and headset of now in one text, to see whether they are others.
   Free by g_free. */
char *
pl_model_devices_key (PlModel *model);

#endif
