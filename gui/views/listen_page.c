/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "views/listen_page.h"

#include "model/words.h"
#include "style.h"
#include "views/meter.h"
#include "views/stepper.h"

#include <glib/gi18n.h>

struct _EnhListenPage {
  GtkScrolledWindow parent_instance;
  GtkLabel *sentence;
  GtkButton *start;
  GtkImage *start_icon;
  GtkLabel *start_label;
  GtkToggleButton *mute;
  EnhStepper *volume;
  EnhStepper *tone;
  GtkToggleButton *noise_off;
  GtkToggleButton *noise_low;
  GtkToggleButton *noise_medium;
  GtkToggleButton *noise_high;
  EnhMeter *microphone;
  EnhMeter *ears;
  EnhModel *model;
  char *announced; /* sentence that was told last, without its figures */
};

G_DEFINE_TYPE (EnhListenPage, enh_listen_page, GTK_TYPE_SCROLLED_WINDOW)

/* dB of a press: three of them are twice as loud. */
static const double volume_step = 3.0;

/* Of the way from deeper to clearer. */
static const double tone_step = 0.2;

static void
show_button (EnhListenPage *self)
{
  const char *label, *icon;
  gboolean go = FALSE;
  GtkStyleContext *style
    = gtk_widget_get_style_context (GTK_WIDGET (self->start));

  switch (enh_session_get_state (self->model->session))
    {
    case ENH_SESSION_STOPPED:
      label = _ ("_Start");
      icon = "media-playback-start-symbolic";
      go = TRUE;
      break;
    case ENH_SESSION_WAITING:
      label = _ ("_Resume");
      icon = "media-playback-start-symbolic";
      go = TRUE;
      break;
    case ENH_SESSION_STARTING:
    case ENH_SESSION_LISTENING:
    case ENH_SESSION_RECOVERING:
    default:
      label = _ ("_Stop");
      icon = "media-playback-stop-symbolic";
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
announce (EnhListenPage *self, const char *sentence)
{
  char *key = g_strdup_printf (
    "%d %d %d", (int) enh_session_get_state (self->model->session),
    (int) enh_session_get_why (self->model->session),
    enh_session_get_muted (self->model->session));

  if (g_strcmp0 (key, self->announced) != 0)
    {
      if (self->announced)
        enh_style_announce (GTK_WIDGET (self->sentence), sentence);
      g_free (self->announced);
      self->announced = g_steal_pointer (&key);
    }
  g_free (key);
}

static void
show_sentence (EnhListenPage *self)
{
  char *sentence = enh_session_sentence (self->model->session);

  if (g_strcmp0 (gtk_label_get_text (self->sentence), sentence) != 0)
    gtk_label_set_text (self->sentence, sentence);
  announce (self, sentence);
  g_free (sentence);
}

static void
on_changed (EnhSession *session, EnhListenPage *self)
{
  const gboolean muted = enh_session_get_muted (session);

  show_button (self);
  show_sentence (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->mute),
                            enh_session_is_on (session));
  if (gtk_toggle_button_get_active (self->mute) != muted)
    gtk_toggle_button_set_active (self->mute, muted);
  gtk_button_set_label (GTK_BUTTON (self->mute),
                        muted ? _ ("Sound _on") : _ ("_Mute"));
}

static void
on_levels (EnhSession *session, EnhListenPage *self)
{
  (void) session;
  show_sentence (self);
}

static void
on_start (EnhListenPage *self)
{
  enh_model_press (self->model);
}

static void
on_mute (EnhListenPage *self)
{
  enh_session_mute (self->model->session,
                    gtk_toggle_button_get_active (self->mute));
}

/* Between a step of the four and percent of noise reduction. */

static gboolean
to_button (GBinding *binding, const GValue *from, GValue *to, gpointer step)
{
  (void) binding;
  g_value_set_boolean (to, enh_words_noise_step (g_value_get_float (from))
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
  g_value_set_float (to, enh_words_noise_percent (GPOINTER_TO_UINT (step)));
  return TRUE;
}

static void
bind_noise (EnhListenPage *self)
{
  GtkToggleButton *const buttons[ENH_NOISE_STEPS]
    = { self->noise_off, self->noise_low, self->noise_medium,
        self->noise_high };

  for (guint step = 0; step < ENH_NOISE_STEPS; ++step)
    g_object_bind_property_full (
      self->model->params, "noise_reduction", buttons[step], "active",
      G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE, to_button, from_button,
      GUINT_TO_POINTER (step), NULL);
}

GtkWidget *
enh_listen_page_new (EnhModel *model)
{
  EnhListenPage *self = g_object_new (ENH_TYPE_LISTEN_PAGE, NULL);

  self->model = model;
  enh_stepper_bind (self->volume, model->params, "volume", volume_step);
  enh_stepper_bind (self->tone, model->params, "tone", tone_step);
  bind_noise (self);
  enh_meter_bind (self->microphone, model->session, ENH_METER_MICROPHONE);
  enh_meter_bind (self->ears, model->session, ENH_METER_EARS);
  g_signal_connect_object (model->session, "changed", G_CALLBACK (on_changed),
                           self, 0);
  g_signal_connect_object (model->session, "levels", G_CALLBACK (on_levels),
                           self, 0);
  on_changed (model->session, self);
  return GTK_WIDGET (self);
}

static void
enh_listen_page_finalize (GObject *object)
{
  g_free (ENH_LISTEN_PAGE (object)->announced);
  G_OBJECT_CLASS (enh_listen_page_parent_class)->finalize (object);
}

static void
enh_listen_page_class_init (EnhListenPageClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = enh_listen_page_finalize;
  g_type_ensure (ENH_TYPE_STEPPER);
  g_type_ensure (ENH_TYPE_METER);
  gtk_widget_class_set_template_from_resource (
    widget, "/org/libenhance/PersonalListener/views/listen_page.ui");
  gtk_widget_class_bind_template_child (widget, EnhListenPage, sentence);
  gtk_widget_class_bind_template_child (widget, EnhListenPage, start);
  gtk_widget_class_bind_template_child (widget, EnhListenPage, start_icon);
  gtk_widget_class_bind_template_child (widget, EnhListenPage, start_label);
  gtk_widget_class_bind_template_child (widget, EnhListenPage, mute);
  gtk_widget_class_bind_template_child (widget, EnhListenPage, volume);
  gtk_widget_class_bind_template_child (widget, EnhListenPage, tone);
  gtk_widget_class_bind_template_child (widget, EnhListenPage, noise_off);
  gtk_widget_class_bind_template_child (widget, EnhListenPage, noise_low);
  gtk_widget_class_bind_template_child (widget, EnhListenPage, noise_medium);
  gtk_widget_class_bind_template_child (widget, EnhListenPage, noise_high);
  gtk_widget_class_bind_template_child (widget, EnhListenPage, microphone);
  gtk_widget_class_bind_template_child (widget, EnhListenPage, ears);
  gtk_widget_class_bind_template_callback (widget, on_start);
  gtk_widget_class_bind_template_callback (widget, on_mute);
}

static void
enh_listen_page_init (EnhListenPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
