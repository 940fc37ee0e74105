/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "views/letters_window.h"

struct _EnhLettersWindow {
  GtkWindow parent_instance;
  GtkTextView *text;
  EnhModel *model;
};

G_DEFINE_TYPE (EnhLettersWindow, enh_letters_window, GTK_TYPE_WINDOW)

static void
on_clear (EnhLettersWindow *self)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), "", 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

static gboolean
enh_letters_window_key_press_event (GtkWidget *widget, GdkEventKey *event)
{
  EnhLettersWindow *self = ENH_LETTERS_WINDOW (widget);
  EnhSession *session = self->model->session;

  if (event->keyval == GDK_KEY_Escape && enh_session_is_on (session))
    {
      enh_session_mute (session, TRUE);
      return GDK_EVENT_STOP;
    }
  if (event->keyval == GDK_KEY_m && (event->state & GDK_CONTROL_MASK)
      && enh_session_is_on (session))
    {
      enh_session_toggle_mute (session);
      return GDK_EVENT_STOP;
    }
  if (event->keyval == GDK_KEY_w && (event->state & GDK_CONTROL_MASK))
    {
      gtk_window_close (GTK_WINDOW (self));
      return GDK_EVENT_STOP;
    }
  return GTK_WIDGET_CLASS (enh_letters_window_parent_class)
    ->key_press_event (widget, event);
}

GtkWidget *
enh_letters_window_new (GtkWindow *parent, EnhModel *model)
{
  EnhLettersWindow *self
    = g_object_new (ENH_TYPE_LETTERS_WINDOW, "transient-for", parent,
                    "application", gtk_window_get_application (parent), NULL);

  self->model = model;
  gtk_window_fullscreen (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
  return GTK_WIDGET (self);
}

static void
enh_letters_window_class_init (EnhLettersWindowClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  widget->key_press_event = enh_letters_window_key_press_event;
  gtk_widget_class_set_template_from_resource (
    widget, "/org/libenhance/PersonalListener/views/letters_window.ui");
  gtk_widget_class_bind_template_child (widget, EnhLettersWindow, text);
  gtk_widget_class_bind_template_callback (widget, on_clear);
}

static void
enh_letters_window_init (EnhLettersWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
