/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What a person reads of the listening: one sentence what is, one what to do. */

#include "model/session.h"

#include <glib/gi18n.h>

static char *
listening (PlSession *session)
{
  const double delay = pl_session_get_levels (session)->delay_ms;

  if (pl_session_get_muted (session))
    return g_strdup (_ ("Muted: no sound reaches the ears. Press Sound on."));
  /* Below a tenth it is not believed. */
  if (delay >= 0.1)
    return g_strdup_printf (_ ("Listening. Delay %.0f ms."), delay);
  return g_strdup (_ ("Listening."));
}

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
      return _ ("The headset was unplugged. Plug it in and press Resume.");
    case ENH_REASON_INPUT_LOST:
      return _ ("The microphone was unplugged. Plug it in and press Resume.");
    case ENH_REASON_INPUT_REPLACED:
    case ENH_REASON_OUTPUT_REPLACED:
      return _ ("The computer changed to another device by itself. Look at the "
                "plugs and press Resume.");
    case ENH_REASON_LOUDSPEAKER:
      return _ ("The sound would come from loudspeakers and howl. Plug in a "
                "wired headset and press Resume.");
    case ENH_REASON_NO_DEVICE:
      return _ ("No microphone or headset was found. Plug in a wired headset "
                "and press Resume.");
    case ENH_REASON_BUSY:
      return _ ("Another program is using the microphone or the headset. Close "
                "it and press Resume.");
    case ENH_REASON_RATE:
      return _ ("Microphone and headset do not work together. Choose others "
                "under Devices, then press Resume.");
    case ENH_REASON_SERVER_LOST:
    case ENH_REASON_SERVER_HUNG:
      return _ ("The computer’s sound stopped. Press Resume to try again.");
    case ENH_REASON_SUSPENDED:
      return _ ("The computer slept. Press Resume to go on.");
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
  return _ ("The sound ended. Press Resume to try again.");
}

char *
pl_session_sentence (PlSession *self)
{
  const enh_supervisor_reason why = pl_session_get_why (self);
  const char *offered = pl_session_get_offered (self)->name;

  switch (pl_session_get_state (self))
    {
    case ENH_SUPERVISOR_STARTING:
      return g_strdup (_ ("Starting …"));
    case ENH_SUPERVISOR_LISTENING:
      return listening (self);
    case ENH_SUPERVISOR_RECOVERING:
      return g_strdup (recovering (why));
    case ENH_SUPERVISOR_WAITING:
      if (*offered && why == ENH_REASON_OUTPUT_LOST)
        return g_strdup_printf (_ ("The headset was unplugged. Plug it in and "
                                   "press Resume, or Resume to use %s."),
                                offered);
      if (*offered && why == ENH_REASON_INPUT_LOST)
        return g_strdup_printf (_ ("The microphone was unplugged. Plug it in "
                                   "and press Resume, or Resume to use %s."),
                                offered);
      return g_strdup (waiting (why));
    case ENH_SUPERVISOR_STOPPED:
      /* It could not even be set up. */
      if (why == ENH_REASON_PROGRAM)
        return g_strdup (waiting (why));
      break;
    }
  return g_strdup (_ ("Plug in the headset, put it on and press Start."));
}

const char *
pl_session_warning_sentence (enh_supervisor_warning warning, double value)
{
  switch (warning)
    {
    case ENH_WARNING_HOWL:
      return _ ("It began to howl, and was stopped: the microphone hears the "
                "headphones. Move the microphone away from them.");
    case ENH_WARNING_DOSE:
      return value < 100.0
               ? _ ("Four fifths of this week’s safe listening are used up, by "
                    "estimate. Turn it softer, or rest these ears where "
                    "possible.")
               : _ ("This week’s safe listening is used up, by estimate. The "
                    "sound is now softer by 10 dB; rest these ears where "
                    "possible.");
    case ENH_WARNING_BLUETOOTH:
      return _ (
        "A wireless device is in use: words arrive late and lips do not "
        "fit. Use a headset with a cable.");
    case ENH_WARNING_XRUNS:
      return _ ("The sound has gaps: the computer is too busy. Close other "
                "programs and plug in the power.");
    case ENH_WARNING_GAP:
      return _ ("The sound stopped for a moment and goes on.");
    case ENH_WARNING_STEADIER:
      return _ ("The sound is steady again, with a little more delay.");
    case ENH_WARNING_DRIFT:
      return _ ("Microphone and headset had drifted apart and were brought "
                "together again. One device for both is steadier.");
    case ENH_WARNING_RATE:
      return _ ("The sound device works in another mode than it was asked for. "
                "The sound goes on.");
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
      return _ ("The sound comes late, and is heard like an echo. Close other "
                "sound programs and use a headset with a cable.");
    case ENH_WARNING_OUTPUT_SILENT:
      return _ ("The headset is muted or at volume 0 in the computer’s sound "
                "settings. Turn it up there.");
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
