/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* No jump up: a level that rises goes 6 dB in a second at most; down it goes at
   once. */

#ifndef GUI_MODEL_GLIDE_H
#define GUI_MODEL_GLIDE_H

#include <glib.h>

typedef struct PlGlide PlGlide;

/* `give` gets each level on the way, dB. */
PlGlide *
pl_glide_new (float at, void (*give) (float db, gpointer data), gpointer data);

/* NULL is fine. */
void
pl_glide_free (PlGlide *glide);

/* `sounds`: somebody hears it; else it is there at once. */
void
pl_glide_aim (PlGlide *glide, float db, gboolean sounds);

#endif
