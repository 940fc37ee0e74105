/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* "Which is clearer, A or B?": a few comparisons with live speech choose how
   to listen. The library says what to ask. */

#ifndef GUI_VIEWS_COMPARE_PAGE_H
#define GUI_VIEWS_COMPARE_PAGE_H

#include "model/model.h"

#include <gtk/gtk.h>

#define PL_TYPE_COMPARE_PAGE (pl_compare_page_get_type ())
G_DECLARE_FINAL_TYPE (PlComparePage, pl_compare_page, PL, COMPARE_PAGE,
                      GtkScrolledWindow)

GtkWidget *
pl_compare_page_new (PlModel *model);

#endif
