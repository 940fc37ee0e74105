/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Before the first start: plug in, put on, Start; the first ticks itself. Opened
   up, the three are the listening check. */

#ifndef GUI_VIEWS_FIRST_STEPS_H
#define GUI_VIEWS_FIRST_STEPS_H

#include "model/model.h"

#include <gtk/gtk.h>

#define PL_TYPE_FIRST_STEPS (pl_first_steps_get_type ())
G_DECLARE_FINAL_TYPE (PlFirstSteps, pl_first_steps, PL, FIRST_STEPS, GtkBox)

/* Once, before it is shown. */
void
pl_first_steps_bind (PlFirstSteps *self, PlModel *model);

#endif
