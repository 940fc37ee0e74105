/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "pages.h"

#include "views/compare_page.h"
#include "views/devices_page.h"
#include "views/hearing_page.h"
#include "views/help_page.h"
#include "views/listen_page.h"
#include "views/note_page.h"
#include "views/presets_page.h"
#include "views/privacy_page.h"
#include "views/ready_page.h"
#include "views/safety_page.h"

#include <glib/gi18n.h>

#include <string.h>

typedef struct page {
  const char *name;
  const char *title; /* to be translated */
  GtkWidget *(*make) (PlModel *model);
} page;

static const page pages[] = {
  { "listen", N_ ("Personal Listener"), pl_listen_page_new },
  { "ready", N_ ("Listening check"), pl_ready_page_new },
  { "compare", N_ ("Which is clearer, A or B?"), pl_compare_page_new },
  { "hearing", N_ ("Hearing profile"), pl_hearing_page_new },
  { "presets", N_ ("Presets"), pl_presets_page_new },
  { "devices", N_ ("Devices and balance"), pl_devices_page_new },
  { "safety", N_ ("Safety"), pl_safety_page_new },
  { "note", N_ ("Communication-support note"), pl_note_page_new },
  { "help", N_ ("Help"), pl_help_page_new },
  { "privacy", N_ ("What is stored: privacy"), pl_privacy_page_new },
};

static const page *
find (const char *name)
{
  for (gsize i = 0; name && i < G_N_ELEMENTS (pages); ++i)
    if (strcmp (pages[i].name, name) == 0)
      return &pages[i];
  return NULL;
}

const char *
pl_pages_name (guint number)
{
  return number < G_N_ELEMENTS (pages) ? pages[number].name : NULL;
}

const char *
pl_pages_names (void)
{
  static char *names;

  if (!names)
    {
      GString *text = g_string_new (pages[0].name);

      for (gsize i = 1; i < G_N_ELEMENTS (pages); ++i)
        g_string_append_printf (text, ", %s", pages[i].name);
      names = g_string_free (text, FALSE);
    }
  return names;
}

const char *
pl_pages_title (const char *name)
{
  const page *found = find (name);

  return found ? _ (found->title) : NULL;
}

GtkWidget *
pl_pages_make (const char *name, PlModel *model)
{
  const page *found = find (name);

  return found ? found->make (model) : NULL;
}
