"""Data that ships: tables, translations, content, fonts and style."""
