/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What becomes of our streams at PulseAudio's server. At each event that may have
   to do with them all is asked anew: which devices they are at, and what those are
   like. */

#include "io/device/pulse_watch.h"

#ifdef HAVE_PULSE

#  include "io/device/pulse_route.h"

#  include <pulse/pulseaudio.h>

#  include <stdatomic.h>
#  include <stdlib.h>
#  include <string.h>
#  include <unistd.h>

/* Of no device. */
#  define NOWHERE UINT32_MAX

struct enh__pulse_watch {
  pa_threaded_mainloop *loop;
  pa_context *context;
  int sides[2]; /* by enh_direction, like all below */
  int loudspeaker_allowed;
  void (*lost) (void *data, enh_live_loss loss);
  void *data;
  uint32_t at[2];     /* where the streams were at first */
  uint32_t now[2];    /* where they are */
  unsigned int facts; /* of this turn */
  int turn;           /* not 0: answers are awaited */
  int again;          /* not 0: something happened meanwhile */
  int connected;      /* not 0: the server was there */
  int ended;          /* not 0: it was told */
  atomic_uint system;
};

static const unsigned int muted_bit[2]
  = { ENH_LIVE_INPUT_MUTED, ENH_LIVE_OUTPUT_MUTED };
static const unsigned int silent_bit[2]
  = { ENH_LIVE_INPUT_VOLUME_0, ENH_LIVE_OUTPUT_VOLUME_0 };

static void
lose (enh__pulse_watch *watch, enh_live_loss loss)
{
  if (!watch->ended)
    watch->lost (watch->data, loss);
  watch->ended = 1;
}

static void
ask (enh__pulse_watch *watch);

/* --- Answers: the streams, then the devices they are at ------------------------- */

static void
end_turn (enh__pulse_watch *watch)
{
  watch->turn = 0;
  atomic_store (&watch->system, watch->facts);
  if (watch->again)
    ask (watch);
}

static void
note_device (enh__pulse_watch *watch, enh_direction d, int muted,
             const pa_cvolume *volume)
{
  watch->facts |= muted ? muted_bit[d] : 0u;
  watch->facts |= pa_cvolume_max (volume) == PA_VOLUME_MUTED ? silent_bit[d]
                                                             : 0u;
}

static void
take_source (pa_context *context, const pa_source_info *info, int last,
             void *user)
{
  enh__pulse_watch *watch = user;

  (void) context;
  if (!last)
    note_device (watch, ENH_DIRECTION_INPUT, info->mute, &info->volume);
  else
    end_turn (watch);
}

static void
ask_source (enh__pulse_watch *watch)
{
  const uint32_t at = watch->now[ENH_DIRECTION_INPUT];
  pa_operation *asked = NULL;

  if (at != NOWHERE)
    asked = pa_context_get_source_info_by_index (watch->context, at,
                                                 take_source, watch);
  if (asked)
    pa_operation_unref (asked);
  else
    end_turn (watch);
}

static void
take_sink (pa_context *context, const pa_sink_info *info, int last, void *user)
{
  enh__pulse_watch *watch = user;

  (void) context;
  if (last)
    {
      ask_source (watch);
      return;
    }
  note_device (watch, ENH_DIRECTION_OUTPUT, info->mute, &info->volume);
  if (!watch->loudspeaker_allowed
      && enh__pulse_kind_of (info->name, info->description,
                             info->active_port ? info->active_port->name : NULL,
                             info->proplist)
           == ENH_DEVICE_LOUDSPEAKER)
    lose (watch, ENH_LIVE_LOST_TO_LOUDSPEAKER);
}

static void
ask_sink (enh__pulse_watch *watch)
{
  const uint32_t at = watch->now[ENH_DIRECTION_OUTPUT];
  pa_operation *asked = NULL;

  if (at != NOWHERE)
    asked = pa_context_get_sink_info_by_index (watch->context, at, take_sink,
                                               watch);
  if (asked)
    pa_operation_unref (asked);
  else
    ask_source (watch);
}

/* Never by itself on another device than at first. */
static void
look_for_moves (enh__pulse_watch *watch)
{
  static const enh_live_loss losses[2]
    = { ENH_LIVE_LOST_INPUT_REPLACED, ENH_LIVE_LOST_OUTPUT };

  for (int d = ENH_DIRECTION_OUTPUT; d >= ENH_DIRECTION_INPUT; --d)
    if (watch->now[d] != NOWHERE && watch->at[d] == NOWHERE)
      watch->at[d] = watch->now[d];
    else if (watch->now[d] != NOWHERE && watch->now[d] != watch->at[d])
      lose (watch, losses[d]);
}

static int
is_ours (pa_proplist *facts)
{
  const char *process
    = pa_proplist_gets (facts, PA_PROP_APPLICATION_PROCESS_ID);

  return process && strtol (process, NULL, 10) == (long) getpid ();
}

static void
take_recording (pa_context *context, const pa_source_output_info *info,
                int last, void *user)
{
  enh__pulse_watch *watch = user;

  (void) context;
  if (!last)
    {
      if (watch->sides[ENH_DIRECTION_INPUT] && is_ours (info->proplist))
        watch->now[ENH_DIRECTION_INPUT] = info->source;
      return;
    }
  look_for_moves (watch);
  ask_sink (watch);
}

static void
take_playing (pa_context *context, const pa_sink_input_info *info, int last,
              void *user)
{
  enh__pulse_watch *watch = user;
  pa_operation *asked;

  if (!last)
    {
      if (watch->sides[ENH_DIRECTION_OUTPUT] && is_ours (info->proplist))
        watch->now[ENH_DIRECTION_OUTPUT] = info->sink;
      return;
    }
  asked
    = pa_context_get_source_output_info_list (context, take_recording, watch);
  if (asked)
    pa_operation_unref (asked);
}

static void
ask (enh__pulse_watch *watch)
{
  pa_operation *asked;

  watch->again = 0;
  watch->turn = 1;
  watch->facts = 0;
  watch->now[0] = watch->now[1] = NOWHERE;
  asked
    = pa_context_get_sink_input_info_list (watch->context, take_playing, watch);
  if (asked)
    pa_operation_unref (asked);
}

/* --- The connection -------------------------------------------------------------- */

static void
on_event (pa_context *context, pa_subscription_event_type_t type,
          uint32_t index, void *user)
{
  enh__pulse_watch *watch = user;

  (void) context;
  (void) type;
  (void) index;
  if (watch->turn)
    watch->again = 1;
  else
    ask (watch);
}

static void
on_state (pa_context *context, void *user)
{
  enh__pulse_watch *watch = user;
  pa_operation *asked;

  switch (pa_context_get_state (context))
    {
    case PA_CONTEXT_READY:
      watch->connected = 1;
      pa_context_set_subscribe_callback (context, on_event, watch);
      asked = pa_context_subscribe (
        context,
        PA_SUBSCRIPTION_MASK_SINK | PA_SUBSCRIPTION_MASK_SOURCE
          | PA_SUBSCRIPTION_MASK_SINK_INPUT | PA_SUBSCRIPTION_MASK_SOURCE_OUTPUT
          | PA_SUBSCRIPTION_MASK_CARD,
        NULL, NULL);
      if (asked)
        pa_operation_unref (asked);
      ask (watch);
      break;
    case PA_CONTEXT_FAILED:
      /* One that never was there does not carry the sound: what is called
         "default" may lead elsewhere. */
      if (watch->connected)
        lose (watch, ENH_LIVE_LOST_SERVER);
      break;
    case PA_CONTEXT_UNCONNECTED:
    case PA_CONTEXT_CONNECTING:
    case PA_CONTEXT_AUTHORIZING:
    case PA_CONTEXT_SETTING_NAME:
    case PA_CONTEXT_TERMINATED:
      break;
    }
}

enh__pulse_watch *
enh__pulse_watch_new (const int sides[2], int loudspeaker_allowed,
                      void (*lost) (void *data, enh_live_loss loss), void *data)
{
  enh__pulse_watch *watch = calloc (1, sizeof *watch);

  if (!watch)
    return NULL;
  memcpy (watch->sides, sides, sizeof watch->sides);
  watch->loudspeaker_allowed = loudspeaker_allowed;
  watch->lost = lost;
  watch->data = data;
  watch->at[0] = watch->at[1] = NOWHERE;
  atomic_init (&watch->system, 0u);
  watch->loop = pa_threaded_mainloop_new ();
  if (watch->loop)
    watch->context = pa_context_new (pa_threaded_mainloop_get_api (watch->loop),
                                     "Personal Listener");
  if (watch->context)
    pa_context_set_state_callback (watch->context, on_state, watch);
  if (!watch->context
      || pa_context_connect (watch->context, NULL, PA_CONTEXT_NOAUTOSPAWN, NULL)
           < 0
      || pa_threaded_mainloop_start (watch->loop) < 0)
    {
      watch->ended = 1;
      enh__pulse_watch_free (watch);
      return NULL;
    }
  return watch;
}

void
enh__pulse_watch_free (enh__pulse_watch *watch)
{
  if (!watch)
    return;
  /* What is asked of the server is not waited for: a dead one keeps nothing. */
  if (watch->loop)
    pa_threaded_mainloop_stop (watch->loop);
  watch->ended = 1;
  if (watch->context)
    {
      pa_context_set_state_callback (watch->context, NULL, NULL);
      pa_context_disconnect (watch->context);
      pa_context_unref (watch->context);
    }
  if (watch->loop)
    pa_threaded_mainloop_free (watch->loop);
  free (watch);
}

unsigned int
enh__pulse_watch_system (const enh__pulse_watch *watch)
{
  return watch ? atomic_load (&watch->system) : 0u;
}

#else

enh__pulse_watch *
enh__pulse_watch_new (const int sides[2], int loudspeaker_allowed,
                      void (*lost) (void *data, enh_live_loss loss), void *data)
{
  (void) sides;
  (void) loudspeaker_allowed;
  (void) lost;
  (void) data;
  return NULL;
}

void
enh__pulse_watch_free (enh__pulse_watch *watch)
{
  (void) watch;
}

unsigned int
enh__pulse_watch_system (const enh__pulse_watch *watch)
{
  (void) watch;
  return 0;
}

#endif
