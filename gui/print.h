/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Plain text on paper, or on pages of a PDF file. */

#ifndef GUI_PRINT_H
#define GUI_PRINT_H

#include <gtk/gtk.h>

/* Asks for a printer, above the window that `widget` is in, and returns at once;
   what goes wrong is told there. The text is given to `free_text` at the end. */
void
pl_print (GtkWidget *widget, char *text, GDestroyNotify free_text);

/* FALSE: *error tells. */
gboolean
pl_print_to_pdf (const char *text, const char *path, GError **error);

/* The text of all labels in a widget, in their order. Free by g_free. */
char *
pl_print_collect (GtkWidget *widget);

#endif
