/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* NULL harms no call of libenhance-io: what the headers say of it. */

#include "lib/check.h"
#include "lib/scratch.h"

#include <enhance/file.h>
#include <enhance/live.h>
#include <enhance/supervisor.h>

CHECK_CASE (null_harms_no_call_of_devices)
{
  enh_device_list *list = NULL;
  const enh_device_info *found;
  enh_device_target target;

  CHECK_INT (enh_device_list_create (NULL, NULL), ==, ENH_ERR_NULL, "create");
  enh_device_list_destroy (NULL);
  CHECK (!enh_device_list_get (NULL, 0), "get");
  CHECK_INT (
    enh_device_list_find (NULL, NULL, ENH_DIRECTION_INPUT, &found, NULL), ==,
    ENH_ERR_NULL, "find in no list");
  CHECK_INT (enh_device_list_find (list, NULL, ENH_DIRECTION_INPUT, NULL, NULL),
             ==, ENH_ERR_NULL, "find into nothing");
  CHECK_INT (enh_device_find_targets (0, NULL, &target, NULL), ==, ENH_ERR_NULL,
             "targets");
  CHECK_INT (enh_device_find_targets (0, &target, NULL, NULL), ==, ENH_ERR_NULL,
             "targets");
  CHECK_STRING (enh_device_kind_name ((enh_device_kind) 99), "unknown", "kind");
}

CHECK_CASE_IN_SCRATCH (null_harms_no_call_of_files)
{
  const enh_file_info info = { 48000.0, 1, 0, 0 };
  enh_file *file = NULL;
  uint32_t read;
  float samples[4] = { 0.0f };
  float *const to[1] = { samples };
  const float *const from[1] = { samples };

  CHECK_INT (enh_file_open (NULL, "x.wav", NULL), ==, ENH_ERR_NULL, "open");
  CHECK_INT (enh_file_open (&file, NULL, NULL), ==, ENH_ERR_NULL, "open");
  CHECK_INT (enh_file_open_with (NULL, "x.wav", 0, NULL), ==, ENH_ERR_NULL,
             "open_with");
  CHECK_INT (enh_file_open_with (&file, NULL, 0, NULL), ==, ENH_ERR_NULL,
             "open_with");
  CHECK_INT (enh_file_create (NULL, "x.wav", &info, ENH_FILE_FLOAT, NULL), ==,
             ENH_ERR_NULL, "create");
  CHECK_INT (enh_file_create (&file, NULL, &info, ENH_FILE_FLOAT, NULL), ==,
             ENH_ERR_NULL, "create");
  CHECK_INT (enh_file_create (&file, "x.wav", NULL, ENH_FILE_FLOAT, NULL), ==,
             ENH_ERR_NULL, "create");
  CHECK (!enh_file_describe (NULL), "describe");
  CHECK (!enh_file_note (NULL), "note");
  CHECK_INT (enh_file_read (NULL, to, 4, &read, NULL), ==, ENH_ERR_NULL,
             "read");
  CHECK_INT (enh_file_write (NULL, from, 4, NULL), ==, ENH_ERR_NULL, "write");
  CHECK_INT (enh_file_commit (NULL, NULL), ==, ENH_ERR_NULL, "commit");
  CHECK_INT (enh_file_copy_tags (NULL, NULL), ==, ENH_ERR_NULL, "copy_tags");
  enh_file_close (NULL);

  CHECK_INT (enh_file_create (&file, scratch_path ("x.wav"), &info,
                              ENH_FILE_FLOAT, NULL),
             ==, ENH_OK, "create");
  CHECK_INT (enh_file_write (file, NULL, 4, NULL), ==, ENH_ERR_NULL,
             "write nothing");
  CHECK_INT (enh_file_copy_tags (file, NULL), ==, ENH_ERR_NULL, "copy_tags");
  CHECK_INT (enh_file_write (file, from, 4, NULL), ==, ENH_OK, "write");
  CHECK_INT (enh_file_commit (file, NULL), ==, ENH_OK, "commit");
  enh_file_close (file);
  CHECK_INT (enh_file_open (&file, scratch_path ("x.wav"), NULL), ==, ENH_OK,
             "open");
  CHECK_INT (enh_file_read (file, NULL, 4, &read, NULL), ==, ENH_ERR_NULL,
             "read into nothing");
  CHECK_INT (enh_file_read (file, to, 4, NULL, NULL), ==, ENH_ERR_NULL,
             "no count");
  enh_file_close (file);
}

CHECK_CASE (null_harms_no_call_of_the_engine)
{
  enh_live_config config = ENH_LIVE_CONFIG_INIT;
  enh_live_status status = ENH_LIVE_STATUS_INIT;
  enh_live_delay delay = ENH_LIVE_DELAY_INIT;
  enh_live *live = NULL;
  double ms;

  CHECK_INT (enh_live_create (NULL, &config, NULL), ==, ENH_ERR_NULL, "create");
  CHECK_INT (enh_live_create (&live, NULL, NULL), ==, ENH_ERR_NULL, "create");
  enh_live_destroy (NULL);
  CHECK (!enh_live_chain (NULL), "chain");
  CHECK (!enh_live_device (NULL, ENH_DIRECTION_INPUT), "device");
  CHECK_INT (enh_live_start (NULL, NULL), ==, ENH_ERR_NULL, "start");
  CHECK_INT (enh_live_stop (NULL, NULL), ==, ENH_ERR_NULL, "stop");
  enh_live_get_status (NULL, &status);
  CHECK_INT (enh_live_measure_begin (NULL, NULL), ==, ENH_ERR_NULL, "begin");
  CHECK_INT (enh_live_measure_poll (NULL, &delay), ==, ENH_MEASURE_NONE,
             "poll");
  CHECK_INT (enh_live_measure_delay (NULL, &ms, NULL, NULL), ==, ENH_ERR_NULL,
             "measure");
  enh_live_measure_cancel (NULL);
  CHECK_INT (enh_live_play_tone (NULL, 0, NULL), ==, ENH_ERR_NULL, "tone");

  config.input = "dummy:";
  config.output = "dummy:";
  CHECK_INT (enh_live_create (&live, &config, NULL), ==, ENH_OK, "create");
  enh_live_get_status (live, NULL);
  CHECK_INT (enh_live_measure_poll (live, NULL), ==, ENH_MEASURE_NONE, "poll");
  CHECK_INT (enh_live_measure_delay (live, NULL, NULL, NULL), ==, ENH_ERR_NULL,
             "measure into nothing");
  enh_live_destroy (live);
}

CHECK_CASE (null_harms_no_call_of_the_supervisor)
{
  enh_supervisor_config config = ENH_SUPERVISOR_CONFIG_INIT;
  enh_supervisor_event event = ENH_SUPERVISOR_EVENT_INIT;
  enh_supervisor *supervisor = NULL;
  enh_device_list *list;

  CHECK_INT (enh_supervisor_create (NULL, &config, NULL), ==, ENH_ERR_NULL,
             "create");
  CHECK_INT (enh_supervisor_create (&supervisor, NULL, NULL), ==, ENH_ERR_NULL,
             "create");
  enh_supervisor_destroy (NULL);
  CHECK_INT (enh_supervisor_start (NULL), ==, ENH_ERR_NULL, "start");
  CHECK_INT (enh_supervisor_stop (NULL), ==, ENH_ERR_NULL, "stop");
  CHECK_INT (enh_supervisor_resume (NULL), ==, ENH_ERR_NULL, "resume");
  CHECK_INT (enh_supervisor_set (NULL, 0, 0.0f), ==, ENH_ERR_NULL, "set");
  CHECK_REAL (enh_supervisor_get (NULL, 0), ==, 0.0, "get");
  CHECK_INT (enh_supervisor_set_audiogram (NULL, "N3", NULL), ==, ENH_ERR_NULL,
             "audiogram");
  CHECK_INT (enh_supervisor_mute (NULL, 1), ==, ENH_ERR_NULL, "mute");
  CHECK_INT (enh_supervisor_set_dose (NULL, 0.0f), ==, ENH_ERR_NULL, "dose");
  CHECK_INT (enh_supervisor_choose_devices (NULL, NULL, NULL, 0), ==,
             ENH_ERR_NULL, "devices");
  CHECK_INT (enh_supervisor_measure_delay (NULL), ==, ENH_ERR_NULL, "delay");
  CHECK_INT (enh_supervisor_play_tone (NULL, 0), ==, ENH_ERR_NULL, "tone");
  CHECK_INT (enh_supervisor_look (NULL), ==, ENH_ERR_NULL, "look");
  CHECK_INT (enh_supervisor_devices (NULL, &list), ==, ENH_ERR_NULL, "devices");
  CHECK_INT (enh_supervisor_next (NULL, &event, 0), ==, 0, "next");
  CHECK_INT (enh_supervisor_get_state (NULL), ==, ENH_SUPERVISOR_STOPPED,
             "state");

  config.program = "/bin/sh";
  CHECK_INT (enh_supervisor_create (&supervisor, &config, NULL), ==, ENH_OK,
             "create");
  CHECK_INT (enh_supervisor_next (supervisor, NULL, 0), ==, 0, "no event");
  CHECK_INT (enh_supervisor_devices (supervisor, NULL), ==, ENH_ERR_NULL,
             "no list");
  enh_supervisor_destroy (supervisor);
}
