/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "control_engine.h"

#include "live_request.h"

enum { US_PER_MS = 1000, MEASURE_EVERY_MS = 20 };

struct control_engine {
  const enh_live_config *config;
  GThread *thread;
  GMutex mutex; /* of all below; never held while the sound system is asked */
  GCond change;
  control_stage stage;
  gboolean start_asked;
  gboolean end_asked;
  gboolean measure_asked;
  gboolean measured; /* `delay` or `measure_failure` waits to be taken */
  enh_live_delay delay;
  enh_status measure_failure;
  enh_error measure_error;
  gboolean freed; /* nothing of the engine is left */
  enh_live *live;
  enh_status failure;
  enh_error error;
};

static void
enter (control_engine *engine, control_stage stage)
{
  g_mutex_lock (&engine->mutex);
  engine->stage = stage;
  g_cond_broadcast (&engine->change);
  g_mutex_unlock (&engine->mutex);
}

static void
note_failure (control_engine *engine, enh_status failure,
              const enh_error *error)
{
  g_mutex_lock (&engine->mutex);
  if (!engine->failure)
    {
      engine->failure = failure;
      engine->error = *error;
    }
  g_mutex_unlock (&engine->mutex);
}

/* TRUE: start. FALSE: end. */
static gboolean
wait_for_start (control_engine *engine)
{
  gboolean start;

  g_mutex_lock (&engine->mutex);
  while (!engine->start_asked && !engine->end_asked)
    g_cond_wait (&engine->change, &engine->mutex);
  start = !engine->end_asked;
  g_mutex_unlock (&engine->mutex);
  return start;
}

static void
wait_for_end (control_engine *engine)
{
  g_mutex_lock (&engine->mutex);
  while (!engine->end_asked)
    g_cond_wait (&engine->change, &engine->mutex);
  g_mutex_unlock (&engine->mutex);
}

static gboolean
is_end_asked (control_engine *engine)
{
  gboolean asked;

  g_mutex_lock (&engine->mutex);
  asked = engine->end_asked;
  g_mutex_unlock (&engine->mutex);
  return asked;
}

/* Takes some seconds, in which it can be ended. */
static void
measure (control_engine *engine, enh_live *live)
{
  enh_live_delay delay = ENH_LIVE_DELAY_INIT;
  enh_error error = { "" };
  enh_status failure = enh_live_measure_begin (live, &error);
  enh_measure_state state = ENH_MEASURE_NONE;

  while (!failure
         && (state = enh_live_measure_poll (live, &delay))
              == ENH_MEASURE_RUNNING
         && !is_end_asked (engine))
    g_usleep (MEASURE_EVERY_MS * US_PER_MS);
  if (!failure && state != ENH_MEASURE_DONE)
    {
      enh_live_measure_cancel (live);
      failure = ENH_ERR_STATE;
      g_strlcpy (error.text,
                 "the measurement was ended before its end: the sound was "
                 "muted, stopped or lost",
                 sizeof error.text);
    }
  g_mutex_lock (&engine->mutex);
  engine->measured = TRUE;
  engine->delay = delay;
  engine->measure_failure = failure;
  engine->measure_error = error;
  g_mutex_unlock (&engine->mutex);
}

/* Until the end is asked for. */
static void
serve (control_engine *engine, enh_live *live)
{
  g_mutex_lock (&engine->mutex);
  while (!engine->end_asked)
    if (engine->measure_asked)
      {
        g_mutex_unlock (&engine->mutex);
        measure (engine, live);
        g_mutex_lock (&engine->mutex);
        engine->measure_asked = FALSE;
      }
    else
      g_cond_wait (&engine->change, &engine->mutex);
  g_mutex_unlock (&engine->mutex);
}

static void
publish (control_engine *engine, enh_live *live)
{
  g_mutex_lock (&engine->mutex);
  engine->live = live;
  g_mutex_unlock (&engine->mutex);
}

static gpointer
run (gpointer data)
{
  control_engine *engine = data;
  enh_error error = { "" };
  enh_live *live = NULL;
  enh_status failure = live_check_microphone (engine->config, &error);

  if (!failure)
    failure = enh_live_create (&live, engine->config, &error);
  if (!failure)
    {
      publish (engine, live);
      enter (engine, CONTROL_OPEN);
      if (wait_for_start (engine))
        {
          enter (engine, CONTROL_STARTING);
          failure = enh_live_start (live, &error);
          if (!failure)
            {
              enter (engine, CONTROL_RUNNING);
              serve (engine, live);
            }
          enter (engine, CONTROL_ENDING);
          if (!failure)
            failure = enh_live_stop (live, &error);
        }
    }
  if (failure)
    note_failure (engine, failure, &error);
  enter (engine, CONTROL_DONE);
  /* Until then others may hold it. */
  wait_for_end (engine);
  enh_live_destroy (live);
  g_mutex_lock (&engine->mutex);
  engine->freed = TRUE;
  g_cond_broadcast (&engine->change);
  g_mutex_unlock (&engine->mutex);
  return NULL;
}

control_engine *
control_engine_new (const enh_live_config *config)
{
  control_engine *engine = g_new0 (control_engine, 1);

  engine->config = config;
  g_mutex_init (&engine->mutex);
  g_cond_init (&engine->change);
  engine->thread = g_thread_new ("engine", run, engine);
  return engine;
}

control_stage
control_engine_stage (control_engine *engine)
{
  control_stage stage;

  g_mutex_lock (&engine->mutex);
  stage = engine->stage;
  g_mutex_unlock (&engine->mutex);
  return stage;
}

enh_live *
control_engine_live (control_engine *engine)
{
  enh_live *live;

  g_mutex_lock (&engine->mutex);
  live = engine->end_asked ? NULL : engine->live;
  g_mutex_unlock (&engine->mutex);
  return live;
}

void
control_engine_start (control_engine *engine)
{
  g_mutex_lock (&engine->mutex);
  engine->start_asked = TRUE;
  g_cond_broadcast (&engine->change);
  g_mutex_unlock (&engine->mutex);
}

void
control_engine_end (control_engine *engine)
{
  g_mutex_lock (&engine->mutex);
  engine->end_asked = TRUE;
  g_cond_broadcast (&engine->change);
  g_mutex_unlock (&engine->mutex);
}

enh_status
control_engine_failure (control_engine *engine, enh_error *error)
{
  enh_status failure;

  g_mutex_lock (&engine->mutex);
  failure = engine->failure;
  *error = engine->error;
  g_mutex_unlock (&engine->mutex);
  return failure;
}

gboolean
control_engine_measure (control_engine *engine)
{
  gboolean free;

  g_mutex_lock (&engine->mutex);
  free = engine->stage == CONTROL_RUNNING && !engine->measure_asked
         && !engine->measured;
  if (free)
    {
      engine->measure_asked = TRUE;
      g_cond_broadcast (&engine->change);
    }
  g_mutex_unlock (&engine->mutex);
  return free;
}

enh_status
control_engine_tone (control_engine *engine, uint32_t ear, enh_error *error)
{
  enh_status failure = ENH_ERR_STATE;

  g_strlcpy (error->text,
             "the delay is being measured, or the sound has not begun yet",
             sizeof error->text);
  g_mutex_lock (&engine->mutex);
  if (engine->stage == CONTROL_RUNNING && !engine->measure_asked)
    failure = enh_live_play_tone (engine->live, ear, error);
  g_mutex_unlock (&engine->mutex);
  return failure;
}

gboolean
control_engine_measured (control_engine *engine, enh_live_delay *delay,
                         enh_status *failure, enh_error *error)
{
  gboolean measured;

  g_mutex_lock (&engine->mutex);
  measured = engine->measured;
  if (measured)
    {
      *delay = engine->delay;
      *failure = engine->measure_failure;
      *error = engine->measure_error;
      engine->measured = FALSE;
    }
  g_mutex_unlock (&engine->mutex);
  return measured;
}

gboolean
control_engine_finish (control_engine *engine, guint milliseconds,
                       enh_status *failure, enh_error *error)
{
  const gint64 until
    = g_get_monotonic_time () + (gint64) milliseconds * US_PER_MS;
  gboolean freed;

  g_mutex_lock (&engine->mutex);
  while (!engine->freed)
    if (!g_cond_wait_until (&engine->change, &engine->mutex, until))
      break;
  freed = engine->freed;
  *failure = engine->failure;
  *error = engine->error;
  g_mutex_unlock (&engine->mutex);
  if (!freed)
    return FALSE;

  g_thread_join (engine->thread);
  g_cond_clear (&engine->change);
  g_mutex_clear (&engine->mutex);
  g_free (engine);
  return TRUE;
}
