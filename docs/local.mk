# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# With their folders, so that their links lead somewhere where they are installed.
nobase_dist_doc_DATA = \
	CHANGELOG.md \
	CONTRIBUTING.md \
	COPYING \
	README.md \
	gui/data/screenshots/listen.png \
	samples/LICENSE.md \
	samples/README.md \
	docs/adding-a-stage.md \
	docs/api.md \
	docs/app.md \
	docs/architecture.md \
	docs/bench-dark.png \
	docs/bench-light.png \
	docs/benchmarks.md \
	docs/building.md \
	docs/constants.md \
	docs/control.md \
	docs/dsp.md \
	docs/link.md \
	docs/lv2.md \
	docs/realtime.md \
	docs/security.md \
	docs/supervisor.md

# Reference of the libraries: a site in docs/api/html, man pages in docs/api/man.
# Of the pages that doxygen writes for every field and constant, none is kept.
docs: docs/api/stamp
docs/api/stamp: docs/Doxyfile docs/api.md docs/link.md $(enhanceinclude_HEADERS)
	@test -n '$(DOXYGEN)' || { \
	  echo 'make docs: doxygen is not installed (Debian, Fedora: doxygen)' >&2; \
	  exit 1; }
	@rm -rf docs/api && $(MKDIR_P) docs/api
	cd docs && $(DOXYGEN) Doxyfile
	@find docs/api/man -name '*.3' ! -name 'enh_*' ! -name 'enhance_*' \
	  -exec rm -f {} +
# A line of a man page that begins with a quotation mark would be a request.
	@for page in docs/api/man/man3/*.3; do \
	  sed "s/^'/\\\\\&'/" "$$page" > docs/api/page && mv docs/api/page "$$page" \
	    || exit 1; \
	done
	@touch $@

install-docs: docs
	$(MKDIR_P) '$(DESTDIR)$(docdir)/api' '$(DESTDIR)$(mandir)/man3'
	cp -R docs/api/html '$(DESTDIR)$(docdir)/api/'
	$(INSTALL_DATA) docs/api/man/man3/*.3 '$(DESTDIR)$(mandir)/man3'

uninstall-docs:
	rm -rf '$(DESTDIR)$(docdir)/api'
	rm -f '$(DESTDIR)$(mandir)'/man3/enh_*.3 '$(DESTDIR)$(mandir)'/man3/enhance_*.3

clean-local:
	rm -rf docs/api

.PHONY: docs install-docs uninstall-docs
