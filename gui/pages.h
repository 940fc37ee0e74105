/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Which pages the window has. Each is made when it is first seen. */

#ifndef GUI_PAGES_H
#define GUI_PAGES_H

#include "model/model.h"

#include <gtk/gtk.h>

/* NULL past the last; 0 is the first page. */
const char *
enh_pages_name (guint number);

const char *
enh_pages_names (void);

/* In the person's language; NULL: no such page. */
const char *
enh_pages_title (const char *name);

/* NULL: no such page. */
GtkWidget *
enh_pages_make (const char *name, EnhModel *model);

/* Microphone and headset of now in one text, to see whether they are others.
   Free by g_free. */
char *
enh_pages_devices_key (EnhModel *model);

#endif
