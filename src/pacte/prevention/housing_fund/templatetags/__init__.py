"""Tags of the fund's pages."""
