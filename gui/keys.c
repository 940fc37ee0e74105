/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "keys.h"

#include <gtk/gtk.h>

/* Not a window's key handler: menus, and modal dialogs of GTK's own, take the
   keys away from every window. */

static gboolean
take_ctrl (const GdkEventKey *key, PlModel *model)
{
  switch (gdk_keyval_to_lower (key->keyval))
    {
    case GDK_KEY_m:
      if (pl_session_is_on (model->session))
        pl_session_toggle_mute (model->session);
      return TRUE;
    case GDK_KEY_q:
      g_action_group_activate_action (
        G_ACTION_GROUP (g_application_get_default ()), "quit", NULL);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
on_event (GdkEvent *event, gpointer data)
{
  PlModel *model = data;

  if (event->type == GDK_KEY_PRESS)
    {
      const guint modifiers = event->key.state
                              & gtk_accelerator_get_default_mod_mask ();

      if (modifiers == GDK_CONTROL_MASK && take_ctrl (&event->key, model))
        return;
      /* Whatever Esc closes is closed after that. */
      if (event->key.keyval == GDK_KEY_Escape
          && pl_session_is_on (model->session))
        pl_session_mute (model->session, TRUE);
    }
  gtk_main_do_event (event);
}

void
pl_keys_install (PlModel *model)
{
  gdk_event_handler_set (on_event, model, NULL);
}

static void
pass_on (GdkEvent *event, gpointer data)
{
  (void) data;
  gtk_main_do_event (event);
}

void
pl_keys_remove (void)
{
  gdk_event_handler_set (pass_on, NULL, NULL);
}
