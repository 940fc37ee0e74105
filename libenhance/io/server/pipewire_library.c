/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* libpipewire, opened at run time. */

#include "io/server/pipewire_library.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* The name of its interface since 2019. */
static const char file[] = "libpipewire-0.3.so.0";

static enh__pw_library library;
static int complete;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static const struct {
  const char *name;
  size_t at; /* in the library's table */
} functions[] = {
#define ENH__PW_PLACE(name) { "pw_" #name, offsetof (enh__pw_library, name) },
  ENH__PW_FUNCTIONS (ENH__PW_PLACE)
#undef ENH__PW_PLACE
};

static void
open_library (void)
{
  void *handle = dlopen (file, RTLD_NOW | RTLD_LOCAL);

  if (!handle)
    return;
  for (size_t i = 0; i < sizeof functions / sizeof *functions; ++i)
    {
      void *found = dlsym (handle, functions[i].name);

      if (!found)
        {
          (void) dlclose (handle);
          return;
        }
      /* POSIX lets a function's address pass through a pointer to data. */
      memcpy ((char *) &library + functions[i].at, &found, sizeof found);
    }
  library.init (NULL, NULL);
  /* What goes wrong is told by us, in a sentence. */
  if (!getenv ("PIPEWIRE_DEBUG"))
    library.log_set_level (SPA_LOG_LEVEL_NONE);
  complete = 1;
}

const enh__pw_library *
enh__pw_library_get (void)
{
  (void) pthread_once (&once, open_library);
  return complete ? &library : NULL;
}
