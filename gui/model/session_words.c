/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "model/session_words.h"

PlSessionState
pl_session_state_of (enh_supervisor_state state)
{
  switch (state)
    {
    case ENH_SUPERVISOR_STARTING:
      return PL_SESSION_STARTING;
    case ENH_SUPERVISOR_LISTENING:
      return PL_SESSION_LISTENING;
    case ENH_SUPERVISOR_RECOVERING:
      return PL_SESSION_RECOVERING;
    case ENH_SUPERVISOR_WAITING:
      return PL_SESSION_WAITING;
    case ENH_SUPERVISOR_STOPPED:
    default:
      return PL_SESSION_STOPPED;
    }
}

PlSessionWhy
pl_session_why_of (enh_supervisor_reason reason)
{
  switch (reason)
    {
    case ENH_REASON_SERVER_LOST:
    case ENH_REASON_SERVER_HUNG:
      return PL_WHY_SERVER;
    case ENH_REASON_OUTPUT_LOST:
      return PL_WHY_OUTPUT_LOST;
    case ENH_REASON_INPUT_LOST:
      return PL_WHY_INPUT_LOST;
    case ENH_REASON_INPUT_REPLACED:
    case ENH_REASON_OUTPUT_REPLACED:
      return PL_WHY_REPLACED;
    case ENH_REASON_LOUDSPEAKER:
      return PL_WHY_LOUDSPEAKER;
    case ENH_REASON_SUSPENDED:
      return PL_WHY_SUSPENDED;
    case ENH_REASON_STEADIER:
      return PL_WHY_STEADIER;
    case ENH_REASON_NO_DEVICE:
      return PL_WHY_NO_DEVICE;
    case ENH_REASON_BUSY:
      return PL_WHY_BUSY;
    case ENH_REASON_RATE:
      return PL_WHY_RATE;
    case ENH_REASON_DIED:
    case ENH_REASON_GAVE_UP:
      return PL_WHY_FAILED;
    case ENH_REASON_PROGRAM:
      return PL_WHY_PROGRAM;
    case ENH_REASON_NONE:
    case ENH_REASON_CHOSEN:
    default:
      return PL_WHY_NONE;
    }
}

PlSoundKind
pl_session_kind_of (enh_device_kind kind)
{
  switch (kind)
    {
    case ENH_DEVICE_WIRED:
      return PL_SOUND_WIRED;
    case ENH_DEVICE_USB:
      return PL_SOUND_USB;
    case ENH_DEVICE_BLUETOOTH:
      return PL_SOUND_BLUETOOTH;
    case ENH_DEVICE_LOUDSPEAKER:
      return PL_SOUND_LOUDSPEAKER;
    case ENH_DEVICE_UNKNOWN:
    default:
      return PL_SOUND_UNKNOWN;
    }
}

PlSessionWarning
pl_session_warning_of (enh_supervisor_warning warning)
{
  switch (warning)
    {
    case ENH_WARNING_HOWL:
      return PL_WARN_HOWL;
    case ENH_WARNING_XRUNS:
    case ENH_WARNING_GAP:
      return PL_WARN_XRUNS;
    case ENH_WARNING_DRIFT:
      return PL_WARN_DRIFT;
    case ENH_WARNING_CEILING:
      return PL_WARN_CEILING;
    case ENH_WARNING_DOSE:
      return PL_WARN_DOSE;
    case ENH_WARNING_BLUETOOTH:
      return PL_WARN_BLUETOOTH;
    case ENH_WARNING_OTHER:
    case ENH_WARNING_RATE:
    default:
      return PL_WARN_OTHER;
    }
}
