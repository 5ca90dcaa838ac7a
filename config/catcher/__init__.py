"""A post office for trying things out: takes every mail, passes none on, and shows them at /dev/mail/."""
