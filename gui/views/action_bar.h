/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Never scrolled away: Start or Stop, Silence, Type to show, Listener's screen. */

#ifndef GUI_VIEWS_ACTION_BAR_H
#define GUI_VIEWS_ACTION_BAR_H

#include "model/model.h"

#include <gtk/gtk.h>

#define PL_TYPE_ACTION_BAR (pl_action_bar_get_type ())
G_DECLARE_FINAL_TYPE (PlActionBar, pl_action_bar, PL, ACTION_BAR, GtkBox)

/* Once, before it is shown. */
void
pl_action_bar_bind (PlActionBar *self, PlModel *model);

void
pl_action_bar_focus (PlActionBar *self);

#endif
