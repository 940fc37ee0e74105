/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "live_watch.h"

#include <string.h>

/* One gap is an accident; three in a window of ten seconds are heard as a
   crackle. */
enum { XRUNS_MIN = 3 };

/* The limiter is at work where it takes this much, dB: less is not heard. For
   six tenths of a window it is no longer for single sounds. */
static const double limited_db = 1.0;
enum { LIMITED_MIN = LIVE_WATCH_LOOKS * 6 / 10 };

/* Shares of the weekly allowance at which to speak, %: while something can
   still be done, and when it is used up (H.871 asks for the second). */
static const double doses_percent[] = { 80.0, 100.0 };

enum { SECOND_US = 1000000 };

/* Each kind: what the protocol calls it, what its number is, and how long it
   stays quiet after it has spoken. A dose is told at its two marks alone. */
static const struct {
  const char *word;
  const char *key;
  gint64 quiet_us;
  const char *message;
} kinds[] = {
  [LIVE_WARNING_XRUNS]
  = { "xruns", "xruns", (gint64) 10 * SECOND_US,
      "The sound has gaps: the computer is too busy. Close other programs, or "
      "choose a longer period." },
  [LIVE_WARNING_CEILING]
  = { "ceiling", "limiter_db", (gint64) 60 * SECOND_US,
      "The sound is at its ceiling most of the time. Turn the volume down." },
  [LIVE_WARNING_DOSE] = { "dose", "dose_percent", 0, NULL },
  [LIVE_WARNING_HOWL]
  = { "howl", "hz", (gint64) 5 * SECOND_US,
      "Howling was stopped. Move the microphone away from the headphones." },
  [LIVE_WARNING_DRIFT]
  = { "drift", "ppm", (gint64) 60 * SECOND_US,
      "Microphone and headphones ran apart and were brought together again. "
      "One device for both would be steadier." },
};
G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == LIVE_WARNING_KINDS);

static const char *const dose_messages[] = {
  "Four fifths of this week's safe listening time are used, by estimate.",
  "This week's safe listening time is used up, by estimate. The sound is made "
  "softer."
};

static void
say (live_watch *watch, live_warning_kind kind, double value,
     const char *message, gint64 now_us, live_warning *warnings, guint *count)
{
  if (watch->quiet_until[kind] && now_us < watch->quiet_until[kind])
    return;
  watch->quiet_until[kind] = now_us + kinds[kind].quiet_us;
  warnings[*count].kind = kind;
  warnings[*count].word = kinds[kind].word;
  warnings[*count].key = kinds[kind].key;
  warnings[*count].value = value;
  warnings[*count].message = message;
  ++*count;
}

guint
live_watch_look (live_watch *watch, const live_facts *facts, gint64 now_us,
                 live_warning *warnings)
{
  const guint at = watch->looks % LIVE_WATCH_LOOKS;
  /* What the ring has at this place is a window old; before that, the first. */
  const guint64 before = watch->looks >= LIVE_WATCH_LOOKS ? watch->xruns[at]
                                                          : watch->xruns[0];
  const gboolean first = watch->looks == 0;
  guint limited = 0, count = 0;

  watch->xruns[at] = facts->xruns;
  watch->limited[at] = facts->limiter_db >= limited_db;
  ++watch->looks;
  for (guint i = 0; i < LIVE_WATCH_LOOKS; ++i)
    limited += watch->limited[i];

  if (!first && facts->xruns - before >= XRUNS_MIN)
    say (watch, LIVE_WARNING_XRUNS, (double) (facts->xruns - before),
         kinds[LIVE_WARNING_XRUNS].message, now_us, warnings, &count);
  if (limited >= LIMITED_MIN)
    say (watch, LIVE_WARNING_CEILING, facts->limiter_db,
         kinds[LIVE_WARNING_CEILING].message, now_us, warnings, &count);
  if (!first && facts->howls > watch->howls)
    say (watch, LIVE_WARNING_HOWL, facts->howl_hz,
         kinds[LIVE_WARNING_HOWL].message, now_us, warnings, &count);
  if (!first && facts->resyncs > watch->resyncs)
    say (watch, LIVE_WARNING_DRIFT, facts->drift_ppm,
         kinds[LIVE_WARNING_DRIFT].message, now_us, warnings, &count);
  /* The highest mark that was passed since the last look. */
  for (guint i = G_N_ELEMENTS (doses_percent); i-- > 0;)
    if (facts->dose_percent >= doses_percent[i])
      {
        if (first || watch->dose_percent < doses_percent[i])
          say (watch, LIVE_WARNING_DOSE, facts->dose_percent, dose_messages[i],
               now_us, warnings, &count);
        break;
      }

  watch->howls = facts->howls;
  watch->resyncs = facts->resyncs;
  watch->dose_percent = facts->dose_percent;
  return count;
}
