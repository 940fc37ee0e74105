/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "views/stepper.h"

#include "views/slider.h"

#include <glib/gi18n.h>

#include <math.h>

struct _PlStepper {
  GtkGrid parent_instance;
  GtkLabel *title;
  GtkLabel *value;
  GtkButton *less;
  GtkButton *more;
  GtkScale *slider;
  GtkAdjustment *adjustment;
  PlParams *params;
  PlKnob knob;
  gboolean showing; /* the slider moves because of us */
};

G_DEFINE_TYPE (PlStepper, pl_stepper, GTK_TYPE_GRID)

enum { PROP_TITLE = 1, PROP_LESS, PROP_MORE };

static void
show_words (PlStepper *self, const char *words)
{
  gtk_label_set_text (self->value, words);
  /* A screen reader hears the words, not the number behind them. */
  atk_object_set_description (
    gtk_widget_get_accessible (GTK_WIDGET (self->slider)), words);
}

static void
show (PlStepper *self)
{
  const int step = pl_knob_get (self->params, self->knob);
  char *words = pl_knob_words (self->knob, step);

  self->showing = TRUE;
  gtk_adjustment_set_value (self->adjustment, step);
  self->showing = FALSE;
  show_words (self, words);
  g_free (words);
  gtk_widget_set_sensitive (GTK_WIDGET (self->less),
                            step > pl_knob_least (self->knob));
  gtk_widget_set_sensitive (GTK_WIDGET (self->more),
                            step < pl_knob_most (self->knob));
}

static void
show_question (PlStepper *self)
{
  if (self->knob == PL_KNOB_LOUDNESS)
    show_words (self, _ ("Press again for louder"));
}

/* A slider leads to where one press leads, and no further. */
static void
on_value (PlStepper *self)
{
  const int step = (int) lround (gtk_adjustment_get_value (self->adjustment));

  if (self->showing || !self->params)
    return;
  pl_knob_set (self->params, self->knob,
               self->knob == PL_KNOB_LOUDNESS
                 ? MIN (step, MAX (PL_LOUDNESS_FREE,
                                   pl_knob_get (self->params, self->knob)))
                 : step);
  show (self);
}

static void
on_more (PlStepper *self)
{
  pl_knob_more (self->params, self->knob);
}

static void
on_less (PlStepper *self)
{
  pl_knob_less (self->params, self->knob);
}

void
pl_stepper_bind (PlStepper *self, PlParams *params, PlKnob knob)
{
  char *signal = g_strdup_printf ("notify::%s", pl_knob_param (knob));

  self->knob = knob;
  self->params = g_object_ref (params);
  self->showing = TRUE;
  g_object_set (self->adjustment, "lower", (double) pl_knob_least (knob),
                "upper", (double) pl_knob_most (knob), "step-increment", 1.0,
                "page-increment", 1.0, NULL);
  self->showing = FALSE;
  if (knob == PL_KNOB_LOUDNESS)
    gtk_scale_add_mark (self->slider, PL_LOUDNESS_FIT, GTK_POS_BOTTOM,
                        _ ("as fitted"));
  else if (pl_knob_least (knob) < 0)
    gtk_scale_add_mark (self->slider, 0.0, GTK_POS_BOTTOM, NULL);
  g_signal_connect_object (params, signal, G_CALLBACK (show), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (params, "fit-changed", G_CALLBACK (show), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (params, "asks", G_CALLBACK (show_question), self,
                           G_CONNECT_SWAPPED);
  g_free (signal);
  show (self);
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
  gtk_widget_class_bind_template_callback (widget, on_more);
  gtk_widget_class_bind_template_callback (widget, on_less);
  gtk_widget_class_bind_template_callback (widget, on_value);
}

static void
pl_stepper_init (PlStepper *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
