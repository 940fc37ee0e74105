/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Public structs begin with their size, and later versions append fields: what
   the caller's version of a struct has, and what this library's has. */

#ifndef ENH_BASE_CONFIG_TAKE_H
#define ENH_BASE_CONFIG_TAKE_H

#include <stddef.h>

/* Copy the fields that the caller knew over `config`, which holds the defaults
   of all `bytes`. 0, or -1: `given` was not begun with its initialiser, or asks
   for something by a field that is not known here. */
int
enh__config_take (void *config, size_t bytes, const void *given);

/* The other way: fill the caller's struct as far as it has the fields. Its size
   stays. 0, or -1: the size cannot be, and nothing was written. */
int
enh__status_give (void *to, const void *status, size_t bytes);

#endif
