/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* live_delay [--input DEV] [--output DEV] [--rate HZ] [--period FRAMES]
              [--inputs N] [--outputs N] [--delay default|low|lowest]
              [--client NAME] [-s NAME=VALUE]...

   The live engine, for tests of its delay. Says "started", then reads commands
   from standard input until its end:

     measure   prints "delay MS LOOP_MS CONFIDENCE"
     status    prints "status", and NAME=VALUE of every field
     wait S    does nothing for so many seconds

   Ends with 1 if anything fails, and says what. */

#include <enhance/enhance.h>
#include <enhance/live.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static void
die (const char *what)
{
  printf ("failed %s\n", what);
  fflush (stdout);
  /* A sound system that was lost may not let go. */
  _exit (1);
}

static void
wait_s (double seconds)
{
  struct timespec left
    = { (time_t) seconds,
        (long) (1e9 * (seconds - (double) (time_t) seconds)) };

  while (nanosleep (&left, &left) != 0)
    ;
}

static void
measure (enh_live *live)
{
  enh_live_delay delay = ENH_LIVE_DELAY_INIT;
  enh_measure_state state;
  enh_error error;

  if (enh_live_measure_begin (live, &error) != ENH_OK)
    die (error.text);
  while ((state = enh_live_measure_poll (live, &delay)) == ENH_MEASURE_RUNNING)
    wait_s (0.02);
  if (state != ENH_MEASURE_DONE)
    die ("cancelled");
  printf ("delay %.4f %.4f %.3f\n", delay.ms, delay.loop_ms, delay.confidence);
}

static void
tell_status (const enh_live *live)
{
  enh_live_status s = ENH_LIVE_STATUS_INIT;

  enh_live_get_status (live, &s);
  printf ("status running=%d failed=%d xruns=%llu rate=%.0f period=%u "
          "inputs=%u outputs=%u delay=%.3f algorithm=%.3f clocks=%d "
          "ppm=%.2f resyncs=%llu refused=%.0f\n",
          s.running, s.failed, (unsigned long long) s.xruns, s.sample_rate,
          (unsigned int) s.period, (unsigned int) s.inputs,
          (unsigned int) s.outputs, s.delay_ms, s.delay_algorithm_ms,
          s.two_clocks ? 2 : 1, s.drift_ppm, (unsigned long long) s.resyncs,
          s.refused_rate);
}

static void
obey (enh_live *live)
{
  char line[200];

  printf ("started\n");
  fflush (stdout);
  while (fgets (line, sizeof line, stdin))
    {
      line[strcspn (line, "\n")] = '\0';
      if (strcmp (line, "measure") == 0)
        measure (live);
      else if (strcmp (line, "status") == 0)
        tell_status (live);
      else if (strncmp (line, "wait ", 5) == 0)
        wait_s (strtod (line + 5, NULL));
      else
        die ("no such command");
      fflush (stdout);
    }
}

static void
set (enh_chain *chain, char *setting)
{
  char *value = strchr (setting, '=');

  if (!value)
    die ("a setting is NAME=VALUE");
  *value++ = '\0';
  if (enh_chain_set (chain, enh_param_by_name (setting), strtof (value, NULL))
      != ENH_OK)
    die (setting);
}

static enh_delay
delay_of (const char *name)
{
  return strcmp (name, "low") == 0      ? ENH_DELAY_LOW
         : strcmp (name, "lowest") == 0 ? ENH_DELAY_LOWEST
                                        : ENH_DELAY_DEFAULT;
}

int
main (int argc, char **argv)
{
  enh_live_config config = ENH_LIVE_CONFIG_INIT;
  char *settings[16];
  int count = 0;
  enh_live *live = NULL;
  enh_error error;

  for (int i = 1; i + 1 < argc; i += 2)
    {
      const char *name = argv[i];
      char *value = argv[i + 1];

      if (strcmp (name, "--input") == 0)
        config.input = value;
      else if (strcmp (name, "--output") == 0)
        config.output = value;
      else if (strcmp (name, "--rate") == 0)
        config.sample_rate = strtod (value, NULL);
      else if (strcmp (name, "--period") == 0)
        config.period = (uint32_t) strtoul (value, NULL, 10);
      else if (strcmp (name, "--inputs") == 0)
        config.inputs = (uint32_t) strtoul (value, NULL, 10);
      else if (strcmp (name, "--outputs") == 0)
        config.outputs = (uint32_t) strtoul (value, NULL, 10);
      else if (strcmp (name, "--delay") == 0)
        config.delay = delay_of (value);
      else if (strcmp (name, "--client") == 0)
        config.client = value;
      else if (strcmp (name, "-s") == 0 && count < 16)
        settings[count++] = value;
      else
        die (name);
    }
  if (enh_live_create (&live, &config, &error) != ENH_OK)
    die (error.text);
  for (int i = 0; i < count; ++i)
    set (enh_live_chain (live), settings[i]);
  if (enh_live_start (live, &error) != ENH_OK)
    die (error.text);
  obey (live);
  if (enh_live_stop (live, &error) != ENH_OK)
    die (error.text);
  enh_live_destroy (live);
  return 0;
}
