/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "model/ready.h"

#include <glib/gi18n.h>

#include <string.h>

/* Below this a microphone is off: even a quiet room and the noise of its own
   electronics lie above (16-bit rounding alone is near -98). */
static const double dead_db = -85.0;

/* After so many seconds without a tap it is said what to do. */
static const double patience_s = 12.0;

/* Speech over a table: 90 dB SPL are near -19 dB full scale, so 55 to 80 dB SPL
   are -54 to -29. Outside of these there is something to set. */
static const double speech_least_db = -55.0;
static const double speech_most_db = -15.0;

/* The bar for one's own ears; beyond it lips and sound fall apart. */
static const double delay_good_ms = 20.0;
static const double delay_usable_ms = 40.0;

/* Below this a measured delay is a guess. */
static const double confidence_least = 0.5;

static PlVerdict
microphone (const PlReadySnapshot *facts, const char **text)
{
  if (facts->why == ENH_REASON_INPUT_LOST || facts->why == ENH_REASON_NO_DEVICE)
    {
      *text = _ ("No microphone was found. Plug it in, all the way.");
      return PL_VERDICT_FAULT;
    }
  if (facts->why == ENH_REASON_BUSY)
    {
      *text = _ ("Another program has the microphone. Close it: a call, a "
                 "browser, a recorder.");
      return PL_VERDICT_FAULT;
    }
  if (facts->state != ENH_SUPERVISOR_LISTENING)
    {
      *text = _ ("Press Start: the check needs the sound.");
      return PL_VERDICT_OPEN;
    }
  if (facts->taps > 0)
    {
      *text = _ ("It hears the two taps.");
      return PL_VERDICT_GOOD;
    }
  if (facts->seconds >= patience_s && facts->peak_db < dead_db)
    {
      *text
        = _ ("Nothing arrives. Is there a mute switch on its cable or a "
             "mute key on the keyboard? Else choose another under Devices.");
      return PL_VERDICT_FAULT;
    }
  if (facts->seconds >= patience_s)
    {
      *text = _ ("No two taps were heard. If you tapped, this is another "
                 "microphone: choose the right one under Devices.");
      return PL_VERDICT_FAULT;
    }
  *text = _ ("Tap the microphone twice with a finger.");
  return PL_VERDICT_OPEN;
}

static PlVerdict
headset (const PlReadySnapshot *facts, const char **text)
{
  if (facts->why == ENH_REASON_OUTPUT_LOST)
    {
      *text = _ ("The headset is not plugged in. Plug it in, all the way.");
      return PL_VERDICT_FAULT;
    }
  if (facts->why == ENH_REASON_LOUDSPEAKER
      || facts->output_kind == ENH_DEVICE_LOUDSPEAKER)
    {
      *text
        = _ ("The sound would come from loudspeakers: they howl, and others "
             "hear all. Plug in a wired headset.");
      return PL_VERDICT_FAULT;
    }
  if (facts->output_kind == ENH_DEVICE_BLUETOOTH)
    {
      *text
        = _ ("It is wireless: each word arrives a fifth of a second late or "
             "more, and lips do not fit. Use one with a cable.");
      return PL_VERDICT_FAULT;
    }
  if (facts->input_kind == ENH_DEVICE_BLUETOOTH)
    {
      *text = _ ("The microphone is wireless and late. Use one with a cable.");
      return PL_VERDICT_FAULT;
    }
  if (facts->output_kind == ENH_DEVICE_WIRED
      || facts->output_kind == ENH_DEVICE_USB)
    {
      *text = _ ("It has a cable. Good.");
      return PL_VERDICT_GOOD;
    }
  if (facts->said_wired)
    {
      *text = _ ("You said that it has a cable. Good.");
      return PL_VERDICT_GOOD;
    }
  *text = _ ("Look: does the headset have a cable to this computer, and does "
             "the sound come from it?");
  return PL_VERDICT_OPEN;
}

static PlVerdict
ears (const PlReadySnapshot *facts, const char **text)
{
  if (facts->left == PL_HEARD_NO && facts->right == PL_HEARD_NO)
    {
      *text = _ ("Nothing in either ear: is the headset on, its wheel turned "
                 "up, its plug in all the way? Then try again.");
      return PL_VERDICT_FAULT;
    }
  if (facts->left == PL_HEARD_NO || facts->right == PL_HEARD_NO)
    {
      *text = _ ("One ear stays silent: push the plug in all the way and turn "
                 "it, or take another headset. A person may hear with one ear "
                 "only; then set Balance under Devices.");
      return PL_VERDICT_FAULT;
    }
  if (facts->left == PL_HEARD_YES && facts->right == PL_HEARD_YES)
    {
      *text = _ ("Both ears hear.");
      return PL_VERDICT_GOOD;
    }
  *text = _ (
    "Press Left ear: does the person hear a soft tone in the left ear? The "
    "same with Right ear.");
  return PL_VERDICT_OPEN;
}

static PlVerdict
level (const PlReadySnapshot *facts, const char **text)
{
  if (facts->state != ENH_SUPERVISOR_LISTENING || facts->speech_db < -150.0)
    {
      *text = _ ("Speak as you will, from where you will sit.");
      return PL_VERDICT_OPEN;
    }
  if (facts->speech_db > speech_most_db)
    {
      *text = _ ("Too loud at the microphone: move it away, or turn the input "
                 "down in the computer’s sound settings.");
      return PL_VERDICT_CAUTION;
    }
  if (facts->speech_db < speech_least_db)
    {
      *text = _ ("Very soft: put the microphone nearer to who speaks, or turn "
                 "the input up in the computer’s sound settings.");
      return PL_VERDICT_CAUTION;
    }
  *text = _ ("Your voice arrives well.");
  return PL_VERDICT_GOOD;
}

/* Devices that sound systems make up to work on the sound. */
static gboolean
is_effect (const char *name)
{
  static const char *const marks[]
    = { "easyeffects", "echo-cancel", "echo cancel", "noisetorch",  "rnnoise",
        "monitor of",  ".monitor",    "equalizer",   "filter-chain" };
  char *lower;
  gboolean found = FALSE;

  if (!name)
    return FALSE;
  lower = g_ascii_strdown (name, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (marks) && !found; ++i)
    found = strstr (lower, marks[i]) != NULL;
  g_free (lower);
  return found;
}

static PlVerdict
effects (const PlReadySnapshot *facts, const char **text)
{
  if (is_effect (facts->input_name) || is_effect (facts->output_name))
    {
      *text
        = _ ("Another program works on this sound and makes it late. Choose "
             "the microphone and the headset themselves under Devices.");
      return PL_VERDICT_CAUTION;
    }
  *text = _ ("None found. Switch off “enhancements” in the computer’s sound "
             "settings, if there are any: they cannot be seen from here.");
  return PL_VERDICT_GOOD;
}

static PlVerdict
delay (const PlReadySnapshot *facts, const char **text)
{
  if (facts->delay_failed
      || (facts->delay_ms > 0.0 && facts->confidence < confidence_least))
    {
      *text = _ ("It could not be measured. Hold one earpiece close to the "
                 "microphone, keep quiet, and measure again.");
      return PL_VERDICT_CAUTION;
    }
  if (facts->delay_ms <= 0.0)
    {
      *text = _ ("If you like: take the headset off, hold one earpiece to the "
                 "microphone and press Measure.");
      return PL_VERDICT_OPEN;
    }
  if (facts->delay_ms <= delay_good_ms)
    {
      *text = _ ("Short enough not to be noticed.");
      return PL_VERDICT_GOOD;
    }
  if (facts->delay_ms <= delay_usable_ms)
    {
      *text
        = _ ("It can be noticed, as a slight echo of one’s own voice. Close "
             "other programs; use a headset with a plug.");
      return PL_VERDICT_CAUTION;
    }
  *text = _ ("Too long: lips and words do not fit. Use a headset with a cable, "
             "and another sound system if there is one under Devices.");
  return PL_VERDICT_FAULT;
}

PlVerdict
pl_ready_judge (const PlReadySnapshot *facts, PlReadyItem item,
                const char **text)
{
  switch (item)
    {
    case PL_READY_MICROPHONE:
      return microphone (facts, text);
    case PL_READY_HEADSET:
      return headset (facts, text);
    case PL_READY_EARS:
      return ears (facts, text);
    case PL_READY_LEVEL:
      return level (facts, text);
    case PL_READY_EFFECTS:
      return effects (facts, text);
    case PL_READY_DELAY:
      return delay (facts, text);
    case PL_READY_ITEMS:
    default:
      *text = "";
      return PL_VERDICT_OPEN;
    }
}

const char *
pl_ready_title (PlReadyItem item)
{
  static const char *const titles[PL_READY_ITEMS]
    = { N_ ("The right microphone"),
        N_ ("A headset with a cable"),
        N_ ("Both ears"),
        N_ ("Loud enough"),
        N_ ("No other sound effects"),
        N_ ("Delay (optional)") };

  g_return_val_if_fail (item < PL_READY_ITEMS, "");
  return _ (titles[item]);
}
