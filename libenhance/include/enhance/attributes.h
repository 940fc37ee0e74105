/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/**
   @file attributes.h
   Marks that every public declaration carries.

   Thread classes. Every public function belongs to exactly one:

   - **@setup**: may allocate, block and fail; one thread at a time per handle.
   - **@rt** (audio): bounded time; never allocates, locks, logs or waits; one
     thread at a time per handle. Marked `ENH_REALTIME`.
   - **@any**: atomic loads and stores only; any thread, at any time between
     create and destroy. Marked `ENH_REALTIME` too.
*/

#ifndef ENHANCE_ATTRIBUTES_H
#define ENHANCE_ATTRIBUTES_H

#ifdef __cplusplus
#  define ENH_BEGIN_DECLS extern "C" {
#  define ENH_END_DECLS }
#else
#  define ENH_BEGIN_DECLS
#  define ENH_END_DECLS
#endif

/* Exported from the shared library. */
#if defined(_WIN32)
#  if defined(ENH_BUILDING) && defined(DLL_EXPORT)
#    define ENH_API __declspec(dllexport)
#  else
#    define ENH_API
#  endif
#elif defined(__GNUC__)
#  define ENH_API __attribute__ ((visibility ("default")))
#else
#  define ENH_API
#endif

/* The result must be looked at. */
#if defined(__GNUC__)
#  define ENH_NODISCARD __attribute__ ((warn_unused_result))
#else
#  define ENH_NODISCARD
#endif

/* Safe on the audio thread; clang 20 and later check it. */
#if defined(__clang__) && defined(__has_cpp_attribute) && __clang_major__ >= 20
#  define ENH_REALTIME __attribute__ ((nonblocking))
#else
#  define ENH_REALTIME
#endif

#endif
