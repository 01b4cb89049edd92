"""What people type and choose in this room."""
