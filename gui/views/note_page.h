/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The communication-support note: fill in, look at, copy, save, print, forget. */

#ifndef GUI_VIEWS_NOTE_PAGE_H
#define GUI_VIEWS_NOTE_PAGE_H

#include "model/model.h"

#include <gtk/gtk.h>

#define ENH_TYPE_NOTE_PAGE (enh_note_page_get_type ())
G_DECLARE_FINAL_TYPE (EnhNotePage, enh_note_page, ENH, NOTE_PAGE,
                      GtkScrolledWindow)

GtkWidget *
enh_note_page_new (EnhModel *model);

#endif
