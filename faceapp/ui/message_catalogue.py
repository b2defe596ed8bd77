"""Every sentence that the layers below make as a `Message`, for Qt Linguist to find.

Written by packaging/translations.py.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

MESSAGES = (
    QT_TRANSLATE_NOOP(
        "Messages",
        "1 in {number:,}",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "A false match rate of {target} cannot be claimed: these comparisons bear {least} at best.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "A frame's scores or quality are not numbers that can be judged.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "About {comparisons:,} more comparisons are missing, such as {people:,} more people would "
        "give with as many pictures each.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "About {rate} in 100 genuine attempts are refused, with 95 % confidence not more than "
        "{most}: {trials:,} attempts of {people:,} people, {way}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "About {rate} strangers would be let in per attempt {gallery}, with 95 % confidence not "
        "more than {most}: {evidence}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "At {threshold:.3f}, no two different people's pictures matched; with 95 % confidence not "
        "more than {most} do (rule of three).",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "At {threshold:.3f}, of two different people's pictures {rate} match by mistake, and with "
        "95 % confidence not more than {most}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "By a model, which takes comparisons for independent, it is about {rate} and not more than {most}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "How many genuine attempts are refused cannot be told: that takes pictures of two different days.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "How often enrolled people are refused cannot be told: that takes pictures of at least two "
        "people from different days.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "It rests on {comparisons:,} comparisons of {people:,} people, worth {effective:,} independent ones: {source}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "It rests on {comparisons:,} comparisons of {people:,} people: {source}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "No stranger was let in {gallery}; with 95 % confidence not more than {most} attempts let one in: {evidence}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Nobody is enrolled.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Of two pictures of one person {rate} in 100 do not match, and with 95 % confidence not "
        "more than {most}: {trials:,} comparisons of {source}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Of {missed:,} denials that were marked as wrong none would happen again.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Of {missed:,} denials that were marked as wrong {still_missed:,} would happen again.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Of {wrong:,} grants that were marked as wrong none would happen again.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Of {wrong:,} grants that were marked as wrong {still_wrong:,} would happen again.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Only {agreeing} of {frames} frames agree on who it is.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Only {usable} of the {needed} frames needed were good enough to judge.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Recognition failed on this approach.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "The face was not seen well enough at the end.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "The frames span only {span_s:.2f} s, too little to be sure.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "The most similar person scored {score:.3f}, below the threshold of {threshold:.3f}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "The person was gone before the decision.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "There are {templates:,} templates of {people:,} people now, and there were "
        "{templates_then:,} of {people_then:,} when the threshold was found",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "This rests on a model of the highest scores, less than ten times beyond what was compared.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "This site's own people match each other more often than strangers do, so the threshold is higher.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "This site's people are taken for each other more often than the encoder's cohort lets "
        "expect: look at its lookalikes, and trust no figure that rests on the cohort.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Two people are too close: the first leads by {lead:.3f}, and {margin:.3f} is needed.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "With {attempts:g} strangers' attempts a day no false entry is expected.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "With {attempts:g} strangers' attempts a day one false entry is expected in {days:,} days.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "With {attempts:g} strangers' attempts a day {entries:,} false entries are expected a day.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "a day or less",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "none",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "recorded and replayed",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "simulated with one picture each",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "simulated with several pictures each",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "the encoder's cohort alone, who are strangers here",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "this site's own people",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "this site's people together with the encoder's cohort, who are strangers here",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "with one person enrolled",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "with {enrolled:,} enrolled",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "{agreeing} of {frames} frames agree, fused score {score:.3f}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "{days:,} days",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "{grown}: one false entry in {target:,} days can no longer be claimed, only in {days}. A "
        "new threshold: `faceapp calibrate --target-days {target_days:g} --attempts-per-day "
        "{attempts:g}`, with --apply to put it in force.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "{grown}: strangers may be let in {times:.1f} times as often. What that comes to: `faceapp "
        "calibrate --target-fmr {target_fmr:g}`, with a smaller rate and --apply if it is too "
        "often.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "{people:,} of those enrolled have pictures of one session alone, which tell nothing of it.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "{percent:.0f} in 100",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "{said} {more}",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "{trials:,} attempts of {people:,} people, {way}",
    ),
)
