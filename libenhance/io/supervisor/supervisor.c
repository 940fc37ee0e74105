/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The supervisor's public face: every call leaves what is desired, and wakes the
   thread of thread.c. */

#include "io/supervisor/config_check.h"
#include "io/supervisor/supervisor_state.h"

#include "base/config_take.h"
#include "io/device/list.h"
#include "io/base/error.h"

#include <enhance/audiogram.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char dummy_prefix[] = "dummy:";

static int
is_dummy (const char *device)
{
  return device
         && strncmp (device, dummy_prefix, sizeof dummy_prefix - 1u) == 0;
}

/* Under the mutex, on any thread. */
static void
queue_event (void *user, const enh_supervisor_event *event)
{
  enh_supervisor *supervisor = user;

  enh__event_queue_put (&supervisor->events, event);
  supervisor->pending = 1;
}

/* --- Life ------------------------------------------------------------------- */

static int
make_condition (pthread_cond_t *condition)
{
#if defined(__APPLE__) || defined(_WIN32)
  return pthread_cond_init (condition, NULL);
#else
  pthread_condattr_t attributes;
  int failure = pthread_condattr_init (&attributes);

  if (failure)
    return failure;
  /* The clock that is never set back. */
  failure = pthread_condattr_setclock (&attributes, CLOCK_MONOTONIC);
  if (!failure)
    failure = pthread_cond_init (condition, &attributes);
  (void) pthread_condattr_destroy (&attributes);
  return failure;
#endif
}

/* The environment is believed where its path is absolute: nothing is run that lies
   in whichever folder the caller stands in. */
static char *
find_program (const char *wanted)
{
  const char *named = getenv ("ENHANCE_PROGRAM");

  if (wanted && *wanted)
    return strdup (wanted);
  return named && *named == '/' ? strdup (named)
                                : enh__process_find ("enhance");
}

static void
free_all (enh_supervisor *supervisor)
{
  enh_device_list_destroy (supervisor->list);
  enh__line_reader_clear (&supervisor->lines);
  free (supervisor->listed);
  free (supervisor->program);
  free (supervisor->client);
  free (supervisor);
}

/* 0: the thread runs. */
static int
start_thread (enh_supervisor *supervisor)
{
  if (pthread_mutex_init (&supervisor->mutex, NULL) != 0)
    return -1;
  if (make_condition (&supervisor->wake) == 0)
    {
      if (make_condition (&supervisor->ready) == 0)
        {
          if (pthread_create (&supervisor->thread, NULL, enh__supervisor_run,
                              supervisor)
              == 0)
            return 0;
          (void) pthread_cond_destroy (&supervisor->ready);
        }
      (void) pthread_cond_destroy (&supervisor->wake);
    }
  (void) pthread_mutex_destroy (&supervisor->mutex);
  return -1;
}

static void
set_desired (enh_supervisor *supervisor, const enh_supervisor_config *config)
{
  supervisor->sample_rate = config->sample_rate;
  supervisor->inputs = config->inputs;
  supervisor->outputs = config->outputs;
  supervisor->delay = config->delay;
  supervisor->dose_percent = config->dose_percent;
  supervisor->notify = config->notify;
  supervisor->user = config->user;
  supervisor->slept_ms = enh__process_slept_ms;
  for (enh_param id = 0; id < ENH__PARAMS_MAX && enh_param_describe (id); ++id)
    {
      supervisor->value[id] = enh_param_describe (id)->default_ear;
      supervisor->param_count = id + 1u;
    }
  enh__machine_init (&supervisor->machine, queue_event, supervisor,
                     enh__process_slept_ms (NULL));
  supervisor->machine.period = config->period;
  supervisor->machine.allow_always = config->allow_loudspeaker;
  supervisor->machine.allow_loudspeaker = config->allow_loudspeaker;
  supervisor->machine.dummy = is_dummy (config->input);
  enh__machine_choose (&supervisor->machine, config->input, config->output, 0);
  atomic_init (&supervisor->state, ENH_SUPERVISOR_STOPPED);
}

enh_status
enh_supervisor_create (enh_supervisor **supervisor,
                       const enh_supervisor_config *config, enh_error *error)
{
  enh__error_clear (error);
  if (supervisor)
    *supervisor = NULL;
  if (!supervisor || !config)
    return enh__fail (error, ENH_ERR_NULL, "%s", enh_strerror (ENH_ERR_NULL));

  enh_supervisor_config known = ENH_SUPERVISOR_CONFIG_INIT;
  if (enh__config_take (&known, sizeof known, config) != 0)
    return enh__fail (error, ENH_ERR_CONFIG,
                      "the configuration was not begun with "
                      "ENH_SUPERVISOR_CONFIG_INIT, or is of a later version");
  const enh_status status = enh__supervisor_check (&known, error);
  if (status != ENH_OK)
    return status;

  enh_supervisor *made = calloc (1, sizeof *made);
  if (!made)
    return enh__fail (error, ENH_ERR_NO_MEMORY, "no memory for a supervisor");
  set_desired (made, &known);
  made->program = find_program (known.program);
  made->client = known.client ? strdup (known.client) : NULL;
  if (!made->program || (known.client && !made->client))
    {
      const enh_status why = made->program ? ENH_ERR_NO_MEMORY : ENH_ERR_OPEN;

      free_all (made);
      return enh__fail (error, why,
                        "the program 'enhance' was not found; install it, or "
                        "name it by ENHANCE_PROGRAM");
    }
  if (!enh__process_is_program (made->program))
    {
      (void) enh__fail (error, ENH_ERR_OPEN,
                        "'%.300s' is no program; install 'enhance', or name it "
                        "by ENHANCE_PROGRAM",
                        made->program);
      free_all (made);
      return ENH_ERR_OPEN;
    }
  if (start_thread (made) != 0)
    {
      free_all (made);
      return enh__fail (error, ENH_ERR_NO_MEMORY, "no thread for a supervisor");
    }
  *supervisor = made;
  return ENH_OK;
}

void
enh_supervisor_destroy (enh_supervisor *supervisor)
{
  if (!supervisor)
    return;
  (void) pthread_mutex_lock (&supervisor->mutex);
  supervisor->ending = 1;
  (void) pthread_cond_signal (&supervisor->wake);
  (void) pthread_mutex_unlock (&supervisor->mutex);
  (void) pthread_join (supervisor->thread, NULL);
  /* What even SIGKILL did not end yet still has a reader that knows us. */
  if (supervisor->dying)
    return;
  (void) pthread_cond_destroy (&supervisor->ready);
  (void) pthread_cond_destroy (&supervisor->wake);
  (void) pthread_mutex_destroy (&supervisor->mutex);
  free_all (supervisor);
}

void
enh__supervisor_set_slept (enh_supervisor *supervisor,
                           uint64_t (*slept_ms) (void *user), void *user)
{
  (void) pthread_mutex_lock (&supervisor->mutex);
  supervisor->slept_ms = slept_ms;
  supervisor->slept_user = user;
  supervisor->machine.slept_ms = slept_ms (user);
  (void) pthread_mutex_unlock (&supervisor->mutex);
}

/* The thread looks at what was left, and the mutex is free again. */
static enh_status
leave (enh_supervisor *supervisor)
{
  enh__supervisor_kick (supervisor);
  (void) pthread_mutex_unlock (&supervisor->mutex);
  return ENH_OK;
}

/* --- User actions ---------------------------------------------------------------- */

static enh_status
user_action (enh_supervisor *supervisor,
             void (*what) (enh__machine *machine, uint64_t now_ms))
{
  if (!supervisor)
    return ENH_ERR_NULL;
  (void) pthread_mutex_lock (&supervisor->mutex);
  what (&supervisor->machine, enh__supervisor_now ());
  return leave (supervisor);
}

enh_status
enh_supervisor_start (enh_supervisor *supervisor)
{
  return user_action (supervisor, enh__machine_start);
}

enh_status
enh_supervisor_stop (enh_supervisor *supervisor)
{
  return user_action (supervisor, enh__machine_stop);
}

enh_status
enh_supervisor_resume (enh_supervisor *supervisor)
{
  return user_action (supervisor, enh__machine_resume);
}

enh_status
enh_supervisor_choose_devices (enh_supervisor *supervisor, const char *input,
                               const char *output, int allow_loudspeaker)
{
  if (!supervisor)
    return ENH_ERR_NULL;
  (void) pthread_mutex_lock (&supervisor->mutex);
  supervisor->machine.allow_always = 0;
  supervisor->machine.allow_loudspeaker = allow_loudspeaker;
  supervisor->machine.dummy = is_dummy (input);
  enh__machine_choose (&supervisor->machine, input, output,
                       enh__supervisor_now ());
  return leave (supervisor);
}

/* --- What is desired ----------------------------------------------------------------- */

enh_status
enh_supervisor_set (enh_supervisor *supervisor, enh_param id, float value)
{
  const enh_param_info *info = enh_param_describe (id);

  if (!supervisor)
    return ENH_ERR_NULL;
  if (!info || id >= supervisor->param_count)
    return ENH_ERR_PARAM;
  /* Written so that NaN fails. */
  if (!(value >= info->minimum && value <= info->maximum)
      || (info->is_switch && value > 0.0f && value < 1.0f))
    return ENH_ERR_RANGE;
  (void) pthread_mutex_lock (&supervisor->mutex);
  supervisor->value[id] = value;
  supervisor->chosen[id] = 1;
  supervisor->unsent[id] = 1;
  return leave (supervisor);
}

float
enh_supervisor_get (enh_supervisor *supervisor, enh_param id)
{
  float value;

  if (!supervisor || id >= supervisor->param_count)
    return 0.0f;
  (void) pthread_mutex_lock (&supervisor->mutex);
  value = supervisor->value[id];
  (void) pthread_mutex_unlock (&supervisor->mutex);
  return value;
}

enh_status
enh_supervisor_set_audiogram (enh_supervisor *supervisor, const char *spec,
                              enh_error *error)
{
  enh_audiogram audiogram;

  enh__error_clear (error);
  if (!supervisor)
    return enh__fail (error, ENH_ERR_NULL, "%s", enh_strerror (ENH_ERR_NULL));
  if (spec)
    {
      const enh_status status = enh_audiogram_parse (spec, &audiogram, error);

      if (status != ENH_OK)
        return status;
      /* One line of the protocol. */
      if (strlen (spec) >= ENH__AUDIOGRAM_BYTES || strpbrk (spec, "\r\n"))
        return enh__fail (error, ENH_ERR_AUDIOGRAM,
                          "the audiogram is longer than %u characters, or has "
                          "line breaks",
                          ENH__AUDIOGRAM_BYTES - 1u);
    }
  (void) pthread_mutex_lock (&supervisor->mutex);
  const int had_one = supervisor->audiogram[0] != '\0';
  enh__text_copy (supervisor->audiogram, sizeof supervisor->audiogram,
                  spec ? spec : "");
  supervisor->audiogram_unsent = spec != NULL;
  if (!spec && had_one)
    enh__machine_renew (&supervisor->machine, ENH_REASON_NONE,
                        enh__supervisor_now ());
  return leave (supervisor);
}

enh_status
enh_supervisor_mute (enh_supervisor *supervisor, int muted)
{
  if (!supervisor)
    return ENH_ERR_NULL;
  (void) pthread_mutex_lock (&supervisor->mutex);
  supervisor->muted = muted != 0;
  supervisor->mute_unsent = 1;
  return leave (supervisor);
}

enh_status
enh_supervisor_set_dose (enh_supervisor *supervisor, float percent)
{
  if (!supervisor)
    return ENH_ERR_NULL;
  if (!enh__supervisor_is_dose (percent))
    return ENH_ERR_RANGE;
  (void) pthread_mutex_lock (&supervisor->mutex);
  supervisor->dose_percent = percent;
  supervisor->dose_unsent = 1;
  return leave (supervisor);
}

/* What only a process that listens can do; `unsent` is the supervisor's. */
static enh_status
ask_listening (enh_supervisor *supervisor, int *unsent, int value)
{
  enh_status status = ENH_ERR_STATE;

  (void) pthread_mutex_lock (&supervisor->mutex);
  if (supervisor->machine.state == ENH_SUPERVISOR_LISTENING)
    {
      *unsent = value;
      status = ENH_OK;
      enh__supervisor_kick (supervisor);
    }
  (void) pthread_mutex_unlock (&supervisor->mutex);
  return status;
}

enh_status
enh_supervisor_measure_delay (enh_supervisor *supervisor)
{
  if (!supervisor)
    return ENH_ERR_NULL;
  return ask_listening (supervisor, &supervisor->delay_unsent, 1);
}

enh_status
enh_supervisor_play_tone (enh_supervisor *supervisor, uint32_t ear)
{
  if (!supervisor)
    return ENH_ERR_NULL;
  if (ear > 1)
    return ENH_ERR_RANGE;
  return ask_listening (supervisor, &supervisor->tone_unsent, (int) ear + 1);
}

/* --- Devices ---------------------------------------------------------------- */

enh_status
enh_supervisor_look (enh_supervisor *supervisor)
{
  if (!supervisor)
    return ENH_ERR_NULL;
  (void) pthread_mutex_lock (&supervisor->mutex);
  supervisor->scan_requested = 1;
  return leave (supervisor);
}

static enh_device_list *
copy_list (const enh_device_list *from)
{
  enh_device_list *to = enh__device_list_new ();
  const enh_device_info *row;

  for (uint32_t i = 0; to && (row = enh_device_list_get (from, i)); ++i)
    if (enh__device_list_add (to, row, enh__device_list_native (from, row))
        != ENH_OK)
      {
        enh_device_list_destroy (to);
        to = NULL;
      }
  return to;
}

enh_status
enh_supervisor_devices (enh_supervisor *supervisor, enh_device_list **list)
{
  enh_status status = ENH_OK;

  if (list)
    *list = NULL;
  if (!supervisor || !list)
    return ENH_ERR_NULL;
  (void) pthread_mutex_lock (&supervisor->mutex);
  if (!supervisor->list)
    status = ENH_ERR_STATE;
  else
    {
      *list = copy_list (supervisor->list);
      status = *list ? ENH_OK : ENH_ERR_NO_MEMORY;
    }
  (void) pthread_mutex_unlock (&supervisor->mutex);
  return status;
}

/* --- Events ------------------------------------------------------------------ */

int
enh_supervisor_next (enh_supervisor *supervisor, enh_supervisor_event *event,
                     int timeout_ms)
{
  int taken;

  if (!supervisor || !event || event->size < sizeof event->size)
    return 0;
  (void) pthread_mutex_lock (&supervisor->mutex);
  const uint64_t until_ms
    = enh__supervisor_now () + (timeout_ms > 0 ? (uint64_t) timeout_ms : 0u);
  while (!(taken = enh__event_queue_take (&supervisor->events, event)))
    {
      const uint64_t now_ms = enh__supervisor_now ();

      if (timeout_ms >= 0 && now_ms >= until_ms)
        break;
      enh__supervisor_wait (supervisor, &supervisor->ready,
                            timeout_ms < 0 ? 1000u
                                           : (uint32_t) (until_ms - now_ms));
    }
  (void) pthread_mutex_unlock (&supervisor->mutex);
  return taken;
}

enh_supervisor_state
enh_supervisor_get_state (const enh_supervisor *supervisor)
{
  return supervisor ? (enh_supervisor_state) atomic_load (&supervisor->state)
                    : ENH_SUPERVISOR_STOPPED;
}
