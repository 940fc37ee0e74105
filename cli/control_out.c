/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "control_out.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum {
  LAST_BYTES = 8192, /* room for the rank LAST, on top */
  US_PER_MS = 1000
};

struct control_out {
  int descriptor;
  GThread *writer;
  GMutex mutex; /* of all below */
  GCond change;
  GString *waiting; /* lines with their breaks */
  gboolean writing; /* the writer holds some, too */
  gboolean latest;  /* one is among them */
  gboolean broken;
  gboolean closing;
  guint64 dropped;
};

/* FALSE: nobody can read them. */
static gboolean
write_all (int descriptor, const char *bytes, gsize count)
{
  while (count)
    {
      const ssize_t written = write (descriptor, bytes, count);

      if (written > 0)
        {
          bytes += written;
          count -= (gsize) written;
        }
      else if (written < 0 && errno == EAGAIN)
        /* Somebody else made it non-blocking, as shells do with terminals. */
        g_usleep (10 * US_PER_MS);
      else if (written < 0 && errno != EINTR)
        return FALSE;
    }
  return TRUE;
}

static gpointer
write_on (gpointer data)
{
  control_out *out = data;
  GString *now = g_string_new (NULL);

  g_mutex_lock (&out->mutex);
  for (;;)
    {
      GString *taken = out->waiting;

      if (!taken->len && out->closing)
        break;
      if (!taken->len)
        {
          g_cond_wait (&out->change, &out->mutex);
          continue;
        }
      out->waiting = now;
      now = taken;
      if (!out->broken)
        {
          const gboolean latest = out->latest;
          gboolean written;

          out->writing = TRUE;
          g_mutex_unlock (&out->mutex);
          written = write_all (out->descriptor, now->str, now->len);
          g_mutex_lock (&out->mutex);
          out->writing = FALSE;
          out->latest = out->latest && !latest;
          out->broken = !written;
        }
      g_string_truncate (now, 0);
      g_cond_broadcast (&out->change);
    }
  g_mutex_unlock (&out->mutex);
  g_string_free (now, TRUE);
  return NULL;
}

control_out *
control_out_new (int descriptor)
{
  control_out *out = g_new0 (control_out, 1);

  out->descriptor = descriptor;
  g_mutex_init (&out->mutex);
  g_cond_init (&out->change);
  out->waiting = g_string_sized_new (4096);
  out->writer = g_thread_new ("events", write_on, out);
  return out;
}

gboolean
control_out_add (control_out *out, const char *line, control_out_rank rank)
{
  const gsize length = strlen (line) + 1;
  gboolean fits;

  g_mutex_lock (&out->mutex);
  switch (rank)
    {
    case CONTROL_OUT_LATEST:
      fits = !out->latest && out->waiting->len + length <= CONTROL_OUT_BYTES;
      out->latest = out->latest || fits;
      break;
    case CONTROL_OUT_LAST:
      fits = out->waiting->len + length <= CONTROL_OUT_BYTES + LAST_BYTES;
      break;
    case CONTROL_OUT_REPLY:
    default:
      fits = out->waiting->len + length <= CONTROL_OUT_BYTES;
      break;
    }
  if (fits)
    {
      g_string_append (out->waiting, line);
      g_string_append_c (out->waiting, '\n');
      g_cond_broadcast (&out->change);
    }
  else if (rank != CONTROL_OUT_LATEST)
    ++out->dropped;
  g_mutex_unlock (&out->mutex);
  return fits;
}

guint64
control_out_dropped (control_out *out)
{
  guint64 dropped;

  g_mutex_lock (&out->mutex);
  dropped = out->dropped;
  g_mutex_unlock (&out->mutex);
  return dropped;
}

gboolean
control_out_broken (control_out *out)
{
  gboolean broken;

  g_mutex_lock (&out->mutex);
  broken = out->broken;
  g_mutex_unlock (&out->mutex);
  return broken;
}

gboolean
control_out_finish (control_out *out, guint milliseconds)
{
  const gint64 until
    = g_get_monotonic_time () + (gint64) milliseconds * US_PER_MS;
  gboolean done;

  g_mutex_lock (&out->mutex);
  while (out->waiting->len || out->writing)
    if (!g_cond_wait_until (&out->change, &out->mutex, until))
      break;
  done = !out->waiting->len && !out->writing;
  out->closing = TRUE;
  g_cond_broadcast (&out->change);
  g_mutex_unlock (&out->mutex);
  if (!done)
    return FALSE;

  g_thread_join (out->writer);
  g_string_free (out->waiting, TRUE);
  g_cond_clear (&out->change);
  g_mutex_clear (&out->mutex);
  close (out->descriptor);
  g_free (out);
  return TRUE;
}
