/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Presets: the settings a person keeps and shares, in a key file that can be
   read and written by hand. Needs the public headers and GLib only.

     [Preset]
     name=Kitchen

     [Parameters]
     noise_reduction=75
     volume=3

     [Audiogram Left]
     250=20
     1000=35
     4000=60

     [Audiogram Right]
     ...

   Every group may be missing, but not all of them. One ear's audiogram alone
   serves both ears. Parameters that are missing keep their defaults. */

#ifndef PRESET_PRESET_H
#define PRESET_PRESET_H

#include <enhance/enhance.h>

#include <glib.h>

/* How a preset's file name ends. */
#define PRESET_EXTENSION ".listen"

typedef struct preset_settings {
  char *name;      /* UTF-8; NULL: none */
  guint count;     /* parameters that exist */
  gboolean *given; /* `count`: whether value is to be set */
  float *value;    /* `count` */
  gboolean has_audiogram;
  enh_audiogram audiogram; /* where has_audiogram */
} preset_settings;

/* A preset that sets nothing. */
preset_settings *
preset_new (void);

/* NULL is fine. */
void
preset_free (preset_settings *preset);

/* Set one parameter by name, as a person wrote it. On failure nothing changes
   and `error` tells name, value, range and the nearest name. */
enh_status
preset_set_text (preset_settings *preset, const char *name, const char *text,
                 enh_error *error);

/* Take a preset of hearing that is built into the library, if `path` is its
   name and nothing else: ./mild is a file. Else read a file: ENH_ERR_OPEN, ENH_ERR_READ, ENH_ERR_FORMAT (no preset),
   ENH_ERR_PARAM, ENH_ERR_RANGE or ENH_ERR_AUDIOGRAM; *preset is NULL then. */
enh_status
preset_load (preset_settings **preset, const char *path, enh_error *error);

/* Write a file, whole or not at all. */
enh_status
preset_save (const preset_settings *preset, const char *path, enh_error *error);

/* Give a chain what the preset sets; what it does not set stays. */
enh_status
preset_apply (const preset_settings *preset, enh_chain *chain);

#endif
