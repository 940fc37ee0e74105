/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Levels of windows of 5 ms are remembered, and each window is judged 100 ms
   later, when what came before and after it is known. */

#include "io/engine/tap_detector.h"

#include "base/wipe.h"

#include <math.h>
#include <string.h>

#define WINDOW_S 0.005

/* Low and high part, Hz: a tap on a case has both; a beep, a hum and a slammed
   door have one. */
#define LOW_HZ 500.0
#define HIGH_HZ 1000.0

/* Levels count from here, dB full scale; 0 is silence. */
#define LOWEST_DB (-127.0)

/* Windows: it rises within two, has fallen after ten, is over after twenty; so
   long nothing comes before it, which is longer than a stop in a word. */
enum { RISE = 2, FALL = 10, AFTER = 20, BEFORE = 24 };

/* dB that it stands out of what was before, of what comes when it has fallen,
   and when it is over. */
enum { RISE_DB = 15, FALL_DB = 15, OVER_DB = 20 };

/* Both parts rise by so much, dB, and are not farther apart than this. */
enum { PART_RISE_DB = 10, LOW_BELOW_HIGH_DB = 25, HIGH_BELOW_LOW_DB = 35 };

/* dB over the room, which is the 20th percentile of the last seconds. */
enum { ROOM_PERCENT = 20, OVER_ROOM_DB = 20 };

/* Whatever the room: -60 dB full scale. */
enum { LEAST_DB = 67 };

/* Windows between two taps of one person: 0.15 to 2 s. */
enum { PAIR_LEAST = 30, PAIR_MOST = 400 };

enum { ALL, LOW, HIGH };

static float
share (double hz, double sample_rate)
{
  return (float) (1.0 - exp (-2.0 * 3.14159265358979 * hz / sample_rate));
}

void
enh__tap_detector_init (enh__tap_detector *tap, double sample_rate)
{
  memset (tap, 0, sizeof *tap);
  tap->window = (uint32_t) lround (WINDOW_S * sample_rate);
  tap->low_share = share (LOW_HZ, sample_rate);
  tap->high_share = share (HIGH_HZ, sample_rate);
  atomic_init (&tap->taps, 0u);
}

void
enh__tap_detector_wipe (enh__tap_detector *tap)
{
  enh__wipe (tap->pole, sizeof tap->pole);
  enh__wipe (tap->power, sizeof tap->power);
  enh__wipe (tap->level, sizeof tap->level);
}

static int
level_at (const enh__tap_detector *tap, int part, uint32_t window)
{
  return tap->level[part][window % ENH__TAP_WINDOWS];
}

static int
loudest (const enh__tap_detector *tap, int part, uint32_t from, uint32_t to)
{
  int most = 0;

  for (uint32_t w = from; w <= to; ++w)
    if (level_at (tap, part, w) > most)
      most = level_at (tap, part, w);
  return most;
}

/* Windows of zeros are no room: a driver begins with them. */
static int
room (const enh__tap_detector *tap)
{
  uint32_t count[256] = { 0 }, all = 0, below = 0;
  int db = 1;

  for (int w = 0; w < ENH__TAP_WINDOWS; ++w)
    if (tap->level[ALL][w])
      {
        ++count[tap->level[ALL][w]];
        ++all;
      }
  while (db < 255 && (below += count[db]) * 100u <= all * ROOM_PERCENT)
    ++db;
  return all ? db : 0;
}

static int
is_sudden_and_short (const enh__tap_detector *tap, uint32_t window)
{
  const int peak = level_at (tap, ALL, window);

  return peak >= LEAST_DB
         && loudest (tap, ALL, window - BEFORE, window - RISE) <= peak - RISE_DB
         && level_at (tap, ALL, window - 1) <= peak
         && loudest (tap, ALL, window + 1, window + AFTER) <= peak
         && loudest (tap, ALL, window + FALL, window + AFTER) <= peak - FALL_DB
         && level_at (tap, ALL, window + AFTER) <= peak - OVER_DB;
}

static int
has_all_frequencies (const enh__tap_detector *tap, uint32_t window)
{
  const int low = level_at (tap, LOW, window);
  const int high = level_at (tap, HIGH, window);

  for (int part = LOW; part <= HIGH; ++part)
    if (loudest (tap, part, window - BEFORE, window - RISE)
        > level_at (tap, part, window) - PART_RISE_DB)
      return 0;
  return low >= high - LOW_BELOW_HIGH_DB && high >= low - HIGH_BELOW_LOW_DB;
}

static void
judge (enh__tap_detector *tap, uint32_t window)
{
  if (!is_sudden_and_short (tap, window) || !has_all_frequencies (tap, window)
      || level_at (tap, ALL, window) < room (tap) + OVER_ROOM_DB)
    return;
  const uint32_t apart = tap->last ? window + 1u - tap->last : 0u;
  if (apart >= PAIR_LEAST && apart <= PAIR_MOST)
    {
      atomic_store_explicit (
        &tap->taps,
        atomic_load_explicit (&tap->taps, memory_order_relaxed) + 1u,
        memory_order_relaxed);
      tap->last = 0;
    }
  else
    tap->last = window + 1u;
}

static uint8_t
decibels (double power)
{
  const double db = power > 0.0 ? 10.0 * log10 (power) - LOWEST_DB : 0.0;

  return (uint8_t) (db > 0.0 ? (db < 255.0 ? db : 255.0) : 0.0);
}

static void
end_window (enh__tap_detector *tap)
{
  for (int part = 0; part < ENH__TAP_LEVELS; ++part)
    {
      tap->level[part][tap->windows % ENH__TAP_WINDOWS]
        = decibels (tap->power[part] / tap->window);
      tap->power[part] = 0.0;
    }
  tap->at = 0;
  if (tap->windows >= BEFORE + AFTER)
    judge (tap, tap->windows - AFTER);
  ++tap->windows;
}

void
enh__tap_detector_process (enh__tap_detector *tap, const float *in,
                           uint32_t frames)
{
  float *pole = tap->pole;

  for (uint32_t i = 0; i < frames; ++i)
    {
      /* One sample that is no number would stay for ever. */
      const float x = fabsf (in[i]) < 8.0f ? in[i] : 0.0f;

      pole[0] += tap->low_share * (x - pole[0]);
      pole[1] += tap->low_share * (pole[0] - pole[1]);
      pole[2] += tap->high_share * (x - pole[2]);
      const float once = x - pole[2];
      pole[3] += tap->high_share * (once - pole[3]);
      const float twice = once - pole[3];

      tap->power[ALL] += (double) x * (double) x;
      tap->power[LOW] += (double) pole[1] * (double) pole[1];
      tap->power[HIGH] += (double) twice * (double) twice;
      if (++tap->at == tap->window)
        end_window (tap);
    }
}
