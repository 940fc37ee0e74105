/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "views/state_bar.h"

#include "model/knobs.h"
#include "model/words.h"
#include "style.h"

#include <glib/gi18n.h>

struct _PlStateBar {
  GtkBox parent_instance;
  GtkImage *icon;
  GtkLabel *sentence;
  GtkButton *headset, *microphone, *preset;
  GtkLabel *headset_name, *microphone_name, *preset_name;
  PlModel *model;
  const char *look; /* its class of style now; NULL: none yet */
  char *told;       /* state that was told last */
};

G_DEFINE_TYPE (PlStateBar, pl_state_bar, GTK_TYPE_BOX)

typedef struct look {
  const char *class;
  const char *icon;
} look;

static look
look_of (PlSession *session)
{
  static const look idle = { "idle", "media-playback-stop-symbolic" };
  static const look good = { "listening", "audio-volume-high-symbolic" };
  static const look muted = { "muted", "audio-volume-muted-symbolic" };
  static const look lost = { "lost", "dialog-warning-symbolic" };
  static const look busy = { "idle", "content-loading-symbolic" };

  switch (pl_session_get_state (session))
    {
    case ENH_SUPERVISOR_STARTING:
      return busy;
    case ENH_SUPERVISOR_LISTENING:
      return pl_session_get_muted (session) ? muted : good;
    case ENH_SUPERVISOR_RECOVERING:
    case ENH_SUPERVISOR_WAITING:
      return lost;
    case ENH_SUPERVISOR_STOPPED:
      break;
    }
  return idle;
}

static void
show_look (PlStateBar *self)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  const look now = look_of (self->model->session);

  gtk_image_set_from_icon_name (self->icon, now.icon,
                                GTK_ICON_SIZE_LARGE_TOOLBAR);
  if (self->look)
    gtk_style_context_remove_class (style, self->look);
  gtk_style_context_add_class (style, now.class);
  self->look = now.class;
}

/* When the state is another, not when a minute is over. */
static void
announce_state (PlStateBar *self, const char *sentence)
{
  char *key = g_strdup_printf (
    "%d %d %d", (int) pl_session_get_state (self->model->session),
    (int) pl_session_get_why (self->model->session),
    pl_session_get_muted (self->model->session));

  if (g_strcmp0 (key, self->told) != 0)
    {
      if (self->told)
        pl_style_announce (GTK_WIDGET (self->sentence), sentence);
      g_free (self->told);
      self->told = g_steal_pointer (&key);
    }
  g_free (key);
}

static void
show_sentence (PlStateBar *self)
{
  char *word = pl_session_word (self->model->session);
  char *advice = pl_session_advice (self->model->session);
  char *sentence = pl_session_sentence (self->model->session);

  if (g_strcmp0 (gtk_label_get_text (self->sentence), sentence) != 0)
    {
      /* The same text, the word of it bold. */
      char *markup
        = *advice ? g_markup_printf_escaped (_ ("<b>%s.</b> %s"), word, advice)
                  : g_markup_printf_escaped ("<b>%s</b>", word);

      gtk_label_set_markup (self->sentence, markup);
      g_free (markup);
    }
  announce_state (self, sentence);
  g_free (sentence);
  g_free (advice);
  g_free (word);
}

/* A button that says which, NULL: nobody chose, and leads to where it is changed. */
static void
show_which (GtkButton *button, GtkLabel *label, const char *what,
            const char *which)
{
  /* TRANSLATORS: what is in use, as "Headset: USB headset" */
  char *text = g_strdup_printf (_ ("%s: %s"), what,
                                which ? which : _ ("as the computer chooses"));

  gtk_label_set_text (label, which ? which : what);
  atk_object_set_name (gtk_widget_get_accessible (GTK_WIDGET (button)), text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (button), text);
  g_free (text);
}

static void
show_device (PlStateBar *self, GtkButton *button, GtkLabel *label,
             const char *what, const enh_supervisor_device *device,
             const char *key)
{
  char *wanted = g_settings_get_string (self->model->settings, key);

  show_which (button, label, what,
              *device->name ? device->name
              : *wanted     ? wanted
                            : NULL);
  g_free (wanted);
}

static void
show_preset (PlStateBar *self)
{
  char *name = pl_model_preset_title (self->model);

  show_which (self->preset, self->preset_name, _ ("Preset"), name);
  g_free (name);
}

static void
show (PlStateBar *self)
{
  PlSession *session = self->model->session;

  show_look (self);
  show_sentence (self);
  show_device (self, self->headset, self->headset_name, _ ("Headset"),
               pl_session_get_output (session), "output-device");
  show_device (self, self->microphone, self->microphone_name, _ ("Microphone"),
               pl_session_get_input (session), "input-device");
}

/* A slider that has the keys tells its value itself. */
static void
announce_param (PlParams *params, GParamSpec *spec, PlStateBar *self)
{
  GtkWidget *window = gtk_widget_get_toplevel (GTK_WIDGET (self));
  char *words = NULL, *text;

  if (GTK_IS_WINDOW (window)
      && GTK_IS_RANGE (gtk_window_get_focus (GTK_WINDOW (window))))
    return;
  for (int i = 0; i < PL_KNOBS && !words; ++i)
    if (g_strcmp0 (spec->name, pl_knob_param ((PlKnob) i)) == 0)
      {
        words = pl_knob_words ((PlKnob) i, pl_knob_get (params, (PlKnob) i));
        text = g_strdup_printf ("%s %s", pl_knob_title ((PlKnob) i), words);
        pl_style_announce (GTK_WIDGET (self->sentence), text);
        g_free (text);
      }
  g_free (words);
}

static void
announce_question (PlStateBar *self)
{
  pl_style_announce (GTK_WIDGET (self->sentence), _ ("Press again for louder"));
}

void
pl_state_bar_bind (PlStateBar *self, PlModel *model)
{
  const GConnectFlags swapped = G_CONNECT_SWAPPED;

  self->model = model;
  g_signal_connect_object (model->session, "changed", G_CALLBACK (show), self,
                           swapped);
  g_signal_connect_object (model->session, "levels", G_CALLBACK (show_sentence),
                           self, swapped);
  g_signal_connect_object (model->params, "fit-changed",
                           G_CALLBACK (show_preset), self, swapped);
  g_signal_connect_object (model->params, "notify", G_CALLBACK (announce_param),
                           self, 0);
  g_signal_connect_object (model->params, "asks",
                           G_CALLBACK (announce_question), self, swapped);
  show_preset (self);
  show (self);
}

static void
pl_state_bar_finalize (GObject *object)
{
  g_free (PL_STATE_BAR (object)->told);
  G_OBJECT_CLASS (pl_state_bar_parent_class)->finalize (object);
}

static void
pl_state_bar_class_init (PlStateBarClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = pl_state_bar_finalize;
  gtk_widget_class_set_template_from_resource (
    widget, "/org/libenhance/PersonalListener/views/state_bar.ui");
  gtk_widget_class_bind_template_child (widget, PlStateBar, icon);
  gtk_widget_class_bind_template_child (widget, PlStateBar, sentence);
  gtk_widget_class_bind_template_child (widget, PlStateBar, headset);
  gtk_widget_class_bind_template_child (widget, PlStateBar, microphone);
  gtk_widget_class_bind_template_child (widget, PlStateBar, preset);
  gtk_widget_class_bind_template_child (widget, PlStateBar, headset_name);
  gtk_widget_class_bind_template_child (widget, PlStateBar, microphone_name);
  gtk_widget_class_bind_template_child (widget, PlStateBar, preset_name);
}

static void
pl_state_bar_init (PlStateBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
