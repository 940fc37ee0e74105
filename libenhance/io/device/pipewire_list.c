/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* PipeWire's devices as rows: a row a device, by the names that the desktop's own
   settings show. A card's microphone and headset that bear one name are one
   row. */

#include "io/device/pipewire_list.h"

#include "io/device/pipewire.h"

#include <stdio.h>
#include <string.h>

/* Ports of a device that are counted. */
#define CHANNELS_MAX 64u

static uint32_t
channels_of (const enh__pw_graph *graph, const enh__pw_object *node,
             enh_direction direction)
{
  uint32_t count = 0;

  if (node->type != ENH__PW_NODE || !node->node.is[direction])
    return 0;
  while (count < CHANNELS_MAX
         && enh__pw_graph_port (graph, node->id, direction, count))
    ++count;
  return count;
}

/* The first of those with that side and text keeps it; others have the server's
   name behind it. */
static void
name_of (const enh__pw_graph *graph, const enh__pw_object *node,
         enh_direction direction, char *name, size_t room)
{
  const enh__pw_object *o = graph->objects;

  while (o != node
         && !(channels_of (graph, o, direction) > 0
              && strcmp (o->node.text, node->node.text) == 0))
    o = o->next;
  if (o == node)
    (void) snprintf (name, room, "%s", node->node.text);
  else
    (void) snprintf (name, room, "%.120s (%.120s)", node->node.text,
                     node->node.name);
}

static int
is_default (const enh__pw_graph *graph, const enh__pw_object *node,
            enh_direction direction)
{
  return strcmp (graph->standard[direction], node->node.name) == 0;
}

/* The microphone of the same card with the same name, or NULL. */
static const enh__pw_object *
other_side (const enh__pw_graph *graph, const enh__pw_object *ear,
            const char *ear_name)
{
  char name[ENH__PW_TEXT];

  for (const enh__pw_object *o = graph->objects; o; o = o->next)
    if (o->type == ENH__PW_NODE
        && channels_of (graph, o, ENH_DIRECTION_INPUT) > 0
        && (o == ear
            || (o->node.card != ENH__PW_NONE
                && o->node.card == ear->node.card)))
      {
        name_of (graph, o, ENH_DIRECTION_INPUT, name, sizeof name);
        if (strcmp (name, ear_name) == 0)
          return o;
      }
  return NULL;
}

/* Not 0: that microphone stands in the row of a headset. */
static int
is_shown (const enh__pw_graph *graph, const enh__pw_object *microphone)
{
  char name[ENH__PW_TEXT];

  for (const enh__pw_object *o = graph->objects; o; o = o->next)
    if (channels_of (graph, o, ENH_DIRECTION_OUTPUT) > 0)
      {
        name_of (graph, o, ENH_DIRECTION_OUTPUT, name, sizeof name);
        if (other_side (graph, o, name) == microphone)
          return 1;
      }
  return 0;
}

static enh_status
append (enh_device_list *list, const enh__pw_graph *graph,
        const enh__pw_object *ear, const enh__pw_object *microphone,
        const char *name)
{
  const enh__pw_object *node = ear ? ear : microphone;
  enh_device_info row = { 0 };

  row.name = name;
  row.backend = ENH__PW_BACKEND;
  row.kind = enh__pw_graph_kind (
    graph, node, ear ? ENH_DIRECTION_OUTPUT : ENH_DIRECTION_INPUT);
  row.sample_rate = graph->rate;
  if (microphone)
    {
      row.inputs = channels_of (graph, microphone, ENH_DIRECTION_INPUT);
      row.default_input = is_default (graph, microphone, ENH_DIRECTION_INPUT);
    }
  if (ear)
    {
      row.outputs = channels_of (graph, ear, ENH_DIRECTION_OUTPUT);
      row.default_output = is_default (graph, ear, ENH_DIRECTION_OUTPUT);
    }
  return enh__device_list_add (list, &row, -1);
}

enh_status
enh__pw_list_graph (enh_device_list *list, const enh__pw_graph *graph)
{
  enh_status status = ENH_OK;
  char name[ENH__PW_TEXT];

  for (const enh__pw_object *o = graph->objects; o && status == ENH_OK;
       o = o->next)
    if (channels_of (graph, o, ENH_DIRECTION_OUTPUT) > 0)
      {
        name_of (graph, o, ENH_DIRECTION_OUTPUT, name, sizeof name);
        status = append (list, graph, o, other_side (graph, o, name), name);
      }
    else if (channels_of (graph, o, ENH_DIRECTION_INPUT) > 0
             && !is_shown (graph, o))
      {
        name_of (graph, o, ENH_DIRECTION_INPUT, name, sizeof name);
        status = append (list, graph, NULL, o, name);
      }
  return status;
}

const enh__pw_object *
enh__pw_list_node (const enh__pw_graph *graph, const char *name,
                   enh_direction direction)
{
  char own[ENH__PW_TEXT];

  for (const enh__pw_object *o = graph->objects; o; o = o->next)
    if (channels_of (graph, o, direction) > 0)
      {
        name_of (graph, o, direction, own, sizeof own);
        if (strcmp (own, name) == 0 || strcmp (o->node.name, name) == 0)
          return o;
      }
  return NULL;
}

enh_status
enh__pw_list (enh_device_list *list, int *there, uint64_t *cards)
{
  enh__pw_graph *graph;
  enh_status status = enh__pw_graph_open (&graph);

  *cards = 0;
  *there = status == ENH_OK;
  if (status == ENH_ERR_NO_DEVICE)
    return ENH_OK;
  if (status != ENH_OK)
    return status;
  enh__pw_graph_lock (graph);
  status = enh__pw_list_graph (list, graph);
  for (const enh__pw_object *o = graph->objects; o; o = o->next)
    if (o->type == ENH__PW_NODE && (o->node.is[0] || o->node.is[1])
        && o->node.alsa_card >= 0 && o->node.alsa_card < 64)
      *cards |= UINT64_C (1) << o->node.alsa_card;
  enh__pw_graph_unlock (graph);
  enh__pw_graph_close (graph);
  return status;
}
