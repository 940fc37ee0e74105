/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "model/scenes.h"

#include "model/knobs.h"
#include "model/words.h"

#include <glib/gi18n.h>

static const PlScene scenes[] = {
  { N_ ("At the table"), N_ ("A quiet room, one person speaks"), 2, 0 },
  { N_ ("TV or kettle on"), N_ ("Background noise as low as possible"), 3, 0 },
  { N_ ("Two people"), N_ ("More of the room, so that both are heard"), 1, 0 },
  { N_ ("Very soft voice"), N_ ("Louder, with less background noise"), 2, 2 },
};

const PlScene *
pl_scene (guint number)
{
  return number < G_N_ELEMENTS (scenes) ? &scenes[number] : NULL;
}

void
pl_scene_use (PlParams *params, const PlScene *scene)
{
  pl_params_set_named (params, "noise_reduction",
                       pl_words_noise_percent (scene->noise));
  pl_knob_set (params, PL_KNOB_LOUDNESS, PL_LOUDNESS_FIT + scene->loudness);
}
