/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Personal Listener: begins the application, and finds what belongs to it
   whether installed or not. */

#include "application.h"

#include <glib/gi18n.h>

#include <locale.h>

int
main (int argc, char **argv)
{
  const char *locales = g_getenv ("PERSONAL_LISTENER_LOCALEDIR");
  PlApplication *application;
  char *wrong;
  int status;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locales ? locales : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("personal-listener");
  g_set_application_name (_ ("Personal Listener"));
  wrong = pl_application_wrong_word (argv);
  if (wrong)
    {
      g_printerr ("personal-listener: %s; see 'personal-listener --help'\n",
                  wrong);
      g_free (wrong);
      return 2;
    }
  application = pl_application_new ();
  status = g_application_run (G_APPLICATION (application), argc, argv);
  if (!status)
    status = pl_application_status (application);
  g_object_unref (application);
  return status;
}
