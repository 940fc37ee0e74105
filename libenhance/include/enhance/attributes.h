/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/**
   @file
   @brief Attributes of public declarations, and the three thread classes.

   @defgroup enhance_attributes Attributes and thread classes

   Every public function belongs to exactly one thread class, named in its
   comment:

   | class | may | called from |
   |---|---|---|
   | setup | allocate, block, fail | one thread at a time for each handle |
   | rt | none of that; bounded time | the audio thread of the handle |
   | any | atomic loads and stores only | any thread, from create to destroy |

   Functions of the classes *rt* and *any* are declared `ENH_REALTIME`.
   Functions without a handle may be called from any number of threads.
   @{
*/

#ifndef ENHANCE_ATTRIBUTES_H
#define ENHANCE_ATTRIBUTES_H

/** @cond */
#ifdef __cplusplus
#  define ENH_BEGIN_DECLS extern "C" {
#  define ENH_END_DECLS }
#else
#  define ENH_BEGIN_DECLS
#  define ENH_END_DECLS
#endif
/** @endcond */

/** Exported from the shared library. */
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

/** The caller must check the result. */
#if defined(__GNUC__)
#  define ENH_NODISCARD __attribute__ ((warn_unused_result))
#else
#  define ENH_NODISCARD
#endif

/** Safe on the audio thread; clang 20 and later check this. */
#if defined(__clang__) && defined(__has_cpp_attribute) && __clang_major__ >= 20
#  define ENH_REALTIME __attribute__ ((nonblocking))
#else
#  define ENH_REALTIME
#endif

/** @} */

#endif
