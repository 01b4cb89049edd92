"""Room: organizations, people, seats, and what the partnership has agreed."""
