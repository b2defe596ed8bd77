<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
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
    <name>CameraPage</name>
    <message>
        <source>No camera</source>
        <translation>没有摄像头</translation>
    </message>
    <message>
        <source>It works: a face is found.</source>
        <translation>一切正常：已找到人脸。</translation>
    </message>
    <message>
        <source>That is all that is needed.</source>
        <translation>这样就可以了。</translation>
    </message>
    <message>
        <source>The camera works.</source>
        <translation>摄像头工作正常。</translation>
    </message>
    <message>
        <source>Step before it, to see whether your face is found.</source>
        <translation>请站到摄像头前，看看能否找到您的脸。</translation>
    </message>
    <message>
        <source>Looking for the camera…</source>
        <translation>正在查找摄像头…</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>It belongs at eye level, with the light on the faces and not behind them.</source>
        <translation>摄像头应与眼睛同高，光线照在脸上而不是来自背后。</translation>
    </message>
    <message>
        <source>Show the demo instead</source>
        <translation>改为查看演示</translation>
    </message>
</context>
<context>
    <name>CameraPanel</name>
    <message>
        <source>Live picture</source>
        <translation>实时画面</translation>
    </message>
    <message>
        <source>Cameras at this computer</source>
        <translation>本机摄像头</translation>
    </message>
    <message>
        <source>Size of the picture</source>
        <translation>画面尺寸</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查找</translation>
    </message>
    <message>
        <source>{number}: {name}</source>
        <translation>{number}：{name}</translation>
    </message>
    <message>
        <source>Camera {number}</source>
        <translation>摄像头 {number}</translation>
    </message>
    <message>
        <source>No camera is chosen</source>
        <translation>未选择摄像头</translation>
    </message>
    <message>
        <source>End the try</source>
        <translation>结束试用</translation>
    </message>
    <message>
        <source>Try these values</source>
        <translation>试用这些设置</translation>
    </message>
    <message>
        <source>The door waits while a camera is tried.</source>
        <translation>试用摄像头期间，门禁暂停工作。</translation>
    </message>
    <message>
        <source>The picture shows what the door sees now.</source>
        <translation>画面显示的是门口此刻的情况。</translation>
    </message>
    <message>
        <source>It gives {width} × {height} pixels</source>
        <translation>实际为 {width} × {height} 像素</translation>
    </message>
    <message>
        <source>{size}, {rate} pictures a second.</source>
        <translation>{size}，每秒 {rate} 帧。</translation>
    </message>
    <message>
        <source>No camera was found. Plug one in and look again, or use the source demo.</source>
        <translation>没有找到摄像头。请接上摄像头后重新查找，或使用来源 demo。</translation>
    </message>
</context>
<context>
    <name>CameraTab</name>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Now put your glasses on, or take them off</source>
        <translation>现在请戴上或摘下眼镜</translation>
    </message>
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
    <message>
        <source>Also with the glasses on or off</source>
        <translation>再拍一次戴上或摘下眼镜的样子</translation>
    </message>
    <message>
        <source>Pictures are taken by themselves: straight ahead, then a little to each side.</source>
        <translation>照片会自动拍摄：先正面，再稍稍转向各个方向。</translation>
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
        <source>All done</source>
        <translation>全部完成</translation>
    </message>
    <message>
        <source>Turn your head slightly to the left</source>
        <translation>请把头稍稍转向左边</translation>
    </message>
    <message>
        <source>Turn your head slightly to the right</source>
        <translation>请把头稍稍转向右边</translation>
    </message>
    <message>
        <source>Raise your chin slightly</source>
        <translation>请稍稍抬起下巴</translation>
    </message>
    <message>
        <source>Lower your chin slightly</source>
        <translation>请稍稍低下下巴</translation>
    </message>
    <message>
        <source>Hold still: the picture is blurred</source>
        <translation>请保持不动：画面模糊</translation>
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
        <source>Not so far: turn back a little</source>
        <translation>转得太多了：请转回一点</translation>
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
    <name>Choices</name>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation>模拟</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Processor (cpu)</source>
        <translation>处理器 (cpu)</translation>
    </message>
    <message>
        <source>NVIDIA graphics card (cuda)</source>
        <translation>NVIDIA 显卡 (cuda)</translation>
    </message>
    <message>
        <source>Apple graphics (mps)</source>
        <translation>Apple 图形处理器 (mps)</translation>
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
        <translation>这段时间没有判定记录。</translation>
    </message>
    <message>
        <source>All together</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>{first} to {last} o&apos;clock</source>
        <translation>{first} 点至 {last} 点</translation>
    </message>
    <message>
        <source>Week from {day}</source>
        <translation>{day} 起的一周</translation>
    </message>
    <message>
        <source>MMMM yyyy</source>
        <translation>yyyy年M月</translation>
    </message>
    <message>
        <source>ddd d MMM yyyy</source>
        <translation>yyyy年M月d日 ddd</translation>
    </message>
    <message>
        <source>MMM yy</source>
        <translation>yy年M月</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>M月d日</translation>
    </message>
    <message>
        <source>Arrow keys tell the values of each bar.</source>
        <translation>用方向键可逐条查看数值。</translation>
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
        <source>{name} (PIN asked for)</source>
        <translation>{name}（需输入 PIN）</translation>
    </message>
    <message>
        <source>{name} (wrong PIN)</source>
        <translation>{name}（PIN 错误）</translation>
    </message>
    <message>
        <source>{name} (has no PIN)</source>
        <translation>{name}（未设置 PIN）</translation>
    </message>
    <message>
        <source>{name} (may not enter now)</source>
        <translation>{name}（当前不可进入）</translation>
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
    <name>DoorPin</name>
    <message>
        <source>Your PIN, please</source>
        <translation>请输入您的 PIN</translation>
    </message>
    <message>
        <source>Please enter it to open the door.</source>
        <translation>请输入 PIN 以开门。</translation>
    </message>
</context>
<context>
    <name>DriftNotice</name>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Scores are falling</source>
        <translation>分数在下降</translation>
    </message>
    <message numerus="yes">
        <source>And %Ln more: `faceapp events drift` lists all.</source>
        <translation>
            <numerusform>另有 %Ln 项：`faceapp events drift` 会列出全部。</numerusform>
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
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message numerus="yes">
        <source>Finish with %n picture(s)</source>
        <translation>
            <numerusform>用 %n 张照片完成</numerusform>
        </translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>somebody else</source>
        <translation>其他人</translation>
    </message>
    <message>
        <source>Add person</source>
        <translation>添加人员</translation>
    </message>
    <message>
        <source>More pictures of {name}</source>
        <translation>为 {name} 添加照片</translation>
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
        <source>Stored: {templates}.</source>
        <translation>已保存：{templates}。</translation>
    </message>
    <message>
        <source>Learning the face…</source>
        <translation>正在学习人脸…</translation>
    </message>
    <message>
        <source>{name} is enrolled</source>
        <translation>{name} 已登记</translation>
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
    <name>EnrolReview</name>
    <message>
        <source>One picture shows one look only. More make the door surer.</source>
        <translation>一张照片只能显示一种样子。照片越多，门禁越可靠。</translation>
    </message>
    <message>
        <source>Most alike of those enrolled</source>
        <translation>已登记者中最相像的</translation>
    </message>
    <message>
        <source>Not used</source>
        <translation>未使用</translation>
    </message>
    <message>
        <source>{source}: {why}</source>
        <translation>{source}：{why}</translation>
    </message>
    <message>
        <source>How alike each is to the others:</source>
        <translation>每个模板与其他模板的相似程度：</translation>
    </message>
    <message>
        <source>They agree: each is more alike to the others than the door asks for.</source>
        <translation>彼此一致：每个模板与其他模板的相似度都高于门禁的要求。</translation>
    </message>
    <message>
        <source>They differ from each other, as pictures of one person from all sides do.</source>
        <translation>彼此有差异，同一个人从各个方向拍摄的照片就是这样。</translation>
    </message>
    <message>
        <source>One of them hardly resembles the others: is it the same person?</source>
        <translation>其中一个与其他的几乎不像：是同一个人吗？</translation>
    </message>
    <message>
        <source>Nobody else is enrolled yet.</source>
        <translation>还没有登记其他人。</translation>
    </message>
    <message>
        <source>{name}: {score}</source>
        <translation>{name}：{score}</translation>
    </message>
    <message>
        <source>The door accepts from {threshold} on.</source>
        <translation>门禁从 {threshold} 起接受。</translation>
    </message>
    <message>
        <source>This may be {name}, who is enrolled already (score {score}).</source>
        <translation>这可能是已登记的 {name}（得分 {score}）。</translation>
    </message>
    <message>
        <source>This looks like {name}, who is enrolled already (score {score}). If it is somebody else, the door could take one for the other: take more pictures of both, or ask both for a PIN.</source>
        <translation>这看起来像已登记的 {name}（得分 {score}）。如果是另一个人，门禁可能会认错：请为两人多拍照片，或要求两人输入 PIN。</translation>
    </message>
    <message>
        <source>This is nearly as alike to {name} as the door asks for (score {score}): it could take one for the other now and then. More pictures of both help.</source>
        <translation>与 {name} 的相似度接近门禁的要求（得分 {score}）：偶尔可能会认错。为两人多拍照片会有帮助。</translation>
    </message>
    <message>
        <source>Add to that person instead</source>
        <translation>改为添加到此人</translation>
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
        <translation>选择是谁</translation>
    </message>
    <message>
        <source>The decision that is chosen</source>
        <translation>所选判定</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>返回列表</translation>
    </message>
    <message>
        <source>What was it in truth?</source>
        <translation>实际情况如何？</translation>
    </message>
    <message>
        <source>A note, without names</source>
        <translation>备注（请勿写姓名）</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Who it was</source>
        <translation>是谁</translation>
    </message>
    <message>
        <source>It was right</source>
        <translation>判定正确</translation>
    </message>
    <message>
        <source>It was somebody else</source>
        <translation>其实是别人</translation>
    </message>
    <message>
        <source>It was this person</source>
        <translation>其实是此人</translation>
    </message>
    <message>
        <source>Take the mark back</source>
        <translation>撤销标记</translation>
    </message>
    <message>
        <source>No decision is chosen</source>
        <translation>未选择判定</translation>
    </message>
    <message>
        <source>Choose one in the list to see all of it.</source>
        <translation>在列表中选择一条即可查看详情。</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>分数</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Pictures judged</source>
        <translation>判定帧数</translation>
    </message>
    <message>
        <source>Time taken</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Nothing is said of it yet. A mark is evidence for the next calibration; it changes no template.</source>
        <translation>尚未标记。标记会作为下次校准的依据，不会改动任何模板。</translation>
    </message>
    <message>
        <source>Marked: {words}</source>
        <translation>已标记：{words}</translation>
    </message>
    <message>
        <source>{moment}, {author}: {words}</source>
        <translation>{moment}，{author}：{words}</translation>
    </message>
    <message>
        <source>mark taken back</source>
        <translation>撤销了标记</translation>
    </message>
</context>
<context>
    <name>EventFilterBar</name>
    <message>
        <source>Person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Outcome and reason</source>
        <translation>结果与原因</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Marked as</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>to</source>
        <translation>至</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>起始日</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>结束日</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>All outcomes</source>
        <translation>所有结果</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>任何时间</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>From … to …</source>
        <translation>从…至…</translation>
    </message>
    <message>
        <source>Any mark</source>
        <translation>任何标记</translation>
    </message>
    <message>
        <source>Not marked</source>
        <translation>未标记</translation>
    </message>
    <message>
        <source>Was somebody else</source>
        <translation>其实是别人</translation>
    </message>
    <message>
        <source>Was somebody enrolled</source>
        <translation>其实是已登记人员</translation>
    </message>
    <message>
        <source>Was right</source>
        <translation>判定正确</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>所有人</translation>
    </message>
</context>
<context>
    <name>Events</name>
    <message>
        <source>d MMM yyyy</source>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>Let in</source>
        <translation>放行</translation>
    </message>
    <message>
        <source>Denied</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Not recognised</source>
        <translation>未识别</translation>
    </message>
    <message>
        <source>Not clear who</source>
        <translation>无法确定是谁</translation>
    </message>
    <message>
        <source>Not seen well</source>
        <translation>看不清</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不准入</translation>
    </message>
    <message>
        <source>PIN asked for</source>
        <translation>已要求输入 PIN</translation>
    </message>
    <message>
        <source>Wrong PIN</source>
        <translation>PIN 错误</translation>
    </message>
    <message>
        <source>No PIN set</source>
        <translation>未设置 PIN</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>出错</translation>
    </message>
    <message>
        <source>Enough pictures agreed on this person, with a score at or above the threshold.</source>
        <translation>足够多的画面一致认定此人，且分数达到阈值。</translation>
    </message>
    <message>
        <source>Nobody enrolled was similar enough.</source>
        <translation>没有足够相似的已登记人员。</translation>
    </message>
    <message>
        <source>Two people enrolled were too close to each other, or the pictures disagreed.</source>
        <translation>两名已登记人员过于相近，或各帧结果不一致。</translation>
    </message>
    <message>
        <source>Too few pictures were good enough to judge.</source>
        <translation>可供判定的清晰画面太少。</translation>
    </message>
    <message>
        <source>The person was recognised, and is suspended or outside the dates of validity.</source>
        <translation>已认出此人，但其已被暂停或不在有效期内。</translation>
    </message>
    <message>
        <source>The person was recognised; somebody enrolled looks alike, so the PIN was asked for as well.</source>
        <translation>已识别此人；因有相貌相似的已登记人员，还要求输入 PIN。</translation>
    </message>
    <message>
        <source>What was entered was not the person&apos;s PIN, or came while no try was allowed.</source>
        <translation>输入的不是此人的 PIN，或输入时不允许尝试。</translation>
    </message>
    <message>
        <source>The person was recognised; somebody enrolled looks alike, and the person has no PIN yet.</source>
        <translation>已识别此人；有相貌相似的已登记人员，而此人尚未设置 PIN。</translation>
    </message>
    <message>
        <source>Something failed, and whatever is unclear is denied.</source>
        <translation>出现故障；凡有不明，一律拒绝。</translation>
    </message>
    <message>
        <source>Removed person {id}</source>
        <translation>已删除的人员 {id}</translation>
    </message>
    <message>
        <source>{name} (PIN asked for)</source>
        <translation>{name}（已要求输入 PIN）</translation>
    </message>
    <message>
        <source>{name} (wrong PIN)</source>
        <translation>{name}（PIN 错误）</translation>
    </message>
    <message>
        <source>{name} (has no PIN)</source>
        <translation>{name}（未设置 PIN）</translation>
    </message>
    <message>
        <source>{name} (may not enter now)</source>
        <translation>{name}（暂不准入）</translation>
    </message>
    <message>
        <source>The door was opened.</source>
        <translation>门已打开。</translation>
    </message>
    <message>
        <source>No door was opened: decisions were only recorded.</source>
        <translation>没有开门：只记录了判定。</translation>
    </message>
    <message>
        <source>The door stayed closed.</source>
        <translation>门保持关闭。</translation>
    </message>
    <message>
        <source>Was somebody else</source>
        <translation>其实是别人</translation>
    </message>
    <message>
        <source>Was right</source>
        <translation>判定正确</translation>
    </message>
    <message>
        <source>Was {name}</source>
        <translation>其实是{name}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>At “{camera}” the middle of people&apos;s scores has fallen by {fall} in {weeks} weeks ({grants} grants).</source>
        <translation>在“{camera}”，人员分数的中位数在 {weeks} 周内下降了 {fall}（{grants} 次放行）。</translation>
    </message>
    <message>
        <source>At “{camera}” people&apos;s lowest scores have fallen by {fall} in {weeks} weeks ({grants} grants).</source>
        <translation>在“{camera}”，人员的最低分数在 {weeks} 周内下降了 {fall}（{grants} 次放行）。</translation>
    </message>
    <message>
        <source>Look at its lens, its focus and its light.</source>
        <translation>请检查镜头、对焦和光线。</translation>
    </message>
    <message>
        <source>The middle of {name}&apos;s scores at “{camera}” has fallen by {fall} in {weeks} weeks ({grants} grants).</source>
        <translation>{name}在“{camera}”的分数中位数在 {weeks} 周内下降了 {fall}（{grants} 次放行）。</translation>
    </message>
    <message>
        <source>{name}&apos;s lowest scores at “{camera}” have fallen by {fall} in {weeks} weeks ({grants} grants).</source>
        <translation>{name}在“{camera}”的最低分数在 {weeks} 周内下降了 {fall}（{grants} 次放行）。</translation>
    </message>
    <message>
        <source>Enrol this person again, from that camera.</source>
        <translation>请用该摄像头重新登记此人。</translation>
    </message>
</context>
<context>
    <name>EventsList</name>
    <message>
        <source>Decisions, newest first</source>
        <translation>判定记录，最新的在前</translation>
    </message>
</context>
<context>
    <name>EventsModel</name>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who or why</source>
        <translation>人员或原因</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>分数</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Marked as</source>
        <translation>标记</translation>
    </message>
</context>
<context>
    <name>EventsScreen</name>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Over time</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>By hour of the day</source>
        <translation>按一天中的小时</translation>
    </message>
    <message>
        <source>By week</source>
        <translation>按周</translation>
    </message>
    <message>
        <source>By month</source>
        <translation>按月</translation>
    </message>
    <message>
        <source>By day</source>
        <translation>按天</translation>
    </message>
    <message numerus="yes">
        <source>%Ln decision(s)</source>
        <translation>
            <numerusform>%Ln 条判定</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was decided yet</source>
        <translation>还没有判定记录</translation>
    </message>
    <message>
        <source>Whoever walks up to the door appears here at once.</source>
        <translation>有人走到门前，这里就会立即显示。</translation>
    </message>
    <message>
        <source>No decision is like that</source>
        <translation>没有符合条件的判定</translation>
    </message>
    <message>
        <source>Choose a longer time or another person, or show all.</source>
        <translation>请选择更长的时间或其他人员，或显示全部。</translation>
    </message>
    <message>
        <source>Decisions are kept for ever; the settings can change that.</source>
        <translation>判定记录永久保存，可在设置中更改。</translation>
    </message>
    <message numerus="yes">
        <source>Decisions older than %Ln day(s) are erased.</source>
        <translation>
            <numerusform>超过 %Ln 天的判定记录会被清除。</numerusform>
        </translation>
    </message>
    <message>
        <source>Export decisions</source>
        <translation>导出判定记录</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>Writing “{file}”</source>
        <translation>正在写入“{file}”</translation>
    </message>
    <message numerus="yes">
        <source>%Ln decision(s), all that fit what is chosen above, were written to “{file}”: when, where, who, the score and what was marked. It holds personal data: keep it safe.</source>
        <translation>
            <numerusform>已将符合上方条件的 %Ln 条判定写入“{file}”：时间、地点、人员、分数和标记。其中有个人数据，请妥善保管。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FaceMarks</name>
    <message>
        <source>Please wait</source>
        <translation>请稍候</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>欢迎</translation>
    </message>
    <message>
        <source>PIN needed</source>
        <translation>需要 PIN</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不放行</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Not recognised</source>
        <translation>未识别</translation>
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
    <name>FirstStartDialog</name>
    <message>
        <source>First steps</source>
        <translation>首次设置</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Step {step} of {count}</source>
        <translation>第 {step} 步，共 {count} 步</translation>
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
    <name>Health</name>
    <message>
        <source>Fine</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Look after it</source>
        <translation>需要留意</translation>
    </message>
    <message>
        <source>Broken</source>
        <translation>故障</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Recognition</source>
        <translation>识别</translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>计算设备</translation>
    </message>
    <message>
        <source>Gallery</source>
        <translation>人员库</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>分数</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>数据库</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>磁盘</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
</context>
<context>
    <name>HealthScreen</name>
    <message>
        <source>Looking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Check all</source>
        <translation>全部检查</translation>
    </message>
    <message>
        <source>Look at everything again, and read the whole database</source>
        <translation>重新检查所有项目，并通读整个数据库</translation>
    </message>
    <message>
        <source>Back up…</source>
        <translation>备份…</translation>
    </message>
    <message>
        <source>To take a backup back, close the program and run “faceapp restore FILE”: what is there then is kept beside it. A backup holds people&apos;s templates and names: keep it as safe as the door&apos;s key.</source>
        <translation>要恢复备份，请关闭程序并运行“faceapp restore 文件”：当时的数据会保留在一旁。备份中含有人员的模板和姓名，请像保管门钥匙一样妥善保管。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln thing(s) broken</source>
        <translation>
            <numerusform>%Ln 项故障</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln thing(s) to look after</source>
        <translation>
            <numerusform>%Ln 项需要留意</numerusform>
        </translation>
    </message>
    <message>
        <source>All is well</source>
        <translation>一切正常</translation>
    </message>
    <message>
        <source>Back up</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Backups (*.sqlite3)</source>
        <translation>备份 (*.sqlite3)</translation>
    </message>
    <message>
        <source>Copying into “{file}”</source>
        <translation>正在复制到“{file}”</translation>
    </message>
    <message>
        <source>“{file}” was read back and is intact. People: {people}, events: {events}, size: {size}.</source>
        <translation>“{file}”已回读，完好无损。人员：{people}，事件：{events}，大小：{size}。</translation>
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
    <name>HoldCorner</name>
    <message>
        <source>Hold for administration</source>
        <translation>按住进入管理</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Choose a folder that holds a folder for each person</source>
        <translation>选择一个文件夹，其中每人一个子文件夹</translation>
    </message>
    <message>
        <source>{name} … {left}</source>
        <translation>{name} … {left}</translation>
    </message>
    <message>
        <source>{name} …</source>
        <translation>{name} …</translation>
    </message>
    <message>
        <source>Import people</source>
        <translation>导入人员</translation>
    </message>
    <message>
        <source>People to import</source>
        <translation>要导入的人员</translation>
    </message>
    <message>
        <source>All about the row that is chosen</source>
        <translation>所选行的全部信息</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>&amp;Choose a folder…</source>
        <translation>选择文件夹(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Save the report…</source>
        <translation>保存报告(&amp;S)…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>导入(&amp;I)</translation>
    </message>
    <message>
        <source>Looking …</source>
        <translation>正在查看…</translation>
    </message>
    <message>
        <source>Nobody is to be enrolled.</source>
        <translation>没有需要登记的人。</translation>
    </message>
    <message numerus="yes">
        <source>%n people were enrolled.</source>
        <translation>
            <numerusform>已登记 %n 人。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{words} %n could not be: the list says why.</source>
        <translation>
            <numerusform>{words}%n 人未能登记：原因见列表。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{words} %n were not looked at any more.</source>
        <translation>
            <numerusform>{words}还有 %n 人未处理。</numerusform>
        </translation>
    </message>
    <message>
        <source>{words} The report was saved as “{file}”.</source>
        <translation>{words}报告已保存为“{file}”。</translation>
    </message>
    <message numerus="yes">
        <source>{words} %n already there.</source>
        <translation>
            <numerusform>{words}另有 %n 人此前已登记。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{words} %n folder(s) left out.</source>
        <translation>
            <numerusform>{words}跳过 %n 个文件夹。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{words} %n file(s) not used.</source>
        <translation>
            <numerusform>{words}%n 个文件未使用。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people will be enrolled. Nothing is stored before you choose Import.</source>
        <translation>
            <numerusform>将登记 %n 人。选择“导入”之前不会保存任何内容。</numerusform>
        </translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Table for spreadsheets (*.csv)</source>
        <translation>电子表格 (*.csv)</translation>
    </message>
    <message>
        <source>Looking at {name} …</source>
        <translation>正在查看 {name}…</translation>
    </message>
    <message>
        <source>Choose a folder that holds a folder for each person, named as the door shall greet them.</source>
        <translation>请选择一个文件夹，其中每人一个子文件夹，以门禁问候时使用的姓名命名。</translation>
    </message>
</context>
<context>
    <name>ImportModel</name>
    <message>
        <source>Person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>处理</translation>
    </message>
    <message>
        <source>{file}: {reason}</source>
        <translation>{file}：{reason}</translation>
    </message>
    <message>
        <source>A file</source>
        <translation>文件</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n 张照片</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clip(s)</source>
        <translation>
            <numerusform>%n 段视频</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not used</source>
        <translation>
            <numerusform>%n 个未使用</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Not enrolled: {reason}</source>
        <translation>未登记：{reason}</translation>
    </message>
    <message numerus="yes">
        <source>Enrolled with %n template(s)</source>
        <translation>
            <numerusform>已登记，%n 个模板</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{made}; %n picture(s) left out</source>
        <translation>
            <numerusform>{made}；跳过 %n 张照片</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportNotice</name>
    <message>
        <source>Import again…</source>
        <translation>重新导入…</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>知道了</translation>
    </message>
</context>
<context>
    <name>KioskScreen</name>
    <message>
        <source>Camera lost</source>
        <translation>摄像头已断开</translation>
    </message>
    <message>
        <source>No camera</source>
        <translation>没有摄像头</translation>
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
        <source>Show the demo</source>
        <translation>查看演示</translation>
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
    <name>LanguagePage</name>
    <message>
        <source>Welcome to faceapp</source>
        <translation>欢迎使用 faceapp</translation>
    </message>
    <message>
        <source>Four short steps; each can be skipped, and done later. Which language do you read?</source>
        <translation>只需四个简短的步骤，每一步都可以跳过，以后再设置。您使用哪种语言？</translation>
    </message>
</context>
<context>
    <name>LookalikesScreen</name>
    <message>
        <source>Comparing everybody with everybody…</source>
        <translation>正在两两比较所有人…</translation>
    </message>
    <message>
        <source>Nobody looks like anybody</source>
        <translation>没有相似的人</translation>
    </message>
    <message>
        <source>No two enrolled people come near the threshold: nothing is to be done.</source>
        <translation>没有任何两位已登记的人接近阈值：无需处理。</translation>
    </message>
    <message>
        <source>Pairs less alike, not shown: {count}</source>
        <translation>相似度较低而未显示的组合：{count}</translation>
    </message>
    <message>
        <source>{first} and {second}</source>
        <translation>{first} 与 {second}</translation>
    </message>
    <message>
        <source>Stop guarding</source>
        <translation>停止 PIN 保护</translation>
    </message>
    <message>
        <source>Guard with PINs</source>
        <translation>用 PIN 保护</translation>
    </message>
    <message>
        <source>Change PIN of {name}…</source>
        <translation>更改 {name} 的 PIN…</translation>
    </message>
    <message>
        <source>Set PIN of {name}…</source>
        <translation>设置 {name} 的 PIN…</translation>
    </message>
    <message>
        <source>Not near the threshold any more.</source>
        <translation>已不再接近阈值。</translation>
    </message>
    <message>
        <source>Perhaps one person, enrolled twice: score {score}, the door accepts from {threshold} on.</source>
        <translation>可能是同一人登记了两次：分数 {score}，门从 {threshold} 起接受。</translation>
    </message>
    <message>
        <source>The door can take one for the other: score {score}, it accepts from {threshold} on.</source>
        <translation>门可能把两人认错：分数 {score}，门从 {threshold} 起接受。</translation>
    </message>
    <message>
        <source>Nearly as alike as the door asks for: score {score}, it accepts from {threshold} on.</source>
        <translation>相似度接近门的要求：分数 {score}，门从 {threshold} 起接受。</translation>
    </message>
    <message>
        <source>Guarded: the door asks both for the PIN.</source>
        <translation>已保护：门会要求两人输入 PIN。</translation>
    </message>
    <message>
        <source>Guarded, but {name} has no PIN and is not let in.</source>
        <translation>已保护，但 {name} 没有 PIN，无法进入。</translation>
    </message>
    <message>
        <source>Guarded, but neither has a PIN, and neither is let in.</source>
        <translation>已保护，但两人都没有 PIN，均无法进入。</translation>
    </message>
    <message>
        <source>Lookalikes</source>
        <translation>相似的人</translation>
    </message>
    <message>
        <source>These people are alike to the encoder. More pictures of both help; or let the door ask them for a PIN.</source>
        <translation>编码器觉得这些人相似。为两人多登记照片会有帮助；或者让门要求他们输入 PIN。</translation>
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
        <source>Lookalikes</source>
        <translation>相似的人</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>faceapp</source>
        <translation>faceapp</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>&apos;{name}&apos; gives pictures of {width} x {height} pixels.</source>
        <translation>“{name}”的画面为 {width} x {height} 像素。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; names no kind of file.</source>
        <translation>“{name}”没有指明文件类型。</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; cannot be written: {why}.</source>
        <translation>无法写入“{path}”：{why}。</translation>
    </message>
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
        <source>A folder within a person&apos;s folder is not looked into.</source>
        <translation>人员文件夹中的子文件夹不会被查看。</translation>
    </message>
    <message>
        <source>A frame&apos;s scores or quality are not numbers that can be judged.</source>
        <translation>某一帧的得分或质量不是可以判定的数值。</translation>
    </message>
    <message>
        <source>A graphics card is there and not used: set the encoder&apos;s device to automatic.</source>
        <translation>有显卡但未使用：请将编码器的计算设备设为自动。</translation>
    </message>
    <message>
        <source>A new threshold: `faceapp calibrate --target-days {target_days:g} --attempts-per-day {attempts:g}`, with --apply to put it in force.</source>
        <translation>寻找新阈值：`faceapp calibrate --target-days {target_days:g} --attempts-per-day {attempts:g}`，加上 --apply 使其生效。</translation>
    </message>
    <message>
        <source>A number is needed.</source>
        <translation>需要一个数字。</translation>
    </message>
    <message>
        <source>A whole number is needed.</source>
        <translation>需要一个整数。</translation>
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
        <source>Add light, or lower the size of the picture: most cameras slow down in the dark.</source>
        <translation>请增加光线，或减小画面尺寸：多数摄像头在暗处会变慢。</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>一致比例</translation>
    </message>
    <message>
        <source>All pictures of one person matched each other; with 95 % confidence not more than {most} in 100 do not: {trials:,} comparisons of {source}.</source>
        <translation>同一人的照片全部相互匹配；在 95% 置信度下，每 100 次中不匹配的不超过 {most} 次：{source}的 {trials:,} 次比对。</translation>
    </message>
    <message>
        <source>Already enrolled: stays as it is.</source>
        <translation>已登记：保持不变。</translation>
    </message>
    <message>
        <source>An NVIDIA graphics card is there, and PyTorch cannot use it: update its driver, or install PyTorch for CUDA.</source>
        <translation>有 NVIDIA 显卡，但 PyTorch 无法使用：请更新驱动程序，或安装支持 CUDA 的 PyTorch。</translation>
    </message>
    <message>
        <source>At least {low}, and less than {high}.</source>
        <translation>不小于 {low}，且小于 {high}。</translation>
    </message>
    <message>
        <source>At least {low}.</source>
        <translation>不小于 {low}。</translation>
    </message>
    <message>
        <source>At most {high}.</source>
        <translation>不大于 {high}。</translation>
    </message>
    <message>
        <source>At this threshold the door would hardly open for anybody: choose a larger false match rate.</source>
        <translation>按此阈值，门几乎不会为任何人打开：请选择较大的错误匹配率。</translation>
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
        <source>By {author} on {day}</source>
        <translation>由 {author} 于 {day} 设定</translation>
    </message>
    <message>
        <source>Calibrate anew for the people who are enrolled now.</source>
        <translation>请针对现在登记的人员重新校准。</translation>
    </message>
    <message>
        <source>Calibrate it on the people of this site: at a door, people look more alike.</source>
        <translation>请用本地人员校准：在门口，人们看起来更相像。</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Camera index or device, stream URL, clip, image, folder, or &apos;demo&apos;</source>
        <translation>摄像头编号或设备、视频流地址、视频、图片、文件夹，或 &apos;demo&apos;</translation>
    </message>
    <message>
        <source>Cannot be read.</source>
        <translation>无法读取。</translation>
    </message>
    <message>
        <source>Check its cable, and that no other program uses it; the settings let you try another.</source>
        <translation>请检查连接线，并确认没有其他程序占用；也可在设置中试用另一个摄像头。</translation>
    </message>
    <message>
        <source>Check that you may read it.</source>
        <translation>请检查您是否有读取权限。</translation>
    </message>
    <message>
        <source>Check the camera.</source>
        <translation>请检查摄像头。</translation>
    </message>
    <message>
        <source>Check the disk and your rights.</source>
        <translation>请检查磁盘和权限。</translation>
    </message>
    <message>
        <source>Choose another file or folder.</source>
        <translation>请选择其他文件或文件夹。</translation>
    </message>
    <message>
        <source>Choose one of: {choices}.</source>
        <translation>请从中选择：{choices}。</translation>
    </message>
    <message>
        <source>Close other programs, look for smaller pictures (settings: finding faces), or use a graphics card.</source>
        <translation>请关闭其他程序，减小搜索画面（设置：查找人脸），或使用显卡。</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Colours of the window; auto: the system&apos;s</source>
        <translation>窗口的配色；auto：跟随系统</translation>
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
        <source>Decision</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Decisions that are older are erased for good, in days; 0: kept for ever</source>
        <translation>超过该天数的判定记录会被永久清除；0：永久保存</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>计算设备</translation>
    </message>
    <message>
        <source>Directory of a learned scorer that replaces the cosine; empty: none</source>
        <translation>替代余弦的学习型评分器目录；留空：不使用</translation>
    </message>
    <message>
        <source>Door</source>
        <translation>门</translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>End it with .csv or .json.</source>
        <translation>请以 .csv 或 .json 结尾。</translation>
    </message>
    <message>
        <source>Enrol the first person on the people&apos;s screen.</source>
        <translation>请在人员页面登记第一个人。</translation>
    </message>
    <message>
        <source>Enrol them again, or use the encoder that they were enrolled with.</source>
        <translation>请重新登记他们，或改用当初登记时的编码器。</translation>
    </message>
    <message>
        <source>Enrolment</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>False match rate of a comparison at the threshold</source>
        <translation>阈值处单次比对的错误匹配率</translation>
    </message>
    <message>
        <source>Find a threshold for a larger false match rate instead.</source>
        <translation>请改为寻找误匹配率更大的阈值。</translation>
    </message>
    <message>
        <source>Finding faces</source>
        <translation>查找人脸</translation>
    </message>
    <message>
        <source>Frames per second asked of a camera</source>
        <translation>要求摄像头提供的每秒帧数</translation>
    </message>
    <message>
        <source>Free some space at once: when the disk is full, the door stays shut.</source>
        <translation>请立即腾出空间：磁盘满时，门不会打开。</translation>
    </message>
    <message>
        <source>Free some space: when the disk is full, the door stays shut.</source>
        <translation>请腾出空间：磁盘满时，门不会打开。</translation>
    </message>
    <message>
        <source>From {low} to {high}.</source>
        <translation>从 {low} 到 {high}。</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Height asked of a camera, in pixels</source>
        <translation>要求摄像头提供的画面高度，像素</translation>
    </message>
    <message>
        <source>How far back frames count, in seconds</source>
        <translation>计入多久以内的画面，秒</translation>
    </message>
    <message>
        <source>How long a face may stay unusable before a denial</source>
        <translation>人脸不可用多久后拒绝</translation>
    </message>
    <message>
        <source>How long a face must be gone before it may approach again</source>
        <translation>人脸离开多久后才算重新走近</translation>
    </message>
    <message>
        <source>How long decisions are kept.</source>
        <translation>判定记录保存多久。</translation>
    </message>
    <message>
        <source>How long evidence is gathered before a denial, in seconds</source>
        <translation>拒绝之前收集依据的时间，秒</translation>
    </message>
    <message>
        <source>How long nobody may touch the window until administration locks, in seconds</source>
        <translation>无人操作多久后锁定管理，秒</translation>
    </message>
    <message>
        <source>How many genuine attempts are refused cannot be told from {trials:,} attempts of {people:,} people, {way}.</source>
        <translation>仅凭 {people:,} 人的 {trials:,} 次尝试（{way}），无法判断真实尝试有多少会被拒绝。</translation>
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
        <source>How the window looks and behaves.</source>
        <translation>窗口的外观与行为。</translation>
    </message>
    <message>
        <source>Interface to the camera</source>
        <translation>摄像头接口</translation>
    </message>
    <message>
        <source>It cannot be looked at: {fault}.</source>
        <translation>无法检查：{fault}。</translation>
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
        <source>Keep events for</source>
        <translation>事件保存天数</translation>
    </message>
    <message>
        <source>Keep faces</source>
        <translation>保留人脸图</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Language of the window; auto: the system&apos;s</source>
        <translation>窗口的语言；auto：跟随系统</translation>
    </message>
    <message>
        <source>Larger pictures are searched at this longer side</source>
        <translation>较大的画面按此长边缩小后搜索</translation>
    </message>
    <message>
        <source>Largest nod</source>
        <translation>最大俯仰</translation>
    </message>
    <message>
        <source>Largest nod, in degrees</source>
        <translation>最大俯仰角，度</translation>
    </message>
    <message>
        <source>Largest tilt</source>
        <translation>最大侧倾</translation>
    </message>
    <message>
        <source>Largest tilt, in degrees</source>
        <translation>最大侧倾角，度</translation>
    </message>
    <message>
        <source>Largest turn</source>
        <translation>最大转头</translation>
    </message>
    <message>
        <source>Largest turn of the head to a side, in degrees</source>
        <translation>头部向一侧转动的最大角度，度</translation>
    </message>
    <message>
        <source>Lead in score over the second most similar person</source>
        <translation>比第二相似者高出的分数</translation>
    </message>
    <message>
        <source>Lead over the second</source>
        <translation>领先第二名</translation>
    </message>
    <message>
        <source>Learned scorer</source>
        <translation>学习型评分器</translation>
    </message>
    <message>
        <source>Left out as copies of other pictures of the same person: {copies:,}.</source>
        <translation>因与同一人的其他图片重复而未计入：{copies:,}。</translation>
    </message>
    <message>
        <source>Left out: it holds no picture and no clip, but folders. Are these the people?</source>
        <translation>跳过：其中没有照片或视频，只有文件夹。人员文件夹是否在其中？</translation>
    </message>
    <message>
        <source>Left out: it holds no picture and no clip.</source>
        <translation>跳过：其中没有照片或视频。</translation>
    </message>
    <message>
        <source>Left out: reads the same as the folder “{name}”. Rename one of them, or put both together.</source>
        <translation>跳过：与文件夹“{name}”看起来同名。请重命名其中一个，或将二者合并。</translation>
    </message>
    <message>
        <source>Left out: reads the same as “{name}”, enrolled already. Add something to the folder&apos;s name.</source>
        <translation>跳过：与已登记的“{name}”看起来同名。请在文件夹名称中加以区分。</translation>
    </message>
    <message>
        <source>Left out: the folder cannot be read. Check that you may read it.</source>
        <translation>跳过：无法读取该文件夹。请检查您是否有读取权限。</translation>
    </message>
    <message>
        <source>Left out: the folder&apos;s name cannot be a person&apos;s name.</source>
        <translation>跳过：该文件夹名称不能作为姓名。</translation>
    </message>
    <message>
        <source>Less than {high}.</source>
        <translation>小于 {high}。</translation>
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
        <source>Lies beside the folders: put it into the folder of the person whom it shows.</source>
        <translation>位于人员文件夹之外：请将其放入所示人员的文件夹。</translation>
    </message>
    <message>
        <source>Lock after</source>
        <translation>锁定时间</translation>
    </message>
    <message>
        <source>Longest side searched</source>
        <translation>搜索的最长边</translation>
    </message>
    <message>
        <source>Looking for the threshold</source>
        <translation>正在确定阈值</translation>
    </message>
    <message>
        <source>Make a backup, and keep it on another disk.</source>
        <translation>请做一次备份，并保存在另一个磁盘上。</translation>
    </message>
    <message>
        <source>Modelling strangers</source>
        <translation>正在为陌生人建模</translation>
    </message>
    <message>
        <source>More than {low}, and at most {high}.</source>
        <translation>大于 {low}，且不大于 {high}。</translation>
    </message>
    <message>
        <source>More than {low}, and less than {high}.</source>
        <translation>大于 {low}，且小于 {high}。</translation>
    </message>
    <message>
        <source>More than {low}.</source>
        <translation>大于 {low}。</translation>
    </message>
    <message>
        <source>Most alike are {first} and {second}, with a score of {score:.3f}: if they are one person, remove one of the two; if not, guard them by a PIN.</source>
        <translation>最相似的是 {first} 和 {second}，得分 {score:.3f}：若为同一人，请移除其一；若不是，请用 PIN 保护。</translation>
    </message>
    <message>
        <source>Name of an encoder that ships or was imported, or its directory</source>
        <translation>自带或导入的编码器名称，或其目录</translation>
    </message>
    <message>
        <source>Named as a picture, and holds none.</source>
        <translation>名为照片，但内容不是照片。</translation>
    </message>
    <message>
        <source>Neither a picture nor a clip of a kind that can be read.</source>
        <translation>不是可读取的照片或视频类型。</translation>
    </message>
    <message>
        <source>Networks run on {device} ({name}).</source>
        <translation>网络运行在 {device}（{name}）上。</translation>
    </message>
    <message>
        <source>No backup was ever made.</source>
        <translation>从未做过备份。</translation>
    </message>
    <message>
        <source>No camera is running.</source>
        <translation>没有摄像头在运行。</translation>
    </message>
    <message>
        <source>No file was written.</source>
        <translation>没有写入文件。</translation>
    </message>
    <message>
        <source>No genuine attempt was refused; with 95 % confidence not more than {most} in 100 are: {trials:,} attempts of {people:,} people, {way}.</source>
        <translation>本人的尝试没有被拒绝过；在 95% 置信度下，每 100 次中被拒绝的不超过 {most} 次：{people:,} 人的 {trials:,} 次尝试，{way}。</translation>
    </message>
    <message>
        <source>No score is falling: {count:,} were watched.</source>
        <translation>没有分数下降：共观察 {count:,} 项。</translation>
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
        <source>Nobody is enrolled: the door opens for nobody.</source>
        <translation>无人登记：门不会为任何人打开。</translation>
    </message>
    <message>
        <source>Nobody was enrolled.</source>
        <translation>没有登记任何人。</translation>
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
        <source>Of {all:,} people, {count:,} have no template of the encoder in use: the door does not know them.</source>
        <translation>{all:,} 人中有 {count:,} 人没有当前编码器的模板：门不认识他们。</translation>
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
        <source>OpenCV&apos;s capture backend</source>
        <translation>OpenCV 的采集后端</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>等待时间</translation>
    </message>
    <message>
        <source>Patience with unusable faces</source>
        <translation>人脸不可用时的等待时间</translation>
    </message>
    <message>
        <source>Pause between approaches</source>
        <translation>两次走近的间隔</translation>
    </message>
    <message>
        <source>People enrolled: {count:,}; the gallery agrees with the database.</source>
        <translation>已登记人员：{count:,}；人员库与数据库一致。</translation>
    </message>
    <message>
        <source>Picture rate</source>
        <translation>帧率</translation>
    </message>
    <message>
        <source>Pictures for a grant</source>
        <translation>放行所需画面数</translation>
    </message>
    <message>
        <source>Play a short sound when somebody is let in or denied</source>
        <translation>放行或拒绝时播放短声</translation>
    </message>
    <message>
        <source>Processor threads</source>
        <translation>处理器线程</translation>
    </message>
    <message>
        <source>Processor threads of the networks; 0: one a core, at most 4</source>
        <translation>网络使用的处理器线程数；0：每核一个，最多 4 个</translation>
    </message>
    <message>
        <source>Python {version}</source>
        <translation>Python {version}</translation>
    </message>
    <message>
        <source>Recognition failed on this approach.</source>
        <translation>这次识别过程中出错。</translation>
    </message>
    <message>
        <source>Recognition is not running.</source>
        <translation>识别没有运行。</translation>
    </message>
    <message>
        <source>Recognition takes {p50:.0f} ms for a picture in the middle, and 95 in 100 take at most {p95:.0f} ms.</source>
        <translation>识别一帧的中位用时为 {p50:.0f} 毫秒，95% 不超过 {p95:.0f} 毫秒。</translation>
    </message>
    <message>
        <source>Replaying what was recorded</source>
        <translation>正在回放录制的内容</translation>
    </message>
    <message>
        <source>SHA-256 {digest}</source>
        <translation>SHA-256 {digest}</translation>
    </message>
    <message>
        <source>Scores are falling: {count:,} of them.</source>
        <translation>有 {count:,} 项分数在下降。</translation>
    </message>
    <message>
        <source>Share of the frames that must name the same person</source>
        <translation>必须认定同一人的画面比例</translation>
    </message>
    <message>
        <source>Shortest time of a grant</source>
        <translation>放行的最短时间</translation>
    </message>
    <message>
        <source>Smallest face looked for</source>
        <translation>查找的最小人脸</translation>
    </message>
    <message>
        <source>Smallest face looked for, in pixels of the picture as searched (see max_side_px)</source>
        <translation>查找的最小人脸，按搜索画面的像素计（见 max_side_px）</translation>
    </message>
    <message>
        <source>Smallest side of a usable face, in pixels</source>
        <translation>可用人脸的最小边长，像素</translation>
    </message>
    <message>
        <source>Smallest usable face</source>
        <translation>最小可用人脸</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Source of the pictures</source>
        <translation>画面来源</translation>
    </message>
    <message>
        <source>Start the program again: the gallery is rebuilt then.</source>
        <translation>请重新启动程序：届时会重建人员库。</translation>
    </message>
    <message>
        <source>Store each template&apos;s face too, so that another encoder needs no new pictures</source>
        <translation>同时保存每个模板的人脸图，换用编码器时无需重新拍摄</translation>
    </message>
    <message>
        <source>Taking each enrolled person for a stranger</source>
        <translation>正在把每位已登记人员当作陌生人</translation>
    </message>
    <message>
        <source>Target false match rate</source>
        <translation>目标错误匹配率</translation>
    </message>
    <message>
        <source>Templates of other encoders, not used: {count:,}</source>
        <translation>其他编码器的模板（未使用）：{count:,}</translation>
    </message>
    <message>
        <source>Templates of the encoder in use: {count:,}</source>
        <translation>当前编码器的模板：{count:,}</translation>
    </message>
    <message>
        <source>Terms: {terms}</source>
        <translation>条款：{terms}</translation>
    </message>
    <message>
        <source>The backup of {when} is not where it was put; it may be kept elsewhere.</source>
        <translation>{when} 的备份不在原处；可能保存在别处。</translation>
    </message>
    <message>
        <source>The camera gives no pictures.</source>
        <translation>摄像头没有画面。</translation>
    </message>
    <message>
        <source>The camera gives {rate:.1f} pictures a second.</source>
        <translation>摄像头每秒提供 {rate:.1f} 帧。</translation>
    </message>
    <message>
        <source>The camera is being started.</source>
        <translation>摄像头正在启动。</translation>
    </message>
    <message>
        <source>The database is intact: {size}, events: {events:,}.</source>
        <translation>数据库完好：{size}，事件：{events:,}。</translation>
    </message>
    <message>
        <source>The database takes {size}, events: {events:,}.</source>
        <translation>数据库占用 {size}，事件：{events:,}。</translation>
    </message>
    <message>
        <source>The door&apos;s actuator.</source>
        <translation>门的执行器。</translation>
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
        <source>The export was stopped.</source>
        <translation>导出已停止。</translation>
    </message>
    <message>
        <source>The face was not seen well enough at the end.</source>
        <translation>最后没有看清人脸。</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>文件为空。</translation>
    </message>
    <message>
        <source>The folder &apos;{folder}&apos; cannot be read: {why}.</source>
        <translation>无法读取文件夹“{folder}”：{why}。</translation>
    </message>
    <message>
        <source>The frames span only {span_s:.2f} s, too little to be sure.</source>
        <translation>这些帧只跨越 {span_s:.2f} 秒，时间太短，无法确定。</translation>
    </message>
    <message>
        <source>The gallery differs from the database.</source>
        <translation>人员库与数据库不一致。</translation>
    </message>
    <message>
        <source>The import ended before.</source>
        <translation>导入在此之前已结束。</translation>
    </message>
    <message>
        <source>The import was stopped.</source>
        <translation>导入已停止。</translation>
    </message>
    <message>
        <source>The last backup is more than a month old: {days:,} days.</source>
        <translation>上次备份已超过一个月：{days:,} 天。</translation>
    </message>
    <message>
        <source>The last backup was made on {when}.</source>
        <translation>上次备份于 {when}。</translation>
    </message>
    <message>
        <source>The last import, from “{folder}”, was cut off: {enrolled} of {wanted} people were enrolled before, and stay so. Import the folder again to go on with the others.</source>
        <translation>上次从“{folder}”的导入被中断：{wanted} 人中已有 {enrolled} 人登记，并予以保留。重新导入该文件夹即可继续登记其余的人。</translation>
    </message>
    <message>
        <source>The latest {count:,} decisions took {p50:.2f} s in the middle, and 95 in 100 at most {p95:.2f} s</source>
        <translation>最近 {count:,} 次判定的中位用时为 {p50:.2f} 秒，95% 不超过 {p95:.2f} 秒</translation>
    </message>
    <message>
        <source>The look was stopped.</source>
        <translation>查看已停止。</translation>
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
        <source>The recording has ended.</source>
        <translation>录像已结束。</translation>
    </message>
    <message>
        <source>The screen of events says whose, and what to do; so does `faceapp events drift`.</source>
        <translation>事件页面会说明是谁的分数以及如何处理；`faceapp events drift` 也可查看。</translation>
    </message>
    <message>
        <source>The source &apos;{name}&apos; gave no picture.</source>
        <translation>来源“{name}”没有画面。</translation>
    </message>
    <message>
        <source>The threshold {threshold:.4f} is the encoder&apos;s own, for a false match rate of {rate} per comparison of strangers from anywhere.</source>
        <translation>阈值 {threshold:.4f} 为编码器自带，对应任意陌生人单次比对的错误匹配率 {rate}。</translation>
    </message>
    <message>
        <source>The threshold {threshold:.4f} is this site&apos;s own, for a false match rate of {rate} per comparison.</source>
        <translation>阈值 {threshold:.4f} 为本地校准所得，对应单次比对的错误匹配率 {rate}。</translation>
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
        <source>Threads of the processor: {count}</source>
        <translation>处理器线程：{count}</translation>
    </message>
    <message>
        <source>Time that counts</source>
        <translation>计入时间</translation>
    </message>
    <message>
        <source>Time that the frames of a grant must span, in seconds</source>
        <translation>放行的画面须跨越的时间，秒</translation>
    </message>
    <message>
        <source>To enrol again: {names}</source>
        <translation>需重新登记：{names}</translation>
    </message>
    <message>
        <source>Too few weeks are on record to tell whether scores fall.</source>
        <translation>记录的周数太少，无法判断分数是否下降。</translation>
    </message>
    <message>
        <source>Trained on: {data}</source>
        <translation>训练数据：{data}</translation>
    </message>
    <message>
        <source>Two people are too close: the first leads by {lead:.3f}, and {margin:.3f} is needed.</source>
        <translation>两个人太接近：第一名领先 {lead:.3f}，而需要领先 {margin:.3f}。</translation>
    </message>
    <message>
        <source>Usable faces</source>
        <translation>可用人脸</translation>
    </message>
    <message>
        <source>Usable frames that a grant needs</source>
        <translation>放行所需的可用画面数</translation>
    </message>
    <message>
        <source>What is stored of a person.</source>
        <translation>保存人员的哪些内容。</translation>
    </message>
    <message>
        <source>What opens the door</source>
        <translation>用什么开门</translation>
    </message>
    <message>
        <source>What that comes to: `faceapp calibrate --target-fmr {target_fmr:g}`, with a smaller rate and --apply if it is too often.</source>
        <translation>查看影响：`faceapp calibrate --target-fmr {target_fmr:g}`；如过于频繁，请用更小的比率并加上 --apply。</translation>
    </message>
    <message>
        <source>When a face counts as recognised.</source>
        <translation>何时算作识别成功。</translation>
    </message>
    <message>
        <source>Where networks run</source>
        <translation>网络在何处运行</translation>
    </message>
    <message>
        <source>Where the pictures come from.</source>
        <translation>画面从何而来。</translation>
    </message>
    <message>
        <source>Which encoder, and where it computes.</source>
        <translation>使用哪个编码器，在何处计算。</translation>
    </message>
    <message>
        <source>Which faces are good enough to be judged.</source>
        <translation>哪些人脸可供判定。</translation>
    </message>
    <message>
        <source>Which faces are looked for.</source>
        <translation>查找哪些人脸。</translation>
    </message>
    <message>
        <source>Who was enrolled before that stays so.</source>
        <translation>此前已登记的人予以保留。</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Width asked of a camera, in pixels</source>
        <translation>要求摄像头提供的画面宽度，像素</translation>
    </message>
    <message>
        <source>Will be enrolled.</source>
        <translation>将被登记。</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
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
        <source>days</source>
        <translation>天</translation>
    </message>
    <message>
        <source>degrees</source>
        <translation>度</translation>
    </message>
    <message>
        <source>face crops kept: {count:,}</source>
        <translation>保存的人脸图：{count:,}</translation>
    </message>
    <message>
        <source>faceapp {version} on {system}.</source>
        <translation>faceapp {version}，运行于 {system}。</translation>
    </message>
    <message>
        <source>mean brightness {level:.0f} of 255</source>
        <translation>平均亮度 {level:.0f}（满分 255）</translation>
    </message>
    <message>
        <source>more than {rate}</source>
        <translation>超过{rate}</translation>
    </message>
    <message>
        <source>no picture is kept</source>
        <translation>没有保存任何图片</translation>
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
        <source>pictures a second</source>
        <translation>帧/秒</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>recorded and replayed</source>
        <translation>录制后回放</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>simulated with a picture that changes now and then</source>
        <translation>以不时更换的照片模拟</translation>
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
        <source>{encoder} is whole: its weights are those of its card.</source>
        <translation>{encoder} 完好：权重与模型卡一致。</translation>
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
        <source>{path}</source>
        <translation>{path}</translation>
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
        <source>{rate:.1f} pictures a second are looked at</source>
        <translation>每秒识别 {rate:.1f} 帧</translation>
    </message>
    <message>
        <source>{rate} in 100</source>
        <translation>每 100 次中 {rate} 次</translation>
    </message>
    <message>
        <source>{rule}.</source>
        <translation>{rule}。</translation>
    </message>
    <message>
        <source>{said} {more}</source>
        <translation>{said}{more}</translation>
    </message>
    <message>
        <source>{share:.0f} in 100 pictures are dropped for newer ones</source>
        <translation>{share:.0f}% 的画面因有更新的画面而被丢弃</translation>
    </message>
    <message>
        <source>{size:.0f} kB</source>
        <translation>{size:.0f} kB</translation>
    </message>
    <message>
        <source>{size:.1f} GB</source>
        <translation>{size:.1f} GB</translation>
    </message>
    <message>
        <source>{size:.1f} MB</source>
        <translation>{size:.1f} MB</translation>
    </message>
    <message>
        <source>{size} are free on the disk.</source>
        <translation>磁盘剩余 {size}。</translation>
    </message>
    <message>
        <source>{trials:,} attempts of {people:,} people, {way}</source>
        <translation>{people:,} 人共 {trials:,} 次尝试，{way}</translation>
    </message>
    <message>
        <source>{width} x {height} pixels</source>
        <translation>{width} x {height} 像素</translation>
    </message>
</context>
<context>
    <name>Namesakes</name>
    <message>
        <source>Names that read the same</source>
        <translation>看起来相同的姓名</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>“{name}” (number {id})</source>
        <translation>“{name}”（编号 {id}）</translation>
    </message>
    <message>
        <source>{names} and others</source>
        <translation>{names}等人</translation>
    </message>
    <message>
        <source>“{name}” reads the same as {others}, enrolled already.</source>
        <translation>“{name}”与已登记的{others}看起来同名。</translation>
    </message>
    <message>
        <source>The door and every list would show two people whom nobody can tell apart. Add something to the name, such as a department.</source>
        <translation>门口和各个列表中会出现两个无法区分的人。请在姓名中加以区分，例如部门。</translation>
    </message>
    <message>
        <source>Change the name</source>
        <translation>更改姓名</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>是另一个人</translation>
    </message>
    <message>
        <source>The same person</source>
        <translation>是同一个人</translation>
    </message>
</context>
<context>
    <name>People</name>
    <message>
        <source>Active</source>
        <translation>有效</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>Not valid yet</source>
        <translation>尚未生效</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>{day}, {time}</source>
        <translation>{day} {time}</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} 至 {last}</translation>
    </message>
    <message>
        <source>From {first} on</source>
        <translation>自 {first} 起</translation>
    </message>
    <message>
        <source>Until {last}</source>
        <translation>至 {last}</translation>
    </message>
    <message>
        <source>Without limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Never seen</source>
        <translation>从未出现</translation>
    </message>
    <message>
        <source>Seen {when}</source>
        <translation>最近出现：{when}</translation>
    </message>
    <message>
        <source>Camera, {pose}</source>
        <translation>摄像头，{pose}</translation>
    </message>
    <message>
        <source>straight ahead</source>
        <translation>正面</translation>
    </message>
    <message>
        <source>to the left</source>
        <translation>向左</translation>
    </message>
    <message>
        <source>to the right</source>
        <translation>向右</translation>
    </message>
    <message>
        <source>upwards</source>
        <translation>向上</translation>
    </message>
    <message>
        <source>downwards</source>
        <translation>向下</translation>
    </message>
    <message>
        <source>{pose}, glasses changed</source>
        <translation>{pose}，眼镜已换</translation>
    </message>
    <message>
        <source>very good</source>
        <translation>很好</translation>
    </message>
    <message>
        <source>good</source>
        <translation>好</translation>
    </message>
    <message>
        <source>fair</source>
        <translation>一般</translation>
    </message>
    <message>
        <source>{word} ({number} %)</source>
        <translation>{word}（{number} %）</translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>剩余不到一分钟</translation>
    </message>
</context>
<context>
    <name>PeopleFilterBar</name>
    <message>
        <source>Find a name, card or group</source>
        <translation>查找姓名、卡号或组</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>组</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Any state</source>
        <translation>所有状态</translation>
    </message>
    <message>
        <source>Any group</source>
        <translation>所有组</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>按姓名</translation>
    </message>
    <message>
        <source>Last seen first</source>
        <translation>最近出现在前</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>最新登记在前</translation>
    </message>
    <message>
        <source>Fewest templates first</source>
        <translation>模板最少在前</translation>
    </message>
</context>
<context>
    <name>PeoplePanel</name>
    <message numerus="yes">
        <source>%Ln enrolled</source>
        <translation>
            <numerusform>已登记 %Ln 人</numerusform>
        </translation>
    </message>
    <message>
        <source>{shown} of {all}</source>
        <translation>{all} 人中的 {shown} 人</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Import and export</source>
        <translation>导入和导出</translation>
    </message>
    <message>
        <source>&amp;Import a folder per person…</source>
        <translation>按人员文件夹导入(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Export the list…</source>
        <translation>导出列表(&amp;E)…</translation>
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
        <source>Add the first person</source>
        <translation>添加第一个人</translation>
    </message>
    <message>
        <source>Nobody fits</source>
        <translation>没有符合的人</translation>
    </message>
    <message>
        <source>No enrolled person is of that name, state and group.</source>
        <translation>没有已登记的人符合该姓名、状态和组。</translation>
    </message>
    <message>
        <source>Show everybody</source>
        <translation>显示所有人</translation>
    </message>
</context>
<context>
    <name>PeopleScreen</name>
    <message>
        <source>The template and the picture it was made from, if that is kept, are erased for good.</source>
        <translation>该模板及其来源照片（如有保存）将被永久删除。</translation>
    </message>
    <message>
        <source>Remove the template “{source}”?</source>
        <translation>删除模板“{source}”吗？</translation>
    </message>
    <message>
        <source>Remove template</source>
        <translation>删除模板</translation>
    </message>
    <message>
        <source>Table for spreadsheets</source>
        <translation>电子表格</translation>
    </message>
    <message>
        <source>Data for programs</source>
        <translation>程序数据</translation>
    </message>
    <message>
        <source>Export people</source>
        <translation>导出人员</translation>
    </message>
    <message numerus="yes">
        <source>%Ln people were written to “{file}”: names, states, dates, groups, cards, notes and consents, and nothing of any face. It holds personal data: keep it safe.</source>
        <translation>
            <numerusform>%Ln 人已写入“{file}”：姓名、状态、日期、组、卡号、备注和同意记录，不含任何人脸数据。其中有个人数据，请妥善保管。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of {all} people were written to “{file}”, those who are listed: names, states, dates, groups, cards, notes and consents, and nothing of any face. It holds personal data: keep it safe.</source>
        <translation>
            <numerusform>已将列出的 %Ln 人（共 {all} 人）写入“{file}”：姓名、状态、日期、组、卡号、备注和同意记录，不含任何人脸数据。其中有个人数据，请妥善保管。</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove person</source>
        <translation>删除人员</translation>
    </message>
    <message numerus="yes">
        <source>The name, %n template(s) of the face and all details (dates, groups, card, notes, consent, PIN) are erased for good, and the door no longer opens for {name}. The record of past decisions keeps only the number {id}.</source>
        <translation>
            <numerusform>姓名、%n 个人脸模板和所有资料（日期、组、卡号、备注、同意书、PIN）将被永久删除，门不再为 {name} 打开。以往的判定记录只保留编号 {id}。</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove {name}?</source>
        <translation>要删除 {name} 吗？</translation>
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
    <name>PersonDetail</name>
    <message>
        <source>Back to the list</source>
        <translation>返回列表</translation>
    </message>
    <message>
        <source>&amp;Edit…</source>
        <translation>编辑(&amp;E)…</translation>
    </message>
    <message>
        <source>Add &amp;pictures…</source>
        <translation>添加照片(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>删除(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Let in again</source>
        <translation>恢复通行(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Suspend</source>
        <translation>停用(&amp;S)</translation>
    </message>
    <message>
        <source>Not on record</source>
        <translation>没有记录</translation>
    </message>
    <message>
        <source>{day}, put down by {who}</source>
        <translation>{day}，由 {who} 记录</translation>
    </message>
    <message>
        <source>{consent}, to “{version}”</source>
        <translation>{consent}，文本“{version}”</translation>
    </message>
    <message>
        <source>May enter</source>
        <translation>允许进入</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>组</translation>
    </message>
    <message>
        <source>Card number</source>
        <translation>卡号</translation>
    </message>
    <message>
        <source>At the door</source>
        <translation>门禁</translation>
    </message>
    <message>
        <source>Enrolled</source>
        <translation>登记时间</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>同意</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>{quality} · {day}</source>
        <translation>{quality} · {day}</translation>
    </message>
    <message>
        <source>Of another encoder: not used</source>
        <translation>属于另一个编码器：未使用</translation>
    </message>
    <message>
        <source>Remove the template {source}</source>
        <translation>删除模板 {source}</translation>
    </message>
    <message>
        <source>Remove this template</source>
        <translation>删除此模板</translation>
    </message>
    <message>
        <source>The only template cannot be removed.</source>
        <translation>唯一的模板不能删除。</translation>
    </message>
</context>
<context>
    <name>PersonForm</name>
    <message>
        <source>Edit person</source>
        <translation>编辑人员</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>姓名(&amp;N)</translation>
    </message>
    <message>
        <source>May enter &amp;from</source>
        <translation>允许进入自(&amp;F)</translation>
    </message>
    <message>
        <source>May enter &amp;until</source>
        <translation>允许进入至(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Groups</source>
        <translation>组(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Card number</source>
        <translation>卡号(&amp;C)</translation>
    </message>
    <message>
        <source>N&amp;otes</source>
        <translation>备注(&amp;O)</translation>
    </message>
    <message>
        <source>Con&amp;sent given</source>
        <translation>同意日期(&amp;S)</translation>
    </message>
    <message>
        <source>Consent to &amp;version</source>
        <translation>同意的文本版本(&amp;V)</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>Separated by commas</source>
        <translation>用逗号分隔</translation>
    </message>
    <message>
        <source>Which text was agreed to</source>
        <translation>同意的是哪一份文本</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>PersonPage</name>
    <message>
        <source>The first person</source>
        <translation>第一个人</translation>
    </message>
    <message>
        <source>Whoever is to be let in is enrolled once: half a minute before the camera, or a few photographs.</source>
        <translation>每位可以进入的人只需登记一次：在摄像头前半分钟，或者几张照片。</translation>
    </message>
    <message>
        <source>Add the first person</source>
        <translation>添加第一个人</translation>
    </message>
</context>
<context>
    <name>PinDialog</name>
    <message>
        <source>The two were not the same. Begin again.</source>
        <translation>两次输入不一致。请重新开始。</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>新 PIN</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>再输入一次</translation>
    </message>
    <message>
        <source>The same digits again, please.</source>
        <translation>请再次输入相同的数字。</translation>
    </message>
    <message>
        <source>{name} enters it at the door: 4 to 8 digits.</source>
        <translation>{name} 在门口输入：4 到 8 位数字。</translation>
    </message>
</context>
<context>
    <name>PinDots</name>
    <message>
        <source>Digits entered: {count}</source>
        <translation>已输入 {count} 位数字</translation>
    </message>
</context>
<context>
    <name>PinGate</name>
    <message>
        <source>Administration</source>
        <translation>管理</translation>
    </message>
    <message>
        <source>Enter the administrator&apos;s PIN.</source>
        <translation>请输入管理员 PIN 码。</translation>
    </message>
</context>
<context>
    <name>PinPad</name>
    <message>
        <source>At least {count} digits, please.</source>
        <translation>请至少输入 {count} 位数字。</translation>
    </message>
    <message>
        <source>At most {count} digits, please.</source>
        <translation>请最多输入 {count} 位数字。</translation>
    </message>
    <message>
        <source>Too easy: it repeats itself.</source>
        <translation>太容易猜：数字重复。</translation>
    </message>
    <message>
        <source>Too easy: it counts up or down.</source>
        <translation>太容易猜：数字依次递增或递减。</translation>
    </message>
    <message>
        <source>Too easy: it could be a year of birth.</source>
        <translation>太容易猜：像是出生年份。</translation>
    </message>
    <message>
        <source>Too easy: many people choose it.</source>
        <translation>太容易猜：很多人都会选它。</translation>
    </message>
    <message>
        <source>Digits only, please.</source>
        <translation>请只输入数字。</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在核对…</translation>
    </message>
    <message>
        <source>Too many tries. Try again in {seconds} s.</source>
        <translation>尝试次数过多，请在 {seconds} 秒后重试。</translation>
    </message>
    <message>
        <source>Too many tries. Try again in {minutes} min.</source>
        <translation>尝试次数过多，请在 {minutes} 分钟后重试。</translation>
    </message>
    <message>
        <source>That was not the PIN. Try again.</source>
        <translation>PIN 码不正确，请重试。</translation>
    </message>
    <message>
        <source>Digit {digit}</source>
        <translation>数字 {digit}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Erase the last digit</source>
        <translation>删除最后一位</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
</context>
<context>
    <name>PinPage</name>
    <message>
        <source>The same again</source>
        <translation>请再输入一次</translation>
    </message>
    <message>
        <source>So that no slip locks you out.</source>
        <translation>以免输错后自己也无法进入。</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>新 PIN 码</translation>
    </message>
    <message>
        <source>4 to 8 digits; six or more are better.</source>
        <translation>4 到 8 位数字，六位以上更好。</translation>
    </message>
    <message>
        <source>Administrator&apos;s PIN</source>
        <translation>管理员 PIN 码</translation>
    </message>
    <message>
        <source>Once it is set, everything but the door&apos;s screen is locked. The way in: hold the upper right corner for two seconds, or press Esc.</source>
        <translation>设置后，除门口画面外的一切都会锁定。进入方法：按住右上角两秒钟，或按 Esc 键。</translation>
    </message>
    <message>
        <source>The two differ. Once more, please.</source>
        <translation>两次输入不一致，请重新输入。</translation>
    </message>
</context>
<context>
    <name>PoseRing</name>
    <message>
        <source>{done} of {count} poses</source>
        <translation>{done} / {count} 个姿势</translation>
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
        <translation>还剩 {minutes} 分 {seconds} 秒</translation>
    </message>
    <message>
        <source>{seconds} s left</source>
        <translation>还剩 {seconds} 秒</translation>
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
        <source>Your PIN, please</source>
        <translation>请输入您的 PIN</translation>
    </message>
    <message>
        <source>Enter it on the keypad.</source>
        <translation>请在键盘上输入。</translation>
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
        <source>Not now</source>
        <translation>暂不放行</translation>
    </message>
    <message>
        <source>PIN needed</source>
        <translation>需要 PIN</translation>
    </message>
    <message>
        <source>You have none yet. Please ask for help.</source>
        <translation>您还没有 PIN。请寻求帮助。</translation>
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
        <source>Step back</source>
        <translation>请退后</translation>
    </message>
    <message>
        <source>Then come again to be seen anew.</source>
        <translation>然后再次走近，重新识别。</translation>
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
    <name>SettingRow</name>
    <message>
        <source>{description}.</source>
        <translation>{description}。</translation>
    </message>
    <message>
        <source>On</source>
        <translation>开</translation>
    </message>
    <message>
        <source>Holds after a start of the program.</source>
        <translation>重新启动程序后生效。</translation>
    </message>
    <message>
        <source>Holds after a start of the camera.</source>
        <translation>重新启动摄像头后生效。</translation>
    </message>
    <message>
        <source>Holds at once.</source>
        <translation>立即生效。</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>Default: {value}</source>
        <translation>默认：{value}</translation>
    </message>
    <message>
        <source>{title}: back to the default, {value}</source>
        <translation>{title}：恢复默认值 {value}</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
</context>
<context>
    <name>SettingsScreen</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Find a setting</source>
        <translation>查找设置</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>转到</translation>
    </message>
    <message>
        <source>No setting is called like that.</source>
        <translation>没有这样的设置。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Start the camera again</source>
        <translation>重新启动摄像头</translation>
    </message>
    <message>
        <source>Read it again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>{fault} Nothing is written into it until it is mended; the program goes on as it was started.</source>
        <translation>{fault} 修复之前不会写入该文件；程序按启动时的设置继续运行。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln value(s) cannot be used yet.</source>
        <translation>
            <numerusform>%Ln 个值还不能使用。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) are not saved.</source>
        <translation>
            <numerusform>%Ln 项更改尚未保存。</numerusform>
        </translation>
    </message>
    <message>
        <source>Saved. Some of it holds after a start of the camera.</source>
        <translation>已保存。部分设置在重新启动摄像头后生效。</translation>
    </message>
    <message>
        <source>After a start of the program: {settings}.</source>
        <translation>重新启动程序后生效：{settings}。</translation>
    </message>
    <message>
        <source>All is saved in {file}.</source>
        <translation>全部已保存在 {file} 中。</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>Lock</source>
        <translation>锁定</translation>
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
    <name>TryOutPanel</name>
    <message>
        <source>Recognised (score {score})</source>
        <translation>已识别（得分 {score}）</translation>
    </message>
    <message>
        <source>Taken for {name} (score {score})</source>
        <translation>被认作 {name}（得分 {score}）</translation>
    </message>
    <message>
        <source>Not recognised (score {score})</source>
        <translation>未能识别（得分 {score}）</translation>
    </message>
    <message>
        <source>Not recognised</source>
        <translation>未能识别</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在核对…</translation>
    </message>
    <message>
        <source>Step before the camera: would the door open?</source>
        <translation>请站到摄像头前：门会打开吗？</translation>
    </message>
    <message>
        <source>Try it before you save</source>
        <translation>保存前先试一试</translation>
    </message>
</context>
<context>
    <name>VideoView</name>
    <message>
        <source>Live picture</source>
        <translation>实时画面</translation>
    </message>
</context>
<context>
    <name>_Counts</name>
    <message numerus="yes">
        <source>%n template(s)</source>
        <translation>
            <numerusform>%n 个模板</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>大约还剩 %n 分钟</numerusform>
        </translation>
    </message>
</context>
</TS>
