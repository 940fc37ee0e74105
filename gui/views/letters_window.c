/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "views/letters_window.h"

struct _PlLettersWindow {
  GtkWindow parent_instance;
  GtkTextView *text;
  PlModel *model;
};

G_DEFINE_TYPE (PlLettersWindow, pl_letters_window, GTK_TYPE_WINDOW)

static void
on_clear (PlLettersWindow *self)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), "", 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

static gboolean
pl_letters_window_key_press_event (GtkWidget *widget, GdkEventKey *event)
{
  PlLettersWindow *self = PL_LETTERS_WINDOW (widget);

  if (event->keyval == GDK_KEY_w && (event->state & GDK_CONTROL_MASK))
    {
      gtk_window_close (GTK_WINDOW (self));
      return GDK_EVENT_STOP;
    }
  return GTK_WIDGET_CLASS (pl_letters_window_parent_class)
    ->key_press_event (widget, event);
}

GtkWidget *
pl_letters_window_new (GtkWindow *parent, PlModel *model)
{
  PlLettersWindow *self
    = g_object_new (PL_TYPE_LETTERS_WINDOW, "transient-for", parent,
                    "application", gtk_window_get_application (parent), NULL);

  self->model = model;
  gtk_window_fullscreen (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
  return GTK_WIDGET (self);
}

static void
pl_letters_window_class_init (PlLettersWindowClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  widget->key_press_event = pl_letters_window_key_press_event;
  gtk_widget_class_set_template_from_resource (
    widget, "/org/libenhance/PersonalListener/views/letters_window.ui");
  gtk_widget_class_bind_template_child (widget, PlLettersWindow, text);
  gtk_widget_class_bind_template_callback (widget, on_clear);
}

static void
pl_letters_window_init (PlLettersWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
