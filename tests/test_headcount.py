"""How many people come, said in words on the command line: what to write is said, nothing is guessed."""

import pytest

from apv_tui.cli import main
from apv_tui.core.headcount import nearest, sounds_like_one


@pytest.mark.parametrize("said", ["about 13", "ca. 13", "~13", "13-15", "13,5", "13 people", "13+"])
def test_a_number_in_words_is_told_from_the_name_of_a_file(
    said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sounds_like_one(said)
    assert nearest(said) == 13
    assert main(["show", "retro.en", "--people", said]) == 2
    told = capsys.readouterr().err
    assert f'"{said}" is neither a number of people nor a file' in told
    assert "for example 13" in told


@pytest.mark.parametrize("said", ["people.csv", "names/13.txt", "team 13.csv", "C:\\people", "everybody"])
def test_the_name_of_a_file_is_one(said: str) -> None:
    assert not sounds_like_one(said)


@pytest.mark.parametrize("command", ["rehearse", "preview"])
def test_the_other_commands_say_which_number(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([command, "retro.en", "--people", "ca. 13"])
    assert "digits only, for example 13" in capsys.readouterr().err
