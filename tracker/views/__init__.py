"""What a person asks of their search, and the answer: one module for each flow."""
