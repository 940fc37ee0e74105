/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "views/strip_window.h"

#include "model/knobs.h"
#include "views/silence.h"

#include <glib/gi18n.h>

struct _PlStripWindow {
  GtkWindow parent_instance;
  GtkLabel *state;
  GtkLabel *step;
  GtkButton *silence;
  PlModel *model;
};

G_DEFINE_TYPE (PlStripWindow, pl_strip_window, GTK_TYPE_WINDOW)

static void
on_softer (PlStripWindow *self)
{
  pl_knob_less (self->model->params, PL_KNOB_LOUDNESS);
}

static void
on_louder (PlStripWindow *self)
{
  pl_knob_more (self->model->params, PL_KNOB_LOUDNESS);
}

static void
on_silence (PlStripWindow *self)
{
  pl_session_toggle_mute (self->model->session);
}

static void
show_step (PlStripWindow *self)
{
  char *words = pl_knob_words (
    PL_KNOB_LOUDNESS, pl_knob_get (self->model->params, PL_KNOB_LOUDNESS));

  gtk_label_set_text (self->step, words);
  g_free (words);
}

static void
show_question (PlStripWindow *self)
{
  gtk_label_set_text (self->step, _ ("Press again for louder"));
}

static void
show_state (PlStripWindow *self)
{
  pl_silence_show (self->model->session, self->state, self->silence);
}

GtkWidget *
pl_strip_window_new (GtkWindow *parent, PlModel *model)
{
  PlStripWindow *self = g_object_new (PL_TYPE_STRIP_WINDOW, "application",
                                      gtk_window_get_application (parent),
                                      NULL);

  self->model = model;
  g_signal_connect_object (model->session, "changed", G_CALLBACK (show_state),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model->session, "levels", G_CALLBACK (show_state),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model->params, "notify::volume",
                           G_CALLBACK (show_step), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model->params, "fit-changed", G_CALLBACK (show_step),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model->params, "asks", G_CALLBACK (show_question),
                           self, G_CONNECT_SWAPPED);
  show_step (self);
  show_state (self);
  gtk_window_set_keep_above (GTK_WINDOW (self), TRUE);
  gtk_window_stick (GTK_WINDOW (self));
  return GTK_WIDGET (self);
}

static void
pl_strip_window_class_init (PlStripWindowClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  gtk_widget_class_set_template_from_resource (
    widget, "/org/libenhance/PersonalListener/views/strip_window.ui");
  gtk_widget_class_bind_template_child (widget, PlStripWindow, state);
  gtk_widget_class_bind_template_child (widget, PlStripWindow, step);
  gtk_widget_class_bind_template_child (widget, PlStripWindow, silence);
  gtk_widget_class_bind_template_callback (widget, on_softer);
  gtk_widget_class_bind_template_callback (widget, on_louder);
  gtk_widget_class_bind_template_callback (widget, on_silence);
}

static void
pl_strip_window_init (PlStripWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
