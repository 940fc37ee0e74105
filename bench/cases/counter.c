/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* For Linux extensions to POSIX. */
#include "config.h"

#include "cases/counter.h"

#ifdef __linux__

#  include <linux/perf_event.h>
#  include <stdint.h>
#  include <sys/ioctl.h>
#  include <sys/syscall.h>
#  include <unistd.h>

int
counter_open (void)
{
  struct perf_event_attr what = { .type = PERF_TYPE_HARDWARE,
                                  .size = sizeof what,
                                  .config = PERF_COUNT_HW_INSTRUCTIONS,
                                  .disabled = 1,
                                  .exclude_kernel = 1,
                                  .exclude_hv = 1 };

  return (int) syscall (SYS_perf_event_open, &what, 0, -1, -1, 0);
}

void
counter_start (int counter)
{
  if (counter < 0)
    return;
  (void) ioctl (counter, PERF_EVENT_IOC_RESET, 0);
  (void) ioctl (counter, PERF_EVENT_IOC_ENABLE, 0);
}

double
counter_stop (int counter)
{
  uint64_t count = 0;

  if (counter < 0)
    return -1.0;
  (void) ioctl (counter, PERF_EVENT_IOC_DISABLE, 0);
  if (read (counter, &count, sizeof count) != (ssize_t) sizeof count || !count)
    return -1.0;
  return (double) count;
}

void
counter_close (int counter)
{
  if (counter >= 0)
    (void) close (counter);
}

#else

int
counter_open (void)
{
  return -1;
}

void
counter_start (int counter)
{
  (void) counter;
}

double
counter_stop (int counter)
{
  (void) counter;
  return -1.0;
}

void
counter_close (int counter)
{
  (void) counter;
}

#endif
