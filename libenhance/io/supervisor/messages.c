/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "io/supervisor/messages.h"

#include <stdio.h>
#include <string.h>

/* Bytes of a device's name that fit into a sentence. */
#define SHOWN 120

const char *
enh__message_recovering (enh_supervisor_reason reason)
{
  switch (reason)
    {
    case ENH_REASON_SUSPENDED:
      return "The computer was asleep. Restarting the sound…";
    case ENH_REASON_STEADIER:
      return "The sound had gaps. Making it steadier…";
    case ENH_REASON_BUSY:
      return "Another program has the sound device. Trying again…";
    case ENH_REASON_DIED:
    case ENH_REASON_GAVE_UP:
      return "The sound stopped by a fault. Restarting…";
    case ENH_REASON_NONE:
    case ENH_REASON_CHOSEN:
      return "Restarting the sound…";
    case ENH_REASON_SERVER_LOST:
    case ENH_REASON_SERVER_HUNG:
    case ENH_REASON_OUTPUT_LOST:
    case ENH_REASON_INPUT_LOST:
    case ENH_REASON_INPUT_REPLACED:
    case ENH_REASON_OUTPUT_REPLACED:
    case ENH_REASON_LOUDSPEAKER:
    case ENH_REASON_NO_DEVICE:
    case ENH_REASON_RATE:
    case ENH_REASON_PROGRAM:
    default:
      return "The sound system stopped. Restarting…";
    }
}

static void
lost_words (char *text, size_t room, const char *gone, const char *what,
            const enh_supervisor_device *lost, int lost_is_back,
            const enh_supervisor_device *offered)
{
  if (lost_is_back)
    (void) snprintf (text, room, "The %s is back. Press Resume.", what);
  else if (offered->name[0] && lost->name[0])
    (void) snprintf (text, room,
                     "%s Plug it in and press Resume. Without it, Resume takes "
                     "'%.*s' in place of '%.*s'.",
                     gone, SHOWN, offered->name, SHOWN, lost->name);
  else
    (void) snprintf (text, room, "%s Plug it in and press Resume.", gone);
}

void
enh__message_waiting (char *text, size_t room, enh_supervisor_reason reason,
                      const enh_supervisor_device *lost, int lost_is_back,
                      const enh_supervisor_device *offered, const char *told)
{
  switch (reason)
    {
    case ENH_REASON_OUTPUT_LOST:
      lost_words (text, room, "The headset was unplugged.", "headset", lost,
                  lost_is_back, offered);
      return;
    case ENH_REASON_INPUT_LOST:
      lost_words (text, room, "The microphone was unplugged.", "microphone",
                  lost, lost_is_back, offered);
      return;
    case ENH_REASON_INPUT_REPLACED:
      lost_words (text, room, "Another microphone took the place of yours.",
                  "microphone", lost, lost_is_back, offered);
      return;
    case ENH_REASON_OUTPUT_REPLACED:
      lost_words (text, room, "The sound was about to leave your headset.",
                  "headset", lost, lost_is_back, offered);
      return;
    case ENH_REASON_LOUDSPEAKER:
      (void) snprintf (text, room,
                       "%.*s%sThis would play on a loudspeaker, and howl. Plug "
                       "in a wired headset and press Resume.",
                       SHOWN, lost->name, lost->name[0] ? ": " : "");
      return;
    case ENH_REASON_NO_DEVICE:
      (void) snprintf (text, room, "%s%sPlug in a headset and press Resume.",
                       *told ? told : "No sound device was found",
                       *told ? ". " : ". ");
      return;
    case ENH_REASON_BUSY:
      (void) snprintf (text, room,
                       "Another program has the sound device. Close that "
                       "program. Then press Resume.");
      return;
    case ENH_REASON_PROGRAM:
      (void) snprintf (text, room, "Listening could not be started: %s.",
                       *told ? told : "its program is missing or damaged");
      return;
    case ENH_REASON_SERVER_LOST:
    case ENH_REASON_SERVER_HUNG:
    case ENH_REASON_SUSPENDED:
      (void) snprintf (text, room,
                       "The sound system was restarted. See that the headset "
                       "is plugged in, then press Resume.");
      return;
    case ENH_REASON_GAVE_UP:
    case ENH_REASON_RATE:
    case ENH_REASON_NONE:
    case ENH_REASON_STEADIER:
    case ENH_REASON_DIED:
    case ENH_REASON_CHOSEN:
    default:
      if (*told)
        (void) snprintf (text, room, "The sound does not start: %s.", told);
      else
        (void) snprintf (text, room,
                         "The sound stopped again and again. Wait a moment, "
                         "then press Resume.");
      return;
    }
}

const char *
enh_supervisor_state_name (enh_supervisor_state state)
{
  switch (state)
    {
    case ENH_SUPERVISOR_STOPPED:
      return "stopped";
    case ENH_SUPERVISOR_STARTING:
      return "starting";
    case ENH_SUPERVISOR_LISTENING:
      return "listening";
    case ENH_SUPERVISOR_RECOVERING:
      return "recovering";
    case ENH_SUPERVISOR_WAITING:
      return "waiting";
    default:
      return "unknown";
    }
}

const char *
enh_supervisor_reason_name (enh_supervisor_reason reason)
{
  static const char *const names[]
    = { "none",       "server-lost",    "server-hung",     "output-lost",
        "input-lost", "input-replaced", "output-replaced", "loudspeaker",
        "suspended",  "steadier",       "no-device",       "busy",
        "rate",       "died",           "gave-up",         "program",
        "chosen" };
  const unsigned int place = (unsigned int) reason;

  return place < sizeof names / sizeof *names ? names[place] : "unknown";
}
