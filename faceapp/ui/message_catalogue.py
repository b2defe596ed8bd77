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
        "A false match rate of {target} was refused: no threshold can be claimed for it.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "A frame's scores or quality are not numbers that can be judged.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "A new threshold: `faceapp calibrate --target-days {target_days:g} --attempts-per-day "
        "{attempts:g}`, with --apply to put it in force.",
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
        "All pictures of one person matched each other; with 95 % confidence not more than {most} "
        "in 100 do not: {trials:,} comparisons of {source}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "At {threshold:.3f}, no two different people's pictures matched; with 95 % confidence not "
        "more than {most} do (rule of three).",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "At {threshold:.3f}, of two different people's pictures more than {least} match by mistake:"
        " far too many for a door.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "At {threshold:.3f}, of two different people's pictures not more than {most} match by "
        "mistake, with 95 % confidence: what can be said of {found:.3f} holds of every higher "
        "threshold.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "At {threshold:.3f}, of two different people's pictures {rate} match by mistake, and with "
        "95 % confidence not more than {most}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Below {found:.3f} a false match rate of {target} cannot be claimed, and at {threshold:.3f} nothing can.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Below {found:.3f} a false match rate of {target} cannot be claimed.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Below {found:.3f} a false match rate of {target} cannot be claimed. At {threshold:.3f} it is {most} at best.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "By a model, which takes comparisons for independent, it is about {rate} and not more than {most}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Comparing the site's people",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Comparing them with the encoder's cohort",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Find a threshold for a larger false match rate instead.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "How many genuine attempts are refused cannot be told: that takes pictures of two different days.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "How many strangers would be let in cannot be told: that takes at least two people "
        "enrolled, or an encoder with a cohort.",
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
        "It rests on {comparisons:,} comparisons of {people:,} people.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "It rests on {comparisons:,} comparisons of {people:,} people: {source}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "It was set by hand, above the {found:.3f} that would be enough for {target}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Letting enrolled people approach",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Letting the cohort's people approach",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Looking for the threshold",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Modelling strangers",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "No genuine attempt was refused; with 95 % confidence not more than {most} in 100 are: "
        "{trials:,} attempts of {people:,} people, {way}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "No stranger was let in {gallery}; with 95 % confidence not more than {most} attempts let one in: {evidence}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Nobody is enrolled, so that nobody can be let in.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Nobody is enrolled.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Of two different people's pictures not more than {most} match by mistake, with 95 % confidence.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Of two pictures of one person {rate} in 100 did not match, and with 95 % confidence not more than {most}.",
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
        "Replaying what was recorded",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Taking each enrolled person for a stranger",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "The encoder's own threshold, for a false match rate of {rate} among the people that it was"
        " measured on. It says nothing of this site, its camera or how many are enrolled.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "The encoder's own threshold, for {target}.",
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
        "The new threshold is higher than the one in force: strangers find it harder to be let in, "
        "and so do those who are enrolled.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "The new threshold is lower than the one in force: those who are enrolled find it easier to"
        " be let in, and so do strangers.",
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
        "This is the threshold that is in force.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "This rests on a model of the highest scores, less than ten times beyond what was compared.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "This rests on a model of the highest scores.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "This site's own people do not bear a threshold below {threshold:.3f}.",
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
        "What that comes to: `faceapp calibrate --target-fmr {target_fmr:g}`, with a smaller rate "
        "and --apply if it is too often.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "With the {enrolled:,} people enrolled then, of strangers' attempts not more than {most} "
        "were let in, with 95 % confidence.",
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
        "a false match rate of {rate}",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "at most {most} (95 % sure)",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "at most {most} in 100 (95 % sure)",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "more than {rate}",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "none",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "none seen",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "one false entry a day with {attempts:g} strangers' attempts a day",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "one false entry in {days:,} days with {attempts:g} strangers' attempts a day",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "recorded and replayed",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "simulated with a picture that changes now and then",
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
        "{grown}: one false entry in {target:,} days can no longer be claimed, only in {days}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "{grown}: strangers may be let in {times:.1f} times as often.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "{least} to {most} (95 % sure of each end)",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "{least} to {most} in 100 (95 % sure of each end)",
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
        "{rate} in 100",
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
