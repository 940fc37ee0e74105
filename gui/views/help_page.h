/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* One page that explains the app, to read or to print. */

#ifndef GUI_VIEWS_HELP_PAGE_H
#define GUI_VIEWS_HELP_PAGE_H

#include "model/model.h"

#include <gtk/gtk.h>

#define PL_TYPE_HELP_PAGE (pl_help_page_get_type ())
G_DECLARE_FINAL_TYPE (PlHelpPage, pl_help_page, PL, HELP_PAGE,
                      GtkScrolledWindow)

GtkWidget *
pl_help_page_new (PlModel *model);

#endif
