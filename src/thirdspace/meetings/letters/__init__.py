"""Mail that this room sends: one link, one person, one task."""
