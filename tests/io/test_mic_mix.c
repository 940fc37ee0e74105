/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Two microphone channels in front of the chain. */

#include "io/engine/mic_mix.h"
#include "lib/check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define RATE 48000.0
#define SECONDS 6u
#define FRAMES (SECONDS * 48000u)
#define TAIL 9600u

static float first[FRAMES], second[FRAMES], heard[2][FRAMES];

/* Speech-like: noise in syllables; always the same. */
static void
make_talker (float *to, uint32_t seed, float level)
{
  for (uint32_t i = 0; i < FRAMES; ++i)
    {
      const double t = i / RATE;

      seed = seed * 1664525u + 1013904223u;
      to[i] = (float) (level * (0.5 + 0.5 * sin (2.0 * 3.14159265 * 4.0 * t))
                       * ((double) (seed >> 8) / 8388608.0 - 1.0));
    }
}

/* Run all of it in blocks of changing length. */
static unsigned int
run (uint32_t outputs, uint32_t longest)
{
  static enh__mic_mix mix;
  uint32_t block = 1;

  enh__mic_mix_init (&mix, RATE, 2, outputs);
  for (uint32_t at = 0; at < FRAMES;)
    {
      const uint32_t left = FRAMES - at;
      const uint32_t now = block < left ? block : left;
      const float *const in[] = { first + at, second + at };

      enh__mic_mix_process (&mix, in, now);
      for (uint32_t c = 0; c < outputs; ++c)
        memcpy (heard[c] + at, mix.mixed[c], now * sizeof (float));
      at += now;
      block = block * 7u % longest + 1u;
    }
  return atomic_load (&mix.one_sided);
}

static double
level (const float *sound)
{
  double sum = 0.0;

  for (uint32_t i = FRAMES - TAIL; i < FRAMES; ++i)
    sum += (double) sound[i] * (double) sound[i];
  return 10.0 * log10 (sum / TAIL + 1e-30);
}

CHECK_CASE (the_same_in_both_is_heard_bit_for_bit)
{
  make_talker (first, 1, 0.1f);
  memcpy (second, first, sizeof first);
  CHECK_INT (run (1, 512), ==, 0, "one-sided");
  CHECK (memcmp (heard[0], first, sizeof first) == 0, "not the same samples");
}

/* Nothing is connected to the second. */
CHECK_CASE (a_first_channel_alone_is_heard_bit_for_bit)
{
  make_talker (first, 1, 0.1f);
  memset (second, 0, sizeof second);
  run (1, 512);
  CHECK (memcmp (heard[0], first, sizeof first) == 0, "not the same samples");
}

/* Each has its own hiss: their mean has 3 dB less of it. */
CHECK_CASE (two_that_hear_the_same_are_heard_with_less_hiss)
{
  static float hiss[FRAMES];
  double before = 0.0, after = 0.0;

  make_talker (first, 1, 0.1f);
  make_talker (hiss, 7, 0.01f);
  memcpy (second, first, sizeof first);
  for (uint32_t i = 0; i < FRAMES; ++i)
    {
      first[i] += hiss[i];
      second[i] += hiss[(i + 1000u) % FRAMES];
    }
  run (1, 512);
  make_talker (heard[1], 1, 0.1f);
  for (uint32_t i = FRAMES - TAIL; i < FRAMES; ++i)
    {
      const double a = (double) first[i] - (double) heard[1][i];
      const double b = (double) heard[0][i] - (double) heard[1][i];

      before += a * a;
      after += b * b;
    }
  CHECK_REAL (10.0 * log10 (before / after), >, 2.5, "dB");
}

CHECK_CASE (a_pair_in_antiphase_is_heard_at_its_level)
{
  make_talker (first, 1, 0.1f);
  for (uint32_t i = 0; i < FRAMES; ++i)
    second[i] = -first[i];
  CHECK_INT (run (1, 512), ==, 0, "one-sided");
  CHECK_REAL (fabs (level (heard[0]) - level (first)), <, 0.1, "dB");
}

/* A share that both converters have hides nothing. */
CHECK_CASE (an_offset_of_both_does_not_hide_antiphase)
{
  make_talker (first, 1, 0.02f);
  for (uint32_t i = 0; i < FRAMES; ++i)
    {
      second[i] = 0.1f - first[i];
      first[i] += 0.1f;
    }
  run (1, 512);
  for (uint32_t i = 0; i < FRAMES; ++i)
    {
      heard[0][i] -= 0.1f;
      first[i] -= 0.1f;
    }
  CHECK_REAL (fabs (level (heard[0]) - level (first)), <, 0.1, "dB");
}

CHECK_CASE (sound_on_one_channel_alone_is_heard_and_told)
{
  for (unsigned int side = 1; side <= 2; ++side)
    {
      make_talker (side == 1 ? first : second, 1, 0.1f);
      memset (side == 1 ? second : first, 0, sizeof first);
      CHECK_INT (run (1, 512), ==, side, "one ear's chain");
      CHECK_REAL (fabs (level (heard[0]) - level (side == 1 ? first : second)),
                  <, 0.1, "channel %u, dB", side);
      CHECK_INT (run (2, 512), ==, side, "two ears' chain");
      CHECK_REAL (fabs (level (heard[0]) - level (heard[1])), <, 0.1,
                  "both ears, channel %u, dB", side);
      CHECK_REAL (level (heard[0]), >, -60.0, "channel %u", side);
    }
}

CHECK_CASE (two_ears_with_sound_are_left_alone)
{
  make_talker (first, 1, 0.1f);
  make_talker (second, 2, 0.01f);
  CHECK_INT (run (2, 512), ==, 0, "one-sided");
  CHECK (memcmp (heard[0], first, sizeof first) == 0, "the left one");
  CHECK (memcmp (heard[1], second, sizeof second) == 0, "the right one");
}

CHECK_CASE (the_louder_of_two_is_taken_where_the_mean_is_quieter)
{
  make_talker (first, 1, 0.01f);
  make_talker (second, 2, 0.1f);
  run (1, 512);
  CHECK_REAL (fabs (level (heard[0]) - level (second)), <, 0.1, "dB");
}

CHECK_CASE (block_lengths_change_nothing)
{
  static float before[FRAMES];

  make_talker (first, 1, 0.1f);
  for (uint32_t i = 0; i < FRAMES; ++i)
    second[i] = i < FRAMES / 2u ? first[i] : -first[i];
  run (1, 512);
  memcpy (before, heard[0], sizeof before);
  run (1, 13);
  CHECK (memcmp (before, heard[0], sizeof before) == 0, "other samples");
}

/* A change of mind is a fade, no click. */
CHECK_CASE (a_change_is_no_click)
{
  for (uint32_t i = 0; i < FRAMES; ++i)
    {
      first[i] = 0.1f * (float) sin (2.0 * 3.14159265 * 200.0 * i / RATE);
      second[i] = i < FRAMES / 2u ? first[i] : 0.0f;
    }
  run (1, 512);
  /* Of the sine itself: 0.0026 from sample to sample. The second channel's own
     end is at a zero of it. */
  for (uint32_t i = 1; i < FRAMES; ++i)
    CHECK_REAL (fabs ((double) heard[0][i] - (double) heard[0][i - 1]), <,
                0.0035, "frame %u", i);
}

CHECK_CASE (what_is_no_number_stays_where_it_is)
{
  make_talker (first, 1, 0.1f);
  make_talker (second, 1, 0.1f);
  second[1000] = NAN;
  second[2000] = INFINITY;
  CHECK_INT (run (1, 512), ==, 0, "one-sided");
  CHECK_REAL (fabs (level (heard[0]) - level (first)), <, 0.1, "dB");
}
