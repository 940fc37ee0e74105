/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The supervisor with real processes: tests/io/fake_enhance, which has faults on
   demand. Every wait ends as soon as what it waits for is there.
   Longer than 500 lines: all cases share the stand-in, its log and the waits. */

#include "lib/check.h"

#include "base/clock.h"
#include "io/supervisor/process.h"
#include "lib/scratch.h"

#include <enhance/supervisor.h>

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/stat.h>
#include <sys/wait.h>

#define OK(call) assert_int_equal (call, ENH_OK)

/* Bounds a hang; what is waited for ends the wait. */
enum { PATIENCE_MS = 120000 };

static const char devices[]
  = "[{\"name\":\"Mic\",\"backend\":\"JACK\",\"kind\":\"usb\",\"inputs\":1,"
    "\"outputs\":0},{\"name\":\"Ear\",\"backend\":\"JACK\",\"kind\":\"wired\","
    "\"inputs\":0,\"outputs\":2}]";
static const char devices_without_ear[]
  = "[{\"name\":\"Mic\",\"backend\":\"JACK\",\"kind\":\"usb\",\"inputs\":1,"
    "\"outputs\":0},{\"name\":\"Speakers\",\"backend\":\"JACK\",\"kind\":"
    "\"loudspeaker\",\"inputs\":0,\"outputs\":2}]";

/* Of the case; what it leaves, teardown ends. */
static enh_supervisor *supervisor;

static void
put (const char *name, const char *text)
{
  char moved[64];
  snprintf (moved, sizeof moved, "%s.new", name);
  char from[1024];

  /* At once: the stand-in may be reading. */
  snprintf (from, sizeof from, "%s", scratch_path (moved));
  scratch_put (from, text, strlen (text));
  assert_int_equal (rename (from, scratch_path (name)), 0);
}

/* Whether the log of the stand-ins holds a text. */
static int
logged (const char *text)
{
  FILE *file = fopen (scratch_path ("log"), "r");
  static char all[200000];
  size_t count;

  if (!file)
    return 0;
  count = fread (all, 1, sizeof all - 1, file);
  all[count] = '\0';
  fclose (file);
  return strstr (all, text) != NULL;
}

static void
wait_logged (const char *text)
{
  for (int ms = 0; ms < PATIENCE_MS && !logged (text); ms += 10)
    enh__sleep_ms (10);
  CHECK (logged (text), "the process was told or given '%s'", text);
}

static int
setup (void **state)
{
  if (scratch_setup (state))
    return -1;
  setenv ("FAKE_ENHANCE", scratch_path ("."), 1);
  put ("devices", devices);
  put ("mode", "ok");
  return 0;
}

static void
make_notifying (void (*notify) (void *))
{
  enh_supervisor_config config = ENH_SUPERVISOR_CONFIG_INIT;
  char fake_path[4096];
  enh_error error;

  snprintf (fake_path, sizeof fake_path, "%s/tests/io/fake_enhance",
            CHECK_BUILD_FOLDER);
  config.program = fake_path;
  config.notify = notify;
  OK (enh_supervisor_create (&supervisor, &config, &error));
}

static void
make (void)
{
  make_notifying (NULL);
}

/* The next event of a kind, or of a state; what comes before is skipped. */
static enh_supervisor_event
await (enh_supervisor_kind kind, int state)
{
  enh_supervisor_event event = ENH_SUPERVISOR_EVENT_INIT;
  const uint64_t until_ns
    = enh__clock_ns () + (uint64_t) PATIENCE_MS * 1000000u;

  while (enh__clock_ns () < until_ns)
    if (enh_supervisor_next (supervisor, &event, 1000) && event.kind == kind
        && (state < 0 || (int) event.state == state))
      return event;
  CHECK_FAIL ("no event of kind %d and state %d", (int) kind, state);
  return event;
}

static enh_supervisor_event
await_state (enh_supervisor_state state)
{
  return await (ENH_EVENT_STATE, (int) state);
}

/* A machine that stands still for seconds leads to the same state for another
   reason; the fault that is tried comes after it. */
static enh_supervisor_event
await_reason (enh_supervisor_state state, enh_supervisor_reason reason)
{
  for (int i = 0; i < 20; ++i)
    {
      const enh_supervisor_event event = await_state (state);

      if (event.reason == reason)
        return event;
    }
  CHECK_FAIL ("state %d never for reason %d", (int) state, (int) reason);
  return (enh_supervisor_event) ENH_SUPERVISOR_EVENT_INIT;
}

static void
make_listening (void)
{
  make ();
  OK (enh_supervisor_start (supervisor));
  (void) await_state (ENH_SUPERVISOR_LISTENING);
}

/* How many descriptors are open. */
static int
descriptors (void)
{
  DIR *folder = opendir ("/proc/self/fd");
  int count = 0;

  if (!folder)
    return -1;
  while (readdir (folder))
    ++count;
  closedir (folder);
  return count;
}

/* A killed process may take its time to end on a machine that stands still; one
   that has ended was waited for. */
static void
no_child_left (void)
{
  pid_t found = waitpid (-1, NULL, WNOHANG);

  CHECK_INT (found, <=, 0, "a zombie");
  for (int ms = 0; ms < PATIENCE_MS && found >= 0; ms += 10)
    {
      enh__sleep_ms (10);
      found = waitpid (-1, NULL, WNOHANG);
    }
  CHECK_INT (found, ==, -1, "a process that was not ended");
  CHECK_INT (errno, ==, ECHILD, "no process");
}

static int
teardown (void **state)
{
  enh_supervisor_destroy (supervisor);
  supervisor = NULL;
  no_child_left ();
  return scratch_teardown (state);
}

#define SUPERVISED_CASE(name) CHECK_CASE_WITH (name, setup, teardown, NULL)

/* --- Cases ------------------------------------------------------------------ */

SUPERVISED_CASE (it_starts_and_stops)
{
  enh_supervisor_event event;

  make ();
  CHECK_INT (enh_supervisor_get_state (supervisor), ==, ENH_SUPERVISOR_STOPPED,
             "at first");
  OK (enh_supervisor_start (supervisor));
  (void) await_state (ENH_SUPERVISOR_STARTING);
  event = await_state (ENH_SUPERVISOR_LISTENING);
  CHECK_STRING (event.input.name, "Mic", "microphone");
  CHECK_STRING (event.output.name, "Ear", "headset");
  CHECK_INT (event.session, ==, 1, "session");
  event = await (ENH_EVENT_STATUS, -1);
  CHECK_REAL (event.status.delay_ms, ==, 9.5, "delay");
  CHECK_REAL (event.status.sample_rate, ==, 48000.0, "rate");
  OK (enh_supervisor_stop (supervisor));
  (void) await_state (ENH_SUPERVISOR_STOPPED);
  CHECK (logged ("bye"), "ended in good order");
}

SUPERVISED_CASE (settings_are_kept_from_process_to_process)
{
  const enh_param volume = enh_param_by_name ("volume");

  make ();
  OK (enh_supervisor_set (supervisor, volume, 6.5f));
  OK (enh_supervisor_set_dose (supervisor, 3.0f));
  OK (enh_supervisor_set_audiogram (supervisor, "N2", NULL));
  OK (enh_supervisor_start (supervisor));
  (void) await_state (ENH_SUPERVISOR_LISTENING);
  CHECK (logged ("--set=volume=6.5"), "a parameter");
  CHECK (logged ("--audiogram=N2"), "the fitting");
  CHECK (logged ("--dose=3"), "the dose");

  OK (enh_supervisor_set (supervisor, volume, -2.25f));
  wait_logged ("set volume -2.25\n");
  OK (enh_supervisor_set_audiogram (supervisor, "N3", NULL));
  wait_logged ("audiogram N3\n");
  OK (enh_supervisor_mute (supervisor, 1));
  wait_logged ("mute on\n");
  (void) await (ENH_EVENT_STATUS, -1);

  put ("log", "");
  put ("mode", "die");
  (void) await_state (ENH_SUPERVISOR_RECOVERING);
  put ("mode", "ok");
  (void) await_state (ENH_SUPERVISOR_LISTENING);
  wait_logged ("mute on\n");
  CHECK (logged ("--set=volume=-2.25"), "the newest parameter");
  CHECK (logged ("--audiogram=N3"), "the newest fitting");
  CHECK (logged ("--dose=12.25"), "the dose of the meters");
  CHECK_REAL (enh_supervisor_get (supervisor, volume), ==, -2.25, "kept");
}

/* What was muted in a fright is not heard in its last moment. */
SUPERVISED_CASE (what_is_muted_ends_muted)
{
  make_listening ();
  OK (enh_supervisor_mute (supervisor, 1));
  wait_logged ("mute on\n");
  OK (enh_supervisor_stop (supervisor));
  OK (enh_supervisor_mute (supervisor, 0));
  (void) await_state (ENH_SUPERVISOR_STOPPED);
  CHECK (logged ("quit\n"), "it was told to end");
  CHECK (!logged ("mute off"), "and nothing before");
}

SUPERVISED_CASE (wrong_values_are_refused)
{
  const enh_param volume = enh_param_by_name ("volume");
  enh_error error;

  make ();
  CHECK_INT (enh_supervisor_set (supervisor, volume, 31.0f), ==, ENH_ERR_RANGE,
             "too much");
  CHECK_INT (enh_supervisor_set (supervisor, volume, NAN), ==, ENH_ERR_RANGE,
             "no number");
  CHECK_INT (
    enh_supervisor_set (supervisor, enh_param_by_name ("bypass"), 0.5f), ==,
    ENH_ERR_RANGE, "a switch");
  CHECK_INT (enh_supervisor_set (supervisor, 1000, 0.0f), ==, ENH_ERR_PARAM,
             "no such parameter");
  CHECK_INT (enh_supervisor_set_audiogram (supervisor, "N9", &error), ==,
             ENH_ERR_AUDIOGRAM, "no such audiogram");
  CHECK_INT (enh_supervisor_set_dose (supervisor, -1.0f), ==, ENH_ERR_RANGE,
             "a dose below nothing");
  CHECK_INT (enh_supervisor_play_tone (supervisor, 0), ==, ENH_ERR_STATE,
             "not listening");
  CHECK_INT (enh_supervisor_measure_delay (supervisor), ==, ENH_ERR_STATE,
             "nothing to measure");
  CHECK_INT (enh_supervisor_start (NULL), ==, ENH_ERR_NULL, "no supervisor");
  CHECK_INT (enh_supervisor_next (NULL, NULL, 0), ==, 0, "no supervisor");
  enh_supervisor_destroy (NULL);
}

SUPERVISED_CASE (a_missing_program_is_refused)
{
  enh_supervisor_config config = ENH_SUPERVISOR_CONFIG_INIT;
  enh_error error = { "" };

  config.program = scratch_path ("nothing");
  CHECK_INT (enh_supervisor_create (&supervisor, &config, &error), ==,
             ENH_ERR_OPEN, "nothing is there");
  CHECK (!supervisor, "made all the same");
  CHECK (strstr (error.text, "nothing") != NULL, "%s", error.text);
  put ("text", "not for running");
  config.program = scratch_path ("text");
  CHECK_INT (enh_supervisor_create (&supervisor, &config, &error), ==,
             ENH_ERR_OPEN, "a text");
}

/* As `enhance live` refuses them. */
SUPERVISED_CASE (what_the_process_refuses_is_refused)
{
  static const struct {
    const char *what;
    double rate;
    uint32_t period, inputs, outputs;
    const char *client;
    float dose;
    enh_status status;
  } cases[] = {
    { "7999 Hz", 7999.0, 0, 1, 2, NULL, 0.0f, ENH_ERR_CONFIG },
    { "192001 Hz", 192001.0, 0, 1, 2, NULL, 0.0f, ENH_ERR_CONFIG },
    { "no number of Hz", (double) NAN, 0, 1, 2, NULL, 0.0f, ENH_ERR_CONFIG },
    { "15 frames", 0.0, 15, 1, 2, NULL, 0.0f, ENH_ERR_CONFIG },
    { "8193 frames", 0.0, 8193, 1, 2, NULL, 0.0f, ENH_ERR_CONFIG },
    { "2 to 1", 0.0, 0, 2, 1, NULL, 0.0f, ENH_ERR_CONFIG },
    { "3 inputs", 0.0, 0, 3, 2, NULL, 0.0f, ENH_ERR_CONFIG },
    { "no name", 0.0, 0, 1, 2, "", 0.0f, ENH_ERR_CONFIG },
    { "a dose of -1", 0.0, 0, 1, 2, NULL, -1.0f, ENH_ERR_RANGE },
    { "a dose of 1000001", 0.0, 0, 1, 2, NULL, 1000001.0f, ENH_ERR_RANGE },
    { "no dose", 0.0, 0, 1, 2, NULL, NAN, ENH_ERR_RANGE },
    { "all that is at its limit", 8000.0, 16, 2, 2, "x", 1e6f, ENH_OK },
  };
  char fake_path[4096];

  snprintf (fake_path, sizeof fake_path, "%s/tests/io/fake_enhance",
            CHECK_BUILD_FOLDER);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i)
    {
      enh_supervisor_config config = ENH_SUPERVISOR_CONFIG_INIT;

      config.program = fake_path;
      config.sample_rate = cases[i].rate;
      config.period = cases[i].period;
      config.inputs = cases[i].inputs;
      config.outputs = cases[i].outputs;
      config.client = cases[i].client;
      config.dose_percent = cases[i].dose;
      CHECK_INT (enh_supervisor_create (&supervisor, &config, NULL), ==,
                 cases[i].status, "%s", cases[i].what);
    }
  CHECK_INT (enh_supervisor_set_dose (supervisor, 1000001.0f), ==,
             ENH_ERR_RANGE, "set later");
}

/* It was there when it was named. */
SUPERVISED_CASE (a_program_that_vanished_is_told)
{
  enh_supervisor_config config = ENH_SUPERVISOR_CONFIG_INIT;
  enh_supervisor_event event;

  put ("nothing", "#!/bin/false\n");
  config.program = scratch_path ("nothing");
  assert_int_equal (chmod (config.program, 0700), 0);
  OK (enh_supervisor_create (&supervisor, &config, NULL));
  assert_int_equal (unlink (config.program), 0);
  OK (enh_supervisor_start (supervisor));
  event = await_reason (ENH_SUPERVISOR_WAITING, ENH_REASON_PROGRAM);
  CHECK (strstr (event.text, "nothing") != NULL, "%s", event.text);
}

SUPERVISED_CASE (another_protocol_is_refused)
{
  make ();
  put ("mode", "hello 2");
  OK (enh_supervisor_start (supervisor));
  (void) await_reason (ENH_SUPERVISOR_WAITING, ENH_REASON_PROGRAM);
}

SUPERVISED_CASE (a_stalled_process_is_ended_and_begun_anew)
{
  enh_supervisor_event event;

  make_listening ();
  put ("mode", "stall");
  event = await_reason (ENH_SUPERVISOR_RECOVERING, ENH_REASON_SERVER_HUNG);
  put ("mode", "ok");
  event = await_state (ENH_SUPERVISOR_LISTENING);
  CHECK_INT (event.session, >=, 2, "another session");
}

SUPERVISED_CASE (a_silent_process_is_ended_and_begun_anew)
{
  make_listening ();
  put ("mode", "hang");
  (void) await_reason (ENH_SUPERVISOR_RECOVERING, ENH_REASON_DIED);
  put ("mode", "ok");
  (void) await_state (ENH_SUPERVISOR_LISTENING);
}

SUPERVISED_CASE (a_process_that_dies_at_once_waits_in_the_end)
{
  make ();
  put ("mode", "exit 1");
  OK (enh_supervisor_start (supervisor));
  (void) await_reason (ENH_SUPERVISOR_WAITING, ENH_REASON_GAVE_UP);
  put ("mode", "ok");
  OK (enh_supervisor_resume (supervisor));
  (void) await_state (ENH_SUPERVISOR_LISTENING);
}

SUPERVISED_CASE (a_flood_and_garbage_do_no_harm)
{
  enh_supervisor_event event;

  make_listening ();
  put ("mode", "garbage");
  for (int i = 0; i < 10; ++i)
    event = await (ENH_EVENT_STATUS, -1);
  CHECK_INT (event.state, ==, ENH_SUPERVISOR_LISTENING, "it goes on");
  put ("mode", "flood");
  (void) await_state (ENH_SUPERVISOR_RECOVERING);
  put ("mode", "ok");
  (void) await_state (ENH_SUPERVISOR_LISTENING);
}

SUPERVISED_CASE (a_lost_headset_waits_and_a_press_resumes)
{
  enh_supervisor_event event;

  make_listening ();
  put ("devices", devices_without_ear);
  event = await_reason (ENH_SUPERVISOR_WAITING, ENH_REASON_OUTPUT_LOST);
  CHECK_STRING (event.lost.name, "Ear", "which");
  CHECK_STRING (event.offered.name, "", "no loudspeaker is offered");
  put ("devices", devices);
  do
    event = await_state (ENH_SUPERVISOR_WAITING);
  while (!strstr (event.text, "is back"));
  OK (enh_supervisor_resume (supervisor));
  event = await_state (ENH_SUPERVISOR_LISTENING);
  CHECK_STRING (event.output.name, "Ear", "the same headset");
}

SUPERVISED_CASE (chosen_devices_are_taken_and_bluetooth_warned_of)
{
  enh_supervisor_event event;

  make_listening ();
  OK (enh_supervisor_choose_devices (supervisor, "Mic", "blue ear", 1));
  event = await_state (ENH_SUPERVISOR_LISTENING);
  CHECK_STRING (event.output.name, "blue ear", "output");
  event = await (ENH_EVENT_WARNING, -1);
  CHECK_INT (event.warning, ==, ENH_WARNING_BLUETOOTH, "warning");
  CHECK (logged ("--allow-loudspeaker"), "the user insists");
}

SUPERVISED_CASE (gaps_lead_to_a_longer_period)
{
  enh_supervisor_event event;

  make_listening ();
  put ("mode", "xruns");
  event = await_reason (ENH_SUPERVISOR_RECOVERING, ENH_REASON_STEADIER);
  put ("mode", "ok");
  event = await (ENH_EVENT_WARNING, -1);
  CHECK_INT (event.warning, ==, ENH_WARNING_STEADIER, "%s", event.text);
  CHECK_REAL (event.value, ==, 9.5, "the delay now, ms");
  CHECK (logged ("--period=256"), "twice the 128 of before");
}

SUPERVISED_CASE (delay_and_devices_are_answered)
{
  enh_device_list *list;
  enh_supervisor_event event;

  make_listening ();
  OK (enh_supervisor_measure_delay (supervisor));
  event = await (ENH_EVENT_DELAY, -1);
  CHECK_REAL (event.delay_ms, ==, 7.5, "delay");
  CHECK_REAL (event.confidence, ==, 0.9, "confidence");
  CHECK_INT (enh_supervisor_play_tone (supervisor, 2), ==, ENH_ERR_RANGE,
             "two ears");
  OK (enh_supervisor_play_tone (supervisor, 1));
  event = await (ENH_EVENT_ERROR, -1);
  CHECK_INT (event.refused, ==, ENH_REFUSED_TONE, "what was refused");
  CHECK (strstr (event.text, "no tone"), "%s", event.text);
  OK (enh_supervisor_look (supervisor));
  (void) await (ENH_EVENT_DEVICES, -1);
  OK (enh_supervisor_devices (supervisor, &list));
  CHECK_STRING (enh_device_list_get (list, 1)->name, "Ear", "second");
  enh_device_list_destroy (list);
}

SUPERVISED_CASE (devices_are_listed_while_stopped)
{
  enh_device_list *list;

  make ();
  CHECK_INT (enh_supervisor_devices (supervisor, &list), ==, ENH_ERR_STATE,
             "never looked");
  OK (enh_supervisor_look (supervisor));
  (void) await (ENH_EVENT_DEVICES, -1);
  put ("devices", "hang");
  OK (enh_supervisor_look (supervisor));
  CHECK_INT (await (ENH_EVENT_ERROR, -1).refused, ==, ENH_REFUSED_DEVICES,
             "what was refused");
  put ("devices", devices);
  OK (enh_supervisor_look (supervisor));
  (void) await (ENH_EVENT_DEVICES, -1);
}

SUPERVISED_CASE (one_that_does_not_end_is_ended)
{
  make_listening ();
  put ("mode", "deaf");
  wait_logged ("now deaf\n");
  OK (enh_supervisor_stop (supervisor));
  (void) await_state (ENH_SUPERVISOR_STOPPED);
}

SUPERVISED_CASE (nothing_is_left_open)
{
  const int before = descriptors ();

  for (int i = 0; i < 5; ++i)
    {
      make_listening ();
      OK (enh_supervisor_look (supervisor));
      enh_supervisor_destroy (supervisor);
      supervisor = NULL;
      no_child_left ();
    }
  CHECK_INT (descriptors (), ==, before, "descriptors");
}

static atomic_int told;

static void
count (void *user)
{
  (void) user;
  atomic_fetch_add (&told, 1);
}

SUPERVISED_CASE (notify_tells_of_events)
{
  make_notifying (count);
  OK (enh_supervisor_start (supervisor));
  (void) await_state (ENH_SUPERVISOR_LISTENING);
  (void) await (ENH_EVENT_STATUS, -1);
  for (int ms = 0; ms < PATIENCE_MS && atomic_load (&told) < 3; ms += 10)
    enh__sleep_ms (10);
  CHECK_INT (atomic_load (&told), >=, 3, "calls");
}

/* A storm of wishes from here, and a process that reads slowly: the last ones
   hold, and nothing waits. */
SUPERVISED_CASE (a_storm_of_settings_ends_in_the_last)
{
  const enh_param volume = enh_param_by_name ("volume");

  make_listening ();
  for (int i = 0; i < 20000; ++i)
    OK (enh_supervisor_set (supervisor, volume, (float) (i % 29)));
  OK (enh_supervisor_set (supervisor, volume, 29.5f));
  wait_logged ("set volume 29.5\n");
}

/* What lies in the folder where the caller stands is no program of ours. */
SUPERVISED_CASE (the_current_folder_is_not_searched)
{
  char *path = strdup (getenv ("PATH"));
  char before[4096];
  char *found;

  assert_non_null (getcwd (before, sizeof before));
  scratch_put (scratch_path ("enhance-not-ours"), "#!/bin/sh\n", 10);
  assert_int_equal (chmod (scratch_path ("enhance-not-ours"), 0755), 0);
  assert_int_equal (chdir (scratch_path (".")), 0);
  assert_int_equal (setenv ("PATH", ".::./.:../.", 1), 0);
  found = enh__process_find ("enhance-not-ours");
  assert_null (found);
  assert_int_equal (setenv ("PATH", scratch_path ("."), 1), 0);
  found = enh__process_find ("enhance-not-ours");
  assert_non_null (found);
  free (found);
  assert_int_equal (setenv ("PATH", path, 1), 0);
  assert_int_equal (chdir (before), 0);
  free (path);
}
