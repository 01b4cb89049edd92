"""Room: sources, cases, codebooks, codings, and the matrix made from them."""
