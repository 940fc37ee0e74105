/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "live_judge.h"

enum { SECOND_US = 1000000 };

/* One gap is an accident; samples with new ones, four in a window of ten seconds,
   are heard as a crackle. What a stream does while it settles is not judged. */
enum { GAPS_MIN = 4, SETTLED_SAMPLES = 2 * SECOND_US / LIVE_JUDGE_EVERY_US };

/* From here on the ceiling holds speech down, dB: the meter is smoothed over some
   seconds, so that single sounds do not reach it. */
static const float held_down_db = 3.0f;

/* Shares of the weekly allowance at which to speak, %: while something can
   still be done, and when it is used up (H.871 asks for the second). */
static const double doses_percent[] = { 80.0, 100.0 };

/* How long each kind stays quiet after it has spoken, us; a dose speaks at its
   marks alone. */
static const gint64 quiet_us[LIVE_JUDGE_KINDS] = {
  [ENH_WARNING_XRUNS] = (gint64) 30 * SECOND_US,
  [ENH_WARNING_CEILING] = (gint64) 60 * SECOND_US,
  [ENH_WARNING_HOWL] = (gint64) 5 * SECOND_US,
  [ENH_WARNING_DRIFT] = (gint64) 60 * SECOND_US,
  [ENH_WARNING_LATE] = (gint64) 600 * SECOND_US,
};

/* Samples on end that make a state of it. A microphone may be silent between two
   words, but no quiet room is: below this level, dBFS, are the zeros of one that
   is switched off, and the last bit of a 16-bit converter. */
enum {
  SILENT_SAMPLES = 4 * SECOND_US / LIVE_JUDGE_EVERY_US,
  LATE_SAMPLES = 3 * SECOND_US / LIVE_JUDGE_EVERY_US,
  OUTPUT_SILENT_SAMPLES = SECOND_US / LIVE_JUDGE_EVERY_US
};
static const float silent_dbfs = -90.0f;

/* What is heard beside the voice itself is an echo from here on, ms. */
static const double late_ms = 20.0;

typedef struct verdicts {
  live_warning *warnings;
  guint count;
  gint64 now_us;
} verdicts;

static void
warn (verdicts *found, enh_supervisor_warning kind, double value)
{
  found->warnings[found->count].kind = kind;
  found->warnings[found->count].value = value;
  ++found->count;
}

static void
warn_seldom (live_judge *judge, verdicts *found, enh_supervisor_warning kind,
             double value)
{
  if (judge->quiet_until[kind] && found->now_us < judge->quiet_until[kind])
    return;
  judge->quiet_until[kind] = found->now_us + quiet_us[kind];
  warn (found, kind, value);
}

guint
live_judge_begin (const enh_device_info *input, const enh_device_info *output,
                  const enh_live_status *status, live_warning *warnings)
{
  verdicts found = { .warnings = warnings };

  if (status->refused_rate > 0.0)
    warn (&found, ENH_WARNING_RATE, status->sample_rate);
  if (input->kind == ENH_DEVICE_BLUETOOTH
      || output->kind == ENH_DEVICE_BLUETOOTH)
    warn (&found, ENH_WARNING_BLUETOOTH, 0.0);
  if (output->kind == ENH_DEVICE_LOUDSPEAKER)
    warn (&found, ENH_WARNING_LOUDSPEAKER, 0.0);
  return found.count;
}

static void
judge_gaps (live_judge *judge, const enh_live_status *status, verdicts *found)
{
  const guint place = judge->samples % LIVE_JUDGE_SAMPLES;
  guint64 gaps = 0;
  guint with_gaps = 0;

  judge->gaps[place]
    = judge->samples >= SETTLED_SAMPLES ? status->xruns - judge->xruns : 0;
  judge->xruns = status->xruns;
  for (guint i = 0; i < LIVE_JUDGE_SAMPLES; ++i)
    {
      gaps += judge->gaps[i];
      with_gaps += judge->gaps[i] > 0;
    }
  if (judge->gaps[place] && with_gaps >= GAPS_MIN)
    warn_seldom (judge, found, ENH_WARNING_XRUNS, (double) gaps);
}

/* The highest mark that was passed since the last sample; at the first, of what
   was heard before. */
static void
judge_dose (live_judge *judge, double percent, verdicts *found)
{
  for (guint i = G_N_ELEMENTS (doses_percent); i-- > 0;)
    if (percent >= doses_percent[i])
      {
        if (judge->samples == 0 || judge->dose_percent < doses_percent[i])
          warn (found, ENH_WARNING_DOSE, percent);
        break;
      }
  judge->dose_percent = percent;
}

/* Not 0: a state has lasted for so many samples now, and is to be told. */
static int
lasts (guint *samples, int state, guint wanted)
{
  *samples = state ? *samples + 1u : 0u;
  return *samples == wanted;
}

static void
judge_devices (live_judge *judge, const enh_live_status *status,
               const enh_meters *meters, verdicts *found)
{
  const unsigned int in = status->system
                          & (ENH_LIVE_INPUT_MUTED | ENH_LIVE_INPUT_VOLUME_0);
  const unsigned int out = status->system
                           & (ENH_LIVE_OUTPUT_MUTED | ENH_LIVE_OUTPUT_VOLUME_0);
  float loudest = -G_MAXFLOAT;

  for (guint c = 0; c < status->inputs && c < G_N_ELEMENTS (meters->input_dbfs);
       ++c)
    loudest = MAX (loudest, meters->input_dbfs[c]);
  if (lasts (&judge->silent, status->inputs > 0 && loudest < silent_dbfs,
             SILENT_SAMPLES))
    warn (found, ENH_WARNING_SILENT, (double) in);
  if (lasts (&judge->output_silent, out != 0, OUTPUT_SILENT_SAMPLES))
    warn (found, ENH_WARNING_OUTPUT_SILENT, (double) out);
  if (lasts (&judge->one_sided, status->one_sided != 0, 1u))
    warn (found, ENH_WARNING_ONE_SIDED, status->one_sided);
  if (lasts (&judge->late, status->delay_ms > late_ms, LATE_SAMPLES))
    warn_seldom (judge, found, ENH_WARNING_LATE, status->delay_ms);
}

guint
live_judge_sample (live_judge *judge, const enh_live_status *status,
                   const enh_meters *meters, gint64 now_us,
                   live_warning *warnings)
{
  const gboolean first = judge->samples == 0;
  verdicts found = { .warnings = warnings, .now_us = now_us };

  judge_gaps (judge, status, &found);
  if (meters->ceiling_db >= held_down_db)
    warn_seldom (judge, &found, ENH_WARNING_CEILING,
                 (double) meters->ceiling_db);
  if (!first && meters->howls > judge->howls)
    warn_seldom (judge, &found, ENH_WARNING_HOWL, (double) meters->howl_hz);
  if (!first && status->resyncs > judge->resyncs)
    warn_seldom (judge, &found, ENH_WARNING_DRIFT, status->drift_ppm);
  judge_devices (judge, status, meters, &found);
  judge_dose (judge, (double) meters->dose_percent, &found);

  judge->howls = meters->howls;
  judge->resyncs = status->resyncs;
  ++judge->samples;
  return found.count;
}
