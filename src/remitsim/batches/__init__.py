"""Batches: many runs by arm, context, population and luck; who carries them out, and the store that keeps them.

``arms`` and ``design`` say what is to be run; ``experiment``, ``vary`` and ``plans`` read that from a file; ``runner``,
``hands``, ``schedule`` and ``cluster`` carry it out; ``store``, ``shards`` and ``compacting`` keep it; ``batch``,
``verify``, ``exporting`` and ``watch`` answer to the command line.
"""
