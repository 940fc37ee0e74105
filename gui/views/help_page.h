/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* One page that explains the app, to read or to print. */

#ifndef GUI_VIEWS_HELP_PAGE_H
#define GUI_VIEWS_HELP_PAGE_H

#include "model/model.h"

#include <gtk/gtk.h>

#define ENH_TYPE_HELP_PAGE (enh_help_page_get_type ())
G_DECLARE_FINAL_TYPE (EnhHelpPage, enh_help_page, ENH, HELP_PAGE,
                      GtkScrolledWindow)

GtkWidget *
enh_help_page_new (EnhModel *model);

#endif
