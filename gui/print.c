/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "print.h"

#include "dialogs.h"
#include "private_file.h"

#include <string.h>

typedef struct paper {
  const char *text;
  PangoLayout *layout; /* of all of it */
  GArray *first;       /* of int: the first line of each page */
} paper;

static const char font[] = "Sans 11";
static const double margin_mm = 20.0;

/* The title large; headings, which follow an empty line and end without a dash
   or a quotation, bold. */
static PangoAttrList *
looks (const char *text)
{
  PangoAttrList *list = pango_attr_list_new ();
  const char *title_end = strchr (text, '\n');

  for (const char *line = text; line && *line;)
    {
      const char *end = strchr (line, '\n');
      const gboolean title = line == text;
      const gboolean heading
        = line > text + 1 && line[-1] == '\n' && line[-2] == '\n' && title_end
          && line > title_end + 2 && end && end[1] && end[1] != '\n';

      if (title || heading)
        {
          PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

          bold->start_index = (guint) (line - text);
          bold->end_index = (guint) ((end ? end : line + strlen (line)) - text);
          pango_attr_list_insert (list, bold);
        }
      if (title)
        {
          PangoAttribute *large = pango_attr_scale_new (PANGO_SCALE_X_LARGE);

          large->start_index = 0;
          large->end_index
            = (guint) ((end ? end : line + strlen (line)) - text);
          pango_attr_list_insert (list, large);
        }
      line = end ? end + 1 : NULL;
    }
  return list;
}

static void
begin (GtkPrintOperation *operation, GtkPrintContext *context, gpointer data)
{
  paper *sheet = data;
  PangoFontDescription *description = pango_font_description_from_string (font);
  const double room = gtk_print_context_get_height (context);
  double used = 0.0;
  int line = 0;
  PangoLayoutIter *lines;
  PangoAttrList *attributes;

  sheet->layout = gtk_print_context_create_pango_layout (context);
  pango_layout_set_font_description (sheet->layout, description);
  pango_font_description_free (description);
  pango_layout_set_width (
    sheet->layout, (int) (gtk_print_context_get_width (context) * PANGO_SCALE));
  pango_layout_set_wrap (sheet->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (sheet->layout, sheet->text, -1);
  attributes = looks (sheet->text);
  pango_layout_set_attributes (sheet->layout, attributes);
  pango_attr_list_unref (attributes);

  sheet->first = g_array_new (FALSE, FALSE, sizeof (int));
  g_array_append_val (sheet->first, line);
  lines = pango_layout_get_iter (sheet->layout);
  do
    {
      PangoRectangle box;
      double height;

      pango_layout_iter_get_line_extents (lines, NULL, &box);
      height = (double) box.height / PANGO_SCALE;
      if (used + height > room && used > 0.0)
        {
          g_array_append_val (sheet->first, line);
          used = 0.0;
        }
      used += height;
      ++line;
    }
  while (pango_layout_iter_next_line (lines));
  pango_layout_iter_free (lines);
  gtk_print_operation_set_n_pages (operation, (int) sheet->first->len);
}

static void
draw (GtkPrintOperation *operation, GtkPrintContext *context, int page,
      gpointer data)
{
  paper *sheet = data;
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  const int count = pango_layout_get_line_count (sheet->layout);
  const int from = g_array_index (sheet->first, int, page);
  const int to = (guint) page + 1 < sheet->first->len
                   ? g_array_index (sheet->first, int, page + 1)
                   : count;
  double y = 0.0;

  (void) operation;
  for (int i = from; i < to; ++i)
    {
      PangoLayoutLine *line = pango_layout_get_line_readonly (sheet->layout, i);
      PangoRectangle box;

      pango_layout_line_get_extents (line, NULL, &box);
      cairo_move_to (cr, 0.0, y - (double) box.y / PANGO_SCALE);
      pango_cairo_show_layout_line (cr, line);
      y += (double) box.height / PANGO_SCALE;
    }
}

static void
forget_layout (paper *sheet)
{
  g_clear_object (&sheet->layout);
  g_clear_pointer (&sheet->first, g_array_unref);
}

static GtkPrintOperation *
new_operation (paper *sheet)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  GtkPageSetup *setup = gtk_page_setup_new ();

  gtk_page_setup_set_top_margin (setup, margin_mm, GTK_UNIT_MM);
  gtk_page_setup_set_bottom_margin (setup, margin_mm, GTK_UNIT_MM);
  gtk_page_setup_set_left_margin (setup, margin_mm, GTK_UNIT_MM);
  gtk_page_setup_set_right_margin (setup, margin_mm, GTK_UNIT_MM);
  gtk_print_operation_set_default_page_setup (operation, setup);
  g_object_unref (setup);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin), sheet);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw), sheet);
  return operation;
}

gboolean
pl_print_to_pdf (const char *text, const char *path, GError **error)
{
  paper sheet = { .text = text };
  GtkPrintOperation *operation = new_operation (&sheet);
  char *temporary = private_file_begin (path, error);
  GtkPrintOperationResult result = GTK_PRINT_OPERATION_RESULT_ERROR;

  if (temporary)
    {
      gtk_print_operation_set_export_filename (operation, temporary);
      result = gtk_print_operation_run (
        operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, error);
    }
  forget_layout (&sheet);
  g_object_unref (operation);
  return temporary
         && private_file_end (
           path, temporary, result != GTK_PRINT_OPERATION_RESULT_ERROR, error);
}

/* What is on its way to a printer. */
typedef struct job {
  paper sheet;
  char *text;
  GDestroyNotify free_text;
  GtkWidget *window;
} job;

static void
on_done (GtkPrintOperation *operation, GtkPrintOperationResult result,
         job *printed)
{
  GError *error = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  if (!gtk_widget_in_destruction (printed->window))
    pl_dialogs_error (printed->window, error ? error->message : "");
  g_clear_error (&error);
}

/* With the operation, whether it came to an end or not. */
static void
forget_job (gpointer data, GClosure *closure)
{
  job *printed = data;

  (void) closure;
  forget_layout (&printed->sheet);
  printed->free_text (printed->text);
  g_object_unref (printed->window);
  g_free (printed);
}

void
pl_print (GtkWidget *widget, char *text, GDestroyNotify free_text)
{
  job *printed = g_new0 (job, 1);
  GtkPrintOperation *operation = new_operation (&printed->sheet);

  printed->sheet.text = printed->text = text;
  printed->free_text = free_text;
  printed->window = g_object_ref (gtk_widget_get_toplevel (widget));
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_data (operation, "done", G_CALLBACK (on_done), printed,
                         forget_job, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_WINDOW (printed->window), NULL);
  g_object_unref (operation);
}

static void
collect (GtkWidget *widget, gpointer data)
{
  GString *text = data;

  if (GTK_IS_BUTTON (widget))
    return;
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (text, "%s\n\n",
                            gtk_label_get_text (GTK_LABEL (widget)));
  else if (GTK_IS_CONTAINER (widget))
    gtk_container_foreach (GTK_CONTAINER (widget), collect, text);
}

char *
pl_print_collect (GtkWidget *widget)
{
  GString *text = g_string_new (NULL);

  collect (widget, text);
  return g_string_free (text, FALSE);
}
