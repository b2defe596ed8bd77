"""The study of a door as a page: predicted beside realised, and what to make of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from faceapp.domain.decision import Policy
from faceapp.domain.door_rates import ApproachRate, contradicts, falls_short_of
from faceapp.learning.checkpoints import write_atomically
from faceapp.services.door_study import Answer, DoorStudy, GenuineTrial, StrangerTrial

_STRANGERS = (
    "stranger", "predicted FPIR", "by the model", "the enrolled as strangers to each other", "let in", "taken for",
    "the prediction",
)  # fmt: skip
_GENUINE = ("person", "approaches", "not let in as themselves", "taken for another")


def write_door_report(
    study: DoorStudy,
    out: Path,
    *,
    command: str,
    encoder: str,
    policy: Policy,
    target_fmr: float,
    rejected: Sequence[str] = (),
) -> Path:
    """Write `door.md` into a folder.

    Args:
        study: What was predicted and realised.
        out: Where to write.
        command: The command that made it.
        encoder: Its id.
        policy: What a grant took.
        target_fmr: False match rate of a comparison that the threshold is for.
        rejected: What could not be used, in a sentence each.
    """
    approaches = sum(len(trial.answers) for trial in study.strangers)
    lines = [
        "# From scores to a door: predicted beside realised",
        "",
        f"{len(study.strangers)} people, {approaches} recorded approaches, embedded by {encoder}, decided at the "
        f"threshold {policy.threshold:.3f}, which is for an FMR of {target_fmr:g}. People are called by the names of "
        "their folders.",
        "",
        "```",
        command,
        "```",
        "",
        "## Strangers",
        "",
        "Each person in turn is a stranger, and the others are enrolled from their first clip. FPIR, the share of "
        "strangers' approaches that let them in as anybody, is predicted from scores alone: the people of the "
        "encoder's cohort approach this gallery. Then the stranger's own clips are replayed by the whole rule of the "
        "door.",
        "",
        *_table(_STRANGERS, [_stranger(trial) for trial in study.strangers]),
        "",
        _of_all_strangers(study.strangers),
        "",
        *_what_of_strangers(study.strangers),
        "## The people enrolled",
        "",
        "Everybody is enrolled from all clips but one, and the one is replayed. FNIR, the share of approaches that do "
        "not let the person in as themselves, is predicted from scores alone: the templates of each clip approach the "
        "templates of all others.",
        "",
        f"Predicted: {_told(study.genuine.predicted)}.",
        f"Realised: {_told(study.genuine.realised)}.",
        "",
        *_table(_GENUINE, _genuine(study.genuine)),
        "",
        *_what_of_genuine(study.genuine),
        "## How to read it",
        "",
        "*At most* is the upper 95 % bound. Approaches of one person go wrong together, so that bounds go by people: "
        "a handful of people bears no claim but a wide one, whatever the share that was seen. The predicted FPIR is "
        "that of the worst of three ways to make an approach of pictures (one look all the time, another picture each "
        "look, a look that changes slowly), with the bounds of all three. *By the model* is 1 - (1 - q)^N, where q is "
        "the chance that one look is taken for one person of those enrolled and of the cohort together. A prediction "
        "is *contradicted* where what happened lies above its upper bound by more than chance explains (95 %, each "
        "person counted once). Approaches of less than half a second are only passing by, and are left out.",
        "",
        "The FNIR that is predicted knows templates only, which are the best moments of a clip. Faces that were too "
        "turned or blurred to be judged are in the replayed approaches alone.",
        "",
    ]
    if rejected:
        lines += ["Not used: " + " ".join(rejected), ""]
    out.mkdir(parents=True, exist_ok=True)
    path = out / "door.md"
    write_atomically(path, lambda stream: stream.write("\n".join(lines).encode()))
    return path


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(cells)} |" for cells in (heads, ["---"] * len(heads), *rows)]


def _stranger(trial: StrangerTrial) -> list[str]:
    rates = trial.rates
    let_in = [answer for answer in trial.answers if answer.granted is not None]
    model = rates.modelled_fpir
    return [
        trial.stranger,
        _share(rates.cohort_fpir),
        "-" if model is None else f"{_percent(model.value)}, at most {_percent(model.high)}",
        "-" if rates.site_fpir is None else f"{_share(rates.site_fpir)}{_warns(trial)}",
        f"{len(let_in)} of {len(trial.answers)}",
        ", ".join(sorted({answer.granted for answer in let_in if answer.granted is not None})) or "nobody",
        _verdict(trial),
    ]


def _warned(trial: StrangerTrial) -> bool:
    """Whether those enrolled tell, before the stranger comes, that the cohort is too bright a guess."""
    rates = trial.rates
    seen = (rates.site_fpir, rates.recorded_site_fpir)
    return any(
        rate is not None and rates.cohort_fpir is not None and contradicts(rate, rates.cohort_fpir) for rate in seen
    )


def _warns(trial: StrangerTrial) -> str:
    return " (contradicts the cohort)" if _warned(trial) else ""


def _refuted(trial: StrangerTrial) -> bool:
    seen, predicted = trial.rates.recorded_fpir, trial.rates.cohort_fpir
    return seen is not None and predicted is not None and contradicts(seen, predicted)


def _verdict(trial: StrangerTrial) -> str:
    if trial.rates.cohort_fpir is None or not trial.answers:
        return "-"
    return "contradicted" if _refuted(trial) else "not contradicted"


def _of_all_strangers(trials: Sequence[StrangerTrial]) -> str:
    answers = [answer for trial in trials for answer in trial.answers]
    let_in = [answer for answer in answers if answer.granted is not None]
    people = {answer.person for answer in let_in}
    return (
        f"Together {len(let_in)} of {len(answers)} approaches, by {len(people)} of {len(trials)} people, let a "
        "stranger in."
    )


def _what_of_strangers(trials: Sequence[StrangerTrial]) -> list[str]:
    refuted = [trial for trial in trials if _refuted(trial)]
    if not refuted:
        return ["Nothing here contradicts the prediction; so few people could hardly do so.", ""]
    unwarned = [trial.stranger for trial in refuted if not _warned(trial)]
    warned = [trial.stranger for trial in trials if _warned(trial)]
    pairs = "; ".join(
        f"{trial.stranger} is taken for "
        + " and ".join(sorted({answer.granted for answer in trial.answers if answer.granted is not None}))
        for trial in refuted
    )
    said = [
        f"**The prediction fails for {_list([trial.stranger for trial in refuted])}.** {pairs}, far more often than "
        "the cohort lets expect. The cohort tells how often strangers of its kind are taken for somebody, on average "
        "over them. It knows nothing of a stranger who resembles somebody enrolled, and of how alike this camera and "
        "light make people look. A threshold that rests on it is no promise against a lookalike.",
        "",
    ]
    if unwarned:
        said += [
            f"Nothing warned of {_list(unwarned)} beforehand: those enrolled do not resemble each other, so that the "
            "lookalike is known only once both are enrolled or the stranger has come.",
            "",
        ]
    if warned:
        said += [
            f"Where the two who look alike are both enrolled ({_list(warned)} as the stranger), they are taken for "
            "each other as soon as one of them is treated as a stranger. Then `faceapp calibrate` tells that the site "
            "contradicts the cohort, and reports the site's figure in place of the cohort's.",
            "",
        ]
    return said


def _genuine(trial: GenuineTrial) -> list[list[str]]:
    rows = []
    for person in sorted({answer.person for answer in trial.answers}):
        theirs = [answer for answer in trial.answers if answer.person == person]
        missed = [answer for answer in theirs if answer.granted != person]
        others = [f"{answer.granted} ({answer.source})" for answer in missed if answer.granted is not None]
        rows.append([person, str(len(theirs)), _sources(missed), ", ".join(others) or "-"])
    return rows + [[person, "-", "one clip only: not judged", "-"] for person in trial.one_source]


def _sources(missed: Sequence[Answer]) -> str:
    return f"{len(missed)}: {', '.join(answer.source for answer in missed)}" if missed else "0"


def _what_of_genuine(trial: GenuineTrial) -> list[str]:
    if trial.predicted is None or trial.realised is None:
        return ["Nobody has two clips, so that neither can be told.", ""]
    if contradicts(trial.realised, trial.predicted):
        return ["More are refused than was predicted, by more than chance explains.", ""]
    if falls_short_of(trial.realised, trial.predicted):
        return ["Fewer are refused than was predicted, by more than chance explains.", ""]
    return ["The two agree as far as so few people can tell.", ""]


def _told(rate: ApproachRate | None) -> str:
    if rate is None:
        return "cannot be told"
    return f"{_share(rate)} ({rate.rate.trials} approaches of {rate.people} people, {rate.looks})"


def _share(rate: ApproachRate | None) -> str:
    return "-" if rate is None else f"{_percent(rate.rate.value)}, at most {_percent(rate.rate.high)}"


def _percent(share: float) -> str:
    return f"{100 * share:.2g} %" if share < 0.0995 else f"{100 * share:.0f} %"


def _list(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
