/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* One line per error, whatever the names it quotes contain. */

#include "report.h"

#include "printable.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

/* NULL: stderr, which is not a constant. */
static FILE *own_words;

FILE *
report_stream (void)
{
  return own_words ? own_words : stderr;
}

static void
say (const char *text)
{
  FILE *out = report_stream ();
  char *line = printable (text);

  fprintf (out, "enhance: %s\n", line);
  fflush (out);
  g_free (line);
}

void
report_error (const char *format, ...)
{
  va_list arguments;
  char *text;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  say (text);
  g_free (text);
}

void
report_note (const char *format, ...)
{
  va_list arguments;
  char *text;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  say (text);
  g_free (text);
}

report_exit
report_failure (enh_status status, const enh_error *error)
{
  say (error && error->text[0] ? error->text : enh_strerror (status));
  switch (status)
    {
    case ENH_OK:
      return REPORT_DONE;
    case ENH_ERR_PARAM:
    case ENH_ERR_RANGE:
    case ENH_ERR_AUDIOGRAM:
    case ENH_ERR_CONFIG:
      return REPORT_USAGE;
    case ENH_ERR_RATE:
    case ENH_ERR_CHANNELS:
    case ENH_ERR_OPEN:
    case ENH_ERR_FORMAT:
    case ENH_ERR_READ:
    case ENH_ERR_WRITE:
      return REPORT_FILE;
    case ENH_ERR_NO_DEVICE:
    case ENH_ERR_AMBIGUOUS:
    case ENH_ERR_DEVICE:
    case ENH_ERR_LOUDSPEAKER:
    case ENH_ERR_BUSY:
      return REPORT_DEVICE;
    case ENH_ERR_NULL:
    case ENH_ERR_NO_MEMORY:
    case ENH_ERR_STATE:
      return REPORT_FAILED;
    }
  return REPORT_FAILED;
}

void
report_alone (void)
{
  const int own = fcntl (STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  const int nowhere = open ("/dev/null", O_WRONLY | O_CLOEXEC);
  FILE *stream = own >= 0 ? fdopen (own, "w") : NULL;

  if (stream && nowhere >= 0)
    {
      fflush (stderr);
      own_words = stream;
      dup2 (nowhere, STDERR_FILENO);
    }
  else if (own >= 0)
    close (own);
  if (nowhere >= 0)
    close (nowhere);
}

void
report_lend_stdout (gboolean own)
{
  static int kept = -1;
  const int nowhere = own ? -1 : open ("/dev/null", O_WRONLY | O_CLOEXEC);

  if (kept < 0)
    kept = fcntl (STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  /* Where nothing is left to open, decoders write where they always did. */
  if (own ? kept >= 0 : kept >= 0 && nowhere >= 0)
    {
      fflush (stdout);
      dup2 (own ? kept : nowhere, STDOUT_FILENO);
    }
  if (nowhere >= 0)
    close (nowhere);
}

report_exit
report_close (report_exit status)
{
  errno = 0;
  if (!ferror (stdout) && !fflush (stdout))
    return status;
  /* A reader that has seen enough is no failure of ours. */
  if (status != REPORT_DONE || errno == EPIPE)
    return status;
  report_error ("cannot write to standard output: %s; "
                "free some space or write elsewhere",
                errno ? g_strerror (errno) : "it was closed");
  return REPORT_FILE;
}
