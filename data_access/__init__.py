"""The only room that knows SQL: sources, store, cube and the gateway that answers questions.

sources/     one adapter a publisher, and `auto` for any other file: what a row says
untrusted/   zips, workbooks and parsers of foreign files, in a child process with limits
harmonise/   words for goods, units and money → our codes, whole numbers of base units
places/      words for places → our codes; boundaries, divisions, lines between countries
ingest/      an adapter's rows → the store, in one transaction with the data version; and back
store/       the database: tables, migrations, engines, one file of everything, saved views
cube/        records → cells, and from cells to figures with states, coverage and what is possible
records/     single records: listed, searched, shown; other statistics
demo/        invented seizures for a first look
reference/   our tables; facts/ what comes with the program
"""
