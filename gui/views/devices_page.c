/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "views/devices_page.h"

#include "views/stepper.h"

#include <glib/gi18n.h>

struct _PlDevicesPage {
  GtkScrolledWindow parent_instance;
  GtkComboBoxText *input;
  GtkComboBoxText *output;
  GtkLabel *found;
  PlStepper *balance;
  GtkLabel *delay;
  PlModel *model;
  gboolean filling; /* the lists change because of us */
};

G_DEFINE_TYPE (PlDevicesPage, pl_devices_page, GTK_TYPE_SCROLLED_WINDOW)

static const char *
kind_words (enh_device_kind kind)
{
  switch (kind)
    {
    case ENH_DEVICE_WIRED:
      return _ ("with a plug");
    case ENH_DEVICE_USB:
      return _ ("USB");
    case ENH_DEVICE_BLUETOOTH:
      return _ ("wireless: comes late");
    case ENH_DEVICE_LOUDSPEAKER:
      return _ ("loudspeaker: howls");
    case ENH_DEVICE_UNKNOWN:
      break;
    }
  return NULL;
}

static void
add_device (GtkComboBoxText *list, const enh_device_info *device)
{
  const char *words = kind_words (device->kind);
  char *text;

  if (words)
    text
      = g_strdup_printf ("%s (%s, %s)", device->name, device->backend, words);
  else
    text = g_strdup_printf ("%s (%s)", device->name, device->backend);
  gtk_combo_box_text_append (list, device->name, text);
  g_free (text);
}

/* What is chosen and not there now stays in the list, and chosen. */
static void
choose (PlDevicesPage *self, GtkComboBoxText *list, const char *key)
{
  char *name = g_settings_get_string (self->model->settings, key);

  if (!gtk_combo_box_set_active_id (GTK_COMBO_BOX (list), name))
    {
      char *text = g_strdup_printf (_ ("%s (not there now)"), name);

      gtk_combo_box_text_append (list, name, text);
      gtk_combo_box_set_active_id (GTK_COMBO_BOX (list), name);
      g_free (text);
    }
  g_free (name);
}

static void
fill (PlDevicesPage *self)
{
  const enh_device_list *devices
    = pl_session_get_devices (self->model->session);
  const enh_device_info *device;
  guint inputs = 0, outputs = 0;
  char *text;

  self->filling = TRUE;
  gtk_combo_box_text_remove_all (self->input);
  gtk_combo_box_text_remove_all (self->output);
  gtk_combo_box_text_append (self->input, "", _ ("As the computer chooses"));
  gtk_combo_box_text_append (self->output, "", _ ("As the computer chooses"));
  for (guint i = 0; (device = enh_device_list_get (devices, i)); ++i)
    {
      if (device->inputs)
        {
          add_device (self->input, device);
          ++inputs;
        }
      if (device->outputs)
        {
          add_device (self->output, device);
          ++outputs;
        }
    }
  choose (self, self->input, "input-device");
  choose (self, self->output, "output-device");
  self->filling = FALSE;
  text = g_strdup_printf (
    _ ("Microphones found: %u. Headsets and outputs: %u."), inputs, outputs);
  gtk_label_set_text (self->found, text);
  g_free (text);
}

static void
on_devices (PlSession *session, PlDevicesPage *self)
{
  (void) session;
  fill (self);
}

static void
on_choice (PlDevicesPage *self)
{
  if (self->filling)
    return;
  pl_model_choose_devices (
    self->model, gtk_combo_box_get_active_id (GTK_COMBO_BOX (self->input)),
    gtk_combo_box_get_active_id (GTK_COMBO_BOX (self->output)));
}

static void
on_look (PlDevicesPage *self)
{
  gtk_label_set_text (self->found, _ ("Looking …"));
  pl_session_look_for_devices (self->model->session);
}

static void
on_levels (PlSession *session, PlDevicesPage *self)
{
  const double ms = pl_session_get_levels (session)->delay_ms;
  const char *text = "";

  /* As in the notices: what nobody hears is not spoken of. */
  if (ms > 40.0)
    text
      = _ ("The sound arrives late by this way. Choose a headset with a cable "
           "here, and a line that names the device itself.");
  else if (ms > 20.0)
    text = _ ("The sound arrives a little late by this way. A line here that "
              "names the device itself may be faster.");
  if (g_strcmp0 (gtk_label_get_text (self->delay), text) != 0)
    gtk_label_set_text (self->delay, text);
}

/* The list is never older than the look at the page. */
static void
pl_devices_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (pl_devices_page_parent_class)->map (widget);
  on_look (PL_DEVICES_PAGE (widget));
}

GtkWidget *
pl_devices_page_new (PlModel *model)
{
  PlDevicesPage *self = g_object_new (PL_TYPE_DEVICES_PAGE, NULL);

  self->model = model;
  pl_stepper_bind (self->balance, model->params, PL_KNOB_BALANCE);
  g_signal_connect_object (model->session, "devices", G_CALLBACK (on_devices),
                           self, 0);
  g_signal_connect_object (model->session, "levels", G_CALLBACK (on_levels),
                           self, 0);
  fill (self);
  return GTK_WIDGET (self);
}

static void
pl_devices_page_class_init (PlDevicesPageClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  widget->map = pl_devices_page_map;
  g_type_ensure (PL_TYPE_STEPPER);
  gtk_widget_class_set_template_from_resource (
    widget, "/org/libenhance/PersonalListener/views/devices_page.ui");
  gtk_widget_class_bind_template_child (widget, PlDevicesPage, input);
  gtk_widget_class_bind_template_child (widget, PlDevicesPage, output);
  gtk_widget_class_bind_template_child (widget, PlDevicesPage, found);
  gtk_widget_class_bind_template_child (widget, PlDevicesPage, balance);
  gtk_widget_class_bind_template_child (widget, PlDevicesPage, delay);
  gtk_widget_class_bind_template_callback (widget, on_choice);
  gtk_widget_class_bind_template_callback (widget, on_look);
}

static void
pl_devices_page_init (PlDevicesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
