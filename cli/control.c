/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* enhance live --control: commands on standard input, events on standard
   output, a line each; see docs/control.md.

   Threads beside the audio's: this loop, which calls nothing that may wait; the
   engine's, for a sound system that may keep any call for ever; the writer's, for
   a reader that may stop reading; one for each preset, for a disk that may not
   answer. So commands, and above all the end of them, are always heard.

   Longer than 500 lines: which of them may wait for what is one idea, and is read
   in one place. */

#include "control_event.h"
#include "control_preset.h"
#include "live_command.h"
#include "stop.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#if defined(__linux__)
#  include <sys/prctl.h>
#endif

enum {
  POLL_EVERY_MS = 20,
  STATUS_EVERY_US = LIVE_JUDGE_EVERY_US,
  READ_BYTES = 16384,

  /* Whoever commands is gone: mute, and be gone 200 ms later. */
  HANGUP_MS = 150,
  HANGUP_STOP_MS = 110,
  HANGUP_EVENTS_MS = 20,

  /* Somebody waits: let the sound system and files come to a good end. */
  QUIT_STOP_MS = 10000,
  QUIT_EVENTS_MS = 1000,
  LOST_EVENTS_MS = 300,

  /* A sound system may open slowly, and stall for a while. */
  OPEN_US = 30000000,
  IN_LOST_US = 2000000, /* after the second it takes to notice */
  STALL_US = 6000000    /* whoever commands may be less patient */
};

/* --- What comes in --------------------------------------------------------- */

static void
take_line (void *user, control_line_kind kind, const char *text)
{
  control_session *session = user;
  const char *fault = control_line_fault (kind);

  if (session->end)
    return;
  if (fault)
    control_send (session, control_event_error (NULL, fault),
                  CONTROL_OUT_REPLY);
  else
    control_obey (session, text);
}

static void
hang_up (control_session *session)
{
  if (!session->end)
    session->end = CONTROL_HANGUP;
}

/* There is something to read, or nothing ever again. */
static void
read_commands (control_session *session)
{
  char bytes[READ_BYTES];
  const ssize_t count = read (STDIN_FILENO, bytes, sizeof bytes);

  if (count > 0)
    control_lines_feed (&session->lines, bytes, (gsize) count);
  else if (count == 0 || (errno != EINTR && errno != EAGAIN))
    {
      control_lines_end (&session->lines);
      hang_up (session);
    }
}

/* Wait for a command, a hang-up, or the next turn. */
static void
listen_on (control_session *session, int events)
{
  struct pollfd on[2] = { { .fd = STDIN_FILENO, .events = POLLIN },
                          { .fd = events, .events = 0 } };

  if (poll (on, 2, POLL_EVERY_MS) < 0)
    return;
  if (on[0].revents)
    read_commands (session);
  if ((on[1].revents & (POLLERR | POLLNVAL))
      || control_out_broken (session->out))
    hang_up (session);
}

/* --- A parent that dies ---------------------------------------------------- */

/* Standard input ends with it. Should another process have that pipe too, this
   tells. */
static pid_t parent;

static void
on_orphaned (int number)
{
  /* The signal also comes when only the thread that began us has ended. */
  (void) number;
}

static void
watch_parent (void)
{
  parent = getppid ();
#if defined(__linux__)
  signal (SIGUSR1, on_orphaned);
  (void) prctl (PR_SET_PDEATHSIG, SIGUSR1);
#else
  (void) on_orphaned;
#endif
}

static gboolean
is_orphaned (void)
{
  return getppid () != parent;
}

/* --- What goes out --------------------------------------------------------- */

typedef struct control_sound {
  gint64 begun; /* us, monotonic, like all below */
  gint64 status_due;
  gint64 beat_at; /* when the heartbeat last moved */
  gint64 well_at; /* when nothing was amiss */
  guint64 heartbeat;
  gboolean set_up;
} control_sound;

static enh_supervisor_reason
reason_of (enh_status failure)
{
  switch (failure)
    {
    case ENH_ERR_NO_DEVICE:
    case ENH_ERR_AMBIGUOUS:
      return ENH_REASON_NO_DEVICE;
    case ENH_ERR_RATE:
      return ENH_REASON_RATE;
    case ENH_ERR_LOUDSPEAKER:
      return ENH_REASON_LOUDSPEAKER;
    case ENH_ERR_BUSY:
      return ENH_REASON_BUSY;
    case ENH_ERR_DEVICE:
      return ENH_REASON_SERVER_LOST;
    default:
      return ENH_REASON_GAVE_UP;
    }
}

/* The sound is. Whoever reads that may end this process: it comes last. */
static void
lose (control_session *session, enh_supervisor_reason reason,
      const char *message, report_exit status)
{
  session->lost = control_event_lost (reason, message, status);
  session->end = CONTROL_LOST;
  session->status = status;
}

static void
lose_stalled (control_session *session, enh_supervisor_reason reason,
              const char *message)
{
  report_error ("%s", message);
  lose (session, reason, message, REPORT_DEVICE);
}

static void
lose_failed (control_session *session, enh_status failure,
             const enh_error *error)
{
  lose (session, reason_of (failure), error->text,
        live_report (failure, error, &session->request->config));
}

/* The engine ended before anybody asked it to. */
static void
note_end (control_session *session)
{
  enh_error error = { "" };
  const enh_status failure = control_engine_failure (session->engine, &error);

  if (failure)
    lose_failed (session, failure, &error);
  else
    session->end = CONTROL_QUIT;
}

static void
set_up (control_session *session)
{
  enh_live *live = control_engine_live (session->engine);
  const enh_status failure
    = live_set_up (live, session->settings, session->dose_percent);

  if (failure)
    {
      report_error ("%s", enh_strerror (failure));
      lose (session, ENH_REASON_GAVE_UP, enh_strerror (failure), REPORT_FAILED);
      return;
    }
  enh_chain_mute (enh_live_chain (live), session->muted);
  control_engine_start (session->engine);
}

static void
send_warnings (control_session *session, const live_warning *warnings,
               guint count)
{
  const enh_live *live = control_engine_live (session->engine);
  const enh_device_info *input = enh_live_device (live, ENH_DIRECTION_INPUT);
  const enh_device_info *output = enh_live_device (live, ENH_DIRECTION_OUTPUT);
  enh_supervisor_event event = ENH_SUPERVISOR_EVENT_INIT;

  event.kind = ENH_EVENT_WARNING;
  event.input.kind = input->kind;
  event.output.kind = output->kind;
  g_strlcpy (event.input.name, input->name, sizeof event.input.name);
  g_strlcpy (event.output.name, output->name, sizeof event.output.name);
  for (guint i = 0; i < count; ++i)
    {
      event.warning = warnings[i].kind;
      event.value = warnings[i].value;
      control_send (session, control_event_warning (&event), CONTROL_OUT_REPLY);
    }
}

static void
send_started (control_session *session, const enh_live_status *status)
{
  const enh_live *live = control_engine_live (session->engine);
  const enh_device_info *input = enh_live_device (live, ENH_DIRECTION_INPUT);
  const enh_device_info *output = enh_live_device (live, ENH_DIRECTION_OUTPUT);
  live_warning warnings[LIVE_JUDGE_KINDS];

  session->started = TRUE;
  control_send (session, control_event_started (input, output, status),
                CONTROL_OUT_REPLY);
  send_warnings (session, warnings,
                 live_judge_begin (input, output, status, warnings));
}

static void
send_delay (control_session *session)
{
  enh_live_delay delay = ENH_LIVE_DELAY_INIT;
  enh_error error;
  enh_status failure;

  if (!control_engine_measured (session->engine, &delay, &failure, &error))
    return;
  control_send (session,
                failure ? control_event_error ("measure-delay", error.text)
                        : control_event_delay (&delay),
                CONTROL_OUT_REPLY);
}

static void
send_status (control_session *session, const enh_live_status *status,
             control_out_rank rank)
{
  enh_meters meters = ENH_METERS_INIT;
  live_warning warnings[LIVE_JUDGE_KINDS];

  session->heartbeat_sent = status->heartbeat;
  enh_chain_meters (control_chain (session), &meters);
  send_warnings (session, warnings,
                 live_judge_sample (&session->judge, status, &meters,
                                    g_get_monotonic_time (), warnings));
  control_send (session,
                control_event_status (status, &meters, session->muted,
                                      control_out_dropped (session->out)),
                rank);
}

static gboolean
has_lasted (const control_session *session, const control_sound *sound,
            const enh_live_status *status, gint64 now)
{
  const live_request *request = session->request;

  return request->duration_s > 0.0 && session->started
         && live_elapsed_s (request, status->frames, status->sample_rate,
                            (double) (now - sound->begun) / G_USEC_PER_SEC)
              >= request->duration_s;
}

/* What the sound system itself told, at once. */
static void
lose_device (control_session *session, enh_live_loss loss)
{
  static const struct {
    enh_supervisor_reason reason;
    const char *message;
  } words[] = {
    [ENH_LIVE_LOST_INPUT]
    = { ENH_REASON_INPUT_LOST,
        "the microphone is gone; plug it in again, or choose another" },
    [ENH_LIVE_LOST_OUTPUT]
    = { ENH_REASON_OUTPUT_LOST,
        "the headset is gone; plug it in again, or choose another" },
    [ENH_LIVE_LOST_SERVER]
    = { ENH_REASON_SERVER_LOST, "the sound server ended; start it again" },
    [ENH_LIVE_LOST_INPUT_REPLACED]
    = { ENH_REASON_INPUT_REPLACED,
        "another microphone took the place of the one in use" },
    [ENH_LIVE_LOST_TO_LOUDSPEAKER]
    = { ENH_REASON_LOUDSPEAKER, "what was a headset is a loudspeaker now; plug "
                                "the headset in again" },
  };

  lose_stalled (session, words[loss].reason, words[loss].message);
}

static void
follow_sound (control_session *session, control_sound *sound)
{
  const gint64 now = g_get_monotonic_time ();
  enh_live_status status = ENH_LIVE_STATUS_INIT;

  enh_live_get_status (control_engine_live (session->engine), &status);
  if (!sound->beat_at || status.heartbeat != sound->heartbeat)
    sound->beat_at = now;
  sound->heartbeat = status.heartbeat;
  if (!status.failed || !sound->well_at)
    sound->well_at = now;

  if (status.heartbeat && !session->started)
    {
      sound->status_due = now;
      sound->begun = now;
      send_started (session, &status);
    }
  if (status.loss)
    lose_device (session, status.loss);
  else if (status.finished || has_lasted (session, sound, &status, now))
    session->end = CONTROL_QUIT;
  else if (status.failed && now - sound->beat_at >= STALL_US)
    lose_stalled (session, ENH_REASON_SERVER_HUNG,
                  "the sound system stopped: it was ended, or hangs; restart "
                  "it and start again");
  /* The headset's side goes on. */
  else if (status.failed && now - sound->well_at >= IN_LOST_US
           && sound->beat_at == now)
    lose_stalled (session, ENH_REASON_INPUT_LOST,
                  "the microphone gives no sound any more: it was unplugged, "
                  "or is asleep; plug it in again, or choose another");
  else if (session->started && now >= sound->status_due)
    {
      send_status (session, &status, CONTROL_OUT_LATEST);
      sound->status_due += STATUS_EVERY_US;
      if (sound->status_due < now)
        sound->status_due = now + STATUS_EVERY_US;
    }
}

static void
follow (control_session *session, control_sound *sound)
{
  switch (control_engine_stage (session->engine))
    {
    case CONTROL_OPENING:
      if (g_get_monotonic_time () - sound->begun >= OPEN_US)
        lose_stalled (session, ENH_REASON_SERVER_LOST,
                      "the sound system does not answer; restart the sound "
                      "server and try again");
      break;
    case CONTROL_OPEN:
      if (!sound->set_up)
        set_up (session);
      sound->set_up = TRUE;
      break;
    case CONTROL_RUNNING:
      follow_sound (session, sound);
      send_delay (session);
      break;
    case CONTROL_DONE:
      note_end (session);
      break;
    case CONTROL_STARTING:
    case CONTROL_ENDING:
      break;
    }
  control_preset_follow (session);
  if (stop_asked () && !session->end)
    session->end = CONTROL_QUIT;
  if (is_orphaned ())
    hang_up (session);
}

/* --- Begin and end --------------------------------------------------------- */

/* Events go to a descriptor of our own: whatever else in this process prints on
   standard output must not come between them. */
static int
take_over_output (void)
{
  const int own = fcntl (STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  int nowhere;

  fflush (stdout);
  nowhere = open ("/dev/null", O_WRONLY | O_CLOEXEC);
  if (nowhere >= 0)
    {
      dup2 (nowhere, STDOUT_FILENO);
      close (nowhere);
    }
  return own;
}

static void
send_hello (control_session *session)
{
  json_t *event = control_event (CONTROL_EVENT_HELLO);

  json_object_set_new (event, "protocol", json_integer (ENH_PROTOCOL_VERSION));
  control_event_text (event, "version", enh_version ());
  control_send (session, event, CONTROL_OUT_REPLY);
}

/* All that was heard counts, up to the end. */
static void
send_last_status (control_session *session)
{
  enh_live *live = control_engine_live (session->engine);
  enh_live_status status = ENH_LIVE_STATUS_INIT;

  if (!session->started || session->end != CONTROL_QUIT || !live)
    return;
  enh_live_get_status (live, &status);
  if (status.heartbeat != session->heartbeat_sent)
    send_status (session, &status, CONTROL_OUT_REPLY);
}

/* Silence first; then whatever still answers is ended well, and the rest by the
   end of the process. */
static report_exit
end (control_session *session)
{
  const gboolean files = live_is_dummy (session->request->config.input);
  const gboolean hurry = session->end == CONTROL_HANGUP && !files;
  /* A sound system that was lost comes back from no call. */
  const gboolean hopeless = session->end == CONTROL_LOST && !files;
  /* Of a file that is not even open, nothing has been heard. */
  const gboolean opening
    = files && control_engine_stage (session->engine) == CONTROL_OPENING;
  enh_chain *chain = control_chain (session);
  enh_status failure;
  enh_error error;
  gboolean clean;

  if (hurry)
    stop_watch_ms (HANGUP_MS, (int) session->status);
  control_preset_end (session, files && session->end == CONTROL_HANGUP);
  send_last_status (session);
  if (chain)
    enh_chain_mute (chain, 1);
  control_engine_end (session->engine);
  clean = control_engine_finish (session->engine,
                                 hopeless           ? 0
                                 : hurry || opening ? HANGUP_STOP_MS
                                                    : QUIT_STOP_MS,
                                 &failure, &error);
  if (!session->lost && clean && failure)
    lose_failed (session, failure, &error);
  control_send (
    session, session->lost ? session->lost : control_event (CONTROL_EVENT_BYE),
    CONTROL_OUT_LAST);
  clean &= control_out_finish (session->out, hurry      ? HANGUP_EVENTS_MS
                                             : hopeless ? LOST_EVENTS_MS
                                                        : QUIT_EVENTS_MS);
  control_lines_clear (&session->lines);
  if (!clean)
    _exit ((int) session->status);
  stop_unwatch ();
  return session->status;
}

report_exit
live_control (const live_request *request)
{
  control_session session = {
    .request = request,
    .settings = request->options->settings,
    .dose_percent = request->dose_percent,
    .obey = control_obey,
    .status = REPORT_DONE,
  };
  control_sound sound = { .begun = g_get_monotonic_time () };
  int events;

  watch_parent ();
  events = take_over_output ();
  session.out = control_out_new (events);
  send_hello (&session);
  if (!request->options->verbose)
    report_alone ();
  control_lines_init (&session.lines, take_line, &session);
  session.engine = control_engine_new (&request->config);

  session.reading.patience = CONTROL_PRESET_PATIENCE_MS;
  while (!session.end)
    {
      listen_on (&session, events);
      if (!session.end)
        follow (&session, &sound);
    }
  return end (&session);
}
