/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* enhance live for a person: lines on the terminal, and Ctrl-C. */

#include "live.h"
#include "live_status.h"
#include "stop.h"
#include "terminal.h"

#include <enhance/live.h>

#include <stdio.h>
#include <unistd.h>

enum {
  LOOK_EVERY_US = 20000,   /* how late an end may be noticed */
  TALLY_EVERY_US = 100000, /* the meters fall with 300 ms */
  LINE_EVERY_US = 1000000,
  FIRST_CALL_US = 500000, /* a device that works has called by then */
  STALLED_US = 5000000,   /* a file that gives or takes nothing */
  OPEN_SECONDS_MAX = 30,
  STOP_SECONDS_MAX = 10
};

static void
print_side (const enh_device_info *side)
{
  if (live_is_dummy (side->name))
    fputs (side->name, stdout);
  else
    printf ("%s (%s)", side->name, side->backend);
}

static void
print_start (const enh_live *live, const enh_live_status *status)
{
  print_side (enh_live_device (live, ENH_DIRECTION_INPUT));
  fputs (" to ", stdout);
  print_side (enh_live_device (live, ENH_DIRECTION_OUTPUT));
  printf (", %.0f Hz, %u to %u channels", status->sample_rate, status->inputs,
          status->outputs);
  if (status->period)
    printf (", period %u", status->period);
  if (status->delay_ms > 0.0)
    printf (", delay %.1f ms", status->delay_ms);
  printf (" (algorithm %.2f ms); Ctrl-C ends\n", status->delay_algorithm_ms);
  fflush (stdout);
}

/* Beside the status line, not in it. */
static void
print_warnings (live_watch *watch, const enh_chain *chain,
                const enh_live_status *status, gboolean rewrite)
{
  live_warning warnings[LIVE_WARNING_KINDS];
  enh_meters meters = ENH_METERS_INIT;
  live_facts facts;
  guint count;

  enh_chain_meters (chain, &meters);
  live_look_facts (status, &meters, &facts);
  count = live_watch_look (watch, &facts, g_get_monotonic_time (), warnings);
  if (count && rewrite)
    terminal_erase (stdout);
  for (guint i = 0; i < count; ++i)
    puts (warnings[i].message);
  if (count)
    fflush (stdout);
}

/* us until so many seconds of sound have passed: a file gets all of them on a
   machine that is late, unless it stalls. */
static double
left_us (const enh_live_status *status, double duration_s, gint64 since_us)
{
  const double sound_s = (double) status->frames / status->sample_rate;
  const double wall_s
    = (double) (since_us - STALLED_US) / (double) G_USEC_PER_SEC;

  return (duration_s - MAX (sound_s, wall_s)) * (double) G_USEC_PER_SEC;
}

/* Look on until something ends it. `status` holds the last look. */
static void
look_on (enh_live *live, const cli_options *options, double duration_s,
         live_tally *tally, enh_live_status *status)
{
  const enh_chain *chain = enh_live_chain (live);
  const gboolean rewrite = !options->quiet && terminal_can_rewrite (stdout);
  const gint64 begun = g_get_monotonic_time ();
  gint64 line_due = begun + LINE_EVERY_US;
  gint64 tally_due = begun + TALLY_EVERY_US;
  gint64 watch_due = begun + LIVE_WATCH_EVERY_US;
  live_watch watch = { 0 };
  gboolean started = options->quiet;

  for (;;)
    {
      gint64 now, wait = LOOK_EVERY_US;

      enh_live_get_status (live, status);
      now = g_get_monotonic_time () - begun;
      if (!started && (status->heartbeat || now > FIRST_CALL_US))
        {
          print_start (live, status);
          started = TRUE;
        }
      if (stop_asked () || !status->running || status->failed)
        break;
      if (duration_s > 0.0)
        {
          const double left = left_us (status, duration_s, now);

          if (left <= 0.0)
            break;
          wait = (gint64) MIN ((double) wait, left) + 1;
        }

      now += begun;
      if (now >= tally_due)
        {
          live_tally_look (tally, chain, status);
          tally_due += TALLY_EVERY_US;
        }
      if (now >= watch_due && !options->quiet)
        {
          print_warnings (&watch, chain, status, rewrite);
          watch_due += LIVE_WATCH_EVERY_US;
        }
      if (now >= line_due && (rewrite || options->verbose))
        {
          char *line = live_status_line (chain, status);

          if (rewrite)
            terminal_rewrite (stdout, line);
          else
            puts (line);
          fflush (stdout);
          g_free (line);
          line_due += LINE_EVERY_US;
        }
      g_usleep ((gulong) wait);
    }
  if (rewrite)
    terminal_erase (stdout);
}

/* A sound system that lost its device may never come back from any call: leave
   without one. */
static void
leave_lost (const cli_options *options, const live_tally *tally,
            const enh_live_status *status)
{
  if (!options->quiet)
    live_tally_print (tally, status);
  fflush (stdout);
  report_error ("the audio device was lost: unplugged, or its sound server "
                "ended; bring it back and start again");
  _exit (REPORT_DEVICE);
}

static void
print_notices (const enh_live *live)
{
  char text[400];

  for (guint i = 0; i < LIVE_NOTICES; ++i)
    if (live_notice (live, (live_notice_kind) i, text, sizeof text))
      report_error ("%s", text);
}

/* Everything between an engine that exists and one that is stopped. */
static report_exit
run (enh_live *live, const live_request *request)
{
  const cli_options *options = request->options;
  const enh_live_config *config = &request->config;
  enh_live_status status = ENH_LIVE_STATUS_INIT;
  live_tally tally = { 0 };
  enh_error error = { "" };
  enh_status failure
    = live_set_up (live, options->settings, request->dose_percent);

  if (failure)
    return report_failure (failure, NULL);
  if (!options->quiet)
    print_notices (live);
  if (options->verbose)
    options_print (options, ENH_FOR_EAR, "  ", stdout);
  failure = enh_live_start (live, &error);
  stop_unwatch ();
  if (failure)
    return live_report (failure, &error, config);

  look_on (live, options, request->duration_s, &tally, &status);
  if (status.failed || (!status.running && !status.finished))
    leave_lost (options, &tally, &status);

  stop_watch (STOP_SECONDS_MAX, REPORT_DEVICE,
              "enhance: the audio device was lost: it could not be stopped; "
              "bring it back and start again\n");
  failure = enh_live_stop (live, &error);
  stop_unwatch ();
  if (failure)
    return live_report (failure, &error, config);
  if (!options->quiet)
    live_tally_print (&tally, &status);
  return REPORT_DONE;
}

report_exit
live_text (const live_request *request)
{
  const enh_live_config *config = &request->config;
  enh_live *live = NULL;
  enh_error error = { "" };
  enh_status failure;
  report_exit status;

  failure = live_check_microphone (config, &error);
  if (failure)
    return live_report (failure, &error, config);
  stop_install ();
  if (!request->options->verbose)
    report_alone ();
  stop_watch (OPEN_SECONDS_MAX, REPORT_DEVICE,
              "enhance: the sound system does not answer; restart the sound "
              "server and try again\n");
  failure = enh_live_create (&live, config, &error);
  status = failure ? live_report (failure, &error, config)
                   : run (live, request);
  stop_watch (STOP_SECONDS_MAX, (int) status, NULL);
  enh_live_destroy (live);
  stop_unwatch ();
  return status;
}
