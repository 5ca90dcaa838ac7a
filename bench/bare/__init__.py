"""What Django can do at best: a page with fifty of a person's rows, and nothing of ours around it."""
