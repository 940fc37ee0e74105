/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* An audiogram as audiologists draw it: frequency to the right, dB HL
   downwards, a blue × for the left ear, a red ○ for the right one.

   Signal `picked` (uint point, double db_hl): somebody clicked. */

#ifndef GUI_VIEWS_AUDIOGRAM_GRAPH_H
#define GUI_VIEWS_AUDIOGRAM_GRAPH_H

#include <gtk/gtk.h>

#define PL_TYPE_AUDIOGRAM_GRAPH (pl_audiogram_graph_get_type ())
G_DECLARE_FINAL_TYPE (PlAudiogramGraph, pl_audiogram_graph, PL, AUDIOGRAM_GRAPH,
                      GtkDrawingArea)

/* dB HL of both ears, `points` each, at these frequencies in Hz; NULL: none.
   All is copied. */
void
pl_audiogram_graph_set (PlAudiogramGraph *self, guint points,
                        const double *frequency, const double *left,
                        const double *right);

#endif
