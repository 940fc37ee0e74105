# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# The chain as an LV2 plugin, and how PipeWire puts it between microphone and
# headset. Needs the public headers and LV2's.

EXTRA_DIST += plugins/lv2/listener-filter-chain.conf

if BUILD_LV2

lv2dir = $(libdir)/lv2/libenhance.lv2
lv2_LTLIBRARIES = plugins/lv2/listener.la
nodist_lv2_DATA = \
	plugins/lv2/listener.ttl \
	plugins/lv2/manifest.ttl \
	plugins/lv2/presets.ttl

plugins_lv2_listener_la_SOURCES = \
	plugins/lv2/listener.c \
	plugins/lv2/ports.h
plugins_lv2_listener_la_CPPFLAGS = $(PUBLIC_CPPFLAGS)
plugins_lv2_listener_la_CFLAGS = \
	$(AM_CFLAGS) -fvisibility=hidden $(LV2_CFLAGS)
plugins_lv2_listener_la_LDFLAGS = \
	$(AM_LDFLAGS) -module -avoid-version -shared -no-undefined \
	-export-symbols-regex '^lv2_descriptor$$'
plugins_lv2_listener_la_LIBADD = libenhance/libenhance.la $(LIBM)

# What hosts read is made of the library's table of parameters, by a program of the
# machine that builds.
make_ttl_sources = \
	plugins/lv2/make_ttl.c \
	libenhance/src/base/audiogram.c \
	libenhance/src/base/hearing.c \
	libenhance/src/base/param.c
EXTRA_DIST += plugins/lv2/make_ttl.c
plugins/lv2/make_ttl: $(make_ttl_sources) plugins/lv2/ports.h \
		$(enhanceinclude_HEADERS)
	$(AM_V_CC)$(MKDIR_P) plugins/lv2 && \
	$(CC_FOR_BUILD) -I$(top_srcdir)/libenhance/include \
	  -I$(top_srcdir)/libenhance/src -I$(top_srcdir)/libenhance -o $@ \
	  $(make_ttl_sources:%=$(top_srcdir)/%) $(LIBM)

$(nodist_lv2_DATA): plugins/lv2/make_ttl
	$(AM_V_GEN)name=$@; name=$${name##*/}; \
	  plugins/lv2/make_ttl $${name%.ttl} > $@.part && mv $@.part $@

CLEANFILES += $(nodist_lv2_DATA) plugins/lv2/make_ttl

# For hosts that are told of the build folder by LV2_PATH, and for the tests.
noinst_DATA += plugins/lv2/libenhance.lv2/listener.so
plugins/lv2/libenhance.lv2/listener.so: plugins/lv2/listener.la \
		$(nodist_lv2_DATA)
	$(AM_V_GEN)$(MKDIR_P) plugins/lv2/libenhance.lv2 && \
	cp $(nodist_lv2_DATA) plugins/lv2/libenhance.lv2/ && \
	cp plugins/lv2/.libs/listener.so $@
CLEANFILES += \
	plugins/lv2/libenhance.lv2/listener.so \
	plugins/lv2/libenhance.lv2/listener.ttl \
	plugins/lv2/libenhance.lv2/manifest.ttl \
	plugins/lv2/libenhance.lv2/presets.ttl

pipewiredir = $(docdir)/examples
dist_pipewire_DATA = plugins/lv2/listener-filter-chain.conf

# By a variable: automake would take it for the whole rule. It is linked anew with
# the library that is installed.
lv2_installed = install-lv2LTLIBRARIES
$(lv2_installed): install-libLTLIBRARIES

# Hosts want no libtool archive in a bundle.
install-data-hook: remove-lv2-archive
remove-lv2-archive:
	rm -f '$(DESTDIR)$(lv2dir)/listener.la'
uninstall-hook: uninstall-lv2
uninstall-lv2:
	rm -f '$(DESTDIR)$(lv2dir)/listener.so'
	rmdir '$(DESTDIR)$(lv2dir)' 2> /dev/null || :

endif

.PHONY: remove-lv2-archive uninstall-lv2
