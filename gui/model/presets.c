/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "model/presets.h"

#include "model/settings.h"
#include "private_file.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include <string.h>

/* Bytes of a preset's name: with the extension it fits into a file's name on
   every file system. */
enum { NAME_BYTES_MAX = 120 };

typedef struct builtin {
  const char *name; /* as in the library's table */
  const char *title;
  const char *meaning;
} builtin;

/* In the person's language; a preset that the library has and this table not
   is told in the library's words. */
static const builtin builtins[] = {
  { "mild", N_ ("Mild"),
    N_ ("For those who miss words in company or when people speak softly") },
  { "moderate", N_ ("Moderate"),
    N_ ("For those who ask people to speak up even in a quiet room") },
  { "steep", N_ ("Steep"),
    N_ ("For those who hear that somebody speaks, but not the s, f and t") },
  { "strong", N_ ("Strong"),
    N_ ("For those to whom people must speak loudly and from close by") },
  { "severe", N_ ("Severe"),
    N_ ("For those who miss words even when they are loud and close by") },
};

static void
item_free (gpointer data)
{
  PlPresetItem *item = data;

  g_free (item->title);
  g_free (item->meaning);
  g_free (item->path);
  g_free (item);
}

static void
add_builtins (GPtrArray *list)
{
  const enh_hearing_info *info;

  for (uint32_t i = 0; (info = enh_hearing_describe (i)); ++i)
    {
      PlPresetItem *item = g_new0 (PlPresetItem, 1);
      const char *title = info->name, *meaning = info->meaning;

      for (gsize word = 0; word < G_N_ELEMENTS (builtins); ++word)
        if (strcmp (builtins[word].name, info->name) == 0)
          {
            title = _ (builtins[word].title);
            meaning = _ (builtins[word].meaning);
          }
      item->title = g_strdup (title);
      item->meaning = g_strdup (meaning);
      item->path = g_strdup (info->name);
      g_ptr_array_add (list, item);
    }
}

static int
by_title (gconstpointer left, gconstpointer right)
{
  const PlPresetItem *const *a = left, *const *b = right;

  return g_utf8_collate ((*a)->title, (*b)->title);
}

GPtrArray *
pl_presets_list (void)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (item_free);
  GPtrArray *own = g_ptr_array_new ();
  char *folder = pl_settings_preset_folder ();
  GDir *files = g_dir_open (folder, 0, NULL);
  const char *name;

  add_builtins (list);
  while (files && (name = g_dir_read_name (files)))
    if (g_str_has_suffix (name, PRESET_EXTENSION))
      {
        PlPresetItem *item = g_new0 (PlPresetItem, 1);

        item->title = g_filename_display_name (name);
        item->title[strlen (item->title) - strlen (PRESET_EXTENSION)] = '\0';
        item->path = g_build_filename (folder, name, NULL);
        item->owned = TRUE;
        g_ptr_array_add (own, item);
      }
  if (files)
    g_dir_close (files);
  g_ptr_array_sort (own, by_title);
  for (guint i = 0; i < own->len; ++i)
    g_ptr_array_add (list, own->pdata[i]);
  g_ptr_array_free (own, TRUE);
  g_free (folder);
  return list;
}

char *
pl_presets_title (const char *path)
{
  char *title;

  for (gsize i = 0; i < G_N_ELEMENTS (builtins); ++i)
    if (strcmp (builtins[i].name, path) == 0)
      return g_strdup (_ (builtins[i].title));
  title = g_filename_display_basename (path);
  if (g_str_has_suffix (title, PRESET_EXTENSION))
    title[strlen (title) - strlen (PRESET_EXTENSION)] = '\0';
  return title;
}

/* A name as a person writes it becomes a file's name: what leads elsewhere or
   hides the file is replaced. */
static char *
file_name (const char *name)
{
  char *clean = g_strstrip (g_strdup (name));
  char *full;

  if (strlen (clean) > NAME_BYTES_MAX)
    *g_utf8_find_prev_char (clean, clean + NAME_BYTES_MAX + 1) = '\0';
  g_strdelimit (clean, "/\\:*?\"<>|\t\n\r", '-');
  if (*clean == '.')
    *clean = '-';
  full = *clean ? g_strconcat (clean, PRESET_EXTENSION, NULL) : NULL;
  g_free (clean);
  return full;
}

gboolean
pl_presets_save (PlParams *params, const char *name, gboolean replace,
                 char **path, GError **error)
{
  char *folder = pl_settings_preset_folder ();
  char *file = file_name (name);
  preset_settings *preset = NULL;
  enh_error why = { "" };
  gboolean saved = FALSE;

  *path = file ? g_build_filename (folder, file, NULL) : NULL;
  g_mkdir_with_parents (folder, 0700);
  if (!file)
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s",
                 _ ("Give the preset a name."));
  else if (!replace && g_file_test (*path, G_FILE_TEST_EXISTS))
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST,
                 _ ("There is a preset of this name already."));
  else
    {
      preset = pl_params_make_preset (params, name);
      saved = !preset_save (preset, *path, &why);
      if (saved)
        /* Thresholds of a person's hearing are for its owner's eyes. */
        g_chmod (*path, 0600);
      else
        {
          g_message ("%s", why.text);
          g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
                       _ ("The preset could not be kept in %s."), folder);
        }
    }
  preset_free (preset);
  g_free (file);
  g_free (folder);
  return saved;
}

gboolean
pl_presets_load (PlParams *params, const char *path, char **why)
{
  preset_settings *preset;
  enh_error error = { "" };

  const enh_status failure = preset_load (&preset, path, &error);

  if (failure)
    {
      char *name = g_filename_display_basename (path);

      /* What exactly, for those who look after the computer. */
      g_message ("%s", error.text);
      *why = g_strdup_printf (failure == ENH_ERR_OPEN
                                ? _ ("The preset %s cannot be opened. Is the "
                                     "file still there?")
                                : _ ("The preset %s is damaged, or no preset "
                                     "of this app."),
                              name);
      g_free (name);
      return FALSE;
    }
  pl_params_take_preset (params, preset);
  preset_free (preset);
  return TRUE;
}

struct PlDeleted {
  char *path;
  char *bytes;
  gsize count;
};

PlDeleted *
pl_presets_delete (const char *path)
{
  PlDeleted *deleted = g_new0 (PlDeleted, 1);

  deleted->path = g_strdup (path);
  if (g_file_get_contents (path, &deleted->bytes, &deleted->count, NULL)
      && g_unlink (path) == 0)
    return deleted;
  pl_presets_forget (deleted);
  return NULL;
}

gboolean
pl_presets_undelete (const PlDeleted *deleted)
{
  return private_file_write (deleted->path, deleted->bytes, deleted->count,
                             NULL);
}

void
pl_presets_forget (PlDeleted *deleted)
{
  if (!deleted)
    return;
  if (deleted->bytes)
    for (volatile char *p = deleted->bytes; p < deleted->bytes + deleted->count;
         ++p)
      *p = '\0';
  g_free (deleted->bytes);
  g_free (deleted->path);
  g_free (deleted);
}

const char *
pl_presets_deleted_path (const PlDeleted *deleted)
{
  return deleted->path;
}
