/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "views/ready_row.h"

#include <glib/gi18n.h>

struct _PlReadyRow {
  GtkGrid parent_instance;
  GtkLabel *mark;
  GtkLabel *title;
  GtkLabel *text;
  GtkBox *controls;
};

G_DEFINE_TYPE (PlReadyRow, pl_ready_row, GTK_TYPE_GRID)

/* A form of its own for each, and a word for who does not see it. */
static const struct {
  const char *mark;
  const char *word;
  const char *style;
} verdicts[] = {
  [PL_VERDICT_OPEN] = { "○", N_ ("still to do"), "open" },
  [PL_VERDICT_GOOD] = { "✓", N_ ("good"), "good" },
  [PL_VERDICT_CAUTION] = { "!", N_ ("look at this"), "caution" },
  [PL_VERDICT_FAULT] = { "✗", N_ ("fault"), "fault" },
};

void
pl_ready_row_show (PlReadyRow *self, const char *title, PlVerdict verdict,
                   const char *text)
{
  GtkStyleContext *style
    = gtk_widget_get_style_context (GTK_WIDGET (self->mark));
  char *heading = g_strdup_printf ("%s: %s", title, _ (verdicts[verdict].word));

  if (g_strcmp0 (gtk_label_get_text (self->title), heading) != 0)
    {
      gtk_label_set_text (self->title, heading);
      gtk_label_set_text (self->mark, verdicts[verdict].mark);
      for (gsize i = 0; i < G_N_ELEMENTS (verdicts); ++i)
        gtk_style_context_remove_class (style, verdicts[i].style);
      gtk_style_context_add_class (style, verdicts[verdict].style);
    }
  if (g_strcmp0 (gtk_label_get_text (self->text), text) != 0)
    gtk_label_set_text (self->text, text);
  g_free (heading);
}

GtkWidget *
pl_ready_row_add (PlReadyRow *self, const char *label)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_show (button);
  gtk_style_context_add_class (gtk_widget_get_style_context (button), "step");
  gtk_container_add (GTK_CONTAINER (self->controls), button);
  return button;
}

static void
pl_ready_row_class_init (PlReadyRowClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  gtk_widget_class_set_template_from_resource (
    widget, "/org/libenhance/PersonalListener/views/ready_row.ui");
  gtk_widget_class_bind_template_child (widget, PlReadyRow, mark);
  gtk_widget_class_bind_template_child (widget, PlReadyRow, title);
  gtk_widget_class_bind_template_child (widget, PlReadyRow, text);
  gtk_widget_class_bind_template_child (widget, PlReadyRow, controls);
}

static void
pl_ready_row_init (PlReadyRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
