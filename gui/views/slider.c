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

static void
pl_slider_class_init (PlSliderClass *class)
{
  GTK_WIDGET_CLASS (class)->scroll_event = pl_slider_scroll_event;
}

static void
pl_slider_init (PlSlider *self)
{
  gtk_scale_set_draw_value (GTK_SCALE (self), FALSE);
  gtk_style_context_add_class (gtk_widget_get_style_context (GTK_WIDGET (self)),
                               "loudness");
}
