/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Keeps the computer from sleeping, locking and blanking its screen: nobody
   touches it while somebody listens. */

#ifndef GUI_AWAKE_H
#define GUI_AWAKE_H

#include <gio/gio.h>

typedef struct PlAwake PlAwake;

/* By the desktop on that bus; NULL: there is none, and nothing is done. */
PlAwake *
pl_awake_new (GDBusConnection *bus);

/* Lets it sleep. NULL is fine. */
void
pl_awake_free (PlAwake *awake);

/* Whether it shall stay awake; the desktop is asked when that changes. */
void
pl_awake_set (PlAwake *awake, gboolean wanted);

#endif
