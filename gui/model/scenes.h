/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Where people sit: what the knobs are set to there, beside any preset of hearing. */

#ifndef GUI_MODEL_SCENES_H
#define GUI_MODEL_SCENES_H

#include "model/params.h"

typedef struct PlScene {
  const char *title;   /* to be translated */
  const char *meaning; /* same */
  guint noise;         /* step, see pl_words_noise_percent */
  int loudness;        /* steps from the fit */
} PlScene;

/* NULL past the last. */
const PlScene *
pl_scene (guint number);

void
pl_scene_use (PlParams *params, const PlScene *scene);

#endif
