/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* enhance live for a person: the sound has a process of its own, and the
   supervisor brings it back. What it says is printed as lines. */

#include "live_command.h"
#include "live_status.h"
#include "number.h"
#include "printable.h"
#include "stop.h"
#include "terminal.h"

#include <enhance/supervisor.h>

#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum {
  POLL_EVERY_MS = 20,     /* how late an end may be noticed */
  OPEN_SECONDS = 30,      /* a sound system that does not answer */
  START_LINE_SECONDS = 2, /* for the line that says what is used */
  STOP_MS_MAX = 700,      /* the fade, and a sound system that closes slowly */
  STOP_FILES_MS_MAX = 20000 /* what was heard of a file is written, however slow
                               the machine */
};

typedef struct listening {
  enh_supervisor *supervisor;
  const live_request *request;
  gboolean rewrite;          /* the line of each second, in place */
  gboolean files;            /* are played: nothing can come back */
  gboolean start_said;       /* the first line of a session */
  gboolean waiting_said;     /* what it waits for */
  enh_supervisor_event last; /* of a change of state */
  live_total total;
  gint64 began;    /* us; sound was first there then; 0: not yet */
  gint64 line_due; /* us */
  gint64 made;     /* us */
} listening;

/* --- What is desired ----------------------------------------------------------- */

static char *
audiogram_text (const enh_audiogram *audiogram)
{
  GString *text = g_string_new (NULL);
  char hz[NUMBER_TEXT_BYTES], db_hl[NUMBER_TEXT_BYTES];

  for (guint32 ear = 0; ear < ENH_EARS; ++ear)
    for (guint32 point = 0; point < ENH_AUDIOGRAM_POINTS; ++point)
      g_string_append_printf (
        text, "%s%s=%s",
        point ? ","
        : ear ? ";R:"
              : "L:",
        number_format (enh_audiogram_frequency (point), hz),
        number_format (audiogram->threshold_db_hl[ear][point], db_hl));
  return g_string_free (text, FALSE);
}

static enh_status
apply_settings (enh_supervisor *supervisor, const preset_settings *settings,
                enh_error *error)
{
  enh_status failure = ENH_OK;

  for (enh_param id = 0; !failure && id < settings->count; ++id)
    if (settings->given[id])
      failure = enh_supervisor_set (supervisor, id, settings->value[id]);
  if (!failure && settings->has_audiogram)
    {
      char *text = audiogram_text (&settings->audiogram);

      failure = enh_supervisor_set_audiogram (supervisor, text, error);
      g_free (text);
    }
  return failure;
}

static enh_status
make (listening *on, enh_error *error)
{
  const enh_live_config *wanted = &on->request->config;
  enh_supervisor_config config = ENH_SUPERVISOR_CONFIG_INIT;
  enh_status failure;

  config.input = wanted->input;
  config.output = wanted->output;
  config.sample_rate = wanted->sample_rate;
  config.period = wanted->period;
  config.inputs = wanted->inputs;
  config.outputs = wanted->outputs;
  config.delay = wanted->delay;
  config.client = wanted->client;
  config.allow_loudspeaker = wanted->allow_loudspeaker;
  config.dose_percent = (float) on->request->dose_percent;
  failure = enh_supervisor_create (&on->supervisor, &config, error);
  if (!failure)
    failure
      = apply_settings (on->supervisor, on->request->options->settings, error);
  if (!failure)
    failure = enh_supervisor_start (on->supervisor);
  return failure;
}

/* --- What is said -------------------------------------------------------------- */

static void
say (const listening *on, const char *text)
{
  char *line;

  if (!*text || on->request->options->quiet)
    return;
  if (on->rewrite)
    terminal_erase (stdout);
  line = printable (text);
  puts (line);
  g_free (line);
  fflush (stdout);
}

/* One line on standard error: what was asked for is not had. */
static void
say_error (const listening *on, const enh_supervisor_event *event,
           const char *resume)
{
  char text[sizeof event->text];

  if (on->rewrite)
    terminal_erase (stdout);
  report_error ("%s",
                enh_supervisor_event_text (event, resume, text, sizeof text)
                  ? text
                  : "the sound does not start");
}

static void
say_start (listening *on, const enh_supervisor_status *status)
{
  char *line;

  if (on->start_said || !status->heartbeat)
    return;
  on->start_said = TRUE;
  line = live_start_line (&on->last.input, &on->last.output, status);
  say (on, line);
  g_free (line);
}

static void
take_status (listening *on, const enh_supervisor_event *event)
{
  const gint64 now = g_get_monotonic_time ();

  say_start (on, &event->status);
  live_total_add (&on->total, event->session, &event->status);
  if (now < on->line_due || !(on->rewrite || on->request->options->verbose))
    return;
  on->line_due = now + G_USEC_PER_SEC;

  char *line = live_status_line (&event->status, on->total.xruns);
  if (on->rewrite)
    terminal_rewrite (stdout, line);
  else
    puts (line);
  fflush (stdout);
  g_free (line);
}

static void
take_state (listening *on, const enh_supervisor_event *event)
{
  if (event->state == ENH_SUPERVISOR_LISTENING && !on->began)
    {
      on->began = g_get_monotonic_time ();
      on->line_due = on->began + G_USEC_PER_SEC;
    }
  if (event->state == ENH_SUPERVISOR_LISTENING
      && event->session != on->last.session)
    on->start_said = on->request->options->quiet;
  on->last = *event;
  on->waiting_said = FALSE;
  if (event->state != ENH_SUPERVISOR_WAITING)
    say (on, event->text);
}

static void
take (listening *on, const enh_supervisor_event *event)
{
  switch (event->kind)
    {
    case ENH_EVENT_STATE:
      take_state (on, event);
      break;
    case ENH_EVENT_STATUS:
      take_status (on, event);
      break;
    case ENH_EVENT_WARNING:
      if (event->warning != ENH_WARNING_RATE
          && event->warning != ENH_WARNING_BLUETOOTH
          && event->warning != ENH_WARNING_LOUDSPEAKER)
        say (on, event->text);
      else if (!on->request->options->quiet)
        say_error (on, event, NULL);
      break;
    case ENH_EVENT_ERROR:
      say (on, event->text);
      break;
    case ENH_EVENT_NONE:
    case ENH_EVENT_DELAY:
    case ENH_EVENT_DEVICES:
      break;
    }
}

/* --- Ends ------------------------------------------------------------------------ */

static report_exit
status_of (const enh_supervisor_event *waiting)
{
  if (waiting->exit_status)
    return (report_exit) waiting->exit_status;
  return waiting->reason == ENH_REASON_PROGRAM
             || waiting->reason == ENH_REASON_GAVE_UP
           ? REPORT_FAILED
           : REPORT_DEVICE;
}

/* Whether a person sits before it, who may press Enter. */
static gboolean
has_person (const listening *on)
{
  return !on->files && on->rewrite && isatty (STDIN_FILENO)
         && tcgetpgrp (STDIN_FILENO) == getpgrp ();
}

static gboolean
pressed_enter (void)
{
  struct pollfd keys = { .fd = STDIN_FILENO, .events = POLLIN };
  char typed[256];

  return poll (&keys, 1, 0) > 0 && read (STDIN_FILENO, typed, sizeof typed) > 0;
}

/* Silent, until somebody presses: on a terminal Enter; elsewhere nobody can. */
static gboolean
may_wait (listening *on, report_exit *status)
{
  char text[sizeof on->last.text];

  if (on->last.session && has_person (on))
    {
      if (!on->waiting_said)
        {
          (void) enh_supervisor_event_text (&on->last, "press Enter", text,
                                            sizeof text);
          say (on, text);
          on->waiting_said = TRUE;
          /* One that was pressed before this was read does not count. */
          (void) tcflush (STDIN_FILENO, TCIFLUSH);
        }
      else if (pressed_enter ())
        (void) !enh_supervisor_resume (on->supervisor);
      return TRUE;
    }
  say_error (on, &on->last, "start again");
  *status = status_of (&on->last);
  return FALSE;
}

/* There never was a sound system: nothing would be recovered. */
static gboolean
never_began (const listening *on)
{
  return !on->began
         && ((on->last.state == ENH_SUPERVISOR_RECOVERING
              && (on->last.reason == ENH_REASON_SERVER_LOST
                  || on->last.reason == ENH_REASON_SERVER_HUNG))
             || g_get_monotonic_time () - on->made
                  > (gint64) OPEN_SECONDS * G_USEC_PER_SEC);
}

/* Silent against everybody's will. */
static gboolean
is_lost (const listening *on)
{
  return on->began && !on->files && on->last.state != ENH_SUPERVISOR_LISTENING
         && on->last.reason != ENH_REASON_NONE
         && on->last.reason != ENH_REASON_STEADIER;
}

/* Not before it was said what is used, which comes with the first status; not
   if that never comes either. */
static gboolean
has_lasted (const listening *on)
{
  const double duration_s = on->request->duration_s;
  const double clock_s
    = (double) (g_get_monotonic_time () - on->began) / G_USEC_PER_SEC;
  const double seconds = live_elapsed_s (on->request, on->total.now.frames,
                                         on->total.now.sample_rate, clock_s);

  return on->began && duration_s > 0.0 && seconds >= duration_s
         && (on->start_said || clock_s >= duration_s + START_LINE_SECONDS);
}

static gboolean
is_over (listening *on, report_exit *status)
{
  const gboolean lost = is_lost (on);

  if (stop_asked () || has_lasted (on))
    {
      if (on->rewrite)
        terminal_erase (stdout);
      if (lost)
        report_error ("the audio device was lost, and is not back; plug it in, "
                      "and start again");
      *status = lost ? REPORT_DEVICE : REPORT_DONE;
      return TRUE;
    }
  if (on->last.state == ENH_SUPERVISOR_WAITING)
    return !may_wait (on, status);
  /* The file came to its end. */
  if (on->last.kind == ENH_EVENT_STATE
      && on->last.state == ENH_SUPERVISOR_STOPPED)
    {
      if (on->rewrite)
        terminal_erase (stdout);
      return TRUE;
    }
  if (never_began (on))
    {
      report_error ("the sound system does not answer; restart the sound "
                    "server and try again");
      *status = REPORT_DEVICE;
      return TRUE;
    }
  return FALSE;
}

/* The fade. */
static void
stop (listening *on)
{
  const gint64 until
    = g_get_monotonic_time ()
      + (gint64) 1000 * (on->files ? STOP_FILES_MS_MAX : STOP_MS_MAX);
  enh_supervisor_event event = ENH_SUPERVISOR_EVENT_INIT;

  if (enh_supervisor_stop (on->supervisor) != ENH_OK)
    return;
  while (on->last.state != ENH_SUPERVISOR_STOPPED
         && g_get_monotonic_time () < until)
    if (enh_supervisor_next (on->supervisor, &event, POLL_EVERY_MS))
      {
        if (event.kind == ENH_EVENT_STATE)
          on->last = event;
        else if (event.kind == ENH_EVENT_STATUS)
          take_status (on, &event);
      }
}

report_exit
live_supervised (const live_request *request)
{
  const cli_options *options = request->options;
  listening on = { .request = request, .last = ENH_SUPERVISOR_EVENT_INIT };
  enh_supervisor_event event = ENH_SUPERVISOR_EVENT_INIT;
  enh_error error = { "" };
  report_exit status = REPORT_DONE;
  enh_status failure;

  on.files = live_is_dummy (request->config.input);
  on.rewrite = !options->quiet && terminal_can_rewrite (stdout);
  on.made = g_get_monotonic_time ();
  failure = make (&on, &error);
  if (failure)
    {
      enh_supervisor_destroy (on.supervisor);
      return report_failure (failure, &error);
    }
  if (options->verbose)
    options_print (options, ENH_FOR_EAR, "  ", stdout);
  while (!is_over (&on, &status))
    if (enh_supervisor_next (on.supervisor, &event, POLL_EVERY_MS))
      take (&on, &event);
  /* What is silent needs no fade; what is written has to be complete. */
  if (on.files
      || enh_supervisor_get_state (on.supervisor) == ENH_SUPERVISOR_LISTENING)
    stop (&on);
  enh_supervisor_destroy (on.supervisor);
  /* Of an end that it came to by itself, this has the last status. */
  if (on.last.state == ENH_SUPERVISOR_STOPPED
      && on.last.status.frames > on.total.now.frames)
    live_total_add (&on.total, on.last.session, &on.last.status);
  if (!options->quiet && on.began)
    live_total_print (&on.total);
  return status;
}
