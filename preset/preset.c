/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Key files through GLib; numbers and audiograms through the same doors as the
   command line, so that both refuse the same things. */

#include "preset.h"

#include "nearest.h"
#include "number.h"
#include "patient_read.h"
#include "preset_group.h"

#include <string.h>

/* A preset is a page of text; whatever is longer is something else. */
enum { FILE_BYTES_MAX = 64 * 1024 };

static const char group_preset[] = PRESET_GROUP;
static const char group_parameters[] = PRESET_GROUP_PARAMETERS;
static const char *const group_ear[ENH_EARS] = { PRESET_GROUP_EARS };

static enh_status
refuse (enh_error *error, enh_status status, const char *format, ...)
  G_GNUC_PRINTF (3, 4);

static enh_status
refuse (enh_error *error, enh_status status, const char *format, ...)
{
  va_list arguments;

  if (error)
    {
      va_start (arguments, format);
      g_vsnprintf (error->text, sizeof error->text, format, arguments);
      va_end (arguments);
    }
  return status;
}

preset_settings *
preset_new (void)
{
  preset_settings *made = g_new0 (preset_settings, 1);

  while (enh_param_describe (made->count))
    ++made->count;
  made->given = g_new0 (gboolean, made->count);
  made->value = g_new0 (float, made->count);
  return made;
}

void
preset_free (preset_settings *preset)
{
  if (!preset)
    return;
  g_free (preset->name);
  g_free (preset->given);
  g_free (preset->value);
  g_free (preset);
}

/* The parameter's name that was probably meant. */
static const char *
nearest_parameter (const char *name)
{
  const enh_param_info *info;
  preset_nearest search;

  nearest_begin (&search, name);
  for (enh_param id = 0; (info = enh_param_describe (id)); ++id)
    nearest_offer (&search, info->name);
  return nearest_found (&search);
}

enh_status
preset_set_text (preset_settings *preset, const char *name, const char *text,
                 enh_error *error)
{
  char low[NUMBER_TEXT_BYTES], high[NUMBER_TEXT_BYTES];
  const enh_param id = enh_param_by_name (name);
  const enh_param_info *info = enh_param_describe (id);
  double value;

  if (!info)
    {
      const char *meant = nearest_parameter (name);

      if (meant)
        return refuse (error, ENH_ERR_PARAM,
                       "unknown parameter '%.60s': did you mean '%s'? "
                       "See 'enhance params'",
                       name, meant);
      return refuse (error, ENH_ERR_PARAM,
                     "unknown parameter '%.60s'; "
                     "see 'enhance params'",
                     name);
    }

  number_format (info->minimum, low);
  number_format (info->maximum, high);
  if (!number_parse (text, &value))
    return refuse (error, ENH_ERR_RANGE,
                   "%s=%.60s: not a number; give %s %s %s%s%s", name, text, low,
                   info->is_switch ? "or" : "to", high, *info->unit ? " " : "",
                   info->unit);
  if (info->is_switch
        ? value != 0.0 && value != 1.0
        : !(value >= (double) info->minimum && value <= (double) info->maximum))
    return refuse (error, ENH_ERR_RANGE,
                   "%s=%.60s: out of range; give %s %s %s%s%s", name, text, low,
                   info->is_switch ? "or" : "to", high, *info->unit ? " " : "",
                   info->unit);

  preset->given[id] = TRUE;
  preset->value[id] = (float) value;
  return ENH_OK;
}

static enh_status
refuse_trouble (const patient_text *text, const char *path, enh_error *error)
{
  switch (text->trouble)
    {
    case PATIENT_FINE:
      return ENH_OK;
    case PATIENT_UNOPENED:
      return refuse (error, ENH_ERR_OPEN,
                     "cannot open preset '%.200s': %s; "
                     "check its name and permissions",
                     path, patient_why (text));
    case PATIENT_LONG:
      return refuse (error, ENH_ERR_FORMAT,
                     "'%.200s' is not a preset: it is longer than %d bytes; "
                     "give a .listen file",
                     path, FILE_BYTES_MAX);
    case PATIENT_LATE:
    case PATIENT_UNREAD:
    case PATIENT_IRREGULAR:
    default:
      return refuse (error, ENH_ERR_READ,
                     "cannot read preset '%.200s': %s; give a .listen file",
                     path, patient_why (text));
    }
}

static gboolean
is_known_group (const char *group)
{
  return !strcmp (group, group_preset) || !strcmp (group, group_parameters)
         || !strcmp (group, group_ear[0]) || !strcmp (group, group_ear[1]);
}

static enh_status
check_groups (GKeyFile *keys, enh_error *error)
{
  gsize count;
  char **groups = g_key_file_get_groups (keys, &count);
  enh_status status = ENH_OK;

  if (!count)
    status = refuse (error, ENH_ERR_FORMAT,
                     "it is empty; a preset has "
                     "[Preset], [Parameters] or [Audiogram Left]");
  for (gsize i = 0; i < count && !status; ++i)
    if (!is_known_group (groups[i]))
      status = refuse (error, ENH_ERR_FORMAT,
                       "unknown group [%.60s]; a preset has [%s], [%s], [%s] "
                       "and [%s]",
                       groups[i], group_preset, group_parameters, group_ear[0],
                       group_ear[1]);
  g_strfreev (groups);
  return status;
}

/* A setting in the wrong group would be left out without a word. */
static enh_status
check_preset_keys (GKeyFile *keys, enh_error *error)
{
  char **names = g_key_file_get_keys (keys, group_preset, NULL, NULL);
  enh_status status = ENH_OK;

  for (char **name = names; name && *name && !status; ++name)
    if (enh_param_describe (enh_param_by_name (*name)))
      status = refuse (error, ENH_ERR_FORMAT,
                       "%.60s stands in [%s]; move it to [%s]", *name,
                       group_preset, group_parameters);
    else if (strcmp (*name, "name"))
      status = refuse (error, ENH_ERR_FORMAT,
                       "[%s] has no '%.60s'; it has 'name' alone", group_preset,
                       *name);
  g_strfreev (names);
  return status;
}

static enh_status
read_parameters (preset_settings *preset, GKeyFile *keys, enh_error *error)
{
  char **names = g_key_file_get_keys (keys, group_parameters, NULL, NULL);
  enh_status status = ENH_OK;

  for (char **name = names; name && *name && !status; ++name)
    {
      char *text = g_key_file_get_value (keys, group_parameters, *name, NULL);

      status
        = preset_set_text (preset, *name, text ? g_strstrip (text) : "", error);
      g_free (text);
    }
  g_strfreev (names);
  return status;
}

/* Order by frequency; what is no number comes as it is, and is refused by the
   audiogram's own reader. */
static gint
compare_points (gconstpointer left, gconstpointer right)
{
  double a = 0.0, b = 0.0;

  number_parse (*(char *const *) left, &a);
  number_parse (*(char *const *) right, &b);
  return (a > b) - (a < b);
}

static enh_status
read_ear (preset_settings *preset, GKeyFile *keys, uint32_t ear,
          enh_error *error)
{
  const char *group = group_ear[ear];
  gsize count;
  char **points = g_key_file_get_keys (keys, group, &count, NULL);
  GString *spec;
  enh_audiogram both;
  enh_error why;
  enh_status status;

  if (!points)
    return ENH_OK;
  spec = g_string_new (NULL);
  qsort (points, count, sizeof *points, compare_points);
  for (gsize i = 0; i < count; ++i)
    {
      char *text = g_key_file_get_value (keys, group, points[i], NULL);

      g_string_append_printf (spec, "%s%s=%s", i ? "," : "", points[i],
                              text ? g_strstrip (text) : "");
      g_free (text);
    }

  if (!count)
    status = refuse (error, ENH_ERR_AUDIOGRAM,
                     "[%s] is empty; add lines such as 1000=35", group);
  else if ((status = enh_audiogram_parse (spec->str, &both, &why)))
    refuse (error, status, "[%s]: %.400s", group, why.text);
  else
    {
      if (!preset->has_audiogram)
        preset->audiogram = both;
      memcpy (preset->audiogram.threshold_db_hl[ear], both.threshold_db_hl[ear],
              sizeof both.threshold_db_hl[ear]);
      preset->has_audiogram = TRUE;
    }
  g_string_free (spec, TRUE);
  g_strfreev (points);
  return status;
}

static enh_status
read_keys (preset_settings *preset, const char *text, enh_error *error)
{
  /* Editors of other systems begin a file so. */
  static const char byte_order_mark[] = "\xef\xbb\xbf";
  GKeyFile *keys = g_key_file_new ();
  GError *failure = NULL;
  enh_status status = ENH_OK;

  if (g_str_has_prefix (text, byte_order_mark))
    text += strlen (byte_order_mark);
  if (*text
      && !g_key_file_load_from_data (keys, text, (gsize) -1, G_KEY_FILE_NONE,
                                     &failure))
    {
      status = refuse (error, ENH_ERR_FORMAT, "%.300s", failure->message);
      g_error_free (failure);
    }
  if (!status)
    status = check_groups (keys, error);
  if (!status)
    status = check_preset_keys (keys, error);
  if (!status)
    status = read_parameters (preset, keys, error);
  for (uint32_t ear = 0; ear < ENH_EARS && !status; ++ear)
    status = read_ear (preset, keys, ear, error);
  if (!status)
    preset->name = g_key_file_get_string (keys, group_preset, "name", NULL);
  if (preset->name && !*preset->name)
    g_clear_pointer (&preset->name, g_free);
  g_key_file_free (keys);
  return status;
}

/* Built into the library, by number. */
static preset_settings *
load_hearing (uint32_t number)
{
  const enh_hearing_info *info = enh_hearing_describe (number);
  const enh_param volume = enh_param_by_name ("volume");
  const enh_param tone = enh_param_by_name ("tone");
  const enh_param prescription = enh_param_by_name ("prescription");
  preset_settings *made = preset_new ();

  made->name = g_strdup (info->name);
  made->given[volume] = made->given[tone] = made->given[prescription] = TRUE;
  made->value[volume] = info->volume;
  made->value[tone] = info->tone;
  made->value[prescription] = info->prescription;
  made->has_audiogram
    = !enh_audiogram_parse (info->audiogram, &made->audiogram, NULL);
  return made;
}

/* A word without a folder or an extension may have been meant as a name. */
static void
suggest_hearing (const char *path, enh_error *error)
{
  const enh_hearing_info *info;
  preset_nearest search;
  gsize used;

  if (!error || strpbrk (path, "/\\."))
    return;
  nearest_begin (&search, path);
  for (uint32_t i = 0; (info = enh_hearing_describe (i)); ++i)
    nearest_offer (&search, info->name);
  used = strlen (error->text);
  if (nearest_found (&search))
    g_snprintf (error->text + used, sizeof error->text - used,
                "; did you mean the preset '%s'?", nearest_found (&search));
}

struct preset_loading {
  char *path;
  patient_read *reading; /* NULL: built in, as `hearing` */
  uint32_t hearing;
};

preset_loading *
preset_load_begin (const char *path)
{
  preset_loading *loading = g_new0 (preset_loading, 1);

  loading->path = g_strdup (path);
  loading->hearing = enh_hearing_by_name (path);
  if (loading->hearing == ENH_HEARING_NONE)
    loading->reading = patient_read_begin (path, FILE_BYTES_MAX);
  return loading;
}

gboolean
preset_load_done (preset_loading *loading, guint wait_ms)
{
  return !loading->reading || patient_read_done (loading->reading, wait_ms);
}

enh_status
preset_from_text (preset_settings **preset, const char *name, const char *text,
                  gsize length, enh_error *error)
{
  enh_error why;
  enh_status status;

  *preset = NULL;
  if (!g_utf8_validate (text, (gssize) length, NULL))
    return refuse (error, ENH_ERR_FORMAT,
                   "'%.200s' is not a preset: it is not UTF-8 text; give a "
                   ".listen file",
                   name);
  *preset = preset_new ();
  status = read_keys (*preset, text, &why);
  if (status)
    {
      g_clear_pointer (preset, preset_free);
      refuse (error, status, "preset '%.100s': %.380s", name, why.text);
    }
  return status;
}

static enh_status
load_file (preset_settings **preset, const char *path, const patient_text *text,
           enh_error *error)
{
  enh_status status = refuse_trouble (text, path, error);

  if (status == ENH_ERR_OPEN)
    suggest_hearing (path, error);
  return status
           ? status
           : preset_from_text (preset, path, text->bytes, text->length, error);
}

enh_status
preset_load_end (preset_loading *loading, preset_settings **preset,
                 enh_error *error)
{
  enh_status status = ENH_OK;

  *preset = NULL;
  if (loading->reading)
    {
      patient_text read = patient_read_end (loading->reading);

      status = load_file (preset, loading->path, &read, error);
      g_free (read.bytes);
    }
  else
    *preset = load_hearing (loading->hearing);
  g_free (loading->path);
  g_free (loading);
  return status;
}

enh_status
preset_load (preset_settings **preset, const char *path, enh_error *error)
{
  preset_loading *loading = preset_load_begin (path);

  preset_load_done (loading, PATIENT_READ_MS);
  return preset_load_end (loading, preset, error);
}

enh_status
preset_apply (const preset_settings *preset, enh_chain *chain)
{
  enh_status status = ENH_OK;

  if (preset->has_audiogram)
    status = enh_chain_set_audiogram (chain, &preset->audiogram);
  for (enh_param id = 0; id < preset->count && !status; ++id)
    if (preset->given[id])
      status = enh_chain_set (chain, id, preset->value[id]);
  return status;
}
