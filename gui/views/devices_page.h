/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Microphone, headset and balance. */

#ifndef GUI_VIEWS_DEVICES_PAGE_H
#define GUI_VIEWS_DEVICES_PAGE_H

#include "model/model.h"

#include <gtk/gtk.h>

#define ENH_TYPE_DEVICES_PAGE (enh_devices_page_get_type ())
G_DECLARE_FINAL_TYPE (EnhDevicesPage, enh_devices_page, ENH, DEVICES_PAGE,
                      GtkScrolledWindow)

GtkWidget *
enh_devices_page_new (EnhModel *model);

#endif
