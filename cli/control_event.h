/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Events of `enhance live --control`, as JSON objects. Numbers that are not
   finite, or not known, are null. */

#ifndef CLI_CONTROL_EVENT_H
#define CLI_CONTROL_EVENT_H

#include "report.h"

#include <enhance/live.h>
#include <enhance/protocol.h>
#include <enhance/supervisor.h>

#include <glib.h>
#include <jansson.h>

/* CONTROL_EVENT_HELLO and so on. */
typedef enum control_kind {
#define KIND(name, word) CONTROL_EVENT_##name,
  ENH_PROTOCOL_EVENTS (KIND)
#undef KIND
} control_kind;

/* {"event":KIND} */
json_t *
control_event (control_kind kind);

/* Bytes from a person, a file or a sound system; what is no UTF-8 is replaced.
   NULL becomes null. */
void
control_event_text (json_t *event, const char *key, const char *bytes);

void
control_event_number (json_t *event, const char *key, double value);

/* {"event":"error","command":COMMAND,"message":…}; `command` may be NULL. */
json_t *
control_event_error (const char *command, const char *message);

/* {"event":"warning","kind":KIND,…,"message":…}; needs the warning, its value and
   the devices. */
json_t *
control_event_warning (const enh_supervisor_event *warning);

/* {"event":"lost","reason":REASON,"message":…,"status":STATUS}, the exit status
   that follows. */
json_t *
control_event_lost (enh_supervisor_reason reason, const char *message,
                    report_exit status);

/* {"event":"delay",…} */
json_t *
control_event_delay (const enh_live_delay *measured);

/* {"event":"started",…} */
json_t *
control_event_started (const enh_device_info *input,
                       const enh_device_info *output,
                       const enh_live_status *status);

/* {"event":"status",…} */
json_t *
control_event_status (const enh_live_status *status, const enh_meters *meters,
                      gboolean muted, guint64 dropped);

/* The line, without a break, to be freed by g_free; lets go of the event. */
char *
control_event_line (json_t *event);

#endif
