/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A stand-in for the program `enhance`, with faults on demand. It reads what to
   do from files in the folder FAKE_ENHANCE:

     devices   what `devices --json` prints; missing: it fails; "hang": it hangs
     mode      how `live --control` behaves, looked at again every 20 ms:
               ok        starts, a status every 40 ms
               stall     goes on, but its heartbeat stands still
               hang      says nothing any more
               die       is gone by a signal
               exit N    is gone with this status
               lost R    says so, and is gone with status 4
               flood     prints without end
               garbage   prints what is no line of the protocol, and goes on
               hello N   speaks this protocol
               deaf      does not end when it is asked to
               xruns     warns of gaps with each status

   Its command line and what it is told are appended to the file `log`. */

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { STATUS_EVERY_MS = 40, LOOK_EVERY_MS = 20 };

static const char *folder;

static const char *
path_of (const char *name)
{
  static char path[1024];

  snprintf (path, sizeof path, "%s/%s", folder, name);
  return path;
}

static void __attribute__ ((format (printf, 1, 2)))
note (const char *format, ...)
{
  char line[5000];
  va_list arguments;
  const int log
    = open (path_of ("log"), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);

  va_start (arguments, format);
  vsnprintf (line, sizeof line, format, arguments);
  va_end (arguments);
  if (log >= 0)
    {
      if (write (log, line, strlen (line)) < 0)
        _exit (99);
      close (log);
    }
}

/* The whole of a small file; an empty text where there is none. */
static int
slurp (const char *name, char *text, size_t room)
{
  FILE *file = fopen (path_of (name), "r");
  size_t count;

  text[0] = '\0';
  if (!file)
    return 0;
  count = fread (text, 1, room - 1, file);
  text[count] = '\0';
  fclose (file);
  text[strcspn (text, "\n")] = '\0';
  return 1;
}

static void __attribute__ ((format (printf, 1, 2)))
say (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  vprintf (format, arguments);
  va_end (arguments);
  if (fflush (stdout) == EOF)
    exit (0);
}

static int
devices (void)
{
  char text[20000];
  FILE *file = fopen (path_of ("devices"), "r");
  size_t count;

  if (!file)
    return 4;
  count = fread (text, 1, sizeof text, file);
  fclose (file);
  if (count >= 4 && !memcmp (text, "hang", 4))
    for (;;)
      pause ();
  fwrite (text, 1, count, stdout);
  return 0;
}

static const char *
option (int argc, char **argv, const char *name, const char *otherwise)
{
  const size_t length = strlen (name);

  for (int i = 1; i < argc; ++i)
    if (!strncmp (argv[i], name, length) && argv[i][length] == '=')
      return argv[i] + length + 1;
  return otherwise;
}

/* Read commands; 0: the end was asked for. */
static int
obey (int deaf)
{
  struct pollfd on = { .fd = STDIN_FILENO, .events = POLLIN };
  char bytes[4096];
  ssize_t count;

  if (poll (&on, 1, LOOK_EVERY_MS) <= 0)
    return 1;
  count = read (STDIN_FILENO, bytes, sizeof bytes - 1);
  if (count <= 0)
    {
      if (deaf)
        usleep (1000 * LOOK_EVERY_MS);
      return deaf;
    }
  bytes[count] = '\0';
  note ("%s", bytes);
  if (!strncmp (bytes, "measure-delay", 13))
    say ("{\"event\":\"delay\",\"ms\":7.5,\"confidence\":0.9}\n");
  if (strstr (bytes, "tone right\n"))
    say (
      "{\"event\":\"error\",\"command\":\"tone\",\"message\":\"no tone\"}\n");
  return deaf || !strstr (bytes, "quit\n");
}

static void
misbehave (const char *mode)
{
  if (!strcmp (mode, "die"))
    raise (SIGKILL);
  if (!strncmp (mode, "exit ", 5))
    exit (atoi (mode + 5));
  if (!strncmp (mode, "lost ", 5))
    {
      say ("{\"event\":\"lost\",\"reason\":\"%s\",\"message\":\"so it is\"}\n",
           mode + 5);
      exit (4);
    }
  while (!strcmp (mode, "flood"))
    say ("{\"event\":\"warning\",\"kind\":\"drift\",\"message\":\"much\"}\n");
  if (!strcmp (mode, "garbage"))
    {
      char wide[70000];

      memset (wide, 'x', sizeof wide);
      say (
        "no JSON\n[1,2]\n{\"event\":7}\n{\"event\":\"status\"\n\377\376\n"
        "{\"event\":\"status\",\"heartbeat\":\"many\",\"delay_ms\":1e999}\n");
      say ("%.*s\n", (int) sizeof wide, wide);
    }
}

static void
say_started (int argc, char **argv)
{
  say ("{\"event\":\"started\","
       "\"input\":{\"name\":\"%s\",\"backend\":\"JACK\",\"kind\":\"usb\"},"
       "\"output\":{\"name\":\"%s\",\"backend\":\"JACK\",\"kind\":\"%s\"},"
       "\"sample_rate\":48000,\"period\":%s,\"inputs\":1,\"outputs\":2,"
       "\"delay_algorithm_ms\":3}\n",
       option (argc, argv, "--input", "Mic"),
       option (argc, argv, "--output", "Ear"),
       strstr (option (argc, argv, "--output", "Ear"), "blue") ? "bluetooth"
                                                               : "wired",
       option (argc, argv, "--period", "128"));
}

static int
live (int argc, char **argv)
{
  char mode[200];
  char before[200] = "";
  int started = 0;
  unsigned long heartbeat = 0, xruns = 0;

  slurp ("mode", mode, sizeof mode);
  note ("pid %ld", (long) getpid ());
  for (int i = 1; i < argc; ++i)
    note (" %s", argv[i]);
  note ("\n");
  say ("{\"event\":\"hello\",\"protocol\":%d,\"version\":\"fake\"}\n",
       strncmp (mode, "hello ", 6) ? 1 : atoi (mode + 6));
  misbehave (mode);
  for (int looks = 0;; ++looks)
    {
      slurp ("mode", mode, sizeof mode);
      if (strcmp (mode, before))
        note ("now %s\n", mode);
      memcpy (before, mode, sizeof before);
      if (!obey (!strcmp (mode, "deaf")))
        break;
      misbehave (mode);
      if (strcmp (mode, "hang") && !started)
        {
          say_started (argc, argv);
          if (strstr (option (argc, argv, "--output", "Ear"), "blue"))
            say ("{\"event\":\"warning\",\"kind\":\"bluetooth\"}\n");
          started = 1;
        }
      if (!strcmp (mode, "hang") || looks * LOOK_EVERY_MS % STATUS_EVERY_MS)
        continue;
      heartbeat += strcmp (mode, "stall") != 0;
      if (!strcmp (mode, "xruns"))
        say ("{\"event\":\"warning\",\"kind\":\"xruns\",\"xruns\":%lu}\n",
             ++xruns);
      say ("{\"event\":\"status\",\"heartbeat\":%lu,\"period\":%s,"
           "\"xruns\":%lu,\"delay_ms\":9.5,\"input_dbfs\":[-30.5],"
           "\"output_dbfs\":[-20,-21],\"dose_percent\":12.25,"
           "\"sample_rate\":48000,\"inputs\":1,\"outputs\":2,"
           "\"muted\":false}\n",
           heartbeat, option (argc, argv, "--period", "128"), xruns);
    }
  note ("bye\n");
  say ("{\"event\":\"bye\"}\n");
  return 0;
}

int
main (int argc, char **argv)
{
  folder = getenv ("FAKE_ENHANCE");
  if (!folder || argc < 2)
    return 2;
  if (!strcmp (argv[1], "devices"))
    return devices ();
  if (!strcmp (argv[1], "live"))
    return live (argc, argv);
  return 2;
}
