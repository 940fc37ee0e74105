/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* One knob with two large buttons around a slider: "Softer", "Louder". */

#ifndef GUI_VIEWS_STEPPER_H
#define GUI_VIEWS_STEPPER_H

#include "model/knobs.h"

#include <gtk/gtk.h>

#define PL_TYPE_STEPPER (pl_stepper_get_type ())
G_DECLARE_FINAL_TYPE (PlStepper, pl_stepper, PL, STEPPER, GtkGrid)

/* Once, before it is shown. */
void
pl_stepper_bind (PlStepper *self, PlParams *params, PlKnob knob);

#endif
