/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "views/keep_dialog.h"

#include "dialogs.h"
#include "model/presets.h"

#include <glib/gi18n.h>

/* One question for a name, until the dialog goes. */
typedef struct question {
  PlModel *model;
  GtkWidget *dialog;
  GtkEntry *name;
  GtkWidget *widget; /* who asked; NULL once it is gone */
  void (*kept) (GtkWidget *widget);
} question;

static GtkWindow *
window_of (GtkWidget *widget)
{
  return GTK_WINDOW (gtk_widget_get_toplevel (widget));
}

static void
ask_to_replace (question *asked, const char *text);

static void
keep (question *asked, gboolean replace)
{
  GError *error = NULL;
  char *path = NULL, *why = NULL;
  gboolean kept = pl_presets_save (asked->model->params,
                                   gtk_entry_get_text (asked->name), replace,
                                   &path, &error);

  if (kept)
    kept = pl_model_use_preset (asked->model, path, &why);
  if (kept)
    {
      if (asked->widget && asked->kept)
        asked->kept (asked->widget);
      gtk_widget_destroy (asked->dialog);
    }
  else if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_EXIST))
    ask_to_replace (asked, error->message);
  else
    pl_dialogs_error (asked->dialog, why ? why : error->message);
  g_free (why);
  g_clear_error (&error);
  g_free (path);
}

static void
on_replace (GtkDialog *dialog, int response, question *asked)
{
  gtk_widget_destroy (GTK_WIDGET (dialog));
  if (response == GTK_RESPONSE_ACCEPT)
    keep (asked, TRUE);
}

static void
ask_to_replace (question *asked, const char *text)
{
  GtkWidget *dialog = gtk_message_dialog_new (
    GTK_WINDOW (asked->dialog),
    GTK_DIALOG_MODAL | GTK_DIALOG_DESTROY_WITH_PARENT, GTK_MESSAGE_QUESTION,
    GTK_BUTTONS_NONE, "%s", text);

  gtk_dialog_add_buttons (GTK_DIALOG (dialog), _ ("_Cancel"),
                          GTK_RESPONSE_CANCEL, _ ("_Replace it"),
                          GTK_RESPONSE_ACCEPT, NULL);
  g_signal_connect (dialog, "response", G_CALLBACK (on_replace), asked);
  gtk_widget_show (dialog);
}

static void
on_name (GtkDialog *dialog, int response, question *asked)
{
  if (response == GTK_RESPONSE_ACCEPT)
    keep (asked, FALSE);
  else
    gtk_widget_destroy (GTK_WIDGET (dialog));
}

static void
on_gone (GtkWidget *dialog, question *asked)
{
  (void) dialog;
  if (asked->widget)
    g_object_remove_weak_pointer (G_OBJECT (asked->widget),
                                  (gpointer *) &asked->widget);
  g_free (asked);
}

static void
fill (question *asked)
{
  GtkWidget *box = gtk_dialog_get_content_area (GTK_DIALOG (asked->dialog));
  GtkWidget *label = gtk_label_new_with_mnemonic (
    pl_params_get_audiogram (asked->model->params) ? _ (
      "_Name of the preset. A hearing profile is in it: choose a name that "
      "does not tell whose.")
                                                   : _ ("_Name of the preset"));

  gtk_label_set_line_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 50);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), GTK_WIDGET (asked->name));
  gtk_entry_set_activates_default (asked->name, TRUE);
  gtk_container_set_border_width (GTK_CONTAINER (box), 18);
  gtk_box_set_spacing (GTK_BOX (box), 12);
  gtk_container_add (GTK_CONTAINER (box), label);
  gtk_container_add (GTK_CONTAINER (box), GTK_WIDGET (asked->name));
  gtk_widget_show_all (box);
}

void
pl_keep_dialog_show (GtkWidget *widget, PlModel *model,
                     void (*kept) (GtkWidget *widget))
{
  question *asked = g_new0 (question, 1);

  asked->model = model;
  asked->dialog = gtk_dialog_new_with_buttons (
    _ ("Keep as a preset"), window_of (widget),
    GTK_DIALOG_MODAL | GTK_DIALOG_USE_HEADER_BAR
      | GTK_DIALOG_DESTROY_WITH_PARENT,
    _ ("_Cancel"), GTK_RESPONSE_CANCEL, _ ("_Keep"), GTK_RESPONSE_ACCEPT, NULL);
  asked->name = GTK_ENTRY (gtk_entry_new ());
  asked->widget = widget;
  asked->kept = kept;
  g_object_add_weak_pointer (G_OBJECT (widget), (gpointer *) &asked->widget);
  fill (asked);
  gtk_dialog_set_default_response (GTK_DIALOG (asked->dialog),
                                   GTK_RESPONSE_ACCEPT);
  g_signal_connect (asked->dialog, "response", G_CALLBACK (on_name), asked);
  g_signal_connect (asked->dialog, "destroy", G_CALLBACK (on_gone), asked);
  gtk_widget_show (asked->dialog);
  gtk_widget_grab_focus (GTK_WIDGET (asked->name));
}
