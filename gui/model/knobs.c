/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "model/knobs.h"

#include <glib/gi18n.h>

#include <math.h>

typedef struct knob {
  const char *param;
  const char *title; /* to be translated */
  int least, most;   /* `most` of the ceiling: see pl_knob_most */
  int zero;          /* the step of the fit, or of `origin` */
  float origin;      /* of a knob that no fit sets */
  float width;       /* of a step */
} knob;

/* Three steps of loudness are twice as loud, or half. */
static const knob knobs[PL_KNOBS] = {
  [PL_KNOB_LOUDNESS]
  = { "volume", N_ ("Loudness"), 1, 10, PL_LOUDNESS_FIT, 0.0f, 3.0f },
  [PL_KNOB_SOUND] = { "tone", N_ ("Sound"), -5, 5, 0, 0.0f, 0.2f },
  [PL_KNOB_BALANCE] = { "balance", N_ ("Balance"), -5, 5, 0, 0.0f, 0.2f },
  [PL_KNOB_CEILING] = { "ceiling", N_ ("Loudest sound"), 1, 0, 1, 70.0f, 5.0f },
};

const char *
pl_knob_param (PlKnob which)
{
  return knobs[which].param;
}

int
pl_knob_least (PlKnob which)
{
  return knobs[which].least;
}

int
pl_knob_most (PlKnob which)
{
  /* The library says how loud the loudest may be set. */
  if (which == PL_KNOB_CEILING)
    return 1
           + (int) ((enh_param_describe (enh_param_by_name ("ceiling"))->maximum
                     - knobs[which].origin)
                    / knobs[which].width);
  return knobs[which].most;
}

static double
origin (PlParams *params, PlKnob which)
{
  switch (which)
    {
    case PL_KNOB_LOUDNESS:
      return (double) pl_params_get_fit (params)->volume;
    case PL_KNOB_SOUND:
      return (double) pl_params_get_fit (params)->tone;
    case PL_KNOB_BALANCE:
    case PL_KNOB_CEILING:
    case PL_KNOBS:
      break;
    }
  return (double) knobs[which].origin;
}

int
pl_knob_get (PlParams *params, PlKnob which)
{
  const knob *turned = &knobs[which];
  const double value = (double) pl_params_get_named (params, turned->param);
  const int step
    = (int) lround ((value - origin (params, which)) / (double) turned->width)
      + turned->zero;

  return CLAMP (step, turned->least, pl_knob_most (which));
}

void
pl_knob_set (PlParams *params, PlKnob which, int step)
{
  const knob *turned = &knobs[which];

  step = CLAMP (step, turned->least, pl_knob_most (which));
  /* What lies between two steps stays where it is until it is turned. */
  if (step != pl_knob_get (params, which))
    pl_params_set_named (
      params, turned->param,
      (float) (origin (params, which)
               + (step - turned->zero) * (double) turned->width));
}

void
pl_knob_more (PlParams *params, PlKnob which)
{
  const int step = pl_knob_get (params, which);

  if (which == PL_KNOB_LOUDNESS && step >= PL_LOUDNESS_FREE
      && step < pl_knob_most (which) && !pl_params_asked (params))
    return;
  pl_knob_set (params, which, step + 1);
}

void
pl_knob_less (PlParams *params, PlKnob which)
{
  pl_knob_set (params, which, pl_knob_get (params, which) - 1);
}

static char *
side (int step, int most, const char *less, const char *none, const char *more)
{
  if (step == 0)
    return g_strdup (none);
  /* TRANSLATORS: how far a knob is from its middle, as "warmer, 2 of 5" */
  return g_strdup_printf (_ ("%s, %d of %d"), step < 0 ? less : more,
                          ABS (step), most);
}

char *
pl_knob_words (PlKnob which, int step)
{
  const int most = pl_knob_most (which);

  switch (which)
    {
    case PL_KNOB_SOUND:
      return side (step, most, _ ("warmer"), _ ("as fitted"), _ ("crisper"));
    case PL_KNOB_BALANCE:
      return side (step, most, _ ("left"), _ ("both ears alike"), _ ("right"));
    case PL_KNOB_LOUDNESS:
      if (step == PL_LOUDNESS_FIT)
        /* TRANSLATORS: loudness, a step of so many */
        return g_strdup_printf (_ ("%d of %d, as fitted"), step, most);
      break;
    case PL_KNOB_CEILING:
    case PL_KNOBS:
      break;
    }
  /* TRANSLATORS: a step of so many, as "6 of 10" */
  return g_strdup_printf (_ ("%d of %d"), step, most);
}

const char *
pl_knob_title (PlKnob which)
{
  return _ (knobs[which].title);
}
