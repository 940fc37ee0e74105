/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Which sound system is used. */

#include "io/device/choose.h"

#include "io/base/error.h"
#include "io/device/pipewire.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* --- The list ------------------------------------------------------------------ */

/* ALSA's number in "… (hw:1,0)", or -1: none of its cards. */
static int
card_of (const char *name)
{
  const char *mark = strstr (name, "(hw:");

  return mark ? atoi (mark + 4) : -1;
}

/* Not 0: the row leads to what PipeWire's rows stand for. */
static int
leads_to_pipewire (const enh_device_info *row, int jackd, uint64_t cards)
{
  if (strcmp (row->backend, "JACK") == 0)
    return !jackd;
  if (strcmp (row->backend, "ALSA") != 0)
    return 0;

  const int card = card_of (row->name);
  return card < 0 || (card < 64 && (cards >> card & 1u));
}

enh_status
enh__device_merge (enh_device_list **list, int jackd)
{
  enh_device_list *old = *list;
  enh_device_list *made = enh__device_list_new ();
  const enh_device_info *row;
  uint64_t cards = 0;
  int there = 0;
  enh_status status = made ? enh__pw_list (made, &there, &cards)
                           : ENH_ERR_NO_MEMORY;

  /* Where a JACK server is meant, one that hangs beside it is no matter. */
  if (status == ENH_ERR_DEVICE && jackd)
    status = ENH_OK;
  if (status == ENH_OK && there && jackd)
    enh__device_list_no_defaults (made);
  for (uint32_t i = 0; status == ENH_OK && (row = enh_device_list_get (old, i));
       ++i)
    {
      enh_device_info copy = *row;

      if (there && leads_to_pipewire (row, jackd, cards))
        continue;
      if (there && !jackd)
        copy.default_input = copy.default_output = 0;
      status = enh__device_list_add (made, &copy,
                                     enh__device_list_native (old, row));
    }
  enh_device_list_destroy (old);
  *list = NULL;
  if (status == ENH_OK)
    *list = made;
  else
    enh_device_list_destroy (made);
  return status;
}

/* --- The driver ------------------------------------------------------------------ */

static int
is_dummy (const char *name)
{
  return name
         && strncmp (name, ENH__DUMMY_PREFIX, sizeof ENH__DUMMY_PREFIX - 1u)
              == 0;
}

/* A JACK server of this user and of the name that is meant runs, or ran: it was
   begun on purpose, and holds the card. */
static int
has_jackd (void)
{
  const char *name = getenv ("JACK_DEFAULT_SERVER");
  char path[256];

  (void) snprintf (path, sizeof path, "/dev/shm/jack_%.128s_%u_0",
                   name && *name ? name : "default", (unsigned int) getuid ());
  return access (path, F_OK) == 0;
}

static int
is_jack (const enh__device_snapshot *snapshot)
{
  return strcmp (snapshot->side[ENH_DIRECTION_OUTPUT].backend, "JACK") == 0;
}

enh_status
enh__device_choose (const enh__device_driver **driver, enh__device **device,
                    const enh_live_config *config,
                    enh__device_snapshot *snapshot, enh_error *error)
{
  const int any = !config->input && !config->output;
  enh_status status;

  *driver = is_dummy (config->input) ? &enh__device_dummy
                                     : &enh__device_portaudio;
  if (*driver == &enh__device_dummy || (any && has_jackd ()))
    {
      status = (*driver)->prepare (device, config, snapshot, error);
      if (*driver == &enh__device_dummy
          || (status == ENH_OK && is_jack (snapshot)))
        return status;
      if (*device)
        (void) (*driver)->close (*device);
      *device = NULL;
    }

  *driver = &enh__device_pipewire;
  status = (*driver)->prepare (device, config, snapshot, error);
  if (status != ENH_ERR_NO_DEVICE)
    return status;
  if (*device)
    (void) (*driver)->close (*device);
  *device = NULL;
  *driver = &enh__device_portaudio;
  return (*driver)->prepare (device, config, snapshot, error);
}
