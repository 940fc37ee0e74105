/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "model/glide.h"

struct PlGlide {
  float at;  /* dB, that was given last */
  float aim; /* dB */
  guint source;
  void (*give) (float db, gpointer data);
  gpointer data;
};

/* 6 dB in a second. */
enum { STEP_MS = 100 };
static const float step_db = 0.6f;

static void
give (PlGlide *glide, float db)
{
  glide->at = db;
  glide->give (db, glide->data);
}

static gboolean
on_time (gpointer data)
{
  PlGlide *glide = data;

  give (glide, MIN (glide->at + step_db, glide->aim));
  if (glide->at < glide->aim)
    return G_SOURCE_CONTINUE;
  glide->source = 0;
  return G_SOURCE_REMOVE;
}

PlGlide *
pl_glide_new (float at, void (*to) (float db, gpointer data), gpointer data)
{
  PlGlide *glide = g_new0 (PlGlide, 1);

  glide->at = glide->aim = at;
  glide->give = to;
  glide->data = data;
  return glide;
}

void
pl_glide_free (PlGlide *glide)
{
  if (!glide)
    return;
  if (glide->source)
    g_source_remove (glide->source);
  g_free (glide);
}

void
pl_glide_aim (PlGlide *glide, float db, gboolean sounds)
{
  glide->aim = db;
  if (sounds && db > glide->at)
    {
      if (!glide->source)
        glide->source = g_timeout_add (STEP_MS, on_time, glide);
      return;
    }
  if (glide->source)
    g_source_remove (glide->source);
  glide->source = 0;
  give (glide, db);
}
