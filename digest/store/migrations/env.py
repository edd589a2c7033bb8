"""Run the migrations on the connection that digest.store.schema hands over, in its transaction."""

from alembic import context

from digest.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,  # SQLite can, since we begin its transactions ourselves
)
context.run_migrations()
