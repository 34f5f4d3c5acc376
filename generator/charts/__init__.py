"""From tidy tables to pictures: one module per chart, a list of them, and the drawing."""
