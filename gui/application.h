/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The app's life: command line, one instance, models, the window, actions that
   belong to no page. */

#ifndef GUI_APPLICATION_H
#define GUI_APPLICATION_H

#include <gtk/gtk.h>

#define PL_TYPE_APPLICATION (pl_application_get_type ())
G_DECLARE_FINAL_TYPE (PlApplication, pl_application, PL, APPLICATION,
                      GtkApplication)

PlApplication *
pl_application_new (void);

/* Of a command line, what is wrong in it, to be freed; NULL: nothing. */
char *
pl_application_wrong_word (char **words);

/* What went wrong after the command line was done with, as an exit status. */
int
pl_application_status (PlApplication *self);

#endif
