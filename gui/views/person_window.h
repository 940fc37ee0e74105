/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The screen for the person who listens: four huge buttons. */

#ifndef GUI_VIEWS_PERSON_WINDOW_H
#define GUI_VIEWS_PERSON_WINDOW_H

#include "model/model.h"

#include <gtk/gtk.h>

#define PL_TYPE_PERSON_WINDOW (pl_person_window_get_type ())
G_DECLARE_FINAL_TYPE (PlPersonWindow, pl_person_window, PL, PERSON_WINDOW,
                      GtkWindow)

GtkWidget *
pl_person_window_new (GtkWindow *parent, PlModel *model);

#endif
