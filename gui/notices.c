/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "notices.h"

#include <glib/gi18n.h>

struct PlNotices {
  PlInfoBar *bar;
  PlModel *model;
  enh_supervisor_state state;
  guint64 gaps; /* at the last look */
  gboolean checking;
  gint64 quiet_us; /* since then there was no gap and no howl */
};

/* So long without one, and gaps or howls are over. */
enum { CURED_SECONDS = 30 };

/* Nothing, as the listening process tells it; dB full scale. */
static const double silent_db = -85.0;

/* Nobody notices less. */
static const double late_ms = 20.0;

static const struct {
  PlHarm harm;
  const char *label;
  const char *action;
} ways[] = {
  [ENH_WARNING_HOWL] = { PL_HARM_EARS, NULL, NULL },
  [ENH_WARNING_XRUNS] = { PL_HARM_WORSE, NULL, NULL },
  [ENH_WARNING_DOSE] = { PL_HARM_EARS, N_ ("_Safety"), "win.page::safety" },
  [ENH_WARNING_BLUETOOTH]
  = { PL_HARM_WORSE, N_ ("_Devices"), "win.page::devices" },
  [ENH_WARNING_GAP] = { PL_HARM_NONE, NULL, NULL },
  [ENH_WARNING_LOUDSPEAKER] = { PL_HARM_EARS, NULL, NULL },
  [ENH_WARNING_SILENT]
  = { PL_HARM_SILENT, N_ ("_Devices"), "win.page::devices" },
  [ENH_WARNING_ONE_SIDED] = { PL_HARM_WORSE, NULL, NULL },
  [ENH_WARNING_LATE]
  = { PL_HARM_WORSE, N_ ("_Faster way"), "win.page::devices" },
  [ENH_WARNING_OUTPUT_SILENT] = { PL_HARM_SILENT, NULL, NULL },
};

static char *
kind_of (enh_supervisor_warning warning)
{
  return g_strdup_printf ("warning %d", (int) warning);
}

static void
withdraw (PlNotices *notices, enh_supervisor_warning warning)
{
  char *kind = kind_of (warning);

  pl_info_bar_withdraw (notices->bar, kind);
  g_free (kind);
}

static void
on_warning (PlSession *session, int number, double value, PlNotices *notices)
{
  const enh_supervisor_warning warning = (enh_supervisor_warning) number;
  const char *text = pl_session_warning_sentence (warning, value);
  char *kind = kind_of (warning);

  (void) session;
  /* A larger buffer ended the gaps. */
  if (warning == ENH_WARNING_STEADIER)
    withdraw (notices, ENH_WARNING_XRUNS);
  /* Where the system's settings say why, that is the cause. */
  if (text && warning < G_N_ELEMENTS (ways))
    pl_info_bar_show (notices->bar, ways[warning].harm, kind, text,
                      ways[warning].label ? _ (ways[warning].label) : NULL,
                      ways[warning].action);
  g_free (kind);
}

static void
on_levels (PlSession *session, PlNotices *notices)
{
  const PlLevels *levels = pl_session_get_levels (session);
  const gint64 now = g_get_monotonic_time ();

  if (pl_session_get_state (session) != ENH_SUPERVISOR_LISTENING)
    return;
  if (levels->input_db > silent_db)
    withdraw (notices, ENH_WARNING_SILENT);
  if (!(levels->system & (ENH_LIVE_OUTPUT_MUTED | ENH_LIVE_OUTPUT_VOLUME_0)))
    withdraw (notices, ENH_WARNING_OUTPUT_SILENT);
  if (levels->delay_ms > 0.0 && levels->delay_ms <= late_ms)
    withdraw (notices, ENH_WARNING_LATE);
  if (levels->gaps != notices->gaps || levels->howl_reduction_db > 0.5)
    notices->quiet_us = now;
  notices->gaps = levels->gaps;
  if (now - notices->quiet_us > CURED_SECONDS * (gint64) G_USEC_PER_SEC)
    {
      withdraw (notices, ENH_WARNING_XRUNS);
      withdraw (notices, ENH_WARNING_GAP);
      withdraw (notices, ENH_WARNING_HOWL);
    }
}

static gboolean
were_checked (PlModel *model)
{
  char *now = pl_model_devices_key (model);
  char *checked = g_settings_get_string (model->settings, "checked-devices");
  const gboolean same = g_strcmp0 (now, checked) == 0;

  g_free (checked);
  g_free (now);
  return same;
}

static void
offer_check (PlNotices *notices)
{
  if (notices->checking || were_checked (notices->model))
    pl_info_bar_withdraw (notices->bar, "check");
  else
    pl_info_bar_show (notices->bar, PL_HARM_NONE, "check",
                      _ ("New microphone or headset? A listening check takes "
                         "twenty seconds."),
                      _ ("Listening _check"), "win.page::ready");
}

/* What is said of sound is over with the sound. */
static void
withdraw_all (PlNotices *notices)
{
  for (guint i = 0; i < G_N_ELEMENTS (ways); ++i)
    if (i != ENH_WARNING_DOSE)
      withdraw (notices, (enh_supervisor_warning) i);
}

static void
on_changed (PlSession *session, PlNotices *notices)
{
  const enh_supervisor_state state = pl_session_get_state (session);
  const gboolean other = state != notices->state;

  notices->state = state;
  if (state == ENH_SUPERVISOR_WAITING
      && pl_session_get_why (session) == ENH_REASON_LOUDSPEAKER)
    pl_info_bar_show (
      notices->bar, PL_HARM_SILENT, "loudspeaker",
      _ ("Loudspeakers howl, and others hear what is private. If it really is "
         "a headset, or there is no other way: nothing is made louder then, "
         "and howling is held down."),
      _ ("_Use it anyway"), "win.allow-loudspeaker");
  else
    pl_info_bar_withdraw (notices->bar, "loudspeaker");
  if (!other)
    return;
  if (state == ENH_SUPERVISOR_LISTENING)
    {
      notices->quiet_us = g_get_monotonic_time ();
      offer_check (notices);
    }
  else if (state == ENH_SUPERVISOR_STOPPED)
    {
      withdraw_all (notices);
      pl_info_bar_withdraw (notices->bar, "check");
      pl_info_bar_forget (notices->bar);
    }
  else if (state == ENH_SUPERVISOR_WAITING)
    withdraw_all (notices);
}

static void
on_refused (PlSession *session, int what, PlNotices *notices)
{
  (void) session;
  pl_info_bar_show (notices->bar, PL_HARM_KEEPING, "refused",
                    pl_session_refusal_sentence ((enh_supervisor_refusal) what),
                    NULL, NULL);
}

void
pl_notices_checking (PlNotices *notices, gboolean checking)
{
  notices->checking = checking;
  if (checking)
    pl_info_bar_withdraw (notices->bar, "check");
}

PlNotices *
pl_notices_new (PlInfoBar *bar, PlModel *model)
{
  PlNotices *notices = g_new0 (PlNotices, 1);

  notices->bar = bar;
  notices->model = model;
  g_signal_connect (model->session, "changed", G_CALLBACK (on_changed),
                    notices);
  g_signal_connect (model->session, "levels", G_CALLBACK (on_levels), notices);
  g_signal_connect (model->session, "warning", G_CALLBACK (on_warning),
                    notices);
  g_signal_connect (model->session, "refused", G_CALLBACK (on_refused),
                    notices);
  for (guint i = 0; i < model->troubles->len; ++i)
    {
      char *kind = g_strdup_printf ("trouble-%u", i);

      pl_info_bar_show (bar, PL_HARM_KEEPING, kind, model->troubles->pdata[i],
                        NULL, NULL);
      g_free (kind);
    }
  if (model->began_soft)
    pl_info_bar_show (bar, PL_HARM_NONE, "soft",
                      _ ("It is a day or more since the last time: it begins "
                         "soft, as fitted."),
                      _ ("As _last time"), "win.as-last-time");
  return notices;
}

void
pl_notices_free (PlNotices *notices)
{
  if (!notices)
    return;
  g_signal_handlers_disconnect_by_data (notices->model->session, notices);
  g_free (notices);
}
