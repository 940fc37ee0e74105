/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "views/help_page.h"

#include "print.h"

struct _EnhHelpPage {
  GtkScrolledWindow parent_instance;
  GtkWidget *text;
};

G_DEFINE_TYPE (EnhHelpPage, enh_help_page, GTK_TYPE_SCROLLED_WINDOW)

static void
on_print (EnhHelpPage *self)
{
  enh_print (GTK_WIDGET (self), enh_print_collect (self->text), g_free);
}

GtkWidget *
enh_help_page_new (EnhModel *model)
{
  (void) model;
  return g_object_new (ENH_TYPE_HELP_PAGE, NULL);
}

static void
enh_help_page_class_init (EnhHelpPageClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  gtk_widget_class_set_template_from_resource (
    widget, "/org/libenhance/PersonalListener/views/help_page.ui");
  gtk_widget_class_bind_template_child (widget, EnhHelpPage, text);
  gtk_widget_class_bind_template_callback (widget, on_print);
}

static void
enh_help_page_init (EnhHelpPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
