"""`faceapp evaluate`: its JSON, its words, what it records, and one sentence for each fault."""

from __future__ import annotations

import json
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image as PillowImage

from faceapp.cli import run_command_line
from faceapp.devices.demo import enrolment_pictures
from faceapp.learning.datasets import CropSet, encode_webp
from faceapp.vision.card import read_card

from .conftest import MakePeople, WriteTar
from .pages import require_whole

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def evaluate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    def run(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run_command_line(["--data-dir", str(tmp_path / "state"), "evaluate", *map(str, arguments)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def as_json(told: tuple[int, str, str]) -> Any:
    code, out, err = told
    assert (code, err) == (0, "")
    return json.loads(out)


@pytest.fixture
def model(tmp_path: Path, write_tiny_encoder: Callable[..., Path]) -> Path:
    return write_tiny_encoder(tmp_path / "model")


@pytest.fixture(scope="module")
def shards(tmp_path_factory: pytest.TempPathFactory, make_people: MakePeople, write_tar: WriteTar) -> list[Path]:
    """Twenty people of six crops each, every person in both shards."""
    crops = make_people(20, 6, veil=4.0)
    root = tmp_path_factory.mktemp("shards")
    return [
        write_tar(root / f"{part}.tar", CropSet(crops.images[part::2], crops.labels[part::2], (), crops.files[part::2]))
        for part in range(2)
    ]


@pytest.fixture
def groups(tmp_path: Path) -> Path:
    path = tmp_path / "groups.csv"
    lines = [f"{number:05},{'low' if number < 12 else 'high'}" for number in range(18)]
    path.write_text("\n".join(["identity,group", *lines]), encoding="utf-8")
    return path


APART = {"without_face", "unreadable", "passed_over", "repeated"}
COMPARISONS = {
    "identities", "mated", "non_mated", "eer", "eer_interval", "auc", "auc_interval", "tar_at_fmr"
}  # fmt: skip


def test_comparisons_in_json(evaluate: Command, model: Path, shards: list[Path], groups: Path) -> None:
    wanted = ["comparisons", "--data", *shards, "--aligned", "--model", model, "--json"]
    result = as_json(evaluate(*wanted))
    assert set(result) == COMPARISONS | APART | {"encoder"}
    assert (result["identities"], result["mated"], result["non_mated"]) == (20, 300, 6840)
    assert list(result["tar_at_fmr"]) == ["0.01", "0.001", "0.0001", "1e-05"]
    assert set(result["tar_at_fmr"]["0.01"]) == {"tar", "low", "high", "threshold"}
    assert result["tar_at_fmr"]["0.001"] is None  # of 6,840
    assert result["without_face"] == [] and result["encoder"].startswith("tiny@")
    low, high = result["eer_interval"]
    assert low <= result["eer"] <= high
    grouped = as_json(evaluate(*wanted, "--groups", groups))
    assert {name: grouped[name] for name in COMPARISONS} == {name: result[name] for name in COMPARISONS}
    assert list(grouped["groups"]) == ["high", "low"]
    part = grouped["groups"]["low"]
    assert set(part) == COMPARISONS | {"at_overall_thresholds"}
    assert (part["identities"], part["mated"], part["non_mated"]) == (12, 180, 12 * 11 // 2 * 36)
    (rates,) = part["at_overall_thresholds"]
    assert set(rates) == {"threshold", "fmr", "fmr_interval", "tar", "tar_interval"}
    assert rates["threshold"] == result["tar_at_fmr"]["0.01"]["threshold"]


def test_comparisons_in_words(evaluate: Command, model: Path, shards: list[Path], groups: Path) -> None:
    code, out, _ = evaluate("comparisons", "--data", *shards, "--aligned", "--model", model, "--groups", groups)
    assert code == 0
    assert "120 pictures of 20 people" in out
    assert "300 mated and 6,840 non-mated comparisons of 20 people" in out
    assert "TAR at FMR 0.001: not enough comparisons" in out
    assert "group low:" in out and "at everybody's threshold" in out
    assert "2 of 20 people are in no group" in out


def test_figures_are_recorded_in_the_card_and_a_page_is_written(
    evaluate: Command, model: Path, shards: list[Path], tmp_path: Path
) -> None:
    before = read_card(model)
    page = tmp_path / "page.html"
    result = as_json(
        evaluate(
            "comparisons", "--data", *shards, "--aligned", "--model", model, "--record", "--report", page, "--json"
        )
    )
    card = read_card(model)
    assert card.encoder_id == before.encoder_id == result["encoder"]
    assert (card.measured.identities, card.measured.mated, card.measured.non_mated) == (20, 300, 6840)
    assert (card.measured.eer, card.measured.auc) == (result["eer"], result["auc"])
    stated = result["tar_at_fmr"]["0.01"]
    (point,) = card.measured.operating_points
    assert (point.fmr, point.threshold, point.tar, point.tar_low, point.tar_high) == (
        0.01, stated["threshold"], stated["tar"], stated["low"], stated["high"]
    )  # fmt: skip
    assert card.model_copy(update={"measured": before.measured}) == before
    assert str(tmp_path) not in page.read_text(encoding="utf-8")


def test_retrieval_in_json_and_words(evaluate: Command, model: Path, shards: list[Path], groups: Path) -> None:
    wanted = ["retrieval", "--data", *shards, "--aligned", "--model", model, "--groups", groups]
    result = as_json(evaluate(*wanted, "--json"))
    keys = {"identities", "queries", "precision_at_1", "r_precision", "map_at_r", "intervals", "weak"}
    assert set(result) == keys | APART | {"groups", "encoder"}
    assert set(result["intervals"]) == {"precision_at_1", "r_precision", "map_at_r"}
    assert set(result["weak"]) == {"recall_at_1", "recall_at_5", "recall_at_10", "nmi", "f1"}
    assert (result["identities"], result["queries"]) == (20, 120)
    assert set(result["groups"]["low"]) == keys and result["groups"]["low"]["queries"] == 72
    code, out, _ = evaluate(*wanted)
    assert code == 0 and "120 queries of 20 people" in out and "weak" in out and "MAP@R" in out


def write_folder(root: Path, crops: CropSet, chosen: slice) -> Path:
    for image, name in zip(crops.images[chosen], crops.files[chosen], strict=True):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(encode_webp(image))
    return root


def test_identification_in_json_and_words(
    evaluate: Command, model: Path, tmp_path: Path, make_people: MakePeople, groups: Path
) -> None:
    crops = make_people(16, 4, veil=4.0)
    gallery = write_folder(tmp_path / "gallery", crops, slice(0, 32))  # the first eight people
    probes = write_folder(tmp_path / "probes", crops, slice(2, 64))
    wanted = ["identification", "--gallery", gallery, "--probes", probes, "--aligned", "--model", model]
    result = as_json(evaluate(*wanted, "--json"))
    assert set(result) == APART | {
        "people", "probes", "mated_probes", "rank1", "rank1_interval", "fnir_at_fpir", "templates_again", "encoder"
    }  # fmt: skip
    assert (result["people"], result["probes"], result["mated_probes"]) == (8, 62, 30)
    assert result["rank1"] == 1.0  # the probes are among the templates
    assert result["templates_again"] == 30
    assert result["fnir_at_fpir"] == {"0.01": None, "0.001": None}
    grouped = as_json(evaluate(*wanted, "--groups", groups, "--json"))["groups"]
    assert (grouped["low"]["mated_probes"], grouped["high"]["rank1"]) == (30, None)
    code, out, _ = evaluate(*wanted, "--groups", groups)
    assert code == 0 and "8 people, 30 probes of them and 32 of others" in out
    assert "FNIR at FPIR 0.001: not enough non-mated probes" in out and "rank-1 no mated probe" in out
    assert "both in the gallery and among the probes, which find themselves: 30" in out


def test_every_evaluation_writes_its_page(
    evaluate: Command, model: Path, shards: list[Path], tmp_path: Path, make_people: MakePeople, photographs: Path
) -> None:
    gallery = write_folder(tmp_path / "gallery", make_people(8, 4, veil=4.0), slice(0, 20))
    (tmp_path / "pairs.txt").write_text("2 1\nAda 1 2\nAda 1 Ben 1\nBen 1 2\nAda 2 Ben 2\n", encoding="utf-8")
    for arguments, heading in (
        (("retrieval", "--data", *shards, "--aligned"), "<h1>Retrieval by tiny@"),
        (("identification", "--gallery", gallery, "--probes", shards[0], "--aligned"), "<h1>Identification by tiny@"),
        (("verification", "--images", photographs, "--pairs", tmp_path / "pairs.txt"), "<h1>Verification by tiny@"),
    ):
        page = tmp_path / f"{arguments[0]}.html"
        code, out, err = evaluate(*arguments, "--model", model, "--report", page)
        assert (code, err) == (0, "")
        assert f"The page is {page}." in out
        written = page.read_text(encoding="utf-8")
        assert heading in written and "data:image/png;base64," in written
        require_whole(written)


def test_enough_strangers_give_fnir(evaluate: Command, model: Path, tmp_path: Path, make_people: MakePeople) -> None:
    crops = make_people(130, 8)
    gallery = write_folder(tmp_path / "gallery", crops, slice(0, 8))
    probes = write_folder(tmp_path / "probes", crops, slice(0, None))
    result = as_json(
        evaluate("identification", "--gallery", gallery, "--probes", probes, "--aligned", "--model", model, "--json")
    )
    assert (result["people"], result["probes"], result["mated_probes"]) == (1, 1040, 8)
    point = result["fnir_at_fpir"]["0.01"]
    assert set(point) == {"fnir", "low", "high", "threshold"}
    assert point["low"] <= point["fnir"] <= point["high"]
    assert result["fnir_at_fpir"]["0.001"] is None


@pytest.fixture(scope="module")
def photographs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two people, with a face in all pictures but one."""
    root = tmp_path_factory.mktemp("photographs")
    for person, name in enumerate(("Ada", "Ben")):
        (root / name).mkdir()
        for number, picture in enumerate(enrolment_pictures(person, 2)):
            PillowImage.fromarray(picture).save(root / name / f"{name}_{number + 1:04}.png")
    noise = np.random.default_rng(0).integers(0, 255, (200, 200, 3), dtype=np.uint8)
    PillowImage.fromarray(noise).save(root / "Ben" / "Ben_0003.png")
    return root


def test_pictures_without_a_face_count_and_are_named(evaluate: Command, photographs: Path) -> None:
    result = as_json(evaluate("comparisons", "--data", photographs, "--json"))
    assert result["without_face"] == ["Ben/Ben_0003.png"]
    assert (result["mated"], result["non_mated"]) == (4, 4)  # two of Ben's could not be made
    code, out, _ = evaluate("retrieval", "--data", photographs)
    assert code == 0 and "5 queries of 2 people" in out
    assert "pictures without a face, which count as not recognised (1): Ben/Ben_0003.png" in out


def test_verification_keeps_its_keys_and_gains_intervals(evaluate: Command, photographs: Path, tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.txt"
    pairs.write_text("2 1\nAda 1 2\nAda 1 Ben 1\nBen 1 2\nAda 2 Ben 2\n", encoding="utf-8")
    (tmp_path / "groups.csv").write_text("identity,group\nAda,a\nBen,a\n", encoding="utf-8")
    wanted = ["verification", "--images", photographs, "--pairs", pairs, "--groups", tmp_path / "groups.csv"]
    result = as_json(evaluate(*wanted, "--json"))
    assert {
        "pairs", "skipped", "fallbacks", "accuracy", "accuracy_std", "eer", "auc", "tar_at_fmr", "encoder"
    } <= set(result)  # fmt: skip
    for name in ("accuracy", "eer", "auc"):
        low, high = result[f"{name}_interval"]
        assert low <= result[name] <= high
    assert result["tar_at_fmr"] == result["tar_intervals"] == dict.fromkeys(("0.01", "0.001", "0.0001", "1e-05"))
    assert (result["people"], result["mated"], result["non_mated"]) == (2, 2, 2)
    assert result["groups"]["a"]["eer"] == result["eer"]
    code, out, _ = evaluate(*wanted)
    assert code == 0 and "2 mated and 2 non-mated pairs of 2 people" in out
    assert "TAR at FMR 1e-05: not enough comparisons" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("comparisons", "--data", "nowhere"), "There is no data at 'nowhere'"),
        (("comparisons", "--data", "{photographs}", "--aligned"), "a crop in the encoder's geometry is square"),
        (("comparisons", "--data", "{photographs}", "--groups", "nowhere.csv"), "groups file 'nowhere.csv' cannot be"),
        (("comparisons", "--data", "{photographs}/Ada"), "no picture in a folder per identity"),
        (("retrieval", "--data", "{tar}"), "cannot be read as a tar file"),
        (("identification", "--gallery", "{photographs}", "--probes", "nowhere"), "There is no data at 'nowhere'"),
        (("comparisons", "--data", "{photographs}", "--model", "nowhere"), "nowhere"),
        # Before anything is read: an hour's work would be lost.
        (("comparisons", "--data", "nowhere", "--report", "{photographs}/no/page.html"), "The page '"),
        (("retrieval", "--data", "nowhere", "--report", "{photographs}"), "cannot be written: it is a folder"),
        (("identification", "--gallery", "no", "--probes", "no", "--report", "{photographs}/no/p.html"), "The page '"),
        (("verification", "--images", "no", "--pairs", "no", "--report", "{photographs}/no/p.html"), "The page '"),
    ],
)
def test_a_fault_is_one_sentence_with_a_hint(
    evaluate: Command, photographs: Path, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    (tmp_path / "damaged.tar").write_bytes(b"no tar" * 1000)
    code, out, err = evaluate(*(a.format(photographs=photographs, tar=tmp_path / "damaged.tar") for a in arguments))
    assert (code, out) == (2, "")
    assert err.count("\n") == 1 and said in err


def test_a_group_of_nobody_is_an_error(evaluate: Command, model: Path, shards: list[Path], tmp_path: Path) -> None:
    (tmp_path / "groups.csv").write_text("identity,group\nnemo,x\n", encoding="utf-8")
    for command in ("comparisons", "retrieval"):
        code, _, err = evaluate(
            command, "--data", *shards, "--aligned", "--model", model, "--groups", tmp_path / "groups.csv"
        )
        assert code == 2 and "Nobody of the group 'x' is in the data." in err


def test_pictures_that_cannot_be_read_are_left_out_and_named(
    evaluate: Command, model: Path, tmp_path: Path, make_people: MakePeople
) -> None:
    """Damaged and empty files, texts, notes: none of them ends an evaluation, and all are told."""
    crops = make_people(4, 3, veil=4.0)
    data = write_folder(tmp_path / "data", crops, slice(None))
    sound = as_json(evaluate("comparisons", "--data", data, "--aligned", "--model", model, "--json"))
    whole = (data / "00000" / "000.webp").read_bytes()
    (data / "00000" / "cut.webp").write_bytes(whole[:60])
    (data / "00001" / "empty.png").write_bytes(b"")
    (data / "00001" / "text.jpg").write_text("no picture")
    (data / "00001" / "again.webp").write_bytes(whole)
    (data / "00001" / "notes.txt").write_text("seen at the door")
    (data / "00001" / "._000.webp").write_bytes(b"what some systems leave behind")
    (data / "00001" / "more").mkdir()
    (data / "stray.webp").write_bytes(whole)
    wanted = ["--aligned", "--model", model]
    result = as_json(evaluate("comparisons", "--data", data, *wanted, "--json"))
    assert result["unreadable"] == ["00000/cut.webp", "00001/empty.png", "00001/text.jpg"]
    assert result["passed_over"] == ["00001/more/", "00001/notes.txt", "stray.webp"]
    assert result["repeated"] == [["00001/again.webp", "00000/000.webp"]]
    assert (result["mated"], result["non_mated"]) == (sound["mated"] + 3, sound["non_mated"] + 9)
    code, out, _ = evaluate("retrieval", "--data", data, *wanted)
    assert code == 0
    assert "pictures that cannot be read, which are left out (3): 00000/cut.webp, 00001/empty.png" in out
    assert "another, and count both (1): 00001/again.webp = 00000/000.webp" in out
    packed = tmp_path / "data.tar"
    with tarfile.open(packed, "w") as shard:
        for file in sorted(data.rglob("*.*")):
            shard.add(file, f"crops/{file.relative_to(data)}")
    packed_result = as_json(evaluate("comparisons", "--data", packed, *wanted, "--json"))
    # In a tar file a picture's folder is its person, whatever lies above.
    assert packed_result["passed_over"] == ["crops/00001/notes.txt"]
    assert packed_result["unreadable"] == result["unreadable"]
    gallery = write_folder(tmp_path / "gallery", crops, slice(0, 3))
    (gallery / "00000" / "empty.png").write_bytes(b"")
    told = as_json(evaluate("identification", "--gallery", gallery, "--probes", data, *wanted, "--json"))
    assert told["unreadable"] == ["00000/empty.png", *result["unreadable"]]


def test_data_of_which_nothing_can_be_read_is_an_error(evaluate: Command, model: Path, tmp_path: Path) -> None:
    (tmp_path / "data" / "Ada").mkdir(parents=True)
    (tmp_path / "data" / "Ada" / "1.png").write_bytes(b"")
    code, _, err = evaluate("comparisons", "--data", tmp_path / "data", "--aligned", "--model", model)
    assert code == 2 and "Nothing could be read of 1 picture ('Ada/1.png' is the first)." in err


def test_pictures_of_every_make_are_read(
    evaluate: Command, model: Path, tmp_path: Path, make_people: MakePeople
) -> None:
    """CMYK, sixteen bits, palettes, transparency and animations."""
    for person, name in enumerate(("Ada", "Ben")):
        folder = tmp_path / "data" / name
        folder.mkdir(parents=True)
        picture = PillowImage.fromarray(make_people(1, 1, first=person).images[0])
        picture.convert("CMYK").save(folder / "cmyk.jpg")
        picture.convert("P").save(folder / "palette.png")
        picture.convert("RGBA").save(folder / "transparent.webp")
        picture.save(folder / "moves.png", save_all=True, append_images=[picture.rotate(90)])
        picture.save(folder / "moves.webp", save_all=True, append_images=[picture.rotate(90)])
        deep = np.asarray(picture.convert("L"), dtype=np.uint16) * 257
        PillowImage.fromarray(deep).save(folder / "deep.png")
    result = as_json(evaluate("comparisons", "--data", tmp_path / "data", "--aligned", "--model", model, "--json"))
    assert result["unreadable"] == result["passed_over"] == []
    assert (result["mated"], result["non_mated"]) == (30, 36)
