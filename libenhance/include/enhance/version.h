/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/**
   @file version.h
   Which library this is.
*/

#ifndef ENHANCE_VERSION_H
#define ENHANCE_VERSION_H

#include <enhance/attributes.h>

ENH_BEGIN_DECLS

/**
   The version of the library that runs, as "MAJOR.MINOR.PATCH".  @any

   @return A constant string, never NULL.
   @since 0.1
*/
ENH_API const char *
enh_version (void);

ENH_END_DECLS

#endif
