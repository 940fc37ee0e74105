/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* One parameter with two large buttons around a slider: "Softer", "Louder". */

#ifndef GUI_VIEWS_STEPPER_H
#define GUI_VIEWS_STEPPER_H

#include "model/params.h"

#include <gtk/gtk.h>

#define PL_TYPE_STEPPER (pl_stepper_get_type ())
G_DECLARE_FINAL_TYPE (PlStepper, pl_stepper, PL, STEPPER, GtkGrid)

/* `step`: what a press of a button changes, in the parameter's unit. */
void
pl_stepper_bind (PlStepper *self, PlParams *params, const char *param,
                 double step);

/* One press. */
void
pl_stepper_more (PlStepper *self);

void
pl_stepper_less (PlStepper *self);

#endif
