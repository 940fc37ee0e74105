/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The connection to PipeWire's server, and the list of what it holds. */

#include "io/server/pipewire_graph.h"

#include "base/clock.h"

#include <pipewire/extensions/metadata.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A server that has not answered by then hangs. */
#define ANSWER_NS (2u * ENH__NS_PER_S)

/* Rate of the graph where the settings are silent, Hz: PipeWire's own default. */
#define DEFAULT_RATE 48000u

/* Answers to wait for: the registry; what each object tells of itself; what was
   subscribed to then. */
#define ROUNDS 3

void
enh__pw_graph_lock (enh__pw_graph *graph)
{
  graph->pw->thread_loop_lock (graph->loop);
}

void
enh__pw_graph_unlock (enh__pw_graph *graph)
{
  graph->pw->thread_loop_unlock (graph->loop);
}

int
enh__pw_graph_wait (enh__pw_graph *graph, uint64_t until_ns)
{
  const uint64_t now = enh__clock_ns ();
  struct timespec until;

  if (now >= until_ns
      || graph->pw->thread_loop_get_time (graph->loop, &until,
                                          (int64_t) (until_ns - now))
           < 0)
    return 1;
  (void) graph->pw->thread_loop_timed_wait_full (graph->loop, &until);
  return 0;
}

int
enh__pw_graph_sync (enh__pw_graph *graph, uint64_t until_ns)
{
  graph->answered = 0;
  graph->pending = pw_core_sync (graph->core, PW_ID_CORE, graph->pending);
  while (!graph->answered && !graph->gone)
    if (enh__pw_graph_wait (graph, until_ns))
      return -1;
  return graph->gone ? -1 : 0;
}

/* --- The connection ---------------------------------------------------------- */

static void
on_core_done (void *data, uint32_t id, int seq)
{
  enh__pw_graph *graph = data;

  if (id != PW_ID_CORE || seq != graph->pending)
    return;
  graph->answered = 1;
  graph->pw->thread_loop_signal (graph->loop, false);
}

static void
on_core_error (void *data, uint32_t id, int seq, int res, const char *message)
{
  enh__pw_graph *graph = data;

  (void) seq;
  (void) message;
  if (id != PW_ID_CORE || res != -EPIPE)
    return;
  graph->gone = 1;
  enh__pw_graph_change (graph);
}

static const struct pw_core_events core_events = {
  PW_VERSION_CORE_EVENTS,
  .done = on_core_done,
  .error = on_core_error,
};

/* --- The list ------------------------------------------------------------------ */

static void
free_object (enh__pw_object *object)
{
  if (object->proxy)
    {
      spa_hook_remove (&object->hook);
      object->graph->pw->proxy_destroy (object->proxy);
    }
  free (object);
}

static int
type_of (const char *interface, const struct spa_dict *props)
{
  const char *name;

  if (strcmp (interface, PW_TYPE_INTERFACE_Node) == 0)
    return ENH__PW_NODE;
  if (strcmp (interface, PW_TYPE_INTERFACE_Port) == 0)
    return ENH__PW_PORT;
  if (strcmp (interface, PW_TYPE_INTERFACE_Device) == 0)
    return ENH__PW_CARD;
  if (strcmp (interface, PW_TYPE_INTERFACE_Metadata) == 0 && props
      && (name = spa_dict_lookup (props, PW_KEY_METADATA_NAME))
      && (strcmp (name, "default") == 0 || strcmp (name, "settings") == 0))
    return ENH__PW_METADATA;
  return -1;
}

static void
on_global (void *data, uint32_t id, uint32_t permissions, const char *interface,
           uint32_t version, const struct spa_dict *props)
{
  enh__pw_graph *graph = data;
  const int type = type_of (interface, props);
  enh__pw_object **at = &graph->objects;
  enh__pw_object *object;

  (void) permissions;
  (void) version;
  if (type < 0 || !(object = calloc (1, sizeof *object)))
    return;
  object->graph = graph;
  object->type = (enh__pw_type) type;
  object->id = id;
  while (*at && (*at)->id < id)
    at = &(*at)->next;
  object->next = *at;
  *at = object;
  enh__pw_facts_begin (object, props);
  enh__pw_graph_change (graph);
}

static void
on_global_remove (void *data, uint32_t id)
{
  enh__pw_graph *graph = data;

  for (enh__pw_object **at = &graph->objects; *at; at = &(*at)->next)
    if ((*at)->id == id)
      {
        enh__pw_object *object = *at;

        *at = object->next;
        free_object (object);
        enh__pw_graph_change (graph);
        return;
      }
}

static const struct pw_registry_events registry_events = {
  PW_VERSION_REGISTRY_EVENTS,
  .global = on_global,
  .global_remove = on_global_remove,
};

/* --- Begin and end -------------------------------------------------------------- */

/* One whose audio thread has real-time priority, where the system gives it; under
   the name that this has since 1.3, too. */
static struct pw_context *
new_context (const enh__pw_graph *graph)
{
  const enh__pw_library *pw = graph->pw;
  struct pw_loop *loop = pw->thread_loop_get_loop (graph->loop);
  struct pw_context *context = pw->context_new (
    loop, pw->properties_new (PW_KEY_CONFIG_NAME, "client-rt.conf", NULL), 0);

  return context ? context : pw->context_new (loop, NULL, 0);
}

/* Not 0: a server's socket is there, or a place is named that only the library
   understands. Where there is none, nothing of it is loaded. */
static int
has_socket (void)
{
  const char *folders[] = { getenv ("PIPEWIRE_RUNTIME_DIR"),
                            getenv ("XDG_RUNTIME_DIR"), "/run/pipewire" };
  char path[512];

  if (getenv ("PIPEWIRE_REMOTE"))
    return 1;
  for (size_t i = 0; i < sizeof folders / sizeof *folders; ++i)
    if (folders[i])
      {
        (void) snprintf (path, sizeof path, "%.480s/pipewire-0", folders[i]);
        if (access (path, F_OK) == 0)
          return 1;
      }
  return 0;
}

static enh_status
learn (enh__pw_graph *graph)
{
  const uint64_t until_ns = enh__clock_ns () + ANSWER_NS;

  pw_core_add_listener (graph->core, &graph->core_hook, &core_events, graph);
  graph->registry = pw_core_get_registry (graph->core, PW_VERSION_REGISTRY, 0);
  if (!graph->registry)
    return ENH_ERR_NO_MEMORY;
  pw_registry_add_listener (graph->registry, &graph->registry_hook,
                            &registry_events, graph);
  for (int round = 0; round < ROUNDS; ++round)
    if (enh__pw_graph_sync (graph, until_ns) != 0)
      return graph->gone ? ENH_ERR_NO_DEVICE : ENH_ERR_DEVICE;
  return ENH_OK;
}

enh_status
enh__pw_graph_open (enh__pw_graph **graph)
{
  const enh__pw_library *pw = has_socket () ? enh__pw_library_get () : NULL;
  enh__pw_graph *made;

  *graph = NULL;
  if (!pw)
    return ENH_ERR_NO_DEVICE;
  made = calloc (1, sizeof *made);
  if (!made)
    return ENH_ERR_NO_MEMORY;
  made->pw = pw;
  made->rate = DEFAULT_RATE;
  made->loop = pw->thread_loop_new ("enhance-pipewire", NULL);
  made->context = made->loop ? new_context (made) : NULL;

  if (made->context)
    made->core = pw->context_connect (made->context, NULL, 0);

  enh_status status = made->context ? ENH_ERR_NO_DEVICE : ENH_ERR_NO_MEMORY;
  if (made->core && pw->thread_loop_start (made->loop) == 0)
    {
      enh__pw_graph_lock (made);
      status = learn (made);
      enh__pw_graph_unlock (made);
    }
  if (status == ENH_OK)
    *graph = made;
  else
    enh__pw_graph_close (made);
  return status;
}

void
enh__pw_graph_close (enh__pw_graph *graph)
{
  if (!graph)
    return;
  if (graph->loop)
    graph->pw->thread_loop_stop (graph->loop);
  /* The loop's thread has ended: no lock is needed any more. */
  for (enh__pw_object *object = graph->objects; object;)
    {
      enh__pw_object *next = object->next;

      free_object (object);
      object = next;
    }
  if (graph->registry)
    {
      spa_hook_remove (&graph->registry_hook);
      graph->pw->proxy_destroy ((struct pw_proxy *) graph->registry);
    }
  if (graph->core)
    {
      if (graph->registry)
        spa_hook_remove (&graph->core_hook);
      (void) graph->pw->core_disconnect (graph->core);
    }
  if (graph->context)
    graph->pw->context_destroy (graph->context);
  if (graph->loop)
    graph->pw->thread_loop_destroy (graph->loop);
  free (graph);
}

/* --- Looking -------------------------------------------------------------------- */

const enh__pw_object *
enh__pw_graph_object (const enh__pw_graph *graph, enh__pw_type type,
                      uint32_t id)
{
  for (const enh__pw_object *o = graph->objects; o; o = o->next)
    if (o->id == id && o->type == type)
      return o;
  return NULL;
}

const enh__pw_object *
enh__pw_graph_port (const enh__pw_graph *graph, uint32_t node,
                    enh_direction direction, uint32_t n)
{
  /* A microphone gives, a headset takes. */
  const enum spa_direction way = direction == ENH_DIRECTION_INPUT
                                   ? SPA_DIRECTION_OUTPUT
                                   : SPA_DIRECTION_INPUT;
  const enh__pw_object *object
    = enh__pw_graph_object (graph, ENH__PW_NODE, node);
  /* A virtual microphone gives what it gets by ports that are called monitors. */
  const int monitors = object && !object->node.is[ENH_DIRECTION_OUTPUT];
  const enh__pw_object *found = NULL;
  uint32_t least = 0;

  for (uint32_t i = 0; i <= n; ++i)
    {
      found = NULL;
      for (const enh__pw_object *o = graph->objects; o; o = o->next)
        if (o->type == ENH__PW_PORT && o->port.node == node
            && o->port.direction == way && (!o->port.monitor || monitors)
            && o->port.place >= least
            && (!found || o->port.place < found->port.place))
          found = o;
      if (!found)
        return NULL;
      least = found->port.place + 1u;
    }
  return found;
}
