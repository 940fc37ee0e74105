/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Not gtk_application_inhibit: GTK 3 asks only session managers that the app has
   registered with, or the portal from within a sandbox. These are the desktops'
   own ways, in the order in which they are tried; the connection's end releases
   each of them. */

#include "awake.h"

#include <glib/gi18n.h>

/* Of the session manager and the portal alike: 4 suspend, 8 idle. */
enum { SUSPEND_AND_IDLE = 12 };

typedef enum way { WAY_SESSION, WAY_PORTAL, WAY_SCREEN_SAVER, WAYS } way;

static const struct {
  const char *name;
  const char *path;
  const char *interface;
  const char *release;
} ways[] = {
  [WAY_SESSION] = { "org.gnome.SessionManager", "/org/gnome/SessionManager",
                    "org.gnome.SessionManager", "Uninhibit" },
  [WAY_PORTAL] = { "org.freedesktop.portal.Desktop",
                   "/org/freedesktop/portal/desktop",
                   "org.freedesktop.portal.Inhibit", "Close" },
  [WAY_SCREEN_SAVER] = { "org.freedesktop.ScreenSaver",
                         "/org/freedesktop/ScreenSaver",
                         "org.freedesktop.ScreenSaver", "UnInhibit" },
};

struct PlAwake {
  GDBusConnection *bus;
  GCancellable *ending;
  gboolean wanted;
  gboolean asking; /* an answer is awaited */
  way at;          /* the way that is tried, or that holds */
  gboolean held;   /* by `at`, with one of these */
  guint32 cookie;  /* the session manager's, the screen saver's */
  char *request;   /* the portal's object */
};

static void
ask (PlAwake *awake);

static void
release (PlAwake *awake)
{
  const gboolean portal = awake->at == WAY_PORTAL;

  g_dbus_connection_call (
    awake->bus, ways[awake->at].name,
    portal ? awake->request : ways[awake->at].path,
    portal ? "org.freedesktop.portal.Request" : ways[awake->at].interface,
    ways[awake->at].release,
    portal ? NULL : g_variant_new ("(u)", awake->cookie), NULL,
    G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, NULL, NULL);
  g_clear_pointer (&awake->request, g_free);
  awake->held = FALSE;
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;
  GVariant *answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source),
                                                    result, &error);
  PlAwake *awake = data;

  /* Then `awake` is gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      return;
    }
  g_clear_error (&error);
  awake->asking = FALSE;
  if (answer && awake->at == WAY_PORTAL)
    g_variant_get (answer, "(o)", &awake->request);
  else if (answer)
    g_variant_get (answer, "(u)", &awake->cookie);
  awake->held = answer != NULL;
  g_clear_pointer (&answer, g_variant_unref);
  if (awake->held && !awake->wanted)
    release (awake);
  else if (!awake->held && awake->wanted && awake->at + 1 < WAYS)
    {
      ++awake->at;
      ask (awake);
    }
}

static GVariant *
parameters (way at)
{
  const char *reason = _ ("Somebody is listening");
  GVariantBuilder options;

  switch (at)
    {
    case WAY_SESSION:
      return g_variant_new ("(susu)", g_get_application_name (), 0u, reason,
                            (guint32) SUSPEND_AND_IDLE);
    case WAY_PORTAL:
      g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
      g_variant_builder_add (&options, "{sv}", "reason",
                             g_variant_new_string (reason));
      return g_variant_new ("(sua{sv})", "", (guint32) SUSPEND_AND_IDLE,
                            &options);
    case WAY_SCREEN_SAVER:
    case WAYS:
    default:
      return g_variant_new ("(ss)", g_get_application_name (), reason);
    }
}

static void
ask (PlAwake *awake)
{
  awake->asking = TRUE;
  g_dbus_connection_call (
    awake->bus, ways[awake->at].name, ways[awake->at].path,
    ways[awake->at].interface, "Inhibit", parameters (awake->at),
    awake->at == WAY_PORTAL ? G_VARIANT_TYPE ("(o)") : G_VARIANT_TYPE ("(u)"),
    G_DBUS_CALL_FLAGS_NONE, -1, awake->ending, on_answer, awake);
}

PlAwake *
pl_awake_new (GDBusConnection *bus)
{
  PlAwake *awake;

  if (!bus)
    return NULL;
  awake = g_new0 (PlAwake, 1);
  awake->bus = g_object_ref (bus);
  awake->ending = g_cancellable_new ();
  return awake;
}

void
pl_awake_free (PlAwake *awake)
{
  if (!awake)
    return;
  g_cancellable_cancel (awake->ending);
  if (awake->held)
    release (awake);
  g_object_unref (awake->ending);
  g_object_unref (awake->bus);
  g_free (awake);
}

void
pl_awake_set (PlAwake *awake, gboolean wanted)
{
  if (!awake || awake->wanted == wanted)
    return;
  awake->wanted = wanted;
  if (wanted && !awake->asking && !awake->held)
    {
      awake->at = WAY_SESSION;
      ask (awake);
    }
  else if (!wanted && awake->held)
    release (awake);
}
