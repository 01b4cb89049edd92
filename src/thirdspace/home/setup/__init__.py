"""Setting up a new partnership: two organizations, their people, the first meeting."""
