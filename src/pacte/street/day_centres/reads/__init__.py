"""What pages and the API show: a user's centres, their mail, their lockers."""
