<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>CameraTab</name>
    <message numerus="yes">
        <source>%n picture(s) are taken by themselves, one by one. It takes a few seconds.</source>
        <translation>
            <numerusform>%n picture is taken by itself. It takes a few seconds.</numerusform>
            <numerusform>%n pictures are taken by themselves, one by one. It takes a few seconds.</numerusform>
        </translation>
    </message>
</context>
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
        <source>%n template(s) were stored.</source>
        <translation>
            <numerusform>%n template was stored.</numerusform>
            <numerusform>%n templates were stored.</numerusform>
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
    <name>PeopleModel</name>
    <message numerus="yes">
        <source>%n template(s)</source>
        <translation>
            <numerusform>%n template</numerusform>
            <numerusform>%n templates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PeopleScreen</name>
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
</TS>
