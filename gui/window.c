/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "window.h"

#include "awake.h"
#include "pages.h"
#include "style.h"
#include "views/listen_page.h"
#include "views/info_bar.h"
#include "views/person_window.h"
#include "views/letters_window.h"

#include <glib/gi18n.h>

#include <string.h>

struct _PlWindow {
  GtkApplicationWindow parent_instance;
  GtkHeaderBar *header;
  GtkButton *back;
  GtkToggleButton *menu_button;
  PlInfoBar *notice;
  GtkStack *stack;
  PlModel *model;
  PlAwake *awake;
  GtkWidget *person; /* the person's own screen, where open; weak */
  GtkWidget *typing; /* type to show, where open; weak */
};

G_DEFINE_TYPE (PlWindow, pl_window, GTK_TYPE_APPLICATION_WINDOW)

static const double volume_step = 3.0; /* dB, as the page's buttons */

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
      gtk_stack_add_named (self->stack, page, name);
    }
  gtk_stack_set_visible_child (self->stack, page);
  show_title (self, name);
  if (strcmp (name, "ready") == 0)
    pl_info_bar_withdraw (self->notice, "check");
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

      pl_info_bar_show (self->notice, GTK_MESSAGE_INFO, "preset", text, NULL,
                        NULL);
      g_free (text);
    }
  else
    pl_info_bar_show (self->notice, GTK_MESSAGE_WARNING, "preset", *why, NULL,
                      NULL);
  return !*why;
}

/* What happens while listening. */

static gboolean
were_checked (PlWindow *self)
{
  char *now = pl_model_devices_key (self->model);
  char *checked
    = g_settings_get_string (self->model->settings, "checked-devices");
  const gboolean same = g_strcmp0 (now, checked) == 0;

  g_free (checked);
  g_free (now);
  return same;
}

static void
offer_check (PlWindow *self)
{
  if (were_checked (self))
    pl_info_bar_withdraw (self->notice, "check");
  else
    pl_info_bar_show (
      self->notice, GTK_MESSAGE_QUESTION, "check",
      _ ("New microphone or headset? A ready check takes twenty "
         "seconds."),
      _ ("Ready _check"), "win.page::ready");
}

static void
on_changed (PlSession *session, PlWindow *self)
{
  const char *page = gtk_stack_get_visible_child_name (self->stack);
  const enh_supervisor_state state = pl_session_get_state (session);

  pl_awake_set (self->awake, state == ENH_SUPERVISOR_STARTING
                               || state == ENH_SUPERVISOR_LISTENING
                               || state == ENH_SUPERVISOR_RECOVERING);
  switch (state)
    {
    case ENH_SUPERVISOR_LISTENING:
      pl_info_bar_withdraw (self->notice, "loudspeaker");
      if (g_strcmp0 (page, "ready") != 0)
        offer_check (self);
      break;
    case ENH_SUPERVISOR_WAITING:
      if (pl_session_get_why (session) == ENH_REASON_LOUDSPEAKER)
        pl_info_bar_show (
          self->notice, GTK_MESSAGE_WARNING, "loudspeaker",
          _ ("Loudspeakers howl, and others hear what is private. If it really "
             "is a headset, or there is no other way: no sound is made louder "
             "then, and howling is held down."),
          _ ("_Use it all the same"), "win.allow-loudspeaker");
      break;
    case ENH_SUPERVISOR_STOPPED:
    case ENH_SUPERVISOR_STARTING:
    case ENH_SUPERVISOR_RECOVERING:
      break;
    }
}

/* Where a warning leads, by its kind; most lead nowhere. */
static const struct {
  const char *label;
  const char *action;
} ways[] = {
  [ENH_WARNING_DOSE] = { N_ ("_Safety"), "win.page::safety" },
  [ENH_WARNING_BLUETOOTH] = { N_ ("_Devices"), "win.page::devices" },
};

static void
on_warning (PlSession *session, int kind, double value, PlWindow *self)
{
  const enh_supervisor_warning warning = (enh_supervisor_warning) kind;
  const char *text = pl_session_warning_sentence (warning, value);
  const guint way = warning < G_N_ELEMENTS (ways) ? warning : 0;
  /* Good news takes the place of the bad. */
  const gboolean mended = warning == ENH_WARNING_STEADIER;
  char *name
    = g_strdup_printf ("warning %d", mended ? (int) ENH_WARNING_XRUNS : kind);

  (void) session;
  if (text)
    pl_info_bar_show (
      self->notice, mended ? GTK_MESSAGE_INFO : GTK_MESSAGE_WARNING, name, text,
      ways[way].label ? _ (ways[way].label) : NULL, ways[way].action);
  g_free (name);
}

static void
on_refused (PlSession *session, int what, PlWindow *self)
{
  (void) session;
  pl_info_bar_show (self->notice, GTK_MESSAGE_INFO, "refused",
                    pl_session_refusal_sentence ((enh_supervisor_refusal) what),
                    NULL, NULL);
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
act_mute (GSimpleAction *action, GVariant *value, gpointer data)
{
  PlSession *session = PL_WINDOW (data)->model->session;

  (void) action;
  (void) value;
  if (pl_session_is_on (session))
    pl_session_toggle_mute (session);
}

static void
change_volume (PlWindow *self, double by)
{
  PlParams *params = self->model->params;

  pl_params_set_named (
    params, "volume",
    (float) ((double) pl_params_get_named (params, "volume") + by));
}

static void
act_louder (GSimpleAction *action, GVariant *value, gpointer data)
{
  (void) action;
  (void) value;
  change_volume (PL_WINDOW (data), volume_step);
}

static void
act_softer (GSimpleAction *action, GVariant *value, gpointer data)
{
  (void) action;
  (void) value;
  change_volume (PL_WINDOW (data), -volume_step);
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
  { "close", act_close, NULL, NULL, NULL, { 0 } },
  { "menu", act_menu, NULL, NULL, NULL, { 0 } },
  { "person", act_person, NULL, NULL, NULL, { 0 } },
  { "type", act_type, NULL, NULL, NULL, { 0 } },
  { "mute", act_mute, NULL, NULL, NULL, { 0 } },
  { "louder", act_louder, NULL, NULL, NULL, { 0 } },
  { "softer", act_softer, NULL, NULL, NULL, { 0 } },
  { "allow-loudspeaker", act_allow_loudspeaker, NULL, NULL, NULL, { 0 } },
};

/* Keys. */

/* Where Space belongs to the widget: text, and, away from the first page, what
   is pressed or ticked by it. */
static gboolean
wants_space (PlWindow *self, GtkWidget *focus)
{
  if (GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus))
    return TRUE;
  return !PL_IS_LISTEN_PAGE (gtk_stack_get_visible_child (self->stack))
         && focus;
}

/* Before any widget: silence does not wait. Esc makes silent, pressed twice in
   a fright, too; Space takes it back. */
static gboolean
pl_window_key_press_event (GtkWidget *widget, GdkEventKey *event)
{
  PlWindow *self = PL_WINDOW (widget);
  PlSession *session = self->model->session;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  const guint modifiers = event->state
                          & gtk_accelerator_get_default_mod_mask ();

  if (pl_session_is_on (session) && !modifiers)
    {
      if (event->keyval == GDK_KEY_Escape)
        {
          pl_session_mute (session, TRUE);
          return GDK_EVENT_STOP;
        }
      if (event->keyval == GDK_KEY_space && !wants_space (self, focus))
        {
          pl_session_toggle_mute (session);
          return GDK_EVENT_STOP;
        }
    }
  return GTK_WIDGET_CLASS (pl_window_parent_class)
    ->key_press_event (widget, event);
}

/* Life. */

/* Keys begin at the page, not at the title's buttons. */
static void
pl_window_map (GtkWidget *widget)
{
  PlWindow *self = PL_WINDOW (widget);

  GTK_WIDGET_CLASS (pl_window_parent_class)->map (widget);
  gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack),
                          GTK_DIR_TAB_FORWARD);
}

/* Asks nothing: the sound goes with the window. */
static gboolean
pl_window_delete_event (GtkWidget *widget, GdkEventAny *event)
{
  PlWindow *self = PL_WINDOW (widget);
  int width, height;

  (void) event;
  pl_session_stop (self->model->session);
  gtk_window_get_size (GTK_WINDOW (self), &width, &height);
  if (!gtk_window_is_maximized (GTK_WINDOW (self)))
    {
      g_settings_set_int (self->model->settings, "window-width", width);
      g_settings_set_int (self->model->settings, "window-height", height);
    }
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
  g_clear_pointer (&self->awake, pl_awake_free);
  G_OBJECT_CLASS (pl_window_parent_class)->dispose (object);
}

PlWindow *
pl_window_new (GtkApplication *application, PlModel *model)
{
  PlWindow *self
    = g_object_new (PL_TYPE_WINDOW, "application", application, NULL);

  self->model = model;
  self->awake = pl_awake_new (
    g_application_get_dbus_connection (G_APPLICATION (application)));
  gtk_window_set_default_size (
    GTK_WINDOW (self), g_settings_get_int (model->settings, "window-width"),
    g_settings_get_int (model->settings, "window-height"));
  g_signal_connect_object (model->session, "changed", G_CALLBACK (on_changed),
                           self, 0);
  g_signal_connect_object (model->session, "warning", G_CALLBACK (on_warning),
                           self, 0);
  g_signal_connect_object (model->session, "refused", G_CALLBACK (on_refused),
                           self, 0);
  pl_window_show_page (self, pl_pages_name (0));
  if (model->keeps)
    {
      char *checked
        = g_settings_get_string (model->settings, "checked-devices");

      if (!*checked)
        pl_info_bar_show (self->notice, GTK_MESSAGE_QUESTION, "check",
                          _ ("Here for the first time? A ready check takes "
                             "twenty seconds."),
                          _ ("Ready _check"), "win.page::ready");
      g_free (checked);
    }
  for (guint i = 0; i < model->troubles->len; ++i)
    {
      char *kind = g_strdup_printf ("trouble-%u", i);

      pl_info_bar_show (self->notice, GTK_MESSAGE_WARNING, kind,
                        model->troubles->pdata[i], NULL, NULL);
      g_free (kind);
    }
  return self;
}

static void
pl_window_class_init (PlWindowClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = pl_window_dispose;
  widget->key_press_event = pl_window_key_press_event;
  widget->map = pl_window_map;
  widget->delete_event = pl_window_delete_event;
  g_type_ensure (PL_TYPE_INFO_BAR);
  gtk_widget_class_set_template_from_resource (
    widget, "/org/libenhance/PersonalListener/window.ui");
  gtk_widget_class_bind_template_child (widget, PlWindow, header);
  gtk_widget_class_bind_template_child (widget, PlWindow, back);
  gtk_widget_class_bind_template_child (widget, PlWindow, menu_button);
  gtk_widget_class_bind_template_child (widget, PlWindow, notice);
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
