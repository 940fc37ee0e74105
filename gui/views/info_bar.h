/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What happened, above the page, with one thing to do about it. Several wait
   for each other; one of a kind replaces the one before. */

#ifndef GUI_VIEWS_NOTICE_H
#define GUI_VIEWS_NOTICE_H

#include <gtk/gtk.h>

#define PL_TYPE_INFO_BAR (pl_info_bar_get_type ())
G_DECLARE_FINAL_TYPE (PlInfoBar, pl_info_bar, PL, INFO_BAR, GtkInfoBar)

/* `kind`: one word. `label` and `action`, a detailed action such as
   win.page::ready: NULL for none. */
void
pl_info_bar_show (PlInfoBar *self, GtkMessageType type, const char *kind,
                  const char *text, const char *label, const char *action);

/* It holds no more. */
void
pl_info_bar_withdraw (PlInfoBar *self, const char *kind);

#endif
