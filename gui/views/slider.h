/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A slider that the mouse's wheel does not move: who scrolls a page must not
   change how loud it is in somebody's ears. */

#ifndef GUI_VIEWS_SLIDER_H
#define GUI_VIEWS_SLIDER_H

#include <gtk/gtk.h>

#define PL_TYPE_SLIDER (pl_slider_get_type ())
G_DECLARE_FINAL_TYPE (PlSlider, pl_slider, PL, SLIDER, GtkScale)

#endif
