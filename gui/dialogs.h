/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What went wrong, told above the window it went wrong in. */

#ifndef GUI_COMPLAIN_H
#define GUI_COMPLAIN_H

#include <gtk/gtk.h>

/* One message with one button. Returns at once; no dialog of the app waits in a
   loop of its own, for a screen reader's press would not return from it. */
void
pl_dialogs_error (GtkWidget *widget, const char *text);

#endif
