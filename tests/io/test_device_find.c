/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* Which device is meant by a number, a name or a part of one. */

#include "base/text.h"
#include "lib/check.h"

#include "io/device/list.h"
#include "io/server/kind.h"

static enh_device_list *
make_list (void)
{
  static const enh_device_info devices[] = {
    { 0, "HDA Intel: ALC257 (hw:0,0)", "ALSA", 0, 2, 2, 48000.0, 0, 0 },
    { 0, "USB Audio: Headset A", "ALSA", 0, 1, 2, 48000.0, 1, 0 },
    { 0, "USB Audio: Headset B", "ALSA", 0, 1, 2, 44100.0, 0, 1 },
    { 0, "HDMI 0", "ALSA", 0, 0, 8, 48000.0, 0, 0 },
    { 0, "Webcam", "ALSA", 0, 1, 0, 16000.0, 0, 0 },
    { 0, "headset", "ALSA", 0, 1, 2, 48000.0, 0, 0 },
  };
  enh_device_list *list = enh__device_list_new ();

  assert_non_null (list);
  for (size_t i = 0; i < sizeof devices / sizeof *devices; ++i)
    assert_int_equal (enh__device_list_add (list, &devices[i], 100 + (int) i),
                      ENH_OK);
  return list;
}

/* `wanted` is a number in the list, or -1 - status. */
static void
expect (const char *spec, enh_direction direction, int wanted)
{
  enh_device_list *list = make_list ();
  const enh_device_info *found = NULL;
  enh_error error;
  const enh_status status
    = enh_device_list_find (list, spec, direction, &found, &error);

  if (wanted >= 0)
    {
      CHECK_INT (status, ==, ENH_OK, "'%s': %s", spec ? spec : "(default)",
                 error.text);
      CHECK_INT (found->number, ==, wanted, "'%s'", spec ? spec : "(default)");
      CHECK_INT (enh__device_list_native (list, found), ==, 100 + wanted,
                 "native");
      CHECK_INT (error.text[0], ==, 0, "an error's text without an error");
    }
  else
    {
      CHECK_INT (status, ==, -1 - wanted, "'%s'", spec ? spec : "(default)");
      assert_null (found);
      CHECK_INT (strlen (error.text), >, 10, "an error without a text");
      assert_null (strchr (error.text, '\n'));
    }
  enh_device_list_destroy (list);
}

enum {
  MISSING = -1 - (int) ENH_ERR_NO_DEVICE,
  AMBIGUOUS = -1 - (int) ENH_ERR_AMBIGUOUS
};

CHECK_CASE (find_takes_a_number)
{
  expect ("0", ENH_DIRECTION_INPUT, 0);
  expect ("4", ENH_DIRECTION_INPUT, 4);
  expect ("3", ENH_DIRECTION_OUTPUT, 3);
  expect ("6", ENH_DIRECTION_INPUT, MISSING);
  expect ("99999999999999999999", ENH_DIRECTION_INPUT, MISSING);
  expect ("-1", ENH_DIRECTION_INPUT, MISSING);
}

CHECK_CASE (find_takes_a_whole_name_before_a_part)
{
  expect ("headset", ENH_DIRECTION_INPUT, 5);
  expect ("HEADSET", ENH_DIRECTION_OUTPUT, 5);
}

CHECK_CASE (find_takes_a_part_that_only_one_has)
{
  expect ("webcam", ENH_DIRECTION_INPUT, 4);
  expect ("alc257", ENH_DIRECTION_OUTPUT, 0);
  expect ("Headset b", ENH_DIRECTION_OUTPUT, 2);
  expect ("hdmi", ENH_DIRECTION_OUTPUT, 3);
}

CHECK_CASE (find_names_those_that_match_a_part_of_two)
{
  enh_device_list *list = make_list ();
  const enh_device_info *found = NULL;
  enh_error error;

  expect ("usb", ENH_DIRECTION_INPUT, AMBIGUOUS);
  expect ("a", ENH_DIRECTION_INPUT, AMBIGUOUS);
  CHECK_INT (
    enh_device_list_find (list, "usb", ENH_DIRECTION_INPUT, &found, &error), ==,
    ENH_ERR_AMBIGUOUS, "usb");
  assert_non_null (strstr (error.text, "USB Audio: Headset A"));
  assert_non_null (strstr (error.text, "USB Audio: Headset B"));
  enh_device_list_destroy (list);
}

CHECK_CASE (find_refuses_the_side_a_device_lacks)
{
  expect ("3", ENH_DIRECTION_INPUT, MISSING);
  expect ("hdmi", ENH_DIRECTION_INPUT, MISSING);
  expect ("webcam", ENH_DIRECTION_OUTPUT, MISSING);
}

CHECK_CASE (find_refuses_what_is_not_there)
{
  expect ("", ENH_DIRECTION_INPUT, MISSING);
  expect ("piano", ENH_DIRECTION_INPUT, MISSING);
  expect ("USB Audio: Headset A and more", ENH_DIRECTION_INPUT, MISSING);
}

CHECK_CASE (find_takes_the_default_when_none_is_named)
{
  expect (NULL, ENH_DIRECTION_INPUT, 1);
  expect (NULL, ENH_DIRECTION_OUTPUT, 2);
}

CHECK_CASE (find_in_an_empty_list_says_that_there_is_none)
{
  enh_device_list *list = enh__device_list_new ();
  const enh_device_info *found = NULL;
  enh_error error;

  CHECK_INT (
    enh_device_list_find (list, NULL, ENH_DIRECTION_INPUT, &found, &error), ==,
    ENH_ERR_NO_DEVICE, "empty");
  assert_non_null (strstr (error.text, "no audio device"));
  assert_null (enh_device_list_get (list, 0));
  assert_null (enh_device_list_get (NULL, 0));
  enh_device_list_destroy (list);
  enh_device_list_destroy (NULL);
}

CHECK_CASE (find_checks_its_pointers)
{
  enh_device_list *list = make_list ();
  const enh_device_info *found = NULL;

  CHECK_INT (
    enh_device_list_find (NULL, "0", ENH_DIRECTION_INPUT, &found, NULL), ==,
    ENH_ERR_NULL, "list");
  CHECK_INT (enh_device_list_find (list, "0", ENH_DIRECTION_INPUT, NULL, NULL),
             ==, ENH_ERR_NULL, "found");
  enh_device_list_destroy (list);
}

CHECK_CASE (kinds_are_told_from_names)
{
  static const struct {
    const char *name;
    const char *kind;
  } names[] = {
    { "bluez_sink.00_11_22 (Headset)", "bluetooth" },
    { "AirPods Pro", "bluetooth" },
    { "USB Audio Device", "usb" },
    { "USB Speakerphone", "loudspeaker" },
    { "HDA NVidia: HDMI 1", "loudspeaker" },
    { "Headphones", "wired" },
    { "HDA Intel PCH: ALC257 Analog", "unknown" },
    { "system", "unknown" },
    { "", "unknown" },
  };

  for (size_t i = 0; i < sizeof names / sizeof *names; ++i)
    CHECK_STRING (enh_device_kind_name (enh__device_kind_of (names[i].name)),
                  names[i].kind, "%s", names[i].name);
  CHECK_STRING (enh_device_kind_name ((enh_device_kind) 99), "unknown",
                "no kind");
}

/* So JACK and PipeWire get the names of clients, and everybody those of devices. */
CHECK_CASE (names_are_cut_at_a_character_and_obey_nothing)
{
  static const struct {
    const char *text;
    const char *kept; /* in 8 bytes */
  } cases[] = {
    { "Mic", "Mic" },
    { "1234567", "1234567" },
    { "12345678", "1234567" },
    { "123456\xc3\xbc", "123456" },
    { "1234\xe6\x97\xa5", "1234\xe6\x97\xa5" },
    { "12345\xe6\x97\xa5", "12345" },
    { "\033[1m\n", " [1m " },
    { "\xc2\x9b"
      "1m",
      "  1m" },
    { "\xc2\xa0"
      "1m",
      "\xc2\xa0"
      "1m" },
  };

  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i)
    {
      char kept[8];

      enh__text_copy (kept, sizeof kept, cases[i].text);
      CHECK_STRING (kept, cases[i].kept, "case %zu", i);
    }
}

CHECK_CASE (form_factors_are_loud_or_not)
{
  static const struct {
    const char *form;
    int loud[2]; /* without a known socket, and with one */
  } cases[] = {
    { "internal", { 1, 0 } },   { "speaker", { 1, 1 } },
    { "portable", { 1, 1 } },   { "computer", { 1, 1 } },
    { "tv", { 1, 1 } },         { "hifi", { 1, 1 } },
    { "car", { 1, 1 } },        { "handset", { 0, 0 } },
    { "headset", { 0, 0 } },    { "webcam", { 0, 0 } },
    { "hands-free", { 0, 0 } },
  };

  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i)
    for (int port = 0; port < 2; ++port)
      CHECK_INT (enh__form_is_loud (cases[i].form, port), ==,
                 cases[i].loud[port], "%s, %d", cases[i].form, port);
}
