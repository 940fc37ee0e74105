/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The supervisor's thread: does what the machine orders, and reports to it
   what came of that. It waits for nothing that may hang: processes are read by
   threads of their own, written to without waiting, and reaped when they have
   ended. */

#include "io/supervisor/supervisor_state.h"

#include "base/clock.h"
#include "io/base/error.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How often the machine gets the time, ms; what comes wakes it at once. */
#define TICK_MS 100u
#define REAP_EVERY_MS 10u

/* Lines in a second beyond which a process has gone mad. */
#define LINES_PER_S 2000u

/* Between the end of its output and its own end, ms. */
#define EXIT_GRACE_MS 1000u

/* A helper that has not listed the devices by then is ended; the limit doubles
   with each time, for slow machines. ms. */
#define HELPER_MS 5000u
#define HELPER_MOST_MS 15000u

#define NOT_LISTED                                    \
  "The sound devices could not be listed: the sound " \
  "system does not answer."

/* Bytes that a list of devices may have. */
#define LIST_BYTES 262144u

/* How long the end waits for what was killed, ms. */
#define REAP_TIMEOUT_MS 3000u

uint64_t
enh__supervisor_now (void)
{
  return enh__clock_ns () / 1000000u;
}

void
enh__supervisor_wait (enh_supervisor *supervisor, pthread_cond_t *condition,
                      uint32_t most_ms)
{
  struct timespec until;

#if defined(__APPLE__) || defined(_WIN32)
  (void) clock_gettime (CLOCK_REALTIME, &until);
#else
  (void) clock_gettime (CLOCK_MONOTONIC, &until);
#endif
  until.tv_sec += (time_t) (most_ms / 1000u);
  until.tv_nsec += (long) (most_ms % 1000u) * 1000000L;
  if (until.tv_nsec >= 1000000000L)
    {
      until.tv_nsec -= 1000000000L;
      ++until.tv_sec;
    }
  (void) pthread_cond_timedwait (condition, &supervisor->mutex, &until);
}

void
enh__supervisor_kick (enh_supervisor *supervisor)
{
  atomic_store (&supervisor->state, (int) supervisor->machine.state);
  (void) pthread_cond_signal (&supervisor->wake);
}

/* --- What processes say: on their readers' threads ----------------------- */

static void
take_line (void *user, char *line)
{
  enh_supervisor *supervisor = user;
  const uint64_t now_ms = enh__supervisor_now ();
  enh__child_event event;

  if (now_ms - supervisor->second_ms >= 1000u)
    {
      supervisor->second_ms = now_ms;
      supervisor->said = 0;
    }
  if (++supervisor->said > LINES_PER_S)
    {
      if (supervisor->said == LINES_PER_S + 1u && supervisor->child)
        enh__process_kill (supervisor->child->process);
      return;
    }
  enh__child_event_read (&event, line);
  if (event.kind == ENH__CHILD_STATUS && event.status.dose_percent > 0.0f
      && !supervisor->dose_unsent)
    supervisor->dose_percent = event.status.dose_percent;
  enh__machine_on_child_event (&supervisor->machine, &event, now_ms);
}

static void
heard_child (enh__process_reader *reader, const char *bytes, size_t count)
{
  enh_supervisor *supervisor = reader->user;

  (void) pthread_mutex_lock (&supervisor->mutex);
  /* One that was killed, or is about to be for the next, may still have something
     in its pipe. */
  if (supervisor->child == reader && !atomic_load (&reader->stop)
      && !(supervisor->machine.orders & ENH__ORDER_SPAWN))
    {
      if (count > 0)
        enh__line_reader_feed (&supervisor->lines, bytes, count);
      else
        supervisor->silent_ms = enh__supervisor_now ();
    }
  enh__supervisor_kick (supervisor);
  (void) pthread_mutex_unlock (&supervisor->mutex);
}

static void
heard_helper (enh__process_reader *reader, const char *bytes, size_t count)
{
  enh_supervisor *supervisor = reader->user;

  (void) pthread_mutex_lock (&supervisor->mutex);
  if (supervisor->helper == reader && !atomic_load (&reader->stop))
    {
      if (count == 0)
        supervisor->helper_done = 1;
      else if (supervisor->listed
               && count <= LIST_BYTES - supervisor->listed_bytes)
        {
          memcpy (supervisor->listed + supervisor->listed_bytes, bytes, count);
          supervisor->listed_bytes += count;
        }
    }
  enh__supervisor_kick (supervisor);
  (void) pthread_mutex_unlock (&supervisor->mutex);
}

/* --- Orders ---------------------------------------------------------------- */

static void
give_up (enh_supervisor *supervisor, enh__process_reader *reader)
{
  enh__process_reader_kill (reader);
  reader->next = supervisor->dying;
  supervisor->dying = reader;
}

static void
kill_child (enh_supervisor *supervisor)
{
  if (supervisor->child)
    give_up (supervisor, supervisor->child);
  supervisor->child = NULL;
  supervisor->silent_ms = 0;
}

static void
spawn_child (enh_supervisor *supervisor)
{
  enh_error error = { "" };

  kill_child (supervisor);
  enh__line_reader_clear (&supervisor->lines);
  enh__line_reader_init (&supervisor->lines, take_line, supervisor);
  supervisor->said = 0;
  supervisor->child = enh__supervisor_spawn (supervisor, heard_child, &error);
  if (!supervisor->child)
    enh__machine_on_spawn_failed (&supervisor->machine, error.text,
                                  enh__supervisor_now ());
}

static void
quit_child (enh_supervisor *supervisor)
{
  static const char quit[] = "quit\n";

  if (supervisor->child
      && enh__process_write (supervisor->child->process, quit, sizeof quit - 1u)
           <= 0)
    enh__process_hang_up (supervisor->child->process);
}

static void
end_helper (enh_supervisor *supervisor)
{
  if (supervisor->helper)
    give_up (supervisor, supervisor->helper);
  supervisor->helper = NULL;
  supervisor->helper_done = 0;
}

/* The scan that was ordered has no result. */
static void
fail_scan (enh_supervisor *supervisor, const char *why)
{
  enh__machine_on_device_scan (&supervisor->machine, NULL, NULL,
                               enh__supervisor_now ());
  if (supervisor->scan_requested)
    enh__machine_refuse (&supervisor->machine, ENH_REFUSED_DEVICES, why);
  supervisor->scan_requested = 0;
}

static void
begin_scan (enh_supervisor *supervisor)
{
  const enh__machine *machine = &supervisor->machine;
  const int in_use = machine->child == ENH__MACHINE_RUNNING
                     && supervisor->child;
  char of[48];
  /* A scan while the sound goes on is to cost little. */
  const int quick = in_use && enh__machine_targets_suffice (machine)
                    && machine->scanned_on_stall == 0 && supervisor->list
                    && !supervisor->scan_requested;
  const char *const words[]
    = { supervisor->program, "devices", of, quick ? NULL : "--json", NULL };
  enh_error error = { "" };

  (void) snprintf (of, sizeof of, "--targets=%ld",
                   in_use ? enh__process_number (supervisor->child->process)
                          : 0L);
  supervisor->quick_scan = quick;

  end_helper (supervisor);
  if (!supervisor->listed)
    supervisor->listed = malloc (LIST_BYTES);
  supervisor->listed_bytes = 0;
  supervisor->helper_ms = enh__supervisor_now ();
  supervisor->helper
    = enh__process_reader_start (words, heard_helper, supervisor, &error);
  if (!supervisor->helper)
    fail_scan (supervisor, error.text);
}

static void
obey (enh_supervisor *supervisor)
{
  while (supervisor->machine.orders)
    {
      const unsigned int orders = supervisor->machine.orders;

      supervisor->machine.orders = 0;
      if (orders & ENH__ORDER_KILL)
        kill_child (supervisor);
      if (orders & ENH__ORDER_QUIT)
        quit_child (supervisor);
      if (orders & ENH__ORDER_SPAWN)
        spawn_child (supervisor);
      if (orders & ENH__ORDER_SCAN)
        begin_scan (supervisor);
    }
}

/* --- What became of it ------------------------------------------------------ */

static int
same_text (const char *a, const char *b)
{
  return strcmp (a, b) == 0;
}

static int
same_list (const enh_device_list *a, const enh_device_list *b)
{
  if (!a || !b)
    return a == b;
  for (uint32_t i = 0;; ++i)
    {
      const enh_device_info *x = enh_device_list_get (a, i);
      const enh_device_info *y = enh_device_list_get (b, i);

      if (!x || !y)
        return x == y;
      if (!same_text (x->name, y->name) || !same_text (x->backend, y->backend)
          || x->kind != y->kind || x->inputs != y->inputs
          || x->outputs != y->outputs || x->default_input != y->default_input
          || x->default_output != y->default_output)
        return 0;
    }
}

static void
end_scan (enh_supervisor *supervisor)
{
  enh_device_list *old = supervisor->list;
  enh_device_list *list = NULL;
  enh__child_targets targets = { 0 };

  if (supervisor->listed
      && enh__process_status (supervisor->helper->process) == 0)
    list = enh__child_devices_read (supervisor->listed,
                                    supervisor->listed_bytes, &targets);
  end_helper (supervisor);
  if (!list)
    {
      fail_scan (supervisor, NOT_LISTED);
      return;
    }
  supervisor->helper_limit_ms = HELPER_MS;
  if (supervisor->quick_scan)
    {
      enh_device_list_destroy (list);
      enh__machine_on_device_scan (&supervisor->machine, NULL, &targets,
                                   enh__supervisor_now ());
      return;
    }
  supervisor->list = list;
  enh__machine_on_device_scan (&supervisor->machine, list, &targets,
                               enh__supervisor_now ());
  if (supervisor->scan_requested || !same_list (old, list))
    {
      const enh_supervisor_event event
        = enh__machine_event (&supervisor->machine, ENH_EVENT_DEVICES);

      supervisor->machine.emit (supervisor, &event);
    }
  supervisor->scan_requested = 0;
  enh_device_list_destroy (old);
}

static void
check_helper (enh_supervisor *supervisor, uint64_t now_ms)
{
  if (!supervisor->helper)
    return;
  if (supervisor->helper_done
      && (enh__process_status (supervisor->helper->process) != ENH__EXIT_RUNS
          || now_ms - supervisor->helper_ms >= supervisor->helper_limit_ms))
    end_scan (supervisor);
  else if (now_ms - supervisor->helper_ms >= supervisor->helper_limit_ms)
    {
      end_helper (supervisor);
      supervisor->helper_limit_ms = 2u * supervisor->helper_limit_ms
                                        < HELPER_MOST_MS
                                      ? 2u * supervisor->helper_limit_ms
                                      : HELPER_MOST_MS;
      fail_scan (supervisor, NOT_LISTED);
    }
}

static void
check_child (enh_supervisor *supervisor, uint64_t now_ms)
{
  int status;

  if (!supervisor->child || !supervisor->silent_ms
      || (supervisor->machine.orders & ENH__ORDER_SPAWN))
    return;
  status = enh__process_status (supervisor->child->process);
  if (status == ENH__EXIT_RUNS
      && now_ms - supervisor->silent_ms < EXIT_GRACE_MS)
    return;
  kill_child (supervisor);
  enh__machine_on_child_exit (&supervisor->machine, status, now_ms);
}

static void
reap (enh_supervisor *supervisor)
{
  enh__process_reader **place = &supervisor->dying;

  while (*place)
    {
      enh__process_reader *next = (*place)->next;

      if (enh__process_reader_reap (*place))
        *place = next;
      else
        place = &(*place)->next;
    }
}

/* --- The thread ------------------------------------------------------------- */

static int
is_idle (const enh_supervisor *supervisor)
{
  return supervisor->machine.state == ENH_SUPERVISOR_STOPPED
         && !supervisor->child && !supervisor->helper && !supervisor->dying
         && !supervisor->scan_requested;
}

static void
notify (enh_supervisor *supervisor)
{
  atomic_store (&supervisor->state, (int) supervisor->machine.state);
  if (!supervisor->pending)
    return;
  supervisor->pending = 0;
  (void) pthread_cond_broadcast (&supervisor->ready);
  if (supervisor->notify)
    {
      (void) pthread_mutex_unlock (&supervisor->mutex);
      supervisor->notify (supervisor->user);
      (void) pthread_mutex_lock (&supervisor->mutex);
    }
}

static void
do_once (enh_supervisor *supervisor)
{
  const uint64_t now_ms = enh__supervisor_now ();

  check_child (supervisor, now_ms);
  check_helper (supervisor, now_ms);
  enh__machine_tick (&supervisor->machine, now_ms,
                     supervisor->slept_ms (supervisor->slept_user));
  if (supervisor->scan_requested && !supervisor->helper)
    {
      supervisor->machine.scanning = 1;
      supervisor->machine.orders |= ENH__ORDER_SCAN;
    }
  obey (supervisor);
  enh__supervisor_send (supervisor);
  reap (supervisor);
}

static void
end_all (enh_supervisor *supervisor)
{
  kill_child (supervisor);
  end_helper (supervisor);
  for (uint32_t ms = 0; supervisor->dying && ms < REAP_TIMEOUT_MS; ms += 5u)
    {
      reap (supervisor);
      if (!supervisor->dying)
        break;
      /* Their readers may wait for the mutex. */
      (void) pthread_mutex_unlock (&supervisor->mutex);
      enh__sleep_ms (5);
      (void) pthread_mutex_lock (&supervisor->mutex);
    }
}

void *
enh__supervisor_run (void *data)
{
  enh_supervisor *supervisor = data;

  enh__process_block_signals ();
  (void) pthread_mutex_lock (&supervisor->mutex);
  supervisor->helper_limit_ms = HELPER_MS;
  while (!supervisor->ending)
    {
      do_once (supervisor);
      notify (supervisor);
      if (supervisor->ending || supervisor->machine.orders
          || supervisor->pending)
        continue;
      if (is_idle (supervisor))
        (void) pthread_cond_wait (&supervisor->wake, &supervisor->mutex);
      else
        enh__supervisor_wait (supervisor, &supervisor->wake,
                              supervisor->dying ? REAP_EVERY_MS : TICK_MS);
    }
  end_all (supervisor);
  (void) pthread_mutex_unlock (&supervisor->mutex);
  return NULL;
}
