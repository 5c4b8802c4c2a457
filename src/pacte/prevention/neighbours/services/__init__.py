"""One verb per thing that a landlord, a team or the pact's team does."""
