/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "window.h"

#include "awake.h"
#include "model/knobs.h"
#include "notices.h"
#include "pages.h"
#include "style.h"
#include "views/action_bar.h"
#include "views/info_bar.h"
#include "views/letters_window.h"
#include "views/person_window.h"
#include "views/state_bar.h"
#include "views/strip_window.h"

#include <glib/gi18n.h>

#include <string.h>

struct _PlWindow {
  GtkApplicationWindow parent_instance;
  GtkHeaderBar *header;
  GtkButton *back;
  GtkToggleButton *menu_button;
  PlStateBar *state;
  PlInfoBar *notice;
  GtkStack *stack;
  PlActionBar *actions;
  PlNotices *notices;
  PlModel *model;
  PlAwake *awake;
  GtkWidget *person; /* the person's own screen, where open; weak */
  GtkWidget *typing; /* type to show, where open; weak */
  GtkWidget *strip;  /* on top of other windows, where open; weak */
};

G_DEFINE_TYPE (PlWindow, pl_window, GTK_TYPE_APPLICATION_WINDOW)

/* Pixels; no screen is larger. */
enum { SIZE_MOST = 8000 };

/* Pages. */

static void
show_title (PlWindow *self, const char *page)
{
  const gboolean first = g_strcmp0 (page, pl_pages_name (0)) == 0;

  gtk_header_bar_set_title (self->header, pl_pages_title (page));
  gtk_window_set_title (GTK_WINDOW (self), pl_pages_title (page));
  gtk_widget_set_visible (GTK_WIDGET (self->back), !first);
}

gboolean
pl_window_show_page (PlWindow *self, const char *name)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->stack, name);

  if (!page)
    {
      page = pl_pages_make (name, self->model);
      if (!page)
        return FALSE;
      gtk_widget_show (page);
      pl_style_wrap_buttons (page);
      gtk_stack_add_named (self->stack, page, name);
    }
  gtk_stack_set_visible_child (self->stack, page);
  show_title (self, name);
  pl_notices_checking (self->notices, strcmp (name, "ready") == 0);
  if (strcmp (name, pl_pages_name (0)) == 0)
    pl_action_bar_focus (self->actions);
  else
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
  return TRUE;
}

const char *
pl_window_page_names (void)
{
  return pl_pages_names ();
}

gboolean
pl_window_open_preset (PlWindow *self, const char *path, char **why)
{
  *why = NULL;
  if (pl_model_use_preset (self->model, path, why))
    {
      const char *name = pl_params_get_preset_name (self->model->params);
      char *text
        = g_strdup_printf (_ ("Preset in use: %s"), name ? name : path);

      pl_info_bar_show (self->notice, PL_HARM_NONE, "preset", text, NULL, NULL);
      g_free (text);
    }
  else
    pl_info_bar_show (self->notice, PL_HARM_KEEPING, "preset", *why, NULL,
                      NULL);
  return !*why;
}

/* Actions. */

static void
act_page (GSimpleAction *action, GVariant *value, gpointer data)
{
  (void) action;
  pl_window_show_page (PL_WINDOW (data), g_variant_get_string (value, NULL));
}

static void
act_back (GSimpleAction *action, GVariant *value, gpointer data)
{
  (void) action;
  (void) value;
  pl_window_show_page (PL_WINDOW (data), pl_pages_name (0));
}

/* Where the eye is, however far the page was scrolled. */
static void
act_tell (GSimpleAction *action, GVariant *value, gpointer data)
{
  (void) action;
  pl_info_bar_show (PL_WINDOW (data)->notice, PL_HARM_NONE, "told",
                    g_variant_get_string (value, NULL), NULL, NULL);
}

static void
act_close (GSimpleAction *action, GVariant *value, gpointer data)
{
  (void) action;
  (void) value;
  gtk_window_close (GTK_WINDOW (data));
}

/* One of each; closed by itself. */
static void
show_other (GtkWidget **place, GtkWidget *(*make) (GtkWindow *, PlModel *),
            PlWindow *self)
{
  if (!*place)
    {
      *place = make (GTK_WINDOW (self), self->model);
      g_signal_connect (*place, "destroy", G_CALLBACK (gtk_widget_destroyed),
                        place);
    }
  gtk_window_present (GTK_WINDOW (*place));
}

static void
act_menu (GSimpleAction *action, GVariant *value, gpointer data)
{
  (void) action;
  (void) value;
  gtk_toggle_button_set_active (PL_WINDOW (data)->menu_button, TRUE);
}

static void
act_person (GSimpleAction *action, GVariant *value, gpointer data)
{
  PlWindow *self = PL_WINDOW (data);

  (void) action;
  (void) value;
  show_other (&self->person, pl_person_window_new, self);
}

static void
act_type (GSimpleAction *action, GVariant *value, gpointer data)
{
  PlWindow *self = PL_WINDOW (data);

  (void) action;
  (void) value;
  show_other (&self->typing, pl_letters_window_new, self);
}

static void
act_strip (GSimpleAction *action, GVariant *value, gpointer data)
{
  PlWindow *self = PL_WINDOW (data);

  (void) action;
  (void) value;
  show_other (&self->strip, pl_strip_window_new, self);
}

static void
act_mute (GSimpleAction *action, GVariant *value, gpointer data)
{
  PlSession *session = PL_WINDOW (data)->model->session;

  (void) action;
  (void) value;
  if (pl_session_is_on (session))
    pl_session_toggle_mute (session);
}

static void
act_louder (GSimpleAction *action, GVariant *value, gpointer data)
{
  (void) action;
  (void) value;
  pl_knob_more (PL_WINDOW (data)->model->params, PL_KNOB_LOUDNESS);
}

static void
act_softer (GSimpleAction *action, GVariant *value, gpointer data)
{
  (void) action;
  (void) value;
  pl_knob_less (PL_WINDOW (data)->model->params, PL_KNOB_LOUDNESS);
}

/* Softly, as fitted; and nothing of who was here before. */
static void
act_new_person (GSimpleAction *action, GVariant *value, gpointer data)
{
  PlWindow *self = PL_WINDOW (data);

  (void) action;
  (void) value;
  pl_model_new_person (self->model);
  pl_info_bar_show (self->notice, PL_HARM_NONE, "person",
                    _ ("New person: loudness and sound are as fitted, and the "
                       "note is empty."),
                    NULL, NULL);
}

static void
act_as_last_time (GSimpleAction *action, GVariant *value, gpointer data)
{
  PlWindow *self = PL_WINDOW (data);

  (void) action;
  (void) value;
  pl_model_as_last_time (self->model);
  pl_info_bar_withdraw (self->notice, "soft");
}

static void
act_allow_loudspeaker (GSimpleAction *action, GVariant *value, gpointer data)
{
  PlWindow *self = PL_WINDOW (data);
  PlModel *model = self->model;
  char *input = g_settings_get_string (model->settings, "input-device");
  char *output = g_settings_get_string (model->settings, "output-device");

  (void) action;
  (void) value;
  /* For this time only: it is not remembered. */
  pl_session_choose (model->session, input, output, TRUE);
  pl_info_bar_withdraw (self->notice, "loudspeaker");
  g_free (input);
  g_free (output);
}

static const GActionEntry actions[] = {
  { "page", act_page, "s", NULL, NULL, { 0 } },
  { "back", act_back, NULL, NULL, NULL, { 0 } },
  { "tell", act_tell, "s", NULL, NULL, { 0 } },
  { "close", act_close, NULL, NULL, NULL, { 0 } },
  { "menu", act_menu, NULL, NULL, NULL, { 0 } },
  { "person", act_person, NULL, NULL, NULL, { 0 } },
  { "type", act_type, NULL, NULL, NULL, { 0 } },
  { "strip", act_strip, NULL, NULL, NULL, { 0 } },
  { "mute", act_mute, NULL, NULL, NULL, { 0 } },
  { "louder", act_louder, NULL, NULL, NULL, { 0 } },
  { "softer", act_softer, NULL, NULL, NULL, { 0 } },
  { "new-person", act_new_person, NULL, NULL, NULL, { 0 } },
  { "as-last-time", act_as_last_time, NULL, NULL, NULL, { 0 } },
  { "allow-loudspeaker", act_allow_loudspeaker, NULL, NULL, NULL, { 0 } },
};

/* Life. */

/* Return then starts. */
static void
pl_window_map (GtkWidget *widget)
{
  PlWindow *self = PL_WINDOW (widget);

  GTK_WIDGET_CLASS (pl_window_parent_class)->map (widget);
  if (strcmp (gtk_stack_get_visible_child_name (self->stack), pl_pages_name (0))
      == 0)
    pl_action_bar_focus (self->actions);
}

void
pl_window_leave (PlWindow *self)
{
  int width, height;

  pl_session_stop (self->model->session);
  gtk_window_get_size (GTK_WINDOW (self), &width, &height);
  if (!gtk_window_is_maximized (GTK_WINDOW (self)))
    {
      g_settings_set_int (self->model->settings, "window-width", width);
      g_settings_set_int (self->model->settings, "window-height", height);
    }
}

/* Asks nothing: the sound goes with the window. */
static gboolean
pl_window_delete_event (GtkWidget *widget, GdkEventAny *event)
{
  (void) event;
  pl_window_leave (PL_WINDOW (widget));
  return GDK_EVENT_PROPAGATE;
}

static void
pl_window_dispose (GObject *object)
{
  PlWindow *self = PL_WINDOW (object);

  if (self->person)
    gtk_widget_destroy (self->person);
  if (self->typing)
    gtk_widget_destroy (self->typing);
  if (self->strip)
    gtk_widget_destroy (self->strip);
  g_clear_pointer (&self->notices, pl_notices_free);
  g_clear_pointer (&self->awake, pl_awake_free);
  G_OBJECT_CLASS (pl_window_parent_class)->dispose (object);
}

static void
on_changed (PlSession *session, PlWindow *self)
{
  const enh_supervisor_state state = pl_session_get_state (session);

  pl_awake_set (self->awake, state == ENH_SUPERVISOR_STARTING
                               || state == ENH_SUPERVISOR_LISTENING
                               || state == ENH_SUPERVISOR_RECOVERING);
}

PlWindow *
pl_window_new (GtkApplication *application, PlModel *model)
{
  PlWindow *self
    = g_object_new (PL_TYPE_WINDOW, "application", application, NULL);

  self->model = model;
  self->awake = pl_awake_new (
    g_application_get_dbus_connection (G_APPLICATION (application)));
  /* A file may hold anything; GTK makes what it can of what is too small. */
  gtk_window_set_default_size (
    GTK_WINDOW (self),
    CLAMP (g_settings_get_int (model->settings, "window-width"), 1, SIZE_MOST),
    CLAMP (g_settings_get_int (model->settings, "window-height"), 1,
           SIZE_MOST));
  g_signal_connect_object (model->session, "changed", G_CALLBACK (on_changed),
                           self, 0);
  pl_state_bar_bind (self->state, model);
  pl_action_bar_bind (self->actions, model);
  self->notices = pl_notices_new (self->notice, model);
  pl_window_show_page (self, pl_pages_name (0));
  return self;
}

static void
pl_window_class_init (PlWindowClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = pl_window_dispose;
  widget->map = pl_window_map;
  widget->delete_event = pl_window_delete_event;
  g_type_ensure (PL_TYPE_ACTION_BAR);
  g_type_ensure (PL_TYPE_INFO_BAR);
  g_type_ensure (PL_TYPE_STATE_BAR);
  gtk_widget_class_set_template_from_resource (
    widget, "/org/libenhance/PersonalListener/window.ui");
  gtk_widget_class_bind_template_child (widget, PlWindow, header);
  gtk_widget_class_bind_template_child (widget, PlWindow, back);
  gtk_widget_class_bind_template_child (widget, PlWindow, menu_button);
  gtk_widget_class_bind_template_child (widget, PlWindow, notice);
  gtk_widget_class_bind_template_child (widget, PlWindow, state);
  gtk_widget_class_bind_template_child (widget, PlWindow, actions);
  gtk_widget_class_bind_template_child (widget, PlWindow, stack);
}

static void
pl_window_init (PlWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pl_style_colour (GTK_WIDGET (self));
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions,
                                   G_N_ELEMENTS (actions), self);
}
