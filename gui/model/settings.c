/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Public since GLib 2.46, and still behind this. */
#define G_SETTINGS_ENABLE_BACKEND

#include "model/settings.h"

#include "model/key_file_store.h"

#include <gio/gsettingsbackend.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static const char schema_id[] = "org.libenhance.PersonalListener";
static const char schema_path[] = "/org/libenhance/PersonalListener/";
static const char folder_name[] = "personal-listener";

char *
pl_settings_path (void)
{
  return g_build_filename (g_get_user_config_dir (), folder_name,
                           "settings.ini", NULL);
}

char *
pl_settings_dose_path (void)
{
  return g_build_filename (g_get_user_data_dir (), folder_name, "dose.ini",
                           NULL);
}

char *
pl_settings_preset_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), folder_name, "presets",
                           NULL);
}

/* By trying: permissions, full disks and read-only file systems are all one to
   it. Nothing is left behind. */
static gboolean
can_write (const char *folder, char **why)
{
  char *probe = g_build_filename (folder, ".can-write", NULL);
  int file = -1;

  if (g_mkdir_with_parents (folder, 0700) == 0)
    file = g_open (probe, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NONBLOCK,
                   0600);
  if (file < 0)
    *why = g_strdup (g_strerror (errno));
  else
    {
      close (file);
      g_unlink (probe);
    }
  g_free (probe);
  return file >= 0;
}

/* The desktop's, or, for what was installed beside it, its own. */
static GSettingsSchema *
find_schema (void)
{
  GSettingsSchemaSource *common = g_settings_schema_source_get_default ();
  GSettingsSchema *schema
    = common ? g_settings_schema_source_lookup (common, schema_id, TRUE) : NULL;
  GSettingsSchemaSource *own = schema
                                 ? NULL
                                 : g_settings_schema_source_new_from_directory (
                                   SCHEMADIR, common, TRUE, NULL);

  if (own)
    {
      schema = g_settings_schema_source_lookup (own, schema_id, TRUE);
      g_settings_schema_source_unref (own);
    }
  return schema;
}

GSettings *
pl_settings_open (char **trouble)
{
  GSettingsSchema *schema = find_schema ();
  GSettingsBackend *backend;
  GSettings *settings;
  char *path, *folder, *why = NULL;

  *trouble = NULL;
  if (!schema)
    return NULL;
  path = pl_settings_path ();
  folder = g_path_get_dirname (path);
  if (!pl_key_file_store_check (path, trouble))
    /* Nothing more is tried there. */
    backend = g_memory_settings_backend_new ();
  else if (can_write (folder, &why))
    backend = g_keyfile_settings_backend_new (path, schema_path, "Settings");
  else
    {
      backend = g_memory_settings_backend_new ();
      g_free (*trouble);
      *trouble
        = g_strdup_printf (_ ("Settings cannot be kept: %s: %s."), folder, why);
      g_free (why);
    }
  settings = g_settings_new_full (schema, backend, schema_path);
  g_object_unref (backend);
  g_settings_schema_unref (schema);
  g_free (folder);
  g_free (path);
  return settings;
}
