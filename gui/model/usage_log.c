/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "model/usage_log.h"

#include "model/knobs.h"
#include "model/words.h"

#include <glib/gi18n.h>

struct PlUsageLog {
  PlParams *params;
  PlSession *session;
  float *first; /* values at the beginning, `count` */
  int first_step[PL_KNOBS];
  guint count;         /* parameters */
  char *first_profile; /* hearing profile at the beginning; NULL: none */
  GDateTime *begun;    /* when the sound first came; NULL: it did not */
  gint64 since;        /* us, monotonic; 0: no sound now */
  double seconds;      /* of sound that has ended */
};

static double
running (const PlUsageLog *diary)
{
  return diary->since
           ? (double) (g_get_monotonic_time () - diary->since) / G_USEC_PER_SEC
           : 0.0;
}

/* Time with the sound muted is time in use, too. */
static void
on_changed (PlSession *session, PlUsageLog *diary)
{
  const gboolean sounds = pl_session_get_state (session)
                          == ENH_SUPERVISOR_LISTENING;

  if (sounds && !diary->begun)
    diary->begun = g_date_time_new_now_local ();
  if (sounds && !diary->since)
    diary->since = g_get_monotonic_time ();
  else if (!sounds && diary->since)
    {
      diary->seconds += running (diary);
      diary->since = 0;
    }
}

PlUsageLog *
pl_usage_log_new (PlParams *params, PlSession *session)
{
  PlUsageLog *diary = g_new0 (PlUsageLog, 1);

  diary->params = g_object_ref (params);
  diary->session = g_object_ref (session);
  diary->count = pl_params_count (params);
  diary->first = g_new0 (float, diary->count);
  g_signal_connect (session, "changed", G_CALLBACK (on_changed), diary);
  pl_usage_log_forget (diary);
  return diary;
}

void
pl_usage_log_free (PlUsageLog *diary)
{
  if (!diary)
    return;
  g_signal_handlers_disconnect_by_data (diary->session, diary);
  g_object_unref (diary->session);
  g_object_unref (diary->params);
  g_clear_pointer (&diary->begun, g_date_time_unref);
  g_free (diary->first);
  g_free (diary->first_profile);
  g_free (diary);
}

void
pl_usage_log_forget (PlUsageLog *diary)
{
  for (guint id = 0; id < diary->count; ++id)
    diary->first[id] = pl_params_get (diary->params, id);
  for (int i = 0; i < PL_KNOBS; ++i)
    diary->first_step[i] = pl_knob_get (diary->params, (PlKnob) i);
  g_free (diary->first_profile);
  diary->first_profile = pl_params_audiogram_text (diary->params);
  g_clear_pointer (&diary->begun, g_date_time_unref);
  diary->seconds = 0.0;
  diary->since = 0;
  on_changed (diary->session, diary);
}

GDateTime *
pl_usage_log_begun (PlUsageLog *diary)
{
  return diary->begun;
}

double
pl_usage_log_seconds (PlUsageLog *diary)
{
  return diary->seconds + running (diary);
}

/* What reads alike did not change for a person. Takes both texts. */
static void
append_change (GString *text, const char *what, char *before, char *now)
{
  if (g_strcmp0 (before, now) != 0)
    /* TRANSLATORS: a setting, its value before, its value now */
    g_string_append_printf (text, _ ("%s: from %s to %s\n"), what, before, now);
  g_free (before);
  g_free (now);
}

char *
pl_usage_log_text (PlUsageLog *diary)
{
  GString *text = g_string_new (NULL);
  char *profile = pl_params_audiogram_text (diary->params);

  for (int i = 0; i < PL_KNOBS; ++i)
    append_change (
      text, pl_knob_title ((PlKnob) i),
      pl_knob_words ((PlKnob) i, diary->first_step[i]),
      pl_knob_words ((PlKnob) i, pl_knob_get (diary->params, (PlKnob) i)));
  for (enh_param id = 0; id < diary->count; ++id)
    if (pl_words_param (id))
      append_change (text, pl_words_param (id),
                     pl_words_value (id, diary->first[id]),
                     pl_words_value (id, pl_params_get (diary->params, id)));
  if (g_strcmp0 (profile, diary->first_profile) != 0)
    g_string_append (text, profile ? _ ("Fitted to a hearing profile\n")
                                   : _ ("Hearing profile taken away\n"));
  g_free (profile);
  if (!text->len)
    g_string_append (text, _ ("None\n"));
  return g_string_free (text, FALSE);
}
