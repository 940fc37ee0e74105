/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "views/safety_page.h"

#include "views/stepper.h"

#include <glib/gi18n.h>

struct _PlSafetyPage {
  GtkScrolledWindow parent_instance;
  GtkLabel *left;
  GtkLevelBar *week;
  PlStepper *ceiling;
  GtkToggleButton *howl;
  GtkToggleButton *clatter;
  GtkLabel *howls;
  PlModel *model;
};

G_DEFINE_TYPE (PlSafetyPage, pl_safety_page, GTK_TYPE_SCROLLED_WINDOW)

static void
show (PlSafetyPage *self)
{
  const PlLevels *levels = pl_session_get_levels (self->model->session);
  const double used = MAX (pl_model_week (self->model), levels->dose_percent);
  char *text = pl_hours_words (&self->model->hours, used);

  gtk_level_bar_set_value (self->week, MIN (used, 100.0));
  if (g_strcmp0 (gtk_label_get_text (self->left), text) != 0)
    gtk_label_set_text (self->left, text);
  g_free (text);
  gtk_label_set_text (
    self->howls,
    levels->howl_reduction_db > 0.5
      ? _ ("A howl is being held down now: move the microphone away from the "
           "headphones.")
      : "");
}

static void
on_levels (PlSession *session, PlSafetyPage *self)
{
  (void) session;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show (self);
}

static void
pl_safety_page_map (GtkWidget *widget)
{
  show (PL_SAFETY_PAGE (widget));
  GTK_WIDGET_CLASS (pl_safety_page_parent_class)->map (widget);
}

GtkWidget *
pl_safety_page_new (PlModel *model)
{
  PlSafetyPage *self = g_object_new (PL_TYPE_SAFETY_PAGE, NULL);
  const GBindingFlags both = G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE;

  self->model = model;
  pl_stepper_bind (self->ceiling, model->params, PL_KNOB_CEILING);
  g_object_bind_property (model->params, "howl_guard", self->howl, "active",
                          both);
  g_object_bind_property (model->params, "clatter_guard", self->clatter,
                          "active", both);
  g_signal_connect_object (model->session, "levels", G_CALLBACK (on_levels),
                           self, 0);
  show (self);
  return GTK_WIDGET (self);
}

static void
pl_safety_page_class_init (PlSafetyPageClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  widget->map = pl_safety_page_map;
  g_type_ensure (PL_TYPE_STEPPER);
  gtk_widget_class_set_template_from_resource (
    widget, "/org/libenhance/PersonalListener/views/safety_page.ui");
  gtk_widget_class_bind_template_child (widget, PlSafetyPage, left);
  gtk_widget_class_bind_template_child (widget, PlSafetyPage, week);
  gtk_widget_class_bind_template_child (widget, PlSafetyPage, ceiling);
  gtk_widget_class_bind_template_child (widget, PlSafetyPage, howl);
  gtk_widget_class_bind_template_child (widget, PlSafetyPage, clatter);
  gtk_widget_class_bind_template_child (widget, PlSafetyPage, howls);
}

static void
pl_safety_page_init (PlSafetyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_level_bar_remove_offset_value (self->week, GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (self->week, GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (self->week, GTK_LEVEL_BAR_OFFSET_FULL);
}
