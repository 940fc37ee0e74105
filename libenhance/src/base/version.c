/* SPDX-FileCopyrightText: 2026 The libenhance authors
   SPDX-License-Identifier: MIT */

/* The version, which is defined once, in configure.ac. */

#ifdef HAVE_CONFIG_H
#  include <config.h>
#endif

#include <enhance/version.h>

const char *
enh_version (void)
{
  return PACKAGE_VERSION;
}
