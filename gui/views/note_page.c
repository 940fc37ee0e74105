/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "views/note_page.h"

#include "dialogs.h"
#include "print.h"
#include "private_file.h"
#include "recent_files.h"
#include "style.h"

#include <glib/gi18n.h>

struct _PlNotePage {
  GtkScrolledWindow parent_instance;
  GtkFlowBox *supports;
  GtkWidget *ticks[PL_SUPPORTS];
  GtkEntry *answer;
  GtkEntry *said_back;
  GtkEntry *remarks;
  GtkToggleButton *consent_none, *consent_yes, *consent_no;
  GtkTextView *preview;
  GtkLabel *done;
  PlModel *model;
  gboolean filling; /* fields change because of us */
};

G_DEFINE_TYPE (PlNotePage, pl_note_page, GTK_TYPE_SCROLLED_WINDOW)

/* Of the note as it is now. Free by pl_note_wipe. */
static char *
make_text (PlNotePage *self)
{
  GDateTime *now = g_date_time_new_now_local ();
  char *adjustments = pl_usage_log_text (self->model->diary);
  char *text = pl_note_text (
    self->model->note, pl_usage_log_begun (self->model->diary), now,
    pl_usage_log_seconds (self->model->diary), adjustments);

  g_free (adjustments);
  g_date_time_unref (now);
  return text;
}

static void
show (PlNotePage *self)
{
  char *text = make_text (self);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->preview), text, -1);
  pl_note_wipe (text);
}

static void
on_edit (PlNotePage *self)
{
  PlNote *note = self->model->note;

  if (self->filling)
    return;
  for (guint i = 0; i < PL_SUPPORTS; ++i)
    note->support[i]
      = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->ticks[i]));
  pl_note_set_text (&note->answer, gtk_entry_get_text (self->answer));
  pl_note_set_text (&note->said_back, gtk_entry_get_text (self->said_back));
  pl_note_set_text (&note->remarks, gtk_entry_get_text (self->remarks));
  if (gtk_toggle_button_get_active (self->consent_yes))
    note->consent = PL_CONSENT_YES;
  else if (gtk_toggle_button_get_active (self->consent_no))
    note->consent = PL_CONSENT_NO;
  else
    note->consent = PL_CONSENT_NOT_ASKED;
  gtk_label_set_text (self->done, "");
  show (self);
}

static void
tell (PlNotePage *self, const char *text)
{
  GtkWidget *window = gtk_widget_get_toplevel (GTK_WIDGET (self));

  gtk_label_set_text (self->done, text);
  if (G_IS_ACTION_GROUP (window))
    g_action_group_activate_action (G_ACTION_GROUP (window), "tell",
                                    g_variant_new_string (text));
}

/* What is copied, saved and printed is what the preview shows. Free by
   pl_note_wipe. */
static char *
shown (PlNotePage *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->preview);
  GtkTextIter from, to;

  gtk_text_buffer_get_bounds (buffer, &from, &to);
  return gtk_text_buffer_get_text (buffer, &from, &to, FALSE);
}

static void
on_copy (PlNotePage *self)
{
  char *text = shown (self);

  gtk_clipboard_set_text (
    gtk_widget_get_clipboard (GTK_WIDGET (self), GDK_SELECTION_CLIPBOARD), text,
    -1);
  pl_note_wipe (text);
  tell (self, _ ("Copied. It stays in the computer’s clipboard until something "
                 "else is copied."));
}

static void
save_as (PlNotePage *self, const char *path)
{
  char *text = shown (self), *lower = g_ascii_strdown (path, -1), *told;
  GError *error = NULL;
  gboolean saved;

  if (g_str_has_suffix (lower, ".pdf"))
    saved = pl_print_to_pdf (text, path, &error);
  else
    saved = private_file_write (path, text, strlen (text), &error);
  if (saved)
    {
      told = g_strdup_printf (_ ("Saved as %s"), path);
      tell (self, told);
      g_free (told);
    }
  else
    pl_dialogs_error (GTK_WIDGET (self), error ? error->message : path);
  g_clear_error (&error);
  g_free (lower);
  pl_note_wipe (text);
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *pattern)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_pattern (filter, pattern);
  gtk_file_chooser_add_filter (chooser, filter);
}

static void
on_chosen (GtkDialog *dialog, int response, PlNotePage *self)
{
  char *uri = response == GTK_RESPONSE_ACCEPT
                ? gtk_file_chooser_get_uri (GTK_FILE_CHOOSER (dialog))
                : NULL;
  char *path = response == GTK_RESPONSE_ACCEPT
                 ? gtk_file_chooser_get_filename (GTK_FILE_CHOOSER (dialog))
                 : NULL;

  /* The name of a note may be a person's. */
  if (uri)
    pl_recent_files_forget (uri);
  gtk_widget_destroy (GTK_WIDGET (dialog));
  if (path)
    save_as (self, path);
  g_free (path);
}

/* Waits in no loop of its own: a screen reader's press would not return, and
   the window would answer it nothing more. */
static void
on_save (PlNotePage *self)
{
  GtkWidget *dialog = gtk_file_chooser_dialog_new (
    _ ("Save the note: text, or PDF if the name ends so"),
    GTK_WINDOW (gtk_widget_get_toplevel (GTK_WIDGET (self))),
    GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Cancel"), GTK_RESPONSE_CANCEL,
    _ ("_Save"), GTK_RESPONSE_ACCEPT, NULL);
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (dialog);

  gtk_file_chooser_set_do_overwrite_confirmation (chooser, TRUE);
  gtk_file_chooser_set_current_name (chooser, _ ("note.txt"));
  add_filter (chooser, _ ("Text or PDF"), "*");
  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_chosen), self, 0);
  gtk_widget_show (dialog);
}

static void
wipe (gpointer text)
{
  pl_note_wipe (text);
}

static void
on_print (PlNotePage *self)
{
  pl_print (GTK_WIDGET (self), shown (self), wipe);
}

/* Fields as the note has them. */
static void
fill (PlNotePage *self)
{
  const PlNote *note = self->model->note;

  self->filling = TRUE;
  for (guint i = 0; i < PL_SUPPORTS; ++i)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->ticks[i]),
                                  note->support[i]);
  gtk_entry_set_text (self->answer, note->answer);
  gtk_entry_set_text (self->said_back, note->said_back);
  gtk_entry_set_text (self->remarks, note->remarks);
  gtk_toggle_button_set_active (
    note->consent == PL_CONSENT_YES  ? self->consent_yes
    : note->consent == PL_CONSENT_NO ? self->consent_no
                                     : self->consent_none,
    TRUE);
  self->filling = FALSE;
}

static void
on_new (PlNotePage *self)
{
  pl_model_new_person (self->model);
  fill (self);
  show (self);
  tell (
    self,
    _ ("Forgotten. This is a new note, and loudness and sound are as fitted."));
}

static void
pl_note_page_map (GtkWidget *widget)
{
  PlNotePage *self = PL_NOTE_PAGE (widget);

  /* In use is in use: the tick may be taken away. */
  if (pl_usage_log_seconds (self->model->diary) > 0.0
      && !self->model->note->support[PL_SUPPORT_DEVICE])
    self->model->note->support[PL_SUPPORT_DEVICE] = TRUE;
  fill (self);
  show (self);
  GTK_WIDGET_CLASS (pl_note_page_parent_class)->map (widget);
}

GtkWidget *
pl_note_page_new (PlModel *model)
{
  PlNotePage *self = g_object_new (PL_TYPE_NOTE_PAGE, NULL);

  self->model = model;
  for (guint i = 0; i < PL_SUPPORTS; ++i)
    {
      self->ticks[i] = gtk_check_button_new_with_label (
        pl_note_support_label ((PlSupport) i));
      gtk_style_context_add_class (
        gtk_widget_get_style_context (self->ticks[i]), "tall");
      g_signal_connect_swapped (self->ticks[i], "toggled", G_CALLBACK (on_edit),
                                self);
      gtk_widget_show (self->ticks[i]);
      gtk_container_add (GTK_CONTAINER (self->supports), self->ticks[i]);
      /* The tick takes the focus, not the cell around it. */
      gtk_widget_set_can_focus (gtk_widget_get_parent (self->ticks[i]), FALSE);
    }
  return GTK_WIDGET (self);
}

static void
pl_note_page_class_init (PlNotePageClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  widget->map = pl_note_page_map;
  gtk_widget_class_set_template_from_resource (
    widget, "/org/libenhance/PersonalListener/views/note_page.ui");
  gtk_widget_class_bind_template_child (widget, PlNotePage, supports);
  gtk_widget_class_bind_template_child (widget, PlNotePage, answer);
  gtk_widget_class_bind_template_child (widget, PlNotePage, said_back);
  gtk_widget_class_bind_template_child (widget, PlNotePage, remarks);
  gtk_widget_class_bind_template_child (widget, PlNotePage, consent_none);
  gtk_widget_class_bind_template_child (widget, PlNotePage, consent_yes);
  gtk_widget_class_bind_template_child (widget, PlNotePage, consent_no);
  gtk_widget_class_bind_template_child (widget, PlNotePage, preview);
  gtk_widget_class_bind_template_child (widget, PlNotePage, done);
  gtk_widget_class_bind_template_callback (widget, on_edit);
  gtk_widget_class_bind_template_callback (widget, on_copy);
  gtk_widget_class_bind_template_callback (widget, on_save);
  gtk_widget_class_bind_template_callback (widget, on_print);
  gtk_widget_class_bind_template_callback (widget, on_new);
}

static void
pl_note_page_init (PlNotePage *self)
{
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filling = FALSE;
}
