"""One verb per thing a user can do to a person, a household, a file or a sharing, each in the module of its part."""
