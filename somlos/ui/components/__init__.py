"""One folder per component: its function, its HTML, its CSS and its examples."""
