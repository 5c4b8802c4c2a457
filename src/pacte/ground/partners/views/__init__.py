"""Pages of the partners: organisations and their sites, agreements, members."""
