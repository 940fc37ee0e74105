/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What PipeWire's objects tell of themselves. */

#include "io/server/pipewire_graph.h"

#include "io/server/kind.h"
#include "base/text.h"

#include <pipewire/extensions/metadata.h>
#include <spa/param/props.h>
#include <spa/param/route.h>
#include <spa/pod/iter.h>
#include <spa/pod/parser.h>
#include <spa/utils/json.h>

#include <stdlib.h>
#include <string.h>

void
enh__pw_graph_change (enh__pw_graph *graph)
{
  if (graph->changed)
    graph->changed (graph->data);
  graph->pw->thread_loop_signal (graph->loop, false);
}

/* A volume that is no volume: -80 dB, of which the desktops' sliders have
   nothing left. Linear. */
#define NO_VOLUME 1e-4f

/* Channels of a volume that are looked at. */
#define VOLUMES_MAX 64u

static void
take (char *to, size_t room, const struct spa_dict *props, const char *key)
{
  const char *value = spa_dict_lookup (props, key);

  if (value)
    enh__text_copy (to, room, value);
}

static uint32_t
number_in (const struct spa_dict *props, const char *key, uint32_t otherwise)
{
  const char *value = spa_dict_lookup (props, key);
  char *end = NULL;
  const unsigned long number = value ? strtoul (value, &end, 10) : 0u;

  return value && *value && *end == '\0' && number < ENH__PW_NONE
           ? (uint32_t) number
           : otherwise;
}

/* The keys that stand in nodes and in cards alike. */
static void
take_place (char *form, char *bus, char *api, int *alsa_card,
            const struct spa_dict *props)
{
  /* The second spelling is PulseAudio's, and some rules write it. */
  take (form, ENH__PW_WORD, props, "device.form_factor");
  take (form, ENH__PW_WORD, props, PW_KEY_DEVICE_FORM_FACTOR);
  take (bus, ENH__PW_WORD, props, PW_KEY_DEVICE_BUS);
  take (api, ENH__PW_WORD, props, PW_KEY_DEVICE_API);

  uint32_t card = number_in (props, "api.alsa.pcm.card", ENH__PW_NONE);
  if (card == ENH__PW_NONE)
    card = number_in (props, "api.alsa.card", ENH__PW_NONE);
  if (card != ENH__PW_NONE)
    *alsa_card = (int) card;
}

/* --- Nodes ---------------------------------------------------------------------- */

/* The server's own stand-in where there is nothing to play on. */
static int
is_stand_in (const char *name)
{
  return strcmp (name, "auto_null") == 0;
}

static void
take_node (enh__pw_node *node, const struct spa_dict *props)
{
  const char *class = spa_dict_lookup (props, PW_KEY_MEDIA_CLASS);

  take (node->name, sizeof node->name, props, PW_KEY_NODE_NAME);
  if (!node->text[0])
    take (node->text, sizeof node->text, props, PW_KEY_NODE_NAME);
  take (node->text, sizeof node->text, props, PW_KEY_NODE_NICK);
  take (node->text, sizeof node->text, props, PW_KEY_NODE_DESCRIPTION);
  take_place (node->form, node->bus, node->api, &node->alsa_card, props);
  node->card = number_in (props, PW_KEY_DEVICE_ID, node->card);
  node->place = number_in (props, "card.profile.device", node->place);
  if (!class)
    return;
  /* Monitors are ports of a sink and no class of their own. */
  const int both = strcmp (class, "Audio/Duplex") == 0;
  node->is[ENH_DIRECTION_INPUT] = both || strcmp (class, "Audio/Source") == 0
                                  || strcmp (class, "Audio/Source/Virtual")
                                       == 0;
  node->is[ENH_DIRECTION_OUTPUT] = (both || strcmp (class, "Audio/Sink") == 0)
                                   && !is_stand_in (node->name);
}

static void
on_node_info (void *data, const struct pw_node_info *info)
{
  enh__pw_object *object = data;
  uint32_t wanted = SPA_PARAM_Props;

  if ((info->change_mask & PW_NODE_CHANGE_MASK_PROPS) && info->props)
    take_node (&object->node, info->props);
  if ((info->change_mask & PW_NODE_CHANGE_MASK_PARAMS)
      && (object->node.is[0] || object->node.is[1]))
    pw_node_subscribe_params ((struct pw_node *) object->proxy, &wanted, 1);
  enh__pw_graph_change (object->graph);
}

static void
on_node_param (void *data, int seq, uint32_t id, uint32_t index, uint32_t next,
               const struct spa_pod *param)
{
  enh__pw_object *object = data;
  const struct spa_pod_prop *mute;
  const struct spa_pod_prop *each;
  float volumes[VOLUMES_MAX];
  float volume = 0.0f;
  uint32_t count = 0;
  bool muted;

  (void) seq;
  (void) index;
  (void) next;
  if (id != SPA_PARAM_Props || !param || !spa_pod_is_object (param))
    return;
  mute = spa_pod_find_prop (param, NULL, SPA_PROP_mute);
  if (mute && spa_pod_get_bool (&mute->value, &muted) == 0)
    object->node.muted = muted;
  each = spa_pod_find_prop (param, NULL, SPA_PROP_channelVolumes);
  if (each)
    count
      = spa_pod_copy_array (&each->value, SPA_TYPE_Float, volumes, VOLUMES_MAX);
  for (uint32_t i = 0; i < count; ++i)
    volume = volumes[i] > volume ? volumes[i] : volume;
  if (count > 0)
    object->node.silent = volume < NO_VOLUME;
  enh__pw_graph_change (object->graph);
}

static const struct pw_node_events node_events = {
  PW_VERSION_NODE_EVENTS,
  .info = on_node_info,
  .param = on_node_param,
};

/* --- Cards ---------------------------------------------------------------------- */

static void
on_card_info (void *data, const struct pw_device_info *info)
{
  enh__pw_object *object = data;
  enh__pw_card *card = &object->card;

  if ((info->change_mask & PW_DEVICE_CHANGE_MASK_PROPS) && info->props)
    take_place (card->form, card->bus, card->api, &card->alsa_card,
                info->props);
  /* The server does not say which one changed: all are asked for anew. */
  if (info->change_mask & PW_DEVICE_CHANGE_MASK_PARAMS)
    for (uint32_t i = 0; i < info->n_params; ++i)
      if (info->params[i].id == SPA_PARAM_Route
          && (info->params[i].flags & SPA_PARAM_INFO_READ))
        {
          card->rerouting = 1;
          pw_device_enum_params ((struct pw_device *) object->proxy, 0,
                                 SPA_PARAM_Route, 0, ENH__PW_ROUTES, NULL);
        }
  enh__pw_graph_change (object->graph);
}

/* From the pairs of a route's facts: what is plugged in. */
static void
take_port_type (enh__pw_route *route, const struct spa_pod *facts)
{
  struct spa_pod_parser parser;
  struct spa_pod_frame frame;
  int32_t pairs = 0;
  const char *key, *value;

  spa_pod_parser_pod (&parser, facts);
  if (spa_pod_parser_push_struct (&parser, &frame) < 0
      || spa_pod_parser_get_int (&parser, &pairs) < 0)
    return;
  for (int32_t i = 0; i < pairs; ++i)
    {
      if (spa_pod_parser_get_string (&parser, &key) < 0
          || spa_pod_parser_get_string (&parser, &value) < 0)
        return;
      if (strcmp (key, "port.type") == 0)
        enh__text_copy (route->type, sizeof route->type, value);
    }
}

static void
on_card_param (void *data, int seq, uint32_t id, uint32_t index, uint32_t next,
               const struct spa_pod *param)
{
  enh__pw_object *object = data;
  enh__pw_card *card = &object->card;
  struct spa_pod *facts = NULL;
  uint32_t direction = 0;
  int32_t number = 0, place = 0;
  const char *name = "";

  (void) seq;
  (void) index;
  (void) next;
  if (id != SPA_PARAM_Route || !param)
    return;
  if (card->rerouting)
    {
      card->rerouting = 0;
      card->routes = 0;
    }
  if (card->routes < ENH__PW_ROUTES
      && spa_pod_parse_object (
           param, SPA_TYPE_OBJECT_ParamRoute, NULL, SPA_PARAM_ROUTE_index,
           SPA_POD_Int (&number), SPA_PARAM_ROUTE_direction,
           SPA_POD_Id (&direction), SPA_PARAM_ROUTE_device,
           SPA_POD_Int (&place), SPA_PARAM_ROUTE_name, SPA_POD_String (&name),
           SPA_PARAM_ROUTE_info, SPA_POD_OPT_Pod (&facts))
           >= 0)
    {
      enh__pw_route *route = &card->route[card->routes++];

      memset (route, 0, sizeof *route);
      route->index = (uint32_t) number;
      route->place = (uint32_t) place;
      route->direction = direction;
      enh__text_copy (route->name, sizeof route->name, name);
      if (facts)
        take_port_type (route, facts);
    }
  enh__pw_graph_change (object->graph);
}

static const struct pw_device_events card_events = {
  PW_VERSION_DEVICE_EVENTS,
  .info = on_card_info,
  .param = on_card_param,
};

/* --- Metadata --------------------------------------------------------------------- */

/* {"name": "…"} */
static void
take_default (char *to, const char *value)
{
  struct spa_json all, pairs;
  char key[ENH__PW_WORD];

  to[0] = '\0';
  if (!value)
    return;
  spa_json_init (&all, value, strlen (value));
  if (spa_json_enter_object (&all, &pairs) > 0
      && spa_json_get_string (&pairs, key, sizeof key) > 0
      && strcmp (key, "name") == 0)
    (void) spa_json_get_string (&pairs, to, ENH__PW_TEXT);
}

static int
on_metadata (void *data, uint32_t subject, const char *key, const char *type,
             const char *value)
{
  enh__pw_object *object = data;
  enh__pw_graph *graph = object->graph;

  (void) type;
  if (subject != 0 || !key)
    return 0;
  if (strcmp (key, "default.audio.source") == 0)
    take_default (graph->standard[ENH_DIRECTION_INPUT], value);
  else if (strcmp (key, "default.audio.sink") == 0)
    take_default (graph->standard[ENH_DIRECTION_OUTPUT], value);
  else if (value
           && (strcmp (key, "clock.rate") == 0
               || strcmp (key, "clock.force-rate") == 0))
    {
      const unsigned long rate = strtoul (value, NULL, 10);

      if (rate >= 8000u && rate <= 192000u)
        graph->rate = (uint32_t) rate;
    }
  else if (value && strcmp (key, "clock.allowed-rates") == 0)
    enh__text_copy (graph->rates, sizeof graph->rates, value);
  enh__pw_graph_change (graph);
  return 0;
}

static const struct pw_metadata_events metadata_events = {
  PW_VERSION_METADATA_EVENTS,
  .property = on_metadata,
};

/* --- Begin ------------------------------------------------------------------------ */

static void
take_port (enh__pw_port *port, const struct spa_dict *props)
{
  const char *way = spa_dict_lookup (props, PW_KEY_PORT_DIRECTION);
  const char *monitor = spa_dict_lookup (props, PW_KEY_PORT_MONITOR);

  port->node = number_in (props, PW_KEY_NODE_ID, ENH__PW_NONE);
  port->place = number_in (props, PW_KEY_PORT_ID, 0u);
  port->direction = way && strcmp (way, "in") == 0 ? SPA_DIRECTION_INPUT
                                                   : SPA_DIRECTION_OUTPUT;
  port->monitor = monitor && strcmp (monitor, "true") == 0;
  take (port->channel, sizeof port->channel, props, PW_KEY_AUDIO_CHANNEL);
  take (port->name, sizeof port->name, props, PW_KEY_PORT_NAME);
}

static void *
bind_to (enh__pw_object *object, const char *interface, uint32_t version)
{
  object->proxy = pw_registry_bind (object->graph->registry, object->id,
                                    interface, version, 0);
  return object->proxy;
}

void
enh__pw_facts_begin (enh__pw_object *object, const struct spa_dict *props)
{
  static const struct spa_dict nothing = { 0 };
  void *proxy;

  if (!props)
    props = &nothing;
  switch (object->type)
    {
    case ENH__PW_PORT:
      take_port (&object->port, props);
      break;
    case ENH__PW_NODE:
      object->node.card = object->node.place = ENH__PW_NONE;
      object->node.alsa_card = -1;
      take_node (&object->node, props);
      /* Of other nodes nothing is wanted. */
      if ((object->node.is[0] || object->node.is[1])
          && (proxy
              = bind_to (object, PW_TYPE_INTERFACE_Node, PW_VERSION_NODE)))
        pw_node_add_listener ((struct pw_node *) proxy, &object->hook,
                              &node_events, object);
      break;
    case ENH__PW_CARD:
      object->card.alsa_card = -1;
      take_place (object->card.form, object->card.bus, object->card.api,
                  &object->card.alsa_card, props);
      if ((proxy
           = bind_to (object, PW_TYPE_INTERFACE_Device, PW_VERSION_DEVICE)))
        pw_device_add_listener ((struct pw_device *) proxy, &object->hook,
                                &card_events, object);
      break;
    case ENH__PW_METADATA:
    default:
      if ((proxy
           = bind_to (object, PW_TYPE_INTERFACE_Metadata, PW_VERSION_METADATA)))
        pw_metadata_add_listener ((struct pw_metadata *) proxy, &object->hook,
                                  &metadata_events, object);
      break;
    }
}
