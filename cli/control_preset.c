/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "control_preset.h"

#include "control_event.h"
#include "patient_read.h"

enum { HELD_BYTES_MOST = CONTROL_LINE_BYTES, US_PER_MS = 1000 };

/* Take over what a preset sets. */
static void
merge (preset_settings *settings, const preset_settings *preset)
{
  for (enh_param id = 0; id < preset->count; ++id)
    if (preset->given[id])
      {
        settings->given[id] = TRUE;
        settings->value[id] = preset->value[id];
      }
  if (preset->has_audiogram)
    {
      settings->has_audiogram = TRUE;
      settings->audiogram = preset->audiogram;
    }
}

static void
send_ok (control_session *session, const preset_settings *loaded)
{
  json_t *event = control_event (CONTROL_EVENT_OK);
  json_t *parameters = json_object ();

  control_event_text (event, "command", "preset");
  control_event_text (event, "name", loaded->name);
  for (enh_param id = 0; id < loaded->count; ++id)
    if (loaded->given[id])
      control_event_number (parameters, enh_param_describe (id)->name,
                            (double) loaded->value[id]);
  json_object_set_new (event, "parameters", parameters);
  json_object_set_new (event, "audiogram",
                       json_boolean (loaded->has_audiogram));
  control_send (session, event, CONTROL_OUT_REPLY);
}

/* What has been read is used; what has not is given up. */
static void
answer (control_session *session)
{
  enh_chain *chain = control_chain (session);
  preset_settings *loaded;
  enh_error error = { "" };
  const enh_status failure = preset_load_end (
    g_steal_pointer (&session->reading.preset), &loaded, &error);

  if (failure)
    control_refuse (session, "preset", "%s", error.text);
  else if (chain && preset_apply (loaded, chain))
    control_refuse (session, "preset", "'%.200s' could not be applied",
                    session->reading.path);
  else
    {
      merge (session->settings, loaded);
      send_ok (session, loaded);
    }
  preset_free (loaded);
  g_clear_pointer (&session->reading.path, g_free);
}

void
control_preset_begin (control_session *session, const char *path)
{
  control_reading *reading = &session->reading;
  const gint64 now = g_get_monotonic_time ();

  reading->preset = preset_load_begin (path);
  reading->path = g_strdup (path);
  reading->until = now + (gint64) PATIENT_READ_MS * US_PER_MS;
  if (preset_load_done (reading->preset, reading->patience))
    answer (session);
  reading->patience -= (guint) MIN ((g_get_monotonic_time () - now) / US_PER_MS,
                                    (gint64) reading->patience);
}

gboolean
control_preset_is_read (const control_session *session)
{
  return session->reading.preset != NULL;
}

void
control_preset_hold (control_session *session, const char *line)
{
  control_reading *reading = &session->reading;
  const gsize bytes = strlen (line) + 1;

  if (reading->line_bytes + bytes > HELD_BYTES_MOST)
    {
      control_refuse (session, NULL,
                      "too much waits for a preset that is being read: a "
                      "command was ignored; send it again");
      return;
    }
  g_queue_push_tail (&reading->lines, g_strdup (line));
  reading->line_bytes += bytes;
}

/* Up to the next preset. */
static void
obey_held (control_session *session)
{
  control_reading *reading = &session->reading;

  while (!reading->preset && !session->end && reading->lines.length)
    {
      char *line = g_queue_pop_head (&reading->lines);

      reading->line_bytes -= strlen (line) + 1;
      session->obey (session, line);
      g_free (line);
    }
}

void
control_preset_follow (control_session *session)
{
  control_reading *reading = &session->reading;

  reading->patience = 0;
  if (reading->preset
      && (preset_load_done (reading->preset, 0)
          || g_get_monotonic_time () >= reading->until))
    {
      answer (session);
      obey_held (session);
    }
  reading->patience = CONTROL_PRESET_PATIENCE_MS;
}

void
control_preset_end (control_session *session, gboolean wait)
{
  control_reading *reading = &session->reading;
  const guint patience = wait ? PATIENT_READ_MS : 0;

  while (reading->preset || reading->lines.length)
    {
      if (reading->preset)
        {
          preset_load_done (reading->preset, patience);
          answer (session);
        }
      reading->patience = patience;
      while (!reading->preset && reading->lines.length)
        {
          char *line = g_queue_pop_head (&reading->lines);

          session->obey (session, line);
          g_free (line);
        }
    }
}
