"""Small stores for briefings: so many seizures a month, as a test wants them."""

from datetime import date

from tests.data_access.records.test_records import info, put, record


def monthly(country, year, each, *, goods="heroin", departure="", first=1):
    """`each` single seizures, no two alike, in every month of a year from `first` on."""
    return [
        {
            "seized_on": date(year, month, 1 + n % 27),
            "country": country,
            "goods": goods,
            "place_reported": f"{goods} {departure} {n}",
            **({"departure": departure} if departure else {}),
        }
        for month in range(first, 13)
        for n in range(each)
    ]


def stored(*lists, source="police"):
    """Put them all into the store."""
    rows = [row for rows in lists for row in rows]
    put([record(n, **{"content": f"{source} {n}"} | row) for n, row in enumerate(rows, 1)], info(source))
