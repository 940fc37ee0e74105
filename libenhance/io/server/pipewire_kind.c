/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What kind of device a node of PipeWire's is. */

#include "io/server/kind.h"
#include "io/server/pipewire_graph.h"

#include <string.h>

static int
is_one_of (const char *word, const char *const *words)
{
  for (; *words; ++words)
    if (strcmp (word, *words) == 0)
      return 1;
  return 0;
}

static const char *const worn[] = { "headset", "headphone", NULL };

/* What is plugged in now, or NULL. */
static const enh__pw_route *
route_of (const enh__pw_card *card, const enh__pw_node *node,
          enh_direction direction)
{
  const uint32_t way = direction == ENH_DIRECTION_INPUT ? SPA_DIRECTION_INPUT
                                                        : SPA_DIRECTION_OUTPUT;

  for (uint32_t i = 0; card && i < card->routes; ++i)
    if (card->route[i].place == node->place && card->route[i].direction == way)
      return &card->route[i];
  return NULL;
}

static int
leads_to (const enh__pw_route *route, const char *part)
{
  return route
         && (enh__name_contains (route->type, part)
             || enh__name_contains (route->name, part));
}

static enh_device_kind
kind_of (const enh__pw_node *node, const enh__pw_card *card,
         const enh__pw_route *route)
{
  const char *form = node->form[0] || !card ? node->form : card->form;
  const char *bus = node->bus[0] || !card ? node->bus : card->bus;
  const char *api = node->api[0] || !card ? node->api : card->api;
  const int usb = strcmp (bus, "usb") == 0;
  const int wireless = strcmp (bus, "bluetooth") == 0
                       || strncmp (api, "bluez", 5) == 0;

  /* What is plugged in tells more than what the card is. */
  if (leads_to (route, "headphone") || leads_to (route, "headset")
      || is_one_of (form, worn))
    return wireless ? ENH_DEVICE_BLUETOOTH
           : usb    ? ENH_DEVICE_USB
                    : ENH_DEVICE_WIRED;
  if (leads_to (route, "speaker") || leads_to (route, "hdmi"))
    return ENH_DEVICE_LOUDSPEAKER;
  if (enh__form_is_loud (form, route != NULL))
    return ENH_DEVICE_LOUDSPEAKER;
  if (wireless)
    return ENH_DEVICE_BLUETOOTH;

  const enh_device_kind by_text = enh__device_kind_of (node->text);
  if (by_text != ENH_DEVICE_UNKNOWN)
    return by_text;
  return usb ? ENH_DEVICE_USB : enh__device_kind_of (node->name);
}

enh_device_kind
enh__pw_graph_kind (const enh__pw_graph *graph, const enh__pw_object *object,
                    enh_direction direction)
{
  const enh__pw_node *node = &object->node;
  const enh__pw_object *card
    = enh__pw_graph_object (graph, ENH__PW_CARD, node->card);
  const enh__pw_card *facts = card ? &card->card : NULL;
  const enh_device_kind kind
    = kind_of (node, facts, route_of (facts, node, direction));

  /* A microphone is in a computer, and plays nothing. */
  return direction == ENH_DIRECTION_INPUT && kind == ENH_DEVICE_LOUDSPEAKER
           ? ENH_DEVICE_UNKNOWN
           : kind;
}
