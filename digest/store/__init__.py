"""What is kept, in SQL: one module per noun, the same on SQLite and PostgreSQL."""
