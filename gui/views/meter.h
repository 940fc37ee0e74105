/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A level: its name, a bar, and a word, so that nothing hangs on colour. */

#ifndef GUI_VIEWS_METER_H
#define GUI_VIEWS_METER_H

#include "model/session.h"

#include <gtk/gtk.h>

#define PL_TYPE_METER (pl_meter_get_type ())
G_DECLARE_FINAL_TYPE (PlMeter, pl_meter, PL, METER, GtkGrid)

typedef enum { PL_METER_MICROPHONE, PL_METER_EARS } PlMeterSource;

void
pl_meter_bind (PlMeter *self, PlSession *session, PlMeterSource source);

#endif
