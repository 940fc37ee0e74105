/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "views/compare_page.h"

#include "style.h"
#include "views/keep_dialog.h"

#include <enhance/hearing.h>
#include <glib/gi18n.h>

struct _PlComparePage {
  GtkScrolledWindow parent_instance;
  GtkLabel *question;
  GtkToggleButton *a, *b;
  GtkWidget *a_clearer, *same, *b_clearer;
  GtkLabel *result;
  GtkWidget *undo, *again, *keep;
  PlModel *model;
  enh_answer answers[ENH_COMPARE_MOST];
  guint count;             /* answers so far */
  uint32_t swaps;          /* which questions have A and B exchanged */
  enh_comparison now;      /* what is asked */
  preset_settings *before; /* as it was set; NULL: nothing was tried yet */
  char *before_path;       /* the preset remembered then */
  PlFit before_fit;        /* the fit of then */
  gboolean in_between;     /* buttons change because of us */
  int playing;             /* -1: A, 1: B, 0: neither */
  gint64 heard_us[2];      /* A and B, of this question */
  guint ticking;           /* source that counts these; 0: nothing is heard */
  gboolean kept;           /* what was chosen has a name */
};

G_DEFINE_TYPE (PlComparePage, pl_compare_page, GTK_TYPE_SCROLLED_WINDOW)

static void
listen_to (PlComparePage *self, const enh_hearing_choice *choice)
{
  const enh_hearing_info *info = enh_hearing_describe (choice->hearing);
  PlParams *params = self->model->params;
  enh_audiogram audiogram;

  /* Not what an earlier comparison began with: a preset may have been chosen
     since. */
  if (!self->model->trying)
    {
      preset_free (self->before);
      self->before
        = pl_params_make_preset (params, pl_params_get_preset_name (params));
      g_free (self->before_path);
      self->before_path = pl_model_get_preset (self->model);
      self->before_fit = *pl_params_get_fit (params);
    }
  self->model->trying = TRUE;
  if (info && !enh_audiogram_parse (info->audiogram, &audiogram, NULL))
    {
      pl_params_set_audiogram (params, &audiogram);
      pl_params_set_named (params, "prescription", info->prescription);
    }
  pl_params_set_named (params, "volume", choice->volume);
  pl_params_set_named (params, "tone", choice->tone);
}

/* Nobody knows which is clearer before so much of both. */
static const gint64 heard_enough_us = 2 * G_USEC_PER_SEC;

enum { TICK_MS = 100 };

/* -1: A plays, 1: B plays, 0: neither. */
static void
mark_playing (PlComparePage *self, int which)
{
  self->playing = which;
  self->in_between = TRUE;
  gtk_toggle_button_set_active (self->a, which < 0);
  gtk_toggle_button_set_active (self->b, which > 0);
  self->in_between = FALSE;
}

static gboolean
is_heard (PlComparePage *self)
{
  PlSession *session = self->model->session;

  return pl_session_get_state (session) == ENH_SUPERVISOR_LISTENING
         && !pl_session_get_muted (session);
}

static gboolean
is_answerable (PlComparePage *self)
{
  return self->heard_us[0] >= heard_enough_us
         && self->heard_us[1] >= heard_enough_us;
}

static const char *
hint (PlComparePage *self)
{
  if (self->now.step == ENH_COMPARE_DONE)
    return self->kept
             ? NULL
             : _ ("It is in use now. Keep it as a preset, or undo it.");
  if (!is_heard (self))
    return pl_session_get_muted (self->model->session)
             ? _ ("Nothing is heard now: press Sound on below.")
             : _ ("Nothing is heard now: press Start below.");
  return is_answerable (self)
           ? ""
           : _ ("Let somebody talk, and listen to A and to B for two seconds "
                "each.");
}

static void
show_answers (PlComparePage *self)
{
  const gboolean answerable = self->now.step != ENH_COMPARE_DONE
                              && is_answerable (self);

  gtk_widget_set_sensitive (self->a_clearer, answerable);
  gtk_widget_set_sensitive (self->same, answerable);
  gtk_widget_set_sensitive (self->b_clearer, answerable);
  if (hint (self))
    gtk_label_set_text (self->result, hint (self));
}

static gboolean
on_time (gpointer data)
{
  PlComparePage *self = data;

  if (self->playing && is_heard (self))
    self->heard_us[self->playing > 0] += TICK_MS * G_GINT64_CONSTANT (1000);
  show_answers (self);
  return G_SOURCE_CONTINUE;
}

static void
show (PlComparePage *self)
{
  const gboolean over = self->now.step == ENH_COMPARE_DONE;
  char *text;

  if (over)
    text = g_strdup (_ ("Done. This is how it sounds clearest."));
  else
    /* TRANSLATORS: the number of the question */
    text = g_strdup_printf (_ ("Question %u: which is clearer, A or B?"),
                            self->count + 1);
  gtk_label_set_text (self->question, text);
  g_free (text);
  gtk_widget_set_sensitive (GTK_WIDGET (self->a), !over);
  gtk_widget_set_sensitive (GTK_WIDGET (self->b), !over);
  show_answers (self);
  gtk_widget_set_sensitive (self->undo, self->before != NULL);
  gtk_widget_set_sensitive (self->again, self->count > 0);
  gtk_widget_set_sensitive (self->keep, over && !self->kept);
}

static void
ask (PlComparePage *self)
{
  if (enh_compare_next (self->answers, self->count, self->swaps, &self->now))
    g_warning ("there is nothing to compare");
  mark_playing (self, 0);
  self->heard_us[0] = self->heard_us[1] = 0;
  self->kept = FALSE;
  if (self->now.step == ENH_COMPARE_DONE)
    {
      listen_to (self, &self->now.chosen);
      self->model->trying = FALSE;
      pl_params_set_fit (
        self->model->params,
        &(PlFit){ self->now.chosen.volume, self->now.chosen.tone });
      /* With volume and tone it is the same at the next start. */
      pl_model_remember_preset (
        self->model, enh_hearing_describe (self->now.chosen.hearing)->name);
      pl_style_announce (GTK_WIDGET (self->question),
                         _ ("Done. This is how it sounds clearest."));
    }
  show (self);
}

static void
on_a (PlComparePage *self)
{
  if (self->in_between)
    return;
  mark_playing (self, -1);
  listen_to (self, &self->now.a);
  show (self);
}

static void
on_b (PlComparePage *self)
{
  if (self->in_between)
    return;
  mark_playing (self, 1);
  listen_to (self, &self->now.b);
  show (self);
}

static void
answer (PlComparePage *self, enh_answer given)
{
  if (self->now.step == ENH_COMPARE_DONE || self->count >= ENH_COMPARE_MOST
      || !is_answerable (self))
    return;
  self->answers[self->count++] = given;
  ask (self);
}

static void
on_a_clearer (PlComparePage *self)
{
  answer (self, ENH_ANSWER_A);
}

static void
on_b_clearer (PlComparePage *self)
{
  answer (self, ENH_ANSWER_B);
}

static void
on_same (PlComparePage *self)
{
  answer (self, ENH_ANSWER_SAME);
}

static void
begin (PlComparePage *self)
{
  self->count = 0;
  /* Who finds both alike tends to name the first: chance decides which it
     is. */
  self->swaps = g_random_int ();
  ask (self);
}

static void
restore (PlComparePage *self)
{
  if (self->before)
    {
      pl_model_remember_preset (self->model, self->before_path);
      pl_params_take_preset (self->model->params, self->before);
      pl_params_set_fit (self->model->params, &self->before_fit);
    }
  g_clear_pointer (&self->before, preset_free);
  self->model->trying = FALSE;
}

static void
on_undo (PlComparePage *self)
{
  restore (self);
  begin (self);
}

static void
on_again (PlComparePage *self)
{
  begin (self);
}

static void
on_kept (GtkWidget *widget)
{
  PlComparePage *self = PL_COMPARE_PAGE (widget);

  char *title = pl_model_preset_title (self->model);
  char *text
    = g_strdup_printf (_ ("Kept as the preset “%s”, which is in use."), title);

  g_clear_pointer (&self->before, preset_free);
  self->kept = TRUE;
  show (self);
  gtk_label_set_text (self->result, text);
  pl_style_announce (GTK_WIDGET (self->result), text);
  g_free (text);
  g_free (title);
}

static void
on_keep (PlComparePage *self)
{
  pl_keep_dialog_show (GTK_WIDGET (self), self->model, on_kept);
}

/* 1 and 2 play, wherever the focus is on this page. */
static gboolean
pl_compare_page_key_press_event (GtkWidget *widget, GdkEventKey *event)
{
  PlComparePage *self = PL_COMPARE_PAGE (widget);
  const guint modifiers = event->state
                          & gtk_accelerator_get_default_mod_mask ();

  if (!modifiers && self->now.step != ENH_COMPARE_DONE)
    switch (event->keyval)
      {
      case GDK_KEY_1:
      case GDK_KEY_KP_1:
        on_a (self);
        return GDK_EVENT_STOP;
      case GDK_KEY_2:
      case GDK_KEY_KP_2:
        on_b (self);
        return GDK_EVENT_STOP;
      default:
        break;
      }
  return GTK_WIDGET_CLASS (pl_compare_page_parent_class)
    ->key_press_event (widget, event);
}

static void
pl_compare_page_map (GtkWidget *widget)
{
  PlComparePage *self = PL_COMPARE_PAGE (widget);

  GTK_WIDGET_CLASS (pl_compare_page_parent_class)->map (widget);
  if (!self->ticking)
    self->ticking = g_timeout_add (TICK_MS, on_time, self);
}

/* Who leaves in the middle has tried, and not chosen. */
static void
pl_compare_page_unmap (GtkWidget *widget)
{
  PlComparePage *self = PL_COMPARE_PAGE (widget);

  if (self->ticking)
    g_source_remove (self->ticking);
  self->ticking = 0;
  if (self->model->trying)
    {
      restore (self);
      begin (self);
    }
  GTK_WIDGET_CLASS (pl_compare_page_parent_class)->unmap (widget);
}

static void
pl_compare_page_finalize (GObject *object)
{
  preset_free (PL_COMPARE_PAGE (object)->before);
  g_free (PL_COMPARE_PAGE (object)->before_path);
  G_OBJECT_CLASS (pl_compare_page_parent_class)->finalize (object);
}

GtkWidget *
pl_compare_page_new (PlModel *model)
{
  PlComparePage *self = g_object_new (PL_TYPE_COMPARE_PAGE, NULL);

  self->model = model;
  g_signal_connect_object (model->session, "changed", G_CALLBACK (show), self,
                           G_CONNECT_SWAPPED);
  begin (self);
  return GTK_WIDGET (self);
}

static void
pl_compare_page_class_init (PlComparePageClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = pl_compare_page_finalize;
  widget->key_press_event = pl_compare_page_key_press_event;
  widget->map = pl_compare_page_map;
  widget->unmap = pl_compare_page_unmap;
  gtk_widget_class_set_template_from_resource (
    widget, "/org/libenhance/PersonalListener/views/compare_page.ui");
  gtk_widget_class_bind_template_child (widget, PlComparePage, question);
  gtk_widget_class_bind_template_child (widget, PlComparePage, a);
  gtk_widget_class_bind_template_child (widget, PlComparePage, b);
  gtk_widget_class_bind_template_child (widget, PlComparePage, a_clearer);
  gtk_widget_class_bind_template_child (widget, PlComparePage, same);
  gtk_widget_class_bind_template_child (widget, PlComparePage, b_clearer);
  gtk_widget_class_bind_template_child (widget, PlComparePage, result);
  gtk_widget_class_bind_template_child (widget, PlComparePage, undo);
  gtk_widget_class_bind_template_child (widget, PlComparePage, again);
  gtk_widget_class_bind_template_child (widget, PlComparePage, keep);
  gtk_widget_class_bind_template_callback (widget, on_a);
  gtk_widget_class_bind_template_callback (widget, on_b);
  gtk_widget_class_bind_template_callback (widget, on_a_clearer);
  gtk_widget_class_bind_template_callback (widget, on_same);
  gtk_widget_class_bind_template_callback (widget, on_b_clearer);
  gtk_widget_class_bind_template_callback (widget, on_undo);
  gtk_widget_class_bind_template_callback (widget, on_again);
  gtk_widget_class_bind_template_callback (widget, on_keep);
}

static void
pl_compare_page_init (PlComparePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
