/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Type to show: words in very large letters for when sound fails. Nothing is
   kept. */

#ifndef GUI_VIEWS_LETTERS_WINDOW_H
#define GUI_VIEWS_LETTERS_WINDOW_H

#include "model/model.h"

#include <gtk/gtk.h>

#define PL_TYPE_LETTERS_WINDOW (pl_letters_window_get_type ())
G_DECLARE_FINAL_TYPE (PlLettersWindow, pl_letters_window, PL, LETTERS_WINDOW,
                      GtkWindow)

GtkWidget *
pl_letters_window_new (GtkWindow *parent, PlModel *model);

#endif
