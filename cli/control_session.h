/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What a controlled run is, between the loop and the commands. */

#ifndef CLI_CONTROL_SESSION_H
#define CLI_CONTROL_SESSION_H

#include "control_engine.h"
#include "control_line.h"
#include "control_out.h"
#include "live_judge.h"
#include "live_request.h"

#include <glib.h>
#include <jansson.h>

/* Why it ends. */
typedef enum control_end {
  CONTROL_GO_ON,
  CONTROL_QUIT,   /* somebody asked for it */
  CONTROL_HANGUP, /* whoever commands is gone: be silent at once */
  CONTROL_LOST    /* the sound is: see `lost`; `status` is the exit's */
} control_end;

/* A preset that is being read, and the commands behind it. */
typedef struct control_reading {
  preset_loading *preset; /* NULL: none */
  char *path;
  gint64 until;   /* us, monotonic: given up then */
  guint patience; /* ms that this turn may still wait */
  GQueue lines;   /* char *, in order */
  gsize line_bytes;
} control_reading;

typedef struct control_session {
  const live_request *request;
  preset_settings *settings; /* all that was set, before and after the start */
  gboolean muted;
  double dose_percent; /* heard before; 0: none */
  control_out *out;
  control_engine *engine;
  control_lines lines;
  control_reading reading;
  /* What does a line, for what had to wait: control_obey. */
  void (*obey) (struct control_session *session, const char *line);
  gboolean started; /* was sent */
  guint64 heartbeat_sent;
  live_judge judge;
  control_end end;
  json_t *lost; /* the event to end with; NULL: bye */
  report_exit status;
} control_session;

/* Send an event, and let go of it. */
void
control_send (control_session *session, json_t *event, control_out_rank rank);

/* Send an error event; `command` may be NULL. */
void
control_refuse (control_session *session, const char *command,
                const char *format, ...) G_GNUC_PRINTF (3, 4);

/* The chain, while there is one to command. */
enh_chain *
control_chain (const control_session *session);

/* Do what a line asks for, and answer. */
void
control_obey (control_session *session, const char *line);

#endif
