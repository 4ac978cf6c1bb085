"""The command called within this process."""

import subprocess
import sys

import pytest
from tests.making import Call, CallIn

from analysis.cli import main
from analysis.project import ROOT_VARIABLE, Project


@pytest.fixture
def call_in(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CallIn:
    """Make a way to call the command in a project, unless the call names another one."""

    def calling(usual: Project) -> Call:
        def called(*words: str, project: Project = usual) -> subprocess.CompletedProcess[str]:
            monkeypatch.setenv(ROOT_VARIABLE, str(project.root))
            monkeypatch.setattr(sys, "argv", ["arshjul", *words])
            with pytest.raises(SystemExit) as left:
                main()
            return subprocess.CompletedProcess(words, int(left.value.code or 0), *capsys.readouterr())

        return called

    return calling
