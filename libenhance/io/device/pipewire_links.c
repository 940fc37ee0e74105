/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The links between our node and the devices, which are ours: where one ends, the
   device behind it is lost. */

#include "io/device/pipewire_device.h"

#include <stdio.h>
#include <string.h>

const char *const enh__pw_in_names[ENH__PW_CHANNELS] = { "in_0", "in_1" };
const char *const enh__pw_out_names[ENH__PW_CHANNELS] = { "out_0", "out_1" };

static void
lose_link (enh__pw_link *link)
{
  enh__pw_stream_lose (link->device, link->direction == ENH_DIRECTION_INPUT
                                       ? ENH_LIVE_LOST_INPUT
                                       : ENH_LIVE_LOST_OUTPUT);
}

static void
on_link_removed (void *data)
{
  lose_link (data);
}

static void
on_link_error (void *data, int seq, int res, const char *message)
{
  (void) seq;
  (void) res;
  (void) message;
  lose_link (data);
}

static const struct pw_proxy_events link_events = {
  PW_VERSION_PROXY_EVENTS,
  .removed = on_link_removed,
  .error = on_link_error,
};

/* Our own port of that name, or NULL: the server does not show it yet. */
const enh__pw_object *
enh__pw_links_own_port (const enh__device *device, const char *name)
{
  const uint32_t node = device->graph->pw->filter_get_node_id (device->filter);

  for (const enh__pw_object *o = device->graph->objects; o; o = o->next)
    if (o->type == ENH__PW_PORT && o->port.node == node
        && strcmp (o->port.name, name) == 0)
      return o;
  return NULL;
}

static int
make_link (enh__device *device, enh__pw_link *link, enh_direction direction,
           const enh__pw_object *own, const enh__pw_object *other)
{
  const int in = direction == ENH_DIRECTION_INPUT;
  const enh__pw_object *from = in ? other : own;
  const enh__pw_object *to = in ? own : other;
  char number[4][16];
  const struct spa_dict_item items[] = {
    SPA_DICT_ITEM_INIT (PW_KEY_LINK_OUTPUT_NODE, number[0]),
    SPA_DICT_ITEM_INIT (PW_KEY_LINK_OUTPUT_PORT, number[1]),
    SPA_DICT_ITEM_INIT (PW_KEY_LINK_INPUT_NODE, number[2]),
    SPA_DICT_ITEM_INIT (PW_KEY_LINK_INPUT_PORT, number[3]),
  };
  const struct spa_dict dict = SPA_DICT_INIT_ARRAY (items);

  if (!from || !to)
    return -1;
  (void) snprintf (number[0], sizeof number[0], "%u", from->port.node);
  (void) snprintf (number[1], sizeof number[1], "%u", from->id);
  (void) snprintf (number[2], sizeof number[2], "%u", to->port.node);
  (void) snprintf (number[3], sizeof number[3], "%u", to->id);
  link->device = device;
  link->direction = direction;
  link->proxy = pw_core_create_object (device->graph->core, "link-factory",
                                       PW_TYPE_INTERFACE_Link, PW_VERSION_LINK,
                                       &dict, 0);
  if (!link->proxy)
    return -1;
  device->graph->pw->proxy_add_listener (link->proxy, &link->hook, &link_events,
                                         link);
  return 0;
}

/* The headset's port for an ear: by its name, else by its place. */
static const enh__pw_object *
ear_port (const enh__device *device, uint32_t ear)
{
  static const char *const names[] = { "FL", "FR" };
  const uint32_t node = device->node[ENH_DIRECTION_OUTPUT];
  const enh__pw_object *port;

  for (uint32_t n = 0; (port = enh__pw_graph_port (device->graph, node,
                                                   ENH_DIRECTION_OUTPUT, n));
       ++n)
    if (strcmp (port->port.channel, names[ear]) == 0)
      return port;
  return enh__pw_graph_port (device->graph, node, ENH_DIRECTION_OUTPUT, ear);
}

int
enh__pw_links_make (enh__device *device)
{
  const enh__device_snapshot *snapshot = &device->snapshot;
  /* One channel is for both ears, where there are two. */
  const uint32_t ears = device->outputs > 1u ? 2u : 1u;
  enh__pw_link *link = device->link;

  for (uint32_t c = 0; c < snapshot->captured; ++c)
    if (make_link (device, link++, ENH_DIRECTION_INPUT,
                   enh__pw_links_own_port (device, enh__pw_in_names[c]),
                   enh__pw_graph_port (device->graph,
                                       device->node[ENH_DIRECTION_INPUT],
                                       ENH_DIRECTION_INPUT, c))
        != 0)
      return -1;
  for (uint32_t ear = 0; ear < ears; ++ear)
    if (make_link (
          device, link++, ENH_DIRECTION_OUTPUT,
          enh__pw_links_own_port (
            device, enh__pw_out_names[ear < snapshot->outputs ? ear : 0u]),
          ear_port (device, ear))
        != 0)
      return -1;
  return 0;
}

void
enh__pw_links_end (enh__device *device)
{
  for (int i = 0; i < ENH__PW_LINKS; ++i)
    if (device->link[i].proxy)
      {
        spa_hook_remove (&device->link[i].hook);
        device->graph->pw->proxy_destroy (device->link[i].proxy);
        device->link[i].proxy = NULL;
      }
}
