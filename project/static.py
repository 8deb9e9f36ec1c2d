"""Static files with their content's hash in the name, compressed, and kept by browsers for ever.

The lines `import … from "./x.js";` inside our modules are rewritten to the hashed names as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.contrib.staticfiles.finders import AppDirectoriesFinder
from django.core.files.storage import Storage as FileStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

# What django-htmx brings beyond the one file that the pages load.
_UNUSED = ["django_htmx/ext/*", "htmax-*", "htmx-4*", "htmx-2.js", "django-htmx.js"]


class AppFiles(AppDirectoriesFinder):
    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileStorage]]:
        return iter(super().list([*(ignore_patterns or []), *_UNUSED]))


class Storage(CompressedManifestStaticFilesStorage):
    # Styles, and our own modules. Bundles and the scripts of apps import nothing; looking them
    # through in each pass would take most of the time.
    patterns = (
        *(kind for kind in CompressedManifestStaticFilesStorage.patterns if kind[0] == "*.css"),
        ("js/*.js", CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]),
    )
    # One pass for each step in the longest chain of modules that import each other.
    max_post_process_passes = 12
