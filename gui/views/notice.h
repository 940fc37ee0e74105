/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What happened, above the page, with one thing to do about it. Several wait
   for each other; one of a kind replaces the one before. */

#ifndef GUI_VIEWS_NOTICE_H
#define GUI_VIEWS_NOTICE_H

#include <gtk/gtk.h>

#define ENH_TYPE_NOTICE (enh_notice_get_type ())
G_DECLARE_FINAL_TYPE (EnhNotice, enh_notice, ENH, NOTICE, GtkInfoBar)

/* `kind`: one word. `label` and `action`, a detailed action such as
   win.page::ready: NULL for none. */
void
enh_notice_tell (EnhNotice *self, GtkMessageType type, const char *kind,
                 const char *text, const char *label, const char *action);

/* It holds no more. */
void
enh_notice_withdraw (EnhNotice *self, const char *kind);

#endif
