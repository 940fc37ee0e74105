/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "recent_files.h"

#include <gtk/gtk.h>

/* GTK adds what was chosen some time after the answer. */
static void
forget (GtkRecentManager *recent, gpointer uri)
{
  if (gtk_recent_manager_has_item (recent, uri))
    gtk_recent_manager_remove_item (recent, uri, NULL);
}

static void
free_uri (gpointer uri, GClosure *closure)
{
  (void) closure;
  g_free (uri);
}

void
pl_recent_files_forget (char *uri)
{
  GtkRecentManager *recent = gtk_recent_manager_get_default ();

  forget (recent, uri);
  g_signal_connect_data (recent, "changed", G_CALLBACK (forget), uri, free_uri,
                         0);
}
