/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What PipeWire's server holds: its nodes, their ports, the cards behind them and
   the defaults. Kept up to date by the server's own events, in a thread of
   PipeWire's; who looks holds the lock. */

#ifndef ENH_IO_SERVER_PIPEWIRE_GRAPH_H
#define ENH_IO_SERVER_PIPEWIRE_GRAPH_H

#include "io/server/pipewire_library.h"

#include <enhance/live.h>

#include <stdint.h>

/* No such number. */
#define ENH__PW_NONE UINT32_MAX

enum { ENH__PW_TEXT = 256, ENH__PW_WORD = 64, ENH__PW_ROUTES = 16 };

typedef enum enh__pw_type {
  ENH__PW_NODE,
  ENH__PW_PORT,
  ENH__PW_CARD, /* PipeWire's "Device" */
  ENH__PW_METADATA
} enh__pw_type;

/* What can be heard or played on, or would like to. */
typedef struct enh__pw_node {
  char name[ENH__PW_TEXT]; /* the server's own */
  char text[ENH__PW_TEXT]; /* for a person */
  char form[ENH__PW_WORD]; /* device.form-factor; empty: not told */
  char bus[ENH__PW_WORD];
  char api[ENH__PW_WORD];
  int is[2];      /* by enh_direction: a device of that side */
  uint32_t card;  /* number of the object; ENH__PW_NONE */
  uint32_t place; /* card.profile.device, in the card's routes */
  int alsa_card;  /* ALSA's number; -1 */
  int muted;      /* by the system */
  int silent;     /* volume 0 */
} enh__pw_node;

typedef struct enh__pw_port {
  uint32_t node;
  uint32_t place; /* port.id, within node and direction */
  enum spa_direction direction;
  int monitor;                /* hears what is played */
  char channel[ENH__PW_WORD]; /* "FL", "MONO", … */
  char name[ENH__PW_WORD];
} enh__pw_port;

/* A socket, or a built-in loudspeaker, that a card uses now. */
typedef struct enh__pw_route {
  uint32_t index; /* of the route */
  uint32_t place; /* whose: enh__pw_node.place */
  uint32_t direction;
  char name[ENH__PW_TEXT];
  char type[ENH__PW_WORD]; /* port.type: "headphones", "speaker", … */
} enh__pw_route;

typedef struct enh__pw_card {
  char form[ENH__PW_WORD];
  char bus[ENH__PW_WORD];
  char api[ENH__PW_WORD];
  int alsa_card;
  int rerouting; /* the old routes are the last answer's */
  uint32_t routes;
  enh__pw_route route[ENH__PW_ROUTES];
} enh__pw_card;

typedef struct enh__pw_graph enh__pw_graph;

typedef struct enh__pw_object {
  struct enh__pw_object *next;
  enh__pw_graph *graph;
  enh__pw_type type;
  uint32_t id;
  struct pw_proxy *proxy; /* NULL: the registry tells all */
  struct spa_hook hook;
  union {
    enh__pw_node node;
    enh__pw_port port;
    enh__pw_card card;
  };
} enh__pw_object;

struct enh__pw_graph {
  const enh__pw_library *pw;
  struct pw_thread_loop *loop;
  struct pw_context *context;
  struct pw_core *core;
  struct pw_registry *registry;
  struct spa_hook core_hook;
  struct spa_hook registry_hook;
  enh__pw_object *objects; /* by number, upwards */
  int pending;             /* of the last sync */
  int answered;            /* it */
  int gone;                /* not 0: the server ended the connection */

  /* Names of the default nodes, by enh_direction; empty: there is none. */
  char standard[2][ENH__PW_TEXT];
  uint32_t rate;            /* Hz, the graph's own */
  char rates[ENH__PW_TEXT]; /* allowed, as the settings write them */

  void (*changed) (void *data); /* in the loop's thread, locked */
  void *data;
};

/* Connect, and wait until all is known, 2 s at most. ENH_OK; ENH_ERR_NO_DEVICE:
   there is no PipeWire; ENH_ERR_DEVICE: it does not answer; ENH_ERR_NO_MEMORY. */
enh_status
enh__pw_graph_open (enh__pw_graph **graph);

/* Not locked. NULL is fine. */
void
enh__pw_graph_close (enh__pw_graph *graph);

void
enh__pw_graph_lock (enh__pw_graph *graph);

void
enh__pw_graph_unlock (enh__pw_graph *graph);

/* Locked: let events come until one changed something. Not 0: the time, by
   enh__clock_ns, is over. */
int
enh__pw_graph_wait (enh__pw_graph *graph, uint64_t until_ns);

/* Locked: ask for an answer that comes after all that was asked before; 0, or -1
   when it did not. */
int
enh__pw_graph_sync (enh__pw_graph *graph, uint64_t until_ns);

/* Locked. NULL: there is none. */
const enh__pw_object *
enh__pw_graph_object (const enh__pw_graph *graph, enh__pw_type type,
                      uint32_t id);

/* Locked: the n-th port that a device records from or plays to, by place; NULL
   past the last. */
const enh__pw_object *
enh__pw_graph_port (const enh__pw_graph *graph, uint32_t node,
                    enh_direction direction, uint32_t n);

/* Locked: what kind of device a node is on that side. */
enh_device_kind
enh__pw_graph_kind (const enh__pw_graph *graph, const enh__pw_object *node,
                    enh_direction direction);

/* --- Of the registry alone: pipewire_facts.c ------------------------------- */

/* Fill `object` from what the registry tells, and listen for the rest. */
void
enh__pw_facts_begin (enh__pw_object *object, const struct spa_dict *props);

/* Something of it is not the same any more. */
void
enh__pw_graph_change (enh__pw_graph *graph);

#endif
