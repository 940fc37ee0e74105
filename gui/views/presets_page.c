/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "views/presets_page.h"

#include "dialogs.h"
#include "model/presets.h"
#include "model/scenes.h"
#include "model/settings.h"
#include "recent_files.h"
#include "style.h"
#include "views/keep_dialog.h"

#include <glib/gi18n.h>
#include <handy.h>

struct _PlPresetsPage {
  GtkScrolledWindow parent_instance;
  GtkLabel *current;
  GtkListBox *list;
  GtkListBox *scenes;
  GtkLabel *folder;
  GtkWidget *undo_box;
  GtkLabel *undo_text;
  GtkLabel *scene_set;
  PlDeleted *deleted; /* that can be brought back; NULL: none */
  PlModel *model;
};

G_DEFINE_TYPE (PlPresetsPage, pl_presets_page, GTK_TYPE_SCROLLED_WINDOW)

static void
fill (PlPresetsPage *self);

static void
use (PlPresetsPage *self, const char *path)
{
  char *why = NULL;

  if (!pl_model_use_preset (self->model, path, &why))
    pl_dialogs_error (GTK_WIDGET (self), why);
  g_free (why);
  fill (self);
}

static void
on_use (GtkButton *button, PlPresetsPage *self)
{
  char *path = g_strdup (g_object_get_data (G_OBJECT (button), "path"));

  use (self, path);
  g_free (path);
}

static void
forget_deleted (PlPresetsPage *self)
{
  g_clear_pointer (&self->deleted, pl_presets_forget);
  gtk_widget_hide (self->undo_box);
}

static void delete (PlPresetsPage *self, const char *path)
{
  char *title = pl_presets_title (path);
  char *text = g_strdup_printf (_ ("“%s” was deleted."), title);

  forget_deleted (self);
  self->deleted = pl_presets_delete (path);
  if (self->deleted)
    {
      pl_model_preset_deleted (self->model, path);
      gtk_label_set_text (self->undo_text, text);
      gtk_widget_show (self->undo_box);
      pl_style_announce (GTK_WIDGET (self->undo_text), text);
    }
  else
    pl_dialogs_error (GTK_WIDGET (self),
                      _ ("The preset could not be deleted."));
  g_free (text);
  g_free (title);
  fill (self);
}

static void
on_undo (PlPresetsPage *self)
{
  if (!self->deleted)
    return;
  if (!pl_presets_undelete (self->deleted))
    pl_dialogs_error (GTK_WIDGET (self),
                      _ ("The preset could not be brought back."));
  else if (self->model->deleted)
    use (self, pl_presets_deleted_path (self->deleted));
  forget_deleted (self);
  fill (self);
  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

static void
on_asked (GtkDialog *dialog, int response, PlPresetsPage *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    delete (self, g_object_get_data (G_OBJECT (dialog), "path"));
  gtk_widget_destroy (GTK_WIDGET (dialog));
}

static void
on_delete (GtkButton *button, PlPresetsPage *self)
{
  const char *path = g_object_get_data (G_OBJECT (button), "path");
  char *title = pl_presets_title (path);
  GtkWidget *dialog = gtk_message_dialog_new (
    GTK_WINDOW (gtk_widget_get_toplevel (GTK_WIDGET (self))),
    GTK_DIALOG_MODAL | GTK_DIALOG_DESTROY_WITH_PARENT, GTK_MESSAGE_QUESTION,
    GTK_BUTTONS_NONE,
    _ ("Delete “%s”? Its file and the hearing profile in it are removed."),
    title);

  gtk_dialog_add_buttons (GTK_DIALOG (dialog), _ ("_Cancel"),
                          GTK_RESPONSE_CANCEL, _ ("_Delete"),
                          GTK_RESPONSE_ACCEPT, NULL);
  g_object_set_data_full (G_OBJECT (dialog), "path", g_strdup (path), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_asked), self, 0);
  gtk_widget_show (dialog);
  g_free (title);
}

static GtkWidget *
add_button (HdyActionRow *row, const char *label, const char *name,
            const char *path, GCallback pressed, PlPresetsPage *self)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  char *full = g_strdup_printf (_ ("%s: %s"), label, name);

  /* Every row has a "Use": alone it says nothing. */
  atk_object_set_name (gtk_widget_get_accessible (button), full);
  g_free (full);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_style_context_add_class (gtk_widget_get_style_context (button), "step");
  g_object_set_data_full (G_OBJECT (button), "path", g_strdup (path), g_free);
  g_signal_connect (button, "clicked", pressed, self);
  gtk_container_add (GTK_CONTAINER (row), button);
  return button;
}

/* The row itself takes no keys, its buttons do: a list of GTK's would keep Tab
   among its rows. */
static void
add_row (PlPresetsPage *self, const PlPresetItem *item, gboolean used)
{
  GtkWidget *row = hdy_action_row_new ();
  GtkWidget *mark;

  hdy_preferences_row_set_title (HDY_PREFERENCES_ROW (row), item->title);
  if (item->meaning)
    {
      hdy_action_row_set_subtitle (HDY_ACTION_ROW (row), item->meaning);
      hdy_action_row_set_subtitle_lines (HDY_ACTION_ROW (row), 0);
    }
  if (used)
    {
      mark = gtk_image_new_from_icon_name ("object-select-symbolic",
                                           GTK_ICON_SIZE_BUTTON);
      atk_object_set_name (gtk_widget_get_accessible (mark), _ ("in use"));
      hdy_action_row_add_prefix (HDY_ACTION_ROW (row), mark);
    }
  hdy_action_row_set_activatable_widget (
    HDY_ACTION_ROW (row),
    add_button (HDY_ACTION_ROW (row), _ ("Use"), item->title, item->path,
                G_CALLBACK (on_use), self));
  if (item->owned)
    add_button (HDY_ACTION_ROW (row), _ ("Delete"), item->title, item->path,
                G_CALLBACK (on_delete), self);
  gtk_widget_show_all (row);
  gtk_container_add (GTK_CONTAINER (self->list), row);
}

static void
on_scene (GtkButton *button, PlPresetsPage *self)
{
  const PlScene *scene = pl_scene (
    GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "scene")));
  char *text = g_strdup_printf (_ ("Set for: %s"), _ (scene->title));

  pl_scene_use (self->model->params, scene);
  gtk_label_set_text (self->scene_set, text);
  pl_style_announce (GTK_WIDGET (self->scene_set), text);
  g_free (text);
}

static void
add_scenes (PlPresetsPage *self)
{
  const PlScene *scene;

  for (guint i = 0; (scene = pl_scene (i)); ++i)
    {
      GtkWidget *row = hdy_action_row_new ();
      GtkWidget *button = add_button (HDY_ACTION_ROW (row), _ ("Use"),
                                      _ (scene->title), "",
                                      G_CALLBACK (on_scene), self);

      g_object_set_data (G_OBJECT (button), "scene", GUINT_TO_POINTER (i));
      hdy_preferences_row_set_title (HDY_PREFERENCES_ROW (row),
                                     _ (scene->title));
      hdy_action_row_set_subtitle (HDY_ACTION_ROW (row), _ (scene->meaning));
      hdy_action_row_set_activatable_widget (HDY_ACTION_ROW (row), button);
      gtk_widget_show_all (row);
      gtk_container_add (GTK_CONTAINER (self->scenes), row);
    }
}

static void
remove_row (GtkWidget *row, gpointer data)
{
  (void) data;
  gtk_widget_destroy (row);
}

static void
fill (PlPresetsPage *self)
{
  GPtrArray *items = pl_presets_list ();
  char *path = pl_model_get_preset (self->model);
  char *title = pl_model_preset_title (self->model);
  char *text;

  gtk_container_foreach (GTK_CONTAINER (self->list), remove_row, NULL);
  for (guint i = 0; i < items->len; ++i)
    {
      const PlPresetItem *item = items->pdata[i];

      add_row (self, item,
               !self->model->deleted && g_strcmp0 (item->path, path) == 0);
    }
  text = g_strdup_printf (_ ("In use: %s"), title);
  gtk_label_set_text (self->current, text);
  g_free (text);
  g_free (title);
  g_free (path);
  g_ptr_array_unref (items);
}

static void
on_kept (GtkWidget *widget)
{
  fill (PL_PRESETS_PAGE (widget));
}

static void
on_keep (PlPresetsPage *self)
{
  pl_keep_dialog_show (GTK_WIDGET (self), self->model, on_kept);
}

static void
on_chosen (GtkDialog *chooser, int response, PlPresetsPage *self)
{
  char *path = response == GTK_RESPONSE_ACCEPT
                 ? gtk_file_chooser_get_filename (GTK_FILE_CHOOSER (chooser))
                 : NULL;

  /* Its name may be a person's, too. */
  if (path)
    pl_recent_files_forget (
      gtk_file_chooser_get_uri (GTK_FILE_CHOOSER (chooser)));
  gtk_widget_destroy (GTK_WIDGET (chooser));
  if (path)
    use (self, path);
  g_free (path);
}

/* Not the desktop's own: there Esc would not silence. */
static void
on_open (PlPresetsPage *self)
{
  GtkWidget *chooser = gtk_file_chooser_dialog_new (
    _ ("Open a preset"),
    GTK_WINDOW (gtk_widget_get_toplevel (GTK_WIDGET (self))),
    GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Cancel"), GTK_RESPONSE_CANCEL,
    _ ("_Open"), GTK_RESPONSE_ACCEPT, NULL);
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Presets (.listen)"));
  gtk_file_filter_add_pattern (filter, "*" PRESET_EXTENSION);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  gtk_window_set_modal (GTK_WINDOW (chooser), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_chosen), self,
                           0);
  gtk_widget_show (chooser);
}

/* Who leaves the page meant it. */
static void
pl_presets_page_unmap (GtkWidget *widget)
{
  forget_deleted (PL_PRESETS_PAGE (widget));
  GTK_WIDGET_CLASS (pl_presets_page_parent_class)->unmap (widget);
}

static void
pl_presets_page_map (GtkWidget *widget)
{
  fill (PL_PRESETS_PAGE (widget));
  GTK_WIDGET_CLASS (pl_presets_page_parent_class)->map (widget);
}

GtkWidget *
pl_presets_page_new (PlModel *model)
{
  PlPresetsPage *self = g_object_new (PL_TYPE_PRESETS_PAGE, NULL);
  char *folder = pl_settings_preset_folder ();
  char *text = g_strdup_printf (_ ("Your presets are files in %s"), folder);

  self->model = model;
  gtk_label_set_text (self->folder, text);
  g_free (text);
  g_free (folder);
  add_scenes (self);
  fill (self);
  return GTK_WIDGET (self);
}

static void
pl_presets_page_class_init (PlPresetsPageClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  widget->map = pl_presets_page_map;
  widget->unmap = pl_presets_page_unmap;
  gtk_widget_class_set_template_from_resource (
    widget, "/org/libenhance/PersonalListener/views/presets_page.ui");
  gtk_widget_class_bind_template_child (widget, PlPresetsPage, current);
  gtk_widget_class_bind_template_child (widget, PlPresetsPage, list);
  gtk_widget_class_bind_template_child (widget, PlPresetsPage, folder);
  gtk_widget_class_bind_template_child (widget, PlPresetsPage, undo_box);
  gtk_widget_class_bind_template_child (widget, PlPresetsPage, undo_text);
  gtk_widget_class_bind_template_child (widget, PlPresetsPage, scenes);
  gtk_widget_class_bind_template_child (widget, PlPresetsPage, scene_set);
  gtk_widget_class_bind_template_callback (widget, on_undo);
  gtk_widget_class_bind_template_callback (widget, on_keep);
  gtk_widget_class_bind_template_callback (widget, on_open);
}

static void
pl_presets_page_init (PlPresetsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
