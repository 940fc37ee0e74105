/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Howl guard: frequencies that are remembered, and which of them one fits. */

#include "stages/howl_parts.h"

#include "base/minmax.h"

#include <math.h>

/* Notes fit frequencies this near, Hz, or this share of them. */
static const float near_hz = 60.0f;
static const float near_share = 0.03f;

int
enh__howl_is_near (float a, float b)
{
  return fabsf (a - b) <= enh__max (near_hz, near_share * a);
}

enh__howl_note *
enh__howl_find_note (enh__howl_note *notes, float hz)
{
  for (uint32_t i = 0; i < ENH__HOWL_NOTES; ++i)
    if (notes[i].left && enh__howl_is_near (notes[i].hz, hz))
      return &notes[i];
  return NULL;
}

enh__howl_suspect *
enh__howl_find_suspect (enh__howl *howl, float hz)
{
  for (uint32_t i = 0; i < ENH__HOWL_NOTES; ++i)
    if (howl->suspect[i].left && enh__howl_is_near (howl->suspect[i].hz, hz))
      return &howl->suspect[i];
  return NULL;
}
