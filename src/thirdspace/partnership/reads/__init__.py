"""Every query a page of this room needs."""
