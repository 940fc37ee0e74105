/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* enhance live: microphone to headset, until Ctrl-C, --duration, the end of a
   dummy microphone's file, or the loss of the device. The command line is read
   here; what follows is in live_supervised.c and control.c. */

#include "commands.h"
#include "live_command.h"
#include "number.h"
#include "printable.h"
#include "stop.h"

#include <string.h>

/* As <enhance/live.h> says. */
enum { PERIOD_MIN = 16, PERIOD_MAX = 8192 };
static const double rate_min_hz = 8000.0;
static const double rate_max_hz = 192000.0;

static const options_command about = {
  .name = "live",
  .summary = "Enhance sound from microphone to headset until Ctrl-C.",
  .details
  = "DEV is a number or a name from 'enhance devices', or a part of "
    "a name that no other\ndevice has. 'dummy:FILE' reads a sound "
    "file in place of the microphone, or writes one\nin place of the headset.\n"
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
  char *dose;
  gboolean control;
  gboolean allow_loudspeaker;
} live_words;

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
read_words (live_words *words, enh_live_config *config, double *duration_s,
            double *dose_percent, report_exit *status)
{
  *dose_percent = 0.0;
  *duration_s = 0.0;
  config->input = words->input;
  config->output = words->output;
  if (words->client)
    {
      /* Sound servers refuse what is no UTF-8. */
      char *name = printable (words->client);

      g_free (words->client);
      words->client = name;
    }
  config->client = words->client;
  config->allow_loudspeaker = words->allow_loudspeaker;
  if (words->rate
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
  else if ((!words->inputs || strcmp (words->inputs, "auto") != 0)
           && !read_channels (words->inputs, &config->inputs))
    *status = options_refuse (&about, "--inputs %s: give 1, 2 or auto",
                              words->inputs);
  else if (!read_channels (words->outputs, &config->outputs))
    *status
      = options_refuse (&about, "--outputs %s: give 1 or 2", words->outputs);
  else if (words->dose
           && (!number_parse (words->dose, dose_percent) || *dose_percent < 0.0
               || *dose_percent > LIVE_DOSE_MOST))
    *status = options_refuse (&about, "--dose %s: give 0 to %d %%", words->dose,
                              LIVE_DOSE_MOST);
  else if (words->client && !*words->client)
    *status = options_refuse (&about, "--client: the name is empty");
  else
    return TRUE;
  return FALSE;
}

report_exit
live_command (int argc, char **argv)
{
  live_words words = { 0 };
  const GOptionEntry own[] = {
    { "input", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &words.input,
      "Microphone; default: the system's", "DEV" },
    { "output", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &words.output,
      "Headset; default: the system's", "DEV" },
    { "inputs", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &words.inputs,
      "Microphone channels: 1, 2, or auto (default): the better of two", "N" },
    { "outputs", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &words.outputs,
      "Headset channels, 1 or 2; default: 2 if available", "N" },
    { "rate", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &words.rate,
      "Sample rate; default: the device's own", "HZ" },
    { "period", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &words.period,
      "Frames per block, or auto: the sound server's own", "FRAMES" },
    { "duration", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &words.duration,
      "Stop after this time", "SECONDS" },
    { "client", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &words.client,
      "Name shown by the sound server", "NAME" },
    { "dose", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &words.dose,
      "Weekly sound dose already used, %", "PERCENT" },
    { "allow-loudspeaker", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE,
      &words.allow_loudspeaker,
      "Accept a loudspeaker as output; gain then stays at or below 0 dB",
      NULL },
    { "control", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &words.control,
      "Read commands from standard input, write events as JSON", NULL },
    { 0 }
  };
  live_request request = { ENH_LIVE_CONFIG_INIT, 0.0, 0.0, NULL };
  cli_options options;
  report_exit status;

  /* Before anything that may take its time. */
  stop_install ();
  if (options_parse (&options, &about, own, argc, argv, &status))
    {
      request.config.delay = options.delay;
      request.options = &options;
      if (read_words (&words, &request.config, &request.duration_s,
                      &request.dose_percent, &status))
        {
          status = words.control ? live_control (&request)
                                 : live_supervised (&request);
        }
      options_clear (&options);
    }
  for (gsize i = 0; own[i].long_name; ++i)
    if (own[i].arg == G_OPTION_ARG_FILENAME)
      g_free (*(char **) own[i].arg_data);
  return status;
}
