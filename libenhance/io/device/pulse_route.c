/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Where PulseAudio, or PipeWire in its place, sends the sound; the only file that
   knows libpulse. PortAudio sees such a server as one device named "default"; only
   the server knows which headset is behind it, and when that changes.

   For set-up and short-lived helpers: it connects, asks and disconnects within a
   limited time. No stream is opened. */

#include "base/clock.h"
#include "base/text.h"
#include "io/server/kind.h"
#include "io/device/pulse_route.h"
#include "io/base/error.h"

#include <enhance/live.h>

#include <string.h>

#ifdef HAVE_PULSE

#  include <pulse/pulseaudio.h>

#  include <stdio.h>
#  include <stdlib.h>

/* A server that has not answered by then hangs, ms. */
#  define ANSWER_MS 2000u

/* Which of the server's devices the streams of a process are at. */
#  define NOWHERE UINT32_MAX

/* Rows of a list beyond which none is asked for. */
#  define ROWS_MAX 256u

typedef struct question {
  pa_mainloop *loop;
  pa_context *context;
  uint64_t until_ns;
  uint32_t process;
  uint32_t index[2]; /* of the device that a stream is at, by direction */
  char name[2][256]; /* of the default device, by direction */
  enh_device_target *target[2];
  enh_device_list *list; /* not NULL: asks for the kinds of its devices */
  unsigned char known[ROWS_MAX]; /* of which rows the server knows */
  int found[2];
  int monitor; /* not 0: the microphone is what is played */
  int pending; /* not 0: the current answer is not complete */
} question;

enh_device_kind
enh__pulse_kind_of (const char *name, const char *text, const char *port,
                    pa_proplist *properties)
{
  const char *form = pa_proplist_gets (properties, PA_PROP_DEVICE_FORM_FACTOR);
  const char *bus = pa_proplist_gets (properties, PA_PROP_DEVICE_BUS);

  if (bus && strcmp (bus, "bluetooth") == 0)
    return ENH_DEVICE_BLUETOOTH;
  /* What is plugged in says more than what the card is. */
  if (port
      && (enh__name_contains (port, "headphone")
          || enh__name_contains (port, "headset")))
    return ENH_DEVICE_WIRED;
  if (port
      && (enh__name_contains (port, "speaker")
          || enh__name_contains (port, "hdmi")))
    return ENH_DEVICE_LOUDSPEAKER;
  if (form
      && (strcmp (form, "headset") == 0 || strcmp (form, "headphone") == 0))
    return bus && strcmp (bus, "usb") == 0 ? ENH_DEVICE_USB : ENH_DEVICE_WIRED;
  if (form && enh__form_is_loud (form, port != NULL))
    return ENH_DEVICE_LOUDSPEAKER;

  const enh_device_kind by_text = enh__device_kind_of (text);
  if (by_text != ENH_DEVICE_UNKNOWN)
    return by_text;
  if (bus && strcmp (bus, "usb") == 0)
    return ENH_DEVICE_USB;
  return enh__device_kind_of (name);
}

static int
is_jack (const enh_device_info *row)
{
  return strcmp (row->backend, "JACK") == 0;
}

/* PipeWire's JACK calls a device by its description, and puts a number behind it
   where two have the same. */
static int
is_called (const enh_device_info *row, const char *text)
{
  const size_t length = strlen (text);
  const char *rest = row->name + length;

  return is_jack (row) && strncmp (row->name, text, length) == 0
         && (*rest == '\0'
             || (*rest == '-' && strspn (rest + 1, "0123456789") > 0
                 && rest[1u + strspn (rest + 1, "0123456789")] == '\0'));
}

/* A device with both sides has the kind of its output. */
static void
fill_kind (question *q, enh_direction direction, const char *text,
           enh_device_kind kind)
{
  const enh_device_info *row;

  for (uint32_t i = 0; i < ROWS_MAX && (row = enh_device_list_get (q->list, i));
       ++i)
    if (is_called (row, text))
      {
        q->known[i] = 1;
        if (kind != ENH_DEVICE_UNKNOWN
            && (row->outputs == 0) == (direction == ENH_DIRECTION_INPUT))
          enh__device_list_set_kind (q->list, i, kind);
      }
}

static void
fill (question *q, enh_direction direction, uint32_t index, const char *name,
      const char *text, const char *port, pa_proplist *properties)
{
  enh_device_target *target = q->target[direction];

  if (q->list)
    {
      fill_kind (q, direction, text ? text : name,
                 enh__pulse_kind_of (name, text, port, properties));
      return;
    }
  if (q->index[direction] != NOWHERE ? q->index[direction] != index
                                     : strcmp (q->name[direction], name) != 0)
    return;
  enh__text_copy (target->name, sizeof target->name, name);
  enh__text_copy (target->text, sizeof target->text, text ? text : name);
  target->kind = enh__pulse_kind_of (name, text, port, properties);
  q->found[direction] = 1;
}

/* --- Answers ----------------------------------------------------------------- */

static void
take_server (pa_context *context, const pa_server_info *info, void *user)
{
  question *q = user;

  (void) context;
  if (info)
    {
      enh__text_copy (q->name[ENH_DIRECTION_INPUT], sizeof q->name[0],
                      info->default_source_name ? info->default_source_name
                                                : "");
      enh__text_copy (q->name[ENH_DIRECTION_OUTPUT], sizeof q->name[0],
                      info->default_sink_name ? info->default_sink_name : "");
    }
  q->pending = 0;
}

/* Not 0: a stream is of that process. */
static int
is_of (const question *q, pa_proplist *properties)
{
  const char *process
    = pa_proplist_gets (properties, PA_PROP_APPLICATION_PROCESS_ID);

  return process && q->process
         && strtoul (process, NULL, 10) == (unsigned long) q->process;
}

static void
take_playing (pa_context *context, const pa_sink_input_info *info, int last,
              void *user)
{
  question *q = user;

  (void) context;
  if (last)
    q->pending = 0;
  else if (is_of (q, info->proplist))
    q->index[ENH_DIRECTION_OUTPUT] = info->sink;
}

static void
take_recording (pa_context *context, const pa_source_output_info *info,
                int last, void *user)
{
  question *q = user;

  (void) context;
  if (last)
    q->pending = 0;
  else if (is_of (q, info->proplist))
    q->index[ENH_DIRECTION_INPUT] = info->source;
}

static void
take_sink (pa_context *context, const pa_sink_info *info, int last, void *user)
{
  question *q = user;

  (void) context;
  if (last)
    q->pending = 0;
  else
    fill (q, ENH_DIRECTION_OUTPUT, info->index, info->name, info->description,
          info->active_port ? info->active_port->name : NULL, info->proplist);
}

static void
take_source (pa_context *context, const pa_source_info *info, int last,
             void *user)
{
  question *q = user;

  (void) context;
  if (last)
    q->pending = 0;
  else
    {
      const int before = q->found[ENH_DIRECTION_INPUT];

      fill (q, ENH_DIRECTION_INPUT, info->index, info->name, info->description,
            info->active_port ? info->active_port->name : NULL, info->proplist);
      if (q->found[ENH_DIRECTION_INPUT] != before)
        q->monitor = info->monitor_of_sink != PA_INVALID_INDEX;
    }
}

/* --- Questions --------------------------------------------------------------- */

/* Run the loop for a moment; 0: the time is over, or the server is gone. */
static int
run_on (question *q)
{
  if (enh__clock_ns () >= q->until_ns
      || pa_mainloop_prepare (q->loop, 50000) < 0
      || pa_mainloop_poll (q->loop) < 0 || pa_mainloop_dispatch (q->loop) < 0)
    return 0;
  return PA_CONTEXT_IS_GOOD (pa_context_get_state (q->context));
}

static int
wait_for (question *q, pa_operation *operation)
{
  if (!operation)
    return 0;
  q->pending = 1;
  while (q->pending && run_on (q))
    ;
  pa_operation_unref (operation);
  return !q->pending;
}

static int
connect_to (question *q)
{
  if (pa_context_connect (q->context, NULL, PA_CONTEXT_NOAUTOSPAWN, NULL) < 0)
    return 0;
  while (pa_context_get_state (q->context) != PA_CONTEXT_READY)
    if (!run_on (q))
      return 0;
  return 1;
}

static int
ask_streams (question *q)
{
  pa_context *c = q->context;

  return wait_for (q, pa_context_get_server_info (c, take_server, q))
         && wait_for (q,
                      pa_context_get_sink_input_info_list (c, take_playing, q))
         && wait_for (
           q, pa_context_get_source_output_info_list (c, take_recording, q));
}

static int
ask (question *q)
{
  pa_context *c = q->context;

  return connect_to (q) && (q->list || ask_streams (q))
         && wait_for (q, pa_context_get_sink_info_list (c, take_sink, q))
         && wait_for (q, pa_context_get_source_info_list (c, take_source, q));
}

static enh_status
put (question *q)
{
  enh_status status = ENH_ERR_NO_DEVICE;

  q->until_ns = enh__clock_ns () + ANSWER_MS * UINT64_C (1000000);
  q->loop = pa_mainloop_new ();
  if (q->loop)
    q->context
      = pa_context_new (pa_mainloop_get_api (q->loop), "Personal Listener");
  if (q->context)
    {
      /* A server that is there and hangs uses up the time. */
      status = ask (q)                           ? ENH_OK
               : enh__clock_ns () >= q->until_ns ? ENH_ERR_DEVICE
                                                 : ENH_ERR_NO_DEVICE;
      pa_context_disconnect (q->context);
      pa_context_unref (q->context);
    }
  if (q->loop)
    pa_mainloop_free (q->loop);
  return status;
}

static enh_status
find_targets (long process, enh_device_target *input, enh_device_target *output,
              int *monitor)
{
  question q = { .process = process > 0 ? (uint32_t) process : 0u,
                 .index = { NOWHERE, NOWHERE },
                 .target = { input, output } };

  const enh_status status = put (&q);

  *monitor = q.monitor;
  return status;
}

void
enh__pulse_route_kinds (enh_device_list *list)
{
  question q = { .list = list };
  const enh_device_info *row;

  if (put (&q) != ENH_OK)
    return;
  for (uint32_t i = ROWS_MAX; i-- > 0;)
    if ((row = enh_device_list_get (list, i)) && is_jack (row) && !q.known[i])
      enh__device_list_drop (list, i);
}

#else

void
enh__pulse_route_kinds (enh_device_list *list)
{
  (void) list;
}

static enh_status
find_targets (long process, enh_device_target *input, enh_device_target *output,
              int *monitor)
{
  (void) process;
  *monitor = 0;
  (void) input;
  (void) output;
  return ENH_ERR_NO_DEVICE;
}

#endif

enh_status
enh__pulse_route_find (enh_device_target *input, enh_device_target *output,
                       int *monitor)
{
  memset (input, 0, sizeof *input);
  memset (output, 0, sizeof *output);
  return find_targets (0, input, output, monitor);
}

enh_status
enh_device_find_targets (long process, enh_device_target *input,
                         enh_device_target *output, enh_error *error)
{
  enh__error_clear (error);
  if (!input || !output)
    return enh__fail (error, ENH_ERR_NULL, "%s", enh_strerror (ENH_ERR_NULL));
  memset (input, 0, sizeof *input);
  memset (output, 0, sizeof *output);
  int monitor;
  const enh_status status = find_targets (process, input, output, &monitor);
  if (status == ENH_ERR_DEVICE)
    return enh__fail (error, status,
                      "the PulseAudio or PipeWire server does not answer");
  if (status != ENH_OK)
    return enh__fail (error, status,
                      "there is no PulseAudio or PipeWire server");
  return ENH_OK;
}
