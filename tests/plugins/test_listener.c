/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The LV2 plugin in a host, by what its description says: ports of the table of
   parameters, the sound of the chain at every rate, no allocation while it runs,
   ports left alone, state. */

#include "../plugins/lv2/ports.h"
#include "lib/check.h"
#include "lib/drive.h"
#include "lib/trap.h"

#include <lilv/lilv.h>
#include <lv2/core/lv2.h>
#include <lv2/urid/urid.h>

enum { MOST_PORTS = 64, MOST_URIS = 64, FRAMES = 60000 };

/* A plugin that is loaded, and a float for each of its control ports. */
typedef struct host {
  LilvWorld *world;
  const LilvPlugin *plugin;
  LilvInstance *instance;
  const listener_variant *variant;
  uint32_t ports;
  float value[MOST_PORTS];
  LV2_URID_Map map;
  LV2_Feature feature;
  const LV2_Feature *features[2];
  char *uris[MOST_URIS];
} host;

static LV2_URID
map_uri (LV2_URID_Map_Handle handle, const char *uri)
{
  host *self = handle;

  for (LV2_URID i = 0; i < MOST_URIS; ++i)
    {
      if (!self->uris[i])
        self->uris[i] = strdup (uri);
      if (!strcmp (self->uris[i], uri))
        return i + 1;
    }
  return 0;
}

static uint32_t
port_of (const host *self, const char *symbol)
{
  LilvNode *name = lilv_new_string (self->world, symbol);
  const LilvPort *port = lilv_plugin_get_port_by_symbol (self->plugin, name);

  CHECK (port != NULL, "%s has no port '%s'", self->variant->name, symbol);
  lilv_node_free (name);
  return lilv_port_get_index (self->plugin, port);
}

static void
put (host *self, const char *symbol, double value)
{
  self->value[port_of (self, symbol)] = (float) value;
}

static void
host_load (host *self, uint32_t variant)
{
  char uri[64], bundle[1024];
  float unused[MOST_PORTS];

  memset (self, 0, sizeof *self);
  self->variant = &listener_variants[variant];
  self->world = lilv_world_new ();
  snprintf (bundle, sizeof bundle, "%s/plugins/lv2/libenhance.lv2/",
            CHECK_BUILD_FOLDER);
  LilvNode *place = lilv_new_file_uri (self->world, NULL, bundle);
  lilv_world_load_bundle (self->world, place);
  lilv_node_free (place);
  snprintf (uri, sizeof uri, LISTENER_URI "#%s", self->variant->name);
  LilvNode *name = lilv_new_uri (self->world, uri);
  self->plugin
    = lilv_plugins_get_by_uri (lilv_world_get_all_plugins (self->world), name);
  lilv_node_free (name);
  CHECK (self->plugin != NULL, "%s in %s", uri, bundle);
  self->ports = lilv_plugin_get_num_ports (self->plugin);
  CHECK_INT (self->ports, <=, MOST_PORTS, "ports");
  lilv_plugin_get_port_ranges_float (self->plugin, unused, unused, self->value);
  self->map = (LV2_URID_Map){ self, map_uri };
  self->feature = (LV2_Feature){ LV2_URID__map, &self->map };
  self->features[0] = &self->feature;
}

static void
host_start (host *self, double rate)
{
  self->instance = lilv_plugin_instantiate (self->plugin, rate, self->features);
  CHECK (self->instance != NULL, "%s at %g Hz", self->variant->name, rate);
  for (uint32_t p = self->variant->inputs + self->variant->outputs;
       p < self->ports; ++p)
    lilv_instance_connect_port (self->instance, p, &self->value[p]);
  lilv_instance_activate (self->instance);
}

static void
host_end (host *self)
{
  if (self->instance)
    {
      lilv_instance_deactivate (self->instance);
      lilv_instance_free (self->instance);
    }
  lilv_world_free (self->world);
  for (size_t i = 0; i < MOST_URIS; ++i)
    free (self->uris[i]);
}

static void
host_run (host *self, float *const in[2], float *const out[2], size_t from,
          uint32_t frames)
{
  const uint32_t inputs = self->variant->inputs;

  for (uint32_t i = 0; i < inputs; ++i)
    lilv_instance_connect_port (self->instance, i, in[i] + from);
  for (uint32_t e = 0; e < self->variant->outputs; ++e)
    lilv_instance_connect_port (self->instance, inputs + e, out[e] + from);
  lilv_instance_run (self->instance, frames);
}

/* In blocks of many lengths. */
static void
host_play (host *self, float *const in[2], float *const out[2])
{
  static const uint32_t blocks[] = { 64, 1, 511, 512, 0, 513, 2000, 480 };
  size_t done = 0;

  for (size_t b = 0; done < FRAMES; ++b)
    {
      uint32_t count = blocks[b % (sizeof blocks / sizeof *blocks)];
      if (count > FRAMES - done)
        count = (uint32_t) (FRAMES - done);
      host_run (self, in, out, done, count);
      done += count;
    }
}

typedef struct sounds {
  float *in[2];
  float *out[2];
  float *wanted[2];
} sounds;

static void
sounds_make (sounds *of, double rate)
{
  sig_random random = { check_seed () };

  for (size_t c = 0; c < 2; ++c)
    {
      of->in[c] = sig_buffer (FRAMES);
      of->out[c] = sig_buffer (FRAMES);
      of->wanted[c] = sig_buffer (FRAMES);
      sig_speech (&random, of->in[c], FRAMES, rate, 0.05);
    }
}

static void
sounds_free (sounds *of)
{
  for (size_t c = 0; c < 2; ++c)
    {
      free (of->in[c]);
      free (of->out[c]);
      free (of->wanted[c]);
    }
}

/* What a chain gives: a specification of an audiogram, or NULL. */
static uint32_t
sounds_want (sounds *of, const listener_variant *variant, double rate,
             const char *spec, void (*set) (enh_chain *chain))
{
  const drive_shape shape = { rate, variant->inputs, variant->outputs,
                              ENH_DELAY_DEFAULT, ENH_FOR_EAR };
  enh_chain *chain = drive_create (&shape);
  const uint32_t latency = enh_chain_latency (chain);

  if (spec)
    drive_audiogram (chain, spec);
  if (set)
    set (chain);
  drive_run_ears (chain, (const float *const[2]){ of->in[0], of->in[1] },
                  of->wanted, FRAMES, 480);
  enh_chain_destroy (chain);
  return latency;
}

static void
sounds_compare (const sounds *of, const listener_variant *variant,
                const char *what)
{
  for (uint32_t e = 0; e < variant->outputs; ++e)
    CHECK_REAL (sig_dbfs (of->wanted[e], FRAMES), >, -90.0, "%s: a sound",
                what);
  for (uint32_t e = 0; e < variant->outputs; ++e)
    CHECK_SAMES (of->out[e], of->wanted[e], FRAMES, "%s: %s, ear %u",
                 variant->name, what, e);
}

CHECK_CASE (ports_are_those_of_the_table_of_parameters)
{
  for (uint32_t v = 0; v < LISTENER_VARIANTS; ++v)
    {
      float low[MOST_PORTS], high[MOST_PORTS], usual[MOST_PORTS];
      const enh_param_info *info;
      host with;
      host_load (&with, v);
      lilv_plugin_get_port_ranges_float (with.plugin, low, high, usual);
      for (enh_param id = 0; (info = enh_param_describe (id)); ++id)
        {
          const int enabled = id == ENH_PARAM_BYPASS;
          const uint32_t p = port_of (&with, enabled ? "enabled" : info->name);
          CHECK_REAL (low[p], ==, info->minimum, "%s", info->name);
          CHECK_REAL (high[p], ==, info->maximum, "%s", info->name);
          CHECK_REAL (usual[p], ==, enabled ? 1.0f : info->default_ear, "%s",
                      info->name);
        }
      CHECK_INT (port_of (&with, "left_250"), <, with.ports, "thresholds");
      CHECK_INT (lilv_plugin_has_latency (with.plugin), ==, 1, "latency");
      CHECK_INT (with.ports, ==,
                 with.variant->inputs + with.variant->outputs
                   + listener_first_param (with.variant->outputs)
                   + LISTENER_PARAMS,
                 "as many as the code has");
      host_end (&with);
    }
}

static void
set_some (enh_chain *chain)
{
  drive_set (chain, "noise_reduction", 80.0);
  drive_set (chain, "volume", 6.0);
  drive_set (chain, "howl_guard", 0.0);
}

CHECK_CASE (the_sound_is_that_of_the_chain_at_every_rate)
{
  static const double rates[] = { 8000.0, 44100.0, 48000.0, 96000.0, 192000.0 };

  for (uint32_t v = 0; v < LISTENER_VARIANTS; ++v)
    for (size_t r = 0; r < sizeof rates / sizeof *rates; ++r)
      {
        host with;
        sounds of;
        host_load (&with, v);
        sounds_make (&of, rates[r]);
        put (&with, "noise_reduction", 80.0);
        put (&with, "volume", 6.0);
        put (&with, "howl_guard", 0.0);
        host_start (&with, rates[r]);
        host_play (&with, of.in, of.out);
        const uint32_t latency
          = sounds_want (&of, with.variant, rates[r], NULL, set_some);
        sounds_compare (&of, with.variant, "settings");
        CHECK_REAL (with.value[port_of (&with, "latency")], ==, latency,
                    "latency at %g Hz", rates[r]);
        sounds_free (&of);
        host_end (&with);
      }
}

CHECK_CASE (rates_that_no_chain_has_are_refused)
{
  host with;

  host_load (&with, 0);
  CHECK (!lilv_plugin_instantiate (with.plugin, 7999.0, with.features),
         "7999 Hz");
  CHECK (!lilv_plugin_instantiate (with.plugin, 192001.0, with.features),
         "192001 Hz");
  host_end (&with);
}

/* The first ports of the thresholds are the left ear's; S2 has none between the
   points. */
static void
put_audiogram (host *self, const char *left, const char *right)
{
  enh_audiogram ear[2];
  char symbol[32];

  CHECK_INT (enh_audiogram_parse (left, &ear[0], NULL), ==, ENH_OK, "left");
  CHECK_INT (enh_audiogram_parse (right, &ear[1], NULL), ==, ENH_OK, "right");
  put (self, "use_audiogram", 1.0);
  for (uint32_t e = 0; e < self->variant->outputs; ++e)
    for (uint32_t p = 0; p < ENH_AUDIOGRAM_POINTS; ++p)
      {
        snprintf (symbol, sizeof symbol, "%s_%d", e ? "right" : "left",
                  (int) enh_audiogram_frequency (p));
        put (self, symbol, (double) ear[e].threshold_db_hl[e][p]);
      }
}

CHECK_CASE (thresholds_fit_the_chain_to_each_ear)
{
  for (uint32_t v = 0; v < LISTENER_VARIANTS; ++v)
    {
      host with;
      sounds of;
      host_load (&with, v);
      sounds_make (&of, 48000.0);
      put_audiogram (&with, "S2", "N4");
      host_start (&with, 48000.0);
      host_play (&with, of.in, of.out);
      sounds_want (&of, with.variant, 48000.0,
                   with.variant->outputs > 1 ? "L:S2;R:N4" : "S2", NULL);
      sounds_compare (&of, with.variant, "audiogram");
      sounds_free (&of);
      host_end (&with);
    }
}

static void
set_bypass (enh_chain *chain)
{
  drive_set (chain, "bypass", 1.0);
}

CHECK_CASE (not_enabled_is_bypass_with_the_same_latency)
{
  host with;
  sounds of;

  host_load (&with, 1);
  sounds_make (&of, 48000.0);
  put (&with, "enabled", 0.0);
  host_start (&with, 48000.0);
  host_play (&with, of.in, of.out);
  const uint32_t latency
    = sounds_want (&of, with.variant, 48000.0, NULL, set_bypass);
  sounds_compare (&of, with.variant, "bypass");
  CHECK_REAL (with.value[port_of (&with, "latency")], ==, latency, "latency");
  /* And it comes back: activated anew, it is as at first. */
  lilv_instance_deactivate (with.instance);
  put (&with, "enabled", 1.0);
  lilv_instance_activate (with.instance);
  host_play (&with, of.in, of.out);
  sounds_want (&of, with.variant, 48000.0, NULL, NULL);
  sounds_compare (&of, with.variant, "enabled again");
  sounds_free (&of);
  host_end (&with);
}

CHECK_CASE (in_place_gives_the_same)
{
  host with;
  sounds of;

  host_load (&with, 2);
  sounds_make (&of, 48000.0);
  sounds_want (&of, with.variant, 48000.0, NULL, NULL);
  host_start (&with, 48000.0);
  host_play (&with, of.in, of.in);
  for (uint32_t e = 0; e < 2; ++e)
    CHECK_SAMES (of.in[e], of.wanted[e], FRAMES, "ear %u", e);
  sounds_free (&of);
  host_end (&with);
}

CHECK_CASE (ports_that_are_not_connected_are_legal)
{
  for (uint32_t v = 0; v < LISTENER_VARIANTS; ++v)
    {
      host with;
      sounds of;
      host_load (&with, v);
      sounds_make (&of, 48000.0);
      with.instance
        = lilv_plugin_instantiate (with.plugin, 48000.0, with.features);
      CHECK (with.instance != NULL, "instance");
      lilv_instance_activate (with.instance);
      lilv_instance_run (with.instance, 4000);
      for (uint32_t p = 0; p < with.ports; ++p)
        lilv_instance_connect_port (with.instance, p, NULL);
      lilv_instance_run (with.instance, 4000);

      /* Audio alone: the parameters are their defaults. */
      lilv_instance_deactivate (with.instance);
      lilv_instance_activate (with.instance);
      host_play (&with, of.in, of.out);
      sounds_want (&of, with.variant, 48000.0, NULL, NULL);
      sounds_compare (&of, with.variant, "no control port");
      sounds_free (&of);
      host_end (&with);
    }
}

CHECK_CASE (values_that_no_port_has_are_held_in_their_range)
{
  host with;
  sounds of;

  host_load (&with, 0);
  sounds_make (&of, 48000.0);
  put_audiogram (&with, "N3", "N3");
  host_start (&with, 48000.0);
  for (uint32_t p = 2; p < with.ports; ++p)
    {
      static const float wrong[]
        = { (float) NAN, (float) INFINITY, -1e30f, 1e30f };
      const float kept = with.value[p];
      for (size_t w = 0; w < sizeof wrong / sizeof *wrong; ++w)
        {
          with.value[p] = wrong[w];
          host_run (&with, of.in, of.out, 0, 700);
          CHECK_WITHIN (of.out[0], 700, 1.0, "port %u, %g", p,
                        (double) wrong[w]);
        }
      with.value[p] = kept;
    }
  sounds_free (&of);
  host_end (&with);
}

CHECK_CASE_UNLESS (run_neither_allocates_nor_locks, trap_missing)
{
  for (uint32_t v = 0; v < LISTENER_VARIANTS; ++v)
    {
      const char *first;
      host with;
      sounds of;
      host_load (&with, v);
      sounds_make (&of, 48000.0);
      host_start (&with, 48000.0);
      trap_arm ();
      for (uint32_t p = with.variant->inputs + with.variant->outputs;
           p < with.ports; ++p)
        {
          with.value[p] += 1.0f;
          host_run (&with, of.in, of.out, 0, 700);
        }
      for (uint32_t p = 0; p < with.ports; ++p)
        {
          lilv_instance_connect_port (with.instance, p, NULL);
          lilv_instance_run (with.instance, 100);
        }
      const unsigned long calls = trap_disarm (&first);
      CHECK_INT (calls, ==, 0, "%s, first %s", with.variant->name,
                 first ? first : "none");
      sounds_free (&of);
      host_end (&with);
    }
}

/* By the host's own keeping: a state is made, written, read and given to another
   instance. */
CHECK_CASE (state_keeps_the_audiogram)
{
  host with;
  sounds of;
  char uri[64];

  host_load (&with, 1);
  sounds_make (&of, 48000.0);
  host_start (&with, 48000.0);
  snprintf (uri, sizeof uri, LISTENER_URI "#%s-steep", with.variant->name);
  LilvNode *preset = lilv_new_uri (with.world, uri);
  lilv_world_load_resource (with.world, preset);
  LilvState *steep = lilv_state_new_from_world (with.world, &with.map, preset);
  CHECK (steep != NULL, "%s", uri);
  lilv_state_restore (steep, with.instance, NULL, NULL, 0, with.features);
  LilvState *kept = lilv_state_new_from_instance (
    with.plugin, with.instance, &with.map, NULL, NULL, NULL, NULL, NULL, NULL,
    0, with.features);
  CHECK (kept != NULL, "a state of the instance");
  host_play (&with, of.in, of.out);
  sounds_want (&of, with.variant, 48000.0, "S2", NULL);
  sounds_compare (&of, with.variant, "after the preset");

  lilv_instance_deactivate (with.instance);
  lilv_instance_free (with.instance);
  host_start (&with, 48000.0);
  lilv_state_restore (kept, with.instance, NULL, NULL, 0, with.features);
  host_play (&with, of.in, of.out);
  sounds_compare (&of, with.variant, "another instance");
  lilv_state_free (kept);
  lilv_state_free (steep);
  lilv_node_free (preset);
  sounds_free (&of);
  host_end (&with);
}
