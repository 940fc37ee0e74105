/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "patient_read.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef O_NONBLOCK
#  define O_NONBLOCK 0
#  define O_NOCTTY 0
#endif

/* Owned by two, the reader's thread and whoever waits; the last one frees. */
struct patient_read {
  gint owners; /* atomic */
  char *path;
  gsize bytes_most;
  GMutex mutex; /* of the two below */
  GCond change;
  gboolean done;
  patient_text text;
};

static void
let_go (patient_read *reading)
{
  if (!g_atomic_int_dec_and_test (&reading->owners))
    return;
  g_free (reading->text.bytes);
  g_free (reading->path);
  g_cond_clear (&reading->change);
  g_mutex_clear (&reading->mutex);
  g_free (reading);
}

static patient_text
trouble (patient_trouble kind, int number)
{
  return (patient_text){ .trouble = kind, .number = number };
}

static patient_text
take_bytes (int file, gsize bytes_most)
{
  /* One more than allowed tells of a longer one; and a zero. */
  char *bytes = g_malloc (bytes_most + 2);
  gsize length = 0;
  gssize got = 1;

  while (length <= bytes_most && got != 0)
    {
      got = read (file, bytes + length, bytes_most + 1 - length);
      if (got > 0)
        length += (gsize) got;
      else if (got < 0 && errno != EINTR)
        break;
    }
  if (got >= 0 && length <= bytes_most)
    {
      bytes[length] = '\0';
      return (patient_text){ .bytes = bytes, .length = length };
    }
  g_free (bytes);
  return got < 0 ? trouble (PATIENT_UNREAD, errno) : trouble (PATIENT_LONG, 0);
}

/* Without O_NONBLOCK a pipe waits for its writer, and a file under a lease for
   the one who has it. */
static patient_text
read_file (const char *path, gsize bytes_most)
{
  const int file = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  patient_text text;
  struct stat what;

  if (file < 0)
    return trouble (PATIENT_UNOPENED, errno);
  if (fstat (file, &what) != 0)
    text = trouble (PATIENT_UNREAD, errno);
  else if (S_ISDIR (what.st_mode))
    text = trouble (PATIENT_UNREAD, EISDIR);
  else if (!S_ISREG (what.st_mode))
    text = trouble (PATIENT_IRREGULAR, 0);
  else
    text = take_bytes (file, bytes_most);
  close (file);
  return text;
}

static gpointer
run (gpointer data)
{
  patient_read *reading = data;
  const patient_text text = read_file (reading->path, reading->bytes_most);

  g_mutex_lock (&reading->mutex);
  reading->text = text;
  reading->done = TRUE;
  g_cond_broadcast (&reading->change);
  g_mutex_unlock (&reading->mutex);
  let_go (reading);
  return NULL;
}

patient_read *
patient_read_begin (const char *path, gsize bytes_most)
{
  patient_read *reading = g_new0 (patient_read, 1);

  reading->owners = 2;
  reading->path = g_strdup (path);
  reading->bytes_most = bytes_most;
  g_mutex_init (&reading->mutex);
  g_cond_init (&reading->change);
  reading->text.trouble = PATIENT_LATE;
  g_thread_unref (g_thread_new ("file", run, reading));
  return reading;
}

gboolean
patient_read_done (patient_read *reading, guint wait_ms)
{
  const gint64 until = g_get_monotonic_time () + (gint64) wait_ms * 1000;
  gboolean done;

  g_mutex_lock (&reading->mutex);
  while (!reading->done
         && g_cond_wait_until (&reading->change, &reading->mutex, until))
    ;
  done = reading->done;
  g_mutex_unlock (&reading->mutex);
  return done;
}

patient_text
patient_read_end (patient_read *reading)
{
  patient_text text;

  g_mutex_lock (&reading->mutex);
  text = reading->text;
  reading->text.bytes = NULL;
  g_mutex_unlock (&reading->mutex);
  let_go (reading);
  return text;
}

patient_text
patient_read_whole (const char *path, gsize bytes_most)
{
  patient_read *reading = patient_read_begin (path, bytes_most);

  patient_read_done (reading, PATIENT_READ_MS);
  return patient_read_end (reading);
}

const char *
patient_why (const patient_text *text)
{
  switch (text->trouble)
    {
    case PATIENT_UNOPENED:
    case PATIENT_UNREAD:
      return g_strerror (text->number == EWOULDBLOCK ? EBUSY : text->number);
    case PATIENT_IRREGULAR:
      return "it is not a regular file";
    case PATIENT_LONG:
      return "it is too long";
    case PATIENT_LATE:
      return "its disk does not answer";
    case PATIENT_FINE:
    default:
      return "";
    }
}
