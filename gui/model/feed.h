/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Gives the listening process what PlParams holds: all at first, then each change;
   loudness rises slowly while somebody hears it. */

#ifndef GUI_MODEL_FEED_H
#define GUI_MODEL_FEED_H

#include "model/params.h"

#include <enhance/supervisor.h>

typedef struct PlFeed PlFeed;

/* The supervisor must outlive it; `refused` is called where a hearing profile was
   not taken. */
PlFeed *
pl_feed_new (PlParams *params, enh_supervisor *supervisor,
             void (*refused) (gpointer data), gpointer data);

/* NULL is fine. */
void
pl_feed_free (PlFeed *feed);

#endif
