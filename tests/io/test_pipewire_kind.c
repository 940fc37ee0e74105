/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What PipeWire's facts tell of a device, and which row it gets: sockets, USB and
   Bluetooth are on no test machine. */

#include "io/device/pipewire.h"
#include "io/device/pipewire_list.h"
#include "lib/check.h"

#include <stdio.h>
#include <string.h>

enum { NODE = 50, CARD = 40, OTHER = 60 };

static enh__pw_graph graph;
static enh__pw_object card, node, other, ports[8];

static void
put (char *to, const char *text)
{
  (void) snprintf (to, ENH__PW_WORD, "%s", text);
}

static void
begin_node (enh__pw_object *object, uint32_t id, const char *name,
            const char *text, enh_direction direction)
{
  memset (object, 0, sizeof *object);
  object->type = ENH__PW_NODE;
  object->id = id;
  (void) snprintf (object->node.name, sizeof object->node.name, "%s", name);
  (void) snprintf (object->node.text, sizeof object->node.text, "%s", text);
  object->node.is[direction] = 1;
  object->node.card = CARD;
  object->node.place = 3;
  object->node.alsa_card = -1;
}

static void
begin (enh_direction direction)
{
  memset (&graph, 0, sizeof graph);
  memset (&card, 0, sizeof card);
  card.type = ENH__PW_CARD;
  card.id = CARD;
  begin_node (&node, NODE, "alsa_output.pci", "Built-in Audio Analog Stereo",
              direction);
  graph.rate = 48000;
  graph.objects = &card;
  card.next = &node;
}

static void
add_route (const char *name, const char *type, uint32_t direction)
{
  enh__pw_route *route = &card.card.route[card.card.routes++];

  memset (route, 0, sizeof *route);
  route->place = 3;
  route->direction = direction;
  put (route->name, name);
  put (route->type, type);
}

static void
is_kind (enh_device_kind kind, const char *what)
{
  CHECK_INT (enh__pw_graph_kind (&graph, &node, ENH_DIRECTION_OUTPUT), ==, kind,
             "%s", what);
}

CHECK_CASE (what_is_plugged_in_comes_first)
{
  begin (ENH_DIRECTION_OUTPUT);
  put (card.card.form, "internal");
  is_kind (ENH_DEVICE_LOUDSPEAKER, "a computer's card without sockets");
  add_route ("analog-output-speaker", "speaker", SPA_DIRECTION_OUTPUT);
  is_kind (ENH_DEVICE_LOUDSPEAKER, "built-in speakers");
  card.card.routes = 0;
  add_route ("analog-output-headphones", "headphones", SPA_DIRECTION_OUTPUT);
  is_kind (ENH_DEVICE_WIRED, "headphones");
  card.card.routes = 0;
  add_route ("[Out] Headset", "headset", SPA_DIRECTION_OUTPUT);
  is_kind (ENH_DEVICE_WIRED, "a headset");
  card.card.routes = 0;
  add_route ("analog-output-lineout", "line", SPA_DIRECTION_OUTPUT);
  is_kind (ENH_DEVICE_UNKNOWN, "a desktop's line output");
  card.card.routes = 0;
  add_route ("hdmi-output-0", "hdmi", SPA_DIRECTION_OUTPUT);
  is_kind (ENH_DEVICE_LOUDSPEAKER, "a screen");
  /* Of the microphone's side, or of another node of the card. */
  card.card.routes = 0;
  add_route ("analog-input-headset-mic", "headset", SPA_DIRECTION_INPUT);
  is_kind (ENH_DEVICE_LOUDSPEAKER,
           "the microphone's route is not the output's");
  card.card.route[0].direction = SPA_DIRECTION_OUTPUT;
  card.card.route[0].place = 4;
  is_kind (ENH_DEVICE_LOUDSPEAKER, "another node's route");
}

CHECK_CASE (usb_and_bluetooth_are_told)
{
  begin (ENH_DIRECTION_OUTPUT);
  put (node.node.text, "Jabra");
  put (card.card.bus, "usb");
  is_kind (ENH_DEVICE_USB, "at USB");
  put (card.card.form, "headset");
  is_kind (ENH_DEVICE_USB, "a headset at USB");
  put (card.card.form, "speaker");
  is_kind (ENH_DEVICE_LOUDSPEAKER, "a loudspeaker at USB");
  put (card.card.bus, "bluetooth");
  put (card.card.form, "headset");
  is_kind (ENH_DEVICE_BLUETOOTH, "a headset at Bluetooth");
  put (card.card.form, "");
  put (card.card.bus, "");
  put (card.card.api, "bluez5");
  is_kind (ENH_DEVICE_BLUETOOTH, "by its interface alone");
  put (card.card.form, "portable");
  is_kind (ENH_DEVICE_LOUDSPEAKER, "a loudspeaker at Bluetooth");
  put (card.card.form, "handset");
  put (card.card.api, "");
  put (node.node.text, "Telephone");
  is_kind (ENH_DEVICE_UNKNOWN, "a telephone's handset");
  put (card.card.form, "");
  put (node.node.text, "Desk speakers");
  is_kind (ENH_DEVICE_LOUDSPEAKER, "by its name");
}

CHECK_CASE (a_microphone_is_no_loudspeaker)
{
  begin (ENH_DIRECTION_INPUT);
  put (card.card.form, "internal");
  CHECK_INT (enh__pw_graph_kind (&graph, &node, ENH_DIRECTION_INPUT), ==,
             ENH_DEVICE_UNKNOWN, "a laptop's own");
}

static void
add_port (uint32_t number, uint32_t of, enum spa_direction direction,
          int monitor)
{
  enh__pw_object *port = &ports[number];
  enh__pw_object *last = graph.objects;

  memset (port, 0, sizeof *port);
  port->type = ENH__PW_PORT;
  port->id = 100 + number;
  port->port.node = of;
  port->port.place = number;
  port->port.direction = direction;
  port->port.monitor = monitor;
  while (last->next)
    last = last->next;
  last->next = port;
}

static void
check_row (enh_device_list *list, uint32_t number, const char *name,
           uint32_t inputs, uint32_t outputs)
{
  const enh_device_info *row = enh_device_list_get (list, number);

  CHECK (row, "row %u", (unsigned) number);
  if (!row)
    return;
  CHECK_STRING (row->name, name, "row %u", (unsigned) number);
  CHECK_INT (row->inputs, ==, inputs, "%s", name);
  CHECK_INT (row->outputs, ==, outputs, "%s", name);
}

CHECK_CASE (a_device_is_a_row)
{
  enh_device_list *list = enh__device_list_new ();

  begin (ENH_DIRECTION_OUTPUT);
  begin_node (&other, OTHER, "alsa_input.pci", "Built-in Audio Analog Stereo",
              ENH_DIRECTION_INPUT);
  node.next = &other;
  add_port (0, NODE, SPA_DIRECTION_INPUT, 0);
  add_port (1, NODE, SPA_DIRECTION_INPUT, 0);
  add_port (2, NODE, SPA_DIRECTION_OUTPUT, 1);
  add_port (3, OTHER, SPA_DIRECTION_OUTPUT, 0);
  CHECK_INT (enh__pw_list_graph (list, &graph), ==, ENH_OK, "listed");
  check_row (list, 0, "Built-in Audio Analog Stereo", 1, 2);
  CHECK (!enh_device_list_get (list, 1), "one row for both sides");
  CHECK (enh__pw_list_node (&graph, "Built-in Audio Analog Stereo",
                            ENH_DIRECTION_INPUT)
           == &other,
         "its microphone");
  CHECK (enh__pw_list_node (&graph, "alsa_output.pci", ENH_DIRECTION_OUTPUT)
           == &node,
         "by the server's name");
  enh_device_list_destroy (list);
}

CHECK_CASE (two_of_one_name_are_told_apart)
{
  enh_device_list *list = enh__device_list_new ();

  begin (ENH_DIRECTION_OUTPUT);
  begin_node (&other, OTHER, "alsa_output.second",
              "Built-in Audio Analog Stereo", ENH_DIRECTION_OUTPUT);
  node.next = &other;
  add_port (0, NODE, SPA_DIRECTION_INPUT, 0);
  add_port (1, OTHER, SPA_DIRECTION_INPUT, 0);
  CHECK_INT (enh__pw_list_graph (list, &graph), ==, ENH_OK, "listed");
  check_row (list, 0, "Built-in Audio Analog Stereo", 0, 1);
  check_row (list, 1, "Built-in Audio Analog Stereo (alsa_output.second)", 0,
             1);
  CHECK (enh__pw_list_node (&graph,
                            "Built-in Audio Analog Stereo (alsa_output.second)",
                            ENH_DIRECTION_OUTPUT)
           == &other,
         "the second");
  enh_device_list_destroy (list);
}
