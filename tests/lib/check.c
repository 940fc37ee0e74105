/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* main of every C test: its cases as TAP. */

#include "lib/check.h"

enum { MOST_CASES = 100 };

static check_case *first;

/* In the order of the file; compilers turn that of constructors round. */
void
check__register (check_case *self)
{
  check_case **at = &first;

  while (*at && (*at)->line < self->line)
    at = &(*at)->next;
  self->next = *at;
  *at = self;
}

static void
passes (void **state)
{
  (void) state;
}

static void
fails (void **state)
{
  CHECK_FAIL ("left out where it has to run: %s", (const char *) *state);
}

/* cmocka's skip() would print "not ok". */
static struct CMUnitTest
left_out (const char *name, const char *why, char *text, size_t room)
{
  const char *ci = getenv ("CI");

  if (!(ci && !strcmp (ci, "true")) || check_short ())
    {
      (void) snprintf (text, room, "%s # SKIP %s", name, why);
      return (struct CMUnitTest){ text, passes, NULL, NULL, NULL };
    }
  (void) snprintf (text, room, "%s", why);
  return (struct CMUnitTest){ name, fails, NULL, NULL, text };
}

static int
named (const char *name, int argc, char **argv)
{
  for (int i = 1; i < argc; ++i)
    if (!strcmp (name, argv[i]))
      return 1;
  return argc == 1;
}

int
main (int argc, char **argv)
{
  static char texts[MOST_CASES][300];
  struct CMUnitTest tests[MOST_CASES];
  int count = 0;

  for (const check_case *one = first; one; one = one->next)
    if (named (one->name, argc, argv))
      {
        const char *why = one->missing ? one->missing () : NULL;

        if (count == MOST_CASES)
          return fprintf (stderr, "%s: too many cases\n", argv[0]), 99;
        tests[count] = (struct CMUnitTest){ one->name, one->run, one->setup,
                                            one->teardown, NULL };
        if (why)
          tests[count] = left_out (one->name, why, texts[count], sizeof *texts);
        ++count;
      }
  if (count < argc - 1 || !count)
    return fprintf (stderr, "%s: no case of that name\n", argv[0]), 2;
  cmocka_set_message_output (CM_OUTPUT_TAP);
  return _cmocka_run_group_tests (argv[0], tests, (size_t) count, NULL, NULL);
}
