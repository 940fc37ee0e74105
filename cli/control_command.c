/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The commands of `enhance live --control`. What is set before the sound begins
   is kept, and given to the chain when it is there. */

#include "control_session.h"

#include "control_event.h"
#include "nearest.h"
#include "number.h"

#include <string.h>

/* Bytes of what was sent that an answer repeats. */
enum { ECHO_BYTES = 60 };

typedef struct control_command {
  const char *name;
  /* `rest` is the line after the name, without space around it. */
  void (*obey) (control_session *session, const char *rest);
} control_command;

static void
refuse (control_session *session, const char *command, const char *format, ...)
  G_GNUC_PRINTF (3, 4);

static void
refuse (control_session *session, const char *command, const char *format, ...)
{
  va_list arguments;
  char *message;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  control_send (session, control_event_error (command, message),
                CONTROL_OUT_REPLY);
  g_free (message);
}

static json_t *
ok (const char *command)
{
  json_t *event = control_event (CONTROL_EVENT_OK);

  control_event_text (event, "command", command);
  return event;
}

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t';
}

/* The first word of a text, to be freed; *rest is what follows. */
static char *
first_word (const char *text, const char **rest)
{
  const char *end = text;

  while (*end && !is_space (*end))
    ++end;
  *rest = end;
  while (is_space (**rest))
    ++*rest;
  return g_strndup (text, (gsize) (end - text));
}

static void
set (control_session *session, const char *rest)
{
  const char *value;
  char *name = first_word (rest, &value);
  enh_error error = { "" };

  if (!*name || !*value)
    refuse (session, "set", "set takes a name and a value: set volume 3");
  else if (preset_set_text (session->settings, name, value, &error))
    refuse (session, "set", "%s", error.text);
  else
    {
      const enh_param id = enh_param_by_name (name);
      const float now = session->settings->value[id];
      enh_chain *chain = control_chain (session);
      const enh_status failure = chain ? enh_chain_set (chain, id, now)
                                       : ENH_OK;

      if (failure)
        refuse (session, "set", "%s: %s", name, enh_strerror (failure));
      else
        {
          json_t *event = ok ("set");

          control_event_text (event, "name", name);
          control_event_number (event, "value", (double) now);
          control_send (session, event, CONTROL_OUT_REPLY);
        }
    }
  g_free (name);
}

static void
mute (control_session *session, const char *rest)
{
  const gboolean on = !strcmp (rest, "on");
  enh_chain *chain = control_chain (session);
  json_t *event;

  if (!on && strcmp (rest, "off"))
    {
      refuse (session, "mute", "give mute on or mute off");
      return;
    }
  session->muted = on;
  if (chain)
    enh_chain_mute (chain, on);
  event = ok ("mute");
  json_object_set_new (event, "muted", json_boolean (on));
  control_send (session, event, CONTROL_OUT_REPLY);
}

static void
audiogram (control_session *session, const char *rest)
{
  const gboolean none = !strcmp (rest, "none");
  enh_chain *chain = control_chain (session);
  enh_audiogram parsed;
  enh_error error = { "" };
  enh_status failure = ENH_OK;

  if (!none)
    failure = enh_audiogram_parse (rest, &parsed, &error);
  if (!failure && chain)
    {
      failure = enh_chain_set_audiogram (chain, none ? NULL : &parsed);
      if (failure)
        g_strlcpy (error.text, enh_strerror (failure), sizeof error.text);
    }
  if (failure)
    {
      refuse (session, "audiogram", "%s", error.text);
      return;
    }
  session->settings->has_audiogram = !none;
  if (!none)
    session->settings->audiogram = parsed;
  control_send (session, ok ("audiogram"), CONTROL_OUT_REPLY);
}

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
preset (control_session *session, const char *rest)
{
  enh_chain *chain = control_chain (session);
  preset_settings *loaded = NULL;
  enh_error error = { "" };
  json_t *event, *parameters;

  if (!*rest)
    {
      refuse (session, "preset",
              "preset takes the name of a file, or of a preset of hearing");
      return;
    }
  /* A pipe without a writer would wait for ever. */
  if (enh_hearing_by_name (rest) == ENH_HEARING_NONE
      && g_file_test (rest, G_FILE_TEST_EXISTS)
      && !g_file_test (rest, G_FILE_TEST_IS_REGULAR))
    {
      refuse (session, "preset", "'%.200s' is no preset: it is no file", rest);
      return;
    }
  if (preset_load (&loaded, rest, &error))
    {
      refuse (session, "preset", "%s", error.text);
      return;
    }
  if (chain && preset_apply (loaded, chain))
    {
      refuse (session, "preset", "'%.200s' could not be applied", rest);
      preset_free (loaded);
      return;
    }
  merge (session->settings, loaded);

  event = ok ("preset");
  control_event_text (event, "name", loaded->name);
  parameters = json_object ();
  for (enh_param id = 0; id < loaded->count; ++id)
    if (loaded->given[id])
      control_event_number (parameters, enh_param_describe (id)->name,
                            (double) loaded->value[id]);
  json_object_set_new (event, "parameters", parameters);
  json_object_set_new (event, "audiogram",
                       json_boolean (loaded->has_audiogram));
  control_send (session, event, CONTROL_OUT_REPLY);
  preset_free (loaded);
}

static void
dose (control_session *session, const char *rest)
{
  enh_chain *chain = control_chain (session);
  double percent;
  json_t *event;

  if (!number_parse (rest, &percent) || percent < 0.0
      || percent > LIVE_DOSE_MOST
      || (chain && enh_chain_set_dose (chain, (float) percent)))
    {
      refuse (session, "dose",
              "dose %.*s: give what was heard in the last 7 days, 0 to %d %%",
              ECHO_BYTES, rest, LIVE_DOSE_MOST);
      return;
    }
  session->dose_percent = percent;
  event = ok ("dose");
  control_event_number (event, "percent", percent);
  control_send (session, event, CONTROL_OUT_REPLY);
}

static gboolean
has_more (control_session *session, const char *name, const char *rest)
{
  if (*rest)
    refuse (session, name, "'%.*s' after %s means nothing: leave it out",
            ECHO_BYTES, rest, name);
  return *rest != '\0';
}

static void
measure_delay (control_session *session, const char *rest)
{
  if (has_more (session, "measure-delay", rest))
    return;
  if (!control_engine_measure (session->engine))
    refuse (session, "measure-delay",
            "the delay is measured already, or the sound has not begun yet");
}

static void
tone (control_session *session, const char *rest)
{
  const gboolean right = !strcmp (rest, "right");
  enh_error error = { "" };
  json_t *event;

  if (!right && strcmp (rest, "left"))
    {
      refuse (session, "tone", "give tone left or tone right");
      return;
    }
  if (control_engine_tone (session->engine, right, &error))
    {
      refuse (session, "tone", "%s", error.text);
      return;
    }
  event = ok ("tone");
  json_object_set_new (event, "ear", json_string (right ? "right" : "left"));
  control_send (session, event, CONTROL_OUT_REPLY);
}

static void
quit (control_session *session, const char *rest)
{
  if (!has_more (session, "quit", rest))
    session->end = CONTROL_QUIT;
}

static const control_command commands[] = {
#define ROW(name, word, refused) { word, name },
  ENH_PROTOCOL_COMMANDS (ROW)
#undef ROW
};

static void
refuse_unknown (control_session *session, const char *name)
{
  preset_nearest search;

  nearest_begin (&search, name);
  for (guint i = 0; i < G_N_ELEMENTS (commands); ++i)
    nearest_offer (&search, commands[i].name);
  if (nearest_found (&search))
    refuse (session, NULL, "no command is called '%.*s': did you mean '%s'?",
            ECHO_BYTES, name, nearest_found (&search));
  else
    refuse (session, NULL,
            "no command is called '%.*s'; there are set, mute, audiogram, "
            "preset, dose, measure-delay, tone and quit",
            ECHO_BYTES, name);
}

void
control_obey (control_session *session, const char *line)
{
  const char *rest;
  char *name, *trimmed;
  guint i;

  while (is_space (*line))
    ++line;
  /* An empty line asks for nothing. */
  if (!*line)
    return;
  name = first_word (line, &rest);
  trimmed = g_strchomp (g_strdup (rest));
  for (i = 0; i < G_N_ELEMENTS (commands); ++i)
    if (!strcmp (name, commands[i].name))
      break;
  if (i == G_N_ELEMENTS (commands))
    refuse_unknown (session, name);
  else
    commands[i].obey (session, trimmed);
  g_free (trimmed);
  g_free (name);
}
