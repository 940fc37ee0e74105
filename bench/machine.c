/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* For Linux extensions to POSIX. */
#include "config.h"

#include "machine.h"

#include "bench_commit.h"
#include "report/schema.h"
#include "stats.h"

#include <enhance/version.h>

#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>

#ifndef BENCH_FLAGS
#  define BENCH_FLAGS "unknown"
#endif

#ifdef __VERSION__
#  ifdef __clang__
static const char compiler[] = __VERSION__;
#  else
static const char compiler[] = "gcc " __VERSION__;
#  endif
#else
static const char compiler[] = "unknown";
#endif

/* From /proc on Linux; not available elsewhere. */
static void
read_processor (char name[static 200])
{
  FILE *file = fopen ("/proc/cpuinfo", "r");
  char line[300];

  strcpy (name, "unknown");
  if (!file)
    return;
  while (fgets (line, sizeof line, file))
    if (!strncmp (line, "model name", 10))
      {
        const char *value = strchr (line, ':');
        if (value && sscanf (value, ": %199[^\n]", name) == 1)
          break;
      }
  (void) fclose (file);
}

/* The frequency governor: "performance", "powersave"; not known on virtual
   machines. */
static void
read_governor (char name[static 40])
{
  FILE *file
    = fopen ("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "r");

  strcpy (name, "unknown");
  if (!file)
    return;
  if (fscanf (file, "%39s", name) != 1)
    strcpy (name, "unknown");
  (void) fclose (file);
}

static cpu_set_t all_cores;
static int is_pinned;

unsigned
machine_cores (void)
{
  cpu_set_t set;

  if (is_pinned)
    return (unsigned) CPU_COUNT (&all_cores);
  if (sched_getaffinity (0, sizeof set, &set) == 0)
    return (unsigned) CPU_COUNT (&set);
  return 1;
}

int
machine_pin (void)
{
  const int now = sched_getcpu ();
  cpu_set_t set;

  if (now < 0 || sched_getaffinity (0, sizeof all_cores, &all_cores) != 0)
    return -1;
  CPU_ZERO (&set);
  CPU_SET (now, &set);
  is_pinned = sched_setaffinity (0, sizeof set, &set) == 0;
  return is_pinned ? 0 : -1;
}

void
machine_unpin (void)
{
  if (is_pinned)
    (void) sched_setaffinity (0, sizeof all_cores, &all_cores);
  is_pinned = 0;
}

/* Time of all processors, and that in which they were idle, in ticks. */
static int
read_ticks (double *all, double *idle)
{
  FILE *file = fopen ("/proc/stat", "r");
  double ticks[8] = { 0.0 };

  if (!file)
    return -1;
  const int found = fscanf (file, "cpu %lf %lf %lf %lf %lf %lf %lf %lf",
                            &ticks[0], &ticks[1], &ticks[2], &ticks[3],
                            &ticks[4], &ticks[5], &ticks[6], &ticks[7]);
  (void) fclose (file);
  if (found < 5)
    return -1;
  *all = 0.0;
  for (int t = 0; t < 8; ++t)
    *all += ticks[t];
  *idle = ticks[3] + ticks[4];
  return 0;
}

double
machine_others (void)
{
  static const double moment_s = 0.3;
  double all[2];
  double idle[2];

  if (read_ticks (&all[0], &idle[0]) != 0)
    return 0.0;
  stats_sleep (moment_s);
  if (read_ticks (&all[1], &idle[1]) != 0 || !(all[1] > all[0]))
    return 0.0;
  return (1.0 - (idle[1] - idle[0]) / (all[1] - all[0])) * machine_cores ();
}

json_t *
machine_record (void)
{
  /* At the start: this program's own load does not count. */
  static char processor[200];
  static char governor[40];
  static char system_name[160];
  static double load = -1.0;
  static unsigned cores;

  if (!cores)
    {
      struct utsname name;
      cores = machine_cores ();
      read_processor (processor);
      read_governor (governor);
      if (uname (&name) == 0)
        (void) snprintf (system_name, sizeof system_name, "%.40s %.70s %.30s",
                         name.sysname, name.release, name.machine);
      else
        strcpy (system_name, "unknown");
      if (getloadavg (&load, 1) != 1)
        load = -1.0;
    }
  json_t *record = json_pack (
    "{s:i, s:s, s:s, s:s, s:s, s:s, s:i, s:s, s:s}", "schema", BENCH_SCHEMA,
    "version", enh_version (), "commit", BENCH_COMMIT, "compiler", compiler,
    "flags", BENCH_FLAGS, "cpu", processor, "cores", (int) cores, "governor",
    governor, "os", system_name);
  if (record && load >= 0.0
      && json_object_set_new (record, "load_average", json_real (load)))
    {
      json_decref (record);
      return NULL;
    }
  return record;
}
