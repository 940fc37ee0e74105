/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* How long listening is still safe this week, the loudest sound, the guards. */

#ifndef GUI_VIEWS_SAFETY_PAGE_H
#define GUI_VIEWS_SAFETY_PAGE_H

#include "model/model.h"

#include <gtk/gtk.h>

#define PL_TYPE_SAFETY_PAGE (pl_safety_page_get_type ())
G_DECLARE_FINAL_TYPE (PlSafetyPage, pl_safety_page, PL, SAFETY_PAGE,
                      GtkScrolledWindow)

GtkWidget *
pl_safety_page_new (PlModel *model);

#endif
