<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>At least {count} digits, please.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most {count} digits, please.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too easy: it repeats itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too easy: it counts up or down.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too easy: it could be a year of birth.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too easy: many people choose it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digits only, please.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CalibrationScreen</name>
    <message>
        <source>Finding the threshold</source>
        <translation>正在寻找阈值</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>Nothing was found yet</source>
        <translation>尚未寻找阈值</translation>
    </message>
    <message>
        <source>Choose a target and find its threshold: what it comes to, and the scores behind it, appear here.</source>
        <translation>请选择目标并寻找对应的阈值：其效果以及所依据的分数将显示在这里。</translation>
    </message>
    <message>
        <source>The encoder&apos;s own threshold is in force.</source>
        <translation>现在生效的是编码器自带的阈值。</translation>
    </message>
    <message>
        <source>{threshold} is in force, as number {number}.</source>
        <translation>{threshold} 已生效，编号 {number}。</translation>
    </message>
</context>
<context>
    <name>CameraTab</name>
    <message>
        <source>Camera lost</source>
        <translation>摄像头已断开</translation>
    </message>
    <message>
        <source>The recording has ended</source>
        <translation>录像已播放完毕</translation>
    </message>
    <message>
        <source>No camera</source>
        <translation>没有摄像头</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) are taken by themselves, one by one. It takes a few seconds.</source>
        <translation>
            <numerusform>将自动逐张拍摄 %n 张照片，只需几秒钟。</numerusform>
        </translation>
    </message>
    <message>
        <source>Waiting for the camera…</source>
        <translation>正在等待摄像头…</translation>
    </message>
</context>
<context>
    <name>Capture</name>
    <message>
        <source>Move closer</source>
        <translation>请靠近一些</translation>
    </message>
    <message>
        <source>Hold still</source>
        <translation>请保持不动</translation>
    </message>
    <message>
        <source>Too dark: add light</source>
        <translation>光线太暗，请增加照明</translation>
    </message>
    <message>
        <source>Too bright: turn away from the light</source>
        <translation>光线太强，请避开光源</translation>
    </message>
    <message>
        <source>Find better light</source>
        <translation>请换到光线更好的地方</translation>
    </message>
    <message>
        <source>Move to the middle</source>
        <translation>请移到画面中央</translation>
    </message>
    <message>
        <source>Look straight at the camera</source>
        <translation>请正视摄像头</translation>
    </message>
    <message>
        <source>Step before the camera</source>
        <translation>请站到摄像头前</translation>
    </message>
    <message>
        <source>One person only, please</source>
        <translation>请一次只站一个人</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>准备就绪</translation>
    </message>
    <message>
        <source>Picture {number}</source>
        <translation>照片 {number}</translation>
    </message>
    <message>
        <source>Turn your head a little</source>
        <translation>请稍微转动头部</translation>
    </message>
    <message>
        <source>Look at the camera</source>
        <translation>请看摄像头</translation>
    </message>
</context>
<context>
    <name>Charts</name>
    <message>
        <source>{number} %</source>
        <translation>{number}%</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>1 in {number}</source>
        <translation>1/{number}</translation>
    </message>
</context>
<context>
    <name>ClaimsPanel</name>
    <message>
        <source>{name}: {told}</source>
        <translation>{name}：{told}</translation>
    </message>
    <message>
        <source>Strangers let in at the door, per attempt</source>
        <translation>门口：陌生人每次尝试被放行</translation>
    </message>
    <message>
        <source>Genuine attempts refused at the door</source>
        <translation>门口：本人的尝试被拒绝</translation>
    </message>
    <message>
        <source>Pictures of different people that match, per comparison</source>
        <translation>不同人的照片每次比对相匹配</translation>
    </message>
    <message>
        <source>Pictures of one person that do not match</source>
        <translation>同一人的照片不匹配</translation>
    </message>
    <message>
        <source>At {threshold}</source>
        <translation>阈值 {threshold}</translation>
    </message>
    <message>
        <source>At {threshold}, in force</source>
        <translation>阈值 {threshold}（生效中）</translation>
    </message>
    <message>
        <source>Being worked out for {threshold}…</source>
        <translation>正在计算阈值 {threshold} 的结果…</translation>
    </message>
</context>
<context>
    <name>CountChart</name>
    <message>
        <source>Nothing was decided in this time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{first} to {last} o&apos;clock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Week from {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MMMM yyyy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ddd d MMM yyyy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MMM yy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrow keys tell the values of each bar.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DecisionLog</name>
    <message>
        <source>Latest decisions</source>
        <translation>最近的判定</translation>
    </message>
    <message>
        <source>No decisions yet.</source>
        <translation>暂无判定。</translation>
    </message>
    <message>
        <source>granted</source>
        <translation>放行</translation>
    </message>
    <message>
        <source>denied</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Removed person {id}</source>
        <translation>已删除的人员 {id}</translation>
    </message>
    <message>
        <source>{name} (the door did not answer)</source>
        <translation>{name}（门无响应）</translation>
    </message>
    <message>
        <source>Not recognised</source>
        <translation>未识别</translation>
    </message>
    <message>
        <source>Not clear who it is</source>
        <translation>无法确定是谁</translation>
    </message>
    <message>
        <source>Could not be seen well</source>
        <translation>画面不够清楚</translation>
    </message>
    <message>
        <source>Recognition failed</source>
        <translation>识别出错</translation>
    </message>
</context>
<context>
    <name>DetChart</name>
    <message>
        <source>one person refused</source>
        <translation>同一人被拒绝</translation>
    </message>
    <message>
        <source>different people matched</source>
        <translation>不同人相匹配</translation>
    </message>
    <message>
        <source>Without two pictures of one person from different days there is no trade-off to draw.</source>
        <translation>没有同一人在不同日期拍摄的两张照片，无法绘制权衡曲线。</translation>
    </message>
    <message>
        <source>The threshold is too low to be marked on the curve.</source>
        <translation>阈值过低，无法在曲线上标出。</translation>
    </message>
    <message>
        <source>At the threshold, different people matched: {fmr}; one person refused: {fnmr}.</source>
        <translation>在该阈值下，不同人相匹配：{fmr}；同一人被拒绝：{fnmr}。</translation>
    </message>
    <message>
        <source>Detection error trade-off</source>
        <translation>检测错误权衡曲线</translation>
    </message>
</context>
<context>
    <name>DriftNotice</name>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished">关闭</translation>
    </message>
    <message>
        <source>Scores are falling</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>And %n more: `faceapp events drift` lists all.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EnrolDialog</name>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Add person</source>
        <translation>添加人员</translation>
    </message>
    <message>
        <source>Name, as greeted at the door</source>
        <translation>姓名（门口问候时使用）</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>From camera</source>
        <translation>用摄像头</translation>
    </message>
    <message>
        <source>From files</source>
        <translation>从文件</translation>
    </message>
    <message>
        <source>Learning the face…</source>
        <translation>正在学习人脸…</translation>
    </message>
    <message>
        <source>{name} is enrolled</source>
        <translation>{name} 已登记</translation>
    </message>
    <message numerus="yes">
        <source>%n template(s) were stored.</source>
        <translation>
            <numerusform>已保存 %n 个模板。</numerusform>
        </translation>
    </message>
    <message>
        <source>Not used:</source>
        <translation>未采用：</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Taking pictures…</source>
        <translation>正在拍照…</translation>
    </message>
    <message>
        <source>Take pictures</source>
        <translation>开始拍照</translation>
    </message>
    <message>
        <source>Enrol</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Enter the name first.</source>
        <translation>请先输入姓名。</translation>
    </message>
    <message>
        <source>One moment</source>
        <translation>请稍候</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
</context>
<context>
    <name>ErrorBanner</name>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>The face cannot be used</source>
        <translation>人脸无法使用</translation>
    </message>
    <message>
        <source>Camera or file</source>
        <translation>摄像头或文件</translation>
    </message>
    <message>
        <source>Stored data</source>
        <translation>存储的数据</translation>
    </message>
    <message>
        <source>Recognition</source>
        <translation>识别</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Door</source>
        <translation>门</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>That did not work</source>
        <translation>操作未成功</translation>
    </message>
</context>
<context>
    <name>EventDetail</name>
    <message>
        <source>Choose who it was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The decision that is chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was it in truth?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A note, without names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who it was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was somebody else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was this person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the mark back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No decision is chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one in the list to see all of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation type="unfinished">阈值</translation>
    </message>
    <message>
        <source>Pictures judged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is said of it yet. A mark is evidence for the next calibration; it changes no template.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marked: {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{moment}, {author}: {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mark taken back</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EventFilterBar</name>
    <message>
        <source>Person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outcome and reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marked as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation type="unfinished">yyyy年M月d日</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All outcomes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Denied: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Between two days…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any mark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not marked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Was somebody else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Was somebody enrolled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Was right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Events</name>
    <message>
        <source>d MMM yyyy</source>
        <translation type="unfinished">yyyy年M月d日</translation>
    </message>
    <message>
        <source>Let in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Denied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not recognised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not clear who</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not seen well</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enough pictures agreed on this person, with a score at or above the threshold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody enrolled was similar enough.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two people enrolled were too close to each other, or the pictures disagreed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too few pictures were good enough to judge.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something failed, and whatever is unclear is denied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removed person {id}</source>
        <translation type="unfinished">已删除的人员 {id}</translation>
    </message>
    <message>
        <source>The door was opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No door was opened: decisions were only recorded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The door stayed closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Was somebody else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Was right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Was {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished">零</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At “{camera}” the middle of people&apos;s scores has fallen by {fall} in {weeks} weeks ({grants} grants).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At “{camera}” people&apos;s lowest scores have fallen by {fall} in {weeks} weeks ({grants} grants).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at its lens, its focus and its light.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The middle of {name}&apos;s scores at “{camera}” has fallen by {fall} in {weeks} weeks ({grants} grants).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}&apos;s lowest scores at “{camera}” have fallen by {fall} in {weeks} weeks ({grants} grants).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enrol this person again, from that camera.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EventsList</name>
    <message>
        <source>Decisions, newest first</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EventsModel</name>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who or why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camera</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marked as</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EventsScreen</name>
    <message>
        <source>Decisions</source>
        <translation type="unfinished">判定</translation>
    </message>
    <message>
        <source>List</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By hour of the day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By day</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n decision(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was decided yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whoever walks up to the door appears here at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No decision is like that</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a longer time or another person, or show all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decisions are kept for ever; the settings can change that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Decisions older than %n day(s) are erased.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Export decisions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing “{file}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n decision(s) were written to “{file}”.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FilesTab</name>
    <message>
        <source>Drop photographs or clips of one person here</source>
        <translation>把同一个人的照片或视频拖到这里</translation>
    </message>
    <message>
        <source>&amp;Choose files…</source>
        <translation>选择文件(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Take off the list</source>
        <translation>从列表中移除(&amp;T)</translation>
    </message>
    <message>
        <source>Chosen files</source>
        <translation>已选文件</translation>
    </message>
    <message>
        <source>Photographs and clips</source>
        <translation>照片和视频</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <source>Choose photographs and clips</source>
        <translation>选择照片和视频</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n 个文件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FolderRow</name>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose a folder: {name}</source>
        <translation>选择文件夹：{name}</translation>
    </message>
    <message>
        <source>Without a folder: {name}</source>
        <translation>不使用文件夹：{name}</translation>
    </message>
</context>
<context>
    <name>HistoryEntry</name>
    <message>
        <source>the encoder&apos;s own</source>
        <translation>编码器自带的阈值</translation>
    </message>
    <message>
        <source>{threshold}, for {target}</source>
        <translation>{threshold}，目标：{target}</translation>
    </message>
    <message>
        <source>{moment}, by {author}</source>
        <translation>{moment}，{author}</translation>
    </message>
    <message>
        <source>“{note}”</source>
        <translation>“{note}”</translation>
    </message>
    <message>
        <source>Back to this…</source>
        <translation>恢复到此…</translation>
    </message>
    <message>
        <source>Put {threshold} in force again</source>
        <translation>重新启用 {threshold}</translation>
    </message>
    <message>
        <source>in force</source>
        <translation>生效中</translation>
    </message>
    <message>
        <source>another encoder&apos;s</source>
        <translation>属于其他编码器</translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Nothing was put in force yet: the encoder&apos;s own threshold decides.</source>
        <translation>尚未启用过任何阈值：由编码器自带的阈值决定。</translation>
    </message>
    <message>
        <source>Show all {count}</source>
        <translation>显示全部 {count} 条</translation>
    </message>
    <message>
        <source>Back to the encoder&apos;s own…</source>
        <translation>恢复编码器自带的阈值…</translation>
    </message>
    <message>
        <source>Put {threshold} in force again?</source>
        <translation>重新启用 {threshold}？</translation>
    </message>
    <message>
        <source>The door goes by it from its next decision on. It was found for {people} people with {templates} templates.</source>
        <translation>门从下一次判定起按它执行。它是针对 {people} 人、{templates} 个模板得出的。</translation>
    </message>
    <message>
        <source>Put the encoder&apos;s own threshold in force?</source>
        <translation>启用编码器自带的阈值？</translation>
    </message>
    <message>
        <source>The door goes by it from its next decision on. It says nothing of this site.</source>
        <translation>门从下一次判定起按它执行。它不说明本站点的任何情况。</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Put in force</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Leave as it is</source>
        <translation>保持不变</translation>
    </message>
</context>
<context>
    <name>KioskScreen</name>
    <message>
        <source>Camera lost</source>
        <translation>摄像头已断开</translation>
    </message>
    <message>
        <source>Trying again now…</source>
        <translation>正在重试…</translation>
    </message>
    <message>
        <source>Recording ended</source>
        <translation>录像已结束</translation>
    </message>
    <message>
        <source>Play again</source>
        <translation>重新播放</translation>
    </message>
    <message>
        <source>Out of order</source>
        <translation>暂停使用</translation>
    </message>
    <message>
        <source>Please ask for help.</source>
        <translation>请联系工作人员。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>One moment</source>
        <translation>请稍候</translation>
    </message>
    <message>
        <source>Getting ready…</source>
        <translation>正在准备…</translation>
    </message>
    <message>
        <source>Waiting for pictures…</source>
        <translation>正在等待画面…</translation>
    </message>
    <message>
        <source>Trying again in {seconds} s</source>
        <translation>{seconds} 秒后重试</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Decisions</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Door</source>
        <translation>门口</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>faceapp</source>
        <translation>faceapp</translation>
    </message>
    <message>
        <source>Demo: synthetic people, no real faces</source>
        <translation>演示：均为合成人物，没有真实人脸</translation>
    </message>
    <message>
        <source>Leave full screen (Esc)</source>
        <translation>退出全屏 (Esc)</translation>
    </message>
    <message>
        <source>Leave full screen</source>
        <translation>退出全屏</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>1 in {number:,}</source>
        <translation>每 {number:,} 次中 1 次</translation>
    </message>
    <message>
        <source>A false match rate of {target} cannot be claimed: these comparisons bear {least} at best.</source>
        <translation>无法声称误匹配率为{target}：现有比对最多只能支持{least}。</translation>
    </message>
    <message>
        <source>A false match rate of {target} was refused: no threshold can be claimed for it.</source>
        <translation>误匹配率{target}的目标已被拒绝：没有可以为其声称的阈值。</translation>
    </message>
    <message>
        <source>A frame&apos;s scores or quality are not numbers that can be judged.</source>
        <translation>某一帧的得分或质量不是可以判定的数值。</translation>
    </message>
    <message>
        <source>A new threshold: `faceapp calibrate --target-days {target_days:g} --attempts-per-day {attempts:g}`, with --apply to put it in force.</source>
        <translation>寻找新阈值：`faceapp calibrate --target-days {target_days:g} --attempts-per-day {attempts:g}`，加上 --apply 使其生效。</translation>
    </message>
    <message>
        <source>About {comparisons:,} more comparisons are missing, such as {people:,} more people would give with as many pictures each.</source>
        <translation>大约还缺 {comparisons:,} 次比对，相当于再增加 {people:,} 人、每人同样多的照片。</translation>
    </message>
    <message>
        <source>About {rate} in 100 genuine attempts are refused, with 95 % confidence not more than {most}: {trials:,} attempts of {people:,} people, {way}.</source>
        <translation>已登记人员每 100 次尝试约有 {rate} 次被拒绝，在 95% 置信度下不超过 {most} 次：{people:,} 人共 {trials:,} 次尝试，{way}。</translation>
    </message>
    <message>
        <source>About {rate} strangers would be let in per attempt {gallery}, with 95 % confidence not more than {most}: {evidence}.</source>
        <translation>{gallery}时，陌生人的尝试约{rate}会被放行，在 95% 置信度下不超过{most}：{evidence}。</translation>
    </message>
    <message>
        <source>All pictures of one person matched each other; with 95 % confidence not more than {most} in 100 do not: {trials:,} comparisons of {source}.</source>
        <translation>同一人的照片全部相互匹配；在 95% 置信度下，每 100 次中不匹配的不超过 {most} 次：{source}的 {trials:,} 次比对。</translation>
    </message>
    <message>
        <source>At {threshold:.3f}, no two different people&apos;s pictures matched; with 95 % confidence not more than {most} do (rule of three).</source>
        <translation>阈值为 {threshold:.3f} 时，没有两个不同的人的照片相匹配；在 95% 置信度下，误匹配不超过{most}（三分法则）。</translation>
    </message>
    <message>
        <source>At {threshold:.3f}, of two different people&apos;s pictures more than {least} match by mistake: far too many for a door.</source>
        <translation>阈值为 {threshold:.3f} 时，不同人的两张照片误匹配的比率超过{least}：对门来说太多了。</translation>
    </message>
    <message>
        <source>At {threshold:.3f}, of two different people&apos;s pictures not more than {most} match by mistake, with 95 % confidence: what can be said of {found:.3f} holds of every higher threshold.</source>
        <translation>阈值为 {threshold:.3f} 时，在 95% 置信度下，不同人的两张照片误匹配的比率不超过{most}：对 {found:.3f} 成立的结论对任何更高的阈值也成立。</translation>
    </message>
    <message>
        <source>At {threshold:.3f}, of two different people&apos;s pictures {rate} match by mistake, and with 95 % confidence not more than {most}.</source>
        <translation>阈值为 {threshold:.3f} 时，不同人的两张照片误匹配的比率为{rate}；在 95% 置信度下不超过{most}。</translation>
    </message>
    <message>
        <source>Below {found:.3f} a false match rate of {target} cannot be claimed, and at {threshold:.3f} nothing can.</source>
        <translation>低于 {found:.3f} 时无法声称误匹配率为{target}，而在 {threshold:.3f} 处无法作任何声称。</translation>
    </message>
    <message>
        <source>Below {found:.3f} a false match rate of {target} cannot be claimed.</source>
        <translation>低于 {found:.3f} 时无法声称误匹配率为{target}。</translation>
    </message>
    <message>
        <source>Below {found:.3f} a false match rate of {target} cannot be claimed. At {threshold:.3f} it is {most} at best.</source>
        <translation>低于 {found:.3f} 时无法声称误匹配率为{target}。在 {threshold:.3f} 处最多只能声称{most}。</translation>
    </message>
    <message>
        <source>By a model, which takes comparisons for independent, it is about {rate} and not more than {most}.</source>
        <translation>按照假定各次比对相互独立的模型，约为{rate}，且不超过{most}。</translation>
    </message>
    <message>
        <source>Comparing the site&apos;s people</source>
        <translation>正在比对本站点的人员</translation>
    </message>
    <message>
        <source>Comparing them with the encoder&apos;s cohort</source>
        <translation>正在与编码器的对照人群比对</translation>
    </message>
    <message>
        <source>Find a threshold for a larger false match rate instead.</source>
        <translation>请改为寻找误匹配率更大的阈值。</translation>
    </message>
    <message>
        <source>How many genuine attempts are refused cannot be told: that takes pictures of two different days.</source>
        <translation>无法得知已登记人员有多少次尝试会被拒绝：这需要两个不同日期的照片。</translation>
    </message>
    <message>
        <source>How many strangers would be let in cannot be told: that takes at least two people enrolled, or an encoder with a cohort.</source>
        <translation>无法得知会放行多少陌生人：这需要至少登记两人，或编码器附带对照人群。</translation>
    </message>
    <message>
        <source>How often enrolled people are refused cannot be told: that takes pictures of at least two people from different days.</source>
        <translation>无法得知已登记人员被拒绝的频率：这需要至少两个人在不同日期拍摄的照片。</translation>
    </message>
    <message>
        <source>It rests on {comparisons:,} comparisons of {people:,} people, worth {effective:,} independent ones: {source}.</source>
        <translation>依据是 {people:,} 人的 {comparisons:,} 次比对，相当于 {effective:,} 次独立比对：{source}。</translation>
    </message>
    <message>
        <source>It rests on {comparisons:,} comparisons of {people:,} people.</source>
        <translation>依据是 {people:,} 人的 {comparisons:,} 次比对。</translation>
    </message>
    <message>
        <source>It rests on {comparisons:,} comparisons of {people:,} people: {source}.</source>
        <translation>依据是 {people:,} 人的 {comparisons:,} 次比对：{source}。</translation>
    </message>
    <message>
        <source>It was set by hand, above the {found:.3f} that would be enough for {target}.</source>
        <translation>它是手动设定的，高于达到{target}所需的 {found:.3f}。</translation>
    </message>
    <message>
        <source>Letting enrolled people approach</source>
        <translation>正在模拟已登记人员走近</translation>
    </message>
    <message>
        <source>Letting the cohort&apos;s people approach</source>
        <translation>正在模拟对照人群走近</translation>
    </message>
    <message>
        <source>Looking for the threshold</source>
        <translation>正在确定阈值</translation>
    </message>
    <message>
        <source>Modelling strangers</source>
        <translation>正在为陌生人建模</translation>
    </message>
    <message>
        <source>No genuine attempt was refused; with 95 % confidence not more than {most} in 100 are: {trials:,} attempts of {people:,} people, {way}.</source>
        <translation>本人的尝试没有被拒绝过；在 95% 置信度下，每 100 次中被拒绝的不超过 {most} 次：{people:,} 人的 {trials:,} 次尝试，{way}。</translation>
    </message>
    <message>
        <source>No stranger was let in {gallery}; with 95 % confidence not more than {most} attempts let one in: {evidence}.</source>
        <translation>{gallery}时，没有陌生人被放行；在 95% 置信度下，放行陌生人的尝试不超过{most}：{evidence}。</translation>
    </message>
    <message>
        <source>Nobody is enrolled, so that nobody can be let in.</source>
        <translation>尚无人登记，因此不会放行任何人。</translation>
    </message>
    <message>
        <source>Nobody is enrolled.</source>
        <translation>尚未登记任何人。</translation>
    </message>
    <message>
        <source>Of two different people&apos;s pictures not more than {most} match by mistake, with 95 % confidence.</source>
        <translation>在 95% 置信度下，不同人的两张照片误匹配的比率不超过{most}。</translation>
    </message>
    <message>
        <source>Of two pictures of one person {rate} in 100 did not match, and with 95 % confidence not more than {most}.</source>
        <translation>同一人的两张照片每 100 次中有 {rate} 次不匹配；在 95% 置信度下不超过 {most} 次。</translation>
    </message>
    <message>
        <source>Of two pictures of one person {rate} in 100 do not match, and with 95 % confidence not more than {most}: {trials:,} comparisons of {source}.</source>
        <translation>同一个人的两张照片，每 100 次中有 {rate} 次不匹配；在 95% 置信度下不超过 {most} 次：共 {trials:,} 次比对，来自{source}。</translation>
    </message>
    <message>
        <source>Of {missed:,} denials that were marked as wrong none would happen again.</source>
        <translation>在标记为错误的 {missed:,} 次拒绝中，没有一次会再次发生。</translation>
    </message>
    <message>
        <source>Of {missed:,} denials that were marked as wrong {still_missed:,} would happen again.</source>
        <translation>在标记为错误的 {missed:,} 次拒绝中，有 {still_missed:,} 次会再次发生。</translation>
    </message>
    <message>
        <source>Of {wrong:,} grants that were marked as wrong none would happen again.</source>
        <translation>在标记为错误的 {wrong:,} 次放行中，没有一次会再次发生。</translation>
    </message>
    <message>
        <source>Of {wrong:,} grants that were marked as wrong {still_wrong:,} would happen again.</source>
        <translation>在标记为错误的 {wrong:,} 次放行中，有 {still_wrong:,} 次会再次发生。</translation>
    </message>
    <message>
        <source>Only {agreeing} of {frames} frames agree on who it is.</source>
        <translation>{frames} 帧中只有 {agreeing} 帧对身份意见一致。</translation>
    </message>
    <message>
        <source>Only {usable} of the {needed} frames needed were good enough to judge.</source>
        <translation>需要 {needed} 帧，其中只有 {usable} 帧清晰到可以判定。</translation>
    </message>
    <message>
        <source>Recognition failed on this approach.</source>
        <translation>这次识别过程中出错。</translation>
    </message>
    <message>
        <source>Replaying what was recorded</source>
        <translation>正在回放录制的内容</translation>
    </message>
    <message>
        <source>Taking each enrolled person for a stranger</source>
        <translation>正在把每位已登记人员当作陌生人</translation>
    </message>
    <message>
        <source>The encoder&apos;s own threshold, for a false match rate of {rate} among the people that it was measured on. It says nothing of this site, its camera or how many are enrolled.</source>
        <translation>编码器自带的阈值，在其测试人群中的误匹配率为{rate}。它不说明本站点、其摄像头或登记人数的任何情况。</translation>
    </message>
    <message>
        <source>The encoder&apos;s own threshold, for {target}.</source>
        <translation>编码器自带的阈值，目标：{target}。</translation>
    </message>
    <message>
        <source>The face was not seen well enough at the end.</source>
        <translation>最后没有看清人脸。</translation>
    </message>
    <message>
        <source>The frames span only {span_s:.2f} s, too little to be sure.</source>
        <translation>这些帧只跨越 {span_s:.2f} 秒，时间太短，无法确定。</translation>
    </message>
    <message>
        <source>The most similar person scored {score:.3f}, below the threshold of {threshold:.3f}.</source>
        <translation>最相似的人得分为 {score:.3f}，低于阈值 {threshold:.3f}。</translation>
    </message>
    <message>
        <source>The new threshold is higher than the one in force: strangers find it harder to be let in, and so do those who are enrolled.</source>
        <translation>新阈值高于生效中的阈值：陌生人更难被放行，已登记人员也更难。</translation>
    </message>
    <message>
        <source>The new threshold is lower than the one in force: those who are enrolled find it easier to be let in, and so do strangers.</source>
        <translation>新阈值低于生效中的阈值：已登记人员更容易被放行，陌生人也更容易。</translation>
    </message>
    <message>
        <source>The person was gone before the decision.</source>
        <translation>作出判定之前，此人已经离开。</translation>
    </message>
    <message>
        <source>There are {templates:,} templates of {people:,} people now, and there were {templates_then:,} of {people_then:,} when the threshold was found</source>
        <translation>现在有 {people:,} 人的 {templates:,} 个模板，而确定阈值时是 {people_then:,} 人的 {templates_then:,} 个</translation>
    </message>
    <message>
        <source>This is the threshold that is in force.</source>
        <translation>这就是生效中的阈值。</translation>
    </message>
    <message>
        <source>This rests on a model of the highest scores, less than ten times beyond what was compared.</source>
        <translation>这一结论依据最高得分的模型，外推不到实际比对范围的十倍。</translation>
    </message>
    <message>
        <source>This rests on a model of the highest scores.</source>
        <translation>这依据的是最高分数的模型。</translation>
    </message>
    <message>
        <source>This site&apos;s own people do not bear a threshold below {threshold:.3f}.</source>
        <translation>本站点的人员不支持低于 {threshold:.3f} 的阈值。</translation>
    </message>
    <message>
        <source>This site&apos;s own people match each other more often than strangers do, so the threshold is higher.</source>
        <translation>本站点的人员彼此匹配的频率高于陌生人，因此阈值更高。</translation>
    </message>
    <message>
        <source>This site&apos;s people are taken for each other more often than the encoder&apos;s cohort lets expect: look at its lookalikes, and trust no figure that rests on the cohort.</source>
        <translation>本站点人员彼此被认错的频率高于编码器对照人群的预期：请查看长相相似的人员，不要相信依据对照人群得出的任何数字。</translation>
    </message>
    <message>
        <source>Two people are too close: the first leads by {lead:.3f}, and {margin:.3f} is needed.</source>
        <translation>两个人太接近：第一名领先 {lead:.3f}，而需要领先 {margin:.3f}。</translation>
    </message>
    <message>
        <source>What that comes to: `faceapp calibrate --target-fmr {target_fmr:g}`, with a smaller rate and --apply if it is too often.</source>
        <translation>查看影响：`faceapp calibrate --target-fmr {target_fmr:g}`；如过于频繁，请用更小的比率并加上 --apply。</translation>
    </message>
    <message>
        <source>With the {enrolled:,} people enrolled then, of strangers&apos; attempts not more than {most} were let in, with 95 % confidence.</source>
        <translation>当时登记 {enrolled:,} 人，在 95% 置信度下，陌生人的尝试被放行的比率不超过{most}。</translation>
    </message>
    <message>
        <source>With {attempts:g} strangers&apos; attempts a day no false entry is expected.</source>
        <translation>按每天 {attempts:g} 次陌生人尝试计算，预计不会误放行。</translation>
    </message>
    <message>
        <source>With {attempts:g} strangers&apos; attempts a day one false entry is expected in {days:,} days.</source>
        <translation>按每天 {attempts:g} 次陌生人尝试计算，预计每 {days:,} 天误放行一次。</translation>
    </message>
    <message>
        <source>With {attempts:g} strangers&apos; attempts a day {entries:,} false entries are expected a day.</source>
        <translation>按每天 {attempts:g} 次陌生人尝试计算，预计每天误放行 {entries:,} 次。</translation>
    </message>
    <message>
        <source>a day or less</source>
        <translation>一天或更短时间</translation>
    </message>
    <message>
        <source>a false match rate of {rate}</source>
        <translation>误匹配率{rate}</translation>
    </message>
    <message>
        <source>at most {most} (95 % sure)</source>
        <translation>最多{most}（95% 把握）</translation>
    </message>
    <message>
        <source>at most {most} in 100 (95 % sure)</source>
        <translation>每 100 次最多 {most} 次（95% 把握）</translation>
    </message>
    <message>
        <source>more than {rate}</source>
        <translation>超过{rate}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>零</translation>
    </message>
    <message>
        <source>none seen</source>
        <translation>未出现</translation>
    </message>
    <message>
        <source>one false entry a day with {attempts:g} strangers&apos; attempts a day</source>
        <translation>每天 {attempts:g} 次陌生人尝试时每天误放行一次</translation>
    </message>
    <message>
        <source>one false entry in {days:,} days with {attempts:g} strangers&apos; attempts a day</source>
        <translation>每天 {attempts:g} 次陌生人尝试时每 {days:,} 天误放行一次</translation>
    </message>
    <message>
        <source>recorded and replayed</source>
        <translation>录制后回放</translation>
    </message>
    <message>
        <source>simulated with a picture that changes now and then</source>
        <translation>用不时变换的照片模拟</translation>
    </message>
    <message>
        <source>simulated with one picture each</source>
        <translation>每次以一张照片模拟</translation>
    </message>
    <message>
        <source>simulated with several pictures each</source>
        <translation>每次以多张照片模拟</translation>
    </message>
    <message>
        <source>the encoder&apos;s cohort alone, who are strangers here</source>
        <translation>仅编码器的对照人群，他们在这里都是陌生人</translation>
    </message>
    <message>
        <source>this site&apos;s own people</source>
        <translation>本站点自己的人员</translation>
    </message>
    <message>
        <source>this site&apos;s people together with the encoder&apos;s cohort, who are strangers here</source>
        <translation>本站点的人员以及编码器的对照人群（他们在这里都是陌生人）</translation>
    </message>
    <message>
        <source>with one person enrolled</source>
        <translation>登记 1 人</translation>
    </message>
    <message>
        <source>with {enrolled:,} enrolled</source>
        <translation>登记 {enrolled:,} 人</translation>
    </message>
    <message>
        <source>{agreeing} of {frames} frames agree, fused score {score:.3f}.</source>
        <translation>{frames} 帧中有 {agreeing} 帧一致，融合得分 {score:.3f}。</translation>
    </message>
    <message>
        <source>{days:,} days</source>
        <translation>{days:,} 天</translation>
    </message>
    <message>
        <source>{grown}: one false entry in {target:,} days can no longer be claimed, only in {days}.</source>
        <translation>{grown}：不再能声称每 {target:,} 天误放行一次，只能声称{days}一次。</translation>
    </message>
    <message>
        <source>{grown}: strangers may be let in {times:.1f} times as often.</source>
        <translation>{grown}：陌生人被放行的频率可能是原来的 {times:.1f} 倍。</translation>
    </message>
    <message>
        <source>{least} to {most} (95 % sure of each end)</source>
        <translation>{least}至{most}（每端各 95% 把握）</translation>
    </message>
    <message>
        <source>{least} to {most} in 100 (95 % sure of each end)</source>
        <translation>每 100 次中 {least} 至 {most} 次（每端各 95% 把握）</translation>
    </message>
    <message>
        <source>{people:,} of those enrolled have pictures of one session alone, which tell nothing of it.</source>
        <translation>已登记人员中有 {people:,} 人的照片全部来自同一次拍摄，无法用来判断。</translation>
    </message>
    <message>
        <source>{percent:.0f} in 100</source>
        <translation>每 100 次中 {percent:.0f} 次</translation>
    </message>
    <message>
        <source>{rate} in 100</source>
        <translation>每 100 次中 {rate} 次</translation>
    </message>
    <message>
        <source>{said} {more}</source>
        <translation>{said}{more}</translation>
    </message>
    <message>
        <source>{trials:,} attempts of {people:,} people, {way}</source>
        <translation>{people:,} 人共 {trials:,} 次尝试，{way}</translation>
    </message>
</context>
<context>
    <name>PeopleModel</name>
    <message numerus="yes">
        <source>%n template(s)</source>
        <translation>
            <numerusform>%n 个模板</numerusform>
        </translation>
    </message>
    <message>
        <source>enrolled on {date}</source>
        <translation>登记于 {date}</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>yyyy年M月d日</translation>
    </message>
</context>
<context>
    <name>PeopleScreen</name>
    <message numerus="yes">
        <source>%n enrolled</source>
        <translation>
            <numerusform>已登记 %n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Find a name</source>
        <translation>查找姓名</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>删除(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Add person</source>
        <translation>添加人员(&amp;A)</translation>
    </message>
    <message>
        <source>Enrolled people</source>
        <translation>已登记人员</translation>
    </message>
    <message>
        <source>Nobody is enrolled yet</source>
        <translation>还没有登记任何人</translation>
    </message>
    <message>
        <source>Add the first person from the camera, photographs or clips.</source>
        <translation>用摄像头、照片或视频添加第一个人。</translation>
    </message>
    <message>
        <source>Remove person</source>
        <translation>删除人员</translation>
    </message>
    <message>
        <source>Remove {name}?</source>
        <translation>要删除 {name} 吗？</translation>
    </message>
    <message>
        <source>The name and every template of the face are erased for good, and the door no longer opens for {name}. The record of past decisions keeps only the number {id}.</source>
        <translation>姓名和所有人脸模板将被永久清除，此后门不再为 {name} 打开。过往判定的记录中只保留编号 {id}。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
</context>
<context>
    <name>PinDots</name>
    <message>
        <source>Digits entered: {count}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PinPad</name>
    <message>
        <source>Checking…</source>
        <translation type="unfinished">正在识别…</translation>
    </message>
    <message>
        <source>Too many tries. Try again in {seconds} s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many tries. Try again in {minutes} min.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That was not the PIN. Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Digit {digit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished">取消</translation>
    </message>
    <message>
        <source>Erase the last digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished">完成</translation>
    </message>
</context>
<context>
    <name>ProgressStrip</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s left</source>
        <translation>剩余 {minutes} 分 {seconds} 秒</translation>
    </message>
    <message>
        <source>{seconds} s left</source>
        <translation>剩余 {seconds} 秒</translation>
    </message>
</context>
<context>
    <name>Prompts</name>
    <message>
        <source>Welcome</source>
        <translation>欢迎</translation>
    </message>
    <message>
        <source>Please look at the camera.</source>
        <translation>请看摄像头。</translation>
    </message>
    <message>
        <source>Look here</source>
        <translation>请看这里</translation>
    </message>
    <message>
        <source>Come closer</source>
        <translation>请走近一些</translation>
    </message>
    <message>
        <source>Hold still</source>
        <translation>请保持不动</translation>
    </message>
    <message>
        <source>The picture is blurred.</source>
        <translation>画面模糊。</translation>
    </message>
    <message>
        <source>Too dark</source>
        <translation>光线太暗</translation>
    </message>
    <message>
        <source>Please turn towards the light.</source>
        <translation>请面向光源。</translation>
    </message>
    <message>
        <source>Too bright</source>
        <translation>光线太强</translation>
    </message>
    <message>
        <source>Please turn away from the light.</source>
        <translation>请避开光源。</translation>
    </message>
    <message>
        <source>Hard to see you</source>
        <translation>看不清您</translation>
    </message>
    <message>
        <source>Please move into better light.</source>
        <translation>请移到光线更好的地方。</translation>
    </message>
    <message>
        <source>Move to the middle</source>
        <translation>请移到画面中央</translation>
    </message>
    <message>
        <source>Your whole face must be in the picture.</source>
        <translation>整张脸都要在画面内。</translation>
    </message>
    <message>
        <source>Please look straight at the camera.</source>
        <translation>请正视摄像头。</translation>
    </message>
    <message>
        <source>Could not see you</source>
        <translation>没能看清您</translation>
    </message>
    <message>
        <source>Step back, then look straight at the camera.</source>
        <translation>请后退一步，再正视摄像头。</translation>
    </message>
    <message>
        <source>Not recognised</source>
        <translation>未能识别</translation>
    </message>
    <message>
        <source>Step back and try again, alone.</source>
        <translation>请后退一步，独自重试。</translation>
    </message>
    <message>
        <source>Something failed</source>
        <translation>系统出错</translation>
    </message>
    <message>
        <source>The door stays closed. Please ask for help.</source>
        <translation>门保持关闭，请联系工作人员。</translation>
    </message>
    <message>
        <source>Step back to try again.</source>
        <translation>请后退一步再试。</translation>
    </message>
    <message>
        <source>The door does not answer. Please ask for help.</source>
        <translation>门没有响应，请联系工作人员。</translation>
    </message>
    <message>
        <source>Please come in.</source>
        <translation>请进。</translation>
    </message>
    <message>
        <source>Welcome, {name}</source>
        <translation>欢迎，{name}</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在识别…</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>faceapp</source>
        <translation>faceapp</translation>
    </message>
</context>
<context>
    <name>ResultPanel</name>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Lower the threshold</source>
        <translation>降低阈值</translation>
    </message>
    <message>
        <source>Raise the threshold</source>
        <translation>提高阈值</translation>
    </message>
    <message>
        <source>Why? For the record</source>
        <translation>原因？（记录备查）</translation>
    </message>
    <message>
        <source>Note for the record</source>
        <translation>备查说明</translation>
    </message>
    <message>
        <source>For {target}</source>
        <translation>目标：{target}</translation>
    </message>
    <message>
        <source>Back to {threshold}</source>
        <translation>回到 {threshold}</translation>
    </message>
    <message>
        <source>Put {threshold} in force again</source>
        <translation>重新启用 {threshold}</translation>
    </message>
    <message>
        <source>Put {threshold} in force</source>
        <translation>启用 {threshold}</translation>
    </message>
    <message>
        <source>Find one for 1 in {number}</source>
        <translation>按 1/{number} 寻找</translation>
    </message>
</context>
<context>
    <name>ScoreChart</name>
    <message>
        <source>score</source>
        <translation>分数</translation>
    </message>
    <message>
        <source>← refused</source>
        <translation>← 拒绝</translation>
    </message>
    <message>
        <source>let in →</source>
        <translation>放行 →</translation>
    </message>
    <message>
        <source>in force</source>
        <translation>生效中</translation>
    </message>
    <message>
        <source>one person ({count})</source>
        <translation>同一人（{count}）</translation>
    </message>
    <message>
        <source>different people ({count})</source>
        <translation>不同人（{count}）</translation>
    </message>
    <message>
        <source>Threshold among the scores</source>
        <translation>分数中的阈值</translation>
    </message>
    <message>
        <source>Histograms of scores, logarithmic: {non_mated} and {mated}. The threshold is at {threshold}; arrow keys move it.</source>
        <translation>分数直方图（对数刻度）：{non_mated}与{mated}。阈值为 {threshold}；可用方向键移动。</translation>
    </message>
</context>
<context>
    <name>StandingPanel</name>
    <message>
        <source>In force</source>
        <translation>生效中</translation>
    </message>
    <message>
        <source>Find a new threshold</source>
        <translation>寻找新阈值</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在查看…</translation>
    </message>
    <message>
        <source>No threshold is in force, so the door stays shut. {reason} Find one below.</source>
        <translation>没有生效的阈值，门保持关闭。{reason} 请在下方寻找。</translation>
    </message>
    <message>
        <source>the encoder&apos;s own threshold</source>
        <translation>编码器自带的阈值</translation>
    </message>
    <message>
        <source>for {target}</source>
        <translation>目标：{target}</translation>
    </message>
    <message>
        <source>Since {moment}, by {author}</source>
        <translation>自 {moment} 起，由 {author} 启用</translation>
    </message>
    <message>
        <source>“{note}”</source>
        <translation>“{note}”</translation>
    </message>
</context>
<context>
    <name>StatusPanel</name>
    <message>
        <source>dddd, d MMMM</source>
        <translation>M月d日 dddd</translation>
    </message>
</context>
<context>
    <name>TargetPanel</name>
    <message>
        <source>Find a threshold</source>
        <translation>寻找阈值</translation>
    </message>
    <message>
        <source>1 in {number}: convenient</source>
        <translation>1/{number}：便利</translation>
    </message>
    <message>
        <source>1 in {number}: for most doors</source>
        <translation>1/{number}：适合多数门</translation>
    </message>
    <message>
        <source>1 in {number}: strict</source>
        <translation>1/{number}：严格</translation>
    </message>
    <message>
        <source>A false match rate of {rate}</source>
        <translation>误匹配率 {rate}</translation>
    </message>
    <message>
        <source>Another rate</source>
        <translation>其他比率</translation>
    </message>
    <message>
        <source>1 in </source>
        <translation>1/</translation>
    </message>
    <message>
        <source>False match rate, 1 in so many</source>
        <translation>误匹配率，若干分之一</translation>
    </message>
    <message>
        <source>One false entry in so many days</source>
        <translation>每若干天误放行一次</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>天数</translation>
    </message>
    <message>
        <source>Strangers&apos; attempts a day</source>
        <translation>每天陌生人尝试次数</translation>
    </message>
    <message>
        <source>Days to one false entry</source>
        <translation>误放行一次的天数</translation>
    </message>
    <message>
        <source>More to find it from, if you have it:</source>
        <translation>如有更多依据：</translation>
    </message>
    <message>
        <source>Further pictures</source>
        <translation>更多照片</translation>
    </message>
    <message>
        <source>A folder for each person. Folders of people who are not enrolled show strangers.</source>
        <translation>每人一个文件夹。未登记者的文件夹视为陌生人。</translation>
    </message>
    <message>
        <source>Recorded approaches</source>
        <translation>录制的走近过程</translation>
    </message>
    <message>
        <source>A folder with clips for each person, taken at this door.</source>
        <translation>每人一个文件夹，内含在此门拍摄的短片。</translation>
    </message>
    <message>
        <source>Find the threshold</source>
        <translation>寻找阈值</translation>
    </message>
    <message>
        <source>Found for the people who are enrolled now; you are told when more of them break it.</source>
        <translation>针对现已登记的人员寻找；人数增加而不再满足时会提醒您。</translation>
    </message>
    <message>
        <source>Of {number} comparisons of two different people&apos;s pictures at most one may match.</source>
        <translation>不同人的两张照片每 {number} 次比对中最多允许匹配一次。</translation>
    </message>
</context>
<context>
    <name>VideoView</name>
    <message>
        <source>Live picture</source>
        <translation>实时画面</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>欢迎</translation>
    </message>
    <message>
        <source>Not recognised</source>
        <translation>未识别</translation>
    </message>
</context>
<context>
    <name>_Beads</name>
    <message>
        <source>{done} of {count} pictures</source>
        <translation>已拍 {done} 张，共 {count} 张</translation>
    </message>
</context>
</TS>
