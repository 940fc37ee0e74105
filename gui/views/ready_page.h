/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The ready check before a conversation; see model/ready.h. */

#ifndef GUI_VIEWS_READY_PAGE_H
#define GUI_VIEWS_READY_PAGE_H

#include "model/model.h"

#include <gtk/gtk.h>

#define ENH_TYPE_READY_PAGE (enh_ready_page_get_type ())
G_DECLARE_FINAL_TYPE (EnhReadyPage, enh_ready_page, ENH, READY_PAGE,
                      GtkScrolledWindow)

GtkWidget *
enh_ready_page_new (EnhModel *model);

#endif
