/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What stands last before the ear. */

#include "stages/ear_guard.h"

#include "base/number.h"

#include <math.h>

#define PI 3.14159265358979323846f

static const double silent_seconds = 0.100;
static const double ramp_seconds = 0.300;
static const double mute_seconds = 0.010;
static const double fade_seconds = 0.005;

void
enh__ear_guard_init (enh__ear_guard *guard, double sample_rate, int quiet_start)
{
  guard->silent_frames
    = quiet_start ? (uint32_t) lround (silent_seconds * sample_rate) : 0;
  guard->ramp_frames
    = quiet_start ? (uint32_t) lround (ramp_seconds * sample_rate) : 0;
  guard->mute_frames = (uint32_t) lround (mute_seconds * sample_rate);
  guard->fade_frames = (uint32_t) lround (fade_seconds * sample_rate);
  enh__ear_guard_reset (guard, 0);
}

void
enh__ear_guard_reset (enh__ear_guard *guard, int muted)
{
  guard->started = 0;
  guard->muted = muted ? guard->mute_frames : 0;
  guard->faded = 0;
  guard->fading = 0;
}

void
enh__ear_guard_fade (enh__ear_guard *guard)
{
  guard->fading = 1;
}

/* Raised cosine from 0 to 1. */
static float
raised_cosine (uint32_t at, uint32_t length)
{
  return 0.5f - 0.5f * cosf (PI * (float) at / (float) length);
}

float
enh__ear_guard_gain (const enh__ear_guard *guard)
{
  float gain = 1.0f;

  if (guard->started < guard->silent_frames)
    return 0.0f;
  if (guard->started < guard->silent_frames + guard->ramp_frames)
    gain = raised_cosine (guard->started - guard->silent_frames,
                          guard->ramp_frames);
  if (guard->muted)
    gain
      *= raised_cosine (guard->mute_frames - guard->muted, guard->mute_frames);
  if (guard->faded)
    gain
      *= raised_cosine (guard->fade_frames - guard->faded, guard->fade_frames);
  return gain;
}

void
enh__ear_guard_process (enh__ear_guard *guard, float *const *channels,
                        uint32_t channel_count, uint32_t count, int muted,
                        float ceiling)
{
  const uint32_t open = guard->silent_frames + guard->ramp_frames;

  for (uint32_t i = 0; i < count; ++i)
    {
      if (guard->started == open && guard->muted == 0 && !muted
          && guard->faded == 0 && !guard->fading)
        break;
      const float gain = enh__ear_guard_gain (guard);
      for (uint32_t c = 0; c < channel_count; ++c)
        channels[c][i] *= gain;
      if (guard->started < open)
        ++guard->started;
      if (muted && guard->muted < guard->mute_frames)
        ++guard->muted;
      else if (!muted && guard->muted)
        --guard->muted;
      if (guard->fading)
        guard->fading = ++guard->faded < guard->fade_frames;
      else if (guard->faded)
        --guard->faded;
    }

  for (uint32_t c = 0; c < channel_count; ++c)
    {
      float *y = channels[c];
      for (uint32_t i = 0; i < count; ++i)
        {
          const float low = y[i] >= -ceiling ? y[i] : -ceiling;
          const float held = low <= ceiling ? low : ceiling;
          y[i] = enh__is_number (y[i]) ? held : 0.0f;
        }
    }
}
