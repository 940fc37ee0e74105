/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Listening under the supervisor, for scripts: events go to standard output, a
   line each, with the time since the start; commands come by standard input.

     supervised [OPTION=VALUE ...]

   Options: program, input, output, client, rate, period, inputs, outputs, dose,
   loudspeaker. Commands: start, stop, resume, mute 0|1, set NAME VALUE,
   audiogram SPEC, choose INPUT OUTPUT LOUDSPEAKER (- is the default), delay,
   look, sleep MS (as if the computer had slept), note WORD (printed, with the
   time), quit. */

#include "io/supervisor/supervisor_state.h"

#include <enhance/supervisor.h>

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static atomic_uint_least64_t slept_ms;
static atomic_int ending;
static uint64_t begun_ms;

static double
now_s (void)
{
  return (double) (enh__supervisor_now () - begun_ms) / 1000.0;
}

static uint64_t
slept (void *user)
{
  (void) user;
  return atomic_load (&slept_ms);
}

static void
print_event (const enh_supervisor_event *event)
{
  flockfile (stdout);
  printf ("%.3f ", now_s ());
  switch (event->kind)
    {
    case ENH_EVENT_STATE:
      printf ("state %s %s session=%u in='%s' out='%s' lost='%s' offered='%s' "
              "| %s\n",
              enh_supervisor_state_name (event->state),
              enh_supervisor_reason_name (event->reason), event->session,
              event->input.name, event->output.name, event->lost.name,
              event->offered.name, event->text);
      break;
    case ENH_EVENT_STATUS:
      printf ("status session=%u heartbeat=%llu xruns=%llu period=%u "
              "delay=%.2f muted=%d dose=%.3f out=%.1f\n",
              event->session, (unsigned long long) event->status.heartbeat,
              (unsigned long long) event->status.xruns, event->status.period,
              event->status.delay_ms, event->status.muted,
              (double) event->status.dose_percent,
              (double) event->status.output_dbfs[0]);
      break;
    case ENH_EVENT_WARNING:
      printf ("warning %d %.1f | %s\n", (int) event->warning, event->value,
              event->text);
      break;
    case ENH_EVENT_DELAY:
      printf ("delay %.2f %.2f\n", event->delay_ms, event->confidence);
      break;
    case ENH_EVENT_ERROR:
      printf ("error | %s\n", event->text);
      break;
    case ENH_EVENT_DEVICES:
      puts ("devices");
      break;
    case ENH_EVENT_NONE:
    default:
      puts ("none");
      break;
    }
  fflush (stdout);
  funlockfile (stdout);
}

static void *
print_on (void *data)
{
  enh_supervisor *supervisor = data;
  enh_supervisor_event event = ENH_SUPERVISOR_EVENT_INIT;

  while (!atomic_load (&ending))
    if (enh_supervisor_next (supervisor, &event, 100))
      print_event (&event);
  return NULL;
}

static int
read_option (enh_supervisor_config *config, char *word)
{
  char *value = strchr (word, '=');

  if (!value)
    return 0;
  *value++ = '\0';
  if (!strcmp (word, "program"))
    config->program = value;
  else if (!strcmp (word, "input"))
    config->input = value;
  else if (!strcmp (word, "output"))
    config->output = value;
  else if (!strcmp (word, "client"))
    config->client = value;
  else if (!strcmp (word, "rate"))
    config->sample_rate = atof (value);
  else if (!strcmp (word, "period"))
    config->period = (uint32_t) atoi (value);
  else if (!strcmp (word, "inputs"))
    config->inputs = (uint32_t) atoi (value);
  else if (!strcmp (word, "outputs"))
    config->outputs = (uint32_t) atoi (value);
  else if (!strcmp (word, "dose"))
    config->dose_percent = (float) atof (value);
  else if (!strcmp (word, "loudspeaker"))
    config->allow_loudspeaker = atoi (value);
  else
    return 0;
  return 1;
}

static const char *
device (const char *word)
{
  return strcmp (word, "-") ? word : NULL;
}

/* Not 0: it was understood, and done. */
static int
obey (enh_supervisor *supervisor, const char *line)
{
  char a[200] = "", b[200] = "";
  double value = 0.0;

  if (!strcmp (line, "start"))
    return enh_supervisor_start (supervisor) == ENH_OK;
  if (!strcmp (line, "stop"))
    return enh_supervisor_stop (supervisor) == ENH_OK;
  if (!strcmp (line, "resume"))
    return enh_supervisor_resume (supervisor) == ENH_OK;
  if (!strcmp (line, "look"))
    return enh_supervisor_look (supervisor) == ENH_OK;
  if (!strcmp (line, "delay"))
    return enh_supervisor_measure_delay (supervisor) == ENH_OK;
  if (sscanf (line, "mute %lf", &value) == 1)
    return enh_supervisor_mute (supervisor, value > 0.0) == ENH_OK;
  if (sscanf (line, "sleep %lf", &value) == 1)
    {
      atomic_fetch_add (&slept_ms, (uint64_t) value);
      return 1;
    }
  if (sscanf (line, "note %199s", a) == 1)
    {
      printf ("%.3f note %s\n", now_s (), a);
      fflush (stdout);
      return 1;
    }
  if (sscanf (line, "set %199s %lf", a, &value) == 2)
    return enh_supervisor_set (supervisor, enh_param_by_name (a), (float) value)
           == ENH_OK;
  if (sscanf (line, "audiogram %199s", a) == 1)
    return enh_supervisor_set_audiogram (supervisor, a, NULL) == ENH_OK;
  if (sscanf (line, "choose %199s %199s %lf", a, b, &value) == 3)
    return enh_supervisor_choose_devices (supervisor, device (a), device (b),
                                          value > 0.0)
           == ENH_OK;
  return 0;
}

int
main (int argc, char **argv)
{
  enh_supervisor_config config = ENH_SUPERVISOR_CONFIG_INIT;
  enh_supervisor *supervisor = NULL;
  enh_error error = { "" };
  pthread_t printer;
  char line[600];

  for (int i = 1; i < argc; ++i)
    if (!read_option (&config, argv[i]))
      {
        fprintf (stderr, "supervised: %s: OPTION=VALUE is needed\n", argv[i]);
        return 2;
      }
  if (enh_supervisor_create (&supervisor, &config, &error) != ENH_OK)
    {
      fprintf (stderr, "supervised: %s\n", error.text);
      return 1;
    }
  begun_ms = enh__supervisor_now ();
  enh__supervisor_set_slept (supervisor, slept, NULL);
  if (pthread_create (&printer, NULL, print_on, supervisor) != 0)
    return 1;
  while (fgets (line, sizeof line, stdin))
    {
      line[strcspn (line, "\n")] = '\0';
      if (!strcmp (line, "quit"))
        break;
      if (!obey (supervisor, line))
        fprintf (stderr, "supervised: refused: %s\n", line);
    }
  atomic_store (&ending, 1);
  (void) pthread_join (printer, NULL);
  enh_supervisor_destroy (supervisor);
  return 0;
}
