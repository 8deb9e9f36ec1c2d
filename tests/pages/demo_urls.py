"""All addresses, those of the demo among them."""

from __future__ import annotations

from project.urls import demo_pages, handler400, handler403, handler404, handler500, urlpatterns  # noqa: F401

urlpatterns = [*urlpatterns, *demo_pages]
