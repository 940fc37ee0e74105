/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The supervisor with real processes: tests/io/fake_enhance, which has faults on
   demand. Every wait ends as soon as what it waits for is there. */

#include "lib/check.h"

#include "base/clock.h"
#include "lib/scratch.h"

#include <enhance/supervisor.h>

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/wait.h>

/* It bounds hangs; what is waited for ends the wait. */
enum { PATIENCE_MS = 120000 };

static const char devices[]
  = "[{\"name\":\"Mic\",\"backend\":\"JACK\",\"kind\":\"usb\",\"inputs\":1,"
    "\"outputs\":0},{\"name\":\"Ear\",\"backend\":\"JACK\",\"kind\":\"wired\","
    "\"inputs\":0,\"outputs\":2}]";
static const char devices_without_ear[]
  = "[{\"name\":\"Mic\",\"backend\":\"JACK\",\"kind\":\"usb\",\"inputs\":1,"
    "\"outputs\":0},{\"name\":\"Speakers\",\"backend\":\"JACK\",\"kind\":"
    "\"loudspeaker\",\"inputs\":0,\"outputs\":2}]";

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

static enh_supervisor *
make (void (*notify) (void *), void *user)
{
  enh_supervisor_config config = ENH_SUPERVISOR_CONFIG_INIT;
  enh_supervisor *supervisor = NULL;
  char fake_path[4096];
  enh_error error;

  snprintf (fake_path, sizeof fake_path, "%s/tests/io/fake_enhance",
            CHECK_BUILD_FOLDER);
  config.program = fake_path;
  config.notify = notify;
  config.user = user;
  assert_int_equal (enh_supervisor_create (&supervisor, &config, &error),
                    ENH_OK);
  return supervisor;
}

/* The next event of a kind, or of a state; what comes before is skipped. */
static enh_supervisor_event
await (enh_supervisor *supervisor, enh_supervisor_kind kind, int state)
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
await_state (enh_supervisor *supervisor, enh_supervisor_state state)
{
  return await (supervisor, ENH_EVENT_STATE, (int) state);
}

/* A machine that stands still for seconds leads to the same state by another
   reason: the fault that is tried comes after it. */
static enh_supervisor_event
await_reason (enh_supervisor *supervisor, enh_supervisor_state state,
              enh_supervisor_reason reason)
{
  for (int i = 0; i < 20; ++i)
    {
      const enh_supervisor_event event = await_state (supervisor, state);

      if (event.reason == reason)
        return event;
    }
  CHECK_FAIL ("state %d never for reason %d", (int) state, (int) reason);
  return (enh_supervisor_event) ENH_SUPERVISOR_EVENT_INIT;
}

static enh_supervisor *
make_listening (void)
{
  enh_supervisor *supervisor = make (NULL, NULL);

  assert_int_equal (enh_supervisor_start (supervisor), ENH_OK);
  (void) await_state (supervisor, ENH_SUPERVISOR_LISTENING);
  return supervisor;
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

/* One that was killed may take its time to end, on a machine that stands still;
   one that has ended was waited for. */
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

/* --- Cases ------------------------------------------------------------------ */

#define SUPERVISED_CASE(name) \
  CHECK_CASE_WITH (name, setup, scratch_teardown, NULL)

SUPERVISED_CASE (it_starts_and_stops)
{
  enh_supervisor *supervisor = make (NULL, NULL);
  enh_supervisor_event event;

  CHECK_INT (enh_supervisor_get_state (supervisor), ==, ENH_SUPERVISOR_STOPPED,
             "at first");
  assert_int_equal (enh_supervisor_start (supervisor), ENH_OK);
  (void) await_state (supervisor, ENH_SUPERVISOR_STARTING);
  event = await_state (supervisor, ENH_SUPERVISOR_LISTENING);
  CHECK_STRING (event.input.name, "Mic", "microphone");
  CHECK_STRING (event.output.name, "Ear", "headset");
  CHECK_INT (event.session, ==, 1, "session");
  event = await (supervisor, ENH_EVENT_STATUS, -1);
  CHECK_REAL (event.status.delay_ms, ==, 9.5, "delay");
  CHECK_REAL (event.status.sample_rate, ==, 48000.0, "rate");
  assert_int_equal (enh_supervisor_stop (supervisor), ENH_OK);
  (void) await_state (supervisor, ENH_SUPERVISOR_STOPPED);
  CHECK (logged ("bye"), "ended in good order");
  enh_supervisor_destroy (supervisor);
  no_child_left ();
}

SUPERVISED_CASE (settings_are_kept_from_process_to_process)
{
  enh_supervisor *supervisor = make (NULL, NULL);
  const enh_param volume = enh_param_by_name ("volume");

  assert_int_equal (enh_supervisor_set (supervisor, volume, 6.5f), ENH_OK);
  assert_int_equal (enh_supervisor_set_dose (supervisor, 3.0f), ENH_OK);
  assert_int_equal (enh_supervisor_set_audiogram (supervisor, "N2", NULL),
                    ENH_OK);
  assert_int_equal (enh_supervisor_start (supervisor), ENH_OK);
  (void) await_state (supervisor, ENH_SUPERVISOR_LISTENING);
  CHECK (logged ("--set=volume=6.5"), "a parameter");
  CHECK (logged ("--audiogram=N2"), "the fitting");
  CHECK (logged ("--dose=3"), "the dose");

  assert_int_equal (enh_supervisor_set (supervisor, volume, -2.25f), ENH_OK);
  wait_logged ("set volume -2.25\n");
  assert_int_equal (enh_supervisor_set_audiogram (supervisor, "N3", NULL),
                    ENH_OK);
  wait_logged ("audiogram N3\n");
  assert_int_equal (enh_supervisor_mute (supervisor, 1), ENH_OK);
  wait_logged ("mute on\n");
  (void) await (supervisor, ENH_EVENT_STATUS, -1);

  put ("log", "");
  put ("mode", "die");
  (void) await_state (supervisor, ENH_SUPERVISOR_RECOVERING);
  put ("mode", "ok");
  (void) await_state (supervisor, ENH_SUPERVISOR_LISTENING);
  wait_logged ("mute on\n");
  CHECK (logged ("--set=volume=-2.25"), "the newest parameter");
  CHECK (logged ("--audiogram=N3"), "the newest fitting");
  CHECK (logged ("--dose=12.25"), "the dose of the meters");
  CHECK_REAL (enh_supervisor_get (supervisor, volume), ==, -2.25, "kept");
  enh_supervisor_destroy (supervisor);
  no_child_left ();
}

/* What was muted in a fright is not heard in its last moment. */
SUPERVISED_CASE (what_is_muted_ends_muted)
{
  enh_supervisor *supervisor = make_listening ();

  assert_int_equal (enh_supervisor_mute (supervisor, 1), ENH_OK);
  wait_logged ("mute on\n");
  assert_int_equal (enh_supervisor_stop (supervisor), ENH_OK);
  assert_int_equal (enh_supervisor_mute (supervisor, 0), ENH_OK);
  (void) await_state (supervisor, ENH_SUPERVISOR_STOPPED);
  CHECK (logged ("quit\n"), "it was told to end");
  CHECK (!logged ("mute off"), "and nothing before");
  enh_supervisor_destroy (supervisor);
  no_child_left ();
}

SUPERVISED_CASE (wrong_values_are_refused)
{
  enh_supervisor *supervisor = make (NULL, NULL);
  const enh_param volume = enh_param_by_name ("volume");
  enh_error error;

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
  enh_supervisor_destroy (supervisor);
}

SUPERVISED_CASE (a_missing_program_is_told)
{
  enh_supervisor_config config = ENH_SUPERVISOR_CONFIG_INIT;
  enh_supervisor *supervisor;
  enh_supervisor_event event;

  config.program = scratch_path ("nothing");
  assert_int_equal (enh_supervisor_create (&supervisor, &config, NULL), ENH_OK);
  assert_int_equal (enh_supervisor_start (supervisor), ENH_OK);
  event = await_reason (supervisor, ENH_SUPERVISOR_WAITING, ENH_REASON_PROGRAM);
  CHECK (strstr (event.text, "nothing") != NULL, "%s", event.text);
  enh_supervisor_destroy (supervisor);
  no_child_left ();
}

SUPERVISED_CASE (another_protocol_is_refused)
{
  enh_supervisor *supervisor = make (NULL, NULL);

  put ("mode", "hello 2");
  assert_int_equal (enh_supervisor_start (supervisor), ENH_OK);
  (void) await_reason (supervisor, ENH_SUPERVISOR_WAITING, ENH_REASON_PROGRAM);
  enh_supervisor_destroy (supervisor);
}

SUPERVISED_CASE (a_stalled_process_is_ended_and_begun_anew)
{
  enh_supervisor *supervisor = make_listening ();
  enh_supervisor_event event;

  put ("mode", "stall");
  event = await_reason (supervisor, ENH_SUPERVISOR_RECOVERING,
                        ENH_REASON_SERVER_HUNG);
  put ("mode", "ok");
  event = await_state (supervisor, ENH_SUPERVISOR_LISTENING);
  CHECK_INT (event.session, >=, 2, "another session");
  enh_supervisor_destroy (supervisor);
  no_child_left ();
}

SUPERVISED_CASE (a_silent_process_is_ended_and_begun_anew)
{
  enh_supervisor *supervisor = make_listening ();

  put ("mode", "hang");
  (void) await_reason (supervisor, ENH_SUPERVISOR_RECOVERING, ENH_REASON_DIED);
  put ("mode", "ok");
  (void) await_state (supervisor, ENH_SUPERVISOR_LISTENING);
  enh_supervisor_destroy (supervisor);
  no_child_left ();
}

SUPERVISED_CASE (a_process_that_dies_at_once_waits_in_the_end)
{
  enh_supervisor *supervisor = make (NULL, NULL);

  put ("mode", "exit 1");
  assert_int_equal (enh_supervisor_start (supervisor), ENH_OK);
  (void) await_reason (supervisor, ENH_SUPERVISOR_WAITING, ENH_REASON_GAVE_UP);
  put ("mode", "ok");
  assert_int_equal (enh_supervisor_resume (supervisor), ENH_OK);
  (void) await_state (supervisor, ENH_SUPERVISOR_LISTENING);
  enh_supervisor_destroy (supervisor);
  no_child_left ();
}

SUPERVISED_CASE (a_flood_and_garbage_do_no_harm)
{
  enh_supervisor *supervisor = make_listening ();
  enh_supervisor_event event;

  put ("mode", "garbage");
  for (int i = 0; i < 10; ++i)
    event = await (supervisor, ENH_EVENT_STATUS, -1);
  CHECK_INT (event.state, ==, ENH_SUPERVISOR_LISTENING, "it goes on");
  put ("mode", "flood");
  (void) await_state (supervisor, ENH_SUPERVISOR_RECOVERING);
  put ("mode", "ok");
  (void) await_state (supervisor, ENH_SUPERVISOR_LISTENING);
  enh_supervisor_destroy (supervisor);
  no_child_left ();
}

SUPERVISED_CASE (a_lost_headset_waits_and_a_press_resumes)
{
  enh_supervisor *supervisor = make_listening ();
  enh_supervisor_event event;

  put ("devices", devices_without_ear);
  event
    = await_reason (supervisor, ENH_SUPERVISOR_WAITING, ENH_REASON_OUTPUT_LOST);
  CHECK_STRING (event.lost.name, "Ear", "which");
  CHECK_STRING (event.offered.name, "", "no loudspeaker is offered");
  put ("devices", devices);
  do
    event = await_state (supervisor, ENH_SUPERVISOR_WAITING);
  while (!strstr (event.text, "is back"));
  assert_int_equal (enh_supervisor_resume (supervisor), ENH_OK);
  event = await_state (supervisor, ENH_SUPERVISOR_LISTENING);
  CHECK_STRING (event.output.name, "Ear", "the same headset");
  enh_supervisor_destroy (supervisor);
  no_child_left ();
}

SUPERVISED_CASE (chosen_devices_are_taken_and_bluetooth_warned_of)
{
  enh_supervisor *supervisor = make_listening ();
  enh_supervisor_event event;

  assert_int_equal (
    enh_supervisor_choose_devices (supervisor, "Mic", "blue ear", 1), ENH_OK);
  event = await_state (supervisor, ENH_SUPERVISOR_LISTENING);
  CHECK_STRING (event.output.name, "blue ear", "output");
  event = await (supervisor, ENH_EVENT_WARNING, -1);
  CHECK_INT (event.warning, ==, ENH_WARNING_BLUETOOTH, "warning");
  CHECK (logged ("--allow-loudspeaker"), "the user insists");
  enh_supervisor_destroy (supervisor);
}

SUPERVISED_CASE (gaps_lead_to_a_longer_period)
{
  enh_supervisor *supervisor = make_listening ();
  enh_supervisor_event event;

  put ("mode", "xruns");
  event
    = await_reason (supervisor, ENH_SUPERVISOR_RECOVERING, ENH_REASON_STEADIER);
  put ("mode", "ok");
  event = await (supervisor, ENH_EVENT_WARNING, -1);
  CHECK (strstr (event.text, "steadier") != NULL, "%s", event.text);
  CHECK (logged ("--period=256"), "twice the 128 of before");
  enh_supervisor_destroy (supervisor);
}

SUPERVISED_CASE (delay_and_devices_are_answered)
{
  enh_supervisor *supervisor = make_listening ();
  enh_device_list *list;
  enh_supervisor_event event;

  assert_int_equal (enh_supervisor_measure_delay (supervisor), ENH_OK);
  event = await (supervisor, ENH_EVENT_DELAY, -1);
  CHECK_REAL (event.delay_ms, ==, 7.5, "delay");
  CHECK_REAL (event.confidence, ==, 0.9, "confidence");
  CHECK_INT (enh_supervisor_play_tone (supervisor, 2), ==, ENH_ERR_RANGE,
             "two ears");
  assert_int_equal (enh_supervisor_play_tone (supervisor, 1), ENH_OK);
  event = await (supervisor, ENH_EVENT_ERROR, -1);
  CHECK (strstr (event.text, "no tone"), "%s", event.text);
  assert_int_equal (enh_supervisor_look (supervisor), ENH_OK);
  (void) await (supervisor, ENH_EVENT_DEVICES, -1);
  assert_int_equal (enh_supervisor_devices (supervisor, &list), ENH_OK);
  CHECK_STRING (enh_device_list_get (list, 1)->name, "Ear", "second");
  enh_device_list_destroy (list);
  enh_supervisor_destroy (supervisor);
}

SUPERVISED_CASE (devices_are_listed_while_stopped)
{
  enh_supervisor *supervisor = make (NULL, NULL);
  enh_device_list *list;

  CHECK_INT (enh_supervisor_devices (supervisor, &list), ==, ENH_ERR_STATE,
             "never looked");
  assert_int_equal (enh_supervisor_look (supervisor), ENH_OK);
  (void) await (supervisor, ENH_EVENT_DEVICES, -1);
  put ("devices", "hang");
  assert_int_equal (enh_supervisor_look (supervisor), ENH_OK);
  (void) await (supervisor, ENH_EVENT_ERROR, -1);
  put ("devices", devices);
  assert_int_equal (enh_supervisor_look (supervisor), ENH_OK);
  (void) await (supervisor, ENH_EVENT_DEVICES, -1);
  enh_supervisor_destroy (supervisor);
  no_child_left ();
}

SUPERVISED_CASE (one_that_does_not_end_is_ended)
{
  enh_supervisor *supervisor = make_listening ();

  put ("mode", "deaf");
  wait_logged ("now deaf\n");
  assert_int_equal (enh_supervisor_stop (supervisor), ENH_OK);
  (void) await_state (supervisor, ENH_SUPERVISOR_STOPPED);
  enh_supervisor_destroy (supervisor);
  no_child_left ();
}

SUPERVISED_CASE (nothing_is_left_open)
{
  const int before = descriptors ();

  for (int i = 0; i < 5; ++i)
    {
      enh_supervisor *supervisor = make_listening ();

      assert_int_equal (enh_supervisor_look (supervisor), ENH_OK);
      enh_supervisor_destroy (supervisor);
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
  enh_supervisor *supervisor = make (count, NULL);

  assert_int_equal (enh_supervisor_start (supervisor), ENH_OK);
  (void) await_state (supervisor, ENH_SUPERVISOR_LISTENING);
  (void) await (supervisor, ENH_EVENT_STATUS, -1);
  for (int ms = 0; ms < PATIENCE_MS && atomic_load (&told) < 3; ms += 10)
    enh__sleep_ms (10);
  CHECK_INT (atomic_load (&told), >=, 3, "calls");
  enh_supervisor_destroy (supervisor);
}

/* A storm of wishes from here, and a process that reads slowly: the last ones
   hold, and nothing waits. */
SUPERVISED_CASE (a_storm_of_settings_ends_in_the_last)
{
  enh_supervisor *supervisor = make_listening ();
  const enh_param volume = enh_param_by_name ("volume");

  for (int i = 0; i < 20000; ++i)
    assert_int_equal (enh_supervisor_set (supervisor, volume, (float) (i % 29)),
                      ENH_OK);
  assert_int_equal (enh_supervisor_set (supervisor, volume, 29.5f), ENH_OK);
  wait_logged ("set volume 29.5\n");
  enh_supervisor_destroy (supervisor);
}
