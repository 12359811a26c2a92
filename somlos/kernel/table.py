"""The base of every table, and how sensitive each of its columns is."""

from collections.abc import Mapping
from enum import Enum
from typing import ClassVar

from django.db import models

from somlos.kernel.ids import new_id


class Privacy(Enum):
    """How much harm a column does in the wrong hands."""

    PUBLIC = "public"
    INTERNAL = "internal"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"

    @classmethod
    def map(
        cls, *, public: str = "", internal: str = "", personal: str = "", sensitive: str = ""
    ) -> dict[str, "Privacy"]:
        """Return the class of each column named in the space-separated lists."""
        named = {cls.PUBLIC: public, cls.INTERNAL: internal, cls.PERSONAL: personal, cls.SENSITIVE: sensitive}
        return {field: privacy for privacy, fields in named.items() for field in fields.split()}


class Table(models.Model):
    """A table whose key is made in Python: a row one may write but not read can then be inserted (W-notes)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False, db_comment="Random; says nothing")

    privacy: ClassVar[Mapping[str, Privacy]]

    class Meta:
        abstract = True
