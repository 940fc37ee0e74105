/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Always in view: the state by icon, word and colour, for how long, which headset,
   microphone and preset; and what to do. Says each change once to a screen
   reader. */

#ifndef GUI_VIEWS_STATE_BAR_H
#define GUI_VIEWS_STATE_BAR_H

#include "model/model.h"

#include <gtk/gtk.h>

#define PL_TYPE_STATE_BAR (pl_state_bar_get_type ())
G_DECLARE_FINAL_TYPE (PlStateBar, pl_state_bar, PL, STATE_BAR, GtkBox)

/* Once, before it is shown. */
void
pl_state_bar_bind (PlStateBar *self, PlModel *model);

#endif
