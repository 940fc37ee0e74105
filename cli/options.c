/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* GOption splits the command line; its values are checked here, before any file
   or device is opened. */

#include "options.h"

#include "number.h"
#include "printable.h"

#include <string.h>

/* The words as they stand on the command line. */
typedef struct option_words {
  char **sets;
  char *preset_path;
  char *audiogram;
  char *delay;
  char **rest;
  gboolean help;
  gboolean version;
} option_words;

static const char *const delay_names[] = {
  [ENH_DELAY_DEFAULT] = "default",
  [ENH_DELAY_LOW] = "low",
  [ENH_DELAY_LOWEST] = "lowest",
};

const char *
options_delay_name (enh_delay delay)
{
  return delay_names[delay];
}

report_exit
options_refuse (const options_command *command, const char *format, ...)
{
  va_list arguments;
  char *what;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  report_error ("%s; see 'enhance %s --help'", what, command->name);
  g_free (what);
  return REPORT_USAGE;
}

static gboolean
read_delay (cli_options *options, const options_command *command,
            const char *word, report_exit *status)
{
  if (!word)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (delay_names); ++i)
    if (!strcmp (word, delay_names[i]))
      {
        options->delay = (enh_delay) i;
        return TRUE;
      }
  *status = options_refuse (command,
                            "--delay %s: unknown delay; "
                            "give default, low or lowest",
                            word);
  return FALSE;
}

/* Preset, then audiogram, then each --set: the most specific comes last. */
static gboolean
read_settings (cli_options *options, const options_command *command,
               const option_words *words, report_exit *status)
{
  enh_error error;
  enh_status failure;

  if (!words->preset_path)
    options->settings = preset_new ();
  else if (preset_load (&options->settings, words->preset_path, &error))
    {
      /* Whatever is wrong with it, it is an input that could not be used. */
      report_error ("%s", error.text);
      *status = REPORT_FILE;
      return FALSE;
    }

  if (words->audiogram)
    {
      failure = enh_audiogram_parse (words->audiogram,
                                     &options->settings->audiogram, &error);
      if (failure)
        {
          *status = report_failure (failure, &error);
          return FALSE;
        }
      options->settings->has_audiogram = TRUE;
    }

  for (char **set = words->sets; set && *set; ++set)
    {
      char *value = strchr (*set, '=');

      if (!value)
        {
          *status = options_refuse (command,
                                    "--set %s: no value; "
                                    "give NAME=VALUE",
                                    *set);
          return FALSE;
        }
      *value = '\0';
      failure = preset_set_text (options->settings, *set, value + 1, &error);
      *value = '=';
      if (failure)
        {
          *status = report_failure (failure, &error);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check_words (cli_options *options, const options_command *command,
             const option_words *words, report_exit *status)
{
  const guint count = words->rest ? g_strv_length (words->rest) : 0;

  if (options->quiet && options->verbose)
    *status = options_refuse (command, "--quiet and --verbose exclude each "
                                       "other; give only one");
  else if (count < command->count)
    *status = options_refuse (command, "%s: %u argument%s missing; give %s",
                              command->name, command->count - count,
                              command->count - count > 1 ? "s are" : " is",
                              command->arguments);
  else if (count > command->count && !command->count)
    *status = options_refuse (command, "%s: takes no arguments, got '%s'",
                              command->name, words->rest[0]);
  else if (count > command->count)
    *status = options_refuse (command, "%s: too many arguments: '%s'; give %s",
                              command->name, words->rest[command->count],
                              command->arguments);
  else
    return !command->sound
           || (read_delay (options, command, words->delay, status)
               && read_settings (options, command, words, status));
  return FALSE;
}

static void
print_help (GOptionContext *context)
{
  char *help = g_option_context_get_help (context, TRUE, NULL);

  fputs (help, stdout);
  g_free (help);
}

gboolean
options_parse (cli_options *options, const options_command *command,
               const GOptionEntry *own, int argc, char **argv,
               report_exit *status)
{
  option_words words = { 0 };
  const GOptionEntry sound[] = {
    { "set", 's', G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME_ARRAY, &words.sets,
      "Set a parameter; may be repeated (see 'enhance params')", "NAME=VALUE" },
    { "preset", 'p', G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME,
      &words.preset_path,
      "Use a preset: a file, or mild, moderate, steep, strong or severe",
      "FILE|NAME" },
    { "audiogram", 'a', G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME,
      &words.audiogram,
      "Fit to a hearing loss: N1 to N7, S1 to S3, 500=20,1000=35,… or "
      "L:…;R:…",
      "SPEC" },
    { "delay", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &words.delay,
      "Delay of the algorithm: default (3 ms), low (2 ms) or lowest (0 ms)",
      "NAME" },
    { "quiet", 'q', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &options->quiet,
      "Print errors only", NULL },
    { "verbose", 'v', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &options->verbose,
      "Print the settings and a summary", NULL },
    { 0 }
  };
  const GOptionEntry common[]
    = { { "help", 'h', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &words.help,
          "Show this help", NULL },
        { "version", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &words.version,
          "Show the version", NULL },
        { G_OPTION_REMAINING, 0, G_OPTION_FLAG_NONE,
          G_OPTION_ARG_FILENAME_ARRAY, &words.rest, NULL, NULL },
        { 0 } };
  char *program = g_strdup_printf ("enhance %s", command->name);
  GOptionContext *context = g_option_context_new (command->arguments);
  GError *failure = NULL;
  gboolean go_on = FALSE;

  memset (options, 0, sizeof *options);
  g_set_prgname (program);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_summary (context, command->summary);
  g_option_context_set_description (context, command->details);
  if (own)
    g_option_context_add_main_entries (context, own, NULL);
  if (command->sound)
    g_option_context_add_main_entries (context, sound, NULL);
  g_option_context_add_main_entries (context, common, NULL);

  *status = REPORT_DONE;
  if (!g_option_context_parse (context, &argc, &argv, &failure))
    *status = options_refuse (command, "%s", failure->message);
  else if (words.help)
    print_help (context);
  else if (words.version)
    printf ("enhance %s\n", enh_version ());
  else
    go_on = check_words (options, command, &words, status);

  options->arguments = words.rest;
  g_strfreev (words.sets);
  g_free (words.preset_path);
  g_free (words.audiogram);
  g_free (words.delay);
  g_free (program);
  g_clear_error (&failure);
  g_option_context_free (context);
  if (!go_on)
    options_clear (options);
  return go_on;
}

void
options_clear (cli_options *options)
{
  g_strfreev (options->arguments);
  preset_free (options->settings);
  memset (options, 0, sizeof *options);
}

float
options_file_default (const enh_param_info *info)
{
  return strcmp (info->name, "howl_guard") ? info->default_file : 0.0f;
}

void
options_print (const cli_options *options, enh_purpose purpose,
               const char *margin, FILE *out)
{
  const preset_settings *settings = options->settings;
  char text[NUMBER_TEXT_BYTES];

  if (settings->name)
    {
      char *name = printable (settings->name);

      fprintf (out, "%spreset %s\n", margin, name);
      g_free (name);
    }
  if (settings->has_audiogram)
    for (uint32_t ear = 0; ear < ENH_EARS; ++ear)
      {
        fprintf (out, "%saudiogram %s:", margin, ear ? "right" : "left");
        for (uint32_t i = 0; i < ENH_AUDIOGRAM_POINTS; ++i)
          fprintf (
            out, " %s",
            number_format (settings->audiogram.threshold_db_hl[ear][i], text));
        fputs (" dB HL\n", out);
      }
  for (enh_param id = 0; id < settings->count; ++id)
    {
      const enh_param_info *info = enh_param_describe (id);
      const float usual = purpose == ENH_FOR_EAR ? info->default_ear
                                                 : options_file_default (info);

      if (settings->given[id] && settings->value[id] != usual)
        fprintf (out, "%s%s %s%s%s\n", margin, info->name,
                 number_format (settings->value[id], text),
                 *info->unit ? " " : "", info->unit);
    }
}
