/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "views/stepper.h"

#include "model/words.h"
#include "views/slider.h"

struct _PlStepper {
  GtkGrid parent_instance;
  GtkLabel *title;
  GtkLabel *value;
  GtkButton *less;
  GtkButton *more;
  GtkRange *slider;
  GtkAdjustment *adjustment;
  PlParams *params;
  enh_param id;
  double step;
};

G_DEFINE_TYPE (PlStepper, pl_stepper, GTK_TYPE_GRID)

enum { PROP_TITLE = 1, PROP_LESS, PROP_MORE };

static void
on_value (PlStepper *self)
{
  const double value = gtk_adjustment_get_value (self->adjustment);
  char *words = pl_words_value (self->id, (float) value);

  gtk_label_set_text (self->value, words);
  /* A screen reader hears the words, not the number behind them. */
  atk_object_set_description (
    gtk_widget_get_accessible (GTK_WIDGET (self->slider)), words);
  g_free (words);
  gtk_widget_set_sensitive (GTK_WIDGET (self->less),
                            value > gtk_adjustment_get_lower (self->adjustment)
                                      + 1e-4);
  gtk_widget_set_sensitive (GTK_WIDGET (self->more),
                            value < gtk_adjustment_get_upper (self->adjustment)
                                      - 1e-4);
}

void
pl_stepper_more (PlStepper *self)
{
  gtk_adjustment_set_value (
    self->adjustment, gtk_adjustment_get_value (self->adjustment) + self->step);
}

void
pl_stepper_less (PlStepper *self)
{
  gtk_adjustment_set_value (
    self->adjustment, gtk_adjustment_get_value (self->adjustment) - self->step);
}

void
pl_stepper_bind (PlStepper *self, PlParams *params, const char *param,
                 double step)
{
  const enh_param_info *info;

  self->id = enh_param_by_name (param);
  self->step = step;
  info = enh_param_describe (self->id);
  g_return_if_fail (info);
  self->params = g_object_ref (params);
  g_object_set (self->adjustment, "lower", (double) info->minimum, "upper",
                (double) info->maximum, "step-increment", step,
                "page-increment", 2.0 * step, NULL);
  /* Freed with either of the two. */
  g_object_bind_property (params, param, self->adjustment, "value",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  on_value (self);
}

static void
pl_stepper_set_property (GObject *object, guint property, const GValue *value,
                         GParamSpec *spec)
{
  PlStepper *self = PL_STEPPER (object);
  const char *text = g_value_get_string (value);

  switch (property)
    {
    case PROP_TITLE:
      gtk_label_set_text_with_mnemonic (self->title, text);
      /* The label's word, without its underscore. */
      atk_object_set_name (
        gtk_widget_get_accessible (GTK_WIDGET (self->slider)),
        gtk_label_get_text (self->title));
      break;
    case PROP_LESS:
      gtk_button_set_label (self->less, text);
      break;
    case PROP_MORE:
      gtk_button_set_label (self->more, text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, spec);
    }
}

static void
pl_stepper_dispose (GObject *object)
{
  g_clear_object (&PL_STEPPER (object)->params);
  G_OBJECT_CLASS (pl_stepper_parent_class)->dispose (object);
}

static void
install_text (GObjectClass *class, guint property, const char *name)
{
  g_object_class_install_property (
    class, property,
    g_param_spec_string (name, name, name, "",
                         G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
}

static void
pl_stepper_class_init (PlStepperClass *class)
{
  GObjectClass *object = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  object->set_property = pl_stepper_set_property;
  object->dispose = pl_stepper_dispose;
  install_text (object, PROP_TITLE, "title");
  install_text (object, PROP_LESS, "less");
  install_text (object, PROP_MORE, "more");

  g_type_ensure (PL_TYPE_SLIDER);
  gtk_widget_class_set_template_from_resource (
    widget, "/org/libenhance/PersonalListener/views/stepper.ui");
  gtk_widget_class_bind_template_child (widget, PlStepper, title);
  gtk_widget_class_bind_template_child (widget, PlStepper, value);
  gtk_widget_class_bind_template_child (widget, PlStepper, less);
  gtk_widget_class_bind_template_child (widget, PlStepper, more);
  gtk_widget_class_bind_template_child (widget, PlStepper, slider);
  gtk_widget_class_bind_template_child (widget, PlStepper, adjustment);
  gtk_widget_class_bind_template_callback (widget, pl_stepper_more);
  gtk_widget_class_bind_template_callback (widget, pl_stepper_less);
  gtk_widget_class_bind_template_callback (widget, on_value);
}

static void
pl_stepper_init (PlStepper *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
