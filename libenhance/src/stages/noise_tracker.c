/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Noise power by the speech presence probability with a fixed prior:

     p = 1 / (1 + (1 + xi) exp (-gamma xi / (1 + xi))),  gamma = P / noise
     noise <- a noise + (1 - a) (p noise + (1 - p) P)

   Gerkmann and Hendriks, "Unbiased MMSE-based noise power estimation with low
   complexity and low tracking delay", IEEE TASL 20, 2012. Added here:
   - two such estimates, one calm, one quick. The calm one is used; where the
     quick one stands well above it over most of the spectrum, which no speech
     does, the noise has risen, and the calm one goes on from there;
   - where most of the spectrum has risen and then stands still for a while, which
     no speech does either, what is there is the noise, however far it rose;
   - the estimate never falls below the minimum of the smoothed power over 4 s,
     which frees it after a step too large for both;
   - it starts from the running minimum, so that beginning inside a word does no
     lasting harm. */

#include "stages/noise_tracker.h"

#include "base/alloc.h"
#include "base/decibel.h"
#include "base/fastmath.h"
#include "base/minmax.h"
#include "base/wide.h"

#include <math.h>
#include <string.h>

/* xi, the a-priori signal-to-noise ratio assumed where speech is present. */
static const float prior_snr = 10.0f; /* 10 dB */

/* The probability is held below this where speech seems present for long, so
   that noise which has risen is learnt at all. */
static const float presence_limit = 0.99f;

static const double noise_seconds = 0.12;
static const double quick_seconds = 0.040;
static const double presence_seconds = 0.152;
static const double smooth_seconds = 0.050;
static const double minimum_seconds = 4.0;
static const double start_seconds = 0.2;
/* Until then the calm estimate equals the quick one. */
static const double settle_seconds = 1.0;

/* The minimum of a smoothed periodogram lies below its mean by about this. */
static const float start_bias = 1.5f;

/* The noise has risen where the quick estimate exceeds the calm one by
   step_ratio (3 dB) in step_share of the bins, for step_seconds. The top of the
   spectrum has no say: it is empty in most sound. */
static const float step_ratio = 2.0f;
static const float step_share = 0.5f;
static const double step_seconds = 0.02;
static const double follow_seconds = 0.3;
static const double step_top_hz = 9600.0;

/* Where the spectrum stands still (dsp/stillness.c), and so many of its ranges
   are over the estimate by new_ratio (8 dB), or so many by step_ratio, what is
   there is the noise: in each that is over it by step_ratio. */
static const uint32_t risen_ranges = 2;
static const float new_ratio = 7.0f;
static const uint32_t wide_ranges = 5;

static float
keep (double hop_seconds, double seconds)
{
  return (float) exp (-hop_seconds / seconds);
}

int
enh__noise_tracker_init (enh__noise_tracker *tracker,
                         const enh_allocator *alloc, uint32_t bins,
                         double bin_hz, double hop_seconds)
{
  tracker->alloc = *alloc;
  tracker->bins = bins;
  tracker->noise_keep = keep (hop_seconds, noise_seconds);
  tracker->quick_keep = keep (hop_seconds, quick_seconds);
  tracker->presence_keep = keep (hop_seconds, presence_seconds);
  tracker->smooth_keep = keep (hop_seconds, smooth_seconds);
  tracker->start_hops = (uint32_t) lround (start_seconds / hop_seconds);
  tracker->settle_hops = (uint32_t) lround (settle_seconds / hop_seconds);
  tracker->part_hops
    = (uint32_t) lround (minimum_seconds / hop_seconds / ENH__MINIMUM_PARTS);
  tracker->step_hops = (uint32_t) lround (step_seconds / hop_seconds);
  tracker->follow_hops = (uint32_t) lround (follow_seconds / hop_seconds);
  const uint32_t heard = (uint32_t) lround (step_top_hz / bin_hz);
  tracker->step_bins = heard < bins ? heard : bins;
  enh__stillness_init (&tracker->stillness, bins, bin_hz, hop_seconds);
  tracker->noise = enh__alloc (alloc, bins, sizeof *tracker->noise);
  tracker->presence = enh__alloc (alloc, bins, sizeof *tracker->presence);
  tracker->quick = enh__alloc (alloc, bins, sizeof *tracker->quick);
  tracker->quick_presence
    = enh__alloc (alloc, bins, sizeof *tracker->quick_presence);
  tracker->smooth = enh__alloc (alloc, bins, sizeof *tracker->smooth);
  tracker->minimum = enh__alloc (alloc, (size_t) bins * ENH__MINIMUM_PARTS,
                                 sizeof *tracker->minimum);
  tracker->older = enh__alloc (alloc, bins, sizeof *tracker->older);
  if (!tracker->noise || !tracker->presence || !tracker->quick
      || !tracker->quick_presence || !tracker->smooth || !tracker->minimum
      || !tracker->older)
    return -1;
  enh__noise_tracker_reset (tracker);
  return 0;
}

void
enh__noise_tracker_clear (enh__noise_tracker *tracker)
{
  enh__free (&tracker->alloc, tracker->noise);
  enh__free (&tracker->alloc, tracker->presence);
  enh__free (&tracker->alloc, tracker->quick);
  enh__free (&tracker->alloc, tracker->quick_presence);
  enh__free (&tracker->alloc, tracker->smooth);
  enh__free (&tracker->alloc, tracker->minimum);
  enh__free (&tracker->alloc, tracker->older);
}

void
enh__noise_tracker_reset (enh__noise_tracker *tracker)
{
  tracker->hops = 0;
  tracker->risen_hops = 0;
  tracker->taken = 0;
  tracker->part = 0;
  tracker->part_left = tracker->part_hops;
  enh__stillness_reset (&tracker->stillness);
  for (uint32_t b = 0; b < tracker->bins; ++b)
    {
      tracker->noise[b] = ENH__POWER_FLOOR;
      tracker->presence[b] = 0.0f;
      tracker->quick[b] = ENH__POWER_FLOOR;
      tracker->quick_presence[b] = 0.0f;
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

/* Start the next part of the minimum's window and drop the oldest. */
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

/* One step of the recursion in every bin. */
ENH__LOOP
estimate_loop (const enh__noise_tracker *tracker, const float *power,
               float noise_keep, float *noise, float *presence)
{
  const float weight = prior_snr / (1.0f + prior_snr);
  const float presence_keep = tracker->presence_keep;
  const float *older = tracker->older;
  const float *minimum = part_minimum (tracker, tracker->part);

  for (uint32_t b = 0; b < tracker->bins; ++b)
    {
      const float now = enh__max (power[b], ENH__POWER_FLOOR);
      const float p
        = 1.0f
          / (1.0f + (1.0f + prior_snr) * enh__exp (-weight * now / noise[b]));
      presence[b] = p + presence_keep * (presence[b] - p);
      const float limit = presence[b] > presence_limit ? presence_limit : 1.0f;
      const float speech = enh__min (p, limit);
      const float likely = now + speech * (noise[b] - now);
      const float next = likely + noise_keep * (noise[b] - likely);
      noise[b] = enh__max (next, enh__min (older[b], minimum[b]));
    }
}

ENH__BOTH_WIDTHS (estimate,
                  (const enh__noise_tracker *tracker, const float *power,
                   float noise_keep, float *noise, float *presence),
                  (tracker, power, noise_keep, noise, presence))

/* Where the noise has risen, the calm estimate settles anew. */
static void
find_step (enh__noise_tracker *tracker)
{
  uint32_t risen = 0;

  for (uint32_t b = 0; b < tracker->step_bins; ++b)
    risen += tracker->quick[b] > step_ratio * tracker->noise[b];
  if ((float) risen <= step_share * (float) tracker->step_bins)
    {
      tracker->risen_hops = 0;
      return;
    }
  if (++tracker->risen_hops > tracker->step_hops)
    tracker->hops = tracker->settle_hops - tracker->follow_hops;
}

static float
sum (const float *x, uint32_t from, uint32_t to)
{
  float all = 0.0f;

  for (uint32_t b = from; b < to; ++b)
    all += x[b];
  return all;
}

/* What is there is the noise, and is followed at once for a while. */
static void
take_range (enh__noise_tracker *tracker, uint32_t range)
{
  /* What lies beyond the ranges goes with the first and the last. */
  const uint32_t last = ENH__STILL_RANGES - 1;
  const uint32_t *first = tracker->stillness.first;
  const uint32_t from = range ? first[range] : 0;
  const uint32_t to = range < last ? first[range + 1] : tracker->bins;

  const float level = tracker->stillness.mean[range]
                      / sum (tracker->smooth, first[range], first[range + 1]);

  for (uint32_t b = from; b < to; ++b)
    {
      tracker->noise[b] = tracker->quick[b]
        = enh__max (tracker->noise[b], level * tracker->smooth[b]);
      tracker->presence[b] = tracker->quick_presence[b] = 0.0f;
    }
  tracker->hops = tracker->settle_hops - tracker->follow_hops;
}

static void
find_new_noise (enh__noise_tracker *tracker, const float *power)
{
  const enh__stillness *stillness = &tracker->stillness;
  float over[ENH__STILL_RANGES];
  uint32_t risen = 0, wide = 0;

  tracker->taken = 0;
  if (!enh__stillness_update (&tracker->stillness, power))
    return;
  for (uint32_t r = 0; r < ENH__STILL_RANGES; ++r)
    {
      over[r]
        = stillness->mean[r]
          / sum (tracker->noise, stillness->first[r], stillness->first[r + 1]);
      risen += over[r] > new_ratio;
      wide += over[r] > step_ratio;
    }
  if (risen < risen_ranges && wide < wide_ranges)
    return;
  tracker->taken = 1;
  for (uint32_t r = 0; r < ENH__STILL_RANGES; ++r)
    if (over[r] > step_ratio)
      take_range (tracker, r);
}

void
enh__noise_tracker_update (enh__noise_tracker *tracker, const float *power)
{
  const float smooth_keep = tracker->hops ? tracker->smooth_keep : 0.0f;
  const int starting = tracker->hops < tracker->start_hops;
  float *smooth = tracker->smooth;

  const int settling = tracker->hops < tracker->settle_hops;
  if (settling)
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
        tracker->quick[b] = tracker->noise[b]
          = start_bias * enh__min (tracker->older[b], minimum[b]);
      return;
    }
  estimate (tracker, power, tracker->noise_keep, tracker->noise,
            tracker->presence);
  estimate (tracker, power, tracker->quick_keep, tracker->quick,
            tracker->quick_presence);
  if (settling)
    memcpy (tracker->noise, tracker->quick,
            tracker->bins * sizeof *tracker->noise);
  else
    find_step (tracker);
  find_new_noise (tracker, power);
}
