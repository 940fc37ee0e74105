/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "model/params.h"

#include <string.h>

struct _PlParams {
  GObject parent_instance;
  guint count;
  float *value;      /* `count`, each in its parameter's range */
  GParamSpec **spec; /* `count`; the class owns them */
  gboolean has_audiogram;
  enh_audiogram audiogram;
  char *preset_name; /* NULL: none */
  PlFit fit;
  gboolean asked;
};

G_DEFINE_TYPE (PlParams, pl_params, G_TYPE_OBJECT)

/* Property number of parameter 0. */
enum { FIRST_PROPERTY = 1 };

enum { AUDIOGRAM_CHANGED, FIT_CHANGED, ASKS, SIGNALS };

static guint signals[SIGNALS];

static void
pl_params_get_property (GObject *object, guint property, GValue *value,
                        GParamSpec *spec)
{
  PlParams *self = PL_PARAMS (object);
  const float held = self->value[property - FIRST_PROPERTY];

  if (G_IS_PARAM_SPEC_BOOLEAN (spec))
    g_value_set_boolean (value, held > 0.5f);
  else
    g_value_set_float (value, held);
}

static void
pl_params_set_property (GObject *object, guint property, const GValue *value,
                        GParamSpec *spec)
{
  const float wanted = G_IS_PARAM_SPEC_BOOLEAN (spec)
                         ? (g_value_get_boolean (value) ? 1.0f : 0.0f)
                         : g_value_get_float (value);

  pl_params_set (PL_PARAMS (object), property - FIRST_PROPERTY, wanted);
}

static void
pl_params_finalize (GObject *object)
{
  PlParams *self = PL_PARAMS (object);

  /* Thresholds of a person's hearing do not stay in freed memory. */
  memset (&self->audiogram, 0, sizeof self->audiogram);
  g_free (self->value);
  g_free (self->spec);
  g_free (self->preset_name);
  G_OBJECT_CLASS (pl_params_parent_class)->finalize (object);
}

static void
pl_params_class_init (PlParamsClass *class)
{
  GObjectClass *object = G_OBJECT_CLASS (class);
  /* Not a static name: the table's underscores become hyphens. */
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_NICK
                            | G_PARAM_STATIC_BLURB | G_PARAM_EXPLICIT_NOTIFY;
  const enh_param_info *info;

  object->get_property = pl_params_get_property;
  object->set_property = pl_params_set_property;
  object->finalize = pl_params_finalize;
  for (enh_param id = 0; (info = enh_param_describe (id)); ++id)
    g_object_class_install_property (
      object, FIRST_PROPERTY + id,
      info->is_switch
        ? g_param_spec_boolean (info->name, info->name, info->meaning,
                                info->default_ear > 0.5f, flags)
        : g_param_spec_float (info->name, info->name, info->meaning,
                              info->minimum, info->maximum, info->default_ear,
                              flags));
  signals[AUDIOGRAM_CHANGED]
    = g_signal_new ("audiogram-changed", PL_TYPE_PARAMS, G_SIGNAL_RUN_LAST, 0,
                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FIT_CHANGED] = g_signal_new ("fit-changed", PL_TYPE_PARAMS,
                                       G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 0);
  signals[ASKS] = g_signal_new ("asks", PL_TYPE_PARAMS, G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
pl_params_init (PlParams *self)
{
  const enh_param_info *info;

  while (enh_param_describe (self->count))
    ++self->count;
  self->value = g_new0 (float, self->count);
  self->spec = g_new0 (GParamSpec *, self->count);
  for (enh_param id = 0; (info = enh_param_describe (id)); ++id)
    {
      self->value[id] = info->default_ear;
      self->spec[id]
        = g_object_class_find_property (G_OBJECT_GET_CLASS (self), info->name);
    }
}

PlParams *
pl_params_new (void)
{
  return g_object_new (PL_TYPE_PARAMS, NULL);
}

guint
pl_params_count (PlParams *self)
{
  return self->count;
}

float
pl_params_get (PlParams *self, enh_param id)
{
  g_return_val_if_fail (id < self->count, 0.0f);
  return self->value[id];
}

void
pl_params_set (PlParams *self, enh_param id, float value)
{
  const enh_param_info *info = enh_param_describe (id);

  g_return_if_fail (info);
  /* Written so that NaN, too, becomes the minimum. */
  value = value > info->minimum ? MIN (value, info->maximum) : info->minimum;
  if (memcmp (&value, &self->value[id], sizeof value) == 0)
    return;
  self->value[id] = value;
  self->asked = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), self->spec[id]);
}

float
pl_params_get_named (PlParams *self, const char *name)
{
  return pl_params_get (self, enh_param_by_name (name));
}

void
pl_params_set_named (PlParams *self, const char *name, float value)
{
  pl_params_set (self, enh_param_by_name (name), value);
}

gboolean
pl_params_asked (PlParams *self)
{
  if (self->asked)
    return TRUE;
  self->asked = TRUE;
  g_signal_emit (self, signals[ASKS], 0);
  return FALSE;
}

const PlFit *
pl_params_get_fit (PlParams *self)
{
  return &self->fit;
}

void
pl_params_set_fit (PlParams *self, const PlFit *fit)
{
  self->fit = *fit;
  g_signal_emit (self, signals[FIT_CHANGED], 0);
}

void
pl_params_return_to_fit (PlParams *self)
{
  pl_params_set_named (self, "volume", self->fit.volume);
  pl_params_set_named (self, "tone", self->fit.tone);
}

const enh_audiogram *
pl_params_get_audiogram (PlParams *self)
{
  return self->has_audiogram ? &self->audiogram : NULL;
}

void
pl_params_set_audiogram (PlParams *self, const enh_audiogram *audiogram)
{
  if (!audiogram && !self->has_audiogram)
    return;
  if (audiogram && self->has_audiogram
      && memcmp (audiogram, &self->audiogram, sizeof *audiogram) == 0)
    return;
  self->has_audiogram = audiogram != NULL;
  if (audiogram)
    self->audiogram = *audiogram;
  else
    memset (&self->audiogram, 0, sizeof self->audiogram);
  g_signal_emit (self, signals[AUDIOGRAM_CHANGED], 0);
}

static void
append_ear (GString *text, const enh_audiogram *audiogram, uint32_t ear)
{
  for (uint32_t point = 0; point < ENH_AUDIOGRAM_POINTS; ++point)
    {
      char hz[G_ASCII_DTOSTR_BUF_SIZE], db_hl[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (hz, sizeof hz, "%.0f",
                       (double) enh_audiogram_frequency (point));
      g_ascii_formatd (db_hl, sizeof db_hl, "%.7g",
                       (double) audiogram->threshold_db_hl[ear][point]);
      g_string_append_printf (text, "%s%s=%s", point ? "," : "", hz, db_hl);
    }
}

char *
pl_params_audiogram_text (PlParams *self)
{
  GString *text;

  if (!self->has_audiogram)
    return NULL;
  text = g_string_new ("L:");
  append_ear (text, &self->audiogram, 0);
  g_string_append (text, ";R:");
  append_ear (text, &self->audiogram, 1);
  return g_string_free (text, FALSE);
}

const char *
pl_params_get_preset_name (PlParams *self)
{
  return self->preset_name;
}

void
pl_params_take_preset (PlParams *self, const preset_settings *preset)
{
  g_free (self->preset_name);
  self->preset_name = g_strdup (preset->name);
  g_object_freeze_notify (G_OBJECT (self));
  for (enh_param id = 0; id < self->count; ++id)
    pl_params_set (self, id,
                   id < preset->count && preset->given[id]
                     ? preset->value[id]
                     : enh_param_describe (id)->default_ear);
  pl_params_set_audiogram (self,
                           preset->has_audiogram ? &preset->audiogram : NULL);
  self->fit.volume = pl_params_get_named (self, "volume");
  self->fit.tone = pl_params_get_named (self, "tone");
  g_object_thaw_notify (G_OBJECT (self));
  g_signal_emit (self, signals[FIT_CHANGED], 0);
}

preset_settings *
pl_params_make_preset (PlParams *self, const char *name)
{
  preset_settings *made = preset_new ();

  made->name = g_strdup (name);
  for (enh_param id = 0; id < self->count && id < made->count; ++id)
    {
      made->given[id] = TRUE;
      made->value[id] = self->value[id];
    }
  made->has_audiogram = self->has_audiogram;
  if (self->has_audiogram)
    made->audiogram = self->audiogram;
  return made;
}
