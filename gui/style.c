/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "style.h"

#include <string.h>

static const char sheet[] = "/org/libenhance/PersonalListener/data/style.css";

void
pl_style_install (void)
{
  GtkCssProvider *provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, sheet);
  gtk_style_context_add_provider_for_screen (
    gdk_screen_get_default (), GTK_STYLE_PROVIDER (provider),
    GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_object_unref (provider);
}

static gboolean
is_high_contrast (GtkSettings *settings)
{
  /* The environment goes before the setting, as in GTK itself. */
  const char *forced = g_getenv ("GTK_THEME");
  char *name = NULL;
  gboolean found;

  if (forced)
    name = g_strdup (forced);
  else
    g_object_get (settings, "gtk-theme-name", &name, NULL);
  found = name && g_str_has_prefix (name, "HighContrast");
  g_free (name);
  return found;
}

static void
on_theme (GtkSettings *settings, GParamSpec *spec, GtkWidget *widget)
{
  GtkStyleContext *style = gtk_widget_get_style_context (widget);

  (void) spec;
  if (is_high_contrast (settings))
    gtk_style_context_remove_class (style, "coloured");
  else
    gtk_style_context_add_class (style, "coloured");
}

void
pl_style_colour (GtkWidget *widget)
{
  GtkSettings *settings = gtk_settings_get_default ();

  on_theme (settings, NULL, widget);
  g_signal_connect_object (settings, "notify::gtk-theme-name",
                           G_CALLBACK (on_theme), widget, 0);
}

void
pl_style_announce (GtkWidget *widget, const char *text)
{
  /* Newer ATK has the first, Debian 12's the second, older ones none. */
  static const char *const names[] = { "notification", "announcement" };
  AtkObject *object = gtk_widget_get_accessible (widget);

  for (gsize i = 0; i < G_N_ELEMENTS (names); ++i)
    if (g_signal_lookup (names[i], ATK_TYPE_OBJECT))
      {
        GSignalQuery query;

        g_signal_query (g_signal_lookup (names[i], ATK_TYPE_OBJECT), &query);
        /* `notification` has the text and its urgency. */
        if (query.n_params == 1)
          g_signal_emit_by_name (object, names[i], text);
        else
          g_signal_emit_by_name (object, names[i], text, 1);
        return;
      }
}

void
pl_style_act (GtkWidget *widget, const char *action)
{
  GtkWidget *window = gtk_widget_get_toplevel (widget);

  if (G_IS_ACTION_GROUP (window))
    g_action_group_activate_action (G_ACTION_GROUP (window), action, NULL);
}

static void
wrap (GtkWidget *widget, gpointer data)
{
  (void) data;
  pl_style_wrap_buttons (widget);
}

void
pl_style_wrap_buttons (GtkWidget *widget)
{
  GtkWidget *label = GTK_IS_BUTTON (widget) && !GTK_IS_CHECK_BUTTON (widget)
                       ? gtk_bin_get_child (GTK_BIN (widget))
                       : NULL;

  if (GTK_IS_LABEL (label))
    {
      gtk_label_set_line_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
    }
  else if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), wrap, NULL);
}
