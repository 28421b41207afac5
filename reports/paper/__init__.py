"""Documents on paper: PDF that a screen reader can read (PDF/UA-1), typeset by Typst from data alone."""
