/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What a person reads of the listening: one sentence what is, one what to do. */

#include "model/session.h"

#include <glib/gi18n.h>

/* Beyond it an echo is heard. */
static const double late_much_ms = 40.0;

static const char *
recovering (enh_supervisor_reason why)
{
  switch (why)
    {
    case ENH_REASON_SUSPENDED:
      return _ ("The computer slept. The sound is coming back.");
    case ENH_REASON_STEADIER:
      return _ ("The sound was breaking up. Restarting with a larger buffer …");
    case ENH_REASON_SERVER_LOST:
    case ENH_REASON_SERVER_HUNG:
      return _ ("The computer’s sound stopped. It comes back by itself.");
    case ENH_REASON_NONE:
    case ENH_REASON_OUTPUT_LOST:
    case ENH_REASON_INPUT_LOST:
    case ENH_REASON_INPUT_REPLACED:
    case ENH_REASON_OUTPUT_REPLACED:
    case ENH_REASON_LOUDSPEAKER:
    case ENH_REASON_NO_DEVICE:
    case ENH_REASON_BUSY:
    case ENH_REASON_RATE:
    case ENH_REASON_DIED:
    case ENH_REASON_GAVE_UP:
    case ENH_REASON_PROGRAM:
    case ENH_REASON_CHOSEN:
      break;
    }
  return _ ("The sound was interrupted. It comes back by itself.");
}

static const char *
waiting (enh_supervisor_reason why)
{
  switch (why)
    {
    case ENH_REASON_OUTPUT_LOST:
      return _ ("The headset was unplugged. Plug it in.");
    case ENH_REASON_INPUT_LOST:
      return _ ("The microphone was unplugged. Plug it in.");
    case ENH_REASON_INPUT_REPLACED:
    case ENH_REASON_OUTPUT_REPLACED:
      return _ ("The computer changed to another device by itself. Check the "
                "plugs.");
    case ENH_REASON_LOUDSPEAKER:
      return _ ("The sound would come from loudspeakers and howl. Plug in a "
                "wired headset.");
    case ENH_REASON_NO_DEVICE:
      return _ ("No microphone or headset was found. Plug in a wired "
                "headset.");
    case ENH_REASON_BUSY:
      return _ ("Another program is using the microphone or the headset. Close "
                "it.");
    case ENH_REASON_RATE:
      return _ ("Microphone and headset do not work together. Choose others "
                "under Devices.");
    case ENH_REASON_SERVER_LOST:
    case ENH_REASON_SERVER_HUNG:
      return _ ("The computer’s sound stopped.");
    case ENH_REASON_SUSPENDED:
      return _ ("The computer slept.");
    case ENH_REASON_PROGRAM:
      return _ ("The part that makes the sound could not be started. Install "
                "the app again.");
    case ENH_REASON_NONE:
    case ENH_REASON_STEADIER:
    case ENH_REASON_DIED:
    case ENH_REASON_GAVE_UP:
    case ENH_REASON_CHOSEN:
      break;
    }
  return _ ("The sound ended.");
}

/* Of what is there, one kind may be missing: a server without a microphone offers
   what is played in its place. */
static const char *
missing (PlSession *self)
{
  const enh_device_list *devices = pl_session_get_devices (self);
  const enh_device_info *device;
  guint inputs = 0, outputs = 0;

  for (guint i = 0; devices && (device = enh_device_list_get (devices, i)); ++i)
    {
      inputs += device->inputs > 0;
      outputs += device->outputs > 0;
    }
  if (outputs && !inputs)
    return _ ("No microphone was found. Plug one in.");
  if (inputs && !outputs)
    return _ ("No headset was found. Plug one in.");
  return waiting (ENH_REASON_NO_DEVICE);
}

/* What to do about it, with the button that does it. */
static char *
waiting_advice (PlSession *self)
{
  const enh_supervisor_reason why = pl_session_get_why (self);
  const char *offered = pl_session_get_offered (self)->name;

  if (why == ENH_REASON_PROGRAM)
    return g_strdup (waiting (why));
  if (!pl_session_has_listened (self))
    return g_strdup_printf (_ ("%s Then press Start."),
                            why == ENH_REASON_NO_DEVICE ? missing (self)
                                                        : waiting (why));
  if (*offered
      && (why == ENH_REASON_OUTPUT_LOST || why == ENH_REASON_INPUT_LOST))
    return g_strdup_printf (_ ("%s Then press Resume; or press it now to use "
                               "%s."),
                            waiting (why), offered);
  return g_strdup_printf (_ ("%s Then press Resume."), waiting (why));
}

char *
pl_session_word (PlSession *self)
{
  const guint minutes = pl_session_get_minutes (self);

  switch (pl_session_get_state (self))
    {
    case ENH_SUPERVISOR_STARTING:
      return g_strdup (_ ("Starting …"));
    case ENH_SUPERVISOR_LISTENING:
      if (pl_session_get_muted (self))
        return g_strdup (_ ("Muted"));
      if (minutes > 0)
        /* TRANSLATORS: for how long somebody has listened */
        return g_strdup_printf (_ ("Listening · %u min"), minutes);
      return g_strdup (_ ("Listening"));
    case ENH_SUPERVISOR_RECOVERING:
    case ENH_SUPERVISOR_WAITING:
      return g_strdup (_ ("No sound"));
    case ENH_SUPERVISOR_STOPPED:
      break;
    }
  return g_strdup (_ ("Stopped"));
}

char *
pl_session_advice (PlSession *self)
{
  const enh_supervisor_reason why = pl_session_get_why (self);

  switch (pl_session_get_state (self))
    {
    case ENH_SUPERVISOR_LISTENING:
      if (pl_session_get_muted (self))
        return g_strdup (_ ("Nothing is heard. Press Sound on."));
      return g_strdup ("");
    case ENH_SUPERVISOR_STARTING:
      return g_strdup ("");
    case ENH_SUPERVISOR_RECOVERING:
      return g_strdup (recovering (why));
    case ENH_SUPERVISOR_WAITING:
      return waiting_advice (self);
    case ENH_SUPERVISOR_STOPPED:
      /* It could not even be set up. */
      if (why == ENH_REASON_PROGRAM)
        return g_strdup (waiting (why));
      break;
    }
  return g_strdup (_ ("Put the headset on and press Start."));
}

char *
pl_session_sentence (PlSession *self)
{
  char *word = pl_session_word (self), *advice = pl_session_advice (self);
  /* TRANSLATORS: the state and what to do */
  char *sentence = *advice ? g_strdup_printf (_ ("%s. %s"), word, advice)
                           : g_strdup (word);

  g_free (word);
  g_free (advice);
  return sentence;
}

const char *
pl_session_warning_sentence (enh_supervisor_warning warning, double value)
{
  switch (warning)
    {
    case ENH_WARNING_HOWL:
      return _ ("It began to howl and was stopped. Move the microphone away "
                "from the headphones.");
    case ENH_WARNING_DOSE:
      return value < 100.0
               ? _ ("Four fifths of this week’s safe listening are used up, by "
                    "estimate. Turn it softer, or rest these ears where "
                    "possible.")
               : _ ("This week’s safe listening is used up, by estimate. The "
                    "sound is now half as loud; rest these ears where "
                    "possible.");
    case ENH_WARNING_BLUETOOTH:
      return _ ("A wireless device is in use: speech lags behind the lips. Use "
                "a headset with a cable.");
    case ENH_WARNING_XRUNS:
      return _ ("The sound has small gaps. Close other programs and plug in "
                "the power.");
    case ENH_WARNING_GAP:
      return _ ("The sound stopped for a moment and goes on.");
    case ENH_WARNING_LOUDSPEAKER:
      return _ (
        "The sound comes from loudspeakers: nothing is made louder, and "
        "howling is held down.");
    case ENH_WARNING_SILENT:
      if ((guint) value & ENH_LIVE_INPUT_MUTED)
        return _ ("Nothing comes from the microphone: it is muted in the "
                  "computer’s sound settings. Unmute it there.");
      if ((guint) value & ENH_LIVE_INPUT_VOLUME_0)
        return _ ("Nothing comes from the microphone: its volume is 0 in the "
                  "computer’s sound settings. Turn it up there.");
      return _ ("Nothing comes from the microphone. Look for a mute switch on "
                "it, or choose another.");
    case ENH_WARNING_ONE_SIDED:
      return _ (
        "Only one side of the microphone has sound; it is heard in both "
        "ears. Look for a loose plug.");
    case ENH_WARNING_LATE:
      return value > late_much_ms
               ? _ ("The sound arrives late, and is heard like an echo.")
               : _ ("The sound arrives a little late.");
    case ENH_WARNING_OUTPUT_SILENT:
      return _ ("The headset is muted or at volume 0 in the computer’s sound "
                "settings. Turn it up there.");
    case ENH_WARNING_STEADIER:
      /* A success. */
    case ENH_WARNING_DRIFT:
    case ENH_WARNING_RATE:
      /* Nothing that a person could do anything about. */
    case ENH_WARNING_CEILING:
      /* It is what the ceiling is for; see the safety page. */
    case ENH_WARNING_OTHER:
      break;
    }
  return NULL;
}

const char *
pl_session_refusal_sentence (enh_supervisor_refusal what)
{
  switch (what)
    {
    case ENH_REFUSED_DELAY:
      return _ ("The delay could not be measured. Try again while the sound is "
                "on.");
    case ENH_REFUSED_TONE:
      return _ ("The tone could not be played. Try again while the sound is "
                "on.");
    case ENH_REFUSED_DEVICES:
      return _ (
        "The devices could not be listed: the computer’s sound does not "
        "answer.");
    case ENH_REFUSED_SETTING:
    case ENH_REFUSED_OTHER:
      break;
    }
  return _ ("A setting was not accepted. The sound goes on as before.");
}
