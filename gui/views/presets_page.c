/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "views/presets_page.h"

#include "dialogs.h"
#include "model/presets.h"
#include "model/settings.h"
#include "recent_files.h"
#include "views/keep_dialog.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include <errno.h>

struct _PlPresetsPage {
  GtkScrolledWindow parent_instance;
  GtkLabel *current;
  GtkListBox *list;
  GtkLabel *folder;
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

/* Into the wastebasket where there is one: a slip can be mended. */
static void
on_delete (GtkButton *button, PlPresetsPage *self)
{
  const char *path = g_object_get_data (G_OBJECT (button), "path");
  GFile *file = g_file_new_for_path (path);

  if (!g_file_trash (file, NULL, NULL) && g_unlink (path) != 0)
    pl_dialogs_error (GTK_WIDGET (self), g_strerror (errno));
  g_object_unref (file);
  fill (self);
}

static GtkWidget *
add_button (GtkWidget *box, const char *label, const char *name,
            const char *path, GCallback pressed, PlPresetsPage *self)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  char *full = g_strdup_printf ("%s: %s", label, name);

  /* Every row has a "Use": alone it says nothing. */
  atk_object_set_name (gtk_widget_get_accessible (button), full);
  g_free (full);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_style_context_add_class (gtk_widget_get_style_context (button), "step");
  g_object_set_data_full (G_OBJECT (button), "path", g_strdup (path), g_free);
  g_signal_connect (button, "clicked", pressed, self);
  gtk_container_add (GTK_CONTAINER (box), button);
  return button;
}

static void
add_row (PlPresetsPage *self, const PlPresetItem *item)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *title = gtk_label_new (item->title);

  gtk_container_set_border_width (GTK_CONTAINER (box), 8);
  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_MIDDLE);
  gtk_style_context_add_class (gtk_widget_get_style_context (title),
                               "title-line");
  gtk_container_add (GTK_CONTAINER (words), title);
  if (item->meaning)
    {
      GtkWidget *meaning = gtk_label_new (item->meaning);

      gtk_label_set_xalign (GTK_LABEL (meaning), 0.0f);
      gtk_label_set_line_wrap (GTK_LABEL (meaning), TRUE);
      gtk_container_add (GTK_CONTAINER (words), meaning);
    }
  gtk_widget_set_hexpand (words, TRUE);
  gtk_container_add (GTK_CONTAINER (box), words);
  add_button (box, _ ("Use"), item->title, item->path, G_CALLBACK (on_use),
              self);
  if (item->owned)
    add_button (box, _ ("Delete"), item->title, item->path,
                G_CALLBACK (on_delete), self);
  gtk_container_add (GTK_CONTAINER (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_can_focus (row, FALSE);
  gtk_widget_show_all (row);
  gtk_container_add (GTK_CONTAINER (self->list), row);
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
  const char *name = pl_params_get_preset_name (self->model->params);
  char *text;

  gtk_container_foreach (GTK_CONTAINER (self->list), remove_row, NULL);
  for (guint i = 0; i < items->len; ++i)
    {
      const PlPresetItem *item = items->pdata[i];

      if (g_strcmp0 (item->path, path) == 0)
        name = item->title;
      add_row (self, item);
    }
  text = g_strdup_printf (_ ("In use: %s"), name ? name : path);
  gtk_label_set_text (self->current, text);
  g_free (text);
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
on_chosen (GtkNativeDialog *chooser, int response, PlPresetsPage *self)
{
  char *path = response == GTK_RESPONSE_ACCEPT
                 ? gtk_file_chooser_get_filename (GTK_FILE_CHOOSER (chooser))
                 : NULL;

  /* Its name may be a person's, too. */
  if (path)
    pl_recent_files_forget (
      gtk_file_chooser_get_uri (GTK_FILE_CHOOSER (chooser)));
  g_object_unref (chooser);
  if (path)
    use (self, path);
  g_free (path);
}

static void
on_open (PlPresetsPage *self)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
    _ ("Open a preset"),
    GTK_WINDOW (gtk_widget_get_toplevel (GTK_WIDGET (self))),
    GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Presets (.listen)"));
  gtk_file_filter_add_pattern (filter, "*" PRESET_EXTENSION);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_chosen), self,
                           0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
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
  fill (self);
  return GTK_WIDGET (self);
}

static void
pl_presets_page_class_init (PlPresetsPageClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  widget->map = pl_presets_page_map;
  gtk_widget_class_set_template_from_resource (
    widget, "/org/libenhance/PersonalListener/views/presets_page.ui");
  gtk_widget_class_bind_template_child (widget, PlPresetsPage, current);
  gtk_widget_class_bind_template_child (widget, PlPresetsPage, list);
  gtk_widget_class_bind_template_child (widget, PlPresetsPage, folder);
  gtk_widget_class_bind_template_callback (widget, on_keep);
  gtk_widget_class_bind_template_callback (widget, on_open);
}

static void
pl_presets_page_init (PlPresetsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
