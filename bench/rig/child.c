/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "rig/child.h"

#include "bench.h"
#include "stats.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifdef __linux__
#  include <sys/prctl.h>
#endif

static const double look_s = 0.005; /* polling interval */

pid_t
child_begin (const char *const *words, const char *said)
{
  const pid_t parent = getpid ();
  const int empty = open ("/dev/null", O_RDWR | O_CLOEXEC);
  const int out
    = said ? open (said, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)
           : empty;
  pid_t child = -1;

  if (empty >= 0 && out >= 0)
    child = fork ();
  if (child == 0)
    {
      /* If this program is killed, the child is killed too. */
#ifdef __linux__
      (void) prctl (PR_SET_PDEATHSIG, SIGTERM);
      if (getppid () != parent)
        _exit (127);
#endif
      (void) dup2 (empty, 0);
      (void) dup2 (out, 1);
      (void) dup2 (out, 2);
      execvp (words[0], (char *const *) (uintptr_t) words);
      _exit (127);
    }
  (void) parent;
  if (out >= 0 && out != empty)
    (void) close (out);
  if (empty >= 0)
    (void) close (empty);
  return child;
}

static int
look (pid_t child, int *status)
{
  pid_t found;

  do
    found = waitpid (child, status, WNOHANG);
  while (found < 0 && errno == EINTR);
  return found != 0;
}

int
child_runs (pid_t child)
{
  siginfo_t info = { 0 };

  return child > 0
         && waitid (P_PID, (id_t) child, &info, WEXITED | WNOHANG | WNOWAIT)
              == 0
         && info.si_pid == 0;
}

int
child_wait (pid_t child, double seconds)
{
  const double until = stats_now_ns () + seconds * 1e9;
  int status = 0;

  if (child <= 0)
    return -1;
  while (!look (child, &status))
    {
      if (stats_now_ns () > until)
        {
          (void) kill (child, SIGKILL);
          (void) waitpid (child, &status, 0);
          return -1;
        }
      stats_sleep (look_s);
    }
  return WIFEXITED (status) ? WEXITSTATUS (status) : -1;
}

void
child_end (pid_t child)
{
  if (child <= 0)
    return;
  (void) kill (child, SIGTERM);
  (void) child_wait (child, 5.0);
}

int
child_run (const char *const *words, const char *said, double seconds)
{
  return child_wait (child_begin (words, said), seconds);
}

int
child_known (const char *name)
{
  const char *path = getenv ("PATH");
  int known = 0;

  while (path && *path && !known)
    {
      const size_t length = strcspn (path, ":");
      char *full = bench_text ("%.*s/%s", (int) length, path, name);
      known = access (full, X_OK) == 0;
      free (full);
      path += length + (path[length] == ':');
    }
  return known;
}
