/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Loaded before GLib under ThreadSanitizer, which knows the locks of POSIX and not
   GLib's own: the same locks by the system's. GLib's own calls keep their own. */

#include <glib.h>

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

typedef union lock {
  pthread_mutex_t mutex;
  pthread_cond_t condition;
} lock;

/* A mutex that nobody made is all zeros: it is made at its first use. */
static lock *
made (gpointer *at, int is_condition)
{
  lock *one = g_atomic_pointer_get (at);
  pthread_condattr_t attributes;

  if (one)
    return one;
  one = calloc (1, sizeof *one);
  if (!one)
    abort ();
  if (is_condition)
    {
      pthread_condattr_init (&attributes);
      pthread_condattr_setclock (&attributes, CLOCK_MONOTONIC);
      pthread_cond_init (&one->condition, &attributes);
    }
  else
    pthread_mutex_init (&one->mutex, NULL);
  if (g_atomic_pointer_compare_and_exchange (at, NULL, one))
    return one;
  free (one);
  return g_atomic_pointer_get (at);
}

#define MUTEX(at) (&made (&(at)->p, 0)->mutex)
#define CONDITION(at) (&made (&(at)->p, 1)->condition)

void
g_mutex_init (GMutex *mutex)
{
  mutex->p = NULL;
  /* Now: nobody else knows it yet, and the sanitizer does not see us give it. */
  (void) MUTEX (mutex);
}

void
g_mutex_clear (GMutex *mutex)
{
  pthread_mutex_destroy (MUTEX (mutex));
  free (mutex->p);
}

void
g_mutex_lock (GMutex *mutex)
{
  pthread_mutex_lock (MUTEX (mutex));
}

void
g_mutex_unlock (GMutex *mutex)
{
  pthread_mutex_unlock (MUTEX (mutex));
}

void
g_cond_init (GCond *condition)
{
  condition->p = NULL;
  (void) CONDITION (condition);
}

void
g_cond_clear (GCond *condition)
{
  pthread_cond_destroy (CONDITION (condition));
  free (condition->p);
}

void
g_cond_wait (GCond *condition, GMutex *mutex)
{
  pthread_cond_wait (CONDITION (condition), MUTEX (mutex));
}

gboolean
g_cond_wait_until (GCond *condition, GMutex *mutex, gint64 end_time)
{
  const struct timespec until
    = { .tv_sec = (time_t) (end_time / G_USEC_PER_SEC),
        .tv_nsec = (long) (end_time % G_USEC_PER_SEC) * 1000 };

  return pthread_cond_timedwait (CONDITION (condition), MUTEX (mutex), &until)
         != ETIMEDOUT;
}

void
g_cond_signal (GCond *condition)
{
  pthread_cond_signal (CONDITION (condition));
}

void
g_cond_broadcast (GCond *condition)
{
  pthread_cond_broadcast (CONDITION (condition));
}
