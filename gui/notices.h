/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What the listening warns of, in the bar above the page: ranked by harm, and
   withdrawn once it is cured. */

#ifndef GUI_NOTICES_H
#define GUI_NOTICES_H

#include "model/model.h"
#include "views/info_bar.h"

typedef struct PlNotices PlNotices;

/* Both must outlive it. */
PlNotices *
pl_notices_new (PlInfoBar *bar, PlModel *model);

/* NULL is fine. */
void
pl_notices_free (PlNotices *notices);

/* The listening check is open, or not: then it need not be offered. */
void
pl_notices_checking (PlNotices *notices, gboolean checking);

#endif
