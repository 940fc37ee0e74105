/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* One look of the ready check: a mark, what is looked at, what was found, and
   what can be pressed for it. */

#ifndef GUI_VIEWS_READY_ROW_H
#define GUI_VIEWS_READY_ROW_H

#include "model/ready.h"

#include <gtk/gtk.h>

#define ENH_TYPE_READY_ROW (enh_ready_row_get_type ())
G_DECLARE_FINAL_TYPE (EnhReadyRow, enh_ready_row, ENH, READY_ROW, GtkGrid)

void
enh_ready_row_show (EnhReadyRow *self, const char *title, EnhVerdict verdict,
                    const char *text);

/* A button beside it. */
GtkWidget *
enh_ready_row_add (EnhReadyRow *self, const char *label);

#endif
