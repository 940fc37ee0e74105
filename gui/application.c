/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "application.h"

#include "keys.h"
#include "model/model.h"
#include "picture.h"
#include "style.h"
#include "window.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <handy.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#define RESOURCE_BASE "/org/libenhance/PersonalListener"

struct _PlApplication {
  GtkApplication parent_instance;
  PlModel *model;
  PlWindow *window;
  char *picture; /* --screenshot; NULL: none */
  char *page;    /* --page; NULL: the first */
  char *preset;  /* --preset; NULL: none */
  int status;    /* of the program, where not 0 */
};

G_DEFINE_TYPE (PlApplication, pl_application, GTK_TYPE_APPLICATION)

/* Asks nothing and waits for no dialog: a file chooser that asks whether to
   replace a file runs a loop of its own, which ends with its window. */
static void
end (PlApplication *self)
{
  GList *windows;

  if (self->window)
    pl_window_leave (self->window);
  if (self->model)
    pl_model_save (self->model);
  windows = gtk_window_list_toplevels ();
  g_list_foreach (windows, (GFunc) (void (*) (void)) g_object_ref, NULL);
  for (GList *each = windows; each; each = each->next)
    gtk_widget_destroy (each->data);
  g_list_free_full (windows, g_object_unref);
  g_application_quit (G_APPLICATION (self));
}

static void
act_quit (GSimpleAction *action, GVariant *value, gpointer data)
{
  PlApplication *self = PL_APPLICATION (data);

  (void) action;
  (void) value;
  end (self);
}

static void
act_about (GSimpleAction *action, GVariant *value, gpointer data)
{
  PlApplication *self = PL_APPLICATION (data);

  (void) action;
  (void) value;
  gtk_show_about_dialog (
    GTK_WINDOW (self->window), "program-name", _ ("Personal Listener"),
    "version", PACKAGE_VERSION, "logo-icon-name",
    "org.libenhance.PersonalListener", "license-type", GTK_LICENSE_MIT_X11,
    "copyright", "© 2026 The libenhance authors", "comments",
    _ ("A microphone, a wired headset and this computer: a listening device "
       "for a conversation. Not a hearing aid, not a medical device."),
    /* TRANSLATORS: your name, one translator a line */
    "translator-credits", _ ("translator-credits"), NULL);
}

static const GActionEntry actions[] = {
  { "quit", act_quit, NULL, NULL, NULL, { 0 } },
  { "about", act_about, NULL, NULL, NULL, { 0 } },
};

static const struct {
  const char *action;
  const char *keys[3];
} keys[] = {
  { "win.close", { "<Primary>w", NULL } },
  { "win.page::help", { "F1", NULL } },
  { "win.page::presets", { "<Primary>p", NULL } },
  { "win.page::note", { "<Primary>n", NULL } },
  { "win.back", { "<Alt>Left", "Back", NULL } },
  { "win.menu", { "F10", NULL } },
  { "win.person", { "F11", NULL } },
  { "win.type", { "<Primary>t", NULL } },
  { "win.louder", { "<Primary>plus", "<Primary>equal", NULL } },
  { "win.softer", { "<Primary>minus", NULL } },
};

static gboolean
on_end_signal (gpointer data)
{
  PlApplication *self = PL_APPLICATION (data);

  end (self);
  return G_SOURCE_CONTINUE;
}

static void
pl_application_startup (GApplication *application)
{
  PlApplication *self = PL_APPLICATION (application);

  G_APPLICATION_CLASS (pl_application_parent_class)->startup (application);
  hdy_init ();
  gtk_window_set_default_icon_name ("org.libenhance.PersonalListener");
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_default (),
                                    RESOURCE_BASE "/icons/hicolor");
  pl_style_install ();
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions,
                                   G_N_ELEMENTS (actions), self);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); ++i)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self),
                                           keys[i].action, keys[i].keys);
  g_unix_signal_add (SIGTERM, on_end_signal, self);
  g_unix_signal_add (SIGINT, on_end_signal, self);
  g_unix_signal_add (SIGHUP, on_end_signal, self);

  self->model = pl_model_new (!self->picture);
  if (!self->model)
    {
      g_printerr ("personal-listener: org.libenhance.PersonalListener: the "
                  "schema of its settings is not installed; install the app "
                  "again, or begin it by 'make run'\n");
      self->status = 1;
      return;
    }
  pl_keys_install (self->model);
}

static void
open_preset (PlApplication *self)
{
  char *why;

  /* In the window a person reads it. */
  if (!pl_window_open_preset (self->window, self->preset, &why)
      && self->picture)
    {
      g_printerr ("personal-listener: %s\n", why);
      self->status = 3;
    }
  g_free (why);
  g_clear_pointer (&self->preset, g_free);
}

static void
show_window (PlApplication *self)
{
  if (!self->model)
    return;
  if (!self->window)
    {
      self->window = pl_window_new (GTK_APPLICATION (self), self->model);
      g_object_add_weak_pointer (G_OBJECT (self->window),
                                 (gpointer *) &self->window);
    }
  if (self->page && !pl_window_show_page (self->window, self->page))
    {
      g_printerr ("personal-listener: --page %s: there is no such page; these "
                  "are: %s\n",
                  self->page, pl_window_page_names ());
      self->status = 2;
      gtk_widget_destroy (GTK_WIDGET (self->window));
      return;
    }
  g_clear_pointer (&self->page, g_free);
  if (self->preset)
    open_preset (self);
  if (self->picture)
    pl_picture_take (GTK_WINDOW (self->window), self->picture, &self->status);
  else
    gtk_window_present (GTK_WINDOW (self->window));
}

static void
pl_application_activate (GApplication *application)
{
  show_window (PL_APPLICATION (application));
}

static void
pl_application_open (GApplication *application, GFile **files, gint count,
                     const gchar *hint)
{
  PlApplication *self = PL_APPLICATION (application);

  (void) hint;
  g_free (self->preset);
  /* The last one would win in any case. */
  self->preset = g_file_get_path (files[count - 1]);
  show_window (self);
}

static gint
pl_application_handle_local_options (GApplication *application,
                                     GVariantDict *options)
{
  PlApplication *self = PL_APPLICATION (application);

  if (g_variant_dict_contains (options, "version"))
    {
      printf ("personal-listener (libenhance) %s\n", PACKAGE_VERSION);
      return fflush (stdout) ? 3 : 0;
    }
  if (!gtk_init_check (NULL, NULL))
    {
      g_printerr ("personal-listener: there is no screen to show a window on; "
                  "start it on a desktop, or use 'enhance live'\n");
      return 1;
    }
  g_variant_dict_lookup (options, "page", "s", &self->page);
  if (g_variant_dict_lookup (options, "screenshot", "^ay", &self->picture))
    /* A picture is of a window of its own, whatever else is open. */
    g_application_set_flags (application, g_application_get_flags (application)
                                            | G_APPLICATION_NON_UNIQUE);
  return -1;
}

/* Runs in the first instance, whoever was begun. */
static gint
pl_application_command_line (GApplication *application,
                             GApplicationCommandLine *line)
{
  PlApplication *self = PL_APPLICATION (application);
  GVariantDict *options = g_application_command_line_get_options_dict (line);
  int count;
  char **arguments = g_application_command_line_get_arguments (line, &count);
  char *preset = NULL;

  g_variant_dict_lookup (options, "preset", "^ay", &preset);
  if (!preset && count > 1)
    preset = g_strdup (arguments[1]);
  if (count > 2)
    {
      g_application_command_line_printerr (
        line, "personal-listener: %s: one preset is enough\n", arguments[2]);
      g_application_command_line_set_exit_status (line, 2);
    }
  else
    {
      if (preset)
        {
          GFile *file
            = g_application_command_line_create_file_for_arg (line, preset);

          g_free (self->preset);
          self->preset = g_file_get_path (file);
          g_object_unref (file);
        }
      g_free (self->page);
      self->page = NULL;
      g_variant_dict_lookup (options, "page", "s", &self->page);
      show_window (self);
    }
  g_free (preset);
  g_strfreev (arguments);
  return count > 2 ? 2 : self->status;
}

int
pl_application_status (PlApplication *self)
{
  return self->status;
}

static void
pl_application_shutdown (GApplication *application)
{
  PlApplication *self = PL_APPLICATION (application);

  pl_keys_remove ();
  g_clear_pointer (&self->model, pl_model_free);
  G_APPLICATION_CLASS (pl_application_parent_class)->shutdown (application);
}

static void
pl_application_finalize (GObject *object)
{
  PlApplication *self = PL_APPLICATION (object);

  g_free (self->picture);
  g_free (self->page);
  g_free (self->preset);
  G_OBJECT_CLASS (pl_application_parent_class)->finalize (object);
}

static void
pl_application_class_init (PlApplicationClass *class)
{
  GApplicationClass *application = G_APPLICATION_CLASS (class);

  application->startup = pl_application_startup;
  application->activate = pl_application_activate;
  application->open = pl_application_open;
  application->shutdown = pl_application_shutdown;
  application->command_line = pl_application_command_line;
  application->handle_local_options = pl_application_handle_local_options;
  G_OBJECT_CLASS (class)->finalize = pl_application_finalize;
}

/* The words of the command line; GApplication keeps their values. */
static const GOptionEntry options[] = {
  { "preset", 'p', 0, G_OPTION_ARG_FILENAME, NULL,
    N_ ("Begin with this preset: a .listen file, or mild, moderate, steep, "
        "strong, severe"),
    N_ ("FILE") },
  { "page", 0, 0, G_OPTION_ARG_STRING, NULL,
    N_ ("Begin at a page, such as ready or help"), N_ ("PAGE") },
  { "screenshot", 0, 0, G_OPTION_ARG_FILENAME, NULL,
    N_ ("Write a picture of the window as PNG, and end"), N_ ("FILE") },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the version"), NULL },
  { NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL },
};

char *
pl_application_wrong_word (char **words)
{
  GOptionEntry entries[G_N_ELEMENTS (options)];
  GOptionContext *context = g_option_context_new (NULL);
  char **copy = g_strdupv (words);
  GError *error = NULL;
  gboolean is_set = FALSE;
  char *value = NULL;
  char *why = NULL;

  /* Looked at alone: a switch is written to one place, a value to another, and
     each replaces the one before. */
  for (gsize i = 0; i < G_N_ELEMENTS (options); ++i)
    {
      entries[i] = options[i];
      entries[i].arg_data = entries[i].arg == G_OPTION_ARG_NONE
                              ? (gpointer) &is_set
                              : (gpointer) &value;
    }
  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_add_group (context, gtk_get_option_group (FALSE));
  /* It would print and end. */
  g_option_context_set_help_enabled (context, FALSE);
  if (!g_strv_contains ((const char *const *) words, "--help")
      && !g_strv_contains ((const char *const *) words, "-h")
      && !g_strv_contains ((const char *const *) words, "--help-all")
      && !g_strv_contains ((const char *const *) words, "--help-gtk")
      && !g_strv_contains ((const char *const *) words, "--help-gapplication")
      && !g_strv_contains ((const char *const *) words,
                           "--gapplication-service")
      && !g_option_context_parse_strv (context, &copy, &error))
    why = g_strdup (error->message);
  g_clear_error (&error);
  g_strfreev (copy);
  g_free (value);
  g_option_context_free (context);
  return why;
}

static void
pl_application_init (PlApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self),
                                                     "[PRESET]");
}

PlApplication *
pl_application_new (void)
{
  return g_object_new (
    PL_TYPE_APPLICATION, "application-id", "org.libenhance.PersonalListener",
    "flags", G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_HANDLES_OPEN,
    "resource-base-path", RESOURCE_BASE, NULL);
}
