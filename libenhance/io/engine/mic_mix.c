/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Which of two microphone channels is heard. Powers are compared every 10 ms; all
   counts are in frames, so that the blocks' lengths change nothing. */

#include "io/engine/mic_mix.h"

#include "base/wipe.h"

#include <math.h>
#include <string.h>

/* Seconds: of a window, of a change of gains (no click), and that one channel
   alone must have sound to be told of. */
#define WINDOW_S 0.010
#define FADE_S 0.020
#define ALONE_S 4.0

/* Weight of the newest window: settles within 100 ms, a syllable. */
#define NEWEST 0.1

/* Pole of the filter that takes the constant part away, which two channels may
   share while their sound is in antiphase; 150 Hz at 48 kHz. */
#define HIGH_POLE 0.98f

/* The mean is taken where it is nearly as loud as the better channel, and left
   where it is not. Two that hear the same lie at 0 dB, unrelated noise at -3, one
   dead channel at -6. Power ratios. */
#define MEAN_TAKEN 0.63 /* -2 dB */
#define MEAN_LEFT 0.40  /* -4 dB */

/* Two channels whose difference is this share of them are one that was doubled:
   -90 dB. */
#define SAME 1e-9

/* One channel is taken for another only if it is so much louder: 3 dB. */
#define CHANNEL_TAKEN 2.0

/* A channel under this share of the other has no sound: -40 dB; and has one again
   from here on, -30 dB. */
#define DEAD 1e-4
#define ALIVE 1e-3

/* Nothing is decided by what is softer: -80 dBFS of a sine. */
#define SOFT 5e-9

static void
aim (enh__mic_mix *mix, uint32_t to, float from_first, float from_second)
{
  mix->goal[to][0] = from_first;
  mix->goal[to][1] = from_second;
}

void
enh__mic_mix_init (enh__mic_mix *mix, double sample_rate, uint32_t inputs,
                   uint32_t outputs)
{
  memset (mix, 0, sizeof *mix);
  mix->inputs = inputs;
  mix->outputs = outputs;
  mix->window = (uint32_t) lround (WINDOW_S * sample_rate);
  mix->step = (float) (1.0 / (FADE_S * sample_rate));
  /* Of one ear's chain: the first until it is known better. */
  aim (mix, 0, 1.0f, 0.0f);
  aim (mix, 1, 0.0f, 1.0f);
  memcpy (mix->gain, mix->goal, sizeof mix->gain);
  atomic_init (&mix->one_sided, 0u);
}

void
enh__mic_mix_wipe (enh__mic_mix *mix)
{
  enh__wipe (mix->mixed, sizeof mix->mixed);
  enh__wipe (mix->last, sizeof mix->last);
  enh__wipe (mix->high, sizeof mix->high);
}

/* One microphone to be heard, of two. */
static void
choose_one (enh__mic_mix *mix, double first, double second, double sum)
{
  const double best = first > second ? first : second;
  const double mean = 0.25 * sum;
  const float *goal = mix->goal[0];
  const int is_mean = goal[0] > 0.0f && goal[1] > 0.0f;
  const int is_first = goal[0] > 0.0f;

  /* Two that are the same have nothing to gain. */
  if (2.0 * (first + second) - sum < SAME * (first + second))
    return;
  if (mean >= best * (is_mean ? MEAN_LEFT : MEAN_TAKEN))
    aim (mix, 0, 0.5f, 0.5f);
  else if (is_mean)
    aim (mix, 0, first >= second ? 1.0f : 0.0f, first >= second ? 0.0f : 1.0f);
  else if (is_first ? second > CHANNEL_TAKEN * first
                    : first > CHANNEL_TAKEN * second)
    aim (mix, 0, is_first ? 0.0f : 1.0f, is_first ? 1.0f : 0.0f);
}

static void
decide (enh__mic_mix *mix)
{
  const double first = mix->smoothed[0], second = mix->smoothed[1];
  const double best = first > second ? first : second;
  const double other = first > second ? second : first;
  const unsigned int told
    = atomic_load_explicit (&mix->one_sided, memory_order_relaxed);
  const uint32_t alone_windows = (uint32_t) (ALONE_S / WINDOW_S);

  /* Written so that NaN fails. */
  if (!(best > SOFT))
    return;
  if (mix->outputs == 1)
    choose_one (mix, first, second, mix->smoothed[2]);

  mix->alone = other < best * (told ? ALIVE : DEAD) ? mix->alone + 1u : 0u;
  const unsigned int now = mix->alone < alone_windows ? 0u
                           : first > second           ? 1u
                                                      : 2u;
  if (now == told)
    return;
  atomic_store_explicit (&mix->one_sided, now, memory_order_relaxed);
  if (mix->outputs == 2)
    {
      aim (mix, 0, now == 2 ? 0.0f : 1.0f, now == 2 ? 1.0f : 0.0f);
      aim (mix, 1, now == 1 ? 1.0f : 0.0f, now == 1 ? 0.0f : 1.0f);
    }
}

static void
measure (enh__mic_mix *mix, const float *sample)
{
  for (int c = 0; c < 2; ++c)
    {
      mix->high[c] = sample[c] - mix->last[c] + HIGH_POLE * mix->high[c];
      mix->last[c] = sample[c];
      /* One sample that is no number would stay for ever. */
      if (!(fabsf (mix->high[c]) < 1e6f))
        mix->high[c] = mix->last[c] = 0.0f;
      mix->power[c] += (double) mix->high[c] * (double) mix->high[c];
    }
  const double sum = (double) mix->high[0] + (double) mix->high[1];
  mix->power[2] += sum * sum;
  if (++mix->at < mix->window)
    return;
  mix->at = 0;
  for (int p = 0; p < 3; ++p)
    {
      const double now = mix->power[p] / mix->window;

      mix->smoothed[p]
        = mix->begun ? mix->smoothed[p] + NEWEST * (now - mix->smoothed[p])
                     : now;
      mix->power[p] = 0.0;
    }
  mix->begun = 1;
  decide (mix);
}

static float
towards (float from, float to, float step)
{
  return from < to ? (to - from > step ? from + step : to)
                   : (from - to > step ? from - step : to);
}

void
enh__mic_mix_process (enh__mic_mix *mix, const float *const *in,
                      uint32_t frames)
{
  for (uint32_t i = 0; i < frames; ++i)
    {
      const float sample[2] = { in[0][i], in[1][i] };

      measure (mix, sample);
      for (uint32_t to = 0; to < mix->outputs; ++to)
        {
          float *gain = mix->gain[to];

          for (int c = 0; c < 2; ++c)
            gain[c] = towards (gain[c], mix->goal[to][c], mix->step);
          /* A channel that is not heard may hold anything, numbers or not. */
          mix->mixed[to][i] = gain[1] == 0.0f ? gain[0] * sample[0]
                              : gain[0] == 0.0f
                                ? gain[1] * sample[1]
                                : gain[0] * sample[0] + gain[1] * sample[1];
        }
    }
}
