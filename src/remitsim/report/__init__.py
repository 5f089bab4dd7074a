"""Pages that people read: a comparison's report, and the frame that every other page is made of."""

from remitsim.report.page import Block, Page, Section, write_page
from remitsim.report.write import write

__all__ = ["Block", "Page", "Section", "write", "write_page"]
