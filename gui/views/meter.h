/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A level: its name, a bar, and a word, so that nothing hangs on colour. */

#ifndef GUI_VIEWS_METER_H
#define GUI_VIEWS_METER_H

#include "model/session.h"

#include <gtk/gtk.h>

#define ENH_TYPE_METER (enh_meter_get_type ())
G_DECLARE_FINAL_TYPE (EnhMeter, enh_meter, ENH, METER, GtkBox)

typedef enum { ENH_METER_MICROPHONE, ENH_METER_EARS } EnhMeterSource;

void
enh_meter_bind (EnhMeter *self, EnhSession *session, EnhMeterSource source);

#endif
