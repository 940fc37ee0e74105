# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# Probes that remember why something is missing, for the summary and for the
# one line an error has.

# ENH_PACKAGE(WHAT)
# -----------------
# The packages that have it, by build-aux/packages.
m4_define([ENH_PACKAGE],
  [m4_esyscmd_s([sed -n 's/^[a-z]*  *[a-z]*  *$1  *\([^ ]*\)  *\([^ ]*\)$/Debian: \1; Fedora: \2/p' build-aux/packages])])

# ENH_WITH(NAME, MODULE, WHAT-FOR)
# --------------------------------
# --with-NAME: "auto" (the default) takes the package when it is there, "yes"
# demands it, "no" leaves it out. Sets have_VARIABLE to yes or no, where VARIABLE
# is the name in capitals, VARIABLE_CFLAGS and VARIABLE_LIBS, and why_VARIABLE to
# the reason of a "no".
AC_DEFUN([ENH_WITH],
  [m4_pushdef([enh_package], ENH_PACKAGE(m4_bpatsubst([$2], [ .*])))dnl
m4_if(enh_package, [], [m4_fatal([build-aux/packages lacks the module of $2])])dnl
_ENH_WITH([$1], m4_toupper([$1]), [$2], m4_quote(enh_package), [$3])dnl
m4_popdef([enh_package])])

AC_DEFUN([_ENH_WITH], [
  AC_ARG_WITH([$1], [AS_HELP_STRING([--with-$1], [$5 @<:@auto@:>@])],
    [], [with_$1=auto])
  have_$2=no
  why_$2="switched off by --without-$1"
  AS_IF([test "x$with_$1" != xno],
    [PKG_CHECK_MODULES([$2], [$3],
       [have_$2=yes
        why_$2=],
       [why_$2="m4_bpatsubst([$3], [ .*]) not found ($4)"
        AS_IF([test "x$with_$1" != xauto],
          [AC_MSG_ERROR([$3 was asked for by --with-$1 and was not found. Install it ($4) or configure with --without-$1.])])])])
])

# ENH_APPEND_FLAGS(VARIABLE, FLAGS)
# ---------------------------------
# Append every flag that the compiler takes without a word. Flags that are not
# known are warned of only by -Werror (clang) or only together with another
# warning (gcc's -Wno-...), so the probe runs under -Werror.
AC_DEFUN([ENH_APPEND_FLAGS], [
  for enh_flag in m4_normalize([$2]); do
    AS_VAR_PUSHDEF([enh_cache], [enh_cv_cflag_$enh_flag])
    AC_CACHE_CHECK([whether $CC accepts $enh_flag], [enh_cache],
      [enh_saved_CFLAGS=$CFLAGS
       CFLAGS="$CFLAGS -Werror $enh_flag"
       AC_COMPILE_IFELSE([AC_LANG_SOURCE([[int main (void) { return 0; }]])],
         [AS_VAR_SET([enh_cache], [yes])],
         [AS_VAR_SET([enh_cache], [no])])
       CFLAGS=$enh_saved_CFLAGS])
    AS_VAR_IF([enh_cache], [yes], [$1="$$1 $enh_flag"])
    AS_VAR_POPDEF([enh_cache])
  done
])

# ENH_KISSFFT
# -----------
# Its source, where --with-kissfft-source names it; else by pkg-config, else by
# header and library; single precision each way.
# Sets KISSFFT_CFLAGS and KISSFFT_LIBS. The .pc file names the library alone, for
# static linking: by Requires.private its users would need KissFFT's headers and
# get its flags.
AC_DEFUN([ENH_KISSFFT], [
  AC_ARG_WITH([kissfft-source],
    [AS_HELP_STRING([--with-kissfft-source=DIR],
       [compile KissFFT from its source in DIR into the library @<:@no@:>@])],
    [], [with_kissfft_source=no])
  AS_IF([test "x$with_kissfft_source" != xno],
    [AS_IF([test -f "$with_kissfft_source/kiss_fft.c" \
         && test -f "$with_kissfft_source/kiss_fftr.c"], [],
       [AC_MSG_ERROR([no kiss_fft.c and kiss_fftr.c in $with_kissfft_source, which --with-kissfft-source names. Name the folder of KissFFT's source.])])
     enh_dir=`cd "$with_kissfft_source" && pwd`
     KISSFFT_CFLAGS="-isystem $enh_dir -DENH_KISSFFT_SOURCE -Dkiss_fft_scalar=float"
     KISSFFT_LIBS=],
    [ENH_KISSFFT_LIBRARY])
  AC_SUBST([KISSFFT_CFLAGS])
  AC_SUBST([KISSFFT_LIBS])
])

# ENH_KISSFFT_LIBRARY
# -------------------
AC_DEFUN([ENH_KISSFFT_LIBRARY], [
  PKG_CHECK_MODULES([KISSFFT], [kissfft-float], [],
    [enh_saved_CPPFLAGS=$CPPFLAGS
     enh_saved_LIBS=$LIBS
     enh_kissfft=no
     AC_MSG_CHECKING([for KissFFT by header and library])
     for enh_dir in "" -I/usr/include/kissfft -I/usr/local/include/kissfft; do
       for enh_lib in -lkissfft-float -lkissfft; do
         CPPFLAGS="$enh_saved_CPPFLAGS $enh_dir"
         LIBS="$enh_lib $enh_saved_LIBS -lm"
         AC_LINK_IFELSE(
           [AC_LANG_PROGRAM([[#include <kiss_fftr.h>
                             _Static_assert (sizeof (kiss_fft_scalar)
                                             == sizeof (float), "float");]],
              [[return kiss_fftr_alloc (480, 0, 0, 0) == 0;]])],
           [enh_kissfft="$enh_dir $enh_lib"
            KISSFFT_CFLAGS=$enh_dir
            KISSFFT_LIBS=$enh_lib
            break 2])
       done
     done
     CPPFLAGS=$enh_saved_CPPFLAGS
     LIBS=$enh_saved_LIBS
     AC_MSG_RESULT([$enh_kissfft])
     AS_IF([test "x$enh_kissfft" = xno],
       [AC_MSG_ERROR([KissFFT in single precision, which libenhance cannot do without, was not found. Install it (ENH_PACKAGE([kissfft-float])) or name it by KISSFFT_CFLAGS and KISSFFT_LIBS.])])])
])

# ENH_VERSION_SCRIPT
# ------------------
# HAVE_VERSION_SCRIPT: the linker makes shared libraries with nodes of versions.
AC_DEFUN([ENH_VERSION_SCRIPT], [
  AC_CACHE_CHECK([whether the linker takes a version script],
    [enh_cv_version_script],
    [enh_saved_LDFLAGS=$LDFLAGS
     AS_ECHO(["ENHANCE_0 { global: enh_probe; local: *; };"]) > conftest.map
     LDFLAGS="$LDFLAGS -shared -fPIC -Wl,--version-script=conftest.map"
     AC_LINK_IFELSE(
       [AC_LANG_SOURCE([[int enh_probe (void); int enh_probe (void) { return 0; }]])],
       [enh_cv_version_script=yes],
       [enh_cv_version_script=no])
     rm -f conftest.map
     LDFLAGS=$enh_saved_LDFLAGS])
  AM_CONDITIONAL([HAVE_VERSION_SCRIPT], [test "$enh_cv_version_script" = yes])
])

# ENH_SANITIZERS
# --------------
# --enable-sanitizers=LIST: address,undefined or thread. Sets SANITIZER_FLAGS,
# to be given to the compiler and to the linker.
AC_DEFUN([ENH_SANITIZERS], [
  AC_ARG_ENABLE([sanitizers],
    [AS_HELP_STRING([--enable-sanitizers=LIST],
       [build with address,undefined or with thread @<:@no@:>@])],
    [], [enable_sanitizers=no])
  SANITIZER_FLAGS=
  AS_CASE([$enable_sanitizers],
    [no], [],
    [yes], [enable_sanitizers=address,undefined])
  AS_IF([test "x$enable_sanitizers" != xno],
    [SANITIZER_FLAGS="-fsanitize=$enable_sanitizers -fno-omit-frame-pointer"
     AS_CASE([,$enable_sanitizers,],
       [*,undefined,*],
       [SANITIZER_FLAGS="$SANITIZER_FLAGS -fno-sanitize-recover=undefined"])
     enh_saved_CFLAGS=$CFLAGS
     CFLAGS="$CFLAGS $SANITIZER_FLAGS"
     AC_MSG_CHECKING([whether $CC links with -fsanitize=$enable_sanitizers])
     AC_LINK_IFELSE([AC_LANG_PROGRAM([], [])],
       [AC_MSG_RESULT([yes])],
       [AC_MSG_RESULT([no])
        AC_MSG_ERROR([$CC cannot build with --enable-sanitizers=$enable_sanitizers. Lists that exist: address,undefined and thread; the compiler's sanitizer library must be installed.])])
     CFLAGS=$enh_saved_CFLAGS])
  AC_SUBST([SANITIZER_FLAGS])
])

# ENH_HARDENING
# -------------
# --disable-hardening leaves out what makes a fault of ours harder to exploit. Sets
# HARDENING_CFLAGS and HARDENING_LDFLAGS. The checks of _FORTIFY_SOURCE need an
# optimising compiler, and a sanitizer looks for the same and more.
AC_DEFUN([ENH_HARDENING], [
  AC_ARG_ENABLE([hardening],
    [AS_HELP_STRING([--disable-hardening],
       [leave out stack protector, checked string calls and read-only relocations])],
    [], [enable_hardening=yes])
  HARDENING_CFLAGS=
  HARDENING_LDFLAGS=
  AS_IF([test "x$enable_hardening" != xno], [
    ENH_APPEND_FLAGS([HARDENING_CFLAGS],
      [-fstack-protector-strong -fstack-clash-protection -fcf-protection])
    AS_CASE([" $CFLAGS $CPPFLAGS $SANITIZER_FLAGS "],
      [*-fsanitize=*|*-D_FORTIFY_SOURCE*|*" -O0 "*], [],
      [*" -O"*], [HARDENING_CFLAGS="$HARDENING_CFLAGS -D_FORTIFY_SOURCE=2"])
    for enh_flag in -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack; do
      enh_saved_LDFLAGS=$LDFLAGS
      LDFLAGS="$LDFLAGS -Werror $enh_flag"
      AC_MSG_CHECKING([whether $CC links with $enh_flag])
      AC_LINK_IFELSE([AC_LANG_PROGRAM([], [])],
        [AC_MSG_RESULT([yes])
         HARDENING_LDFLAGS="$HARDENING_LDFLAGS $enh_flag"],
        [AC_MSG_RESULT([no])])
      LDFLAGS=$enh_saved_LDFLAGS
    done])
  AC_SUBST([HARDENING_CFLAGS])
  AC_SUBST([HARDENING_LDFLAGS])
])
