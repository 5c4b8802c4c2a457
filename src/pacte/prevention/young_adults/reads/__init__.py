"""Young people within reach, what is shown of one, the platform's caseload."""
