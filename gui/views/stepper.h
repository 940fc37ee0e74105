/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* One parameter with two large buttons around a slider: "Softer", "Louder". */

#ifndef GUI_VIEWS_STEPPER_H
#define GUI_VIEWS_STEPPER_H

#include "model/params.h"

#include <gtk/gtk.h>

#define ENH_TYPE_STEPPER (enh_stepper_get_type ())
G_DECLARE_FINAL_TYPE (EnhStepper, enh_stepper, ENH, STEPPER, GtkGrid)

/* `step`: what a press of a button changes, in the parameter's unit. */
void
enh_stepper_bind (EnhStepper *self, EnhParams *params, const char *param,
                  double step);

/* One press. */
void
enh_stepper_more (EnhStepper *self);

void
enh_stepper_less (EnhStepper *self);

#endif
