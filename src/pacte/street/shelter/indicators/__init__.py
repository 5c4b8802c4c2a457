"""The night's figures, gathered from their parts."""

from . import requests, stock

DECLARED = [*stock.DECLARED, *requests.DECLARED]
