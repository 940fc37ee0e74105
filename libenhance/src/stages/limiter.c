/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Look-ahead limiter on true peaks.

   The peak between samples is estimated at three points by a polyphase
   interpolator (the four-fold oversampling of ITU-R BS.1770). The gain that a
   peak needs is kept for hold + look-ahead (sliding minimum), released
   exponentially, and averaged over the look-ahead, so that it has arrived in
   full when the peak comes out. Gains are integers of 24 bits: the moving sum
   stays exact for ever, and no limiting is exactly 1. Without look-ahead the
   gain falls at once. */

#include "stages/limiter.h"

#include "base/alloc.h"
#include "base/bessel.h"
#include "base/minmax.h"
#include "base/wide.h"

#include <math.h>
#include <string.h>

#define PI 3.14159265358979323846
#define TAPS ENH__LIMITER_TAPS
#define PHASES ENH__LIMITER_PHASES

/* Samples whose points between are found at a time, in registers; so many may be
   read past the last, and do not matter. */
#define TOGETHER 16u

/* Gain 1 in Q24. */
#define UNITY (1u << 24)

static const double hold_seconds = 0.010;
/* Without look-ahead the hold is longer: it keeps the gain from following the
   wave of a deep voice. */
static const double hold_seconds_at_once = 0.020;
static const double release_seconds = 0.100;

/* Of the interpolator's window: ripple below 0.03 dB, so that a sine at the
   ceiling is not limited. */
static const double kaiser_beta = 5.0;

/* The taps' magnitudes sum to less than 2.55 in every phase: samples that are
   all below this share of the ceiling cannot hide a peak over it. */
static const float calm_share = 0.39f;

/* Sinc under a Kaiser window. */
static void
fill_phases (float phase[PHASES][TAPS], uint32_t taps)
{
  for (uint32_t p = 0; p < PHASES; ++p)
    {
      /* Tap t weighs x[n - t]; the point lies between
             x[n - taps / 2] and its successor. */
      const double point = taps / 2 - 1 + (p + 1) / (PHASES + 1.0);
      double value[TAPS], sum = 0.0;
      for (uint32_t t = 0; t < taps; ++t)
        {
          const double at = t - point;
          const double along = 2.0 * at / taps;
          const double inside = fmax (1.0 - along * along, 0.0);
          value[t] = sin (PI * at) / (PI * at)
                     * enh__bessel_i0 (kaiser_beta * sqrt (inside));
          sum += value[t];
        }
      for (uint32_t t = 0; t < taps; ++t)
        phase[p][t] = (float) (value[t] / sum);
    }
}

int
enh__limiter_init (enh__limiter *limiter, const enh_allocator *alloc,
                   uint32_t channels, uint32_t look_ahead, double sample_rate)
{
  const double hold = look_ahead ? hold_seconds : hold_seconds_at_once;

  limiter->alloc = *alloc;
  limiter->channels = channels;
  limiter->look_ahead = look_ahead;
  /* At low rates the look-ahead has room for fewer taps. */
  limiter->taps = look_ahead < TAPS ? look_ahead / 2 * 2 : TAPS;
  limiter->lead = look_ahead > limiter->taps ? look_ahead : limiter->taps;
  limiter->fade = look_ahead ? look_ahead - limiter->taps / 2 + 1 : 1;
  limiter->window = limiter->fade + 1 + (uint32_t) lround (hold * sample_rate);
  limiter->release
    = (uint32_t) (4294967296.0
                  * (1.0 - exp (-1.0 / (release_seconds * sample_rate))));
  if (look_ahead)
    fill_phases (limiter->phase, limiter->taps);

  for (uint32_t c = 0; c < channels; ++c)
    {
      limiter->past[c]
        = enh__alloc (alloc, limiter->lead + ENH__LIMITER_BLOCK + TOGETHER,
                      sizeof *limiter->past[c]);
      if (!limiter->past[c])
        return -1;
    }
  limiter->least = enh__alloc (alloc, limiter->window, sizeof *limiter->least);
  limiter->least_at
    = enh__alloc (alloc, limiter->window, sizeof *limiter->least_at);
  limiter->shape = enh__alloc (alloc, limiter->fade, sizeof *limiter->shape);
  if (!limiter->least || !limiter->least_at || !limiter->shape)
    return -1;
  enh__limiter_reset (limiter);
  return 0;
}

void
enh__limiter_clear (enh__limiter *limiter)
{
  const enh_allocator *alloc = &limiter->alloc;

  for (uint32_t c = 0; c < limiter->channels; ++c)
    enh__free (alloc, limiter->past[c]);
  enh__free (alloc, limiter->least);
  enh__free (alloc, limiter->least_at);
  enh__free (alloc, limiter->shape);
}

void
enh__limiter_reset (enh__limiter *limiter)
{
  for (uint32_t c = 0; c < limiter->channels; ++c)
    memset (limiter->past[c], 0, limiter->lead * sizeof *limiter->past[c]);
  for (uint32_t i = 0; i < limiter->fade; ++i)
    limiter->shape[i] = UNITY;
  limiter->sum = (uint64_t) limiter->fade * UNITY;
  limiter->now = 0;
  limiter->head = 0;
  limiter->held = 0;
  limiter->place = 0;
  limiter->gain = UNITY;
  limiter->deepest = 1.0f;
}

/* Raise peaks to the magnitudes of one of the points after each sample. */
ENH__LOOP
raise_peaks_loop (const float *restrict phase, uint32_t taps,
                  const float *restrict x, uint32_t count,
                  float *restrict peaks)
{
  for (uint32_t i = 0; i < count; i += TOGETHER)
    {
      float between[TOGETHER] = { 0.0f };
      for (uint32_t t = 0; t < taps; ++t)
        for (uint32_t j = 0; j < TOGETHER; ++j)
          between[j] += phase[t] * (x + i - t)[j];
      for (uint32_t j = 0; j < TOGETHER; ++j)
        peaks[i + j] = enh__max (peaks[i + j], fabsf (between[j]));
    }
}

ENH__BOTH_WIDTHS (raise_peaks,
                  (const float *phase, uint32_t taps, const float *x,
                   uint32_t count, float *peaks),
                  (phase, taps, x, count, peaks))

/* 1 if nothing that the points after count samples are made of comes near the
   ceiling. */
static int
is_quiet (const enh__limiter *limiter, const float *x, uint32_t count,
          float ceiling)
{
  float most = 0.0f;

  for (const float *at = x - limiter->taps; at < x + count; ++at)
    most = enh__max (most, fabsf (*at));
  return most <= calm_share * ceiling;
}

/* Largest magnitude near each of `count` new samples, over all channels: of
   the sample half the taps ago and the points after it, or without look-ahead of
   the sample itself. Where none can reach the ceiling, the points are left
   out. */
static void
find_peaks (const enh__limiter *limiter, uint32_t count, float ceiling,
            float *peaks)
{
  memset (peaks, 0, (count + TOGETHER) * sizeof *peaks);
  for (uint32_t c = 0; c < limiter->channels; ++c)
    {
      const float *x = limiter->past[c] + limiter->lead;
      const float *centre = limiter->look_ahead ? x - limiter->taps / 2 : x;
      for (uint32_t i = 0; i < count; ++i)
        peaks[i] = enh__max (peaks[i], fabsf (centre[i]));
      if (!limiter->look_ahead)
        continue;
      for (uint32_t i = 0; i < count; i += TOGETHER)
        {
          const uint32_t left = count - i;
          const uint32_t n = left < TOGETHER ? left : TOGETHER;
          if (is_quiet (limiter, x + i, n, ceiling))
            continue;
          for (uint32_t p = 0; p < PHASES; ++p)
            raise_peaks (limiter->phase[p], limiter->taps, x + i, n, peaks + i);
        }
    }
}

/* 1 if nothing near the new samples is close to the ceiling. */
static int
is_calm (const enh__limiter *limiter, uint32_t count, float ceiling)
{
  float most = 0.0f;

  for (uint32_t c = 0; c < limiter->channels; ++c)
    {
      const float *x = limiter->past[c];
      for (uint32_t i = 0; i < limiter->lead + count; ++i)
        most = enh__max (most, fabsf (x[i]));
    }
  return most <= calm_share * ceiling;
}

/* The minimum of the requested gains within the window, including a new one. */
static uint32_t
slide_minimum (enh__limiter *limiter, uint32_t asked)
{
  const uint32_t window = limiter->window;
  uint32_t tail;

  if (limiter->held
      && limiter->least_at[limiter->head] + window <= limiter->now)
    {
      limiter->head = (limiter->head + 1) % window;
      --limiter->held;
    }
  while (limiter->held)
    {
      tail = (limiter->head + limiter->held - 1) % window;
      if (limiter->least[tail] < asked)
        break;
      --limiter->held;
    }
  if (asked < UNITY)
    {
      tail = (limiter->head + limiter->held) % window;
      limiter->least[tail] = asked;
      limiter->least_at[tail] = limiter->now;
      ++limiter->held;
    }
  ++limiter->now;
  return limiter->held ? limiter->least[limiter->head] : UNITY;
}

/* The gain of the next output sample. */
static float
next_gain (enh__limiter *limiter, float peak, float ceiling)
{
  const uint32_t asked
    = peak > ceiling ? (uint32_t) ((double) ceiling / (double) peak * UNITY)
                     : UNITY;
  const uint32_t least = slide_minimum (limiter, asked);

  if (least <= limiter->gain)
    limiter->gain = least;
  else
    limiter->gain += 1
                     + (uint32_t) (((uint64_t) (least - limiter->gain - 1)
                                    * limiter->release)
                                   >> 32);
  limiter->sum += limiter->gain;
  limiter->sum -= limiter->shape[limiter->place];
  limiter->shape[limiter->place] = limiter->gain;
  limiter->place = limiter->place + 1 < limiter->fade ? limiter->place + 1 : 0;

  const uint64_t whole = (uint64_t) limiter->fade * UNITY;
  return limiter->sum == whole
           ? 1.0f
           : (float) ((double) limiter->sum / (double) whole);
}

void
enh__limiter_process (enh__limiter *limiter, float *const *channels,
                      uint32_t count, float ceiling)
{
  const uint32_t lead = limiter->lead;
  float peaks[ENH__LIMITER_BLOCK + TOGETHER], gains[ENH__LIMITER_BLOCK];

  for (uint32_t c = 0; c < limiter->channels; ++c)
    memcpy (limiter->past[c] + lead, channels[c], count * sizeof **channels);

  const int idle = !limiter->held && limiter->gain == UNITY
                   && limiter->sum == (uint64_t) limiter->fade * UNITY
                   && is_calm (limiter, count, ceiling);
  if (idle)
    limiter->now += count;
  else
    {
      find_peaks (limiter, count, ceiling, peaks);
      for (uint32_t i = 0; i < count; ++i)
        {
          gains[i] = next_gain (limiter, peaks[i], ceiling);
          limiter->deepest = enh__min (limiter->deepest, gains[i]);
        }
    }

  for (uint32_t c = 0; c < limiter->channels; ++c)
    {
      float *past = limiter->past[c];
      const float *x = past + lead - limiter->look_ahead;
      float *y = channels[c];

      if (idle)
        memcpy (y, x, count * sizeof *y);
      else
        for (uint32_t i = 0; i < count; ++i)
          y[i] = x[i] * gains[i];
      memmove (past, past + count, lead * sizeof *past);
    }
}

float
enh__limiter_read_gain (enh__limiter *limiter)
{
  const float deepest = limiter->deepest;

  limiter->deepest = 1.0f;
  return deepest;
}
