/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

#include "io/device/merge.h"

#include "io/device/pipewire.h"
#include "io/device/pulse.h"

#include <stdlib.h>
#include <string.h>

/* ALSA's number in "… (hw:1,0)", or -1: none of its cards. */
static int
card_of (const char *name)
{
  const char *mark = strstr (name, "(hw:");

  return mark ? atoi (mark + 4) : -1;
}

enh_status
enh__servers_list (enh_device_list *list, enh__servers *found)
{
  uint64_t pulse_cards = 0;
  int there = 0;
  enh_status status = enh__pw_list (list, &there, &found->cards);
  const int any = enh_device_list_get (list, 0) != NULL;

  if (status == ENH_OK)
    status = enh__pulse_list (list, &found->pulse, &pulse_cards);
  found->cards |= pulse_cards;
  /* Some desktops have it for pictures alone. */
  found->pipewire = there && (any || !found->pulse);
  return status;
}

/* Not 0: the row leads to what the servers' rows stand for. */
static int
leads_to_server (const enh_device_info *row, int jackd,
                 const enh__servers *found)
{
  if (strcmp (row->backend, "JACK") == 0)
    return found->pipewire && !jackd;
  if (strcmp (row->backend, "ALSA") != 0)
    return 0;

  const int card = card_of (row->name);
  return card < 0 ? found->pipewire || found->pulse
                  : card < 64 && (found->cards >> card & 1u);
}

enh_status
enh__device_merge (enh_device_list **list, int jackd)
{
  enh_device_list *old = *list;
  enh_device_list *made = enh__device_list_new ();
  const enh_device_info *row;
  enh__servers found = { 0 };
  enh_status status = made ? enh__servers_list (made, &found)
                           : ENH_ERR_NO_MEMORY;
  const int there = found.pipewire || found.pulse;

  /* Where a JACK server is meant, one that hangs beside it is no matter. */
  if (status == ENH_ERR_DEVICE && jackd)
    status = ENH_OK;
  if (status == ENH_OK && there && jackd)
    enh__device_list_no_defaults (made);
  for (uint32_t i = 0; status == ENH_OK && (row = enh_device_list_get (old, i));
       ++i)
    {
      enh_device_info copy = *row;

      if (leads_to_server (row, jackd, &found))
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
