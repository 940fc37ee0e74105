/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The connection to PulseAudio's server, and its devices as rows: a row a device,
   by the names that the desktop's own settings show. */

#include "io/device/pulse_server.h"

#include "io/device/pulse.h"
#include "io/device/pulse_route.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A server that has not answered by then hangs. */
#define ANSWER_MS 2000u

/* --- Waiting ------------------------------------------------------------------- */

static void
on_timer (pa_mainloop_api *api, pa_time_event *event,
          const struct timeval *time, void *user)
{
  enh__pulse_server *server = user;

  (void) api;
  (void) event;
  (void) time;
  server->expired = 1;
  pa_threaded_mainloop_signal (server->loop, 0);
}

int
enh__pulse_server_wait (enh__pulse_server *server, int (*done) (void *data),
                        void *data, unsigned int ms)
{
  pa_mainloop_api *api = pa_threaded_mainloop_get_api (server->loop);
  pa_time_event *timer = pa_context_rttime_new (
    server->context, pa_rtclock_now () + ms * PA_USEC_PER_MSEC, on_timer,
    server);

  server->expired = 0;
  while (!done (data) && !server->expired
         && PA_CONTEXT_IS_GOOD (pa_context_get_state (server->context)))
    pa_threaded_mainloop_wait (server->loop);
  if (timer)
    api->time_free (timer);
  return !done (data);
}

static void
on_change (pa_context *context, void *user)
{
  enh__pulse_server *server = user;

  (void) context;
  pa_threaded_mainloop_signal (server->loop, 0);
}

static int
is_ready (void *data)
{
  const enh__pulse_server *server = data;

  return pa_context_get_state (server->context) == PA_CONTEXT_READY;
}

static int
is_answered (void *data)
{
  return !((enh__pulse_server *) data)->pending;
}

static void
answer (enh__pulse_server *server)
{
  server->pending = 0;
  pa_threaded_mainloop_signal (server->loop, 0);
}

/* --- Answers ------------------------------------------------------------------- */

static void
take_server (pa_context *context, const pa_server_info *info, void *user)
{
  enh__pulse_server *server = user;

  (void) context;
  if (info)
    {
      server->real = info->server_name
                     && !strstr (info->server_name, "PipeWire");
      enh__text_copy (server->standard[ENH_DIRECTION_INPUT], ENH__PULSE_TEXT,
                      info->default_source_name ? info->default_source_name
                                                : "");
      enh__text_copy (server->standard[ENH_DIRECTION_OUTPUT], ENH__PULSE_TEXT,
                      info->default_sink_name ? info->default_sink_name : "");
    }
  answer (server);
}

static void
add (enh__pulse_server *server, enh_direction side, const char *name,
     const char *text, const char *port, const pa_sample_spec *spec,
     pa_proplist *facts)
{
  enh__pulse_row *row = &server->row[server->rows];
  const char *card = pa_proplist_gets (facts, "alsa.card");

  if (server->rows == ENH__PULSE_ROWS)
    return;
  row->side = side;
  enh__text_copy (row->name, sizeof row->name, name);
  enh__text_copy (row->text, sizeof row->text, text && *text ? text : name);
  for (uint32_t i = 0; i < server->rows; ++i)
    if (server->row[i].side == side
        && strcmp (server->row[i].text, row->text) == 0)
      {
        char both[ENH__PULSE_TEXT];

        (void) snprintf (both, sizeof both, "%.120s (%.120s)", row->text,
                         row->name);
        (void) snprintf (row->text, sizeof row->text, "%s", both);
        break;
      }
  row->kind = enh__pulse_kind_of (name, text, port, facts);
  if (side == ENH_DIRECTION_INPUT && row->kind == ENH_DEVICE_LOUDSPEAKER)
    row->kind = ENH_DEVICE_UNKNOWN;
  row->channels = spec->channels;
  row->rate = spec->rate;
  row->alsa_card = card ? atoi (card) : -1;
  ++server->rows;
}

static void
take_sink (pa_context *context, const pa_sink_info *info, int last, void *user)
{
  enh__pulse_server *server = user;

  (void) context;
  if (last)
    answer (server);
  /* The server's own stand-in where there is nothing to play on. */
  else if (strcmp (info->name, "auto_null") != 0)
    add (server, ENH_DIRECTION_OUTPUT, info->name, info->description,
         info->active_port ? info->active_port->name : NULL, &info->sample_spec,
         info->proplist);
}

static void
take_source (pa_context *context, const pa_source_info *info, int last,
             void *user)
{
  enh__pulse_server *server = user;

  (void) context;
  if (last)
    answer (server);
  /* What is played is no microphone. */
  else if (info->monitor_of_sink == PA_INVALID_INDEX)
    add (server, ENH_DIRECTION_INPUT, info->name, info->description,
         info->active_port ? info->active_port->name : NULL, &info->sample_spec,
         info->proplist);
}

/* --- Begin and end -------------------------------------------------------------- */

static int
await (enh__pulse_server *server, pa_operation *asked)
{
  int failed;

  if (!asked)
    return -1;
  failed = enh__pulse_server_wait (server, is_answered, server, ANSWER_MS);
  if (failed)
    pa_operation_cancel (asked);
  pa_operation_unref (asked);
  return failed;
}

#define ASK(call) (server->pending = 1, await (server, call))

static enh_status
connect_to (enh__pulse_server *server)
{
  pa_context *c = server->context;

  if (enh__pulse_server_wait (server, is_ready, server, ANSWER_MS))
    return server->expired ? ENH_ERR_DEVICE : ENH_ERR_NO_DEVICE;
  if (ASK (pa_context_get_server_info (c, take_server, server)))
    return ENH_ERR_DEVICE;
  if (!server->real)
    return ENH_ERR_NO_DEVICE;
  return ASK (pa_context_get_sink_info_list (c, take_sink, server))
             || ASK (pa_context_get_source_info_list (c, take_source, server))
           ? ENH_ERR_DEVICE
           : ENH_OK;
}

enh_status
enh__pulse_server_open (enh__pulse_server **server, const char *client)
{
  enh__pulse_server *made = calloc (1, sizeof *made);
  enh_status status = ENH_ERR_NO_MEMORY;

  *server = NULL;
  if (!made)
    return status;
  made->loop = pa_threaded_mainloop_new ();
  if (made->loop)
    made->context
      = pa_context_new (pa_threaded_mainloop_get_api (made->loop), client);
  if (made->context)
    {
      pa_context_set_state_callback (made->context, on_change, made);
      status
        = pa_context_connect (made->context, NULL, PA_CONTEXT_NOAUTOSPAWN, NULL)
              < 0
            ? ENH_ERR_NO_DEVICE
            : ENH_OK;
    }
  if (status == ENH_OK && pa_threaded_mainloop_start (made->loop) == 0)
    {
      pa_threaded_mainloop_lock (made->loop);
      status = connect_to (made);
      pa_threaded_mainloop_unlock (made->loop);
    }
  if (status == ENH_OK)
    *server = made;
  else
    enh__pulse_server_close (made);
  return status;
}

void
enh__pulse_server_close (enh__pulse_server *server)
{
  if (!server)
    return;
  if (server->loop)
    pa_threaded_mainloop_stop (server->loop);
  if (server->context)
    {
      pa_context_set_state_callback (server->context, NULL, NULL);
      pa_context_disconnect (server->context);
      pa_context_unref (server->context);
    }
  if (server->loop)
    pa_threaded_mainloop_free (server->loop);
  free (server);
}

/* --- Rows ----------------------------------------------------------------------- */

const enh__pulse_row *
enh__pulse_server_find (const enh__pulse_server *server, const char *name,
                        enh_direction side)
{
  for (uint32_t i = 0; i < server->rows; ++i)
    if (server->row[i].side == side
        && (strcmp (server->row[i].text, name) == 0
            || strcmp (server->row[i].name, name) == 0))
      return &server->row[i];
  return NULL;
}

static int
is_default (const enh__pulse_server *server, const enh__pulse_row *row)
{
  return strcmp (server->standard[row->side], row->name) == 0;
}

/* Outputs with the microphone of the same name, then the microphones that are
   left. */
enh_status
enh__pulse_server_list (const enh__pulse_server *server, enh_device_list *list)
{
  enh_status status = ENH_OK;

  for (uint32_t i = 0; i < server->rows && status == ENH_OK; ++i)
    {
      const enh__pulse_row *row = &server->row[i];
      const int out = row->side == ENH_DIRECTION_OUTPUT;
      const enh__pulse_row *other = enh__pulse_server_find (
        server, row->text, out ? ENH_DIRECTION_INPUT : ENH_DIRECTION_OUTPUT);
      const enh__pulse_row *in = out ? other : row;

      if (!out && other)
        continue;
      const enh_device_info made = { 0,
                                     row->text,
                                     ENH__PULSE_BACKEND,
                                     row->kind,
                                     in ? in->channels : 0u,
                                     out ? row->channels : 0u,
                                     row->rate,
                                     in && is_default (server, in),
                                     out && is_default (server, row) };
      status = enh__device_list_add (list, &made, -1);
    }
  return status;
}

enh_status
enh__pulse_list (enh_device_list *list, int *there, uint64_t *cards)
{
  enh__pulse_server *server;
  enh_status status = enh__pulse_server_open (&server, "Personal Listener");

  *cards = 0;
  *there = status == ENH_OK;
  if (status == ENH_ERR_NO_DEVICE)
    return ENH_OK;
  if (status != ENH_OK)
    return status;
  status = enh__pulse_server_list (server, list);
  for (uint32_t i = 0; i < server->rows; ++i)
    if (server->row[i].alsa_card >= 0 && server->row[i].alsa_card < 64)
      *cards |= UINT64_C (1) << server->row[i].alsa_card;
  enh__pulse_server_close (server);
  return status;
}
