/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* One look of the ready check: a mark, what is looked at, what was found, and
   what can be pressed for it. */

#ifndef GUI_VIEWS_READY_ROW_H
#define GUI_VIEWS_READY_ROW_H

#include "model/ready.h"

#include <gtk/gtk.h>

#define PL_TYPE_READY_ROW (pl_ready_row_get_type ())
G_DECLARE_FINAL_TYPE (PlReadyRow, pl_ready_row, PL, READY_ROW, GtkGrid)

void
pl_ready_row_show (PlReadyRow *self, const char *title, PlVerdict verdict,
                   const char *text);

/* A button beside it. */
GtkWidget *
pl_ready_row_add (PlReadyRow *self, const char *label);

#endif
