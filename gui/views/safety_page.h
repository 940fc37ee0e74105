/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* How long listening is still safe this week, the loudest sound, the guards. */

#ifndef GUI_VIEWS_SAFETY_PAGE_H
#define GUI_VIEWS_SAFETY_PAGE_H

#include "model/model.h"

#include <gtk/gtk.h>

#define ENH_TYPE_SAFETY_PAGE (enh_safety_page_get_type ())
G_DECLARE_FINAL_TYPE (EnhSafetyPage, enh_safety_page, ENH, SAFETY_PAGE,
                      GtkScrolledWindow)

GtkWidget *
enh_safety_page_new (EnhModel *model);

#endif
