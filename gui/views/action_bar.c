/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "views/action_bar.h"

#include <glib/gi18n.h>

struct _PlActionBar {
  GtkBox parent_instance;
  GtkButton *start, *silence;
  GtkImage *start_icon, *silence_icon;
  GtkLabel *start_label, *silence_label, *silence_key;
  PlModel *model;
};

G_DEFINE_TYPE (PlActionBar, pl_action_bar, GTK_TYPE_BOX)

static void
name_button (GtkButton *button, GtkLabel *label, const char *text)
{
  gtk_label_set_text_with_mnemonic (label, text);
  /* Without its mnemonic's underscore. */
  atk_object_set_name (gtk_widget_get_accessible (GTK_WIDGET (button)),
                       gtk_label_get_text (label));
}

static void
show_start (PlActionBar *self)
{
  GtkStyleContext *style
    = gtk_widget_get_style_context (GTK_WIDGET (self->start));
  const enh_supervisor_state state
    = pl_session_get_state (self->model->session);
  const gboolean go = state == ENH_SUPERVISOR_STOPPED
                      || state == ENH_SUPERVISOR_WAITING;
  const gboolean again = state == ENH_SUPERVISOR_WAITING
                         && pl_session_has_listened (self->model->session);

  name_button (self->start, self->start_label,
               again ? _ ("_Resume")
               : go  ? _ ("_Start")
                     : _ ("_Stop"));
  gtk_image_set_from_icon_name (self->start_icon,
                                go ? "media-playback-start-symbolic"
                                   : "media-playback-stop-symbolic",
                                GTK_ICON_SIZE_LARGE_TOOLBAR);
  gtk_style_context_remove_class (style, go ? "halt" : "go");
  gtk_style_context_add_class (style, go ? "go" : "halt");
}

static void
show_silence (PlActionBar *self)
{
  const gboolean muted = pl_session_get_muted (self->model->session);
  GtkStyleContext *style
    = gtk_widget_get_style_context (GTK_WIDGET (self->silence));

  name_button (self->silence, self->silence_label,
               muted ? _ ("Sound _on") : _ ("Si_lence"));
  gtk_image_set_from_icon_name (self->silence_icon,
                                muted ? "audio-volume-high-symbolic"
                                      : "audio-volume-muted-symbolic",
                                GTK_ICON_SIZE_LARGE_TOOLBAR);
  gtk_widget_set_visible (GTK_WIDGET (self->silence_key), !muted);
  gtk_widget_set_sensitive (GTK_WIDGET (self->silence),
                            pl_session_is_on (self->model->session));
  if (muted)
    gtk_style_context_add_class (style, "go");
  else
    gtk_style_context_remove_class (style, "go");
}

static void
show (PlActionBar *self)
{
  show_start (self);
  show_silence (self);
}

static void
on_start (PlActionBar *self)
{
  pl_model_press (self->model);
}

/* While something sounds, Space on this button is silence, and sound again: who
   strikes it in a fright ends nothing. */
static gboolean
on_start_key (PlActionBar *self, GdkEventKey *event)
{
  PlSession *session = self->model->session;

  if (event->keyval != GDK_KEY_space || !pl_session_is_on (session)
      || pl_session_get_state (session) == ENH_SUPERVISOR_WAITING)
    return GDK_EVENT_PROPAGATE;
  pl_session_toggle_mute (session);
  return GDK_EVENT_STOP;
}

static void
on_silence (PlActionBar *self)
{
  pl_session_toggle_mute (self->model->session);
}

void
pl_action_bar_bind (PlActionBar *self, PlModel *model)
{
  self->model = model;
  g_signal_connect_object (model->session, "changed", G_CALLBACK (show), self,
                           G_CONNECT_SWAPPED);
  show (self);
}

void
pl_action_bar_focus (PlActionBar *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->start));
}

static void
pl_action_bar_class_init (PlActionBarClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  gtk_widget_class_set_template_from_resource (
    widget, "/org/libenhance/PersonalListener/views/action_bar.ui");
  gtk_widget_class_bind_template_child (widget, PlActionBar, start);
  gtk_widget_class_bind_template_child (widget, PlActionBar, start_icon);
  gtk_widget_class_bind_template_child (widget, PlActionBar, start_label);
  gtk_widget_class_bind_template_child (widget, PlActionBar, silence);
  gtk_widget_class_bind_template_child (widget, PlActionBar, silence_icon);
  gtk_widget_class_bind_template_child (widget, PlActionBar, silence_label);
  gtk_widget_class_bind_template_child (widget, PlActionBar, silence_key);
  gtk_widget_class_bind_template_callback (widget, on_start);
  gtk_widget_class_bind_template_callback (widget, on_start_key);
  gtk_widget_class_bind_template_callback (widget, on_silence);
}

static void
pl_action_bar_init (PlActionBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
