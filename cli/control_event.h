/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Events of `enhance live --control`, as JSON objects. Numbers that are not
   finite, or not known, are null. */

#ifndef CLI_CONTROL_EVENT_H
#define CLI_CONTROL_EVENT_H

#include <enhance/live.h>

#include <glib.h>
#include <jansson.h>

/* Of the protocol; grows only when a reader of before could no longer read. */
enum { CONTROL_PROTOCOL = 1 };

/* {"event":NAME} */
json_t *
control_event (const char *name);

/* Bytes from a person, a file or a sound system; what is no UTF-8 is replaced.
   NULL becomes null. */
void
control_event_text (json_t *event, const char *key, const char *bytes);

void
control_event_number (json_t *event, const char *key, double value);

/* {"event":"error","command":COMMAND,"message":…}; `command` may be NULL. */
json_t *
control_event_error (const char *command, const char *message);

/* {"event":"warning","kind":KIND,"message":…} */
json_t *
control_event_warning (const char *kind, const char *message);

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
