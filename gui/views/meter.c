/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "views/meter.h"

#include <glib/gi18n.h>

#include <math.h>

struct _PlMeter {
  GtkGrid parent_instance;
  GtkLabel *title;
  GtkLevelBar *bar;
  GtkLabel *word;
  GtkLabel *advice;
  PlSession *session;
  PlMeterSource source;
  double shown;  /* dB above the bar's beginning */
  double held;   /* its peak, that falls slowly: words do not flicker */
  gint64 before; /* us: when the bar was drawn last */
  guint ticking; /* 0: nothing sounds, nothing moves */
};

G_DEFINE_TYPE (PlMeter, pl_meter, GTK_TYPE_GRID)

enum { PROP_TITLE = 1 };

/* The bar begins at so many dB below full scale and is so long, dB. */
static const double bottom_db = -70.0;
static const double length_db = 60.0;

/* New levels come five times a second; in between the bar glides, so often a
   second and no oftener, for a window that stands by must cost next to
   nothing. */
static const gint64 frame_us = 66000;

/* dB that the held peak falls in each: some seconds, as a pause in speech. */
static const double fall_db = 0.7;

/* Of the way to the new level in each of these. */
static const double glide = 0.6;

/* dB above the bar's beginning: speech at a table lies between the two. */
static const double good_db = 12.0;
static const double loud_db = 52.0;

static double
wanted (PlMeter *self)
{
  const PlLevels *levels = pl_session_get_levels (self->session);
  double db = levels->input_db;

  if (self->source == PL_METER_EARS)
    db = pl_session_get_muted (self->session)
           ? -200.0
           : MAX (levels->output_db[0], levels->output_db[1]);
  return CLAMP (db - bottom_db, 0.0, length_db);
}

static void
set_text (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
}

static void
show_word (PlMeter *self)
{
  const char *word = _ ("silent"), *advice = "";

  if (self->held > loud_db)
    {
      word = _ ("loud");
      advice = _ ("Move the microphone away from who speaks.");
    }
  else if (self->held > good_db)
    word = _ ("good");
  else if (self->held > 0.5)
    {
      word = _ ("soft");
      advice = _ ("Put the microphone nearer to who speaks.");
    }
  set_text (self->word, word);
  set_text (self->advice, advice);
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  PlMeter *self = PL_METER (widget);
  const gint64 now = gdk_frame_clock_get_frame_time (clock);
  double next;

  (void) data;
  if (now - self->before < frame_us)
    return G_SOURCE_CONTINUE;
  self->before = now;
  next = wanted (self);
  /* Up at once, that a tap is seen; down gently. */
  if (next < self->shown)
    next = self->shown + glide * (next - self->shown);
  if (next < 0.25)
    next = 0.0;
  if (fabs (next - self->shown) > 0.2 || (next <= 0.0 && self->shown > 0.0))
    {
      self->shown = next;
      gtk_level_bar_set_value (self->bar, next);
    }
  self->held = MAX (next, self->held - fall_db);
  show_word (self);
  if (self->held > 0.0 || wanted (self) > 0.0)
    return G_SOURCE_CONTINUE;
  self->ticking = 0;
  return G_SOURCE_REMOVE;
}

static void
on_levels (PlSession *session, PlMeter *self)
{
  (void) session;
  if (!self->ticking)
    self->ticking
      = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
}

void
pl_meter_bind (PlMeter *self, PlSession *session, PlMeterSource source)
{
  self->session = g_object_ref (session);
  self->source = source;
  g_signal_connect_object (session, "levels", G_CALLBACK (on_levels), self, 0);
  show_word (self);
}

static void
pl_meter_set_property (GObject *object, guint property, const GValue *value,
                       GParamSpec *spec)
{
  PlMeter *self = PL_METER (object);

  (void) spec;
  if (property == PROP_TITLE)
    {
      gtk_label_set_text (self->title, g_value_get_string (value));
      atk_object_set_name (gtk_widget_get_accessible (GTK_WIDGET (self->bar)),
                           g_value_get_string (value));
    }
}

static void
pl_meter_dispose (GObject *object)
{
  g_clear_object (&PL_METER (object)->session);
  G_OBJECT_CLASS (pl_meter_parent_class)->dispose (object);
}

static void
pl_meter_class_init (PlMeterClass *class)
{
  GObjectClass *object = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  object->set_property = pl_meter_set_property;
  object->dispose = pl_meter_dispose;
  g_object_class_install_property (
    object, PROP_TITLE,
    g_param_spec_string ("title", "title", "What is measured", "",
                         G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
  gtk_widget_class_set_template_from_resource (
    widget, "/org/libenhance/PersonalListener/views/meter.ui");
  gtk_widget_class_bind_template_child (widget, PlMeter, title);
  gtk_widget_class_bind_template_child (widget, PlMeter, bar);
  gtk_widget_class_bind_template_child (widget, PlMeter, word);
  gtk_widget_class_bind_template_child (widget, PlMeter, advice);
}

static void
pl_meter_init (PlMeter *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* A level bar takes no <style> in a template. */
  gtk_style_context_add_class (
    gtk_widget_get_style_context (GTK_WIDGET (self->bar)), "meter");
  gtk_level_bar_set_max_value (self->bar, length_db);
  gtk_level_bar_remove_offset_value (self->bar, GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (self->bar, GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (self->bar, GTK_LEVEL_BAR_OFFSET_FULL);
  gtk_level_bar_add_offset_value (self->bar, "good", loud_db);
  gtk_level_bar_add_offset_value (self->bar, "loud", length_db);
}
