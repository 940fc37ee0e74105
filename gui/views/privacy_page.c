/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "views/privacy_page.h"

#include "model/settings.h"

struct _PlPrivacyPage {
  GtkScrolledWindow parent_instance;
  GtkLabel *settings;
  GtkLabel *dose;
  GtkLabel *presets;
};

G_DEFINE_TYPE (PlPrivacyPage, pl_privacy_page, GTK_TYPE_SCROLLED_WINDOW)

static void
show (GtkLabel *label, char *path)
{
  gtk_label_set_text (label, path);
  g_free (path);
}

GtkWidget *
pl_privacy_page_new (PlModel *model)
{
  PlPrivacyPage *self = g_object_new (PL_TYPE_PRIVACY_PAGE, NULL);

  (void) model;
  show (self->settings, pl_settings_path ());
  show (self->dose, pl_settings_dose_path ());
  show (self->presets, pl_settings_preset_folder ());
  return GTK_WIDGET (self);
}

static void
pl_privacy_page_class_init (PlPrivacyPageClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  gtk_widget_class_set_template_from_resource (
    widget, "/org/libenhance/PersonalListener/views/privacy_page.ui");
  gtk_widget_class_bind_template_child (widget, PlPrivacyPage, settings);
  gtk_widget_class_bind_template_child (widget, PlPrivacyPage, dose);
  gtk_widget_class_bind_template_child (widget, PlPrivacyPage, presets);
}

static void
pl_privacy_page_init (PlPrivacyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
