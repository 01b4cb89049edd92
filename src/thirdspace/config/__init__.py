"""Configuration: nothing else reads the environment."""
