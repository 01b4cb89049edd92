"""Room: claims about the partnership, and the evidence for and against each."""
