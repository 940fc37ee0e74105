/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A picture of a window as PNG, for documentation and tests. */

#ifndef GUI_PICTURE_H
#define GUI_PICTURE_H

#include <gtk/gtk.h>

/* Show the window, write it once it is drawn, and close it. *status becomes 3
   where the file could not be written; it must live as long as the window. */
void
pl_picture_take (GtkWindow *window, const char *path, int *status);

#endif
