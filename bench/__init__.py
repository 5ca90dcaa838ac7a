"""How fast the program is, always beside something plain in the same run: docs/bench.md says what each figure means."""
