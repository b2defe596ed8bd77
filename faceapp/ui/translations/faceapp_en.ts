<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
