"""The addresses of a server that runs as the demo."""

from __future__ import annotations

from project import urls

urlpatterns = [*urls.urlpatterns, *urls.demo_pages]
