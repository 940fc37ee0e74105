/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The ready check before a conversation; see model/ready.h. */

#ifndef GUI_VIEWS_READY_PAGE_H
#define GUI_VIEWS_READY_PAGE_H

#include "model/model.h"

#include <gtk/gtk.h>

#define PL_TYPE_READY_PAGE (pl_ready_page_get_type ())
G_DECLARE_FINAL_TYPE (PlReadyPage, pl_ready_page, PL, READY_PAGE,
                      GtkScrolledWindow)

GtkWidget *
pl_ready_page_new (PlModel *model);

#endif
