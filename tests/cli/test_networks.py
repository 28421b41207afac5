"""Networks in the shell: the casebook's, imported ones, and what is refused."""

import csv
import io
import json

import networkx as nx
import pytest
from click.testing import CliRunner

from cli.main import main
from tests.data_access.sources import test_network


def run(*arguments):
    return CliRunner().invoke(main, [str(a) for a in arguments])


def test_the_network_of_the_casebook_as_a_file_with_what_must_be_said(tmp_path):
    out = tmp_path / "cases.graphml"
    done = run("network", "--where", "goods=tobacco", "--out", out)
    assert done.exit_code == 0 and "no sample" in done.stderr
    about = json.loads((tmp_path / "cases.graphml.json").read_text(encoding="utf-8"))
    assert about["nodes"] == nx.read_graphml(out).number_of_nodes() and about["filters"] == {"goods": ["tobacco"]}
    every = run("network", "casebook", "--proof", "all", "--format", "csv")
    proven = run("network", "--format", "csv")
    assert len(every.stdout.splitlines()) > len(proven.stdout.splitlines()) > 100
    grouped = json.loads(run("network", "--by-group", "--format", "json").stdout)
    assert grouped["about"]["nodes"] < json.loads(run("network", "--format", "json").stdout)["about"]["nodes"]


def test_an_imported_network(tmp_path):
    run("import", "network", test_network.write_sample(tmp_path))
    listed = list(csv.DictReader(io.StringIO(run("network", "TEST", "--format", "csv").stdout.lstrip("\ufeff"))))
    assert [(r["start_code"], r["end_code"], r["both"]) for r in listed] == [("N1", "N2", "Yes"), ("N1", "N3", "No")]
    shown = nx.parse_graphml(run("network", "TEST", "--ties", "alliance").stdout)
    assert set(shown.nodes) == {"N1", "N2", "N3"}
    nodes = run("networks", "--groups").stdout.splitlines()
    assert nodes[0].startswith("network,code,name,place_reported,sort,handling,source,first_seen")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("network", "nobody"), "There is no network 'nobody'. Known: casebook, TEST."),
        (("network", "TEST", "--ties", "friendship"), "is no kind of its ties. Known: alliance."),
        (("network", "TEST", "--where", "goods=tobacco"), "Filters are for the network of the casebook"),
        (("network", "--ties", "alliance"), "--ties is for imported networks"),
        (("network", "--where", "colour=red"), "is not a dimension of cases"),
        (("network", "--out", "x.pdf"), "A network is written as graphml, gexf, csv, json"),
    ],
)
def test_what_cannot_be_written_is_said(tmp_path, arguments, said):
    run("import", "network", test_network.write_sample(tmp_path))
    refused = run(*arguments)
    assert refused.exit_code == 2 and said in refused.stderr


def test_a_chart_of_the_page(tmp_path):
    out = tmp_path / "between.csv"
    done = run("chart", "networks", "--card", "networks_between", "--where", "goods=tobacco", "--out", out)
    assert done.exit_code == 0, done.output
    assert "Betweenness" in out.read_text(encoding="utf-8-sig")
