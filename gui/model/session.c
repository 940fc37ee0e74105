/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "model/session.h"

#include "model/feed.h"

struct _PlSession {
  GObject parent_instance;
  enh_supervisor *supervisor; /* NULL: it could not be made */
  GSource *wake;              /* set ready by the supervisor's thread */
  enh_supervisor_event now;   /* the last of its state */
  gboolean muted;
  gboolean has_listened; /* since Start */
  gint64 since;          /* us: when the sound came; 0: there is none */
  PlFeed *feed;
  PlLevels levels;
  enh_device_list *devices; /* NULL: never looked for */
};

G_DEFINE_TYPE (PlSession, pl_session, G_TYPE_OBJECT)

enum { CHANGED, LEVELS, WARNING, DELAY_MEASURED, REFUSED, DEVICES, SIGNALS };

static guint signals[SIGNALS];

/* What comes back. */

static void
take_state (PlSession *self, const enh_supervisor_event *event)
{
  self->now = *event;
  if (self->now.state != ENH_SUPERVISOR_LISTENING)
    {
      self->since = 0;
      pl_levels_silence (&self->levels);
      g_signal_emit (self, signals[LEVELS], 0);
    }
  else if (!self->since)
    {
      self->since = g_get_monotonic_time ();
      self->has_listened = TRUE;
    }
  if (self->now.state == ENH_SUPERVISOR_STOPPED)
    self->has_listened = FALSE;
  if (self->now.reason == ENH_REASON_NO_DEVICE)
    pl_session_look_for_devices (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
take_status (PlSession *self, const enh_supervisor_status *status)
{
  /* One that was under way when the sound ended has no levels any more. */
  if (self->now.state != ENH_SUPERVISOR_LISTENING)
    return;
  pl_levels_take (&self->levels, status);
  g_signal_emit (self, signals[LEVELS], 0);
}

static void
take_devices (PlSession *self)
{
  enh_device_list *list;

  if (enh_supervisor_devices (self->supervisor, &list))
    return;
  enh_device_list_destroy (self->devices);
  self->devices = list;
  g_signal_emit (self, signals[DEVICES], 0);
  /* What is missing is told by what there is. */
  if (self->now.reason == ENH_REASON_NO_DEVICE)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
take_event (PlSession *self, const enh_supervisor_event *event)
{
  switch (event->kind)
    {
    case ENH_EVENT_STATE:
      take_state (self, event);
      break;
    case ENH_EVENT_STATUS:
      take_status (self, &event->status);
      break;
    case ENH_EVENT_WARNING:
      g_signal_emit (self, signals[WARNING], 0, (int) event->warning,
                     event->value);
      break;
    case ENH_EVENT_DELAY:
      g_signal_emit (self, signals[DELAY_MEASURED], 0, event->delay_ms,
                     event->confidence);
      break;
    case ENH_EVENT_ERROR:
      g_message ("%s", event->text);
      g_signal_emit (self, signals[REFUSED], 0, (int) event->refused);
      break;
    case ENH_EVENT_DEVICES:
      take_devices (self);
      break;
    case ENH_EVENT_NONE:
      break;
    }
}

static gboolean
drain (gpointer data)
{
  PlSession *self = PL_SESSION (data);
  enh_supervisor_event event = ENH_SUPERVISOR_EVENT_INIT;

  g_object_ref (self);
  /* A handler may dispose of the session. */
  while (self->supervisor && enh_supervisor_next (self->supervisor, &event, 0))
    take_event (self, &event);
  g_object_unref (self);
  return G_SOURCE_CONTINUE;
}

static gboolean
dispatch_wake (GSource *source, GSourceFunc callback, gpointer data)
{
  g_source_set_ready_time (source, -1);
  return callback (data);
}

static GSourceFuncs wake_functions = { .dispatch = dispatch_wake };

/* On the supervisor's own thread. */
static void
wake_up (void *user)
{
  g_source_set_ready_time (user, 0);
}

static void
on_profile_refused (gpointer data)
{
  g_signal_emit (data, signals[REFUSED], 0, (int) ENH_REFUSED_SETTING);
}

static void
pl_session_dispose (GObject *object)
{
  PlSession *self = PL_SESSION (object);
  enh_supervisor *supervisor = self->supervisor;

  g_clear_pointer (&self->feed, pl_feed_free);
  /* Ends the sound, and the thread that wakes us. */
  self->supervisor = NULL;
  enh_supervisor_destroy (supervisor);
  if (self->wake)
    {
      g_source_destroy (self->wake);
      g_clear_pointer (&self->wake, g_source_unref);
    }
  G_OBJECT_CLASS (pl_session_parent_class)->dispose (object);
}

static void
pl_session_finalize (GObject *object)
{
  PlSession *self = PL_SESSION (object);

  enh_device_list_destroy (self->devices);
  G_OBJECT_CLASS (pl_session_parent_class)->finalize (object);
}

static void
pl_session_class_init (PlSessionClass *class)
{
  GObjectClass *object = G_OBJECT_CLASS (class);
  const GType type = PL_TYPE_SESSION;
  const GSignalFlags last = G_SIGNAL_RUN_LAST;

  object->dispose = pl_session_dispose;
  object->finalize = pl_session_finalize;
  signals[CHANGED]
    = g_signal_new ("changed", type, last, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LEVELS]
    = g_signal_new ("levels", type, last, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[WARNING] = g_signal_new ("warning", type, last, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_DOUBLE);
  signals[DELAY_MEASURED] = g_signal_new ("delay-measured", type, last, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 2,
                                          G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[REFUSED] = g_signal_new ("refused", type, last, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_INT);
  signals[DEVICES]
    = g_signal_new ("devices", type, last, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
pl_session_init (PlSession *self)
{
  pl_levels_silence (&self->levels);
  self->now = (enh_supervisor_event) ENH_SUPERVISOR_EVENT_INIT;
}

static const char *
or_null (const char *text)
{
  return text && *text ? text : NULL;
}

PlSession *
pl_session_new (PlParams *params, const char *input, const char *output)
{
  PlSession *self = g_object_new (PL_TYPE_SESSION, NULL);
  enh_supervisor_config config = ENH_SUPERVISOR_CONFIG_INIT;
  enh_error error = { "" };

  self->wake = g_source_new (&wake_functions, sizeof (GSource));
  g_source_set_callback (self->wake, drain, self, NULL);
  g_source_set_name (self->wake, "listening");
  g_source_attach (self->wake, NULL);

  config.input = or_null (input);
  config.output = or_null (output);
  config.notify = wake_up;
  config.user = self->wake;
  if (enh_supervisor_create (&self->supervisor, &config, &error))
    {
      self->supervisor = NULL;
      g_warning ("%s", error.text);
      self->now.reason = ENH_REASON_PROGRAM;
      return self;
    }
  self->feed = pl_feed_new (params, self->supervisor, on_profile_refused, self);
  return self;
}

void
pl_session_start (PlSession *self, double dose_percent)
{
  if (!self->supervisor)
    {
      g_signal_emit (self, signals[CHANGED], 0);
      return;
    }
  self->levels.dose_percent = dose_percent;
  if (enh_supervisor_set_dose (self->supervisor, (float) dose_percent)
      || enh_supervisor_start (self->supervisor))
    g_warning ("listening could not be started");
}

void
pl_session_stop (PlSession *self)
{
  if (self->supervisor && enh_supervisor_stop (self->supervisor))
    g_warning ("listening could not be stopped");
  /* For the next time; what just ends stays silent. */
  pl_session_mute (self, FALSE);
}

void
pl_session_resume (PlSession *self)
{
  if (self->supervisor && enh_supervisor_resume (self->supervisor))
    g_warning ("listening could not be resumed");
}

void
pl_session_mute (PlSession *self, gboolean muted)
{
  if (!self->supervisor || self->muted == muted)
    return;
  if (enh_supervisor_mute (self->supervisor, muted))
    g_warning ("listening could not be muted");
  self->muted = muted;
  g_signal_emit (self, signals[CHANGED], 0);
}

void
pl_session_toggle_mute (PlSession *self)
{
  pl_session_mute (self, !self->muted);
}

void
pl_session_choose (PlSession *self, const char *input, const char *output,
                   gboolean allow_loudspeaker)
{
  if (self->supervisor
      && enh_supervisor_choose_devices (self->supervisor, or_null (input),
                                        or_null (output), allow_loudspeaker))
    g_warning ("the devices could not be chosen");
}

void
pl_session_measure_delay (PlSession *self)
{
  if (self->supervisor && enh_supervisor_measure_delay (self->supervisor))
    g_signal_emit (self, signals[REFUSED], 0, (int) ENH_REFUSED_DELAY);
}

void
pl_session_play_tone (PlSession *self, guint ear)
{
  if (self->supervisor && enh_supervisor_play_tone (self->supervisor, ear))
    g_signal_emit (self, signals[REFUSED], 0, (int) ENH_REFUSED_TONE);
}

void
pl_session_look_for_devices (PlSession *self)
{
  if (self->supervisor && enh_supervisor_look (self->supervisor))
    g_warning ("the devices could not be listed");
}

enh_supervisor_state
pl_session_get_state (PlSession *self)
{
  return self->now.state;
}

enh_supervisor_reason
pl_session_get_why (PlSession *self)
{
  return self->now.reason;
}

gboolean
pl_session_get_muted (PlSession *self)
{
  return self->muted;
}

gboolean
pl_session_is_on (PlSession *self)
{
  return self->now.state != ENH_SUPERVISOR_STOPPED;
}

gboolean
pl_session_has_listened (PlSession *self)
{
  return self->has_listened;
}

guint
pl_session_get_minutes (PlSession *self)
{
  return self->since ? (guint) ((g_get_monotonic_time () - self->since)
                                / G_USEC_PER_SEC / 60)
                     : 0;
}

const PlLevels *
pl_session_get_levels (PlSession *self)
{
  return &self->levels;
}

const enh_supervisor_device *
pl_session_get_input (PlSession *self)
{
  return &self->now.input;
}

const enh_supervisor_device *
pl_session_get_output (PlSession *self)
{
  return &self->now.output;
}

const enh_supervisor_device *
pl_session_get_offered (PlSession *self)
{
  return &self->now.offered;
}

const enh_device_list *
pl_session_get_devices (PlSession *self)
{
  return self->devices;
}
