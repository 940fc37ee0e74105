/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "model/note.h"

#include "model/words.h"

#include <glib/gi18n.h>

#include <string.h>

static const char *const labels[PL_SUPPORTS] = {
  [PL_SUPPORT_DEVICE] = N_ ("Listening device (Personal Listener)"),
  [PL_SUPPORT_QUIET_ROOM] = N_ ("A quieter room, or noise switched off"),
  [PL_SUPPORT_FACE] = N_ ("Facing the person, good light, speaking clearly"),
  [PL_SUPPORT_WRITING] = N_ ("Writing or typing to show"),
  [PL_SUPPORT_OWN_AIDS] = N_ ("The person’s own hearing aids or glasses"),
  [PL_SUPPORT_INTERPRETER] = N_ ("An interpreter, or someone they know well"),
  [PL_SUPPORT_TIME] = N_ ("More time, breaks, another time of day"),
};

PlNote *
pl_note_new (void)
{
  PlNote *note = g_new0 (PlNote, 1);

  note->answer = g_strdup ("");
  note->said_back = g_strdup ("");
  note->remarks = g_strdup ("");
  return note;
}

void
pl_note_wipe (char *text)
{
  if (text)
    /* A plain memset before free may be left out by the compiler. */
    for (volatile char *p = text; *p; ++p)
      *p = '\0';
  g_free (text);
}

void
pl_note_set_text (char **field, const char *text)
{
  char *made = g_strdup (text);

  pl_note_wipe (*field);
  *field = made;
}

void
pl_note_forget (PlNote *note)
{
  memset (note->support, 0, sizeof note->support);
  note->consent = PL_CONSENT_NOT_ASKED;
  pl_note_set_text (&note->answer, "");
  pl_note_set_text (&note->said_back, "");
  pl_note_set_text (&note->remarks, "");
}

void
pl_note_free (PlNote *note)
{
  if (!note)
    return;
  pl_note_wipe (note->answer);
  pl_note_wipe (note->said_back);
  pl_note_wipe (note->remarks);
  g_free (note);
}

const char *
pl_note_support_label (PlSupport support)
{
  g_return_val_if_fail (support < PL_SUPPORTS, "");
  return _ (labels[support]);
}

static const char *
consent_line (PlConsent consent)
{
  switch (consent)
    {
    case PL_CONSENT_YES:
      return _ ("The person agreed to use the listening device.");
    case PL_CONSENT_NO:
      return _ ("The person did not want to use the listening device.");
    case PL_CONSENT_NOT_ASKED:
    default:
      return _ ("Agreement to use the listening device: not recorded.");
    }
}

/* A quotation, or words that say there is none. */
static void
append_words (GString *text, const char *words)
{
  char *clean = g_strstrip (g_strdup (words));

  if (*clean)
    /* TRANSLATORS: quotation marks around a person's own words */
    g_string_append_printf (text, _ ("“%s”\n"), clean);
  else
    g_string_append (text, _ ("Not recorded\n"));
  pl_note_wipe (clean);
}

/* The day and its times; the times differ where listening took longer. */
static void
append_times (GString *text, GDateTime *begun, GDateTime *when)
{
  /* TRANSLATORS: date of a note, see g_date_time_format */
  char *day = g_date_time_format (when, _ ("%e %B %Y"));
  char *now = g_date_time_format (when, "%H:%M");
  char *from = begun ? g_date_time_format (begun, "%H:%M") : NULL;

  g_string_append_printf (text, _ ("Date: %s\n"), g_strstrip (day));
  if (from)
    /* TRANSLATORS: times, as "14:05 to 14:47" */
    g_string_append_printf (text, _ ("Time: %s to %s\n"), from, now);
  else
    g_string_append_printf (text, _ ("Time: %s\n"), now);
  g_free (from);
  g_free (now);
  g_free (day);
}

char *
pl_note_text (const PlNote *note, GDateTime *begun, GDateTime *when,
              double seconds, const char *adjustments)
{
  GString *text = g_string_new (NULL);
  char *duration = pl_words_duration (seconds);
  gboolean any = FALSE;

  g_string_append_printf (text, "%s\n\n", _ ("Communication-support note"));
  append_times (text, begun, when);
  g_string_append_printf (text, _ ("Listening device in use: %s\n"),
                          seconds > 0.0 ? duration : _ ("not used"));

  g_string_append_printf (text, "\n%s\n", _ ("Support offered"));
  for (guint i = 0; i < PL_SUPPORTS; ++i)
    if (note->support[i])
      {
        g_string_append_printf (text, "– %s\n",
                                pl_note_support_label ((PlSupport) i));
        any = TRUE;
      }
  if (!any)
    g_string_append (text, _ ("Not recorded\n"));

  g_string_append_printf (
    text, "\n%s\n", _ ("Asked “Can you hear me clearly?”, the person said"));
  append_words (text, note->answer);
  g_string_append_printf (text, "\n%s\n", _ ("The person said back"));
  append_words (text, note->said_back);
  g_string_append_printf (text, "\n%s\n", _ ("Adjustments made"));
  g_string_append (text, adjustments);
  g_string_append_printf (text, "\n%s\n", consent_line (note->consent));
  if (*note->remarks)
    g_string_append_printf (text, "\n%s\n%s\n", _ ("Remarks"), note->remarks);
  g_string_append_printf (text, "\n%s\n",
                          _ ("No sound was recorded. Made with Personal "
                             "Listener, a listening device."));
  g_string_append_printf (
    text, "\n%s\n", _ ("Signed: ______________________   Date: ____________"));
  g_free (duration);
  return g_string_free (text, FALSE);
}
