/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "model/session_words.h"

EnhSessionState
enh_session_state_of (enh_supervisor_state state)
{
  switch (state)
    {
    case ENH_SUPERVISOR_STARTING:
      return ENH_SESSION_STARTING;
    case ENH_SUPERVISOR_LISTENING:
      return ENH_SESSION_LISTENING;
    case ENH_SUPERVISOR_RECOVERING:
      return ENH_SESSION_RECOVERING;
    case ENH_SUPERVISOR_WAITING:
      return ENH_SESSION_WAITING;
    case ENH_SUPERVISOR_STOPPED:
    default:
      return ENH_SESSION_STOPPED;
    }
}

EnhSessionWhy
enh_session_why_of (enh_supervisor_reason reason)
{
  switch (reason)
    {
    case ENH_REASON_SERVER_LOST:
    case ENH_REASON_SERVER_HUNG:
      return ENH_WHY_SERVER;
    case ENH_REASON_OUTPUT_LOST:
      return ENH_WHY_OUTPUT_LOST;
    case ENH_REASON_INPUT_LOST:
      return ENH_WHY_INPUT_LOST;
    case ENH_REASON_INPUT_REPLACED:
    case ENH_REASON_OUTPUT_REPLACED:
      return ENH_WHY_REPLACED;
    case ENH_REASON_LOUDSPEAKER:
      return ENH_WHY_LOUDSPEAKER;
    case ENH_REASON_SUSPENDED:
      return ENH_WHY_SUSPENDED;
    case ENH_REASON_STEADIER:
      return ENH_WHY_STEADIER;
    case ENH_REASON_NO_DEVICE:
      return ENH_WHY_NO_DEVICE;
    case ENH_REASON_BUSY:
      return ENH_WHY_BUSY;
    case ENH_REASON_RATE:
      return ENH_WHY_RATE;
    case ENH_REASON_DIED:
    case ENH_REASON_GAVE_UP:
      return ENH_WHY_FAILED;
    case ENH_REASON_PROGRAM:
      return ENH_WHY_PROGRAM;
    case ENH_REASON_NONE:
    case ENH_REASON_CHOSEN:
    default:
      return ENH_WHY_NONE;
    }
}

EnhSoundKind
enh_session_kind_of (enh_device_kind kind)
{
  switch (kind)
    {
    case ENH_DEVICE_WIRED:
      return ENH_SOUND_WIRED;
    case ENH_DEVICE_USB:
      return ENH_SOUND_USB;
    case ENH_DEVICE_BLUETOOTH:
      return ENH_SOUND_BLUETOOTH;
    case ENH_DEVICE_LOUDSPEAKER:
      return ENH_SOUND_LOUDSPEAKER;
    case ENH_DEVICE_UNKNOWN:
    default:
      return ENH_SOUND_UNKNOWN;
    }
}

EnhSessionWarning
enh_session_warning_of (enh_supervisor_warning warning)
{
  switch (warning)
    {
    case ENH_WARNING_HOWL:
      return ENH_WARN_HOWL;
    case ENH_WARNING_XRUNS:
    case ENH_WARNING_GAP:
      return ENH_WARN_XRUNS;
    case ENH_WARNING_DRIFT:
      return ENH_WARN_DRIFT;
    case ENH_WARNING_CEILING:
      return ENH_WARN_CEILING;
    case ENH_WARNING_DOSE:
      return ENH_WARN_DOSE;
    case ENH_WARNING_BLUETOOTH:
      return ENH_WARN_BLUETOOTH;
    case ENH_WARNING_OTHER:
    case ENH_WARNING_RATE:
    default:
      return ENH_WARN_OTHER;
    }
}
