/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The communication-support note: fill in, look at, copy, save, print, forget. */

#ifndef GUI_VIEWS_NOTE_PAGE_H
#define GUI_VIEWS_NOTE_PAGE_H

#include "model/model.h"

#include <gtk/gtk.h>

#define PL_TYPE_NOTE_PAGE (pl_note_page_get_type ())
G_DECLARE_FINAL_TYPE (PlNotePage, pl_note_page, PL, NOTE_PAGE,
                      GtkScrolledWindow)

GtkWidget *
pl_note_page_new (PlModel *model);

#endif
