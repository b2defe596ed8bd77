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
        <source>%Ln decision(s) were written to “{file}”.</source>
        <translation>
            <numerusform>%Ln decision was written to “{file}”.</numerusform>
            <numerusform>%Ln decisions were written to “{file}”.</numerusform>
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
    <name>ImportDialog</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{pictures}, %n clip(s)</source>
        <translation>
            <numerusform>{pictures}, %n clip</numerusform>
            <numerusform>{pictures}, %n clips</numerusform>
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
        <source>%n people will be enrolled. Nothing is stored before you choose Import.</source>
        <translation>
            <numerusform>%n person will be enrolled. Nothing is stored before you choose Import.</numerusform>
            <numerusform>%n people will be enrolled. Nothing is stored before you choose Import.</numerusform>
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
        <source>%n people were written to {file}. It holds personal data: keep it safe.</source>
        <translation>
            <numerusform>%n person was written to {file}. It holds personal data: keep it safe.</numerusform>
            <numerusform>%n people were written to {file}. It holds personal data: keep it safe.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n enrolled</source>
        <translation>
            <numerusform>%n enrolled</numerusform>
            <numerusform>%n enrolled</numerusform>
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
