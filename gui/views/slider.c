/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "views/slider.h"

struct _PlSlider {
  GtkScale parent_instance;
};

G_DEFINE_TYPE (PlSlider, pl_slider, GTK_TYPE_SCALE)

/* The page around it may still scroll. */
static gboolean
pl_slider_scroll_event (GtkWidget *widget, GdkEventScroll *event)
{
  (void) widget;
  (void) event;
  return GDK_EVENT_PROPAGATE;
}

/* Beside its handle a press is one step towards it: no jump. */
static gboolean
pl_slider_button_press_event (GtkWidget *widget, GdkEventButton *event)
{
  GtkRange *range = GTK_RANGE (widget);
  GtkAdjustment *adjustment = gtk_range_get_adjustment (range);
  const double step = gtk_adjustment_get_step_increment (adjustment);
  const gboolean flipped
    = gtk_range_get_inverted (range)
      != (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL);
  int start, end;
  double way = 0.0;

  gtk_range_get_slider_range (range, &start, &end);
  if (event->type == GDK_BUTTON_PRESS && event->x < start)
    way = flipped ? step : -step;
  else if (event->type == GDK_BUTTON_PRESS && event->x > end)
    way = flipped ? -step : step;
  if (way < 0.0 || way > 0.0)
    {
      gtk_widget_grab_focus (widget);
      gtk_adjustment_set_value (adjustment,
                                gtk_adjustment_get_value (adjustment) + way);
      return GDK_EVENT_STOP;
    }
  return GTK_WIDGET_CLASS (pl_slider_parent_class)
    ->button_press_event (widget, event);
}

static void
pl_slider_class_init (PlSliderClass *class)
{
  GTK_WIDGET_CLASS (class)->scroll_event = pl_slider_scroll_event;
  GTK_WIDGET_CLASS (class)->button_press_event = pl_slider_button_press_event;
}

static void
pl_slider_init (PlSlider *self)
{
  gtk_scale_set_draw_value (GTK_SCALE (self), FALSE);
  gtk_style_context_add_class (gtk_widget_get_style_context (GTK_WIDGET (self)),
                               "loudness");
}
