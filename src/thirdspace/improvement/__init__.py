"""Room: measures and observations, and what their charts signal."""
