"""What an operator does to the city: draw it, replace the drawing by official files, load its addresses."""

from .addresses import import_addresses
from .drawing import import_boundaries, import_directorates, import_streets, load_outline

__all__ = ["import_addresses", "import_boundaries", "import_directorates", "import_streets", "load_outline"]
