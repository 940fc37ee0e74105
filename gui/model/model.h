/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* All models of the app, and what goes on between them: settings remember what
   is set, the dose is counted while somebody listens. One for the app; every
   view gets it. */

#ifndef GUI_MODEL_MODEL_H
#define GUI_MODEL_MODEL_H

#include "model/diary.h"
#include "model/dose.h"
#include "model/note.h"
#include "model/params.h"
#include "model/session.h"

#include <gio/gio.h>

typedef struct EnhModel {
  GSettings *settings;
  EnhParams *params;
  EnhSession *session;
  EnhDiary *diary;
  EnhDose *dose;
  EnhNote *note;
  GPtrArray *troubles; /* of char *: what was wrong at the beginning */
  double dose_seen;    /* % at the last look; the rest is today's */
  guint save_source;   /* settings and dose wait to be written */
  gboolean trying;     /* what is set now is for a trial: not remembered */
  gboolean keeps;      /* FALSE: nothing is written, for pictures */
} EnhModel;

/* NULL: the settings' schema is missing. `keeps`: whether settings and dose are
   to be written. */
EnhModel *
enh_model_new (gboolean keeps);

/* Ends the sound, then keeps what is to be kept. NULL is fine. */
void
enh_model_free (EnhModel *model);

/* The one press: start, resume, or stop, as the state is. */
void
enh_model_press (EnhModel *model);

/* Percent of the week's allowance heard in the last seven days. */
double
enh_model_week (EnhModel *model);

/* Load a preset and remember it. FALSE: *why tells. */
gboolean
enh_model_use_preset (EnhModel *model, const char *path, char **why);

/* The preset that is remembered, to be freed; and remember another, which is set
   already. */
char *
enh_model_get_preset (EnhModel *model);
void
enh_model_remember_preset (EnhModel *model, const char *path);

/* Choose devices and remember them; NULL or empty: the system's. */
void
enh_model_choose_devices (EnhModel *model, const char *input,
                          const char *output);

#endif
