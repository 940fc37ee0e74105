/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The practitioner's window: lays out the pages and says what happened; keys
   that work everywhere. */

#ifndef GUI_WINDOW_H
#define GUI_WINDOW_H

#include "model/model.h"

#include <gtk/gtk.h>

#define PL_TYPE_WINDOW (pl_window_get_type ())
G_DECLARE_FINAL_TYPE (PlWindow, pl_window, PL, WINDOW, GtkApplicationWindow)

/* The model must outlive the window. */
PlWindow *
pl_window_new (GtkApplication *application, PlModel *model);

/* Before it goes: the sound ends, its size is remembered. */
void
pl_window_leave (PlWindow *self);

/* FALSE: there is no such page. */
gboolean
pl_window_show_page (PlWindow *self, const char *name);

/* All pages, separated by commas. */
const char *
pl_window_page_names (void);

/* FALSE: `why` says it, to be freed; it is told in the window, too. */
gboolean
pl_window_open_preset (PlWindow *self, const char *path, char **why);

#endif
