"""What the model's statuses and ways are called in the law of a host: the table that reports show."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from remitsim.sheets.figure import Sheet


class PermitSheet(Sheet):
    """One status or act in the words of the country's law.

    ``grade``: *measured* where the text of the law, or a published account of it, was read; *assumed* from memory.
    """

    name: Annotated[str, Field(description="as the country's own law calls it, in its language or transcribed")]
    english: Annotated[str, Field(description="the same in English, where the law is in another language")] = ""
    law: Annotated[str, Field(description="law and article")] = ""
    source: Annotated[str, Field(description="where it was read")] = ""
    grade: Annotated[Literal["measured", "assumed"], Field(description="read, or from memory")] = "assumed"
    says: Annotated[str, Field(description="where the model's status is wider or narrower than the country's permit")] = ""


class PermitsSheet(Sheet):
    """Permits of a host by what they are in the model; what the country's law does not know is left out."""

    citizen: Annotated[PermitSheet | None, Field(description="citizen by naturalisation")] = None
    permanent: Annotated[PermitSheet | None, Field(description="permanent residence")] = None
    free: Annotated[PermitSheet | None, Field(description="temporary permit, any employer")] = None
    tied: Annotated[PermitSheet | None, Field(description="temporary permit tied to one employer")] = None
    seasonal: Annotated[PermitSheet | None, Field(description="seasonal work, then home")] = None
    family: Annotated[PermitSheet | None, Field(description="the route of families")] = None
    visitor: Annotated[PermitSheet | None, Field(description="visitors, who may overstay")] = None
    irregular: Annotated[PermitSheet | None, Field(description="people in an irregular situation")] = None
    regularised: Annotated[PermitSheet | None, Field(description="the way from an irregular situation to a permit")] = None
    removal: Annotated[PermitSheet | None, Field(description="forced return")] = None
    assisted: Annotated[PermitSheet | None, Field(description="assisted return")] = None

    def rows(self) -> list[dict[str, str]]:
        """One row a permit that is named: key, what it is in the model, and the words of the law."""
        made = []
        for key, field in type(self).model_fields.items():
            permit = getattr(self, key)
            if permit is not None:
                made.append({"key": key, "in the model": str(field.description), **permit.model_dump()})
        return made
