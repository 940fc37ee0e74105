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

static char *
recovering (PlSession *session)
{
  switch (pl_session_get_why (session))
    {
    case PL_WHY_SUSPENDED:
      return g_strdup (_ ("The computer slept. The sound is coming back."));
    case PL_WHY_STEADIER:
      return g_strdup (_ ("Sound came in pieces. Beginning again, steadier."));
    case PL_WHY_SERVER:
      return g_strdup (
        _ ("The computer’s sound stopped. It comes back by itself."));
    default:
      return g_strdup (
        _ ("The sound was interrupted. It comes back by itself."));
    }
}

static char *
waiting (PlSession *session)
{
  const PlDevice *offered = pl_session_get_offered (session);

  switch (pl_session_get_why (session))
    {
    case PL_WHY_OUTPUT_LOST:
      if (*offered->name)
        return g_strdup_printf (_ ("The headset was unplugged. Plug it in and "
                                   "press Resume, or Resume to use %s."),
                                offered->name);
      return g_strdup (
        _ ("The headset was unplugged. Plug it in and press Resume."));
    case PL_WHY_INPUT_LOST:
      if (*offered->name)
        return g_strdup_printf (_ ("The microphone was unplugged. Plug it in "
                                   "and press Resume, or Resume to use %s."),
                                offered->name);
      return g_strdup (
        _ ("The microphone was unplugged. Plug it in and press Resume."));
    case PL_WHY_REPLACED:
      return g_strdup (_ ("The computer changed to another device by itself. "
                          "Look at the plugs and press Resume."));
    case PL_WHY_LOUDSPEAKER:
      return g_strdup (_ ("The sound would come from loudspeakers and howl. "
                          "Plug in a wired headset and press Resume."));
    case PL_WHY_NO_DEVICE:
      return g_strdup (_ ("No microphone or headset was found. Plug in a wired "
                          "headset and press Resume."));
    case PL_WHY_BUSY:
      return g_strdup (_ ("Another program is using the microphone or the "
                          "headset. Close it and press Resume."));
    case PL_WHY_RATE:
      return g_strdup (_ ("Microphone and headset do not work together. Choose "
                          "others under Devices, then press Resume."));
    case PL_WHY_SERVER:
      return g_strdup (
        _ ("The computer’s sound stopped. Press Resume to try again."));
    case PL_WHY_SUSPENDED:
      return g_strdup (_ ("The computer slept. Press Resume to go on."));
    case PL_WHY_PROGRAM:
      return g_strdup (_ ("The part that makes the sound could not be started. "
                          "Install the app again."));
    default:
      return g_strdup (_ ("The sound ended. Press Resume to try again."));
    }
}

char *
pl_session_sentence (PlSession *self)
{
  if (pl_session_get_trouble (self))
    return g_strdup (_ ("The part that makes the sound could not be started. "
                        "Install the app again."));
  switch (pl_session_get_state (self))
    {
    case PL_SESSION_STARTING:
      return g_strdup (_ ("Starting …"));
    case PL_SESSION_LISTENING:
      return listening (self);
    case PL_SESSION_RECOVERING:
      return recovering (self);
    case PL_SESSION_WAITING:
      return waiting (self);
    case PL_SESSION_STOPPED:
    default:
      return g_strdup (_ ("Plug in the headset, put it on and press Start."));
    }
}
