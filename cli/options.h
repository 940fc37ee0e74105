/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The options that `enhance file` and `enhance live` share, and how every command
   reads its own. */

#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "preset.h"
#include "report.h"

#include <enhance/enhance.h>

#include <glib.h>

#include <stdio.h>

/* A command, for its --help and its messages. */
typedef struct options_command {
  const char *name;      /* "file" */
  const char *arguments; /* "INPUT OUTPUT"; NULL: none */
  guint count;           /* how many arguments it must have */
  const char *summary;   /* what it does */
  const char *details;   /* examples, below the options; NULL: none */
  gboolean sound;        /* whether it makes a chain: --set and so on */
} options_command;

typedef struct cli_options {
  char **arguments; /* command->count of them, NULL after the last */
  gboolean quiet;
  gboolean verbose;
  enh_delay delay;
  preset_settings *settings; /* preset, then audiogram, then each --set */
} cli_options;

/* Read a command line. `own` are the command's own entries, ending in NULL.
   TRUE: continue, and call options_clear at the end. FALSE: exit with *status;
   the message has been printed. */
gboolean
options_parse (cli_options *options, const options_command *command,
               const GOptionEntry *own, int argc, char **argv,
               report_exit *status);

void
options_clear (cli_options *options);

/* Report a wrong command line, with a pointer to --help. */
report_exit
options_refuse (const options_command *command, const char *format, ...)
  G_GNUC_PRINTF (2, 3);

/* Name of an algorithm's delay, as --delay takes it. */
const char *
options_delay_name (enh_delay delay);

/* The default of a parameter in `enhance file`. The howl guard is off: a file is
   not a loop and cannot howl. */
float
options_file_default (const enh_param_info *info);

/* Print the settings that differ from the defaults of a purpose, one per line,
   indented by `margin`. */
void
options_print (const cli_options *options, enh_purpose purpose,
               const char *margin, FILE *out);

#endif
