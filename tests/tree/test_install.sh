#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# What `make install` puts down is whole: programs build against it by pkg-config
# alone, run, and `make uninstall` takes all of it away.

. "${top_srcdir:-$(dirname "$0")/../..}/tests/lib/tap.sh"

root=$tap_scratch/root
room=$tap_scratch/room
mkdir "$root" "$room"

# The make that runs the tests must not hand its own variables down.
quiet_make () {
  env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL ${MAKE:-make} -s \
    -C "$top_builddir" DESTDIR="$root" "$@"
}

installs () {
  quiet_make install
}

installed () {
  find "$root" -name "$1" \( -type f -o -type l \) | head -n 1
}

tell () {
  PKG_CONFIG_SYSROOT_DIR=$root PKG_CONFIG_PATH=$pc_dir \
    ${PKG_CONFIG:-pkg-config} "$@"
}

run_installed () {
  LD_LIBRARY_PATH=$lib_dir${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH} \
    timeout -s KILL 60 "$@"
}

# build LANGUAGE PROGRAM SOURCE PACKAGE...
build () {
  local compiler=$1 program=$2 text=$3
  shift 3
  local flags
  flags=$(tell --cflags --libs "$@") || return 1
  $compiler ${CFLAGS:-} -Wall -Wextra -pedantic -Werror -o "$program" "$text" \
    $flags ${LDFLAGS:-}
}

every_header_is_there () {
  local header
  for header in "$top_srcdir"/libenhance/include/enhance/*.h; do
    [ "$has_io" = yes ] || case $header in
      */delay_measurement.h | */device.h | */file.h | */live.h) continue ;;
      */protocol.h | */supervisor.h | */supervisor_event.h) continue ;;
    esac
    [ -n "$(installed "${header##*/}")" ] || fail "${header##*/} is missing" \
      || return 1
  done
}

version_is_one () {
  local version
  version=$(sed -n 's/^#define PACKAGE_VERSION "\(.*\)"/\1/p' \
    "$top_builddir/config.h")
  [ "$(tell --modversion enhance)" = "$version" ] \
    || fail "enhance.pc says $(tell --modversion enhance), not $version" \
    || return 1
  [ "$has_io" = no ] || [ "$(tell --modversion enhance-io)" = "$version" ] \
    || fail "enhance-io.pc does not say $version"
}

nothing_names_the_build_folder () {
  ! grep -rlF "$top_builddir/" "$pc_dir" "$root" --include='*.pc' \
    --include='*.h' --include='*.1'
}

# Where nothing but what was installed is known: no header and no flag of what the
# libraries are made with.
alone () {
  PKG_CONFIG_SYSROOT_DIR=$root PKG_CONFIG_PATH= PKG_CONFIG_LIBDIR=$pc_dir \
    ${PKG_CONFIG:-pkg-config} "$@"
}

packages_need_no_other_package () {
  local package flags io=
  [ "$has_io" = no ] || io=enhance-io
  for package in enhance $io; do
    flags=$(alone --cflags --libs "$package") || return 1
    case " $flags" in
      *" -D"* | *kiss* | *sndfile* | *portaudio*)
        fail "$package: $flags" || return 1 ;;
    esac
  done
}

# With the archive of the library and what pkg-config says it needs; with a
# KissFFT from source without any shared library at all.
static_program () {
  local libraries all=
  libraries=$(alone --static --libs-only-l enhance | sed 's/-lenhance//') \
    || return 1
  case $libraries in *kiss*) ;; *) all=-static ;; esac
  # A sanitizer's library is a shared one.
  case ${CFLAGS:-} in *-fsanitize*) all= ;; esac
  $CC ${CFLAGS:-} -o "$room/static" "$room/smallest.c" $all \
    $(alone --cflags enhance) "$lib_dir/libenhance.a" $libraries || return 1
  ! ldd "$room/static" 2> /dev/null | grep libenhance || return 1
  timeout -s KILL 60 "$room/static" | grep ' 144$'
}

# As the description of the interfaces prints it, between a main's braces.
smallest_program () {
  cat > "$room/smallest.c" <<'END'
#include <enhance/enhance.h>

#include <stdio.h>
#include <string.h>

int
main (void)
{
  float left[480] = { 0.5f }, right[480];
  const float *in[] = { left };
  float *out[] = { left, right };
  uint32_t frames = 480;

  enh_chain *chain = NULL;
  enh_config config = ENH_CONFIG_INIT;
  config.sample_rate = 48000;
  config.inputs = 1;
  config.outputs = 2;
  config.delay = ENH_DELAY_DEFAULT;
  config.purpose = ENH_FOR_EAR;
  enh_status status = enh_chain_create (&chain, &config);
  if (status != ENH_OK)
    puts (enh_strerror (status));
  enh_chain_set (chain, enh_param_by_name ("noise_reduction"), 75.0f);
  enh_chain_process (chain, in, out, frames);
  uint32_t delay = enh_chain_latency (chain);
  enh_chain_reset (chain);
  enh_chain_destroy (chain);
  printf ("%s %u\n", enh_version (), (unsigned) delay);
  return status != ENH_OK;
}
END
  build "$CC -std=c11" "$room/smallest" "$room/smallest.c" enhance || return 1
  local said
  said=$(run_installed "$room/smallest") || return 1
  [ "$said" = "$(tell --modversion enhance) 144" ] || fail "it said: $said"
}

headers_in_cxx () {
  {
    echo '#include <enhance/enhance.h>'
    [ "$has_io" = no ] || printf '#include <enhance/%s>\n' live.h file.h
    echo '#include <cstdio>'
    echo 'int main () { return std::puts (enh_version ()) < 0; }'
  } > "$room/headers.cc"
  local io=
  [ "$has_io" = no ] || io=enhance-io
  build "$CXX -std=c++17" "$room/headers" "$room/headers.cc" enhance $io \
    && run_installed "$room/headers"
}

recording () {
  ls "$top_srcdir"/samples/*kitchen*.flac 2> /dev/null | head -n 1
}

file_program () {
  build "$CC -std=gnu11" "$room/a-file" "$top_srcdir/samples/enhance-a-file.c" \
    enhance-io enhance || return 1
  run_installed "$room/a-file" "$(recording)" "$room/out.flac" || return 1
  [ -s "$room/out.flac" ] || fail "no file came out" || return 1
  # Its status tells of failure, too.
  ! run_installed "$room/a-file" "$room/none.wav" "$room/out2.wav" \
    && [ ! -e "$room/out2.wav" ]
}

live_program () {
  build "$CC -std=gnu11" "$room/live" "$top_srcdir/samples/enhance-live.c" \
    enhance-io enhance || return 1
  run_installed "$room/live" 1 "dummy:$(recording)" "dummy:$room/ear.wav" \
    || return 1
  [ -s "$room/ear.wav" ] || fail "the dummy ear heard nothing"
}

jack_client_builds () {
  PKG_CONFIG_PATH=$pc_dir ${PKG_CONFIG:-pkg-config} --exists jack || return 77
  # JACK's own flags are of this system, and not under the folder of the install.
  $CC -std=gnu11 ${CFLAGS:-} -Wall -Wextra -pedantic -Werror -o "$room/jack-client" \
    "$samples/jack-client.c" $(tell --cflags --libs enhance) \
    $(${PKG_CONFIG:-pkg-config} --cflags --libs jack) ${LDFLAGS:-}
}

# As long as its input, and without the noise that fills it.
cxx_filter () {
  local standard bytes
  for standard in 11 17 20; do
    build "$CXX -std=c++$standard" "$room/filter" "$samples/pcm-filter.cc" \
      enhance || return 1
  done
  head -c 200000 /dev/urandom > "$room/in.pcm"
  run_installed "$room/filter" 48000 2 N2 < "$room/in.pcm" > "$room/out.pcm" \
    || return 1
  bytes=$(wc -c < "$room/out.pcm")
  [ "$bytes" -eq 200000 ] || fail "$bytes bytes of 200000" || return 1
  ! cmp -s "$room/in.pcm" "$room/out.pcm" || fail "nothing was done" || return 1
  ! run_installed "$room/filter" 48000 9 < "$room/in.pcm"
}

# The gain of N3 rises from low to high frequencies, and 60 dB HL get some.
python_plots () {
  LIBENHANCE=$(installed 'libenhance.so.0') run_installed /usr/bin/python3 \
    "$samples/enhance_ctypes.py" N3 > "$room/plot" || return 1
  awk '{ gain[$1] = $3 } END { print gain[250], gain[4000]
    exit !(gain[4000] > gain[250] + 8 && gain[4000] > 10 && gain[4000] < 40) }' \
    "$room/plot" || fail "$(cat "$room/plot")" || return 1
  LIBENHANCE=$(installed 'libenhance.so.0') run_installed /usr/bin/python3 - \
    "$samples" <<'END'
import sys
sys.path.insert (0, sys.argv[1])
sys.dont_write_bytecode = True
from enhance_ctypes import Chain
with Chain (outputs=2) as one, Chain () as other:
    one["volume"] = 7.5
    one.fit ("L:S2;R:N4")
    other.load (one.save ("Küche"))
    assert other["volume"] == 7.5
    assert other.save () == one.save ()
    try:
        one["volume"] = 99
    except ValueError as failure:
        assert "range" in str (failure), failure
    else:
        raise AssertionError ("99 dB were taken")
END
}

program_runs () {
  local program
  program=$(find "$root" -path '*/bin/enhance' \( -type f -o -type l \) | head -n 1)
  [ -n "$program" ] || fail "enhance was not installed" || return 1
  run_installed "$program" --version | grep -F "$(tell --modversion enhance)" \
    && run_installed "$program" params > /dev/null
}

man_page_is_there () {
  [ -n "$(installed enhance.1)" ]
}

plugin_is_whole () {
  local bundle name
  bundle=$(dirname "$(installed listener.so)")
  for name in listener.so manifest.ttl listener.ttl presets.ttl; do
    [ -s "$bundle/$name" ] || fail "$name is missing" || return 1
  done
  [ ! -e "$bundle/listener.la" ] || fail "listener.la in the bundle" || return 1
  [ -n "$(installed listener-filter-chain.conf)" ] || fail "no example" || return 1
  ! command -v lv2ls > /dev/null \
    || [ "$(LV2_PATH=${bundle%/*} lv2ls | grep -c '^urn:libenhance:listener#')" = 3 ] \
    || fail "not found by lv2ls in ${bundle%/*}"
}

uninstall_leaves_nothing () {
  quiet_make uninstall || return 1
  local left
  left=$(find "$root" ! -type d)
  [ -z "$left" ] || fail "left behind:" "$left"
}

: "${CC:=cc}"
CXX=${CXX:-}
for candidate in g++ c++ clang++; do
  [ -n "$CXX" ] || ! command -v "$candidate" > /dev/null || CXX=$candidate
done

tap_case install_succeeds installs
pc_dir=$(dirname "$(installed enhance.pc)")
lib_dir=$(dirname "$pc_dir")
has_io=no
[ -z "$(installed enhance-io.pc)" ] || has_io=yes

tap_case installed_headers_are_complete every_header_is_there
tap_case installed_versions_agree version_is_one
tap_case installed_files_do_not_name_the_build nothing_names_the_build_folder
if [ -e "$top_builddir/libenhance/.libs/libenhance.so" ]; then
  tap_case smallest_program_builds_by_pkg_config_and_runs smallest_program
else
  tap_skip smallest_program_builds_by_pkg_config_and_runs \
    "no shared libraries were built"
fi
tap_case installed_packages_need_no_other_package packages_need_no_other_package
if [ -e "$lib_dir/libenhance.a" ] && [ -e "$room/smallest.c" ]; then
  tap_case static_program_builds_by_pkg_config_and_runs static_program
else
  tap_leave static_program_builds_by_pkg_config_and_runs \
    "no static libraries were built"
fi
if [ -n "$CXX" ]; then
  tap_case installed_headers_build_in_cxx headers_in_cxx
else
  tap_skip installed_headers_build_in_cxx "no C++ compiler"
fi
samples=$(dirname "$(installed pcm-filter.cc)")
tap_allowed_case jack_client_sample_builds "no pkg-config module 'jack'" \
  jack_client_builds
if [ -n "$CXX" ]; then
  tap_case cxx_sample_program_builds_and_runs cxx_filter
else
  tap_skip cxx_sample_program_builds_and_runs "no C++ compiler"
fi
if [ ! -x /usr/bin/python3 ] || [ -z "$(installed 'libenhance.so.0')" ]; then
  tap_leave python_sample_program_runs "no Python, or no shared library"
else
  case ${CFLAGS:-} in
    *-fsanitize*) tap_leave python_sample_program_runs \
      "Python is not linked with the sanitizer" ;;
    *) tap_case python_sample_program_runs python_plots ;;
  esac
fi
if [ "$has_io" = yes ]; then
  tap_case file_sample_program_builds_and_runs file_program
  tap_case live_sample_program_builds_and_runs live_program
else
  tap_skip file_sample_program_builds_and_runs "libenhance-io was not built"
  tap_skip live_sample_program_builds_and_runs "libenhance-io was not built"
fi
if [ -n "$(installed enhance)" ] || [ -e "$top_builddir/cli/enhance" ]; then
  tap_case installed_program_runs program_runs
  tap_case installed_man_page_is_there man_page_is_there
fi
if [ -e "$top_builddir/plugins/lv2/listener.la" ]; then
  tap_case installed_plugin_is_whole plugin_is_whole
fi
tap_case uninstall_leaves_nothing_behind uninstall_leaves_nothing
tap_done
