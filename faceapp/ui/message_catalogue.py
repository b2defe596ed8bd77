"""Every sentence that the layers below make as a `Message`, for Qt Linguist to find.

Written by packaging/translations.py.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

MESSAGES = (
    QT_TRANSLATE_NOOP(
        "Messages",
        "'{name}' gives pictures of {width} x {height} pixels.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "1 in {number:,}",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "A bracket is opened and not closed.",
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
        "A graphics card is there and not used: set the encoder's device to automatic.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "A letter is not in UTF-8: save the file as such.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "A new threshold: `faceapp calibrate --target-days {target_days:g} --attempts-per-day "
        "{attempts:g}`, with --apply to put it in force.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "A number is needed.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "A quotation mark is opened and not closed.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "A text in quotation marks is needed.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "A text with backslashes stands in single quotation marks: 'C:\\door'.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "A whole number is needed.",
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
        "Add light, or lower the size of the picture: most cameras slow down in the dark.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Agreement",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "All pictures of one person matched each other; with 95 % confidence not more than {most} "
        "in 100 do not: {trials:,} comparisons of {source}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Allow writing there, and see that the disk is not full.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "An NVIDIA graphics card is there, and PyTorch cannot use it: update its driver, or install PyTorch for CUDA.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "At least {low}, and less than {high}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "At least {low}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "At most {high}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "At this threshold the door would hardly open for anybody: choose a larger false match rate.",
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
        "By {author} on {day}",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Calibrate anew for the people who are enrolled now.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Calibrate it on the people of this site: at a door, people look more alike.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Camera",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Camera index or device, stream URL, clip, image, folder, or 'demo'",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Change it by hand.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Check its cable, and that no other program uses it; the settings let you try another.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Check its name and permissions.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Check the camera.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Check the disk and your rights.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Choose one of: {choices}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Choose other values.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Close other programs, look for smaller pictures (settings: finding faces), or use a graphics card.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Colours",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Colours of the window; auto: the system's",
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
        "Decision",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Decisions that are older are erased for good, in days; 0: kept for ever",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Device",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Directory of a learned scorer that replaces the cosine; empty: none",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Door",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Encoder",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Enrol the first person on the people's screen.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Enrol them again, or use the encoder that they were enrolled with.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Enrolment",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Events",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "False match rate of a comparison at the threshold",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Find a threshold for a larger false match rate instead.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Finding faces",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Frames per second asked of a camera",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Free some space at once: when the disk is full, the door stays shut.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Free some space: when the disk is full, the door stays shut.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "From {low} to {high}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Height",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Height asked of a camera, in pixels",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "How far back frames count, in seconds",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "How long a face may stay unusable before a denial",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "How long a face must be gone before it may approach again",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "How long decisions are kept.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "How long evidence is gathered before a denial, in seconds",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "How long nobody may touch the window until administration locks, in seconds",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "How many genuine attempts are refused cannot be told from {trials:,} attempts of {people:,} people, {way}.",
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
        "How the window looks and behaves.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Interface to the camera",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "It cannot be looked at: {fault}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "It is true or false.",
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
        "Keep events for",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Keep faces",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Language",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Language of the window; auto: the system's",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Larger pictures are searched at this longer side",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Largest nod",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Largest nod, in degrees",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Largest tilt",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Largest tilt, in degrees",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Largest turn",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Largest turn of the head to a side, in degrees",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Lead in score over the second most similar person",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Lead over the second",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Learned scorer",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Left out as copies of other pictures of the same person: {copies:,}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Less than {high}.",
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
        "Line {line} of '{path}' asks for that: {name}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Line {line}: {fault}",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Lock after",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Longest side searched",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Looking for the threshold",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Make a backup, and keep it on another disk.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Mend what is named; nothing else in the file is wrong.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Modelling strangers",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "More than {low}, and at most {high}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "More than {low}, and less than {high}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "More than {low}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Most alike are {first} and {second}, with a score of {score:.3f}: if they are one person, "
        "remove one of the two; if not, guard them by a PIN.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Name of an encoder that ships or was imported, or its directory",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Networks run on {device} ({name}).",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "No backup was ever made.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "No camera is running.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "No genuine attempt was refused; with 95 % confidence not more than {most} in 100 are: "
        "{trials:,} attempts of {people:,} people, {way}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "No score is falling: {count:,} were watched.",
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
        "Nobody is enrolled: the door opens for nobody.",
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
        "Of {all:,} people, {count:,} have no template of the encoder in use: the door does not know them.",
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
        "OpenCV's capture backend",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Patience",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Patience with unusable faces",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Pause between approaches",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "People enrolled: {count:,}; the gallery agrees with the database.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Picture rate",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Pictures for a grant",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Play a short sound when somebody is let in or denied",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Processor threads",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Processor threads of the networks; 0: one a core, at most 4",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Python {version}",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Recognition failed on this approach.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Recognition is not running.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Recognition takes {p50:.0f} ms for a picture in the middle, and 95 in 100 take at most {p95:.0f} ms.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Replaying what was recorded",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "SHA-256 {digest}",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Scores are falling: {count:,} of them.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Share of the frames that must name the same person",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Shortest time of a grant",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Smallest face looked for",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Smallest face looked for, in pixels of the picture as searched (see max_side_px)",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Smallest side of a usable face, in pixels",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Smallest usable face",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Something is left over after the value.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Sound",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Source of the pictures",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Start the program again: the gallery is rebuilt then.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Store each template's face too, so that another encoder needs no new pictures",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Taking each enrolled person for a stranger",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Target false match rate",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Templates of other encoders, not used: {count:,}",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Templates of the encoder in use: {count:,}",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Terms: {terms}",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "That is no setting: write [table], name = value, or # and a remark.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "That is no value: a text stands in quotation marks; true and false are written small.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "That is set a second time.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "That table stands there a second time.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "The backup of {when} is not where it was put; it may be kept elsewhere.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "The camera gives no pictures.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "The camera gives {rate:.1f} pictures a second.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "The camera is being started.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "The database is intact: {size}, events: {events:,}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "The database takes {size}, events: {events:,}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "The door's actuator.",
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
        "The file cannot be read from there on.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "The file is no text in UTF-8: save it as such.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "The frames span only {span_s:.2f} s, too little to be sure.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "The gallery differs from the database.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "The last backup is more than a month old: {days:,} days.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "The last backup was made on {when}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "The latest {count:,} decisions took {p50:.2f} s in the middle, and 95 in 100 at most {p95:.2f} s",
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
        "The recording has ended.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "The screen of events says whose, and what to do; so does `faceapp events drift`.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "The settings file '{path}' cannot be changed like that.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "The settings file '{path}' cannot be changed: {why}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "The settings file '{path}' cannot be read: {why}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "The settings file '{path}' cannot be written: {why}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "The shortest time of a grant (min_span_s) must be less than the time that counts "
        "(window_s), or nobody could ever be granted.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "The source '{name}' gave no picture.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "The threshold {threshold:.4f} is the encoder's own, for a false match rate of {rate} per "
        "comparison of strangers from anywhere.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "The threshold {threshold:.4f} is this site's own, for a false match rate of {rate} per comparison.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "There are {count} mistakes in the settings file '{path}'.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "There are {templates:,} templates of {people:,} people now, and there were "
        "{templates_then:,} of {people_then:,} when the threshold was found",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "There is a mistake in the settings file '{path}'.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "There is no = after the name.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "There is no setting {name} above the first table.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "There is no setting {name}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "There is no table [{name}].",
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
        "Threads of the processor: {count}",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Time that counts",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Time that the frames of a grant must span, in seconds",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "To enrol again: {names}",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Too few weeks are on record to tell whether scores fall.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Trained on: {data}",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Two people are too close: the first leads by {lead:.3f}, and {margin:.3f} is needed.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Usable faces",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Usable frames that a grant needs",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Use that one, or close it first; another --data-dir makes a door of its own.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "What is stored of a person.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "What opens the door",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "What that comes to: `faceapp calibrate --target-fmr {target_fmr:g}`, with a smaller rate "
        "and --apply if it is too often.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "When a face counts as recognised.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Where networks run",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Where the pictures come from.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Which encoder, and where it computes.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Which faces are good enough to be judged.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Which faces are looked for.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Width",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Width asked of a camera, in pixels",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "Window",
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
        "days",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "degrees",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "face crops kept: {count:,}",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "faceapp is running already with the data in '{directory}'.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "faceapp {version} on {system}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "mean brightness {level:.0f} of 255",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "more than {rate}",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "no picture is kept",
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
        "pictures a second",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "pixels",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "recorded and replayed",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "seconds",
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
        "{encoder} is whole: its weights are those of its card.",
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
        "{name} cannot be that. {allowed}",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "{name} cannot be {value}. {allowed}",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "{name} must be a table: [{name}], and its settings below.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "{path}",
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
        "{rate:.1f} pictures a second are looked at",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "{rate} in 100",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "{rule}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "{said} Did you mean {near}?",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "{said} It belongs below [{table}].",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "{said} There are: {names}.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "{said} {more}",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "{share:.0f} in 100 pictures are dropped for newer ones",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "{size:.0f} kB",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "{size:.1f} GB",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "{size:.1f} MB",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "{size} are free on the disk.",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "{trials:,} attempts of {people:,} people, {way}",
    ),
    QT_TRANSLATE_NOOP(
        "Messages",
        "{width} x {height} pixels",
    ),
)
