/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The practitioner's window: lays out the pages and says what happened; keys
   that work everywhere. */

#ifndef GUI_WINDOW_H
#define GUI_WINDOW_H

#include "model/model.h"

#include <gtk/gtk.h>

#define ENH_TYPE_WINDOW (enh_window_get_type ())
G_DECLARE_FINAL_TYPE (EnhWindow, enh_window, ENH, WINDOW, GtkApplicationWindow)

/* The model must outlive the window. */
EnhWindow *
enh_window_new (GtkApplication *application, EnhModel *model);

/* FALSE: there is no such page. */
gboolean
enh_window_show_page (EnhWindow *self, const char *name);

/* All pages, separated by commas. */
const char *
enh_window_page_names (void);

/* FALSE: `why` says it, to be freed; it is told in the window, too. */
gboolean
enh_window_open_preset (EnhWindow *self, const char *path, char **why);

#endif
