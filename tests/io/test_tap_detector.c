/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A finger's two taps, and what is none. */

#include "io/engine/tap_detector.h"
#include "lib/check.h"
#include "lib/scratch.h"
#include "lib/spectrum.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define RATE 48000.0
#define FRAMES (8u * 48000u)

static float sound[FRAMES];

static uint32_t seed;

static double
noise (void)
{
  seed = seed * 1664525u + 1013904223u;
  return (double) (seed >> 8) / 8388608.0 - 1.0;
}

static void
make_room (double level)
{
  seed = 1;
  for (uint32_t i = 0; i < FRAMES; ++i)
    sound[i] = (float) (level * noise ());
}

/* A case that rings for `decay_s`, with the click of the nail. */
static void
add_tap (double at_s, double level, double decay_s)
{
  const uint32_t from = (uint32_t) (at_s * RATE);

  for (uint32_t i = 0; i < 24000u && from + i < FRAMES; ++i)
    {
      const double t = i / RATE;

      sound[from + i] += (float) (level * exp (-t / decay_s)
                                  * (sin (2.0 * 3.14159265 * 180.0 * t)
                                     + 0.5 * sin (2.0 * 3.14159265 * 1700.0 * t)
                                     + 0.3 * noise ()));
    }
}

static void
add_tone (double from_s, double to_s, double hz, double level)
{
  for (uint32_t i = (uint32_t) (from_s * RATE); i < (uint32_t) (to_s * RATE);
       ++i)
    sound[i] += (float) (level * sin (2.0 * 3.14159265 * hz * i / RATE));
}

static uint64_t
count (const float *in, uint32_t frames, double rate)
{
  static enh__tap_detector tap;
  uint32_t block = 1;

  enh__tap_detector_init (&tap, rate);
  for (uint32_t at = 0; at < frames;)
    {
      const uint32_t left = frames - at;
      const uint32_t now = block < left ? block : left;

      enh__tap_detector_process (&tap, in + at, now);
      at += now;
      block = block * 7u % 1021u + 1u;
    }
  return atomic_load (&tap.taps);
}

static uint64_t
taps (void)
{
  return count (sound, FRAMES, RATE);
}

CHECK_CASE (two_taps_are_heard)
{
  static const double rooms[] = { 0.0, 1e-4, 3e-3 };

  for (size_t r = 0; r < sizeof rooms / sizeof *rooms; ++r)
    for (double apart = 0.2; apart < 1.5; apart += 0.31)
      {
        make_room (rooms[r]);
        add_tap (4.0, 0.2, 0.008);
        add_tap (4.0 + apart, 0.1, 0.012);
        CHECK_INT (taps (), ==, 1u, "room %g, %g s apart", rooms[r], apart);
      }
}

CHECK_CASE (one_tap_is_none)
{
  make_room (1e-4);
  add_tap (4.0, 0.2, 0.008);
  CHECK_INT (taps (), ==, 0u, "one");
  add_tap (7.0, 0.2, 0.008);
  CHECK_INT (taps (), ==, 0u, "another 3 s later");
}

CHECK_CASE (what_lasts_is_none)
{
  make_room (1e-4);
  add_tap (4.0, 0.2, 0.3);
  add_tap (5.0, 0.2, 0.3);
  CHECK_INT (taps (), ==, 0u, "a bell");
}

CHECK_CASE (what_has_one_pitch_is_none)
{
  static const double pitches[] = { 60.0, 3150.0 };

  for (size_t p = 0; p < sizeof pitches / sizeof *pitches; ++p)
    {
      make_room (1e-4);
      add_tone (4.0, 4.04, pitches[p], 0.2);
      add_tone (4.6, 4.64, pitches[p], 0.2);
      CHECK_INT (taps (), ==, 0u, "%g Hz", pitches[p]);
    }
}

/* A driver's blocks of zeros, long and short, in what goes on all the time. */
CHECK_CASE (zeros_are_none)
{
  for (uint32_t zeros = 64; zeros <= 48000u; zeros *= 3u)
    {
      make_room (0.05);
      for (uint32_t at = 4u * 48000u; at < 7u * 48000u; at += 24000u + zeros)
        memset (sound + at, 0, zeros * sizeof (float));
      CHECK_INT (taps (), ==, 0u, "%u zeros", zeros);
    }
}

CHECK_CASE (what_is_no_number_is_none)
{
  make_room (1e-4);
  sound[48000] = NAN;
  sound[49000] = INFINITY;
  add_tap (4.0, 0.2, 0.008);
  add_tap (4.5, 0.2, 0.008);
  CHECK_INT (taps (), ==, 1u, "after a NaN");
}

/* Speech near and far, traffic, dishes in a kitchen, a fan. */
CHECK_CASE (no_sample_has_a_tap)
{
  static const char *const names[] = { "cafe.flac",       "fan.flac",
                                       "far-talker.flac", "kitchen.flac",
                                       "quiet-room.flac", "traffic.flac" };

  for (size_t n = 0; n < sizeof names / sizeof *names; ++n)
    {
      enh_file_info info;
      uint32_t frames;
      float *file = scratch_read (samples_path (names[n]), &info, &frames);

      CHECK_INT (count (file, frames, info.sample_rate), ==, 0u, "%s",
                 names[n]);
      free (file);
    }
}
