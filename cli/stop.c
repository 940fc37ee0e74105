/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Signal handlers: only calls that POSIX allows in one. */

#include "stop.h"

#include "report.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

/* Signals that are only noted; the next one ends the program at once. */
enum { ASKED_MAX = 2 };

static volatile sig_atomic_t asked;
static const char *volatile last_words;
static volatile sig_atomic_t last_status;
static volatile sig_atomic_t last_stream = STDERR_FILENO;

static const char *volatile watch_message;
static volatile sig_atomic_t watch_status;
static int watch_stream = STDERR_FILENO;

static void
leave (int stream, const char *words, int status)
{
  /* If the message cannot be written, the exit status still says it. */
  const ssize_t written = words ? write (stream, words, strlen (words)) : 0;

  (void) written;
  _exit (status);
}

static void
on_stop (int number)
{
  const char *words = last_words;

  if (words)
    leave (last_stream, words, last_status);
  if (asked == ASKED_MAX)
    {
      signal (number, SIG_DFL);
      raise (number);
      return;
    }
  ++asked;
}

static void
on_alarm (int number)
{
  (void) number;
  leave (watch_stream, watch_message, watch_status);
}

void
stop_install (void)
{
  static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
  struct sigaction action = { .sa_handler = on_stop };

  sigemptyset (&action.sa_mask);
  for (guint i = 0; i < G_N_ELEMENTS (signals); ++i)
    {
      struct sigaction before;

      /* nohup asks for the closing terminal to be ignored. A script's
         background job has SIGINT ignored too, but nothing else would end
         it. */
      if (signals[i] == SIGHUP && !sigaction (SIGHUP, NULL, &before)
          && before.sa_handler == SIG_IGN)
        continue;
      sigaction (signals[i], &action, NULL);
    }
}

void
stop_at_once (int status, const char *words)
{
  last_words = NULL;
  last_status = status;
  last_stream = fileno (report_stream ());
  last_words = words;
  /* The wish may have come just before: nothing else would end the waiting. */
  if (words && asked)
    leave (STDERR_FILENO, words, status);
}

gboolean
stop_asked (void)
{
  return asked != 0;
}

static void
watch (guint milliseconds, int status, const char *message)
{
  const struct itimerval wait
    = { .it_value = { .tv_sec = (time_t) (milliseconds / 1000),
                      .tv_usec = (suseconds_t) (milliseconds % 1000 * 1000) } };
  struct sigaction action = { .sa_handler = on_alarm };

  sigemptyset (&action.sa_mask);
  /* Standard error itself may be shut meanwhile. */
  if (watch_stream == STDERR_FILENO)
    {
      const int own = fcntl (STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
      if (own >= 0)
        watch_stream = own;
    }
  watch_message = message;
  watch_status = status;
  sigaction (SIGALRM, &action, NULL);
  setitimer (ITIMER_REAL, &wait, NULL);
}

void
stop_watch (guint seconds, int status, const char *message)
{
  watch (1000 * seconds, status, message);
}

void
stop_watch_ms (guint milliseconds, int status)
{
  watch (milliseconds, status, NULL);
}

void
stop_unwatch (void)
{
  const struct itimerval none = { 0 };

  setitimer (ITIMER_REAL, &none, NULL);
}
