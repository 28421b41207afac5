"""`python -m tools.bench`: runs the benchmark, or a part of it."""

from tools.bench import real_file

if __name__ == "__main__":
    real_file.run(with_pages=True)
