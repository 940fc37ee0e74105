/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What is stored and what is not, and how to check it. */

#ifndef GUI_VIEWS_PRIVACY_PAGE_H
#define GUI_VIEWS_PRIVACY_PAGE_H

#include "model/model.h"

#include <gtk/gtk.h>

#define PL_TYPE_PRIVACY_PAGE (pl_privacy_page_get_type ())
G_DECLARE_FINAL_TYPE (PlPrivacyPage, pl_privacy_page, PL, PRIVACY_PAGE,
                      GtkScrolledWindow)

GtkWidget *
pl_privacy_page_new (PlModel *model);

#endif
