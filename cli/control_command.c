/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The commands of `enhance live --control`. What is set before the sound begins
   is kept, and given to the chain when it is there. */

#include "control_preset.h"

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
    control_refuse (session, "set",
                    "set takes a name and a value: set volume 3");
  else if (preset_set_text (session->settings, name, value, &error))
    control_refuse (session, "set", "%s", error.text);
  else
    {
      const enh_param id = enh_param_by_name (name);
      const float now = session->settings->value[id];
      enh_chain *chain = control_chain (session);
      const enh_status failure = chain ? enh_chain_set (chain, id, now)
                                       : ENH_OK;

      if (failure)
        control_refuse (session, "set", "%s: %s", name, enh_strerror (failure));
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
      control_refuse (session, "mute", "give mute on or mute off");
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
      control_refuse (session, "audiogram", "%s", error.text);
      return;
    }
  session->settings->has_audiogram = !none;
  if (!none)
    session->settings->audiogram = parsed;
  control_send (session, ok ("audiogram"), CONTROL_OUT_REPLY);
}

static void
preset (control_session *session, const char *rest)
{
  if (*rest)
    control_preset_begin (session, rest);
  else
    control_refuse (
      session, "preset",
      "preset takes the name of a file, or of a preset of hearing");
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
      control_refuse (
        session, "dose",
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
    control_refuse (session, name,
                    "'%.*s' after %s means nothing: leave it out", ECHO_BYTES,
                    rest, name);
  return *rest != '\0';
}

static void
measure_delay (control_session *session, const char *rest)
{
  if (has_more (session, "measure-delay", rest))
    return;
  if (!control_engine_measure (session->engine))
    control_refuse (
      session, "measure-delay",
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
      control_refuse (session, "tone", "give tone left or tone right");
      return;
    }
  if (control_engine_tone (session->engine, right, &error))
    {
      control_refuse (session, "tone", "%s", error.text);
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
    control_refuse (session, NULL,
                    "no command is called '%.*s': did you mean '%s'?",
                    ECHO_BYTES, name, nearest_found (&search));
  else
    control_refuse (
      session, NULL,
      "no command is called '%.*s'; there are set, mute, audiogram, "
      "preset, dose, measure-delay, tone and quit",
      ECHO_BYTES, name);
}

/* Silence, and the end, come before a preset that is being read. */
static gboolean
waits_for_nothing (const char *name)
{
  return !strcmp (name, "mute") || !strcmp (name, "quit");
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
  if (!waits_for_nothing (name) && control_preset_is_read (session))
    control_preset_hold (session, line);
  else if (i == G_N_ELEMENTS (commands))
    refuse_unknown (session, name);
  else
    commands[i].obey (session, trimmed);
  g_free (trimmed);
  g_free (name);
}
