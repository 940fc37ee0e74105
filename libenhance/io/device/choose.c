/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Which sound system is used. */

#include "io/device/choose.h"

#include "io/base/error.h"
#include "io/device/merge.h"
#include "io/device/pipewire.h"
#include "io/device/pulse.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

/* A number is a row of the list of all, which begins with the servers' rows: as
   their name it means the same to each driver. */
static void
name_of_number (const char **spec, char *name, size_t room,
                const enh_device_list *list)
{
  const enh_device_info *row;
  char *end = NULL;

  if (!*spec || **spec < '0' || **spec > '9')
    return;
  const unsigned long number = strtoul (*spec, &end, 10);
  if (*end || number > 10000u
      || !(row = enh_device_list_get (list, (uint32_t) number)))
    return;
  (void) snprintf (name, room, "%s", row->name);
  *spec = name;
}

static void
name_numbers (enh_live_config *config, char names[2][ENH__DEVICE_NAME_BYTES])
{
  enh_device_list *list = enh__device_list_new ();
  enh__servers found = { 0 };

  if (list && enh__servers_list (list, &found) == ENH_OK)
    {
      name_of_number (&config->input, names[0], ENH__DEVICE_NAME_BYTES, list);
      name_of_number (&config->output, names[1], ENH__DEVICE_NAME_BYTES, list);
    }
  enh_device_list_destroy (list);
}

static int
is_number (const char *spec)
{
  return spec && *spec && spec[strspn (spec, "0123456789")] == '\0';
}

/* Prepare by one driver; not 0: that decides it. */
static int
try (const enh__device_driver *driver, const enh__device_driver **chosen,
     enh__device **device, const enh_live_config *config,
     enh__device_snapshot *snapshot, enh_status *status, enh_error *error)
{
  *chosen = driver;
  *status = driver->prepare (device, config, snapshot, error);
  return *status != ENH_ERR_NO_DEVICE;
}

static void
close_device (const enh__device_driver *driver, enh__device **device)
{
  if (*device)
    (void) driver->close (*device);
  *device = NULL;
}

enh_status
enh__device_choose (const enh__device_driver **driver, enh__device **device,
                    const enh_live_config *config,
                    enh__device_snapshot *snapshot, enh_error *error)
{
  char names[2][ENH__DEVICE_NAME_BYTES];
  enh_live_config named = *config;
  enh_status status;

  *device = NULL;
  if (is_dummy (config->input))
    {
      (void) try (&enh__device_dummy, driver, device, config, snapshot, &status,
                  error);
      return status;
    }
  if (!config->input && !config->output && has_jackd ())
    {
      if (try (&enh__device_portaudio, driver, device, config, snapshot,
               &status, error)
          && status == ENH_OK && is_jack (snapshot))
        return status;
      close_device (*driver, device);
    }

  if (is_number (config->input) || is_number (config->output))
    name_numbers (&named, names);
  if (try (&enh__device_pipewire, driver, device, &named, snapshot, &status,
           error))
    return status;
  close_device (*driver, device);
  if (try (&enh__device_pulse, driver, device, &named, snapshot, &status,
           error))
    return status;
  close_device (*driver, device);
  (void) try (&enh__device_portaudio, driver, device, config, snapshot, &status,
              error);
  return status;
}
