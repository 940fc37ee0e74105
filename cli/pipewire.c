/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* PipeWire's JACK library is configured by environment variables (pw-jack(1)),
   because PortAudio has no calls for it. Variables set by the user take
   precedence. */

#include "pipewire.h"

#include <unistd.h>

/* Frames per block. By default the server calls its clients every 1024 frames
   (measured with tests/rig/test_pipewire.sh). */
enum { PERIOD_ASKED = 128 };

/* The rate that PERIOD_ASKED refers to; the server converts it to its own. */
enum { RATE_HZ = 48000 };

/* Set for the restarted program, so that it does not restart again, or by a user
   who wants to use ALSA. */
static const char entered[] = "ENHANCE_PIPEWIRE";

/* Whether there is the socket of a server, running or not. */
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

/* Whether a jackd of this user runs: it has the card, so it is used. */
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

  /* A user who names a JACK server wants that one. */
  if (!is_there () || g_getenv ("JACK_DEFAULT_SERVER") || has_jackd ())
    return;
  /* No monitors among the microphones: without a microphone, the headset's own
     monitor would be the default. */
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
      /* If that fails, ALSA is used. */
      execv (through, (char **) words->pdata);
      g_ptr_array_unref (words);
    }
  g_free (through);
  g_free (self);
}
