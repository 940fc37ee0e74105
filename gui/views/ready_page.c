/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "views/ready_page.h"

#include "model/ready.h"
#include "style.h"
#include "views/meter.h"
#include "views/ready_row.h"

#include <glib/gi18n.h>

#include <string.h>

struct _PlReadyPage {
  GtkScrolledWindow parent_instance;
  PlMeter *meter;
  PlReadyRow *microphone, *headset, *ears, *level, *effects, *delay;
  GtkLabel *summary;
  GtkButton *skip;
  GtkButton *done;
  GtkWidget *wired;                          /* of the headset's row */
  GtkWidget *left, *right, *heard, *unheard; /* of the ears' row */
  GtkWidget *measure;                        /* of the delay's row */
  PlModel *model;
  PlReadySnapshot facts;
  char *devices; /* that the facts are of, see pl_model_devices_key; NULL: none
                    were heard yet */
  guint tone;    /* source that ends a tone; 0: none plays */
  gboolean measuring;
  gint64 since; /* us: when listening began; 0: it has not */
  int asked;    /* ear whose tone was played: -1, 1; 0: none */
};

G_DEFINE_TYPE (PlReadyPage, pl_ready_page, GTK_TYPE_SCROLLED_WINDOW)

/* The quiet start and what was pressed to begin are no sound of the room. */
static const double settle_s = 1.5;

/* What stands out of the room's noise by so much, dB, is taken for speech. */
static const double speech_rise_db = 10.0;

/* Five levels come in a second; speech is looked at over about two. */
static const double speech_share = 0.1;

static PlReadyRow *
row_of (PlReadyPage *self, PlReadyItem item)
{
  PlReadyRow *const rows[PL_READY_ITEMS] = { self->microphone, self->headset,
                                             self->ears,       self->level,
                                             self->effects,    self->delay };

  return rows[item];
}

/* A tone's length, and some time for it to come. */
enum { TONE_MS = 1300 };

static void
forget_facts (PlReadyPage *self)
{
  const PlReadySnapshot none = { .peak_db = -200.0, .speech_db = -200.0 };

  self->facts = none;
  self->asked = 0;
}

/* What was found of other devices counts no more. */
static void
look_at_devices (PlReadyPage *self)
{
  char *key = pl_model_devices_key (self->model);

  if (self->devices && strcmp (key, self->devices) != 0)
    forget_facts (self);
  g_free (self->devices);
  self->devices = key;
}

/* It is not offered again for these devices. */
static void
remember (PlReadyPage *self)
{
  char *key = pl_model_devices_key (self->model);
  char *known
    = g_settings_get_string (self->model->settings, "checked-devices");

  if (strcmp (known, key) != 0)
    g_settings_set_string (self->model->settings, "checked-devices", key);
  g_free (known);
  g_free (key);
}

static void
show (PlReadyPage *self)
{
  PlReadySnapshot *facts = &self->facts;
  guint faults = 0, open = 0;
  const char *text;
  char *summary;

  facts->state = pl_session_get_state (self->model->session);
  facts->why = pl_session_get_why (self->model->session);
  facts->input_kind = pl_session_get_input (self->model->session)->kind;
  facts->output_kind = pl_session_get_output (self->model->session)->kind;
  facts->input_name = pl_session_get_input (self->model->session)->name;
  facts->output_name = pl_session_get_output (self->model->session)->name;
  for (guint i = 0; i < PL_READY_ITEMS; ++i)
    {
      const PlReadyItem item = (PlReadyItem) i;
      const PlVerdict verdict = pl_ready_judge (facts, item, &text);

      pl_ready_row_show (row_of (self, item), pl_ready_title (item), verdict,
                         text);
      faults += verdict == PL_VERDICT_FAULT || verdict == PL_VERDICT_CAUTION;
      open += verdict == PL_VERDICT_OPEN && item != PL_READY_DELAY;
    }
  if (faults)
    summary = g_strdup_printf (
      ngettext ("%u thing to look at.", "%u things to look at.", faults),
      faults);
  else if (open)
    summary = g_strdup_printf (
      ngettext ("%u still to do.", "%u still to do.", open), open);
  else
    summary = g_strdup (_ ("Ready."));
  gtk_label_set_text (self->summary, summary);
  g_free (summary);
  gtk_widget_set_visible (GTK_WIDGET (self->skip), open || faults);
  gtk_widget_set_visible (GTK_WIDGET (self->done), !open);
  /* Who leaves by Back then has finished, too. */
  if (!open && !faults && gtk_widget_get_mapped (GTK_WIDGET (self)))
    remember (self);

  gtk_widget_set_visible (self->wired,
                          pl_ready_judge (facts, PL_READY_HEADSET, &text)
                            == PL_VERDICT_OPEN);
  const gboolean free = facts->state == ENH_SUPERVISOR_LISTENING
                        && !pl_session_get_muted (self->model->session)
                        && !self->tone && !self->measuring;
  gtk_widget_set_sensitive (self->left, free);
  gtk_widget_set_sensitive (self->right, free);
  gtk_widget_set_sensitive (self->measure, free);
  gtk_widget_set_visible (self->heard, self->asked != 0);
  gtk_widget_set_visible (self->unheard, self->asked != 0);
}

static void
on_changed (PlSession *session, PlReadyPage *self)
{
  const enh_supervisor_state state = pl_session_get_state (session);

  if (state == ENH_SUPERVISOR_LISTENING)
    look_at_devices (self);
  else
    self->measuring = FALSE;
  if (state == ENH_SUPERVISOR_LISTENING && !self->since)
    {
      self->since = g_get_monotonic_time ();
      self->facts.seconds = 0.0;
      self->facts.taps = 0;
      self->facts.floor_db = 0.0;
      self->facts.peak_db = -200.0;
      self->facts.speech_db = -200.0;
    }
  else if (state != ENH_SUPERVISOR_LISTENING)
    self->since = 0;
  show (self);
}

static void
on_levels (PlSession *session, PlReadyPage *self)
{
  PlReadySnapshot *facts = &self->facts;
  const double db = pl_session_get_levels (session)->input_db;

  if (!self->since
      || pl_session_get_state (session) != ENH_SUPERVISOR_LISTENING)
    return;
  facts->seconds
    = (double) (g_get_monotonic_time () - self->since) / G_USEC_PER_SEC
      - settle_s;
  if (facts->seconds < 0.0)
    return;
  facts->floor_db = MIN (facts->floor_db, db);
  facts->taps = pl_session_get_levels (session)->taps;
  facts->peak_db = MAX (facts->peak_db, db);
  if (db > facts->floor_db + speech_rise_db)
    facts->speech_db
      = facts->speech_db < -150.0
          ? db
          : facts->speech_db + speech_share * (db - facts->speech_db);
  show (self);
}

static void
on_delay (PlSession *session, double ms, double confidence, PlReadyPage *self)
{
  (void) session;
  self->facts.delay_ms = ms;
  self->facts.confidence = confidence;
  /* No loop was heard. */
  self->facts.delay_failed = !(ms > 0.0);
  self->measuring = FALSE;
  show (self);
}

static void
on_refused (PlSession *session, int what, PlReadyPage *self)
{
  (void) session;
  (void) what;
  if (self->measuring)
    self->facts.delay_failed = TRUE;
  else if (self->tone)
    self->asked = 0;
  self->measuring = FALSE;
  show (self);
}

static void
on_wired (PlReadyPage *self)
{
  self->facts.said_wired = TRUE;
  show (self);
}

static gboolean
on_tone_over (gpointer data)
{
  PlReadyPage *self = data;

  self->tone = 0;
  show (self);
  return G_SOURCE_REMOVE;
}

/* A soft tone, which asks for an answer. */
static void
play_ear (PlReadyPage *self, int ear)
{
  self->asked = ear;
  self->tone = g_timeout_add (TONE_MS, on_tone_over, self);
  pl_session_play_tone (self->model->session, ear > 0 ? 1 : 0);
  show (self);
}

static void
on_left (PlReadyPage *self)
{
  play_ear (self, -1);
}

static void
on_right (PlReadyPage *self)
{
  play_ear (self, 1);
}

static void
answer (PlReadyPage *self, PlHeard heard)
{
  if (self->asked < 0)
    self->facts.left = heard;
  else if (self->asked > 0)
    self->facts.right = heard;
  self->asked = 0;
  show (self);
}

static void
on_heard (PlReadyPage *self)
{
  answer (self, PL_HEARD_YES);
}

static void
on_unheard (PlReadyPage *self)
{
  answer (self, PL_HEARD_NO);
}

static void
on_measure (PlReadyPage *self)
{
  self->facts.delay_failed = FALSE;
  self->measuring = TRUE;
  show (self);
  pl_session_measure_delay (self->model->session);
}

/* Skipped or done. */
static void
on_done (PlReadyPage *self)
{
  self->asked = 0;
  remember (self);
  pl_style_act (GTK_WIDGET (self), "back");
}

static GtkWidget *
add (PlReadyPage *self, PlReadyRow *row, const char *label,
     void (*pressed) (PlReadyPage *))
{
  GtkWidget *button = pl_ready_row_add (row, label);

  g_signal_connect_swapped (button, "clicked", G_CALLBACK (pressed), self);
  return button;
}

GtkWidget *
pl_ready_page_new (PlModel *model)
{
  PlReadyPage *self = g_object_new (PL_TYPE_READY_PAGE, NULL);

  self->model = model;
  pl_meter_bind (self->meter, model->session, PL_METER_MICROPHONE);
  self->wired = add (self, self->headset, _ ("It _has a cable"), on_wired);
  self->left = add (self, self->ears, _ ("L_eft ear"), on_left);
  self->right = add (self, self->ears, _ ("Ri_ght ear"), on_right);
  self->heard = add (self, self->ears, _ ("_Yes, heard"), on_heard);
  self->unheard = add (self, self->ears, _ ("N_ot heard"), on_unheard);
  self->measure = add (self, self->delay, _ ("Meas_ure"), on_measure);
  g_signal_connect_object (model->session, "changed", G_CALLBACK (on_changed),
                           self, 0);
  g_signal_connect_object (model->session, "levels", G_CALLBACK (on_levels),
                           self, 0);
  g_signal_connect_object (model->session, "delay-measured",
                           G_CALLBACK (on_delay), self, 0);
  g_signal_connect_object (model->session, "refused", G_CALLBACK (on_refused),
                           self, 0);
  on_changed (model->session, self);
  return GTK_WIDGET (self);
}

static void
pl_ready_page_finalize (GObject *object)
{
  PlReadyPage *self = PL_READY_PAGE (object);

  if (self->tone)
    g_source_remove (self->tone);
  g_free (self->devices);
  G_OBJECT_CLASS (pl_ready_page_parent_class)->finalize (object);
}

static void
pl_ready_page_class_init (PlReadyPageClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = pl_ready_page_finalize;
  g_type_ensure (PL_TYPE_READY_ROW);
  g_type_ensure (PL_TYPE_METER);
  gtk_widget_class_set_template_from_resource (
    widget, "/org/libenhance/PersonalListener/views/ready_page.ui");
  gtk_widget_class_bind_template_child (widget, PlReadyPage, meter);
  gtk_widget_class_bind_template_child (widget, PlReadyPage, microphone);
  gtk_widget_class_bind_template_child (widget, PlReadyPage, headset);
  gtk_widget_class_bind_template_child (widget, PlReadyPage, ears);
  gtk_widget_class_bind_template_child (widget, PlReadyPage, level);
  gtk_widget_class_bind_template_child (widget, PlReadyPage, effects);
  gtk_widget_class_bind_template_child (widget, PlReadyPage, delay);
  gtk_widget_class_bind_template_child (widget, PlReadyPage, summary);
  gtk_widget_class_bind_template_child (widget, PlReadyPage, skip);
  gtk_widget_class_bind_template_child (widget, PlReadyPage, done);
  gtk_widget_class_bind_template_callback (widget, on_done);
}

static void
pl_ready_page_init (PlReadyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  forget_facts (self);
}
