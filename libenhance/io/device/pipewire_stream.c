/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* One node with ports on both sides, linked by us to the microphone and to the
   headset: sound enters and leaves within one cycle of the server's graph, and
   goes nowhere else. No session manager moves it, and what ends a link ends the
   listening. */

#include "io/device/pipewire_device.h"

#include "base/clock.h"
#include "io/base/error.h"

#include <spa/param/latency-utils.h>

#include <stdio.h>

/* The node and its links are there within this, or never. */
#define OPEN_NS (3u * ENH__NS_PER_S)

/* How often the cycle is looked at. */
#define LOOK_NS 100000000

/* --- What the server tells ------------------------------------------------------- */

static void
on_state (void *data, enum pw_filter_state old, enum pw_filter_state state,
          const char *message)
{
  enh__device *device = data;

  (void) old;
  (void) message;
  if (state == PW_FILTER_STATE_ERROR)
    enh__pw_stream_lose (device, ENH_LIVE_LOST_SERVER);
  device->graph->pw->thread_loop_signal (device->graph->loop, false);
}

/* A port tells how far the device beyond it is from the air. */
static void
on_param (void *data, void *port, uint32_t id, const struct spa_pod *param)
{
  enh__device *device = data;
  const enh_direction *direction = port;
  struct spa_latency_info info;

  if (!port || !param || id != SPA_PARAM_Latency
      || spa_latency_parse (param, &info) < 0
      || info.direction
           != (*direction == ENH_DIRECTION_INPUT ? SPA_DIRECTION_OUTPUT
                                                 : SPA_DIRECTION_INPUT))
    return;
  enh__pw_latency *latency = &device->latency[*direction];
  atomic_store (&latency->periods, info.max_quantum);
  atomic_store (&latency->s,
                (float) ((double) info.max_rate / device->snapshot.sample_rate
                         + 1e-9 * (double) info.max_ns));
}

static const struct pw_filter_events filter_events = {
  PW_VERSION_FILTER_EVENTS,
  .state_changed = on_state,
  .param_changed = on_param,
  .process = enh__pw_process,
};

/* --- Begin and end ----------------------------------------------------------------- */

static void *
add_port (enh__device *device, enh_direction direction, const char *name)
{
  const enh__pw_library *pw = device->graph->pw;
  enh_direction *port = pw->filter_add_port (
    device->filter,
    direction == ENH_DIRECTION_INPUT ? PW_DIRECTION_INPUT : PW_DIRECTION_OUTPUT,
    PW_FILTER_PORT_FLAG_MAP_BUFFERS, sizeof *port,
    pw->properties_new (PW_KEY_FORMAT_DSP, "32 bit float mono audio",
                        PW_KEY_PORT_NAME, name, NULL),
    NULL, 0);

  if (port)
    *port = direction;
  return port;
}

static int
make_filter (enh__device *device)
{
  const enh__pw_library *pw = device->graph->pw;
  const uint32_t rate = (uint32_t) device->snapshot.sample_rate;
  char latency[32], hz[32];
  int complete;

  (void) snprintf (latency, sizeof latency, "%u/%u", (unsigned) device->asked,
                   (unsigned) rate);
  (void) snprintf (hz, sizeof hz, "1/%u", (unsigned) rate);
  device->filter = pw->filter_new (
    device->graph->core, device->client,
    pw->properties_new (
      PW_KEY_NODE_NAME, device->client, PW_KEY_NODE_DESCRIPTION, device->client,
      PW_KEY_APP_NAME, device->client, PW_KEY_MEDIA_TYPE, "Audio",
      PW_KEY_MEDIA_ROLE, "DSP", PW_KEY_NODE_LATENCY, latency, PW_KEY_NODE_RATE,
      hz, PW_KEY_NODE_AUTOCONNECT, "false", PW_KEY_NODE_ALWAYS_PROCESS, "true",
      PW_KEY_NODE_WANT_DRIVER, "true", PW_KEY_NODE_PAUSE_ON_IDLE, "false",
      NULL));
  if (!device->filter)
    return -1;
  pw->filter_add_listener (device->filter, &device->hook, &filter_events,
                           device);
  complete = 1;
  for (uint32_t c = 0; c < device->snapshot.captured; ++c)
    complete &= (device->in_port[c]
                 = add_port (device, ENH_DIRECTION_INPUT, enh__pw_in_names[c]))
                != NULL;
  for (uint32_t c = 0; c < device->snapshot.outputs; ++c)
    complete &= (device->out_port[c] = add_port (device, ENH_DIRECTION_OUTPUT,
                                                 enh__pw_out_names[c]))
                != NULL;
  return complete
             && pw->filter_connect (
                  device->filter,
                  PW_FILTER_FLAG_INACTIVE | PW_FILTER_FLAG_RT_PROCESS, NULL, 0)
                  == 0
           ? 0
           : -1;
}

/* Not 0: the server shows all of our ports. */
static int
is_shown (const enh__device *device)
{
  const uint32_t node = device->graph->pw->filter_get_node_id (device->filter);
  int shown = node != ENH__PW_NONE;

  for (uint32_t c = 0; shown && c < device->snapshot.captured; ++c)
    shown = enh__pw_links_own_port (device, enh__pw_in_names[c]) != NULL;
  for (uint32_t c = 0; shown && c < device->snapshot.outputs; ++c)
    shown = enh__pw_links_own_port (device, enh__pw_out_names[c]) != NULL;
  return shown;
}

static int
open_locked (enh__device *device)
{
  const uint64_t until_ns = enh__clock_ns () + OPEN_NS;

  device->graph->data = device;
  device->graph->changed = enh__pw_stream_watch;
  if (make_filter (device) != 0)
    return -1;
  while (!is_shown (device) && !atomic_load (&device->loss))
    if (enh__pw_graph_wait (device->graph, until_ns))
      return -1;
  if (atomic_load (&device->loss) || enh__pw_links_make (device) != 0)
    return -1;
  /* Then refusals have come, too. */
  return enh__pw_graph_sync (device->graph, until_ns) != 0
             || atomic_load (&device->loss)
           ? -1
           : 0;
}

enh_status
enh__pw_stream_open (enh__device *device, enh_error *error)
{
  int result;

  enh__pw_graph_lock (device->graph);
  result = open_locked (device);
  enh__pw_graph_unlock (device->graph);
  return result == 0
           ? ENH_OK
           : enh__fail (
             error, ENH_ERR_DEVICE,
             "PipeWire does not let sound run from '%.100s' to '%.100s'",
             device->snapshot.side[ENH_DIRECTION_INPUT].name,
             device->snapshot.side[ENH_DIRECTION_OUTPUT].name);
}

enh_status
enh__pw_stream_start (enh__device *device, enh_error *error)
{
  struct pw_loop *loop
    = device->graph->pw->thread_loop_get_loop (device->graph->loop);
  struct timespec every = { 0, LOOK_NS };
  int result;

  enh__pw_graph_lock (device->graph);
  enh__pw_stream_watch (device);
  result = device->graph->pw->filter_set_active (device->filter, true);
  device->timer = pw_loop_add_timer (loop, enh__pw_stream_tick, device);
  if (device->timer)
    pw_loop_update_timer (loop, device->timer, &every, &every, false);
  enh__pw_graph_unlock (device->graph);
  return result >= 0 && device->timer
           ? ENH_OK
           : enh__fail (error, ENH_ERR_DEVICE,
                        "the sound of PipeWire could not be started");
}

void
enh__pw_stream_end (enh__device *device)
{
  const enh__pw_library *pw;

  if (!device->graph || !device->filter)
    return;
  pw = device->graph->pw;
  enh__pw_graph_lock (device->graph);
  device->graph->changed = NULL;
  if (device->timer)
    pw_loop_destroy_source (pw->thread_loop_get_loop (device->graph->loop),
                            device->timer);
  device->timer = NULL;
  enh__pw_links_end (device);
  spa_hook_remove (&device->hook);
  (void) pw->filter_disconnect (device->filter);
  pw->filter_destroy (device->filter);
  device->filter = NULL;
  enh__pw_graph_unlock (device->graph);
}
