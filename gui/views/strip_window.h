/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Small and above other windows: Softer, Louder, Silence and the state, while
   somebody types elsewhere. */

#ifndef GUI_VIEWS_STRIP_WINDOW_H
#define GUI_VIEWS_STRIP_WINDOW_H

#include "model/model.h"

#include <gtk/gtk.h>

#define PL_TYPE_STRIP_WINDOW (pl_strip_window_get_type ())
G_DECLARE_FINAL_TYPE (PlStripWindow, pl_strip_window, PL, STRIP_WINDOW,
                      GtkWindow)

GtkWidget *
pl_strip_window_new (GtkWindow *parent, PlModel *model);

#endif
