"""What people do under the code of ethics, by noun."""
