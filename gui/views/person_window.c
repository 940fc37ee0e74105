/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "views/person_window.h"

#include <glib/gi18n.h>

struct _PlPersonWindow {
  GtkWindow parent_instance;
  GtkLabel *sentence;
  GtkButton *stop;
  PlModel *model;
};

G_DEFINE_TYPE (PlPersonWindow, pl_person_window, GTK_TYPE_WINDOW)

/* As on the first page. */
static const float volume_step = 3.0f; /* dB */
static const float tone_step = 0.2f;

static void
change (PlPersonWindow *self, const char *param, float by)
{
  PlParams *params = self->model->params;

  pl_params_set_named (params, param, pl_params_get_named (params, param) + by);
}

static void
on_louder (PlPersonWindow *self)
{
  change (self, "volume", volume_step);
}

static void
on_softer (PlPersonWindow *self)
{
  change (self, "volume", -volume_step);
}

static void
on_clearer (PlPersonWindow *self)
{
  change (self, "tone", tone_step);
}

/* Muted, the big button brings the sound back: the person asked for sound. */
static void
on_stop (PlPersonWindow *self)
{
  if (pl_session_get_muted (self->model->session))
    pl_session_mute (self->model->session, FALSE);
  else
    pl_model_press (self->model);
}

static void
on_changed (PlSession *session, PlPersonWindow *self)
{
  GtkStyleContext *style
    = gtk_widget_get_style_context (GTK_WIDGET (self->stop));
  const enh_supervisor_state state = pl_session_get_state (session);
  const gboolean go = state == ENH_SUPERVISOR_STOPPED
                      || state == ENH_SUPERVISOR_WAITING
                      || pl_session_get_muted (session);
  char *sentence = pl_session_sentence (session);

  gtk_label_set_text (self->sentence, sentence);
  g_free (sentence);
  gtk_button_set_label (self->stop, pl_session_get_muted (session)
                                      ? _ ("Sound on")
                                    : go ? _ ("Start")
                                         : _ ("Stop"));
  if (go)
    gtk_style_context_remove_class (style, "halt");
  else
    gtk_style_context_add_class (style, "halt");
}

static gboolean
pl_person_window_key_press_event (GtkWidget *widget, GdkEventKey *event)
{
  PlPersonWindow *self = PL_PERSON_WINDOW (widget);
  PlSession *session = self->model->session;

  if (pl_session_is_on (session))
    {
      if (event->keyval == GDK_KEY_Escape)
        {
          pl_session_mute (session, TRUE);
          return GDK_EVENT_STOP;
        }
      if (event->keyval == GDK_KEY_space
          || (event->keyval == GDK_KEY_m && (event->state & GDK_CONTROL_MASK)))
        {
          pl_session_toggle_mute (session);
          return GDK_EVENT_STOP;
        }
    }
  if (event->keyval == GDK_KEY_F11
      || (event->keyval == GDK_KEY_w && (event->state & GDK_CONTROL_MASK)))
    {
      gtk_window_close (GTK_WINDOW (self));
      return GDK_EVENT_STOP;
    }
  return GTK_WIDGET_CLASS (pl_person_window_parent_class)
    ->key_press_event (widget, event);
}

GtkWidget *
pl_person_window_new (GtkWindow *parent, PlModel *model)
{
  PlPersonWindow *self
    = g_object_new (PL_TYPE_PERSON_WINDOW, "transient-for", parent,
                    "application", gtk_window_get_application (parent), NULL);

  self->model = model;
  g_signal_connect_object (model->session, "changed", G_CALLBACK (on_changed),
                           self, 0);
  on_changed (model->session, self);
  gtk_window_fullscreen (GTK_WINDOW (self));
  return GTK_WIDGET (self);
}

static void
pl_person_window_class_init (PlPersonWindowClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  widget->key_press_event = pl_person_window_key_press_event;
  gtk_widget_class_set_template_from_resource (
    widget, "/org/libenhance/PersonalListener/views/person_window.ui");
  gtk_widget_class_bind_template_child (widget, PlPersonWindow, sentence);
  gtk_widget_class_bind_template_child (widget, PlPersonWindow, stop);
  gtk_widget_class_bind_template_callback (widget, on_louder);
  gtk_widget_class_bind_template_callback (widget, on_softer);
  gtk_widget_class_bind_template_callback (widget, on_clearer);
  gtk_widget_class_bind_template_callback (widget, on_stop);
}

static void
pl_person_window_init (PlPersonWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
