/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What the listening process and the helpers print, as JSON, made into structs.
   They are other processes: whatever they say is checked, cut to length, and
   ignored where it is not understood. */

#ifndef ENH_IO_SUPERVISOR_CHILD_EVENT_H
#define ENH_IO_SUPERVISOR_CHILD_EVENT_H

#include "base/text.h"

#include <enhance/live.h>
#include <enhance/supervisor.h>

#include <stddef.h>

/* Of `enhance live --control`. */
#define ENH__PROTOCOL 1

typedef enum enh__child_kind {
  ENH__CHILD_NONSENSE, /* no JSON, or nothing that is known */
  ENH__CHILD_HELLO,    /* protocol */
  ENH__CHILD_STARTED,  /* input, output, and the status' fixed facts */
  ENH__CHILD_STATUS,   /* status */
  ENH__CHILD_WARNING,  /* warning, value, text */
  ENH__CHILD_DELAY,    /* delay_ms, confidence */
  ENH__CHILD_OK,       /* a command was done */
  ENH__CHILD_ERROR,    /* text */
  ENH__CHILD_LOST,     /* reason, text */
  ENH__CHILD_BYE       /* it ends, as it was asked to */
} enh__child_kind;

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
  char text[512]; /* UTF-8, no control characters */
} enh__child_event;

/* `line` need not be UTF-8, nor JSON. */
void
enh__child_event_read (enh__child_event *event, const char *line);

/* What lies behind the devices that only lead to a sound server, by
   enh_direction; `known` 0: nothing was told of it; `hangs`: because the server
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
