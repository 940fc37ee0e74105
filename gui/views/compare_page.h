/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* "Which is clearer, A or B?": a few comparisons with live speech choose how
   to listen. The library says what to ask. */

#ifndef GUI_VIEWS_COMPARE_PAGE_H
#define GUI_VIEWS_COMPARE_PAGE_H

#include "model/model.h"

#include <gtk/gtk.h>

#define ENH_TYPE_COMPARE_PAGE (enh_compare_page_get_type ())
G_DECLARE_FINAL_TYPE (EnhComparePage, enh_compare_page, ENH, COMPARE_PAGE,
                      GtkScrolledWindow)

GtkWidget *
enh_compare_page_new (EnhModel *model);

#endif
