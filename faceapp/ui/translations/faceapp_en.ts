<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>DriftNotice</name>
    <message numerus="yes">
        <source>And %Ln more: `faceapp events drift` lists all.</source>
        <translation>
            <numerusform>And %Ln more: `faceapp events drift` lists all.</numerusform>
            <numerusform>And %Ln more: `faceapp events drift` lists all.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EnrolDialog</name>
    <message numerus="yes">
        <source>Finish with %n picture(s)</source>
        <translation>
            <numerusform>Finish with %n picture</numerusform>
            <numerusform>Finish with %n pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EventsScreen</name>
    <message numerus="yes">
        <source>%Ln decision(s)</source>
        <translation>
            <numerusform>%Ln decision</numerusform>
            <numerusform>%Ln decisions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Decisions older than %Ln day(s) are erased.</source>
        <translation>
            <numerusform>Decisions older than %Ln day are erased.</numerusform>
            <numerusform>Decisions older than %Ln days are erased.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln decision(s), all that fit what is chosen above, were written to “{file}”: when, where, who, the score and what was marked. It holds personal data: keep it safe.</source>
        <translation>
            <numerusform>%Ln decision, all that fits what is chosen above, was written to “{file}”: when, where, who, the score and what was marked. It holds personal data: keep it safe.</numerusform>
            <numerusform>%Ln decisions, all that fit what is chosen above, were written to “{file}”: when, where, who, the score and what was marked. It holds personal data: keep it safe.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FilesTab</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HealthScreen</name>
    <message numerus="yes">
        <source>%Ln thing(s) broken</source>
        <translation>
            <numerusform>%Ln thing is broken</numerusform>
            <numerusform>%Ln things are broken</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln thing(s) to look after</source>
        <translation>
            <numerusform>%Ln thing to look after</numerusform>
            <numerusform>%Ln things to look after</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message numerus="yes">
        <source>%Ln person(s)</source>
        <translation>
            <numerusform>%Ln person</numerusform>
            <numerusform>%Ln people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln template(s)</source>
        <translation>
            <numerusform>%Ln template</numerusform>
            <numerusform>%Ln templates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message numerus="yes">
        <source>%n people were enrolled.</source>
        <translation>
            <numerusform>%n person was enrolled.</numerusform>
            <numerusform>%n people were enrolled.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{words} %n could not be: the list says why.</source>
        <translation>
            <numerusform>{words} %n could not be: the list says why.</numerusform>
            <numerusform>{words} %n could not be: the list says why.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{words} %n were not looked at any more.</source>
        <translation>
            <numerusform>{words} %n was not looked at any more.</numerusform>
            <numerusform>{words} %n were not looked at any more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{words} %n already there.</source>
        <translation>
            <numerusform>{words} %n already there.</numerusform>
            <numerusform>{words} %n already there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{words} %n folder(s) left out.</source>
        <translation>
            <numerusform>{words} %n folder left out.</numerusform>
            <numerusform>{words} %n folders left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{words} %n file(s) not used.</source>
        <translation>
            <numerusform>{words} %n file not used.</numerusform>
            <numerusform>{words} %n files not used.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people will be enrolled. Nothing is stored before you choose Import.</source>
        <translation>
            <numerusform>%n person will be enrolled. Nothing is stored before you choose Import.</numerusform>
            <numerusform>%n people will be enrolled. Nothing is stored before you choose Import.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportModel</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clip(s)</source>
        <translation>
            <numerusform>%n clip</numerusform>
            <numerusform>%n clips</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not used</source>
        <translation>
            <numerusform>%n not used</numerusform>
            <numerusform>%n not used</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Enrolled with %n template(s)</source>
        <translation>
            <numerusform>Enrolled with %n template</numerusform>
            <numerusform>Enrolled with %n templates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{made}; %n picture(s) left out</source>
        <translation>
            <numerusform>{made}; %n picture left out</numerusform>
            <numerusform>{made}; %n pictures left out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PeoplePanel</name>
    <message numerus="yes">
        <source>%Ln enrolled</source>
        <translation>
            <numerusform>%Ln enrolled</numerusform>
            <numerusform>%Ln enrolled</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PeopleScreen</name>
    <message numerus="yes">
        <source>The name, %n template(s) of the face and all details (dates, groups, card, notes, consent, PIN) are erased for good, and the door no longer opens for {name}. The record of past decisions keeps only the number {id}.</source>
        <translation>
            <numerusform>The name, %n template of the face and all details (dates, groups, card, notes, consent, PIN) are erased for good, and the door no longer opens for {name}. The record of past decisions keeps only the number {id}.</numerusform>
            <numerusform>The name, %n templates of the face and all details (dates, groups, card, notes, consent, PIN) are erased for good, and the door no longer opens for {name}. The record of past decisions keeps only the number {id}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people were written to “{file}”: names, states, dates, groups, cards, notes and consents, and nothing of any face. It holds personal data: keep it safe.</source>
        <translation>
            <numerusform>%Ln person was written to “{file}”: names, states, dates, groups, cards, notes and consents, and nothing of any face. It holds personal data: keep it safe.</numerusform>
            <numerusform>%Ln people were written to “{file}”: names, states, dates, groups, cards, notes and consents, and nothing of any face. It holds personal data: keep it safe.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of {all} people were written to “{file}”, those who are listed: names, states, dates, groups, cards, notes and consents, and nothing of any face. It holds personal data: keep it safe.</source>
        <translation>
            <numerusform>%Ln of {all} people was written to “{file}”, those who are listed: names, states, dates, groups, cards, notes and consents, and nothing of any face. It holds personal data: keep it safe.</numerusform>
            <numerusform>%Ln of {all} people were written to “{file}”, those who are listed: names, states, dates, groups, cards, notes and consents, and nothing of any face. It holds personal data: keep it safe.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsScreen</name>
    <message numerus="yes">
        <source>%Ln value(s) cannot be used yet.</source>
        <translation>
            <numerusform>%Ln value cannot be used yet.</numerusform>
            <numerusform>%Ln values cannot be used yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) are not saved.</source>
        <translation>
            <numerusform>%Ln change is not saved.</numerusform>
            <numerusform>%Ln changes are not saved.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UnsavedQuestion</name>
    <message numerus="yes">
        <source>%Ln change(s) to the settings are not saved.</source>
        <translation>
            <numerusform>%Ln change to the settings is not saved.</numerusform>
            <numerusform>%Ln changes to the settings are not saved.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln value(s) cannot be used: stay to put it right.</source>
        <translation>
            <numerusform>%Ln value cannot be used: stay to put it right.</numerusform>
            <numerusform>%Ln values cannot be used: stay to put them right.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Counts</name>
    <message numerus="yes">
        <source>%n template(s)</source>
        <translation>
            <numerusform>%n template</numerusform>
            <numerusform>%n templates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>about %n minute left</numerusform>
            <numerusform>about %n minutes left</numerusform>
        </translation>
    </message>
</context>
</TS>
