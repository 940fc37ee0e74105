/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The first page: loudness, sound, background noise, and whether the voice
   arrives; before the first start, how to begin. */

#ifndef GUI_VIEWS_LISTEN_PAGE_H
#define GUI_VIEWS_LISTEN_PAGE_H

#include "model/model.h"

#include <gtk/gtk.h>

#define PL_TYPE_LISTEN_PAGE (pl_listen_page_get_type ())
G_DECLARE_FINAL_TYPE (PlListenPage, pl_listen_page, PL, LISTEN_PAGE,
                      GtkScrolledWindow)

GtkWidget *
pl_listen_page_new (PlModel *model);

#endif
