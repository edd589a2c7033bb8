"""Stories: articles that tell the same event, their best sentences, and the people they are about."""
