"""Room: meetings, and the decisions, promises, reflections and deliverables they leave behind."""
