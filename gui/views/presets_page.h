/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What is set, under a name: use, keep, delete. */

#ifndef GUI_VIEWS_PRESETS_PAGE_H
#define GUI_VIEWS_PRESETS_PAGE_H

#include "model/model.h"

#include <gtk/gtk.h>

#define ENH_TYPE_PRESETS_PAGE (enh_presets_page_get_type ())
G_DECLARE_FINAL_TYPE (EnhPresetsPage, enh_presets_page, ENH, PRESETS_PAGE,
                      GtkScrolledWindow)

GtkWidget *
enh_presets_page_new (EnhModel *model);

#endif
