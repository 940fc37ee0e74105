/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "views/info_bar.h"

#include "style.h"

#include <string.h>

typedef struct notice {
  PlHarm harm;
  char *kind;
  char *text;
  char *label;  /* NULL: nothing to do */
  char *action; /* NULL: the same */
} notice;

struct _PlInfoBar {
  GtkInfoBar parent_instance;
  GtkLabel *text;
  GtkButton *act;
  GQueue *waiting;    /* of notice; the first one shows */
  GHashTable *closed; /* kinds that somebody closed */
  char *told;         /* what was told last */
};

G_DEFINE_TYPE (PlInfoBar, pl_info_bar, GTK_TYPE_INFO_BAR)

static void
notice_free (gpointer data)
{
  notice *told = data;

  g_free (told->kind);
  g_free (told->text);
  g_free (told->label);
  g_free (told->action);
  g_free (told);
}

/* The target before the name: an action of a page has none without. */
static void
set_action (GtkActionable *act, const char *action)
{
  char *name = NULL;
  GVariant *target = NULL;

  gtk_actionable_set_action_name (act, NULL);
  if (action && g_action_parse_detailed_name (action, &name, &target, NULL))
    {
      gtk_actionable_set_action_target_value (act, target);
      gtk_actionable_set_action_name (act, name);
    }
  g_clear_pointer (&target, g_variant_unref);
  g_free (name);
}

static void
show_first (PlInfoBar *self)
{
  const notice *first = g_queue_peek_head (self->waiting);

  if (!first)
    {
      gtk_widget_hide (GTK_WIDGET (self));
      return;
    }
  gtk_info_bar_set_message_type (
    GTK_INFO_BAR (self),
    first->harm == PL_HARM_NONE ? GTK_MESSAGE_INFO : GTK_MESSAGE_WARNING);
  gtk_label_set_text (self->text, first->text);
  gtk_widget_set_visible (GTK_WIDGET (self->act), first->label != NULL);
  gtk_button_set_label (self->act, first->label ? first->label : "");
  set_action (GTK_ACTIONABLE (self->act), first->action);
  gtk_widget_show (GTK_WIDGET (self));
  if (g_strcmp0 (self->told, first->text) != 0)
    pl_style_announce (GTK_WIDGET (self->text), first->text);
  g_free (self->told);
  self->told = g_strdup (first->text);
}

static void
drop (PlInfoBar *self, const char *kind)
{
  for (GList *each = self->waiting->head; each; each = each->next)
    if (strcmp (((notice *) each->data)->kind, kind) == 0)
      {
        notice_free (each->data);
        g_queue_delete_link (self->waiting, each);
        return;
      }
}

static int
by_harm (gconstpointer left, gconstpointer right, gpointer data)
{
  (void) data;
  return ((const notice *) left)->harm < ((const notice *) right)->harm ? -1
                                                                        : 1;
}

void
pl_info_bar_show (PlInfoBar *self, PlHarm harm, const char *kind,
                  const char *text, const char *label, const char *action)
{
  notice *told;

  drop (self, kind);
  if (g_hash_table_contains (self->closed, kind))
    return;
  told = g_new0 (notice, 1);
  told->harm = harm;
  told->kind = g_strdup (kind);
  told->text = g_strdup (text);
  told->label = g_strdup (label);
  told->action = g_strdup (action);
  g_queue_push_head (self->waiting, told);
  g_queue_sort (self->waiting, by_harm, NULL);
  show_first (self);
}

void
pl_info_bar_withdraw (PlInfoBar *self, const char *kind)
{
  drop (self, kind);
  show_first (self);
}

void
pl_info_bar_forget (PlInfoBar *self)
{
  g_hash_table_remove_all (self->closed);
}

static void
on_response (PlInfoBar *self)
{
  notice *first = g_queue_pop_head (self->waiting);

  if (first)
    {
      /* What is told of a press is told of the next one, too. */
      if (strcmp (first->kind, "told") != 0)
        g_hash_table_add (self->closed, g_strdup (first->kind));
      notice_free (first);
    }
  show_first (self);
}

static void
pl_info_bar_finalize (GObject *object)
{
  PlInfoBar *self = PL_INFO_BAR (object);

  g_queue_free_full (self->waiting, notice_free);
  g_hash_table_unref (self->closed);
  g_free (self->told);
  G_OBJECT_CLASS (pl_info_bar_parent_class)->finalize (object);
}

static void
pl_info_bar_class_init (PlInfoBarClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = pl_info_bar_finalize;
  gtk_widget_class_set_template_from_resource (
    widget, "/org/libenhance/PersonalListener/views/info_bar.ui");
  gtk_widget_class_bind_template_child (widget, PlInfoBar, text);
  gtk_widget_class_bind_template_child (widget, PlInfoBar, act);
  gtk_widget_class_bind_template_callback (widget, on_response);
}

static void
pl_info_bar_init (PlInfoBar *self)
{
  self->waiting = g_queue_new ();
  self->closed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}
