"""One verb per thing that a worker, the commission or the pact's team does."""
