/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The one catalogue of English sentences about listening: for the terminal, for
   the "message" of a warning, and for callers without translations. */

#include <enhance/live.h>
#include <enhance/supervisor.h>

#include <stdio.h>
#include <string.h>

/* Bytes of a device's name that fit into a sentence. */
#define SHOWN 120

#define OF_ANOTHER_VERSION "the program 'enhance' is of another version"

typedef struct sentence {
  char *text;
  size_t room;
} sentence;

#define SAY(...) (void) snprintf (to->text, to->room, __VA_ARGS__)

/* --- Warnings --------------------------------------------------------------- */

static const char *
silent (unsigned int cause)
{
  if (cause & ENH_LIVE_INPUT_MUTED)
    return "Nothing comes from the microphone: it is muted in the computer's "
           "sound settings. Unmute it there.";
  if (cause & ENH_LIVE_INPUT_VOLUME_0)
    return "Nothing comes from the microphone: its volume is 0 in the "
           "computer's "
           "sound settings. Turn it up there.";
  return "Nothing comes from the microphone. Look for a mute switch on it or "
         "in "
         "the computer's sound settings, or choose another.";
}

static void
say_warning (sentence *to, const enh_supervisor_event *event)
{
  const double value = event->value;

  switch (event->warning)
    {
    case ENH_WARNING_HOWL:
      SAY ("Howling was stopped. Move the microphone away from the headset.");
      return;
    case ENH_WARNING_XRUNS:
      SAY ("The sound has gaps: the computer is too busy. Close other programs "
           "and plug the computer in.");
      return;
    case ENH_WARNING_DRIFT:
      SAY (
        "The clocks of microphone and headset drifted apart and were brought "
        "together again. One device for both is steadier.");
      return;
    case ENH_WARNING_CEILING:
      SAY ("The sound is at its ceiling most of the time. Turn the volume "
           "down.");
      return;
    case ENH_WARNING_DOSE:
      if (value < 100.0)
        SAY ("%.0f %% of this week's safe listening time is used up, by "
             "estimate.",
             value);
      else
        SAY ("This week's safe listening time is used up, by estimate. The "
             "sound is softer from now on.");
      return;
    case ENH_WARNING_BLUETOOTH:
      SAY (
        "'%.*s' is wireless (Bluetooth): it adds a fifth of a second or more, "
        "so that voices arrive late. Use a wired headset.",
        SHOWN,
        event->output.kind == ENH_DEVICE_BLUETOOTH ? event->output.name
                                                   : event->input.name);
      return;
    case ENH_WARNING_GAP:
      SAY ("The sound stopped for %.1f seconds and goes on.", value / 1000.0);
      return;
    case ENH_WARNING_RATE:
      SAY (
        "The sound device does not have the rate that was asked for; it runs "
        "at its own %.0f Hz.",
        value);
      return;
    case ENH_WARNING_STEADIER:
      if (value > 0.0)
        SAY ("Made the sound steadier: delay now %.0f ms.", value);
      else
        SAY ("Made the sound steadier.");
      return;
    case ENH_WARNING_LOUDSPEAKER:
      SAY (
        "'%.*s' is a loudspeaker: no sound is made louder, and the howl guard "
        "stays on.",
        SHOWN, event->output.name);
      return;
    case ENH_WARNING_SILENT:
      SAY ("%s", silent ((unsigned int) value));
      return;
    case ENH_WARNING_ONE_SIDED:
      SAY ("Only microphone channel %.0f has sound; it is heard in both ears. "
           "Look for a loose plug.",
           value);
      return;
    case ENH_WARNING_LATE:
      SAY (
        "The sound comes %.0f ms late; beside the voice itself that is heard "
        "as an echo. Close other sound programs, and use a wired headset by "
        "PipeWire or JACK.",
        value);
      return;
    case ENH_WARNING_OUTPUT_SILENT:
      SAY ("The headset is %s in the computer's sound settings. %s there.",
           (unsigned int) value & ENH_LIVE_OUTPUT_MUTED ? "muted"
                                                        : "at volume 0",
           (unsigned int) value & ENH_LIVE_OUTPUT_MUTED ? "Unmute it"
                                                        : "Turn it up");
      return;
    case ENH_WARNING_OTHER:
      break;
    }
  /* Of a listening process that knows more kinds. */
  SAY ("%s", event->detail);
}

/* --- States ----------------------------------------------------------------- */

static const char *
recovering (const enh_supervisor_event *event)
{
  if (event->still_gone)
    return "The sound system is still not there. The sound comes back as soon "
           "as it is; restarting the computer may help.";
  switch (event->reason)
    {
    case ENH_REASON_SUSPENDED:
      return "The computer was asleep. Restarting the sound …";
    case ENH_REASON_STEADIER:
      return "The sound was breaking up. Restarting with a larger buffer …";
    case ENH_REASON_BUSY:
      return "Another program has the sound device. Trying again …";
    case ENH_REASON_DIED:
    case ENH_REASON_GAVE_UP:
      return "The sound stopped because of a fault. Restarting …";
    case ENH_REASON_NONE:
    case ENH_REASON_CHOSEN:
      return "Restarting the sound …";
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
      break;
    }
  return "The sound system stopped. Restarting …";
}

static void
say_lost (sentence *to, const enh_supervisor_event *event, const char *resume,
          const char *gone, const char *what)
{
  if (event->returned)
    SAY ("The %s is back: %s.", what, resume);
  else if (event->offered.name[0] && event->lost.name[0])
    SAY ("%s Plug it in and %s. Or %s without it, to use '%.*s' in place of "
         "'%.*s'.",
         gone, resume, resume, SHOWN, event->offered.name, SHOWN,
         event->lost.name);
  else
    SAY ("%s Plug it in and %s.", gone, resume);
}

static void
say_waiting (sentence *to, const enh_supervisor_event *event,
             const char *resume)
{
  const char *detail = event->detail;

  switch (event->reason)
    {
    case ENH_REASON_OUTPUT_LOST:
      say_lost (to, event, resume, "The headset was unplugged.", "headset");
      return;
    case ENH_REASON_INPUT_LOST:
      say_lost (to, event, resume, "The microphone was unplugged.",
                "microphone");
      return;
    case ENH_REASON_INPUT_REPLACED:
      say_lost (to, event, resume,
                "Another microphone took the place of yours.", "microphone");
      return;
    case ENH_REASON_OUTPUT_REPLACED:
      say_lost (to, event, resume, "The sound was about to leave your headset.",
                "headset");
      return;
    case ENH_REASON_LOUDSPEAKER:
      SAY ("%.*s%sThis output is a loudspeaker; it would howl. Plug in a wired "
           "headset and %s.",
           SHOWN, event->lost.name, event->lost.name[0] ? ": " : "", resume);
      return;
    case ENH_REASON_NO_DEVICE:
      SAY ("%.300s. Plug in a headset and %s.",
           *detail ? detail : "No sound device was found", resume);
      return;
    case ENH_REASON_BUSY:
      SAY ("Another program has the sound device. Close that program and %s.",
           resume);
      return;
    case ENH_REASON_PROGRAM:
      SAY ("Listening could not be started: %s.",
           *detail ? detail : OF_ANOTHER_VERSION);
      return;
    case ENH_REASON_SERVER_LOST:
    case ENH_REASON_SERVER_HUNG:
    case ENH_REASON_SUSPENDED:
      SAY ("The sound system was restarted. Check that the headset is plugged "
           "in and %s.",
           resume);
      return;
    case ENH_REASON_GAVE_UP:
    case ENH_REASON_RATE:
    case ENH_REASON_NONE:
    case ENH_REASON_STEADIER:
    case ENH_REASON_DIED:
    case ENH_REASON_CHOSEN:
      break;
    }
  if (*detail)
    SAY ("%s: %s.",
         event->session ? "The sound stopped" : "The sound does not start",
         detail);
  else
    SAY ("The sound stopped again and again. Wait a moment and %s.", resume);
}

static void
say_state (sentence *to, const enh_supervisor_event *event, const char *resume)
{
  switch (event->state)
    {
    case ENH_SUPERVISOR_RECOVERING:
      SAY ("%s", recovering (event));
      return;
    case ENH_SUPERVISOR_WAITING:
      say_waiting (to, event, resume);
      return;
    case ENH_SUPERVISOR_LISTENING:
      if (event->reason != ENH_REASON_NONE
          && event->reason != ENH_REASON_CHOSEN)
        SAY ("The sound is back.");
      return;
    case ENH_SUPERVISOR_STOPPED:
    case ENH_SUPERVISOR_STARTING:
      return;
    }
}

int
enh_supervisor_event_text (const enh_supervisor_event *event,
                           const char *resume, char *text, size_t room)
{
  enh_supervisor_event known = ENH_SUPERVISOR_EVENT_INIT;
  sentence to = { text, room };

  if (!text || room == 0)
    return 0;
  text[0] = '\0';
  if (!event || event->size < sizeof event->size)
    return 0;
  memcpy (&known, event,
          event->size < sizeof known ? event->size : sizeof known);
  switch (known.kind)
    {
    case ENH_EVENT_STATE:
      say_state (&to, &known, resume ? resume : "resume");
      break;
    case ENH_EVENT_WARNING:
      say_warning (&to, &known);
      break;
    case ENH_EVENT_ERROR:
      (void) snprintf (text, room, "%s", known.detail);
      break;
    case ENH_EVENT_NONE:
    case ENH_EVENT_STATUS:
    case ENH_EVENT_DELAY:
    case ENH_EVENT_DEVICES:
      break;
    }
  return text[0] != '\0';
}

/* --- Names ------------------------------------------------------------------ */

const char *
enh_supervisor_state_name (enh_supervisor_state state)
{
  static const char *const names[]
    = { "stopped", "starting", "listening", "recovering", "waiting" };
  const unsigned int place = (unsigned int) state;

  return place < sizeof names / sizeof *names ? names[place] : "unknown";
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
