/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* enhance: finds the command and runs it. */

#include "commands.h"
#include "nearest.h"

#include <enhance/enhance.h>

#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

typedef struct command {
  const char *name;
  report_exit (*run) (int argc, char **argv);
  const char *does;
} command;

static const command commands[] = {
  { "file", file_command, "Enhance a sound file" },
  { "live", live_command, "Enhance sound from microphone to headset" },
  { "devices", devices_command, "List the audio devices" },
  { "params", params_command, "List the parameters" },
};

static void
print_help (void)
{
  puts ("Usage:\n"
        "  enhance COMMAND [OPTIONS]\n"
        "\n"
        "Less noise and comfortable loudness for live speech.\n"
        "\n"
        "Commands:");
  for (guint i = 0; i < G_N_ELEMENTS (commands); ++i)
    printf ("  %-9s %s\n", commands[i].name, commands[i].does);
  puts ("\n"
        "Options:\n"
        "  -h, --help   Show this help\n"
        "  --version    Show the version\n"
        "\n"
        "See 'enhance COMMAND --help' or 'man enhance'.");
}

static report_exit
run_command (int argc, char **argv)
{
  preset_nearest search;

  for (guint i = 0; i < G_N_ELEMENTS (commands); ++i)
    if (!strcmp (argv[0], commands[i].name))
      return commands[i].run (argc, argv);

  nearest_begin (&search, argv[0]);
  for (guint i = 0; i < G_N_ELEMENTS (commands); ++i)
    nearest_offer (&search, commands[i].name);
  if (*argv[0] == '-')
    report_error ("option '%s' is before the command; put it after; "
                  "see 'enhance --help'",
                  argv[0]);
  else if (nearest_found (&search))
    report_error ("unknown command '%s': did you mean '%s'? "
                  "See 'enhance --help'",
                  argv[0], nearest_found (&search));
  else
    report_error ("unknown command '%s'; give file, live, devices or "
                  "params; see 'enhance --help'",
                  argv[0]);
  return REPORT_USAGE;
}

int
main (int argc, char **argv)
{
  report_exit status = REPORT_DONE;

  /* File names may be in any character set; numbers always use a point. */
  setlocale (LC_CTYPE, "");
  /* A closed pipe is reported as a failure to write. */
  signal (SIGPIPE, SIG_IGN);
  /* So is a file that reached the user's size limit (ulimit -f). */
#ifdef SIGXFSZ
  signal (SIGXFSZ, SIG_IGN);
#endif

  if (argc < 2)
    {
      report_error ("no command; give file, live, devices or params; "
                    "see 'enhance --help'");
      status = REPORT_USAGE;
    }
  else if (!strcmp (argv[1], "--help") || !strcmp (argv[1], "-h")
           || !strcmp (argv[1], "help"))
    print_help ();
  else if (!strcmp (argv[1], "--version"))
    printf ("enhance %s\n", enh_version ());
  else
    status = run_command (argc - 1, argv + 1);
  return (int) report_close (status);
}
