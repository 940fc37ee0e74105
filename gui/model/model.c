/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "model/model.h"

#include "model/presets.h"
#include "model/settings.h"

#include <glib/gi18n.h>

/* A slider that is dragged is written once, after it came to rest. The dose may
   lose so much when the computer loses power. */
enum { SAVE_AFTER_SECONDS = 2 };

enum { DAY_SECONDS = 24 * 60 * 60 };

/* Settings of the sound that are remembered beside the preset. Of hearing, no
   thresholds: these are kept in presets alone. */
static const char *const remembered[]
  = { "volume", "tone", "noise_reduction", "balance", "ceiling" };

static const char *const remembered_key[]
  = { "volume", "tone", "noise-reduction", "balance", "ceiling" };

static void
today (GDate *day)
{
  GDateTime *now = g_date_time_new_now_local ();

  g_date_clear (day, 1);
  g_date_set_dmy (day, (GDateDay) g_date_time_get_day_of_month (now),
                  (GDateMonth) g_date_time_get_month (now),
                  (GDateYear) g_date_time_get_year (now));
  g_date_time_unref (now);
}

static gint64
now_s (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static void
complain (PlModel *model, char *trouble)
{
  if (trouble)
    g_ptr_array_add (model->troubles, trouble);
}

void
pl_model_save (PlModel *model)
{
  GError *error = NULL;
  GDate day;

  if (model->save_source)
    g_source_remove (model->save_source);
  model->save_source = 0;
  if (!model->keeps)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (remembered) && !model->trying; ++i)
    g_settings_set_double (
      model->settings, remembered_key[i],
      (double) pl_params_get_named (model->params, remembered[i]));
  if (!model->trying)
    {
      const PlFit *fit = pl_params_get_fit (model->params);

      g_settings_set_double (model->settings, "fit-volume",
                             (double) fit->volume);
      g_settings_set_double (model->settings, "fit-tone", (double) fit->tone);
      g_settings_set_boolean (model->settings, "remembers", TRUE);
    }
  g_settings_apply (model->settings);
  today (&day);
  if (!pl_dose_save (model->dose, &day, &error))
    {
      g_message ("%s", error->message);
      g_error_free (error);
    }
}

static gboolean
save_now (gpointer data)
{
  PlModel *model = data;

  model->save_source = 0;
  pl_model_save (model);
  return G_SOURCE_REMOVE;
}

static void
save_soon (PlModel *model)
{
  if (!model->save_source)
    model->save_source
      = g_timeout_add_seconds (SAVE_AFTER_SECONDS, save_now, model);
}

static void
on_param (PlParams *params, GParamSpec *spec, PlModel *model)
{
  (void) params;
  (void) spec;
  save_soon (model);
}

static void
on_levels (PlSession *session, PlModel *model)
{
  const double dose = pl_session_get_levels (session)->dose_percent;
  GDate day;

  if (pl_session_get_state (session) == ENH_SUPERVISOR_LISTENING)
    {
      const gint64 last
        = g_settings_get_int64 (model->settings, "last-listened");

      pl_hours_add (&model->hours,
                    pl_session_get_levels (session)->dose_percent_hour,
                    g_get_monotonic_time ());
      /* Once a minute is often enough. */
      if (now_s () - last > 60 || now_s () < last)
        g_settings_set_int64 (model->settings, "last-listened", now_s ());
    }

  if (dose <= model->dose_seen)
    return;
  today (&day);
  pl_dose_add (model->dose, &day, dose - model->dose_seen);
  model->dose_seen = dose;
  save_soon (model);
}

static void
recall_fit (PlModel *model)
{
  const PlFit fit
    = { (float) g_settings_get_double (model->settings, "fit-volume"),
        (float) g_settings_get_double (model->settings, "fit-tone") };

  pl_params_set_fit (model->params, &fit);
}

/* Whoever comes after a day may be another person. */
static void
begin_softly (PlModel *model)
{
  const gint64 last = g_settings_get_int64 (model->settings, "last-listened");
  const PlFit *fit = pl_params_get_fit (model->params);

  model->before.volume = pl_params_get_named (model->params, "volume");
  model->before.tone = pl_params_get_named (model->params, "tone");
  if (last == 0 || now_s () - last < DAY_SECONDS
      || model->before.volume <= fit->volume)
    return;
  model->began_soft = TRUE;
  pl_params_return_to_fit (model->params);
}

/* The preset of before, then what was changed since. */
static void
recall (PlModel *model)
{
  char *path = g_settings_get_string (model->settings, "preset");
  char *why = NULL;

  if (!pl_presets_load (model->params, path, &why))
    {
      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        {
          char *name = pl_presets_title (path);

          g_free (why);
          why = g_strdup_printf (
            _ ("The preset %s is not there any more. Mild is in use instead."),
            name);
          g_free (name);
        }
      complain (model, why);
      why = NULL;
      g_settings_reset (model->settings, "preset");
      if (!pl_presets_load (model->params, "mild", &why))
        g_free (why);
    }
  g_free (path);
  if (!g_settings_get_boolean (model->settings, "remembers"))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (remembered); ++i)
    pl_params_set_named (
      model->params, remembered[i],
      (float) g_settings_get_double (model->settings, remembered_key[i]));
  recall_fit (model);
  begin_softly (model);
}

PlModel *
pl_model_new (gboolean keeps)
{
  PlModel *model = g_new0 (PlModel, 1);
  char *trouble = NULL, *input, *output, *path;

  model->keeps = keeps;
  model->troubles = g_ptr_array_new_with_free_func (g_free);
  model->settings = pl_settings_open (&trouble);
  complain (model, trouble);
  if (!model->settings)
    {
      pl_model_free (model);
      return NULL;
    }
  g_settings_delay (model->settings);
  path = pl_settings_dose_path ();
  model->dose = pl_dose_new (path, &trouble);
  g_free (path);
  complain (model, trouble);

  model->params = pl_params_new ();
  recall (model);
  input = g_settings_get_string (model->settings, "input-device");
  output = g_settings_get_string (model->settings, "output-device");
  model->session = pl_session_new (model->params, input, output);
  g_free (input);
  g_free (output);
  model->diary = pl_usage_log_new (model->params, model->session);
  model->note = pl_note_new ();
  model->dose_seen = pl_model_week (model);
  g_signal_connect (model->params, "notify", G_CALLBACK (on_param), model);
  g_signal_connect (model->session, "levels", G_CALLBACK (on_levels), model);
  return model;
}

void
pl_model_free (PlModel *model)
{
  if (!model)
    return;
  if (model->session)
    {
      g_signal_handlers_disconnect_by_data (model->session, model);
      g_signal_handlers_disconnect_by_data (model->params, model);
      pl_session_stop (model->session);
    }
  pl_usage_log_free (model->diary);
  /* Ends the sound: a window of GTK's may hold a reference for longer. */
  if (model->session)
    g_object_run_dispose (G_OBJECT (model->session));
  if (model->params)
    pl_model_save (model);
  g_clear_object (&model->session);
  g_clear_object (&model->params);
  g_clear_object (&model->settings);
  pl_dose_free (model->dose);
  pl_note_free (model->note);
  g_ptr_array_unref (model->troubles);
  g_free (model);
}

double
pl_model_week (PlModel *model)
{
  GDate day;

  today (&day);
  return pl_dose_week (model->dose, &day);
}

void
pl_model_press (PlModel *model)
{
  switch (pl_session_get_state (model->session))
    {
    case ENH_SUPERVISOR_STOPPED:
      model->dose_seen = pl_model_week (model);
      pl_session_start (model->session, model->dose_seen);
      break;
    case ENH_SUPERVISOR_WAITING:
      pl_session_resume (model->session);
      break;
    case ENH_SUPERVISOR_STARTING:
    case ENH_SUPERVISOR_LISTENING:
    case ENH_SUPERVISOR_RECOVERING:
      pl_session_stop (model->session);
      break;
    }
}

char *
pl_model_get_preset (PlModel *model)
{
  return g_settings_get_string (model->settings, "preset");
}

void
pl_model_remember_preset (PlModel *model, const char *path)
{
  model->deleted = FALSE;
  g_settings_set_string (model->settings, "preset", path);
  save_soon (model);
}

char *
pl_model_preset_title (PlModel *model)
{
  const char *name = pl_params_get_preset_name (model->params);
  char *path, *title;

  if (model->deleted)
    /* TRANSLATORS: the preset in use was deleted */
    return g_strdup_printf (_ ("%s (deleted)"), name && *name ? name : "");
  path = pl_model_get_preset (model);
  title = pl_presets_title (path);
  if (*path && g_path_is_absolute (path) && name && *name)
    {
      g_free (title);
      title = g_strdup (name);
    }
  g_free (path);
  return title;
}

void
pl_model_as_last_time (PlModel *model)
{
  pl_params_set_named (model->params, "volume", model->before.volume);
  pl_params_set_named (model->params, "tone", model->before.tone);
  model->began_soft = FALSE;
}

void
pl_model_preset_deleted (PlModel *model, const char *path)
{
  char *used = pl_model_get_preset (model);

  if (g_strcmp0 (used, path) == 0)
    {
      pl_model_remember_preset (model, "mild");
      model->deleted = TRUE;
      /* Its name is another. */
      pl_params_set_fit (model->params, pl_params_get_fit (model->params));
    }
  g_free (used);
}

void
pl_model_new_person (PlModel *model)
{
  pl_params_return_to_fit (model->params);
  pl_params_set_named (model->params, "balance", 0.0f);
  pl_note_forget (model->note);
  pl_usage_log_forget (model->diary);
}

gboolean
pl_model_use_preset (PlModel *model, const char *path, char **why)
{
  char *before = pl_model_get_preset (model);
  gboolean used;

  /* What it is called is asked for while it is taken. */
  pl_model_remember_preset (model, path);
  used = pl_presets_load (model->params, path, why);
  if (!used)
    pl_model_remember_preset (model, before);
  g_free (before);
  return used;
}

void
pl_model_choose_devices (PlModel *model, const char *input, const char *output)
{
  g_settings_set_string (model->settings, "input-device", input ? input : "");
  g_settings_set_string (model->settings, "output-device",
                         output ? output : "");
  pl_session_choose (model->session, input, output, FALSE);
  save_soon (model);
}

char *
pl_model_devices_key (PlModel *model)
{
  return g_strdup_printf ("%s / %s",
                          pl_session_get_input (model->session)->name,
                          pl_session_get_output (model->session)->name);
}
