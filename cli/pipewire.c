/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What PipeWire is told is in its clients' environment (pipewire-jack(1),
   pw-jack(1)): PortAudio has no words for it. A user who says otherwise in these
   variables is heard. */

#include "pipewire.h"

#include <unistd.h>

/* Frames that are asked for. Measured with tests/rig/test_pipewire.sh: without it
   the server's clients are called every 1024. */
enum { PERIOD_ASKED = 128 };

/* Of the server's rate; another is converted by it. */
enum { RATE_HZ = 48000 };

/* Set in what was started again, so that it is not once more; or by a user who
   wants ALSA's way. */
static const char entered[] = "ENHANCE_PIPEWIRE";

/* The socket of a server that runs, or ran. */
static gboolean
is_there (void)
{
  const char *folder = g_getenv ("PIPEWIRE_RUNTIME_DIR");
  const char *name = g_getenv ("PIPEWIRE_REMOTE");
  char *path;
  gboolean found;

  if (!folder)
    folder = g_getenv ("XDG_RUNTIME_DIR");
  if (!folder)
    return FALSE;
  path = g_build_filename (folder, name ? name : "pipewire-0", NULL);
  found = g_file_test (path, G_FILE_TEST_EXISTS);
  g_free (path);
  return found;
}

/* A jackd of this user runs: it holds the card, and is meant. */
static gboolean
has_jackd (void)
{
  char *path
    = g_strdup_printf ("/dev/shm/jack_default_%u_0", (unsigned int) getuid ());
  const gboolean found = g_file_test (path, G_FILE_TEST_EXISTS);

  g_free (path);
  return found;
}

void
pipewire_enter (char **arguments, guint period)
{
  char *latency;

  /* Whoever names a JACK server means that one. */
  if (!is_there () || g_getenv ("JACK_DEFAULT_SERVER") || has_jackd ())
    return;
  /* What is played is no microphone: a loop of the headset would be the default
     where no microphone is there. */
  g_setenv ("PIPEWIRE_PROPS", "{ jack.show-monitor = false }", FALSE);
  latency = g_strdup_printf ("%u/%d", period ? period : PERIOD_ASKED, RATE_HZ);
  g_setenv ("PIPEWIRE_LATENCY", latency, period != 0);
  g_free (latency);

  char *self = g_file_read_link ("/proc/self/exe", NULL);
  char *through = g_find_program_in_path ("pw-jack");
  if (self && through && !g_getenv (entered) && g_setenv (entered, "1", TRUE))
    {
      GPtrArray *words = g_ptr_array_new ();

      g_ptr_array_add (words, through);
      g_ptr_array_add (words, self);
      for (; *arguments; ++arguments)
        g_ptr_array_add (words, *arguments);
      g_ptr_array_add (words, NULL);
      /* Where that fails, all goes on as it is. */
      execv (through, (char **) words->pdata);
      g_ptr_array_unref (words);
    }
  g_free (through);
  g_free (self);
}
