/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Microphone, headset and balance. */

#ifndef GUI_VIEWS_DEVICES_PAGE_H
#define GUI_VIEWS_DEVICES_PAGE_H

#include "model/model.h"

#include <gtk/gtk.h>

#define PL_TYPE_DEVICES_PAGE (pl_devices_page_get_type ())
G_DECLARE_FINAL_TYPE (PlDevicesPage, pl_devices_page, PL, DEVICES_PAGE,
                      GtkScrolledWindow)

GtkWidget *
pl_devices_page_new (PlModel *model);

#endif
