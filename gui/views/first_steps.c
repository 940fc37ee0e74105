/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "views/first_steps.h"

#include <glib/gi18n.h>

struct _PlFirstSteps {
  GtkBox parent_instance;
  GtkStack *tick;
  GtkLabel *plug;
  PlModel *model;
  guint looking; /* source of the next look for a headset; 0: none */
};

G_DEFINE_TYPE (PlFirstSteps, pl_first_steps, GTK_TYPE_BOX)

/* Each look is a short process. */
enum { LOOK_SECONDS = 4 };

/* The name of one with a cable; NULL: none is seen. */
static const char *
seen (PlFirstSteps *self)
{
  const enh_device_list *devices
    = pl_session_get_devices (self->model->session);
  const enh_device_info *device;

  for (guint i = 0; devices && (device = enh_device_list_get (devices, i)); ++i)
    if (device->outputs
        && (device->kind == ENH_DEVICE_WIRED || device->kind == ENH_DEVICE_USB))
      return device->name;
  return NULL;
}

static void
show (PlFirstSteps *self)
{
  const char *name = seen (self);
  char *text = name ? g_strdup_printf (_ ("Plugged in: %s"), name)
                    : g_strdup (_ ("Plug in a headset with a cable"));

  gtk_stack_set_visible_child_name (self->tick, name ? "done" : "open");
  gtk_label_set_text (self->plug, text);
  g_free (text);
}

static gboolean
on_time (gpointer data)
{
  PlFirstSteps *self = data;

  pl_session_look_for_devices (self->model->session);
  return G_SOURCE_CONTINUE;
}

static void
stop_looking (PlFirstSteps *self)
{
  if (self->looking)
    g_source_remove (self->looking);
  self->looking = 0;
}

static void
pl_first_steps_map (GtkWidget *widget)
{
  PlFirstSteps *self = PL_FIRST_STEPS (widget);

  GTK_WIDGET_CLASS (pl_first_steps_parent_class)->map (widget);
  /* A picture shows nothing of this computer. */
  if (!self->looking && self->model->keeps)
    {
      pl_session_look_for_devices (self->model->session);
      self->looking = g_timeout_add_seconds (LOOK_SECONDS, on_time, self);
    }
}

static void
pl_first_steps_unmap (GtkWidget *widget)
{
  stop_looking (PL_FIRST_STEPS (widget));
  GTK_WIDGET_CLASS (pl_first_steps_parent_class)->unmap (widget);
}

void
pl_first_steps_bind (PlFirstSteps *self, PlModel *model)
{
  self->model = model;
  g_signal_connect_object (model->session, "devices", G_CALLBACK (show), self,
                           G_CONNECT_SWAPPED);
  show (self);
}

static void
pl_first_steps_dispose (GObject *object)
{
  stop_looking (PL_FIRST_STEPS (object));
  G_OBJECT_CLASS (pl_first_steps_parent_class)->dispose (object);
}

static void
pl_first_steps_class_init (PlFirstStepsClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = pl_first_steps_dispose;
  widget->map = pl_first_steps_map;
  widget->unmap = pl_first_steps_unmap;
  gtk_widget_class_set_template_from_resource (
    widget, "/org/libenhance/PersonalListener/views/first_steps.ui");
  gtk_widget_class_bind_template_child (widget, PlFirstSteps, tick);
  gtk_widget_class_bind_template_child (widget, PlFirstSteps, plug);
}

static void
pl_first_steps_init (PlFirstSteps *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
