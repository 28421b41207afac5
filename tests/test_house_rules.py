from tools.house_rules import check, main


def test_the_repository_keeps_its_rules():
    assert main([]) == 0


def test_breaches_are_found(tmp_path):
    bad = {
        "pages/loose.py": "import streamlit as st\n",
        "pages/explore/world.py": "x = 1\n" * 61,
        "pages/parts/other.py": "@st.cache_data\ndef f(frame: pl.DataFrame, _user: str) -> None: ...\n",
        "charts/x.py": "from sqlalchemy import select\ncolour = '#aabbcc'\n",
        "pages/parts/another.py": "@st.cache_data\ndef f(url: str, version: int) -> int: return opened(url, version).n\n",
        "pages/parts/other_data.py": "@st.cache_data\ndef f(url: str) -> None: ...\n",
        "pages/parts/answers.py": "@st.cache_resource\ndef f(_url: str) -> None: ...\n",
        "pages/parts/remembered.py": "@lru_cache\ndef f(url: str, version: int) -> int: return opened(url, version).n\n",
        "pages/parts/keyed.py": "@st.cache_resource\ndef f(url: str): return gateway.for_viewer(1)\n",
        "reports/way.py": "rows = gateway.engine.connect()\n",
        "reports/who.py": "from domain.entitlement import PUBLIC\n",
        "data_access/open.py": "def f(selection, *, viewer=None): ...\n",
        "reports/assumed.py": "def f(selection, entitlement=1): ...\n",
        "pages/parts/show.py": "st.download_button('a', b'')\n",
        "pages/parts/face.py": "import streamlit as st\nst.image('a.png')\n",
        "pages/parts/lists.py": "import streamlit as st\nst.selectbox('a', [])\n",
        "pages/parts/filters.py": "def draw(box): box.multiselect('a', [])\n",
        "pages/parts/ends.py": "import streamlit as st\nst.stop()\n",
        "pages/x/y.py": "st.session_state['a'] = 1\n",
    }
    for name, text in bad.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        assert check(path, tmp_path), name
