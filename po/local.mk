# SPDX-FileCopyrightText: 2026 The libenhance authors
# SPDX-License-Identifier: MIT

# Translations of the app. A language is a name in po/LINGUAS, here, and a file
# po/NAME.po; `make update-po` brings these files up to date with the sources.

po_languages = de fr
po_domain = personal-listener

EXTRA_DIST += po/LINGUAS $(po_languages:%=po/%.po)

if BUILD_PO

po_catalogs = $(po_languages:%=po/locale/%/LC_MESSAGES/$(po_domain).mo)

all-local: $(po_catalogs)
CLEANFILES += $(po_catalogs)

$(po_catalogs): po/locale/%/LC_MESSAGES/$(po_domain).mo: po/%.po
	$(AM_V_GEN)$(MKDIR_P) $(@D) && $(MSGFMT) -c -o $@ $<

install-data-local: $(po_catalogs)
	for language in $(po_languages); do \
	  $(MKDIR_P) "$(DESTDIR)$(localedir)/$$language/LC_MESSAGES" && \
	  $(INSTALL_DATA) "po/locale/$$language/LC_MESSAGES/$(po_domain).mo" \
	    "$(DESTDIR)$(localedir)/$$language/LC_MESSAGES/" || exit 1; \
	done

uninstall-local:
	for language in $(po_languages); do \
	  rm -f "$(DESTDIR)$(localedir)/$$language/LC_MESSAGES/$(po_domain).mo"; \
	done

endif

po_keywords = --keyword=_ --keyword=N_ --keyword=ngettext:1,2

update-po:
	cd $(top_srcdir) && xgettext --from-code=UTF-8 $(po_keywords) \
	  --add-comments=TRANSLATORS -o po/c.pot `find gui -name '*.c' | sort`
	cd $(top_srcdir) && xgettext --from-code=UTF-8 -L Glade -o po/ui.pot \
	  `find gui -name '*.ui' | sort`
	cd $(top_srcdir)/po && msgcat --use-first c.pot ui.pot -o all.pot
	cd $(top_srcdir)/po && for language in $(po_languages); do \
	  msgmerge -q --update --backup=none --no-fuzzy-matching --no-location \
	    $$language.po all.pot || exit 1; \
	done
	cd $(top_srcdir)/po && rm -f all.pot c.pot ui.pot

.PHONY: update-po
