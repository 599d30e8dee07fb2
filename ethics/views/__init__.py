"""What the code of ethics asks for, page by page."""
