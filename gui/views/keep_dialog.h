/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Asks for a name and keeps what is set as a preset. */

#ifndef GUI_VIEWS_KEEP_DIALOG_H
#define GUI_VIEWS_KEEP_DIALOG_H

#include "model/model.h"

#include <gtk/gtk.h>

/* Returns at once. `kept` is called with `widget`, if that still lives, when the
   preset is kept, and in use from then on; NULL: nobody asks. `widget` is in the
   window that waits. Failures are told to the person, who may try another
   name. */
void
pl_keep_dialog_show (GtkWidget *widget, PlModel *model,
                     void (*kept) (GtkWidget *widget));

#endif
