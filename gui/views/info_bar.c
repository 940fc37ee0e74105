/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "views/info_bar.h"

#include "style.h"

#include <string.h>

typedef struct notice {
  GtkMessageType type;
  char *kind;
  char *text;
  char *label;  /* NULL: nothing to do */
  char *action; /* NULL: the same */
} notice;

struct _PlInfoBar {
  GtkInfoBar parent_instance;
  GtkLabel *text;
  GtkButton *act;
  GQueue *waiting; /* of notice; the first one shows */
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
  gtk_info_bar_set_message_type (GTK_INFO_BAR (self), first->type);
  gtk_label_set_text (self->text, first->text);
  gtk_widget_set_visible (GTK_WIDGET (self->act), first->label != NULL);
  gtk_button_set_label (self->act, first->label ? first->label : "");
  set_action (GTK_ACTIONABLE (self->act), first->action);
  gtk_widget_show (GTK_WIDGET (self));
  pl_style_announce (GTK_WIDGET (self->text), first->text);
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

void
pl_info_bar_show (PlInfoBar *self, GtkMessageType type, const char *kind,
                  const char *text, const char *label, const char *action)
{
  notice *told = g_new0 (notice, 1);

  drop (self, kind);
  told->type = type;
  told->kind = g_strdup (kind);
  told->text = g_strdup (text);
  told->label = g_strdup (label);
  told->action = g_strdup (action);
  /* The newest is what a person waits for. */
  g_queue_push_head (self->waiting, told);
  show_first (self);
}

void
pl_info_bar_withdraw (PlInfoBar *self, const char *kind)
{
  drop (self, kind);
  show_first (self);
}

static void
on_response (PlInfoBar *self)
{
  notice *first = g_queue_pop_head (self->waiting);

  if (first)
    notice_free (first);
  show_first (self);
}

static void
pl_info_bar_finalize (GObject *object)
{
  g_queue_free_full (PL_INFO_BAR (object)->waiting, notice_free);
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
  gtk_widget_init_template (GTK_WIDGET (self));
}
