/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The chain as an LV2 plugin. `run` allocates nothing and waits for nothing: what
   takes longer than a block, fitting to other thresholds, goes to the host's worker
   if it has one. */

#include "ports.h"

#include <enhance/enhance.h>

#include <lv2/atom/atom.h>
#include <lv2/core/lv2.h>
#include <lv2/state/state.h>
#include <lv2/urid/urid.h>
#include <lv2/worker/worker.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Frames at a time: ports that are not connected need a buffer. */
#define BLOCK 512u

/* Bytes of an audiogram as text: "L:" and "R:", 11 times "250=-10.125,". */
#define SPEC_BYTES 512u

/* What a chain is fitted to. */
typedef struct fit {
  int wanted; /* 0: no audiogram */
  enh_audiogram audiogram;
} fit;

typedef struct listener {
  enh_chain *chain;
  const listener_variant *variant;
  LV2_URID audiogram_key;
  LV2_URID string_type; /* 0: the host maps no names, so there is no state */
  const LV2_Worker_Schedule *schedule; /* NULL: no worker */

  /* Ports; NULL where they are not connected. */
  const float *in[2];
  float *out[2];
  float *latency;
  const float *use_audiogram;
  const float *threshold[ENH_EARS][ENH_AUDIOGRAM_POINTS];
  const float *param[LISTENER_PARAMS];

  float last[LISTENER_PARAMS]; /* values of the ports as last set */
  fit stored;                  /* by the state */
  fit used;                    /* the chain's, or on its way to it */
  int fresh; /* nothing has run since activation: no need to hurry */

  float silence[BLOCK];
  float unheard[2][BLOCK];
} listener;

/* Setup. */

static const void *
find_feature (const LV2_Feature *const *features, const char *uri)
{
  for (; features && *features; ++features)
    if (!strcmp ((*features)->URI, uri))
      return (*features)->data;
  return NULL;
}

static const listener_variant *
find_variant (const char *uri)
{
  const char *name = strchr (uri, '#');

  for (uint32_t v = 0; name && v < LISTENER_VARIANTS; ++v)
    if (!strcmp (name + 1, listener_variants[v].name))
      return &listener_variants[v];
  return NULL;
}

static void
destroy (LV2_Handle handle)
{
  listener *self = handle;

  enh_chain_destroy (self->chain);
  free (self);
}

static LV2_Handle
create (const LV2_Descriptor *descriptor, double rate, const char *bundle,
        const LV2_Feature *const *features)
{
  listener *self = calloc (1, sizeof *self);
  enh_config config = ENH_CONFIG_INIT;
  (void) bundle;

  if (!self)
    return NULL;
  self->variant = find_variant (descriptor->URI);
  const LV2_URID_Map *map = find_feature (features, LV2_URID__map);
  self->schedule = find_feature (features, LV2_WORKER__schedule);
  if (map)
    {
      self->audiogram_key = map->map (map->handle, LISTENER_AUDIOGRAM_URI);
      self->string_type = map->map (map->handle, LV2_ATOM__String);
    }
  config.sample_rate = rate;
  config.inputs = self->variant->inputs;
  config.outputs = self->variant->outputs;
  if (enh_chain_create (&self->chain, &config))
    {
      destroy (self);
      return NULL;
    }
  self->fresh = 1;
  return self;
}

static void
connect_port (LV2_Handle handle, uint32_t port, void *data)
{
  listener *self = handle;
  const uint32_t inputs = self->variant->inputs;
  const uint32_t outputs = self->variant->outputs;

  if (port < inputs)
    {
      self->in[port] = data;
      return;
    }
  port -= inputs;
  if (port < outputs)
    {
      self->out[port] = data;
      return;
    }
  port -= outputs;
  const uint32_t first = listener_first_param (outputs);
  if (port == LISTENER_LATENCY)
    self->latency = data;
  else if (port == LISTENER_USE_AUDIOGRAM)
    self->use_audiogram = data;
  else if (port < first)
    self->threshold[(port - LISTENER_THRESHOLDS) / ENH_AUDIOGRAM_POINTS]
                   [(port - LISTENER_THRESHOLDS) % ENH_AUDIOGRAM_POINTS]
      = data;
  else if (port - first < LISTENER_PARAMS)
    self->param[port - first] = data;
}

static void
activate (LV2_Handle handle)
{
  listener *self = handle;

  enh_chain_reset (self->chain);
  self->fresh = 1;
}

/* Audio thread. */

static float
within (float value, float least, float most)
{
  return value > most ? most : value >= least ? value : least;
}

static void
read_params (listener *self)
{
  for (enh_param id = 0; id < LISTENER_PARAMS; ++id)
    {
      const enh_param_info *info = enh_param_describe (id);
      float value = info->default_ear;

      if (self->param[id] && isfinite (*self->param[id]))
        value = *self->param[id];
      if (self->param[id] && id == ENH_PARAM_BYPASS)
        value = value > 0.0f ? 0.0f : 1.0f;
      else if (info->is_switch)
        value = value > 0.5f ? 1.0f : 0.0f;
      value = within (value, info->minimum, info->maximum);
      if (self->fresh || value > self->last[id] || value < self->last[id])
        (void) enh_chain_set (self->chain, id, value);
      self->last[id] = value;
    }
}

static void
read_thresholds (const listener *self, enh_audiogram *audiogram)
{
  for (uint32_t e = 0; e < ENH_EARS; ++e)
    for (uint32_t p = 0; p < ENH_AUDIOGRAM_POINTS; ++p)
      {
        /* One ear for both, where there is one output. */
        const float *port
          = self->threshold[e < self->variant->outputs ? e : 0][p];
        audiogram->threshold_db_hl[e][p]
          = port && isfinite (*port)
              ? within (*port, LISTENER_LEAST_DB_HL, LISTENER_MOST_DB_HL)
              : 0.0f;
      }
}

/* For a chain that is running, too: nothing waits for it. */
static enh_status
fit_chain (listener *self, const fit *to)
{
  return enh_chain_set_audiogram (self->chain,
                                  to->wanted ? &to->audiogram : NULL);
}

static void
read_audiogram (listener *self)
{
  fit now;

  /* All of it, for it is compared. */
  memset (&now, 0, sizeof now);
  if (self->use_audiogram && *self->use_audiogram > 0.5f)
    {
      now.wanted = 1;
      read_thresholds (self, &now.audiogram);
    }
  else
    now = self->stored;
  if (!self->fresh && !memcmp (&now, &self->used, sizeof now))
    return;
  if (!self->fresh && self->schedule)
    {
      if (self->schedule->schedule_work (self->schedule->handle, sizeof now,
                                         &now))
        return;
    }
  else if (fit_chain (self, &now))
    return;
  self->used = now;
}

static LV2_Worker_Status
work (LV2_Handle handle, LV2_Worker_Respond_Function respond,
      LV2_Worker_Respond_Handle respond_handle, uint32_t size, const void *data)
{
  fit to;
  (void) respond;
  (void) respond_handle;

  if (size != sizeof to)
    return LV2_WORKER_ERR_UNKNOWN;
  memcpy (&to, data, sizeof to);
  return fit_chain (handle, &to) ? LV2_WORKER_ERR_UNKNOWN : LV2_WORKER_SUCCESS;
}

static LV2_Worker_Status
work_response (LV2_Handle handle, uint32_t size, const void *body)
{
  (void) handle;
  (void) size;
  (void) body;
  return LV2_WORKER_SUCCESS;
}

static void
run (LV2_Handle handle, uint32_t frames)
{
  listener *self = handle;
  const uint32_t inputs = self->variant->inputs;
  const uint32_t outputs = self->variant->outputs;

  read_params (self);
  read_audiogram (self);
  self->fresh = 0;
  if (self->latency)
    *self->latency = (float) enh_chain_latency (self->chain);
  for (uint32_t done = 0; done < frames;)
    {
      const uint32_t left = frames - done;
      const uint32_t count = left < BLOCK ? left : BLOCK;
      const float *in[2];
      float *out[2];
      for (uint32_t i = 0; i < inputs; ++i)
        in[i] = self->in[i] ? self->in[i] + done : self->silence;
      for (uint32_t e = 0; e < outputs; ++e)
        out[e] = self->out[e] ? self->out[e] + done : self->unheard[e];
      enh_chain_process (self->chain, in, out, count);
      done += count;
    }
}

/* State: the audiogram. Ports are kept by the host. */

static size_t
write_ear (const float *threshold_db_hl, char *text, size_t room)
{
  size_t used = 0;

  for (uint32_t p = 0; p < ENH_AUDIOGRAM_POINTS; ++p)
    {
      /* Thousandths, as whole numbers: the point is of no locale. */
      const long db = lrintf (1000.0f * threshold_db_hl[p]);
      used += (size_t) snprintf (
        text + used, room - used, "%s%d=%s%ld.%03ld", p ? "," : "",
        (int) enh_audiogram_frequency (p), db < 0 ? "-" : "", labs (db) / 1000,
        labs (db) % 1000);
    }
  return used;
}

static LV2_State_Status
save (LV2_Handle handle, LV2_State_Store_Function store, LV2_State_Handle state,
      uint32_t flags, const LV2_Feature *const *features)
{
  const listener *self = handle;
  const enh_audiogram *audiogram = &self->stored.audiogram;
  char text[SPEC_BYTES] = "L:";
  (void) flags;
  (void) features;

  if (!self->string_type)
    return LV2_STATE_ERR_NO_FEATURE;
  if (!self->stored.wanted)
    return LV2_STATE_SUCCESS;
  size_t used = 2;
  used += write_ear (audiogram->threshold_db_hl[0], text + used,
                     sizeof text - used);
  used += (size_t) snprintf (text + used, sizeof text - used, ";R:");
  used += write_ear (audiogram->threshold_db_hl[1], text + used,
                     sizeof text - used);
  return store (state, self->audiogram_key, text, used + 1, self->string_type,
                LV2_STATE_IS_POD | LV2_STATE_IS_PORTABLE);
}

static LV2_State_Status
restore (LV2_Handle handle, LV2_State_Retrieve_Function retrieve,
         LV2_State_Handle state, uint32_t flags,
         const LV2_Feature *const *features)
{
  listener *self = handle;
  size_t size = 0;
  uint32_t type = 0, value_flags = 0;
  fit stored;
  (void) flags;
  (void) features;

  if (!self->string_type)
    return LV2_STATE_ERR_NO_FEATURE;
  memset (&stored, 0, sizeof stored);
  const char *text
    = retrieve (state, self->audiogram_key, &size, &type, &value_flags);
  if (text)
    {
      if (type != self->string_type || !size || text[size - 1])
        return LV2_STATE_ERR_BAD_TYPE;
      if (enh_audiogram_parse (text, &stored.audiogram, NULL))
        return LV2_STATE_ERR_UNKNOWN;
      stored.wanted = 1;
    }
  self->stored = stored;
  /* No run meanwhile: the next one may take its time. */
  self->fresh = 1;
  return LV2_STATE_SUCCESS;
}

static const void *
extension_data (const char *uri)
{
  static const LV2_State_Interface state = { save, restore };
  static const LV2_Worker_Interface worker = { work, work_response, NULL };

  if (!strcmp (uri, LV2_STATE__interface))
    return &state;
  return strcmp (uri, LV2_WORKER__interface) ? NULL : &worker;
}

#define DESCRIPTOR(name)                                                       \
  {                                                                            \
    LISTENER_URI "#" name, create, connect_port, activate, run, NULL, destroy, \
      extension_data                                                           \
  }

LV2_SYMBOL_EXPORT const LV2_Descriptor *
lv2_descriptor (uint32_t index)
{
  static const LV2_Descriptor descriptors[LISTENER_VARIANTS]
    = { DESCRIPTOR ("mono"), DESCRIPTOR ("mono-stereo"),
        DESCRIPTOR ("stereo") };

  return index < LISTENER_VARIANTS ? &descriptors[index] : NULL;
}
