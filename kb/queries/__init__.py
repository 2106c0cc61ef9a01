"""Questions to the base. Each is a free function of a Reader that returns frozen results; one module a subject."""
