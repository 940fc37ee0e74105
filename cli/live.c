/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* enhance live: microphone to headset, until Ctrl-C, --duration, the end of a
   dummy microphone's file, or the loss of the device. */

#include "commands.h"
#include "live_status.h"
#include "number.h"
#include "options.h"
#include "stop.h"
#include "terminal.h"

#include <enhance/file.h>
#include <enhance/live.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
  LOOK_EVERY_US = 20000,   /* how late an end may be noticed */
  TALLY_EVERY_US = 100000, /* the meters fall with 300 ms */
  LINE_EVERY_US = 1000000,
  FIRST_CALL_US = 500000, /* a device that works has called by then */
  OPEN_SECONDS_MAX = 30,
  STOP_SECONDS_MAX = 10
};

/* As <enhance/live.h> says. */
enum { PERIOD_MIN = 16, PERIOD_MAX = 8192 };
static const double rate_min_hz = 8000.0;
static const double rate_max_hz = 192000.0;

static const char dummy_prefix[] = "dummy:";

static const options_command about = {
  .name = "live",
  .summary = "Enhance from microphone to headset until Ctrl-C.",
  .details = "DEV is a number or a name from 'enhance devices', or a part of "
             "a name that no other\ndevice has. 'dummy:FILE' plays a sound "
             "file as the microphone, or writes what the ear\nwould get.\n"
             "\n"
             "Examples:\n"
             "  enhance live\n"
             "  enhance live -s noise_reduction=75 -a N2 --output headset\n"
             "  enhance live --input dummy:noisy.wav --output dummy:ear.wav",
  .sound = TRUE,
};

/* The words as they stand on the command line. */
typedef struct live_words {
  char *input;
  char *output;
  char *rate;
  char *period;
  char *duration;
  char *client;
  char *inputs;
  char *outputs;
  gboolean control;
} live_words;

static gboolean
is_dummy (const char *device)
{
  return device && g_str_has_prefix (device, dummy_prefix);
}

/* 1 or 2; 0 where nothing was said. */
static gboolean
read_channels (const char *word, guint32 *channels)
{
  return !word
         || (number_parse_whole (word, channels)
             && (*channels == 1 || *channels == 2));
}

static gboolean
read_period (const char *word, guint32 *period)
{
  return !word || !strcmp (word, "auto")
         || (number_parse_whole (word, period) && *period >= PERIOD_MIN
             && *period <= PERIOD_MAX);
}

static gboolean
read_words (const live_words *words, enh_live_config *config,
            double *duration_s, report_exit *status)
{
  *duration_s = 0.0;
  config->input = words->input;
  config->output = words->output;
  config->client = words->client;
  if (words->control)
    *status = options_refuse (&about, "--control is not part of this version; "
                                      "leave it out");
  else if (words->rate
           && (!number_parse (words->rate, &config->sample_rate)
               || config->sample_rate < rate_min_hz
               || config->sample_rate > rate_max_hz))
    *status = options_refuse (&about, "--rate %s: give %.0f to %.0f Hz",
                              words->rate, rate_min_hz, rate_max_hz);
  else if (!read_period (words->period, &config->period))
    *status = options_refuse (&about,
                              "--period %s: give auto or %d to %d "
                              "frames",
                              words->period, PERIOD_MIN, PERIOD_MAX);
  else if (words->duration
           && (!number_parse (words->duration, duration_s)
               || *duration_s <= 0.0))
    *status = options_refuse (&about,
                              "--duration %s: give seconds, more than "
                              "0",
                              words->duration);
  else if (!read_channels (words->inputs, &config->inputs))
    *status
      = options_refuse (&about, "--inputs %s: give 1 or 2", words->inputs);
  else if (!read_channels (words->outputs, &config->outputs))
    *status
      = options_refuse (&about, "--outputs %s: give 1 or 2", words->outputs);
  else if (words->client && !*words->client)
    *status = options_refuse (&about, "--client: the name is empty");
  else
    return TRUE;
  return FALSE;
}

/* The names of the devices that a spec means; the specs where that cannot be
   told. */
static void
name_devices (const enh_live_config *config, char *names[2])
{
  const char *const specs[2] = { config->input, config->output };
  enh_device_list *list = NULL;

  for (guint i = 0; i < 2; ++i)
    {
      const enh_device_info *device;

      names[i] = NULL;
      if (!is_dummy (specs[i])
          && (list || !enh_device_list_create (&list, NULL))
          && !enh_device_list_find (
            list, specs[i], i ? ENH_DIRECTION_OUTPUT : ENH_DIRECTION_INPUT,
            &device, NULL))
        names[i] = g_strdup_printf ("%s (%s)", device->name, device->backend);
      if (!names[i])
        names[i] = g_strdup (specs[i] ? specs[i] : "default");
    }
  enh_device_list_destroy (list);
}

/* Rates and channels of a file are the file's fault, of a device the
   device's. */
static report_exit
report_live (enh_status failure, const enh_error *error,
             const enh_live_config *config)
{
  const report_exit status = report_failure (failure, error);

  if ((failure == ENH_ERR_RATE || failure == ENH_ERR_CHANNELS)
      && !is_dummy (config->input))
    return REPORT_DEVICE;
  return status;
}

static void
print_start (char *const names[2], const enh_live_status *status)
{
  printf ("%s to %s, %.0f Hz, %u to %u channels", names[0], names[1],
          status->sample_rate, status->inputs, status->outputs);
  if (status->period)
    printf (", period %u", status->period);
  if (status->delay_ms > 0.0)
    printf (", delay %.1f ms", status->delay_ms);
  printf (" (algorithm %.2f ms); Ctrl-C ends\n", status->delay_algorithm_ms);
  fflush (stdout);
}

/* Look on until something ends it. `status` holds the last look. */
static void
look_on (enh_live *live, char *const names[2], const cli_options *options,
         double duration_s, live_tally *tally, enh_live_status *status)
{
  const enh_chain *chain = enh_live_chain (live);
  const gboolean rewrite = !options->quiet && terminal_can_rewrite (stdout);
  const gint64 begun = g_get_monotonic_time ();
  gint64 line_due = begun + LINE_EVERY_US;
  gint64 tally_due = begun + TALLY_EVERY_US;
  gboolean started = options->quiet;

  for (;;)
    {
      gint64 now, wait = LOOK_EVERY_US;

      enh_live_get_status (live, status);
      now = g_get_monotonic_time () - begun;
      if (!started && (status->heartbeat || now > FIRST_CALL_US))
        {
          print_start (names, status);
          started = TRUE;
        }
      if (stop_asked () || !status->running || status->failed)
        break;
      if (duration_s > 0.0)
        {
          const double left_us = 1e6 * duration_s - (double) now;

          if (left_us <= 0.0)
            break;
          wait = (gint64) MIN ((double) wait, left_us) + 1;
        }

      now += begun;
      if (now >= tally_due)
        {
          live_tally_look (tally, chain, status);
          tally_due += TALLY_EVERY_US;
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

/* Everything between an engine that exists and one that is stopped. */
static report_exit
run (enh_live *live, char *const names[2], const cli_options *options,
     const enh_live_config *config, double duration_s)
{
  enh_live_status status = ENH_LIVE_STATUS_INIT;
  live_tally tally = { 0 };
  enh_error error = { "" };
  enh_status failure = preset_apply (options->settings, enh_live_chain (live));

  if (failure)
    return report_failure (failure, NULL);
  if (options->verbose)
    options_print (options, ENH_FOR_EAR, "  ", stdout);
  failure = enh_live_start (live, &error);
  stop_unwatch ();
  if (failure)
    return report_live (failure, &error, config);

  look_on (live, names, options, duration_s, &tally, &status);
  if (status.failed || (!status.running && !status.finished))
    leave_lost (options, &tally, &status);

  stop_watch (STOP_SECONDS_MAX, REPORT_DEVICE,
              "enhance: the audio device was lost: it could not be stopped; "
              "bring it back and start again\n");
  failure = enh_live_stop (live, &error);
  stop_unwatch ();
  if (failure)
    return report_live (failure, &error, config);
  if (!options->quiet)
    live_tally_print (&tally, &status);
  return REPORT_DONE;
}

/* A file without sound would be a microphone that ends before it begins. What
   else is wrong with it, the engine tells. */
static gboolean
microphone_holds_sound (const enh_live_config *config)
{
  const char *path
    = is_dummy (config->input) ? config->input + strlen (dummy_prefix) : "";
  gboolean holds;
  enh_file *file;

  /* Pipes can be read only once. */
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR)
      || enh_file_open (&file, path, NULL))
    return TRUE;
  holds = enh_file_describe (file)->frames != 0;
  enh_file_close (file);
  if (!holds)
    report_error ("'%s' holds no sound; give a file that does", path);
  return holds;
}

static report_exit
open_and_run (const cli_options *options, const enh_live_config *config,
              double duration_s)
{
  enh_live *live = NULL;
  enh_error error = { "" };
  enh_status failure;
  report_exit status;
  char *names[2];

  if (!microphone_holds_sound (config))
    return REPORT_FILE;
  stop_install ();
  if (!options->verbose)
    report_alone ();
  stop_watch (OPEN_SECONDS_MAX, REPORT_DEVICE,
              "enhance: the sound system does not answer; restart the sound "
              "server and try again\n");
  name_devices (config, names);
  failure = enh_live_create (&live, config, &error);
  status = failure ? report_live (failure, &error, config)
                   : run (live, names, options, config, duration_s);
  stop_watch (STOP_SECONDS_MAX, (int) status, NULL);
  enh_live_destroy (live);
  stop_unwatch ();
  g_free (names[0]);
  g_free (names[1]);
  return status;
}

static void
clear_words (live_words *words)
{
  g_free (words->input);
  g_free (words->output);
  g_free (words->rate);
  g_free (words->period);
  g_free (words->duration);
  g_free (words->client);
  g_free (words->inputs);
  g_free (words->outputs);
}

report_exit
live_command (int argc, char **argv)
{
  live_words words = { 0 };
  const GOptionEntry own[]
    = { { "input", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &words.input,
          "Microphone", "DEV" },
        { "output", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &words.output,
          "Headset", "DEV" },
        { "inputs", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &words.inputs,
          "Microphone channels: 1 or 2", "N" },
        { "outputs", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME,
          &words.outputs, "Headset channels: 1 or 2", "N" },
        { "rate", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &words.rate,
          "Samples a second; the device's own if not given", "HZ" },
        { "period", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &words.period,
          "Frames in a block, or auto: the sound server's own", "FRAMES" },
        { "duration", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME,
          &words.duration, "End after so long", "SECONDS" },
        { "client", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &words.client,
          "Name that the sound server shows", "NAME" },
        { "control", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &words.control,
          NULL, NULL },
        { 0 } };
  enh_live_config config = ENH_LIVE_CONFIG_INIT;
  double duration_s;
  cli_options options;
  report_exit status;

  if (options_parse (&options, &about, own, argc, argv, &status))
    {
      config.delay = options.delay;
      if (read_words (&words, &config, &duration_s, &status))
        status = open_and_run (&options, &config, duration_s);
      options_clear (&options);
    }
  clear_words (&words);
  return status;
}
