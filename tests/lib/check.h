/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* What every C test shares: cmocka, comparisons that print both values and the
   place in a sweep where they differ, and a seed that can be given back. */

#ifndef TESTS_CHECK_H
#define TESTS_CHECK_H

/* cmocka.h wants these four before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* cmocka hands a state to every case; few have one. */
#pragma GCC diagnostic ignored "-Wunused-parameter"

#if defined(__has_feature)
#  if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) \
    || __has_feature(memory_sanitizer)
#    define CHECK_SANITIZED 1
#  endif
#endif
#if !defined(CHECK_SANITIZED) \
  && (defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__))
#  define CHECK_SANITIZED 1
#endif
#ifndef CHECK_SANITIZED
#  define CHECK_SANITIZED 0
#endif

#if defined(__GNUC__)
#  define CHECK_PRINTF(text_at, values_at) \
    __attribute__ ((format (printf, text_at, values_at), unused))
#else
#  define CHECK_PRINTF(text_at, values_at)
#endif

/* The words that say where in a sweep a check stands. */
static CHECK_PRINTF (1, 2) const char *check__where (const char *format, ...)
{
  static _Thread_local char text[200];
  va_list arguments;

  va_start (arguments, format);
  vsnprintf (text, sizeof text, format, arguments);
  va_end (arguments);
  return text;
}

/* Say what differs, as a TAP comment on standard output, then fail the case. */
static CHECK_PRINTF (3, 4) void check__fail (const char *file, int line,
                                             const char *format, ...)
{
  char text[1000];
  va_list arguments;

  va_start (arguments, format);
  vsnprintf (text, sizeof text, format, arguments);
  va_end (arguments);
  /* A line break would end the comment and could pass for a result. */
  for (char *p = text; *p; ++p)
    if (*p == '\n' || *p == '\r')
      *p = ' ';
  print_message ("# %s:%d: %s\n", file, line, text);
  _fail (file, line);
}

/* Fail the case with a printf text. */
#define CHECK_FAIL(...) check__fail (__FILE__, __LINE__, __VA_ARGS__)

/* The trailing arguments of every CHECK are a printf format and its values:
   what is looked at, or where in the sweep. */

#define CHECK(condition, ...)                                                  \
  do                                                                           \
    {                                                                          \
      if (!(condition))                                                        \
        CHECK_FAIL ("%s: not so: %s", check__where (__VA_ARGS__), #condition); \
    }                                                                          \
  while (0)

/* Waits until it is so. Two minutes bound a hang, and decide nothing else. */
#define CHECK_SOON(condition, ...)                       \
  do                                                     \
    {                                                    \
      for (int i_ = 0; i_ < 24000 && !(condition); ++i_) \
        usleep (5000);                                   \
      CHECK (condition, __VA_ARGS__);                    \
    }                                                    \
  while (0)

#define CHECK__COMPARE(type, format, left, op, right, ...)                     \
  do                                                                           \
    {                                                                          \
      const type left_ = (type) (left);                                        \
      const type right_ = (type) (right);                                      \
      if (!(left_ op right_))                                                  \
        CHECK_FAIL ("%s: %s is " format ", wanted " #op " " format " (%s)",    \
                    check__where (__VA_ARGS__), #left, left_, right_, #right); \
    }                                                                          \
  while (0)

/* Integers. */
#define CHECK_INT(left, op, right, ...) \
  CHECK__COMPARE (long long, "%lld", left, op, right, __VA_ARGS__)

/* Real numbers; a NaN on either side fails. */
#define CHECK_REAL(left, op, right, ...) \
  CHECK__COMPARE (double, "%.9g", left, op, right, __VA_ARGS__)

/* |value - wanted| <= tolerance; a NaN fails. */
#define CHECK_NEAR(value, wanted, tolerance, ...)                        \
  do                                                                     \
    {                                                                    \
      const double value_ = (double) (value);                            \
      const double wanted_ = (double) (wanted);                          \
      const double tolerance_ = (double) (tolerance);                    \
      if (!(fabs (value_ - wanted_) <= tolerance_))                      \
        CHECK_FAIL ("%s: %s is %.6g, wanted %.6g +- %.3g, off by %+.3g", \
                    check__where (__VA_ARGS__), #value, value_, wanted_, \
                    tolerance_, value_ - wanted_);                       \
    }                                                                    \
  while (0)

#define CHECK_STRING(value, wanted, ...)                                       \
  do                                                                           \
    {                                                                          \
      const char *value_ = (value);                                            \
      const char *wanted_ = (wanted);                                          \
      if (!value_ || !wanted_ || strcmp (value_, wanted_))                     \
        CHECK_FAIL ("%s: %s is \"%s\", wanted \"%s\"",                         \
                    check__where (__VA_ARGS__), #value,                        \
                    value_ ? value_ : "(null)", wanted_ ? wanted_ : "(null)"); \
    }                                                                          \
  while (0)

/* Two runs of samples, bit for bit; says where they first part. Zeros of
   either sign are the same sound. */
#define CHECK_SAMES(value, wanted, count, ...)                         \
  do                                                                   \
    {                                                                  \
      const float *const value_ = (value);                             \
      const float *const wanted_ = (wanted);                           \
      const size_t count_ = (size_t) (count);                          \
      for (size_t i_ = 0; i_ < count_; ++i_)                           \
        if (!(value_[i_] <= wanted_[i_] && value_[i_] >= wanted_[i_])) \
          CHECK_FAIL ("%s: sample %zu of %zu is %.9g, wanted %.9g",    \
                      check__where (__VA_ARGS__), i_, count_,          \
                      (double) value_[i_], (double) wanted_[i_]);      \
    }                                                                  \
  while (0)

/* Every sample finite and no farther from zero than the limit. */
#define CHECK_WITHIN(samples, count, limit, ...)                             \
  do                                                                         \
    {                                                                        \
      const float *const samples_ = (samples);                               \
      const size_t count_ = (size_t) (count);                                \
      const double limit_ = (double) (limit);                                \
      for (size_t i_ = 0; i_ < count_; ++i_)                                 \
        if (!(fabs ((double) samples_[i_]) <= limit_))                       \
          CHECK_FAIL ("%s: sample %zu of %zu is %.9g, wanted within +-%.9g", \
                      check__where (__VA_ARGS__), i_, count_,                \
                      (double) samples_[i_], limit_);                        \
    }                                                                        \
  while (0)

/* The seed of this run's random input: ENH_TEST_SEED if set, else a fresh one.
   Printed, so that a failure can be had again. */
__attribute__ ((unused)) static uint64_t
check_seed (void)
{
  static uint64_t seed;
  static int known;

  if (!known)
    {
      const char *given = getenv ("ENH_TEST_SEED");
      if (given && *given)
        seed = strtoull (given, NULL, 0);
      else
        seed = ((uint64_t) (uintptr_t) &given >> 4) * UINT64_C (2654435761)
               ^ ((uint64_t) getpid () << 32) ^ (uint64_t) getpid ();
      known = 1;
      print_message ("# ENH_TEST_SEED=%llu\n", (unsigned long long) seed);
    }
  return seed;
}

/* Where every sample costs fifty times as much: valgrind. */
__attribute__ ((unused)) static int
check_valgrind (void)
{
  const char *preload = getenv ("LD_PRELOAD");

  return preload && strstr (preload, "vgpreload") != NULL;
}

/* Sweeps shorten to their corners under ENH_TEST_SHORT=1, a sanitizer or
   valgrind. They never shorten to nothing. */
__attribute__ ((unused)) static int
check_short (void)
{
  const char *asked = getenv ("ENH_TEST_SHORT");

  if (asked && *asked && strcmp (asked, "0"))
    return 1;
  return CHECK_SANITIZED || check_valgrind ();
}

/* For CHECK_CASE_UNLESS: what a short run leaves out. */
__attribute__ ((unused)) static const char *
check_is_short (void)
{
  return check_short () ? "it is not of the short run" : NULL;
}

/* --- Cases ------------------------------------------------------------------

   CHECK_CASE (claim_in_one_word)
   {
     ...
   }

   is run by check.c, which has main: all cases of the file in their order, or
   those named on the command line. */

typedef struct check_case {
  const char *name;
  int line;
  CMUnitTestFunction run;
  CMFixtureFunction setup, teardown;
  const char *(*missing) (void);
  struct check_case *next;
} check_case;

void
check__register (check_case *self);

/* With cmocka's setup and teardown around it, or NULL; and with a function that
   gives NULL, or why the case cannot be tried here. It is then skipped with that
   reason; in CI, where nobody would notice, it fails unless the run is a short
   one. */
#define CHECK_CASE_WITH(name, setup, teardown, missing)                  \
  static void name (void **state);                                       \
  __attribute__ ((constructor)) static void name##_is_a_case (void)      \
  {                                                                      \
    static check_case self                                               \
      = { #name, __LINE__, name, (setup), (teardown), (missing), NULL }; \
    check__register (&self);                                             \
  }                                                                      \
  static void name (__attribute__ ((unused)) void **state)

#define CHECK_CASE(name) CHECK_CASE_WITH (name, NULL, NULL, NULL)

/* In a folder of its own: lib/scratch.h. */
#define CHECK_CASE_IN_SCRATCH(name) \
  CHECK_CASE_WITH (name, scratch_setup, scratch_teardown, NULL)

/* With a trap of lib/trap.h: where `missing` gives no reason against it. */
#define CHECK_CASE_UNLESS(name, missing) \
  CHECK_CASE_WITH (name, NULL, NULL, missing)

/* The folder of the source or of the build, for what a test reads there: from
   the environment, or where it was compiled. */
__attribute__ ((unused)) static const char *
check_folder (const char *variable, const char *compiled)
{
  const char *given = getenv (variable);

  return given && *given ? given : compiled;
}

#define CHECK_SOURCE_FOLDER check_folder ("top_srcdir", CHECK_SRCDIR)
#define CHECK_BUILD_FOLDER check_folder ("top_builddir", CHECK_BUILDDIR)

#endif
