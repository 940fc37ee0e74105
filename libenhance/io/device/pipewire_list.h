/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The devices of a graph as a list that a person chooses from. */

#ifndef ENH_IO_DEVICE_PIPEWIRE_LIST_H
#define ENH_IO_DEVICE_PIPEWIRE_LIST_H

#include "io/device/list.h"
#include "io/server/pipewire_graph.h"

/* Locked: append a row for each device. */
enh_status
enh__pw_list_graph (enh_device_list *list, const enh__pw_graph *graph);

/* Locked: the node that a row stands for on that side, or a node of that name as
   the server has it. NULL: none. */
const enh__pw_object *
enh__pw_list_node (const enh__pw_graph *graph, const char *name,
                   enh_direction direction);

#endif
