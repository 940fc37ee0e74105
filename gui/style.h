/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The app's look on top of the theme's. */

#ifndef GUI_STYLE_H
#define GUI_STYLE_H

#include <gtk/gtk.h>

/* For the whole app, once. */
void
pl_style_install (void);

/* Our colours apply inside a widget, unless a high-contrast theme is on: then
   the theme's own are the better ones. Follows the theme. */
void
pl_style_colour (GtkWidget *widget);

/* Tell a screen reader, where one listens. */
void
pl_style_announce (GtkWidget *widget, const char *text);

/* An action of the window that a widget is in, without `win.`. */
void
pl_style_act (GtkWidget *widget, const char *action);

/* In all buttons below `widget` words may go to a second line: large text would
   make the window wider than a screen. */
void
pl_style_wrap_buttons (GtkWidget *widget);

#endif
