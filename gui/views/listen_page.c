/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "views/listen_page.h"

#include "model/words.h"
#include "views/first_steps.h"
#include "views/meter.h"
#include "views/stepper.h"

#include <glib/gi18n.h>

struct _PlListenPage {
  GtkScrolledWindow parent_instance;
  PlFirstSteps *steps;
  PlStepper *loudness;
  PlStepper *sound;
  GtkToggleButton *keep, *less, *low, *least;
  GtkWidget *keep_mark, *less_mark, *low_mark, *least_mark;
  PlMeter *voice;
  PlModel *model;
};

G_DEFINE_TYPE (PlListenPage, pl_listen_page, GTK_TYPE_SCROLLED_WINDOW)

static void
on_changed (PlSession *session, PlListenPage *self)
{
  const gboolean silent = pl_session_get_state (session)
                            == ENH_SUPERVISOR_LISTENING
                          && pl_session_get_muted (session);

  /* Who has started knows how. */
  if (pl_session_has_listened (session))
    gtk_widget_hide (GTK_WIDGET (self->steps));
  gtk_widget_set_opacity (GTK_WIDGET (self->loudness), silent ? 0.5 : 1.0);
  gtk_widget_set_visible (GTK_WIDGET (self->voice), pl_session_is_on (session));
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
    = { self->keep, self->less, self->low, self->least };
  GtkWidget *const marks[PL_NOISE_STEPS]
    = { self->keep_mark, self->less_mark, self->low_mark, self->least_mark };

  for (guint step = 0; step < PL_NOISE_STEPS; ++step)
    {
      g_object_bind_property (buttons[step], "active", marks[step], "visible",
                              G_BINDING_SYNC_CREATE);
      g_object_bind_property_full (
        self->model->params, "noise_reduction", buttons[step], "active",
        G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE, to_button, from_button,
        GUINT_TO_POINTER (step), NULL);
    }
}

GtkWidget *
pl_listen_page_new (PlModel *model)
{
  PlListenPage *self = g_object_new (PL_TYPE_LISTEN_PAGE, NULL);

  self->model = model;
  pl_first_steps_bind (self->steps, model);
  pl_stepper_bind (self->loudness, model->params, PL_KNOB_LOUDNESS);
  pl_stepper_bind (self->sound, model->params, PL_KNOB_SOUND);
  bind_noise (self);
  pl_meter_bind (self->voice, model->session, PL_METER_MICROPHONE);
  g_signal_connect_object (model->session, "changed", G_CALLBACK (on_changed),
                           self, 0);
  on_changed (model->session, self);
  return GTK_WIDGET (self);
}

static void
pl_listen_page_class_init (PlListenPageClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  g_type_ensure (PL_TYPE_FIRST_STEPS);
  g_type_ensure (PL_TYPE_STEPPER);
  g_type_ensure (PL_TYPE_METER);
  gtk_widget_class_set_template_from_resource (
    widget, "/org/libenhance/PersonalListener/views/listen_page.ui");
  gtk_widget_class_bind_template_child (widget, PlListenPage, steps);
  gtk_widget_class_bind_template_child (widget, PlListenPage, loudness);
  gtk_widget_class_bind_template_child (widget, PlListenPage, sound);
  gtk_widget_class_bind_template_child (widget, PlListenPage, keep);
  gtk_widget_class_bind_template_child (widget, PlListenPage, less);
  gtk_widget_class_bind_template_child (widget, PlListenPage, low);
  gtk_widget_class_bind_template_child (widget, PlListenPage, least);
  gtk_widget_class_bind_template_child (widget, PlListenPage, keep_mark);
  gtk_widget_class_bind_template_child (widget, PlListenPage, less_mark);
  gtk_widget_class_bind_template_child (widget, PlListenPage, low_mark);
  gtk_widget_class_bind_template_child (widget, PlListenPage, least_mark);
  gtk_widget_class_bind_template_child (widget, PlListenPage, voice);
}

static void
pl_listen_page_init (PlListenPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
