/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What happened, above the page, with one thing to do about it. Several wait
   for each other, the most harmful first; one of a kind replaces the one before.
   What was closed does not come back until it is forgotten that it was. */

#ifndef GUI_VIEWS_NOTICE_H
#define GUI_VIEWS_NOTICE_H

#include <gtk/gtk.h>

#define PL_TYPE_INFO_BAR (pl_info_bar_get_type ())
G_DECLARE_FINAL_TYPE (PlInfoBar, pl_info_bar, PL, INFO_BAR, GtkInfoBar)

/* What harms more goes first; of two alike the newer. */
typedef enum {
  PL_HARM_EARS,    /* too loud, howling */
  PL_HARM_SILENT,  /* nothing is heard */
  PL_HARM_WORSE,   /* heard badly */
  PL_HARM_KEEPING, /* something was not kept */
  PL_HARM_NONE     /* good to know */
} PlHarm;

/* `kind`: one word. `label` and `action`, a detailed action such as
   win.page::ready: NULL for none. */
void
pl_info_bar_show (PlInfoBar *self, PlHarm harm, const char *kind,
                  const char *text, const char *label, const char *action);

/* What was closed may come back: listening begins anew. */
void
pl_info_bar_forget (PlInfoBar *self);

/* It holds no more. */
void
pl_info_bar_withdraw (PlInfoBar *self, const char *kind);

#endif
