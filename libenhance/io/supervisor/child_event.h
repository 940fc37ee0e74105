/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What the listening process and the helpers print, as JSON, made into structs.
   They are other processes: whatever they say is checked, cut to length, and
   ignored where it is not understood. */

#ifndef ENH_IO_SUPERVISOR_CHILD_EVENT_H
#define ENH_IO_SUPERVISOR_CHILD_EVENT_H

#include "base/text.h"

#include <enhance/live.h>
#include <enhance/protocol.h>
#include <enhance/supervisor.h>

#include <stddef.h>

/* ENH__CHILD_HELLO and so on: the events of the protocol. */
typedef enum enh__child_kind {
  ENH__CHILD_NONSENSE, /* no JSON, or nothing that is known */
#define KIND(name, word) ENH__CHILD_##name,
  ENH_PROTOCOL_EVENTS (KIND)
#undef KIND
} enh__child_kind;

/* Only what its kind has is not 0. */
typedef struct enh__child_event {
  enh__child_kind kind;
  int protocol;
  enh_supervisor_device device[2]; /* by enh_direction */
  enh_supervisor_status status;
  enh_supervisor_warning warning;
  double value;
  double delay_ms;
  double confidence; /* 0 to 1 */
  enh_supervisor_reason reason;
  int exit_status; /* that follows `lost` */
  enh_supervisor_refusal refused;
  char text[512]; /* the message; UTF-8, no control characters */
} enh__child_event;

/* `line` need not be UTF-8, nor JSON. */
void
enh__child_event_read (enh__child_event *event, const char *line);

/* What lies behind the devices that only lead to a sound server, by
   enh_direction; `known` 0: not known; `hangs`: because the server
   is there and does not answer. */
typedef struct enh__child_targets {
  int known;
  int hangs;
  enh_device_target side[2];
} enh__child_targets;

/* What `enhance devices` prints by --json and --targets. A list with no device
   where only targets were asked for; NULL: not that, or no memory. */
enh_device_list *
enh__child_devices_read (const char *text, size_t length,
                         enh__child_targets *targets);

#endif
