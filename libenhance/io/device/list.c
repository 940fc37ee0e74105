/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* A list of devices, and which of them a name or number means. */

#include "io/device/list.h"

#include "io/server/kind.h"
#include "io/base/error.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Bytes of an error's text for the names that matched. */
#define MATCHES_BYTES 320

typedef struct entry {
  enh_device_info info; /* its strings are owned */
  int native;
} entry;

struct enh_device_list {
  entry *entries;
  uint32_t count;
};

enh_device_list *
enh__device_list_new (void)
{
  return calloc (1, sizeof (enh_device_list));
}

static void
clear_entry (entry *e)
{
  /* Owned since add: the cast takes back what the public type promises. */
  free ((void *) (uintptr_t) e->info.name);
  free ((void *) (uintptr_t) e->info.backend);
}

enh_status
enh__device_list_add (enh_device_list *list, const enh_device_info *device,
                      int native)
{
  entry *grown = realloc (list->entries,
                          (list->count + (size_t) 1) * sizeof *list->entries);
  if (!grown)
    return ENH_ERR_NO_MEMORY;
  list->entries = grown;

  entry *e = &grown[list->count];
  e->info = *device;
  e->info.number = list->count;
  e->info.name = strdup (device->name);
  e->info.backend = strdup (device->backend);
  e->native = native;
  if (!e->info.name || !e->info.backend)
    {
      clear_entry (e);
      return ENH_ERR_NO_MEMORY;
    }
  ++list->count;
  return ENH_OK;
}

int
enh__device_list_native (const enh_device_list *list,
                         const enh_device_info *device)
{
  return list->entries[device->number].native;
}

void
enh__device_list_set_kind (enh_device_list *list, uint32_t number,
                           enh_device_kind kind)
{
  list->entries[number].info.kind = kind;
}

void
enh__device_list_no_defaults (enh_device_list *list)
{
  for (uint32_t i = 0; i < list->count; ++i)
    {
      list->entries[i].info.default_input = 0;
      list->entries[i].info.default_output = 0;
    }
}

void
enh__device_list_drop (enh_device_list *list, uint32_t number)
{
  clear_entry (&list->entries[number]);
  --list->count;
  for (uint32_t i = number; i < list->count; ++i)
    {
      list->entries[i] = list->entries[i + 1u];
      list->entries[i].info.number = i;
    }
}

void
enh_device_list_destroy (enh_device_list *list)
{
  if (!list)
    return;
  for (uint32_t i = 0; i < list->count; ++i)
    clear_entry (&list->entries[i]);
  free (list->entries);
  free (list);
}

const enh_device_info *
enh_device_list_get (const enh_device_list *list, uint32_t number)
{
  return list && number < list->count ? &list->entries[number].info : NULL;
}

static int
has_side (const enh_device_info *device, enh_direction direction)
{
  return (direction == ENH_DIRECTION_INPUT ? device->inputs : device->outputs)
         > 0;
}

static const char *
side_name (enh_direction direction)
{
  return direction == ENH_DIRECTION_INPUT ? "input" : "output";
}

static enh_status
find_default (const enh_device_list *list, enh_direction direction,
              const enh_device_info **found, enh_error *error)
{
  const enh_device_info *first = NULL;

  for (uint32_t i = 0; i < list->count; ++i)
    {
      const enh_device_info *device = &list->entries[i].info;

      if (!has_side (device, direction))
        continue;
      if (direction == ENH_DIRECTION_INPUT ? device->default_input
                                           : device->default_output)
        {
          *found = device;
          return ENH_OK;
        }
      if (!first)
        first = device;
    }
  *found = first;
  if (first)
    return ENH_OK;
  if (list->count == 0)
    return enh__fail (error, ENH_ERR_NO_DEVICE,
                      "no audio device was found; plug in a headset or start "
                      "a sound server, then try again");
  return enh__fail (error, ENH_ERR_NO_DEVICE,
                    "no audio device with an %s was found; plug one in, then "
                    "try again",
                    side_name (direction));
}

/* The number that `spec` consists of, or UINT32_MAX. */
static uint32_t
number_of (const char *spec)
{
  uint32_t number = 0;

  if (*spec == '\0')
    return UINT32_MAX;
  for (; *spec; ++spec)
    {
      if (*spec < '0' || *spec > '9' || number > 100000u)
        return UINT32_MAX;
      number = number * 10u + (uint32_t) (*spec - '0');
    }
  return number;
}

/* Count the devices that match by `how` and have the side; the first goes to
   *found, all their names to `names`. */
static unsigned int
match (const enh_device_list *list, const char *spec,
       int (*how) (const char *, const char *), enh_direction direction,
       const enh_device_info **found, char *names)
{
  unsigned int count = 0;
  size_t used = 0;

  names[0] = '\0';
  for (uint32_t i = 0; i < list->count; ++i)
    {
      const enh_device_info *device = &list->entries[i].info;

      if (!has_side (device, direction) || !how (device->name, spec))
        continue;
      if (count++ == 0)
        *found = device;
      const int length = snprintf (names + used, MATCHES_BYTES - used,
                                   "%s%u '%s'", used ? ", " : "",
                                   (unsigned int) i, device->name);
      if (length > 0 && (size_t) length < MATCHES_BYTES - used)
        used += (size_t) length;
      else
        names[used] = '\0';
    }
  return count;
}

static enh_status
find_named (const enh_device_list *list, const char *spec,
            enh_direction direction, const enh_device_info **found,
            enh_error *error)
{
  char names[MATCHES_BYTES];
  unsigned int count
    = match (list, spec, enh__name_equals, direction, found, names);

  if (count == 0)
    count = match (list, spec, enh__name_contains, direction, found, names);
  if (count == 1)
    return ENH_OK;
  *found = NULL;
  if (count > 1)
    return enh__fail (error, ENH_ERR_AMBIGUOUS,
                      "%s device '%.80s' matches %u: %s; give the number or "
                      "more of the name",
                      side_name (direction), spec, count, names);

  const enh_direction other = direction == ENH_DIRECTION_INPUT
                                ? ENH_DIRECTION_OUTPUT
                                : ENH_DIRECTION_INPUT;
  const int on_other_side
    = match (list, spec, enh__name_contains, other, found, names) > 0;
  *found = NULL;
  if (on_other_side)
    return enh__fail (error, ENH_ERR_NO_DEVICE,
                      "%s device '%.200s': it has no %s", side_name (direction),
                      spec, side_name (direction));
  return enh__fail (error, ENH_ERR_NO_DEVICE,
                    "%s device '%.200s': there is no such device; `enhance "
                    "devices` lists what there is",
                    side_name (direction), spec);
}

enh_status
enh_device_list_find (const enh_device_list *list, const char *spec,
                      enh_direction direction, const enh_device_info **found,
                      enh_error *error)
{
  enh__error_clear (error);
  if (found)
    *found = NULL;
  if (!list || !found)
    return enh__fail (error, ENH_ERR_NULL, "%s", enh_strerror (ENH_ERR_NULL));
  if (!spec)
    return find_default (list, direction, found, error);
  if (*spec == '\0')
    return enh__fail (error, ENH_ERR_NO_DEVICE,
                      "%s device '': a name or number is needed",
                      side_name (direction));

  const enh_device_info *numbered
    = enh_device_list_get (list, number_of (spec));
  if (numbered && has_side (numbered, direction))
    {
      *found = numbered;
      return ENH_OK;
    }
  if (numbered)
    return enh__fail (
      error, ENH_ERR_NO_DEVICE, "%s device %s ('%.200s') has no %s",
      side_name (direction), spec, numbered->name, side_name (direction));
  return find_named (list, spec, direction, found, error);
}
