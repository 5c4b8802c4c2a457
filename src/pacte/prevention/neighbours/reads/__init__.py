"""What a landlord reads, what a team reads, what is counted."""
