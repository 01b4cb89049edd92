"""Many partnerships: only what each released, and comparison without ranking."""
