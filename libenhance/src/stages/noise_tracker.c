/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Noise power by the speech presence probability with a fixed prior:

     p = 1 / (1 + (1 + xi) exp (-gamma xi / (1 + xi))),  gamma = P / noise
     noise <- a noise + (1 - a) (p noise + (1 - p) P)

   Gerkmann and Hendriks, "Unbiased MMSE-based noise power estimation with low
   complexity and low tracking delay", IEEE TASL 20, 2012. Added here: the
   estimate never falls below the minimum of the smoothed power over 1.5 s,
   which frees it after a step of more than 15 dB; and it starts from the
   running minimum, so that beginning inside a word does no lasting harm. */

#include "stages/noise_tracker.h"

#include "base/alloc.h"
#include "base/decibel.h"
#include "base/fastmath.h"
#include "base/minmax.h"

#include <math.h>

/* xi, the a-priori signal-to-noise ratio assumed where speech is present. */
static const float prior_snr = 10.0f; /* 10 dB */

/* The probability is held below this where speech seems present for long, so
   that noise which has risen is learnt at all. */
static const float presence_limit = 0.99f;

static const double noise_seconds = 0.045;
static const double presence_seconds = 0.152;
static const double smooth_seconds = 0.050;
static const double minimum_seconds = 1.5;
static const double start_seconds = 0.2;

/* The minimum of a smoothed periodogram lies below its mean by about this. */
static const float start_bias = 1.5f;

static float
keep (double hop_seconds, double seconds)
{
  return (float) exp (-hop_seconds / seconds);
}

int
enh__noise_tracker_init (enh__noise_tracker *tracker,
                         const enh_allocator *alloc, uint32_t bins,
                         double hop_seconds)
{
  tracker->alloc = *alloc;
  tracker->bins = bins;
  tracker->noise_keep = keep (hop_seconds, noise_seconds);
  tracker->presence_keep = keep (hop_seconds, presence_seconds);
  tracker->smooth_keep = keep (hop_seconds, smooth_seconds);
  tracker->start_hops = (uint32_t) lround (start_seconds / hop_seconds);
  tracker->part_hops
    = (uint32_t) lround (minimum_seconds / hop_seconds / ENH__MINIMUM_PARTS);
  tracker->noise = enh__alloc (alloc, bins, sizeof *tracker->noise);
  tracker->presence = enh__alloc (alloc, bins, sizeof *tracker->presence);
  tracker->smooth = enh__alloc (alloc, bins, sizeof *tracker->smooth);
  tracker->minimum = enh__alloc (alloc, (size_t) bins * ENH__MINIMUM_PARTS,
                                 sizeof *tracker->minimum);
  tracker->older = enh__alloc (alloc, bins, sizeof *tracker->older);
  if (!tracker->noise || !tracker->presence || !tracker->smooth
      || !tracker->minimum || !tracker->older)
    return -1;
  enh__noise_tracker_reset (tracker);
  return 0;
}

void
enh__noise_tracker_clear (enh__noise_tracker *tracker)
{
  enh__free (&tracker->alloc, tracker->noise);
  enh__free (&tracker->alloc, tracker->presence);
  enh__free (&tracker->alloc, tracker->smooth);
  enh__free (&tracker->alloc, tracker->minimum);
  enh__free (&tracker->alloc, tracker->older);
}

void
enh__noise_tracker_reset (enh__noise_tracker *tracker)
{
  tracker->hops = 0;
  tracker->part = 0;
  tracker->part_left = tracker->part_hops;
  for (uint32_t b = 0; b < tracker->bins; ++b)
    {
      tracker->noise[b] = ENH__POWER_FLOOR;
      tracker->presence[b] = 0.0f;
      tracker->smooth[b] = ENH__POWER_FLOOR;
      tracker->older[b] = INFINITY;
    }
  for (uint32_t i = 0; i < tracker->bins * ENH__MINIMUM_PARTS; ++i)
    tracker->minimum[i] = INFINITY;
}

static float *
part_minimum (const enh__noise_tracker *tracker, uint32_t part)
{
  return tracker->minimum + (size_t) part * tracker->bins;
}

/* Begin the next part of the minimum's window; the oldest is forgotten. */
static void
turn_part (enh__noise_tracker *tracker)
{
  tracker->part = (tracker->part + 1) % ENH__MINIMUM_PARTS;
  tracker->part_left = tracker->part_hops;
  for (uint32_t b = 0; b < tracker->bins; ++b)
    {
      part_minimum (tracker, tracker->part)[b] = INFINITY;
      tracker->older[b] = INFINITY;
    }
  for (uint32_t i = 0; i < ENH__MINIMUM_PARTS; ++i)
    {
      const float *part = part_minimum (tracker, i);
      for (uint32_t b = 0; b < tracker->bins; ++b)
        tracker->older[b] = enh__min (tracker->older[b], part[b]);
    }
}

void
enh__noise_tracker_update (enh__noise_tracker *tracker, const float *power)
{
  const float weight = prior_snr / (1.0f + prior_snr);
  const float smooth_keep = tracker->hops ? tracker->smooth_keep : 0.0f;
  const float noise_keep = tracker->noise_keep;
  const float presence_keep = tracker->presence_keep;
  const int starting = tracker->hops < tracker->start_hops;
  float *noise = tracker->noise;
  float *presence = tracker->presence;
  float *smooth = tracker->smooth;
  const float *older = tracker->older;

  if (starting)
    ++tracker->hops;
  if (!tracker->part_left)
    turn_part (tracker);
  --tracker->part_left;

  float *minimum = part_minimum (tracker, tracker->part);
  for (uint32_t b = 0; b < tracker->bins; ++b)
    {
      const float now = enh__max (power[b], ENH__POWER_FLOOR);
      smooth[b] = now + smooth_keep * (smooth[b] - now);
      minimum[b] = enh__min (minimum[b], smooth[b]);
    }
  if (starting)
    {
      for (uint32_t b = 0; b < tracker->bins; ++b)
        noise[b] = start_bias * enh__min (older[b], minimum[b]);
      return;
    }
  for (uint32_t b = 0; b < tracker->bins; ++b)
    {
      const float now = enh__max (power[b], ENH__POWER_FLOOR);
      const float p
        = 1.0f
          / (1.0f + (1.0f + prior_snr) * enh__exp (-weight * now / noise[b]));
      presence[b] = p + presence_keep * (presence[b] - p);
      const float limit = presence[b] > presence_limit ? presence_limit : 1.0f;
      const float speech = enh__min (p, limit);
      const float estimate = now + speech * (noise[b] - now);
      const float next = estimate + noise_keep * (noise[b] - estimate);
      noise[b] = enh__max (next, enh__min (older[b], minimum[b]));
    }
}
