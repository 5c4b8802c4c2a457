"""What the public pages, the open data and the review show, made from an edition's snapshot and nothing else."""
