/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What is set, under a name: use, keep, delete. */

#ifndef GUI_VIEWS_PRESETS_PAGE_H
#define GUI_VIEWS_PRESETS_PAGE_H

#include "model/model.h"

#include <gtk/gtk.h>

#define PL_TYPE_PRESETS_PAGE (pl_presets_page_get_type ())
G_DECLARE_FINAL_TYPE (PlPresetsPage, pl_presets_page, PL, PRESETS_PAGE,
                      GtkScrolledWindow)

GtkWidget *
pl_presets_page_new (PlModel *model);

#endif
