/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "views/person_window.h"

#include "model/knobs.h"

#include <glib/gi18n.h>

struct _PlPersonWindow {
  GtkWindow parent_instance;
  GtkLabel *sentence;
  GtkLabel *steps;
  GtkWidget *louder, *softer, *warmer, *crisper;
  GtkButton *stop;
  PlModel *model;
};

G_DEFINE_TYPE (PlPersonWindow, pl_person_window, GTK_TYPE_WINDOW)

static void
on_louder (PlPersonWindow *self)
{
  pl_knob_more (self->model->params, PL_KNOB_LOUDNESS);
}

static void
on_softer (PlPersonWindow *self)
{
  pl_knob_less (self->model->params, PL_KNOB_LOUDNESS);
}

static void
on_warmer (PlPersonWindow *self)
{
  pl_knob_less (self->model->params, PL_KNOB_SOUND);
}

static void
on_crisper (PlPersonWindow *self)
{
  pl_knob_more (self->model->params, PL_KNOB_SOUND);
}

/* What a press did; a button that leads no further looks so. */
static void
show_steps (PlPersonWindow *self)
{
  PlParams *params = self->model->params;
  const int loud = pl_knob_get (params, PL_KNOB_LOUDNESS);
  const int sound = pl_knob_get (params, PL_KNOB_SOUND);
  char *loud_words = pl_knob_words (PL_KNOB_LOUDNESS, loud);
  char *sound_words = pl_knob_words (PL_KNOB_SOUND, sound);
  /* TRANSLATORS: both knobs, as "Loudness 5 of 10 · Sound warmer, 2 of 5" */
  char *text = g_strdup_printf (_ ("%s %s · %s %s"),
                                pl_knob_title (PL_KNOB_LOUDNESS), loud_words,
                                pl_knob_title (PL_KNOB_SOUND), sound_words);

  gtk_label_set_text (self->steps, text);
  gtk_widget_set_sensitive (self->louder,
                            loud < pl_knob_most (PL_KNOB_LOUDNESS));
  gtk_widget_set_sensitive (self->softer,
                            loud > pl_knob_least (PL_KNOB_LOUDNESS));
  gtk_widget_set_sensitive (self->crisper,
                            sound < pl_knob_most (PL_KNOB_SOUND));
  gtk_widget_set_sensitive (self->warmer,
                            sound > pl_knob_least (PL_KNOB_SOUND));
  g_free (text);
  g_free (sound_words);
  g_free (loud_words);
}

static void
show_question (PlPersonWindow *self)
{
  gtk_label_set_text (self->steps, _ ("Press again for louder"));
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
  /* After Stop it is over, and no time to learn how to plug in. */
  char *sentence = state == ENH_SUPERVISOR_STOPPED
                     ? pl_session_word (session)
                     : pl_session_sentence (session);

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
  g_signal_connect_object (model->params, "notify", G_CALLBACK (show_steps),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model->params, "asks", G_CALLBACK (show_question),
                           self, G_CONNECT_SWAPPED);
  show_steps (self);
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
  gtk_widget_class_bind_template_child (widget, PlPersonWindow, steps);
  gtk_widget_class_bind_template_child (widget, PlPersonWindow, louder);
  gtk_widget_class_bind_template_child (widget, PlPersonWindow, softer);
  gtk_widget_class_bind_template_child (widget, PlPersonWindow, warmer);
  gtk_widget_class_bind_template_child (widget, PlPersonWindow, crisper);
  gtk_widget_class_bind_template_callback (widget, on_louder);
  gtk_widget_class_bind_template_callback (widget, on_softer);
  gtk_widget_class_bind_template_callback (widget, on_warmer);
  gtk_widget_class_bind_template_callback (widget, on_crisper);
  gtk_widget_class_bind_template_callback (widget, on_stop);
}

static void
pl_person_window_init (PlPersonWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
