"""Files that former versions have written open as they always did, and are kept as they were."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from apv_tui.core import commands as c
from apv_tui.core.state import Item, State
from apv_tui.files.disk import backup_path
from apv_tui.files.journal import journal_path, read_journal
from apv_tui.files.load import load_session
from apv_tui.files.migrations import MIGRATIONS, VERSION, migrated
from apv_tui.files.places import Places
from apv_tui.files.session_file import decode_session, encode_session
from apv_tui.tui.desk import Desk
from apv_tui.wiring import Office, Options

RELEASED = Path(__file__).parent / "files" / "released"
KINDS_OF_1 = """
    absence_accounted absence_removed action_detailed actions_ordered agenda_revised clock_paused clock_set
    clock_started field_filled gap_answered groups_drawn groups_formed heading_added heading_renamed heads_counted
    host_chosen idea_assessed idea_moved idea_noted idea_put_back idea_put_under idea_reworded idea_sorted
    idea_split_off idea_withdrawn ideas_merged lobby_entered meeting_opened part_shown people_added person_arrived
    person_changed person_joined person_left person_moved person_removed plan_adopted questions_chosen redone
    roll_called run_off_counted run_off_opened run_repeated slip_counted spot_chosen status_noted step_entered
    strokes_counted topics_chosen turns_moved undone vault_erased vault_opened veiled vote_closed vote_opened
    vote_reopened voters_counted wish_dropped wish_prioritised
"""
KINDS_OF = {1: KINDS_OF_1.split(), 2: [*KINDS_OF_1.split(), "copies_erased", "words_erased"]}


class House:
    """A computer that somebody has brought the files of a version to."""

    def __init__(self, folder: Path, version: int) -> None:
        self.places = Places(folder / "sessions", folder / "state", folder / "agendas", folder / "log")
        for place in (self.places.sessions, self.places.state):
            place.mkdir()
        for source in (RELEASED / f"version-{version}").iterdir():
            shutil.copy(source, self.places.state if source.suffix == ".journal" else self.places.sessions)
        self.path = self.places.sessions / "meeting.json"
        self.offices: list[Office] = []

    def open(self, path: Path | None = None) -> Desk:
        self.offices.append(Office(self.places, Options(), language="da"))
        return self.offices[-1].open_session(path or self.path)

    def close(self) -> None:
        office = self.offices.pop()
        office.close()
        assert not office.incomplete

    def kept(self) -> list[Path]:
        return sorted(self.places.sessions.glob("*.version-*"))


@pytest.fixture(params=range(1, VERSION))
def house(tmp_path: Path, request: pytest.FixtureRequest) -> House:
    return House(tmp_path, request.param)


def items(state: State, list_id: str) -> dict[str, Item]:
    return {item.text: item for item in state.on_list(list_id)}


# -- there is one of each ----------------------------------------------------------------------------------


@pytest.mark.parametrize("version", range(1, VERSION))
def test_of_every_former_version_there_are_files(version: int) -> None:
    folder = RELEASED / f"version-{version}"
    names = ["confidential.json", "meeting.json", next(folder.glob("*.journal")).name]
    assert sorted(path.name for path in folder.iterdir()) == sorted(names)
    for path in folder.glob("*.json"):
        assert json.loads(path.read_text(encoding="utf-8"))["version"] == version
        assert not decode_session(path.read_bytes(), path).edited_by_hand
    header = read_journal(folder / names[2]).header
    assert header is not None
    assert header.version == version
    assert version in MIGRATIONS


@pytest.mark.parametrize("version", sorted(KINDS_OF))
def test_the_meeting_of_a_version_has_every_kind_of_fact_that_the_version_knew(version: int) -> None:
    folder = RELEASED / f"version-{version}"
    told = [
        event["fact"]["kind"]
        for path in folder.glob("*.json")
        for event in decode_session(path.read_bytes(), path).events
    ]
    assert sorted(set(told)) == sorted(KINDS_OF[version])


# -- what they say -----------------------------------------------------------------------------------------


def test_a_meeting_opens_with_everything_it_had(house: House) -> None:
    desk = house.open()
    state = desk.state
    assert [notice.id for notice in desk.recovery] == ["session.recovered"]
    assert [(who.name, who.department) for who in state.people.values()][:3] == [
        ("Mette Holm", "Kørsel"), ("Søren Dal", "Kontor"), ("Åse Lund", "Lager")
    ]  # fmt: skip
    assert len(state.people) == 9
    assert [len(group.everyone) for group in state.state_of("sixes").groups] == [4, 4]

    wishes = items(state, "wishes")
    assert [wishes[text].number for text in ("Nye får en makker", "Vagtplanen tre uger før")] == [1, 2]
    assert wishes["Vagtplanen tre uger før"].original == "En vagtplan tre uger før"
    assert wishes["Makker til de nye"].merged_into == wishes["Nye får en makker"].id
    vote = state.state_of("vote").vote
    assert vote is not None
    assert vote.topics is not None
    assert vote.sheet[wishes["Nye får en makker"].id] == 6
    assert vote.voters == 7
    assert [state.items[item].text for item in vote.topics.items] == [
        "Nye får en makker", "Vagtplanen tre uger før", "Færre afbrydelser"
    ]  # fmt: skip

    lamp, buddies = (state.items[item] for item in state.orders["actions"])
    assert (lamp.text, buddies.text) == ("Ny lampe ved rampen", "Makkerordning fra 1. april")
    assert state.items[buddies.under].text == "Nye får en makker"
    action = state.actions[buddies.id]
    assert action.details["owner"].people == ("p2",)
    assert action.details["deadline"].first == date(2026, 4, 1)
    # The last two entries are in the journal only.
    assert [entry.status for entry in action.log] == ["in_progress", "done"]
    assert [entry.note for entry in state.actions[lamp.id].log] == ["Lyset er tændt"]
    assert state.actions[lamp.id].left_open == {"owner"}
    assert "actions" in state.adopted

    # They are closed, and not shown to the room; but they are there.
    notes = [item.text for item in desk.record.state.items.values() if item.list == "core"]
    assert notes == ["Hun sover dårligt efter nattevagter", "Nattevagterne tærer"]
    assert [(vault.owner, vault.erased) for vault in state.vaults.values()] == [("p1", False), ("p2", True)]
    assert (state.meeting_id, state.step_id) == ("follow", "look")
    meeting = state.agenda.meeting("follow")
    assert meeting is not None
    assert meeting.title == "Opfølgning"
    house.close()


def test_confidential_notes_open_by_themselves(house: House) -> None:
    desk = house.open(house.places.sessions / "confidential.json")
    assert desk.confidential
    assert [item.text for item in desk.state.items.values()] == [
        "Hun sover dårligt efter nattevagter", "Nattevagterne tærer"
    ]  # fmt: skip
    assert [who.name for who in desk.state.people.values()] == ["Mette Holm"]
    house.close()


# -- what becomes of the files -----------------------------------------------------------------------------


def test_before_it_is_written_the_original_is_kept_byte_for_byte(house: House) -> None:
    version = json.loads(house.path.read_bytes())["version"]
    before = house.path.read_bytes()
    house.path.chmod(0o640)
    house.open().do(c.GoTo("pick"))
    house.close()
    aside = house.path.with_name(f"meeting.json.version-{version}-1")
    assert house.kept() == [aside]
    assert aside.read_bytes() == before
    assert aside.stat().st_mode & 0o777 == house.path.stat().st_mode & 0o777 == 0o640
    written = json.loads(house.path.read_bytes())
    assert written["version"] == VERSION
    assert written["events"][:-5] == json.loads(before)["events"][: len(written["events"]) - 5]

    # Put back by hand and gone on with once more, it is the same original.
    house.path.write_bytes(before)
    house.open().do(c.GoTo("pick"))
    house.close()
    house.open().do(c.GoTo("look"))
    house.close()
    assert house.kept() == [aside]


def test_confidential_notes_are_the_owners_in_their_old_form_too(house: House) -> None:
    path = house.places.sessions / "confidential.json"
    path.chmod(0o644)
    house.open(path).do(c.NoteIdeas(("Mere",), "core"))
    house.close()
    assert {each.stat().st_mode & 0o777 for each in house.places.sessions.glob("confidential.json*")} == {
        0o600
    }
    assert len(house.kept()) == 1


def test_opening_without_writing_changes_nothing(house: House) -> None:
    for journal in house.places.state.glob("*.journal"):
        journal.unlink()  # it has more than the file, which would be written
    before = {path.name: path.read_bytes() for path in house.places.sessions.iterdir()}
    house.open()
    house.close()
    house.open(house.places.sessions / "confidential.json")
    house.close()
    assert {path.name: path.read_bytes() for path in house.places.sessions.iterdir()} == before


def test_an_original_that_only_the_backup_has_is_kept_as_well(house: House) -> None:
    before = house.path.read_bytes()
    version = json.loads(before)["version"]
    house.path.rename(backup_path(house.path))
    house.path.write_bytes(b"\0" * 50)
    house.open()
    house.close()
    assert [path.name for path in house.kept()] == [f"meeting.json.bak.version-{version}-1"]
    assert house.kept()[0].read_bytes() == before


def test_a_journal_of_a_former_version_is_gone_on_with_in_the_present_one(house: House) -> None:
    session = decode_session(house.path.read_bytes(), "x").session
    place = journal_path(house.places.state, session)
    before = read_journal(place)
    assert before.header is not None
    assert before.header.version < VERSION
    keeper = house.open().keeper
    keeper.store.flush()  # type: ignore[union-attr]
    now = read_journal(place)
    assert now.header is not None
    assert now.header.version == VERSION
    assert now.records[: len(before.records)] == before.records
    house.close()


# -- the migrations themselves -----------------------------------------------------------------------------


def test_a_migration_is_pure_and_leads_to_the_present_version(house: House) -> None:
    tree = json.loads(house.path.read_bytes())
    before = json.dumps(tree)
    now = migrated(tree, tree["version"])
    assert json.dumps(tree) == before
    assert now["version"] == VERSION
    for version in (0, VERSION + 1):
        with pytest.raises(ValueError, match="version"):
            migrated(tree, version)


def test_what_was_migrated_is_read_the_same_once_it_is_written(house: House) -> None:
    document = load_session(house.path, house.places.state).document
    again = decode_session(encode_session(document), "x")
    assert (again.events, again.agenda, again.session) == (document.events, document.agenda, document.session)
    assert again.version == VERSION
