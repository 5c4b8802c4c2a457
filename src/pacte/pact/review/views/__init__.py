"""The public pages, the printed review and the open data of the pact."""

from .files import dataset, review_pdf
from .pages import chapter, editions, home, indicator, open_data, review

__all__ = ["chapter", "dataset", "editions", "home", "indicator", "open_data", "review", "review_pdf"]
