/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "control_session.h"

#include "control_event.h"

void
control_send (control_session *session, json_t *event, control_out_rank rank)
{
  char *line = control_event_line (event);

  control_out_add (session->out, line, rank);
  g_free (line);
}

void
control_refuse (control_session *session, const char *command,
                const char *format, ...)
{
  va_list arguments;
  char *message;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  control_send (session, control_event_error (command, message),
                CONTROL_OUT_REPLY);
  g_free (message);
}

enh_chain *
control_chain (const control_session *session)
{
  return enh_live_chain (control_engine_live (session->engine));
}
