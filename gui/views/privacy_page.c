/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "views/privacy_page.h"

#include "model/settings.h"

struct _EnhPrivacyPage {
  GtkScrolledWindow parent_instance;
  GtkLabel *settings;
  GtkLabel *dose;
  GtkLabel *presets;
};

G_DEFINE_TYPE (EnhPrivacyPage, enh_privacy_page, GTK_TYPE_SCROLLED_WINDOW)

static void
show (GtkLabel *label, char *path)
{
  gtk_label_set_text (label, path);
  g_free (path);
}

GtkWidget *
enh_privacy_page_new (EnhModel *model)
{
  EnhPrivacyPage *self = g_object_new (ENH_TYPE_PRIVACY_PAGE, NULL);

  (void) model;
  show (self->settings, enh_settings_path ());
  show (self->dose, enh_settings_dose_path ());
  show (self->presets, enh_settings_preset_folder ());
  return GTK_WIDGET (self);
}

static void
enh_privacy_page_class_init (EnhPrivacyPageClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  gtk_widget_class_set_template_from_resource (
    widget, "/org/libenhance/PersonalListener/views/privacy_page.ui");
  gtk_widget_class_bind_template_child (widget, EnhPrivacyPage, settings);
  gtk_widget_class_bind_template_child (widget, EnhPrivacyPage, dose);
  gtk_widget_class_bind_template_child (widget, EnhPrivacyPage, presets);
}

static void
enh_privacy_page_init (EnhPrivacyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
