/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* enhance live --control: commands on standard input, events on standard
   output, a line each; docs/control.md tells them.

   Three threads beside the audio's: this loop, which calls nothing that may
   wait; the engine's, for a sound system that may keep any call for ever; the
   writer's, for a reader that may stop reading. So commands, and above all the
   end of them, are always heard. */

#include "control_event.h"
#include "control_session.h"
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
  LOOK_EVERY_MS = 20,
  STATUS_EVERY_US = LIVE_WATCH_EVERY_US,
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

void
control_send (control_session *session, json_t *event, control_out_rank rank)
{
  char *line = control_event_line (event);

  control_out_add (session->out, line, rank);
  g_free (line);
}

enh_chain *
control_chain (const control_session *session)
{
  return enh_live_chain (control_engine_live (session->engine));
}

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

/* Wait for a command, a hang-up, or the next look. */
static void
listen_on (control_session *session, int events)
{
  struct pollfd on[2] = { { .fd = STDIN_FILENO, .events = POLLIN },
                          { .fd = events, .events = 0 } };

  if (poll (on, 2, LOOK_EVERY_MS) < 0)
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

typedef struct control_looks {
  int events;   /* descriptor that events go to */
  gint64 begun; /* us, monotonic, like all below */
  gint64 status_due;
  gint64 beat_at; /* when the heartbeat last moved */
  gint64 well_at; /* when nothing was amiss */
  guint64 heartbeat;
  gboolean set_up;
  gboolean started; /* was told */
  live_watch watch;
} control_looks;

static void
lose (control_session *session, const char *reason, const char *message,
      report_exit status)
{
  json_t *event = control_event ("lost");

  control_event_text (event, "reason", reason);
  control_event_text (event, "message", message);
  control_send (session, event, CONTROL_OUT_LAST);
  session->end = CONTROL_LOST;
  session->status = status;
}

static const char *
reason_of (enh_status failure)
{
  switch (failure)
    {
    case ENH_ERR_NO_DEVICE:
    case ENH_ERR_AMBIGUOUS:
      return "no-device";
    case ENH_ERR_RATE:
      return "refused-rate";
    case ENH_ERR_LOUDSPEAKER:
      return "loudspeaker";
    case ENH_ERR_BUSY:
      return "busy";
    case ENH_ERR_DEVICE:
      return "server";
    default:
      return "failed";
    }
}

/* The engine ended before anybody asked it to. */
static void
note_end (control_session *session)
{
  enh_error error = { "" };
  const enh_status failure = control_engine_failure (session->engine, &error);

  if (failure)
    lose (session, reason_of (failure), error.text,
          live_report (failure, &error, &session->request->config));
  else
    session->end = CONTROL_QUIT;
}

/* Before the sound begins. */
static void
tell_notices (control_session *session, const enh_live *live)
{
  char text[400];

  for (guint i = 0; i < LIVE_NOTICES; ++i)
    {
      const char *kind
        = live_notice (live, (live_notice_kind) i, text, sizeof text);
      enh_live_status status = ENH_LIVE_STATUS_INIT;
      json_t *event;

      if (!kind)
        continue;
      event = control_event_warning (kind, text);
      enh_live_get_status (live, &status);
      control_event_number (event, "sample_rate", status.sample_rate);
      control_send (session, event, CONTROL_OUT_REPLY);
    }
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
      lose (session, "failed", enh_strerror (failure), REPORT_FAILED);
      return;
    }
  enh_chain_mute (enh_live_chain (live), session->muted);
  tell_notices (session, live);
  control_engine_start (session->engine);
}

static void
tell_started (control_session *session, const enh_live_status *status)
{
  const enh_live *live = control_engine_live (session->engine);

  control_send (session,
                control_event_started (
                  enh_live_device (live, ENH_DIRECTION_INPUT),
                  enh_live_device (live, ENH_DIRECTION_OUTPUT), status),
                CONTROL_OUT_REPLY);
}

static void
tell_delay (control_session *session)
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
tell_warnings (control_session *session, live_watch *watch,
               const enh_live_status *status, const enh_meters *meters)
{
  live_warning warnings[LIVE_WARNING_KINDS];
  live_facts facts;
  guint count;

  live_look_facts (status, meters, &facts);
  count = live_watch_look (watch, &facts, g_get_monotonic_time (), warnings);
  for (guint i = 0; i < count; ++i)
    {
      json_t *event
        = control_event_warning (warnings[i].word, warnings[i].message);

      control_event_number (event, warnings[i].key, warnings[i].value);
      control_send (session, event, CONTROL_OUT_REPLY);
    }
}

static void
tell_status (control_session *session, live_watch *watch,
             const enh_live_status *status)
{
  enh_meters meters = ENH_METERS_INIT;

  enh_chain_meters (control_chain (session), &meters);
  tell_warnings (session, watch, status, &meters);
  control_send (session,
                control_event_status (status, &meters, session->muted,
                                      control_out_dropped (session->out)),
                CONTROL_OUT_NEWS);
}

static void
look_at_sound (control_session *session, control_looks *looks)
{
  const gint64 now = g_get_monotonic_time ();
  enh_live_status status = ENH_LIVE_STATUS_INIT;

  enh_live_get_status (control_engine_live (session->engine), &status);
  if (!looks->beat_at || status.heartbeat != looks->heartbeat)
    looks->beat_at = now;
  looks->heartbeat = status.heartbeat;
  if (!status.failed || !looks->well_at)
    looks->well_at = now;

  if (status.heartbeat && !looks->started)
    {
      looks->started = TRUE;
      looks->status_due = now;
      looks->begun = now;
      tell_started (session, &status);
    }
  if (status.finished
      || (session->request->duration_s > 0.0 && looks->started
          && (double) (now - looks->begun)
               >= 1e6 * session->request->duration_s))
    session->end = CONTROL_QUIT;
  else if (status.failed && now - looks->beat_at >= STALL_US)
    {
      static const char message[]
        = "the sound system stopped: it was ended, or hangs; restart it and "
          "start again";

      report_error ("%s", message);
      lose (session, "stalled", message, REPORT_DEVICE);
    }
  else if (status.failed && now - looks->well_at >= IN_LOST_US
           && looks->beat_at == now)
    {
      /* The headset's side goes on. */
      static const char message[]
        = "the microphone gives no sound any more: it was unplugged, or is "
          "asleep; plug it in again, or choose another";

      report_error ("%s", message);
      lose (session, "input-lost", message, REPORT_DEVICE);
    }
  else if (looks->started && now >= looks->status_due)
    {
      tell_status (session, &looks->watch, &status);
      looks->status_due += STATUS_EVERY_US;
      if (looks->status_due < now)
        looks->status_due = now + STATUS_EVERY_US;
    }
}

static void
look (control_session *session, control_looks *looks)
{
  switch (control_engine_stage (session->engine))
    {
    case CONTROL_OPENING:
      if (g_get_monotonic_time () - looks->begun >= OPEN_US)
        {
          static const char message[]
            = "the sound system does not answer; restart the sound server and "
              "try again";

          report_error ("%s", message);
          lose (session, "server", message, REPORT_DEVICE);
        }
      break;
    case CONTROL_OPEN:
      if (!looks->set_up)
        set_up (session);
      looks->set_up = TRUE;
      break;
    case CONTROL_RUNNING:
      look_at_sound (session, looks);
      tell_delay (session);
      break;
    case CONTROL_DONE:
      note_end (session);
      break;
    case CONTROL_STARTING:
    case CONTROL_ENDING:
    default:
      break;
    }
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
tell_hello (control_session *session)
{
  json_t *event = control_event ("hello");

  json_object_set_new (event, "protocol", json_integer (CONTROL_PROTOCOL));
  control_event_text (event, "version", enh_version ());
  control_send (session, event, CONTROL_OUT_REPLY);
}

/* Silence first; then whatever still answers is ended well, and the rest by the
   end of the process. */
static report_exit
end (control_session *session)
{
  const gboolean hurry = session->end == CONTROL_HANGUP
                         && !live_is_dummy (session->request->config.input);
  enh_chain *chain = control_chain (session);
  enh_status failure;
  enh_error error;
  gboolean clean;

  if (hurry)
    stop_watch_ms (HANGUP_MS, (int) session->status);
  if (chain)
    enh_chain_mute (chain, 1);
  control_engine_end (session->engine);
  /* A sound system that was lost comes back from no call. */
  clean = control_engine_finish (session->engine,
                                 session->end == CONTROL_LOST ? 0
                                 : hurry                      ? HANGUP_STOP_MS
                                                              : QUIT_STOP_MS,
                                 &failure, &error);
  if (session->end != CONTROL_LOST && clean && failure)
    lose (session, reason_of (failure), error.text,
          live_report (failure, &error, &session->request->config));
  else if (session->end != CONTROL_LOST)
    control_send (session, control_event ("bye"), CONTROL_OUT_LAST);
  clean &= control_out_finish (session->out, hurry ? HANGUP_EVENTS_MS
                                             : session->end == CONTROL_LOST
                                               ? LOST_EVENTS_MS
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
    .status = REPORT_DONE,
  };
  control_looks looks = { .begun = g_get_monotonic_time () };
  enh_error error = { "" };
  enh_status failure;

  watch_parent ();
  stop_install ();
  looks.events = take_over_output ();
  session.out = control_out_new (looks.events);
  tell_hello (&session);
  if (!request->options->verbose)
    report_alone ();
  control_lines_init (&session.lines, take_line, &session);
  session.engine = control_engine_new (&request->config);

  failure = live_check_microphone (&request->config, &error);
  if (failure)
    lose (&session, reason_of (failure), error.text,
          live_report (failure, &error, &request->config));
  while (!session.end)
    {
      listen_on (&session, looks.events);
      if (!session.end)
        look (&session, &looks);
    }
  return end (&session);
}
