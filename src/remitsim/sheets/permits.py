"""What the model's statuses and ways are called in the law of a host: the table that reports show."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from remitsim.sheets.figure import Sheet


class PermitSheet(Sheet):
    """One status or act in the words of the country's law.

    ``grade``: *measured* where the text of the law, or a published account of it, was read; *assumed* from memory.
    """

    name: str = Field(description="as the country's own law calls it, in the language of the law or transcribed")
    english: str = Field("", description="the same in English, where the law is in another language")
    law: str = Field("", description="law and article")
    source: str = Field("", description="where it was read")
    grade: Literal["measured", "derived", "assumed"] = Field("assumed", description="read, or from memory")
    says: str = Field("", description="where the model's status is wider or narrower than the country's permit")


class PermitsSheet(Sheet):
    """Permits of a host by what they are in the model; what the country's law does not know is left out."""

    citizen: PermitSheet | None = Field(None, description="citizen by naturalisation")
    permanent: PermitSheet | None = Field(None, description="permanent residence")
    free: PermitSheet | None = Field(None, description="temporary permit, any employer")
    tied: PermitSheet | None = Field(None, description="temporary permit tied to one employer")
    seasonal: PermitSheet | None = Field(None, description="seasonal work, then home")
    family: PermitSheet | None = Field(None, description="the route of families")
    visitor: PermitSheet | None = Field(None, description="visitors, who may overstay")
    irregular: PermitSheet | None = Field(None, description="people in an irregular situation")
    regularised: PermitSheet | None = Field(None, description="the way from an irregular situation to a permit")
    removal: PermitSheet | None = Field(None, description="forced return")
    assisted: PermitSheet | None = Field(None, description="assisted return")

    def rows(self) -> list[dict[str, str]]:
        """One row a permit that is named: key, what it is in the model, and the words of the law."""
        made = []
        for key, field in type(self).model_fields.items():
            permit = getattr(self, key)
            if permit is not None:
                made.append({"key": key, "in the model": str(field.description), **permit.model_dump()})
        return made
