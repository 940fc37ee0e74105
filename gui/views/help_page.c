/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "views/help_page.h"

#include "print.h"

struct _PlHelpPage {
  GtkScrolledWindow parent_instance;
  GtkWidget *text;
};

G_DEFINE_TYPE (PlHelpPage, pl_help_page, GTK_TYPE_SCROLLED_WINDOW)

static void
on_print (PlHelpPage *self)
{
  pl_print (GTK_WIDGET (self), pl_print_collect (self->text), g_free);
}

GtkWidget *
pl_help_page_new (PlModel *model)
{
  (void) model;
  return g_object_new (PL_TYPE_HELP_PAGE, NULL);
}

static void
pl_help_page_class_init (PlHelpPageClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  gtk_widget_class_set_template_from_resource (
    widget, "/org/libenhance/PersonalListener/views/help_page.ui");
  gtk_widget_class_bind_template_child (widget, PlHelpPage, text);
  gtk_widget_class_bind_template_callback (widget, on_print);
}

static void
pl_help_page_init (PlHelpPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
