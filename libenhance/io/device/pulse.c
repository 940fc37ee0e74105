/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* PulseAudio natively: which of its devices, and at what rate. */

#include "io/device/pulse.h"

#include "io/base/error.h"

#ifdef HAVE_PULSE

#  include "io/device/pulse_device.h"
#  include "base/wipe.h"

#  include <stdio.h>
#  include <stdlib.h>
#  include <string.h>

/* Name that the sound server shows, unless the caller has one. */
#  define DEFAULT_CLIENT "Personal Listener"

/* Frames of a fragment unless the caller wants others: 5 ms at 48 kHz. Shorter ones
   break on an idle machine, too. */
#  define PERIOD_S 0.005

static enh_status
find (enh__device *device, const enh_device_list *list, const char *spec,
      enh_direction direction, const enh__pulse_row **row, enh_error *error)
{
  enh__device_side *side = &device->snapshot.side[direction];
  const enh_device_info *found = NULL;

  *row = spec ? enh__pulse_server_find (device->server, spec, direction) : NULL;
  if (!*row)
    {
      /* ALSA's word for where the server sends its default. */
      const int plugin = spec && strcmp (spec, "default") == 0;
      const enh_status status = enh_device_list_find (
        list, plugin ? NULL : spec, direction, &found, error);

      if (status != ENH_OK)
        return status;
      *row = enh__pulse_server_find (device->server, found->name, direction);
    }
  if (!*row)
    return enh__fail (error, ENH_ERR_NO_DEVICE, "there is no such device");
  (void) snprintf (device->name[direction], sizeof device->name[direction],
                   "%s", (*row)->name);
  (void) snprintf (side->name, sizeof side->name, "%s", (*row)->text);
  (void) snprintf (side->backend, sizeof side->backend, ENH__PULSE_BACKEND);
  side->kind = (*row)->kind;
  return ENH_OK;
}

static enh_status
choose (enh__device *device, const enh_live_config *config, enh_error *error)
{
  enh__device_snapshot *snapshot = &device->snapshot;
  enh_device_list *list = enh__device_list_new ();
  const enh__pulse_row *in = NULL, *out = NULL;
  enh_status status = list ? enh__pulse_server_list (device->server, list)
                           : ENH_ERR_NO_MEMORY;

  if (status != ENH_OK)
    (void) enh__fail (error, status, "no memory for the list of devices");
  if (status == ENH_OK)
    status
      = find (device, list, config->input, ENH_DIRECTION_INPUT, &in, error);
  if (status == ENH_OK)
    status
      = find (device, list, config->output, ENH_DIRECTION_OUTPUT, &out, error);
  enh_device_list_destroy (list);
  if (status != ENH_OK)
    return status;

  /* The server makes any number of channels of any other. */
  snapshot->inputs = config->inputs ? config->inputs : 1u;
  snapshot->captured = config->inputs     ? config->inputs
                       : in->channels > 1 ? 2u
                                          : 1u;
  snapshot->outputs = config->outputs      ? config->outputs
                      : out->channels > 1u ? 2u
                                           : snapshot->inputs;
  snapshot->sample_rate = config->sample_rate > 0.0 ? config->sample_rate
                                                    : out->rate;
  device->period = config->period
                     ? config->period
                     : (uint32_t) (PERIOD_S * snapshot->sample_rate);
  device->loudspeaker = config->allow_loudspeaker;
  return ENH_OK;
}

static enh_status
pulse_prepare (enh__device **device, const enh_live_config *config,
               enh__device_snapshot *snapshot, enh_error *error)
{
  enh__device *made = calloc (1, sizeof *made);
  enh_status status;

  *device = made;
  if (!made)
    return enh__fail (error, ENH_ERR_NO_MEMORY, "no memory for the device");
  atomic_init (&made->stopping, 0);
  atomic_init (&made->silenced, 0);
  atomic_init (&made->loss, ENH_LIVE_LOST_NOTHING);
  status = enh__pulse_server_open (
    &made->server,
    config->client && *config->client ? config->client : DEFAULT_CLIENT);
  if (status != ENH_OK)
    return enh__fail (error, status,
                      status == ENH_ERR_DEVICE
                        ? "the PulseAudio server does not answer; start it "
                          "again"
                      : status == ENH_ERR_NO_MEMORY
                        ? "no memory for PulseAudio"
                        : "there is no PulseAudio server");
  status = choose (made, config, error);
  *snapshot = made->snapshot;
  return status;
}

static enh_status
pulse_open (enh__device *device, enh__engine *engine, enh_error *error)
{
  const double rate = device->snapshot.sample_rate;
  int complete;

  device->engine = engine;
  device->bridge = enh__bridge_create (rate, rate, device->snapshot.captured);
  complete = device->bridge != NULL;
  for (int c = 0; c < ENH__PULSE_CHANNELS; ++c)
    {
      device->in_block[c] = calloc (ENH__PULSE_BLOCK, sizeof (float));
      device->out_block[c] = calloc (ENH__PULSE_BLOCK, sizeof (float));
      complete = complete && device->in_block[c] && device->out_block[c];
    }
  return complete
           ? enh__pulse_stream_open (device, error)
           : enh__fail (error, ENH_ERR_NO_MEMORY, "no memory for the device");
}

static enh_status
pulse_start (enh__device *device, enh_error *error)
{
  static const int both[2] = { 1, 1 };
  const enh_status status = enh__pulse_stream_start (device, error);

  if (status == ENH_OK)
    device->watch = enh__pulse_watch_new (both, device->loudspeaker,
                                          enh__pulse_stream_lose, device);
  return status;
}

static enh_status
pulse_stop (enh__device *device, enh_error *error)
{
  (void) error;
  atomic_store (&device->stopping, 1);
  enh__pulse_stream_end (device);
  return ENH_OK;
}

static int
pulse_close (enh__device *device)
{
  if (!device)
    return 0;
  atomic_store (&device->stopping, 1);
  enh__pulse_watch_free (device->watch);
  enh__pulse_stream_end (device);
  enh__pulse_server_close (device->server);
  enh__bridge_destroy (device->bridge);
  for (int c = 0; c < ENH__PULSE_CHANNELS; ++c)
    {
      enh__wipe (device->in_block[c], ENH__PULSE_BLOCK * sizeof (float));
      enh__wipe (device->out_block[c], ENH__PULSE_BLOCK * sizeof (float));
      free (device->in_block[c]);
      free (device->out_block[c]);
    }
  free (device);
  return 0;
}

/* Its memory stays, as everywhere; no callback comes any more. */
static void
pulse_abandon (enh__device *device)
{
  atomic_store (&device->stopping, 1);
  enh__pulse_stream_end (device);
}

static float
pulse_delay_ms (const enh__device *device)
{
  (void) device;
  return 0.0f;
}

static void
pulse_poll (const enh__device *device, enh__device_poll *poll)
{
  enh__bridge_state state;

  poll->loss = atomic_load (&device->loss);
  poll->system = enh__pulse_watch_system (device->watch);
  enh__bridge_observe (device->bridge, &state);
  poll->two_clocks = 1;
  poll->drift_ppm = state.ppm;
  poll->resyncs = state.resyncs;
}

const enh__device_driver enh__device_pulse = {
  .prepare = pulse_prepare,
  .open = pulse_open,
  .start = pulse_start,
  .stop = pulse_stop,
  .close = pulse_close,
  .delay_ms = pulse_delay_ms,
  .poll = pulse_poll,
  .abandon = pulse_abandon,
};

#else

static enh_status
none_prepare (enh__device **device, const enh_live_config *config,
              enh__device_snapshot *snapshot, enh_error *error)
{
  (void) config;
  (void) snapshot;
  *device = NULL;
  return enh__fail (error, ENH_ERR_NO_DEVICE, "PulseAudio was not built in");
}

/* Nothing is ever prepared: the rest is not called. */
const enh__device_driver enh__device_pulse = { .prepare = none_prepare };

enh_status
enh__pulse_list (enh_device_list *list, int *there, uint64_t *cards)
{
  (void) list;
  *there = 0;
  *cards = 0;
  return ENH_OK;
}

#endif
