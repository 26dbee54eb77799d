"""What README and model cards claim, tied to what was measured, and measured again."""
