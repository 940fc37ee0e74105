/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "views/audiogram_graph.h"

#include <glib/gi18n.h>

#include <math.h>
#include <string.h>

enum { MOST_POINTS = 16 };

struct _PlAudiogramGraph {
  GtkDrawingArea parent_instance;
  guint points;
  gboolean has_values;
  double frequency[MOST_POINTS]; /* Hz */
  double left[MOST_POINTS];      /* dB HL */
  double right[MOST_POINTS];
  double left_edge; /* pixels */
  double top_edge;
};

G_DEFINE_TYPE (PlAudiogramGraph, pl_audiogram_graph, GTK_TYPE_DRAWING_AREA)

enum { PICKED, SIGNALS };

static guint signals[SIGNALS];

/* The paper: from -10 to 120 dB HL, from 200 Hz to 10 kHz. */
static const double least_db = -10.0, most_db = 120.0;
static const double least_hz = 200.0, most_hz = 10000.0;

/* Where there are no numbers, and between numbers and paper, pixels. */
static const double edge = 8.0;

/* Audiometers go in steps of 5 dB. */
static const double step_db = 5.0;

/* Room at the left and at the top for numbers as large as the person has them;
   before anything is drawn or looked up. */
static void
measure_edges (PlAudiogramGraph *self)
{
  PangoLayout *layout
    = gtk_widget_create_pango_layout (GTK_WIDGET (self), "120");
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  g_object_unref (layout);
  self->left_edge = width + 2.0 * edge;
  self->top_edge = height + edge;
}

static double
x_of (GtkWidget *widget, double hz)
{
  const double left = PL_AUDIOGRAM_GRAPH (widget)->left_edge;
  const double width = gtk_widget_get_allocated_width (widget);

  return left
         + (width - left - edge) * log (hz / least_hz)
             / log (most_hz / least_hz);
}

static double
y_of (GtkWidget *widget, double db)
{
  const double top = PL_AUDIOGRAM_GRAPH (widget)->top_edge;
  const double height = gtk_widget_get_allocated_height (widget);

  return top + (height - top - edge) * (db - least_db) / (most_db - least_db);
}

static void
write_number (cairo_t *cr, GtkWidget *widget, double x, double y,
              gboolean centred, const char *text)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, text);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_move_to (cr, centred ? x - width / 2.0 : x - width,
                 centred ? y : y - height / 2.0);
  pango_cairo_show_layout (cr, layout);
  g_object_unref (layout);
}

static void
draw_paper (PlAudiogramGraph *self, cairo_t *cr, const GdkRGBA *ink)
{
  GtkWidget *widget = GTK_WIDGET (self);
  char text[16];

  cairo_set_line_width (cr, 1.0);
  for (double db = 0.0; db <= most_db; db += 20.0)
    {
      const double y = floor (y_of (widget, db)) + 0.5;

      cairo_set_source_rgba (cr, ink->red, ink->green, ink->blue, 0.25);
      cairo_move_to (cr, self->left_edge, y);
      cairo_line_to (cr, gtk_widget_get_allocated_width (widget) - edge, y);
      cairo_stroke (cr);
      gdk_cairo_set_source_rgba (cr, ink);
      g_snprintf (text, sizeof text, "%.0f", db);
      write_number (cr, widget, self->left_edge - 0.75 * edge, y, FALSE, text);
    }
  for (guint i = 0; i < self->points; ++i)
    {
      const double hz = self->frequency[i];
      const double x = floor (x_of (widget, hz)) + 0.5;

      cairo_set_source_rgba (cr, ink->red, ink->green, ink->blue, 0.25);
      cairo_move_to (cr, x, self->top_edge);
      cairo_line_to (cr, x, gtk_widget_get_allocated_height (widget) - edge);
      cairo_stroke (cr);
      /* Octaves get their numbers; the ones between would not fit. */
      if (fabs (remainder (log2 (hz / 250.0), 1.0)) > 0.01)
        continue;
      gdk_cairo_set_source_rgba (cr, ink);
      if (hz >= 1000.0)
        g_snprintf (text, sizeof text, "%.0fk", hz / 1000.0);
      else
        g_snprintf (text, sizeof text, "%.0f", hz);
      write_number (cr, widget, x, 2.0, TRUE, text);
    }
}

/* For who reads no audiogram: down is worse, right is higher. */
static void
write_meaning (PlAudiogramGraph *self, cairo_t *cr)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const double left = self->left_edge + edge;
  const double right = gtk_widget_get_allocated_width (widget) - edge;
  const struct {
    const char *text;
    double hz_x, db;
    gboolean at_right;
  } words[] = {
    { _ ("quiet, deep"), left, -3.0, FALSE },
    { _ ("quiet, high"), right, -3.0, TRUE },
    { _ ("loud, deep"), left, 116.0, FALSE },
    { _ ("loud, high"), right, 116.0, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); ++i)
    {
      PangoLayout *layout
        = gtk_widget_create_pango_layout (widget, words[i].text);
      int width, height;

      pango_layout_get_pixel_size (layout, &width, &height);
      cairo_move_to (cr,
                     words[i].at_right ? words[i].hz_x - width : words[i].hz_x,
                     y_of (widget, words[i].db) - height / 2.0);
      pango_cairo_show_layout (cr, layout);
      g_object_unref (layout);
    }
}

/* Where both ears are alike their marks stand side by side. */
static double
aside (const PlAudiogramGraph *self, guint point, gboolean is_left)
{
  if (fabs (self->left[point] - self->right[point]) > 1.0)
    return 0.0;
  return is_left ? 6.0 : -6.0;
}

static void
draw_ear (PlAudiogramGraph *self, cairo_t *cr, const double *db,
          gboolean is_left)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const double size = 6.0;

  cairo_new_path (cr);
  cairo_set_line_width (cr, 2.5);
  for (guint i = 0; i < self->points; ++i)
    cairo_line_to (cr, x_of (widget, self->frequency[i]), y_of (widget, db[i]));
  cairo_stroke (cr);
  for (guint i = 0; i < self->points; ++i)
    {
      const double x
        = x_of (widget, self->frequency[i]) + aside (self, i, is_left);
      const double y = y_of (widget, db[i]);

      if (is_left)
        {
          cairo_move_to (cr, x - size, y - size);
          cairo_line_to (cr, x + size, y + size);
          cairo_move_to (cr, x + size, y - size);
          cairo_line_to (cr, x - size, y + size);
        }
      else
        {
          cairo_new_sub_path (cr);
          cairo_arc (cr, x, y, size, 0.0, 2.0 * G_PI);
        }
      cairo_stroke (cr);
    }
}

static gboolean
pl_audiogram_graph_draw (GtkWidget *widget, cairo_t *cr)
{
  PlAudiogramGraph *self = PL_AUDIOGRAM_GRAPH (widget);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  GdkRGBA ink;
  gboolean dark;

  gtk_style_context_get_color (style, gtk_style_context_get_state (style),
                               &ink);
  measure_edges (self);
  draw_paper (self, cr, &ink);
  write_meaning (self, cr);
  if (!self->has_values)
    return GDK_EVENT_PROPAGATE;
  /* Lighter ones on a dark ground, for the same contrast. */
  dark = ink.red + ink.green + ink.blue > 1.5;
  if (dark)
    cairo_set_source_rgb (cr, 1.0, 0.55, 0.55);
  else
    cairo_set_source_rgb (cr, 0.72, 0.07, 0.12);
  draw_ear (self, cr, self->right, FALSE);
  if (dark)
    cairo_set_source_rgb (cr, 0.55, 0.75, 1.0);
  else
    cairo_set_source_rgb (cr, 0.08, 0.28, 0.66);
  draw_ear (self, cr, self->left, TRUE);
  return GDK_EVENT_PROPAGATE;
}

static gboolean
pl_audiogram_graph_button_press_event (GtkWidget *widget, GdkEventButton *event)
{
  PlAudiogramGraph *self = PL_AUDIOGRAM_GRAPH (widget);
  const double top = y_of (widget, least_db), bottom = y_of (widget, most_db);
  double db
    = least_db + (most_db - least_db) * (event->y - top) / (bottom - top);
  guint nearest = 0;

  if (event->button != GDK_BUTTON_PRIMARY || !self->points)
    return GDK_EVENT_PROPAGATE;
  for (guint i = 1; i < self->points; ++i)
    if (fabs (x_of (widget, self->frequency[i]) - event->x)
        < fabs (x_of (widget, self->frequency[nearest]) - event->x))
      nearest = i;
  db = CLAMP (step_db * round (db / step_db), least_db, most_db);
  g_signal_emit (self, signals[PICKED], 0, nearest, db);
  return GDK_EVENT_STOP;
}

void
pl_audiogram_graph_set (PlAudiogramGraph *self, guint points,
                        const double *frequency, const double *left,
                        const double *right)
{
  g_return_if_fail (points <= MOST_POINTS);
  self->points = points;
  self->has_values = left && right;
  memcpy (self->frequency, frequency, points * sizeof *frequency);
  if (self->has_values)
    {
      memcpy (self->left, left, points * sizeof *left);
      memcpy (self->right, right, points * sizeof *right);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
pl_audiogram_graph_class_init (PlAudiogramGraphClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  widget->draw = pl_audiogram_graph_draw;
  widget->button_press_event = pl_audiogram_graph_button_press_event;
  signals[PICKED] = g_signal_new ("picked", PL_TYPE_AUDIOGRAM_GRAPH,
                                  G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_DOUBLE);
}

static void
pl_audiogram_graph_init (PlAudiogramGraph *self)
{
  AtkObject *object = gtk_widget_get_accessible (GTK_WIDGET (self));

  gtk_widget_add_events (GTK_WIDGET (self), GDK_BUTTON_PRESS_MASK);
  atk_object_set_role (object, ATK_ROLE_IMAGE);
  atk_object_set_name (object, _ ("Audiogram"));
  atk_object_set_description (
    object, _ ("The numbers beside it are the same, and can be typed."));
}
