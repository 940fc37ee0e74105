/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Howl guard: the reductions, and the curve that they make together. */

#include "stages/howl_parts.h"

#include "base/minmax.h"

#include <math.h>

/* A dip's width. */
static const float dip_q = 3.0f;

/* All together turn nothing down by more. */
static const float most_drop_db = 36.0f;

/* Reductions go back by so many dB in a second. */
static const float release_rate = 100.0f;

void
enh__howl_drop (enh__howl *howl, float by_db, uint32_t looks)
{
  howl->drop_target_db = enh__min (howl->drop_target_db + by_db, most_drop_db);
  howl->drop_left = looks;
}

static void
shape_dip (const enh__howl *howl, enh__howl_dip *dip, float hz)
{
  dip->hz = hz;
  for (uint32_t k = 0; k < howl->bins; ++k)
    {
      const float at = enh__max ((float) k, 0.5f) * howl->bin_hz;
      const float off = dip_q * (at / hz - hz / at);
      dip->shape[k] = 1.0f / (1.0f + off * off);
    }
}

/* Where a dip at this frequency goes: to one that is there already and near, or
   a free one, or the one that ends first. */
uint32_t
enh__howl_place_dip (enh__howl *howl, float hz)
{
  uint32_t place = 0;

  for (uint32_t d = 0; d < ENH__HOWL_DIPS; ++d)
    if (howl->dip[d].target_db > 0.0f
        && fabsf (howl->dip[d].hz - hz) < hz / (4.0f * dip_q))
      return d;
  for (uint32_t d = 1; d < ENH__HOWL_DIPS; ++d)
    if (howl->dip[d].left < howl->dip[place].left)
      place = d;
  shape_dip (howl, &howl->dip[place], hz);
  howl->dip[place].target_db = howl->dip[place].depth_db = 0.0f;
  howl->dip[place].left = 0;
  return place;
}

void
enh__howl_open_dip (enh__howl *howl, uint32_t dip, float depth_db)
{
  howl->dip[dip].target_db = depth_db;
  howl->dip[dip].depth_db = depth_db;
  howl->opened = 1;
}

void
enh__howl_lift (enh__howl *howl, float drop_db)
{
  howl->drop_target_db = howl->drop_db = drop_db;
  howl->opened = 1;
}

static float
move_to (const enh__howl *howl, float now, float target)
{
  return target >= now
           ? target
           : enh__max (now - release_rate * howl->look_seconds, target);
}

void
enh__howl_draw_curve (enh__howl *howl)
{
  int moved = howl->opened;

  howl->opened = 0;
  for (uint32_t d = 0; d < ENH__HOWL_DIPS; ++d)
    {
      enh__howl_dip *dip = &howl->dip[d];
      const float depth = move_to (howl, dip->depth_db, dip->target_db);
      moved |= depth != dip->depth_db;
      dip->depth_db = depth;
    }
  const float drop = move_to (howl, howl->drop_db, howl->drop_target_db);
  moved |= drop != howl->drop_db;
  howl->drop_db = drop;
  if (!moved)
    return;

  howl->deepest_db = 0.0f;
  for (uint32_t k = 0; k < howl->bins; ++k)
    howl->curve[k] = -drop;
  for (uint32_t d = 0; d < ENH__HOWL_DIPS; ++d)
    if (howl->dip[d].depth_db > 0.0f)
      for (uint32_t k = 0; k < howl->bins; ++k)
        howl->curve[k] -= howl->dip[d].depth_db * howl->dip[d].shape[k];
  for (uint32_t k = 0; k < howl->bins; ++k)
    {
      howl->curve[k] = enh__max (howl->curve[k], -most_drop_db);
      howl->deepest_db = enh__max (howl->deepest_db, -howl->curve[k]);
    }
  howl->flat = howl->deepest_db == 0.0f;
  howl->moved = 1;
}
