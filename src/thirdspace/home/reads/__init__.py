"""What the pages that see all rooms need: one module a part of the page."""
