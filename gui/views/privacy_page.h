/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What is stored and what is not, and how to check it. */

#ifndef GUI_VIEWS_PRIVACY_PAGE_H
#define GUI_VIEWS_PRIVACY_PAGE_H

#include "model/model.h"

#include <gtk/gtk.h>

#define ENH_TYPE_PRIVACY_PAGE (enh_privacy_page_get_type ())
G_DECLARE_FINAL_TYPE (EnhPrivacyPage, enh_privacy_page, ENH, PRIVACY_PAGE,
                      GtkScrolledWindow)

GtkWidget *
enh_privacy_page_new (EnhModel *model);

#endif
