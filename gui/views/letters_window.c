/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "views/letters_window.h"

#include "views/silence.h"

#include <glib/gi18n.h>

#include <string.h>

struct _PlLettersWindow {
  GtkWindow parent_instance;
  GtkTextView *text;
  GtkDrawingArea *show;
  GtkStack *stack;
  GtkToggleButton *turn;
  GtkBox *phrases;
  GtkLabel *state;
  GtkButton *silence;
  PlModel *model;
};

G_DEFINE_TYPE (PlLettersWindow, pl_letters_window, GTK_TYPE_WINDOW)

/* Points; as large as fits lies between. */
enum { SMALLEST = 24, LARGEST = 160 };

static const char *const phrases[] = {
  N_ ("Can you hear me?"),
  N_ ("Shall we take a break?"),
  N_ ("Please say it back to me"),
  /* TRANSLATORS: three answers to point at */
  N_ ("Yes      No      Don’t know"),
};

/* Overwritten and freed by the caller. */
static char *
typed (PlLettersWindow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter from, to;

  gtk_text_buffer_get_bounds (buffer, &from, &to);
  return gtk_text_buffer_get_text (buffer, &from, &to, FALSE);
}

/* The largest letters with which all of it fits into `width` and `height`. */
static void
fit (PangoLayout *layout, int width, int height)
{
  PangoFontDescription *font = pango_font_description_from_string ("Sans Bold");
  int most = LARGEST, least = SMALLEST;

  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD);
  while (least < most)
    {
      const int size = (least + most + 1) / 2;
      int wide, high;

      pango_font_description_set_size (font, size * PANGO_SCALE);
      pango_layout_set_font_description (layout, font);
      pango_layout_get_pixel_size (layout, &wide, &high);
      if (wide <= width && high <= height)
        least = size;
      else
        most = size - 1;
    }
  pango_font_description_set_size (font, least * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
}

/* Upside down, for who sits opposite. */
static gboolean
on_draw (PlLettersWindow *self, cairo_t *cr)
{
  const int width = gtk_widget_get_allocated_width (GTK_WIDGET (self->show));
  const int height = gtk_widget_get_allocated_height (GTK_WIDGET (self->show));
  char *text = typed (self);
  PangoLayout *layout
    = gtk_widget_create_pango_layout (GTK_WIDGET (self->show), text);

  fit (layout, width, height);
  cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
  cairo_paint (cr);
  cairo_translate (cr, width, height);
  cairo_rotate (cr, G_PI);
  cairo_set_source_rgb (cr, 0.07, 0.07, 0.07);
  pango_cairo_show_layout (cr, layout);
  g_object_unref (layout);
  memset (text, 0, strlen (text));
  g_free (text);
  return GDK_EVENT_STOP;
}

/* As large as fits while typing, too. */
static void
on_text (PlLettersWindow *self)
{
  const int width = gtk_widget_get_allocated_width (GTK_WIDGET (self->text));
  const int height = gtk_widget_get_allocated_height (GTK_WIDGET (self->stack));
  char *text = typed (self), *css;
  PangoLayout *layout
    = gtk_widget_create_pango_layout (GTK_WIDGET (self->text), text);
  GtkCssProvider *provider
    = g_object_get_data (G_OBJECT (self->text), "provider");

  if (width > 100 && height > 100)
    {
      /* Room for the word that is being typed. */
      fit (layout, width * 9 / 10, height * 8 / 10);
      css = g_strdup_printf ("textview { font-size: %dpt; }",
                             pango_font_description_get_size (
                               pango_layout_get_font_description (layout))
                               / PANGO_SCALE);
      gtk_css_provider_load_from_data (provider, css, -1, NULL);
      g_free (css);
    }
  g_object_unref (layout);
  memset (text, 0, strlen (text));
  g_free (text);
  gtk_widget_queue_draw (GTK_WIDGET (self->show));
}

static void
on_turn (PlLettersWindow *self)
{
  const gboolean turned = gtk_toggle_button_get_active (self->turn);

  gtk_stack_set_visible_child_name (self->stack, turned ? "show" : "type");
  if (!turned)
    gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

static void
on_phrase (GtkButton *button, PlLettersWindow *self)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text),
                            gtk_button_get_label (button), -1);
}

static void
on_clear (PlLettersWindow *self)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), "", 0);
  gtk_toggle_button_set_active (self->turn, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

static void
on_silence (PlLettersWindow *self)
{
  pl_session_toggle_mute (self->model->session);
}

static void
on_changed (PlSession *session, PlLettersWindow *self)
{
  pl_silence_show (session, self->state, self->silence);
}

static gboolean
pl_letters_window_key_press_event (GtkWidget *widget, GdkEventKey *event)
{
  if (event->keyval == GDK_KEY_w && (event->state & GDK_CONTROL_MASK))
    {
      gtk_window_close (GTK_WINDOW (widget));
      return GDK_EVENT_STOP;
    }
  return GTK_WIDGET_CLASS (pl_letters_window_parent_class)
    ->key_press_event (widget, event);
}

static void
add_phrases (PlLettersWindow *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (phrases); ++i)
    {
      GtkWidget *button = gtk_button_new_with_label (_ (phrases[i]));
      GtkWidget *label = gtk_bin_get_child (GTK_BIN (button));

      gtk_label_set_line_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 16);
      gtk_style_context_add_class (gtk_widget_get_style_context (button),
                                   "small");
      g_signal_connect (button, "clicked", G_CALLBACK (on_phrase), self);
      gtk_widget_show (button);
      gtk_container_add (GTK_CONTAINER (self->phrases), button);
    }
}

GtkWidget *
pl_letters_window_new (GtkWindow *parent, PlModel *model)
{
  PlLettersWindow *self
    = g_object_new (PL_TYPE_LETTERS_WINDOW, "transient-for", parent,
                    "application", gtk_window_get_application (parent), NULL);

  self->model = model;
  g_signal_connect_object (model->session, "changed", G_CALLBACK (on_changed),
                           self, 0);
  on_changed (model->session, self);
  gtk_window_fullscreen (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
  return GTK_WIDGET (self);
}

static void
pl_letters_window_class_init (PlLettersWindowClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  widget->key_press_event = pl_letters_window_key_press_event;
  gtk_widget_class_set_template_from_resource (
    widget, "/org/libenhance/PersonalListener/views/letters_window.ui");
  gtk_widget_class_bind_template_child (widget, PlLettersWindow, text);
  gtk_widget_class_bind_template_child (widget, PlLettersWindow, show);
  gtk_widget_class_bind_template_child (widget, PlLettersWindow, stack);
  gtk_widget_class_bind_template_child (widget, PlLettersWindow, turn);
  gtk_widget_class_bind_template_child (widget, PlLettersWindow, phrases);
  gtk_widget_class_bind_template_child (widget, PlLettersWindow, state);
  gtk_widget_class_bind_template_child (widget, PlLettersWindow, silence);
  gtk_widget_class_bind_template_callback (widget, on_draw);
  gtk_widget_class_bind_template_callback (widget, on_turn);
  gtk_widget_class_bind_template_callback (widget, on_clear);
  gtk_widget_class_bind_template_callback (widget, on_silence);
}

static void
pl_letters_window_init (PlLettersWindow *self)
{
  GtkCssProvider *provider = gtk_css_provider_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_style_context_add_provider (
    gtk_widget_get_style_context (GTK_WIDGET (self->text)),
    GTK_STYLE_PROVIDER (provider), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  g_object_set_data_full (G_OBJECT (self->text), "provider", provider,
                          g_object_unref);
  g_signal_connect_object (gtk_text_view_get_buffer (self->text), "changed",
                           G_CALLBACK (on_text), self, G_CONNECT_SWAPPED);
  add_phrases (self);
}
