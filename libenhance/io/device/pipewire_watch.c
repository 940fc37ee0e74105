/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What becomes of the devices and of the graph while sound runs. */

#include "io/device/pipewire_device.h"

#include <stdio.h>

/* Longer cycles than asked for are borne so many looks: another program may just
   be ending. Then they are asked for with force, where the sound comes late. */
#define LOOKS_BORNE 10

/* What a voice heard beside itself may be late, ms. */
#define MOST_MS 20.0

void
enh__pw_stream_lose (enh__device *device, int loss)
{
  int nothing = ENH_LIVE_LOST_NOTHING;

  atomic_store_explicit (&device->silenced, 1, memory_order_release);
  /* The first reason is the one: the rest follows from it. */
  if (atomic_compare_exchange_strong (&device->loss, &nothing, loss))
    atomic_store (&device->engine->ended, ENH__ENDED_LOST);
}

void
enh__pw_stream_watch (void *data)
{
  static const unsigned int muted[2]
    = { ENH_LIVE_INPUT_MUTED, ENH_LIVE_OUTPUT_MUTED };
  static const unsigned int silent[2]
    = { ENH_LIVE_INPUT_VOLUME_0, ENH_LIVE_OUTPUT_VOLUME_0 };
  enh__device *device = data;
  unsigned int system = 0;

  if (device->graph->gone)
    {
      enh__pw_stream_lose (device, ENH_LIVE_LOST_SERVER);
      return;
    }
  /* The headset first: where both are gone, it is what is told of. */
  for (int d = ENH_DIRECTION_OUTPUT; d >= ENH_DIRECTION_INPUT; --d)
    {
      const enh__pw_object *object
        = enh__pw_graph_object (device->graph, ENH__PW_NODE, device->node[d]);

      if (!object)
        {
          enh__pw_stream_lose (device, d == ENH_DIRECTION_INPUT
                                         ? ENH_LIVE_LOST_INPUT
                                         : ENH_LIVE_LOST_OUTPUT);
          return;
        }
      system |= object->node.muted ? muted[d] : 0u;
      system |= object->node.silent ? silent[d] : 0u;
      if (d == ENH_DIRECTION_OUTPUT && !device->loudspeaker
          && enh__pw_graph_kind (device->graph, object, ENH_DIRECTION_OUTPUT)
               == ENH_DEVICE_LOUDSPEAKER)
        enh__pw_stream_lose (device, ENH_LIVE_LOST_TO_LOUDSPEAKER);
    }
  atomic_store (&device->system, system);
}

static void
ask (enh__device *device, const char *key, uint32_t number)
{
  char value[16];
  const struct spa_dict_item item = SPA_DICT_ITEM_INIT (key, value);
  const struct spa_dict dict = SPA_DICT_INIT (&item, 1);

  (void) snprintf (value, sizeof value, "%u", (unsigned int) number);
  (void) device->graph->pw->filter_update_properties (device->filter, NULL,
                                                      &dict);
}

/* Another program may hold the graph at long cycles, or at another rate. */
void
enh__pw_stream_tick (void *data, uint64_t expirations)
{
  enh__device *device = data;
  const uint32_t period = atomic_load (&device->period);
  const uint32_t rate = (uint32_t) device->snapshot.sample_rate;
  const uint32_t rate_now = atomic_load (&device->rate);

  (void) expirations;
  if (period == 0)
    return;
  if (rate_now != rate)
    {
      if (device->off_rate++ == 0)
        ask (device, PW_KEY_NODE_FORCE_RATE, rate);
      else if (device->off_rate > LOOKS_BORNE)
        enh__pw_stream_lose (device, ENH_LIVE_LOST_SERVER);
      return;
    }
  device->off_rate = 0;

  const double algorithm_s = (double) enh_chain_latency (device->engine->chain)
                             / device->snapshot.sample_rate;
  device->late
    = period > device->asked
          && 1000.0 * (enh__pw_delay_s (device, period) + algorithm_s) > MOST_MS
        ? device->late + 1
        : 0;
  if (device->late > LOOKS_BORNE && !device->forced)
    {
      device->forced = 1;
      ask (device, PW_KEY_NODE_FORCE_QUANTUM, device->asked);
    }
}
