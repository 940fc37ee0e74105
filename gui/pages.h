/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Which pages the window has. Each is made when it is first seen. */

#ifndef GUI_PAGES_H
#define GUI_PAGES_H

#include "model/model.h"

#include <gtk/gtk.h>

/* NULL past the last; 0 is the first page. */
const char *
pl_pages_name (guint number);

const char *
pl_pages_names (void);

/* In the person's language; NULL: no such page. */
const char *
pl_pages_title (const char *name);

/* NULL: no such page. */
GtkWidget *
pl_pages_make (const char *name, PlModel *model);

#endif
