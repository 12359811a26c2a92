"""Who is who, who may, what was done."""
