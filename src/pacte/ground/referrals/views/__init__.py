"""Pages of the room: lists, one referral, sending, services and their delays."""
