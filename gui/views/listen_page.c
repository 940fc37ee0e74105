/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "views/listen_page.h"

#include "model/words.h"
#include "style.h"
#include "views/meter.h"
#include "views/stepper.h"

#include <glib/gi18n.h>

struct _PlListenPage {
  GtkScrolledWindow parent_instance;
  GtkLabel *sentence;
  GtkButton *start;
  GtkImage *start_icon;
  GtkLabel *start_label;
  GtkToggleButton *mute;
  PlStepper *volume;
  PlStepper *tone;
  GtkToggleButton *noise_off;
  GtkToggleButton *noise_low;
  GtkToggleButton *noise_medium;
  GtkToggleButton *noise_high;
  PlMeter *microphone;
  PlMeter *ears;
  PlModel *model;
  char *announced; /* sentence that was told last, without its figures */
};

G_DEFINE_TYPE (PlListenPage, pl_listen_page, GTK_TYPE_SCROLLED_WINDOW)

/* dB of a press: three of them are twice as loud. */
static const double volume_step = 3.0;

/* Of the way from deeper to clearer. */
static const double tone_step = 0.2;

static void
show_button (PlListenPage *self)
{
  const char *label = _ ("_Stop"), *icon = "media-playback-stop-symbolic";
  gboolean go = FALSE;
  GtkStyleContext *style
    = gtk_widget_get_style_context (GTK_WIDGET (self->start));

  switch (pl_session_get_state (self->model->session))
    {
    case ENH_SUPERVISOR_STOPPED:
      label = _ ("_Start");
      icon = "media-playback-start-symbolic";
      go = TRUE;
      break;
    case ENH_SUPERVISOR_WAITING:
      label = _ ("_Resume");
      icon = "media-playback-start-symbolic";
      go = TRUE;
      break;
    case ENH_SUPERVISOR_STARTING:
    case ENH_SUPERVISOR_LISTENING:
    case ENH_SUPERVISOR_RECOVERING:
      break;
    }
  gtk_label_set_text_with_mnemonic (self->start_label, label);
  gtk_image_set_from_icon_name (self->start_icon, icon, GTK_ICON_SIZE_DIALOG);
  /* Without its mnemonic's underscore. */
  atk_object_set_name (gtk_widget_get_accessible (GTK_WIDGET (self->start)),
                       gtk_label_get_text (self->start_label));
  gtk_style_context_remove_class (style, go ? "halt" : "go");
  gtk_style_context_add_class (style, go ? "go" : "halt");
}

/* Told when the state is another, not when the delay is a millisecond more. */
static void
announce (PlListenPage *self, const char *sentence)
{
  char *key = g_strdup_printf (
    "%d %d %d", (int) pl_session_get_state (self->model->session),
    (int) pl_session_get_why (self->model->session),
    pl_session_get_muted (self->model->session));

  if (g_strcmp0 (key, self->announced) != 0)
    {
      if (self->announced)
        pl_style_announce (GTK_WIDGET (self->sentence), sentence);
      g_free (self->announced);
      self->announced = g_steal_pointer (&key);
    }
  g_free (key);
}

static void
show_sentence (PlListenPage *self)
{
  char *sentence = pl_session_sentence (self->model->session);

  if (g_strcmp0 (gtk_label_get_text (self->sentence), sentence) != 0)
    gtk_label_set_text (self->sentence, sentence);
  announce (self, sentence);
  g_free (sentence);
}

static void
on_changed (PlSession *session, PlListenPage *self)
{
  const gboolean muted = pl_session_get_muted (session);

  show_button (self);
  show_sentence (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->mute),
                            pl_session_is_on (session));
  if (gtk_toggle_button_get_active (self->mute) != muted)
    gtk_toggle_button_set_active (self->mute, muted);
  gtk_button_set_label (GTK_BUTTON (self->mute),
                        muted ? _ ("Sound _on") : _ ("_Mute"));
}

static void
on_levels (PlSession *session, PlListenPage *self)
{
  (void) session;
  show_sentence (self);
}

static void
on_start (PlListenPage *self)
{
  pl_model_press (self->model);
}

static void
on_mute (PlListenPage *self)
{
  pl_session_mute (self->model->session,
                   gtk_toggle_button_get_active (self->mute));
}

/* Between a step of the four and percent of noise reduction. */

static gboolean
to_button (GBinding *binding, const GValue *from, GValue *to, gpointer step)
{
  (void) binding;
  g_value_set_boolean (to, pl_words_noise_step (g_value_get_float (from))
                             == GPOINTER_TO_UINT (step));
  return TRUE;
}

/* The button that goes out says nothing. */
static gboolean
from_button (GBinding *binding, const GValue *from, GValue *to, gpointer step)
{
  (void) binding;
  if (!g_value_get_boolean (from))
    return FALSE;
  g_value_set_float (to, pl_words_noise_percent (GPOINTER_TO_UINT (step)));
  return TRUE;
}

static void
bind_noise (PlListenPage *self)
{
  GtkToggleButton *const buttons[PL_NOISE_STEPS]
    = { self->noise_off, self->noise_low, self->noise_medium,
        self->noise_high };

  for (guint step = 0; step < PL_NOISE_STEPS; ++step)
    g_object_bind_property_full (
      self->model->params, "noise_reduction", buttons[step], "active",
      G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE, to_button, from_button,
      GUINT_TO_POINTER (step), NULL);
}

GtkWidget *
pl_listen_page_new (PlModel *model)
{
  PlListenPage *self = g_object_new (PL_TYPE_LISTEN_PAGE, NULL);

  self->model = model;
  pl_stepper_bind (self->volume, model->params, "volume", volume_step);
  pl_stepper_bind (self->tone, model->params, "tone", tone_step);
  bind_noise (self);
  pl_meter_bind (self->microphone, model->session, PL_METER_MICROPHONE);
  pl_meter_bind (self->ears, model->session, PL_METER_EARS);
  g_signal_connect_object (model->session, "changed", G_CALLBACK (on_changed),
                           self, 0);
  g_signal_connect_object (model->session, "levels", G_CALLBACK (on_levels),
                           self, 0);
  on_changed (model->session, self);
  return GTK_WIDGET (self);
}

static void
pl_listen_page_finalize (GObject *object)
{
  g_free (PL_LISTEN_PAGE (object)->announced);
  G_OBJECT_CLASS (pl_listen_page_parent_class)->finalize (object);
}

static void
pl_listen_page_class_init (PlListenPageClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = pl_listen_page_finalize;
  g_type_ensure (PL_TYPE_STEPPER);
  g_type_ensure (PL_TYPE_METER);
  gtk_widget_class_set_template_from_resource (
    widget, "/org/libenhance/PersonalListener/views/listen_page.ui");
  gtk_widget_class_bind_template_child (widget, PlListenPage, sentence);
  gtk_widget_class_bind_template_child (widget, PlListenPage, start);
  gtk_widget_class_bind_template_child (widget, PlListenPage, start_icon);
  gtk_widget_class_bind_template_child (widget, PlListenPage, start_label);
  gtk_widget_class_bind_template_child (widget, PlListenPage, mute);
  gtk_widget_class_bind_template_child (widget, PlListenPage, volume);
  gtk_widget_class_bind_template_child (widget, PlListenPage, tone);
  gtk_widget_class_bind_template_child (widget, PlListenPage, noise_off);
  gtk_widget_class_bind_template_child (widget, PlListenPage, noise_low);
  gtk_widget_class_bind_template_child (widget, PlListenPage, noise_medium);
  gtk_widget_class_bind_template_child (widget, PlListenPage, noise_high);
  gtk_widget_class_bind_template_child (widget, PlListenPage, microphone);
  gtk_widget_class_bind_template_child (widget, PlListenPage, ears);
  gtk_widget_class_bind_template_callback (widget, on_start);
  gtk_widget_class_bind_template_callback (widget, on_mute);
}

static void
pl_listen_page_init (PlListenPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
