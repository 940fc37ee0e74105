/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The screen for the person who listens: four huge buttons. */

#ifndef GUI_VIEWS_PERSON_WINDOW_H
#define GUI_VIEWS_PERSON_WINDOW_H

#include "model/model.h"

#include <gtk/gtk.h>

#define ENH_TYPE_PERSON_WINDOW (enh_person_window_get_type ())
G_DECLARE_FINAL_TYPE (EnhPersonWindow, enh_person_window, ENH, PERSON_WINDOW,
                      GtkWindow)

GtkWidget *
enh_person_window_new (GtkWindow *parent, EnhModel *model);

#endif
