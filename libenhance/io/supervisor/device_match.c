/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "io/supervisor/device_match.h"

#include "io/supervisor/child_event.h"

#include <string.h>

/* Where PortAudio begins to tell of an ALSA card's number. */
static const char card_mark[] = " (hw:";

int
enh__device_known (const enh_supervisor_device *device)
{
  return device->name[0] != '\0' && strcmp (device->backend, "unknown") != 0;
}

static int
has_side (const enh_device_info *row, enh_direction direction)
{
  return (direction == ENH_DIRECTION_INPUT ? row->inputs : row->outputs) > 0;
}

/* Length of a name without its card's number. */
static size_t
stem (const char *name)
{
  const char *mark = strstr (name, card_mark);

  return mark ? (size_t) (mark - name) : strlen (name);
}

const enh_device_info *
enh__device_again (const enh_device_list *list,
                   const enh_supervisor_device *device, enh_direction direction)
{
  const enh_device_info *row, *alike = NULL;

  for (uint32_t i = 0; (row = enh_device_list_get (list, i)); ++i)
    {
      if (!has_side (row, direction)
          || strcmp (row->backend, device->backend) != 0)
        continue;
      if (strcmp (row->name, device->name) == 0)
        return row;

      const size_t length = stem (device->name);
      if (!alike && length == stem (row->name) && strstr (row->name, card_mark)
          && strstr (device->name, card_mark)
          && strncmp (row->name, device->name, length) == 0)
        alike = row;
    }
  return alike;
}

int
enh__device_leads_on (const enh_supervisor_device *device)
{
  return strcmp (device->backend, "ALSA") == 0
         && !strstr (device->name, card_mark);
}

static int
is_of_server (const char *backend, const char *name)
{
  /* ALSA's plugins lead to PulseAudio or PipeWire; cards are in no server. */
  return strcmp (backend, "JACK") == 0 || strcmp (backend, "PipeWire") == 0
         || strcmp (backend, "PulseAudio") == 0
         || (strcmp (backend, "ALSA") == 0 && !strstr (name, card_mark));
}

int
enh__device_server_gone (const enh_device_list *list,
                         const enh_supervisor_device *device)
{
  const enh_device_info *row;

  if (!is_of_server (device->backend, device->name))
    return 0;
  for (uint32_t i = 0; (row = enh_device_list_get (list, i)); ++i)
    if (strcmp (row->backend, device->backend) == 0
        && is_of_server (row->backend, row->name))
      return 0;
  return 1;
}

int
enh__device_listed_in_use (const enh_supervisor_device *device)
{
  return strcmp (device->backend, "JACK") == 0
         || strcmp (device->backend, "PipeWire") == 0
         || strcmp (device->backend, "PulseAudio") == 0;
}

const enh_device_info *
enh__device_offer (const enh_device_list *list,
                   const enh_supervisor_device *device, enh_direction direction)
{
  const enh_device_info *row, *offer = NULL;

  for (uint32_t i = 0; (row = enh_device_list_get (list, i)); ++i)
    {
      if (!has_side (row, direction)
          || (direction == ENH_DIRECTION_OUTPUT
              && row->kind == ENH_DEVICE_LOUDSPEAKER)
          || (enh__device_known (device)
              && (strcmp (row->backend, device->backend) != 0
                  || strcmp (row->name, device->name) == 0)))
        continue;
      if (direction == ENH_DIRECTION_INPUT ? row->default_input
                                           : row->default_output)
        return row;
      if (!offer)
        offer = row;
    }
  return offer;
}

void
enh__device_copy (enh_supervisor_device *to, const enh_device_info *from)
{
  enh__text_copy (to->name, sizeof to->name, from->name);
  enh__text_copy (to->backend, sizeof to->backend, from->backend);
  to->kind = from->kind;
}
