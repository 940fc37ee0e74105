/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "model/feed.h"

#include "model/glide.h"

struct PlFeed {
  PlParams *params;
  enh_supervisor *supervisor;
  PlGlide *loudness;
  enh_param volume; /* its number */
  void (*refused) (gpointer data);
  gpointer data;
};

/* Every value is in range by PlParams, so a refusal is a fault of ours. */
static void
give (PlFeed *feed, enh_param id, float value)
{
  if (enh_supervisor_set (feed->supervisor, id, value))
    g_warning ("parameter %u was refused", id);
}

static void
give_volume (float db, gpointer data)
{
  PlFeed *feed = data;

  give (feed, feed->volume, db);
}

static void
on_param (PlParams *params, GParamSpec *spec, PlFeed *feed)
{
  const enh_param_info *info;

  for (enh_param id = 0; (info = enh_param_describe (id)); ++id)
    if (g_object_class_find_property (G_OBJECT_GET_CLASS (params), info->name)
        == spec)
      {
        if (id == feed->volume)
          pl_glide_aim (feed->loudness, pl_params_get (params, id),
                        enh_supervisor_get_state (feed->supervisor)
                          == ENH_SUPERVISOR_LISTENING);
        else
          give (feed, id, pl_params_get (params, id));
      }
}

static void
on_audiogram (PlParams *params, PlFeed *feed)
{
  enh_error error = { "" };
  char *text = pl_params_audiogram_text (params);

  if (enh_supervisor_set_audiogram (feed->supervisor, text, &error))
    {
      g_warning ("%s", error.text);
      feed->refused (feed->data);
    }
  g_free (text);
}

PlFeed *
pl_feed_new (PlParams *params, enh_supervisor *supervisor,
             void (*refused) (gpointer data), gpointer data)
{
  PlFeed *feed = g_new0 (PlFeed, 1);

  feed->params = g_object_ref (params);
  feed->supervisor = supervisor;
  feed->volume = enh_param_by_name ("volume");
  feed->refused = refused;
  feed->data = data;
  feed->loudness
    = pl_glide_new (pl_params_get (params, feed->volume), give_volume, feed);
  for (enh_param id = 0; id < pl_params_count (params); ++id)
    give (feed, id, pl_params_get (params, id));
  on_audiogram (params, feed);
  g_signal_connect (params, "notify", G_CALLBACK (on_param), feed);
  g_signal_connect (params, "audiogram-changed", G_CALLBACK (on_audiogram),
                    feed);
  return feed;
}

void
pl_feed_free (PlFeed *feed)
{
  if (!feed)
    return;
  g_signal_handlers_disconnect_by_data (feed->params, feed);
  pl_glide_free (feed->loudness);
  g_object_unref (feed->params);
  g_free (feed);
}
