/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The hearing profile, for who has an audiogram: click or type. It acts at once
   and is kept in a preset alone. */

#ifndef GUI_VIEWS_HEARING_PAGE_H
#define GUI_VIEWS_HEARING_PAGE_H

#include "model/model.h"

#include <gtk/gtk.h>

#define PL_TYPE_HEARING_PAGE (pl_hearing_page_get_type ())
G_DECLARE_FINAL_TYPE (PlHearingPage, pl_hearing_page, PL, HEARING_PAGE,
                      GtkScrolledWindow)

GtkWidget *
pl_hearing_page_new (PlModel *model);

#endif
