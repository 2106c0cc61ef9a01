"""The command line as a process of its own, the way a shell runs it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

#: ``kb`` in its own process, with the miniature base as the shipped seed.
PROGRAM = """
import sys
from pathlib import Path
from kb.seed import layers
layers.shipped_seed = lambda: layers.Layer(layers.SHIPPED, Path({seed!r}))
from kb.cli import main
main(prog_name="kb")
"""


@pytest.fixture
def kb(mini_folder: Path, tmp_path: Path):
    """Return the start of a command line."""
    return [sys.executable, "-c", PROGRAM.format(seed=str(mini_folder))]


def test_a_curators_journey(kb, tmp_path: Path) -> None:
    """Write a file, be told what is wrong and where, mend it, build, and read it back with its source."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "KB_DATA": "own", "KB_DATABASE": "base.db"}
        return subprocess.run(
            [*kb, *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    file = tmp_path / "own" / "missions" / "vostok-2.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(
        "vostok-2:\n"
        "  name: Vostok 2\n"
        "  source: gcat-launchlog\n"
        "  launched: 1961-08-06T06:00:00Z\n"
        "  operated_by: roscosmos\n",
        "utf-8",
    )
    checked = run("check")
    assert checked.returncode == 1
    assert checked.stdout.startswith(
        "own/missions/vostok-2.yaml:5:16: 'roscosmos' cannot operate 'vostok-2' on 1961-08-06T06:00:00Z: "
        "it was founded on 2015-07-13; did you mean its predecessor 'soviet-space-programme'?\n"
    )
    file.write_text(file.read_text("utf-8").replace("roscosmos", "soviet-space-programme"), "utf-8")
    assert "43 entities" in run("build").stdout
    shown = run("show", "vostok-2")
    assert "6 August 1961, 06:00:00 UTC" in shown.stdout
    assert "from own/missions/vostok-2.yaml:4" in shown.stdout
    found = json.loads(run("timeline", "--agency", "roscosmos", "--during", "1961", "--json").stdout)
    assert "vostok-2" in {item["entity"] for item in found}


@pytest.mark.parametrize("arguments", [["claims"], ["list", "mission", "--json"]], ids=" ".join)
def test_a_reader_that_goes_away_leaves_no_traceback(kb, mini_db: Path, arguments: list[str]) -> None:
    process = subprocess.Popen(
        [*kb, *arguments, "--db", str(mini_db)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    process.wait(30)
    assert said == ""


def test_no_screen_and_no_network_library_is_loaded_for_an_answer(mini_db: Path) -> None:
    code = (
        "import sys\n"
        "from kb.cli import main\n"
        "main(['disputes', '--help'], standalone_mode=False)\n"
        "print([name for name in ('streamlit', 'plotly', 'networkx', 'pandas') if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.splitlines()[-1] == "[]"


@pytest.mark.skipif(os.name != "posix", reason="signals end a process group only there")
def test_serving_until_it_is_told_to_stop(kb, mini_db: Path, tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [*kb, "serve", "--no-browser", "--json", "--port", str(port), "--db", str(mini_db)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=tmp_path,
    )
    try:
        assert process.stdout is not None
        assert json.loads("".join(process.stdout.readline() for _ in range(3))) == {
            "url": f"http://localhost:{port}"
        }
        assert answers(f"http://localhost:{port}/_stcore/health") == "ok"
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0, "something still listens"


def answers(url: str) -> str:
    for _ in range(300):
        try:
            with urllib.request.urlopen(url, timeout=5) as response:
                return str(response.read().decode())
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(url)
