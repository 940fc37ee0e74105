/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What the name of a device tells. */

#include "io/server/kind.h"

#include <stddef.h>
#include <string.h>

static char
lower (char c)
{
  return c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c;
}

static int
starts_with (const char *text, const char *start)
{
  while (*start && lower (*text) == lower (*start))
    {
      ++text;
      ++start;
    }
  return *start == '\0';
}

int
enh__name_contains (const char *text, const char *part)
{
  for (; *text; ++text)
    if (starts_with (text, part))
      return 1;
  return *part == '\0';
}

int
enh__name_equals (const char *a, const char *b)
{
  return strlen (a) == strlen (b) && starts_with (a, b);
}

enh_device_kind
enh__device_kind_of (const char *name)
{
  /* First match wins: a Bluetooth headset is Bluetooth, a loudspeaker at USB
     would howl all the same. */
  static const struct {
    const char *part;
    enh_device_kind kind;
  } parts[] = {
    { "bluez", ENH_DEVICE_BLUETOOTH },
    { "bluetooth", ENH_DEVICE_BLUETOOTH },
    { "bluealsa", ENH_DEVICE_BLUETOOTH },
    { "a2dp", ENH_DEVICE_BLUETOOTH },
    { "hands-free", ENH_DEVICE_BLUETOOTH },
    { "airpods", ENH_DEVICE_BLUETOOTH },
    { "speaker", ENH_DEVICE_LOUDSPEAKER },
    { "hdmi", ENH_DEVICE_LOUDSPEAKER },
    { "displayport", ENH_DEVICE_LOUDSPEAKER },
    { "usb", ENH_DEVICE_USB },
    { "headphone", ENH_DEVICE_WIRED },
    { "headset", ENH_DEVICE_WIRED },
    { "earphone", ENH_DEVICE_WIRED },
  };

  for (size_t i = 0; name && i < sizeof parts / sizeof *parts; ++i)
    if (enh__name_contains (name, parts[i].part))
      return parts[i].kind;
  return ENH_DEVICE_UNKNOWN;
}

int
enh__form_is_loud (const char *form, int has_port)
{
  static const char *const loud[]
    = { "speaker", "portable", "tv", "hifi", "car", "computer" };

  for (size_t i = 0; i < sizeof loud / sizeof *loud; ++i)
    if (strcmp (form, loud[i]) == 0)
      return 1;
  return strcmp (form, "internal") == 0 && !has_port;
}

const char *
enh_device_kind_name (enh_device_kind kind)
{
  switch (kind)
    {
    case ENH_DEVICE_WIRED:
      return "wired";
    case ENH_DEVICE_USB:
      return "usb";
    case ENH_DEVICE_BLUETOOTH:
      return "bluetooth";
    case ENH_DEVICE_LOUDSPEAKER:
      return "loudspeaker";
    case ENH_DEVICE_UNKNOWN:
    default:
      return "unknown";
    }
}

int
enh__device_is_plumbing (const char *name)
{
  static const char *const starts[]
    = { "null",      "lavrate",  "samplerate", "speex", "upmix",
        "vdownmix",  "jack",     "oss",        "dmix",  "dsnoop",
        "front",     "rear",     "center_lfe", "side",  "surround",
        "iec958",    "spdif",    "sysdefault", "a52",   "modem",
        "phoneline", "usbstream" };

  for (size_t i = 0; i < sizeof starts / sizeof *starts; ++i)
    if (starts_with (name, starts[i]))
      return 1;
  return 0;
}
