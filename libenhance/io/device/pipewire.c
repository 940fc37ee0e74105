/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* PipeWire natively: which of its devices, and at what rate. The server is asked
   for nothing that it could keep waiting for ever, and what ends here ends at
   once, whether it lives or not. */

#include "io/device/pipewire.h"

#include "io/base/error.h"
#include "io/device/pipewire_device.h"
#include "io/device/pipewire_list.h"
#include "base/text.h"
#include "base/wipe.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Name that the sound server shows, unless the caller has one. */
#define DEFAULT_CLIENT "Personal Listener"

/* Frames of a cycle that are asked for unless the caller wants others: 2.7 ms at
   48 kHz. Without asking it is 1024. */
#define DEFAULT_PERIOD 128u

static enh_status
find_node (enh__device *device, const enh_device_list *list, const char *spec,
           enh_direction direction, uint32_t *channels, enh_error *error)
{
  enh__device_side *side = &device->snapshot.side[direction];
  const enh_device_info *row = NULL;
  const enh__pw_object *node
    = spec ? enh__pw_list_node (device->graph, spec, direction) : NULL;

  if (!node)
    {
      /* ALSA's word for where the server sends its default. */
      const int plugin = spec && strcmp (spec, "default") == 0;
      const enh_status status = enh_device_list_find (
        list, plugin ? NULL : spec, direction, &row, error);

      if (status != ENH_OK)
        return status;
      node = enh__pw_list_node (device->graph, row->name, direction);
    }
  if (!node)
    return enh__fail (error, ENH_ERR_NO_DEVICE, "'%.200s' is no such device",
                      spec ? spec : row->name);
  device->node[direction] = node->id;
  *channels = 0;
  while (enh__pw_graph_port (device->graph, node->id, direction, *channels))
    ++*channels;
  (void) snprintf (side->name, sizeof side->name, "%s",
                   row ? row->name : node->node.text);
  (void) snprintf (side->backend, sizeof side->backend, ENH__PW_BACKEND);
  side->kind = enh__pw_graph_kind (device->graph, node, direction);
  return ENH_OK;
}

static enh_status
count_channels (enh__device *device, const enh_live_config *config,
                const uint32_t *there, enh_error *error)
{
  enh__device_snapshot *snapshot = &device->snapshot;

  snapshot->inputs = config->inputs ? config->inputs : 1u;
  snapshot->captured = config->inputs                    ? config->inputs
                       : there[ENH_DIRECTION_INPUT] > 1u ? 2u
                                                         : 1u;
  snapshot->outputs = config->outputs                    ? config->outputs
                      : there[ENH_DIRECTION_OUTPUT] > 1u ? 2u
                                                         : 1u;
  for (int d = ENH_DIRECTION_INPUT; d <= ENH_DIRECTION_OUTPUT; ++d)
    {
      const uint32_t wanted = d == ENH_DIRECTION_INPUT ? snapshot->inputs
                              : snapshot->outputs < snapshot->inputs
                                ? snapshot->inputs
                                : snapshot->outputs;
      if (there[d] < wanted)
        return enh__fail (error, ENH_ERR_CHANNELS,
                          "%s '%.200s' has %u channel%s, %u are needed",
                          d == ENH_DIRECTION_INPUT ? "input" : "output",
                          snapshot->side[d].name, (unsigned int) there[d],
                          there[d] == 1u ? "" : "s", (unsigned int) wanted);
    }
  return ENH_OK;
}

/* The graph runs at one rate for all; another is had only if the settings allow
   it. */
static int
allows (const enh__pw_graph *graph, double rate)
{
  for (const char *at = graph->rates; *at;)
    {
      char *end;
      const unsigned long allowed = strtoul (at, &end, 10);

      if (end == at)
        ++at;
      else
        {
          if (rate >= (double) allowed && rate <= (double) allowed)
            return 1;
          at = end;
        }
    }
  return 0;
}

static enh_status
choose (enh__device *device, const enh_live_config *config, enh_error *error)
{
  enh_device_list *list = enh__device_list_new ();
  uint32_t there[2] = { 0, 0 };
  enh_status status = list ? enh__pw_list_graph (list, device->graph)
                           : ENH_ERR_NO_MEMORY;

  if (status != ENH_OK)
    (void) enh__fail (error, status, "no memory for the list of devices");
  if (status == ENH_OK)
    status = find_node (device, list, config->input, ENH_DIRECTION_INPUT,
                        &there[ENH_DIRECTION_INPUT], error);
  if (status == ENH_OK)
    status = find_node (device, list, config->output, ENH_DIRECTION_OUTPUT,
                        &there[ENH_DIRECTION_OUTPUT], error);
  enh_device_list_destroy (list);
  if (status == ENH_OK)
    status = count_channels (device, config, there, error);
  if (status != ENH_OK)
    return status;

  device->outputs = there[ENH_DIRECTION_OUTPUT];
  device->loudspeaker = config->allow_loudspeaker;
  device->snapshot.sample_rate = device->graph->rate;
  if (config->sample_rate > 0.0 && allows (device->graph, config->sample_rate))
    device->snapshot.sample_rate = config->sample_rate;
  else if (config->sample_rate > 0.0
           && (config->sample_rate < device->snapshot.sample_rate
               || config->sample_rate > device->snapshot.sample_rate))
    device->snapshot.refused_rate = config->sample_rate;
  return ENH_OK;
}

static enh_status
pipewire_prepare (enh__device **device, const enh_live_config *config,
                  enh__device_snapshot *snapshot, enh_error *error)
{
  enh__device *made = calloc (1, sizeof *made);
  enh_status status;

  *device = made;
  if (!made)
    return enh__fail (error, ENH_ERR_NO_MEMORY, "no memory for the device");
  atomic_init (&made->loss, ENH_LIVE_LOST_NOTHING);
  atomic_init (&made->silenced, 0);
  atomic_init (&made->system, 0u);
  atomic_init (&made->period, 0u);
  atomic_init (&made->rate, 0u);
  for (int d = 0; d < 2; ++d)
    {
      atomic_init (&made->latency[d].periods, 0.0f);
      atomic_init (&made->latency[d].s, 0.0f);
    }
  made->asked = config->period ? config->period : DEFAULT_PERIOD;
  enh__text_copy (made->client, sizeof made->client,
                  config->client && *config->client ? config->client
                                                    : DEFAULT_CLIENT);

  status = enh__pw_graph_open (&made->graph);
  if (status != ENH_OK)
    return enh__fail (error, status,
                      status == ENH_ERR_DEVICE
                        ? "the PipeWire server does not answer; start it again"
                      : status == ENH_ERR_NO_MEMORY
                        ? "no memory for PipeWire"
                        : "there is no PipeWire server");
  enh__pw_graph_lock (made->graph);
  status = choose (made, config, error);
  enh__pw_graph_unlock (made->graph);
  *snapshot = made->snapshot;
  return status;
}

static enh_status
pipewire_open (enh__device *device, enh__engine *engine, enh_error *error)
{
  device->engine = engine;
  for (uint32_t c = 0; c < ENH__PW_CHANNELS; ++c)
    if (!(device->aside[c] = calloc (ENH__PW_BLOCK, sizeof (float))))
      return enh__fail (error, ENH_ERR_NO_MEMORY, "no memory for the device");
  return enh__pw_stream_open (device, error);
}

static enh_status
pipewire_stop (enh__device *device, enh_error *error)
{
  (void) error;
  enh__pw_stream_end (device);
  return ENH_OK;
}

static int
pipewire_close (enh__device *device)
{
  if (!device)
    return 0;
  enh__pw_stream_end (device);
  enh__pw_graph_close (device->graph);
  for (uint32_t c = 0; c < ENH__PW_CHANNELS; ++c)
    if (device->aside[c])
      {
        enh__wipe (device->aside[c], ENH__PW_BLOCK * sizeof (float));
        free (device->aside[c]);
      }
  free (device);
  return 0;
}

/* Its memory stays, as everywhere; no callback comes any more. */
static void
pipewire_abandon (enh__device *device)
{
  enh__pw_stream_end (device);
}

/* The callback tells it. */
static float
pipewire_delay_ms (const enh__device *device)
{
  (void) device;
  return 0.0f;
}

static void
pipewire_poll (const enh__device *device, enh__device_poll *poll)
{
  poll->loss = atomic_load (&device->loss);
  poll->system = atomic_load (&device->system);
}

const enh__device_driver enh__device_pipewire = {
  .prepare = pipewire_prepare,
  .open = pipewire_open,
  .start = enh__pw_stream_start,
  .stop = pipewire_stop,
  .close = pipewire_close,
  .delay_ms = pipewire_delay_ms,
  .poll = pipewire_poll,
  .abandon = pipewire_abandon,
};
