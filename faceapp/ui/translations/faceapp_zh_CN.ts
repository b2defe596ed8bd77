<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AdminPinDialog</name>
    <message>
        <source>Administrator&apos;s PIN</source>
        <translation>管理员 PIN</translation>
    </message>
    <message>
        <source>Remove the PIN</source>
        <translation>移除 PIN</translation>
    </message>
    <message>
        <source>Without one, whoever comes to this screen can open every screen, and people&apos;s data with it. Enter the present PIN to remove it.</source>
        <translation>没有 PIN，任何走到此屏幕前的人都能打开所有页面并看到人员数据。输入当前 PIN 即可移除。</translation>
    </message>
    <message>
        <source>Present PIN</source>
        <translation>当前 PIN</translation>
    </message>
    <message>
        <source>The new one is asked for next.</source>
        <translation>接下来会要求输入新 PIN。</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>新 PIN</translation>
    </message>
    <message>
        <source>4 to 8 digits; six or more are better.</source>
        <translation>4 到 8 位数字；六位以上更好。</translation>
    </message>
</context>
<context>
    <name>AdminPinPanel</name>
    <message>
        <source>Administrator&apos;s PIN</source>
        <translation>管理员 PIN</translation>
    </message>
    <message>
        <source>It locks everything but the door&apos;s screen. If it is forgotten: faceapp admin reset-pin, on this computer.</source>
        <translation>除门禁画面外，其余页面均由它锁定。如果忘记：在这台计算机上运行 faceapp admin reset-pin。</translation>
    </message>
    <message>
        <source>None is set: whoever comes to this screen can open every screen.</source>
        <translation>未设置：任何走到此屏幕前的人都能打开所有页面。</translation>
    </message>
    <message>
        <source>Change the PIN…</source>
        <translation>更改 PIN…</translation>
    </message>
    <message>
        <source>Set a PIN…</source>
        <translation>设置 PIN…</translation>
    </message>
    <message>
        <source>Remove it…</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>Remove the administrator&apos;s PIN</source>
        <translation>移除管理员 PIN</translation>
    </message>
    <message>
        <source>Set {moment}, by {author}.</source>
        <translation>{moment} 由 {author} 设置。</translation>
    </message>
    <message>
        <source>Changed {moment}, by {author}.</source>
        <translation>{moment} 由 {author} 更改。</translation>
    </message>
    <message>
        <source>Removed {moment}, by {author}.</source>
        <translation>{moment} 由 {author} 移除。</translation>
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
        <source>The try is ending. Then the door goes on.</source>
        <translation>测试正在结束，之后门将继续运行。</translation>
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
        <source>The camera is lost, and is tried again by itself</source>
        <translation>摄像头已断开，正在自动重试</translation>
    </message>
    <message>
        <source>The recording has ended</source>
        <translation>录像已播放完毕</translation>
    </message>
    <message>
        <source>There is no camera</source>
        <translation>没有摄像头</translation>
    </message>
    <message>
        <source>Play again</source>
        <translation>重新播放</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
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
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>different people matched</source>
        <translation>不同人相匹配</translation>
    </message>
    <message>
        <source>different people matched: {rate}</source>
        <translation>不同人相匹配：{rate}</translation>
    </message>
    <message>
        <source>one person refused: {rate}</source>
        <translation>同一人被拒绝：{rate}</translation>
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
    <name>DonePage</name>
    <message>
        <source>{name} is enrolled</source>
        <translation>{name} 已登记</translation>
    </message>
    <message>
        <source>Stored: {templates}.</source>
        <translation>已保存：{templates}。</translation>
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
        <source>Learning the face…</source>
        <translation>正在学习人脸…</translation>
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
        <source>Ready to be saved: one person, and nobody enrolled looks alike.</source>
        <translation>可以保存：是同一个人，已登记的人中没有相像的。</translation>
    </message>
    <message>
        <source>One picture shows one look only. More make the door surer.</source>
        <translation>一张照片只能显示一种样子。照片越多，门禁越可靠。</translation>
    </message>
    <message>
        <source>Add some with the glasses on or off</source>
        <translation>再拍几张戴上或摘下眼镜的照片</translation>
    </message>
    <message>
        <source>Most alike of those enrolled</source>
        <translation>已登记者中最相像的</translation>
    </message>
    <message>
        <source>The dashed line: the door accepts from {threshold} on.</source>
        <translation>虚线：门禁从 {threshold} 起接受。</translation>
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
        <source>They hardly resemble each other: are they all of the same person?</source>
        <translation>它们彼此几乎不像：都是同一个人吗？</translation>
    </message>
    <message>
        <source>“{picture}” hardly resembles the others: is it the same person?</source>
        <translation>“{picture}”与其他的几乎不像：是同一个人吗？</translation>
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
        <source>Nobody else is enrolled yet.</source>
        <translation>还没有登记其他人。</translation>
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
    <message>
        <source>Something needs attention.</source>
        <translation>有情况需要处理。</translation>
    </message>
    <message>
        <source>Please tell whoever looks after this door.</source>
        <translation>请告知负责此门的人员。</translation>
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
        <source>The door did not answer: {fault}</source>
        <translation>门没有响应：{fault}</translation>
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
        <source>Could not see you</source>
        <translation>没能看清您</translation>
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
    <name>FindBar</name>
    <message>
        <source>Find the threshold</source>
        <translation>寻找阈值</translation>
    </message>
    <message>
        <source>For {target}</source>
        <translation>目标：{target}</translation>
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
    <message>
        <source>The check failed</source>
        <translation>检查失败</translation>
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
        <source>The door goes by it from its next decision on. It was found for {people} with {templates}.</source>
        <translation>门从下一次判定起按此执行。它是针对{people}的{templates}得出的。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln person(s)</source>
        <translation>
            <numerusform>%Ln 人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln template(s)</source>
        <translation>
            <numerusform>%Ln 个模板</numerusform>
        </translation>
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
        <source>Each is named as the door shall greet its person: “Ada Lovelace” with her photographs and clips.</source>
        <translation>每个子文件夹以门口问候时使用的姓名命名：例如“王小明”，内含其照片和视频。</translation>
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
        <source>Please tell whoever looks after this door.</source>
        <translation>请告知负责此门的人员。</translation>
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
        <translation>“{name}”没有表明文件类型。</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; cannot be written: {why}.</source>
        <translation>“{path}”无法写入：{why}。</translation>
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
        <translation>请确认您有读取权限。</translation>
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
        <translation>请选择另一个文件或文件夹。</translation>
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
        <source>The last import, from “{folder}”, was cut off: {enrolled} of {wanted} people were enrolled before, and stay so. Import the folder again to go on with the others.</source>
        <translation>上次从“{folder}”的导入被中断：{wanted} 人中已有 {enrolled} 人登记，并予以保留。重新导入该文件夹即可继续登记其余的人。</translation>
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
        <source>&apos;{aside}&apos; is there already.</source>
        <translation>“{aside}”已经存在。</translation>
    </message>
    <message>
        <source>&apos;{directory}&apos; cannot be erased: {why}.</source>
        <translation>“{directory}”无法删除：{why}。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; cannot be reached: {why}.</source>
        <translation>无法访问“{name}”：{why}。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; ends after frame {count} of about {announced}.</source>
        <translation>“{name}”在约 {announced} 帧中的第 {count} 帧后中断。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; ends in the middle, after frame {count}.</source>
        <translation>“{name}”在第 {count} 帧后中途结束。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; holds no picture that can be decoded.</source>
        <translation>“{name}”中没有可以解码的画面。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is enrolled already, with id {person_id}.</source>
        <translation>“{name}”已经登记，编号为 {person_id}。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is neither a clip nor a picture.</source>
        <translation>“{name}”既不是视频也不是图片。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is no name for an encoder.</source>
        <translation>“{name}”不能用作编码器的名称。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is not a clip that can be read.</source>
        <translation>“{name}”不是可以读取的视频。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is not a picture that can be read.</source>
        <translation>“{name}”不是可以读取的图片。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; is unreasonably large.</source>
        <translation>“{name}”过大。</translation>
    </message>
    <message>
        <source>&apos;{name}&apos; ships with faceapp.</source>
        <translation>“{name}”随 faceapp 提供。</translation>
    </message>
    <message>
        <source>&apos;{partial}&apos; cannot be written: {why}.</source>
        <translation>“{partial}”无法写入：{why}。</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; cannot be read: {why}.</source>
        <translation>“{path}”无法读取：{why}。</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; cannot be used: {why}.</source>
        <translation>“{path}”无法使用：{why}。</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; is empty.</source>
        <translation>“{path}”是空文件。</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; is neither a picture nor a clip.</source>
        <translation>“{path}”既不是图片也不是视频。</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; is not a faceapp database.</source>
        <translation>“{path}”不是 faceapp 的数据库。</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; is there already and is no backup of faceapp.</source>
        <translation>“{path}”已经存在，且不是 faceapp 的备份。</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; may not be written.</source>
        <translation>没有写入“{path}”的权限。</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; or a folder above it is a file.</source>
        <translation>“{path}”或其上级文件夹是一个文件。</translation>
    </message>
    <message>
        <source>&apos;{path}&apos; was made by a newer faceapp.</source>
        <translation>“{path}”由更新版本的 faceapp 创建。</translation>
    </message>
    <message>
        <source>&apos;{record}&apos; cannot be written: {why}.</source>
        <translation>“{record}”无法写入：{why}。</translation>
    </message>
    <message>
        <source>&apos;{table}&apos; has rows that belong to nothing: {count:,}</source>
        <translation>“{table}”中没有归属的行：{count:,}</translation>
    </message>
    <message>
        <source>&apos;{url}&apos; broke off after {have:,} of {total:,} bytes.</source>
        <translation>“{url}”在 {total:,} 字节中的第 {have:,} 字节处中断。</translation>
    </message>
    <message>
        <source>&apos;{url}&apos; cannot be fetched: {reason}.</source>
        <translation>无法下载“{url}”：{reason}。</translation>
    </message>
    <message>
        <source>&apos;{url}&apos; is no address of the web.</source>
        <translation>“{url}”不是网址。</translation>
    </message>
    <message>
        <source>&apos;{url}&apos; was refused: {code} {reason}.</source>
        <translation>“{url}”被拒绝：{code} {reason}。</translation>
    </message>
    <message>
        <source>1 attempt</source>
        <translation>1 次尝试</translation>
    </message>
    <message>
        <source>1 comparison</source>
        <translation>1 次比对</translation>
    </message>
    <message>
        <source>1 independent one</source>
        <translation>1 次独立比对</translation>
    </message>
    <message>
        <source>1 of those enrolled has pictures of one session alone, which tell nothing of it.</source>
        <translation>已登记人员中有 1 人的照片全部来自同一次拍摄，无法用来判断。</translation>
    </message>
    <message>
        <source>1 person</source>
        <translation>1 人</translation>
    </message>
    <message>
        <source>1 stranger&apos;s attempt a day</source>
        <translation>每天 1 次陌生人尝试</translation>
    </message>
    <message>
        <source>1 template</source>
        <translation>1 个模板</translation>
    </message>
    <message>
        <source>A PIN has at least {least} digits.</source>
        <translation>PIN 至少有 {least} 位数字。</translation>
    </message>
    <message>
        <source>A PIN has at most {most} digits.</source>
        <translation>PIN 最多有 {most} 位数字。</translation>
    </message>
    <message>
        <source>A PIN is made of the digits 0 to 9 alone.</source>
        <translation>PIN 只能由数字 0 到 9 组成。</translation>
    </message>
    <message>
        <source>A PIN that could be a year of birth is guessed first.</source>
        <translation>可能是出生年份的 PIN 最容易被猜到。</translation>
    </message>
    <message>
        <source>A PIN that counts up or down is guessed first.</source>
        <translation>递增或递减的 PIN 最容易被猜到。</translation>
    </message>
    <message>
        <source>A PIN that repeats itself is guessed first.</source>
        <translation>重复的 PIN 最容易被猜到。</translation>
    </message>
    <message>
        <source>A bracket is opened and not closed.</source>
        <translation>有一个括号没有闭合。</translation>
    </message>
    <message>
        <source>A decision could not be carried out: {fault}.</source>
        <translation>一次判定未能执行：{fault}。</translation>
    </message>
    <message>
        <source>A frame could not be analysed: {fault}.</source>
        <translation>一帧画面未能分析：{fault}。</translation>
    </message>
    <message>
        <source>A letter is not in UTF-8: save the file as such.</source>
        <translation>有字符不是 UTF-8 编码：请将文件另存为 UTF-8。</translation>
    </message>
    <message>
        <source>A pair is two people.</source>
        <translation>一对由两个人组成。</translation>
    </message>
    <message>
        <source>A person needs a name.</source>
        <translation>人员必须有姓名。</translation>
    </message>
    <message>
        <source>A quotation mark is opened and not closed.</source>
        <translation>有一个引号没有闭合。</translation>
    </message>
    <message>
        <source>A target false match rate of {fmr:g} is no threshold for a door.</source>
        <translation>{fmr:g} 的目标误匹配率不能用于门禁阈值。</translation>
    </message>
    <message>
        <source>A target that was refused has no threshold to put in force.</source>
        <translation>被拒绝的目标没有可以生效的阈值。</translation>
    </message>
    <message>
        <source>A text in quotation marks is needed.</source>
        <translation>需要用引号括起来的文本。</translation>
    </message>
    <message>
        <source>A text with backslashes stands in single quotation marks: &apos;C:\door&apos;.</source>
        <translation>含反斜杠的文本要用单引号括起来：&apos;C:\door&apos;。</translation>
    </message>
    <message>
        <source>About {comparisons:,} more comparisons are missing, such as 1 more person would give with as many pictures as the others have.</source>
        <translation>大约还缺 {comparisons:,} 次比对，相当于再增加 1 人，其照片数与其他人相同。</translation>
    </message>
    <message>
        <source>About {rate} in 100 genuine attempts are refused, with 95 % confidence not more than {most}: {attempts} of {people}, {way}.</source>
        <translation>已登记人员每 100 次尝试约有 {rate} 次被拒绝，在 95% 置信度下不超过 {most} 次：{people}共 {attempts}，{way}。</translation>
    </message>
    <message>
        <source>Add another picture first, or remove or suspend the person.</source>
        <translation>请先添加另一张图片，或者移除或停用此人。</translation>
    </message>
    <message>
        <source>Add light.</source>
        <translation>请增加光线。</translation>
    </message>
    <message>
        <source>Add your user to the group &apos;video&apos;.</source>
        <translation>请将您的用户加入“video”组。</translation>
    </message>
    <message>
        <source>Addresses begin with {kinds} or {last}.</source>
        <translation>地址以 {kinds} 或 {last} 开头。</translation>
    </message>
    <message>
        <source>All pictures of one person matched each other; with 95 % confidence not more than {most} in 100 do not: {comparisons} of {source}.</source>
        <translation>同一人的照片全部相互匹配；在 95% 置信度下，每 100 次中不匹配的不超过 {most} 次：{source}的 {comparisons}。</translation>
    </message>
    <message>
        <source>Allow writing there, and see that the disk is not full.</source>
        <translation>请允许在该处写入，并确认磁盘未满。</translation>
    </message>
    <message>
        <source>Allow writing there.</source>
        <translation>请允许在该处写入。</translation>
    </message>
    <message>
        <source>An encoder &apos;{name}&apos; ships with faceapp.</source>
        <translation>名为“{name}”的编码器随 faceapp 提供。</translation>
    </message>
    <message>
        <source>An input of {input_px} px cannot be divided by the network&apos;s stride of {total_stride}.</source>
        <translation>{input_px} 像素的输入不能被网络的步长 {total_stride} 整除。</translation>
    </message>
    <message>
        <source>By {author} on {day:%Y-%m-%d}</source>
        <translation>{author}，{day:%Y-%m-%d}</translation>
    </message>
    <message>
        <source>Cameras count from 0.</source>
        <translation>摄像头从 0 开始编号。</translation>
    </message>
    <message>
        <source>Change it by hand.</source>
        <translation>请手动修改该文件。</translation>
    </message>
    <message>
        <source>Change one of the two dates.</source>
        <translation>请更改其中一个日期。</translation>
    </message>
    <message>
        <source>Check its cable and privacy switch, and close other programs that use it.</source>
        <translation>请检查连接线和隐私开关，并关闭其他正在使用它的程序。</translation>
    </message>
    <message>
        <source>Check its name and permissions.</source>
        <translation>请检查其名称和权限。</translation>
    </message>
    <message>
        <source>Check its name and that you may read it.</source>
        <translation>请检查名称以及读取权限。</translation>
    </message>
    <message>
        <source>Check its name.</source>
        <translation>请检查名称。</translation>
    </message>
    <message>
        <source>Check that it is a file and that you may read it.</source>
        <translation>请确认它是文件，并且您有读取权限。</translation>
    </message>
    <message>
        <source>Check that it is plugged in, and close other programs that use it.</source>
        <translation>请确认它已接好，并关闭其他正在使用它的程序。</translation>
    </message>
    <message>
        <source>Check that it is the same database.</source>
        <translation>请确认这是同一个数据库。</translation>
    </message>
    <message>
        <source>Check that the camera is switched on and on the network.</source>
        <translation>请确认摄像头已开机并已联网。</translation>
    </message>
    <message>
        <source>Check that the disk is healthy and has space left.</source>
        <translation>请确认磁盘正常且有剩余空间。</translation>
    </message>
    <message>
        <source>Check that you may write to its folder, or choose another --data-dir.</source>
        <translation>请确认您可以写入其文件夹，或选择另一个 --data-dir。</translation>
    </message>
    <message>
        <source>Check the address, its user and password, and that the camera is on the network.</source>
        <translation>请检查地址、用户名和密码，并确认摄像头已联网。</translation>
    </message>
    <message>
        <source>Check the address, or try again later.</source>
        <translation>请检查地址，或稍后重试。</translation>
    </message>
    <message>
        <source>Check the name.</source>
        <translation>请检查名称。</translation>
    </message>
    <message>
        <source>Check the network and run the same command again: it goes on where it was broken off. Or fetch the file elsewhere and import it.</source>
        <translation>请检查网络并重新运行同一命令：它会从中断处继续。或者在别处下载该文件后再导入。</translation>
    </message>
    <message>
        <source>Check the number, or take it from that person first.</source>
        <translation>请检查卡号，或先从那个人处取消。</translation>
    </message>
    <message>
        <source>Check the path, or choose another --data-dir.</source>
        <translation>请检查路径，或选择另一个 --data-dir。</translation>
    </message>
    <message>
        <source>Check your rights to it, or choose another --data-dir.</source>
        <translation>请检查您的权限，或选择另一个 --data-dir。</translation>
    </message>
    <message>
        <source>Choose a --data-dir on a local disk.</source>
        <translation>请选择本地磁盘上的 --data-dir。</translation>
    </message>
    <message>
        <source>Choose a file that `faceapp backup` made.</source>
        <translation>请选择由 `faceapp backup` 生成的文件。</translation>
    </message>
    <message>
        <source>Choose a folder you may write to, with space left.</source>
        <translation>请选择可以写入且有剩余空间的文件夹。</translation>
    </message>
    <message>
        <source>Choose a larger false match rate.</source>
        <translation>请选择更大的误匹配率。</translation>
    </message>
    <message>
        <source>Choose a name that tells them apart, or add pictures to that person (`faceapp people add NAME FILE... --to {person_id}`).</source>
        <translation>请选择能够区分的姓名，或为那个人添加图片（`faceapp people add NAME FILE... --to {person_id}`）。</translation>
    </message>
    <message>
        <source>Choose an input size that is a multiple of the stride, or fewer stages.</source>
        <translation>请选择步长整数倍的输入尺寸，或减少阶段数。</translation>
    </message>
    <message>
        <source>Choose another --data-dir.</source>
        <translation>请选择另一个 --data-dir。</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>请选择另一个文件夹。</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>请选择另一个名称。</translation>
    </message>
    <message>
        <source>Choose auto or cpu.</source>
        <translation>请选择 auto 或 cpu。</translation>
    </message>
    <message>
        <source>Choose auto, cpu, cuda or mps.</source>
        <translation>请选择 auto、cpu、cuda 或 mps。</translation>
    </message>
    <message>
        <source>Choose one between {least:g} and {most:g}, such as 1e-4.</source>
        <translation>请选择 {least:g} 与 {most:g} 之间的值，例如 1e-4。</translation>
    </message>
    <message>
        <source>Choose one of: {kinds}.</source>
        <translation>请选择其中之一：{kinds}。</translation>
    </message>
    <message>
        <source>Choose other values.</source>
        <translation>请选择其他值。</translation>
    </message>
    <message>
        <source>Choose {least} to {most} digits without a pattern; six or more are better.</source>
        <translation>请选择 {least} 到 {most} 位没有规律的数字；六位或更多更好。</translation>
    </message>
    <message>
        <source>Clips are {clips}; pictures are {pictures}.</source>
        <translation>视频为 {clips}；图片为 {pictures}。</translation>
    </message>
    <message>
        <source>Close every other faceapp and try again.</source>
        <translation>请关闭所有其他 faceapp 后重试。</translation>
    </message>
    <message>
        <source>Close faceapp and start it again; people enrolled with the old one must be enrolled anew.</source>
        <translation>请关闭 faceapp 并重新启动；用旧编码器登记的人员必须重新登记。</translation>
    </message>
    <message>
        <source>Close that program and try again.</source>
        <translation>请关闭该程序后重试。</translation>
    </message>
    <message>
        <source>Come closer, or use a larger picture.</source>
        <translation>请靠近一些，或使用更大的图片。</translation>
    </message>
    <message>
        <source>Compare them with the settings in models/recipes/default.toml.</source>
        <translation>请与 models/recipes/default.toml 中的设置对照。</translation>
    </message>
    <message>
        <source>Copy or export it again.</source>
        <translation>请重新复制或导出。</translation>
    </message>
    <message>
        <source>Days and attempts a day must be positive.</source>
        <translation>天数和每天的尝试次数必须大于零。</translation>
    </message>
    <message>
        <source>Enrol at least two people, or give pictures of several with --images.</source>
        <translation>请至少登记两个人，或用 --images 提供多人的图片。</translation>
    </message>
    <message>
        <source>Enrol people first, or use --target-fmr.</source>
        <translation>请先登记人员，或使用 --target-fmr。</translation>
    </message>
    <message>
        <source>Event {event_id} is not marked.</source>
        <translation>事件 {event_id} 没有标记。</translation>
    </message>
    <message>
        <source>Event {event_id} recognised person {person_id}, who was kept out for another reason.</source>
        <translation>事件 {event_id} 认出了人员 {person_id}，此人因其他原因未被放行。</translation>
    </message>
    <message>
        <source>Event {event_id} was denied, so nobody was let in as somebody else.</source>
        <translation>事件 {event_id} 已被拒绝，因此没有人被误认而放行。</translation>
    </message>
    <message>
        <source>Event {event_id} was granted, so nobody was missed.</source>
        <translation>事件 {event_id} 已放行，因此没有人被漏认。</translation>
    </message>
    <message>
        <source>Export it again, or restore it.</source>
        <translation>请重新导出或恢复它。</translation>
    </message>
    <message>
        <source>Export it for inference, without dropout.</source>
        <translation>请以推理模式导出，不带 dropout。</translation>
    </message>
    <message>
        <source>Export the encoder alone, without its head.</source>
        <translation>请只导出编码器，不带其分类头。</translation>
    </message>
    <message>
        <source>Falling scores: {count:,}.</source>
        <translation>下降的分数：{count:,} 个。</translation>
    </message>
    <message>
        <source>Find a threshold with `faceapp calibrate --apply`, or record its operating points with `faceapp evaluate comparisons --data DIR --model NAME --record`.</source>
        <translation>请用 `faceapp calibrate --apply` 求出阈值，或用 `faceapp evaluate comparisons --data DIR --model NAME --record` 记录其工作点。</translation>
    </message>
    <message>
        <source>Find one for it with `faceapp calibrate --apply`, or go back to its own card&apos;s with `faceapp calibrate --reset`.</source>
        <translation>请用 `faceapp calibrate --apply` 为其求出阈值，或用 `faceapp calibrate --reset` 恢复为其卡片自带的阈值。</translation>
    </message>
    <message>
        <source>Free some space on it and try again.</source>
        <translation>请释放一些磁盘空间后重试。</translation>
    </message>
    <message>
        <source>Give a camera (0, 1, ...), a stream&apos;s address, a clip, a picture, a folder of pictures, or &apos;demo&apos;.</source>
        <translation>请指定摄像头（0、1……）、视频流地址、视频、图片、图片文件夹或“demo”。</translation>
    </message>
    <message>
        <source>Give a folder per person with clips in which the person walks up and is seen well.</source>
        <translation>请为每个人提供一个文件夹，其中的视频应清楚拍到此人走近。</translation>
    </message>
    <message>
        <source>Give a picture or a clip.</source>
        <translation>请提供图片或视频。</translation>
    </message>
    <message>
        <source>Give both, such as 365 and 20.</source>
        <translation>请两者都填写，例如 365 和 20。</translation>
    </message>
    <message>
        <source>Give every stage at least one residual unit.</source>
        <translation>请为每个阶段至少指定一个残差单元。</translation>
    </message>
    <message>
        <source>Give one number of units for each stage&apos;s channels.</source>
        <translation>请为每个阶段的通道指定一个单元数。</translation>
    </message>
    <message>
        <source>Give one of 1 to 120 characters.</source>
        <translation>请填写 1 到 120 个字符。</translation>
    </message>
    <message>
        <source>Give one that begins with https://.</source>
        <translation>请提供以 https:// 开头的地址。</translation>
    </message>
    <message>
        <source>Give several groups one by one.</source>
        <translation>多个组请逐个填写。</translation>
    </message>
    <message>
        <source>Give the file that facenet-pytorch publishes, {file}.</source>
        <translation>请提供 facenet-pytorch 发布的文件 {file}。</translation>
    </message>
    <message>
        <source>Give the ids of two; `faceapp people list` shows them.</source>
        <translation>请给出两个人的编号；`faceapp people list` 可查看编号。</translation>
    </message>
    <message>
        <source>Give the new one another name.</source>
        <translation>请为新的编码器另取名称。</translation>
    </message>
    <message>
        <source>Hold still, or use a sharper picture.</source>
        <translation>请保持不动，或使用更清晰的图片。</translation>
    </message>
    <message>
        <source>How many genuine attempts are refused cannot be told from {attempts} of {people}, {way}.</source>
        <translation>仅凭 {people}的 {attempts}（{way}），无法判断真实尝试有多少会被拒绝。</translation>
    </message>
    <message>
        <source>If it was somebody else than it says, mark it with --wrong.</source>
        <translation>如果不是所记录的人，请用 --wrong 标记。</translation>
    </message>
    <message>
        <source>If it was somebody enrolled, mark it with --missed and that person&apos;s id.</source>
        <translation>如果是已登记的人，请用 --missed 加此人编号标记。</translation>
    </message>
    <message>
        <source>If this is one person, remove one of the two; else remove that picture.</source>
        <translation>如果是同一个人，请移除其中一个；否则请移除那张图片。</translation>
    </message>
    <message>
        <source>If you trust it all the same, name its SHA-256 with --sha256.</source>
        <translation>如果您仍然信任它，请用 --sha256 给出其 SHA-256。</translation>
    </message>
    <message>
        <source>In the {which} picture: {sentence}</source>
        <translation>{which}图片：{sentence}</translation>
    </message>
    <message>
        <source>InceptionResnetV1 takes 160 px and gives 512 numbers, not {input_px} and {embedding_size}.</source>
        <translation>InceptionResnetV1 的输入为 160 像素、输出为 512 个数，而不是 {input_px} 和 {embedding_size}。</translation>
    </message>
    <message>
        <source>Install faceapp again, or fit it anew with `faceapp fit-demo-people`.</source>
        <translation>请重新安装 faceapp，或用 `faceapp fit-demo-people` 重新拟合。</translation>
    </message>
    <message>
        <source>Install faceapp again.</source>
        <translation>请重新安装 faceapp。</translation>
    </message>
    <message>
        <source>Install or import the model again.</source>
        <translation>请重新安装或导入该模型。</translation>
    </message>
    <message>
        <source>It cannot be looked at: {why}.</source>
        <translation>无法检查：{why}。</translation>
    </message>
    <message>
        <source>It is damaged or was cut short: copy or export it again.</source>
        <translation>它已损坏或不完整：请重新复制或导出。</translation>
    </message>
    <message>
        <source>It is not certain that this is a face.</source>
        <translation>不能确定这是人脸。</translation>
    </message>
    <message>
        <source>It is true or false.</source>
        <translation>只能是 true 或 false。</translation>
    </message>
    <message>
        <source>It may be damaged or cut short: export it again as MP4 or MKV.</source>
        <translation>它可能已损坏或不完整：请重新导出为 MP4 或 MKV。</translation>
    </message>
    <message>
        <source>It may be damaged or of another kind: export it again as JPEG or PNG.</source>
        <translation>它可能已损坏或属于其他格式：请重新导出为 JPEG 或 PNG。</translation>
    </message>
    <message>
        <source>It needs a folder for each person.</source>
        <translation>其中需要为每个人建一个文件夹。</translation>
    </message>
    <message>
        <source>It rests on {comparisons} of {people}, worth {effective}: {source}.</source>
        <translation>依据是 {people}的 {comparisons}，相当于 {effective}：{source}。</translation>
    </message>
    <message>
        <source>It rests on {comparisons} of {people}.</source>
        <translation>依据是 {people}的 {comparisons}。</translation>
    </message>
    <message>
        <source>It rests on {comparisons} of {people}: {source}.</source>
        <translation>依据是 {people}的 {comparisons}：{source}。</translation>
    </message>
    <message>
        <source>It seems to show somebody else than the others.</source>
        <translation>它拍到的似乎是与其他图片不同的人。</translation>
    </message>
    <message>
        <source>It was changed or damaged, or that SHA-256 is another file&apos;s: fetch it again, or compare them.</source>
        <translation>它被改动或已损坏，或者该 SHA-256 属于另一个文件：请重新下载或加以比对。</translation>
    </message>
    <message>
        <source>Its weights may be damaged.</source>
        <translation>其权重可能已损坏。</translation>
    </message>
    <message>
        <source>Its weights or the device may be faulty: run `faceapp doctor`.</source>
        <translation>其权重或设备可能有故障：请运行 `faceapp doctor`。</translation>
    </message>
    <message>
        <source>Known architectures: {known}.</source>
        <translation>已知的结构：{known}。</translation>
    </message>
    <message>
        <source>Latest decisions ({count:,}): {p50:.2f} s in the middle, and 95 in 100 at most {p95:.2f} s</source>
        <translation>最近的判定（{count:,} 次）：中位用时 {p50:.2f} 秒，95% 不超过 {p95:.2f} 秒</translation>
    </message>
    <message>
        <source>Light it from the front.</source>
        <translation>请从正面打光。</translation>
    </message>
    <message>
        <source>Line {line} of &apos;{path}&apos; asks for that: {name}.</source>
        <translation>“{path}”第 {line} 行要求使用它：{name}。</translation>
    </message>
    <message>
        <source>Line {line}: {fault}</source>
        <translation>第 {line} 行：{fault}</translation>
    </message>
    <message>
        <source>Look at the camera.</source>
        <translation>请看向摄像头。</translation>
    </message>
    <message>
        <source>Make room on the disk.</source>
        <translation>请腾出磁盘空间。</translation>
    </message>
    <message>
        <source>Make room, or allow writing there.</source>
        <translation>请腾出空间，或允许在该处写入。</translation>
    </message>
    <message>
        <source>Mend the line it names.</source>
        <translation>请修正所指出的那一行。</translation>
    </message>
    <message>
        <source>Mend what is named; nothing else in the file is wrong.</source>
        <translation>请改正上面列出的内容；文件的其余部分没有问题。</translation>
    </message>
    <message>
        <source>Move it away, or choose another --data-dir.</source>
        <translation>请将其移走，或选择另一个 --data-dir。</translation>
    </message>
    <message>
        <source>Move to the middle of the picture.</source>
        <translation>请移到画面中央。</translation>
    </message>
    <message>
        <source>Name a directory that `faceapp study scorers --save` wrote, or switch the scorer off.</source>
        <translation>请指定由 `faceapp study scorers --save` 写出的目录，或关闭评分器。</translation>
    </message>
    <message>
        <source>Name a directory that holds card.toml and its weights.</source>
        <translation>请指定包含 card.toml 及其权重的目录。</translation>
    </message>
    <message>
        <source>Name a folder that holds a folder per person.</source>
        <translation>请指定一个为每个人各含一个文件夹的文件夹。</translation>
    </message>
    <message>
        <source>Name the SHA-256 with --sha256.</source>
        <translation>请用 --sha256 给出 SHA-256。</translation>
    </message>
    <message>
        <source>No approach could be recorded from &apos;{replay}&apos;.</source>
        <translation>未能从“{replay}”记录到任何走近过程。</translation>
    </message>
    <message>
        <source>No face was found in the clip.</source>
        <translation>视频中没有找到人脸。</translation>
    </message>
    <message>
        <source>No face was found.</source>
        <translation>没有找到人脸。</translation>
    </message>
    <message>
        <source>No genuine attempt was refused; with 95 % confidence not more than {most} in 100 are: {attempts} of {people}, {way}.</source>
        <translation>本人的尝试没有被拒绝过；在 95% 置信度下，每 100 次中被拒绝的不超过 {most} 次：{people}的 {attempts}，{way}。</translation>
    </message>
    <message>
        <source>No score is falling; watched: {count:,}.</source>
        <translation>没有分数下降；观察：{count:,} 个。</translation>
    </message>
    <message>
        <source>No source was named.</source>
        <translation>没有指定来源。</translation>
    </message>
    <message>
        <source>Nobody approaches in it.</source>
        <translation>其中没有人走近。</translation>
    </message>
    <message>
        <source>Nobody can be let in: a grant takes {frames} pictures within {window_s:g} s, and {rate:.1f} a second are looked at.</source>
        <translation>无法放行任何人：放行需要在 {window_s:g} 秒内有 {frames} 帧画面，而每秒只查看 {rate:.1f} 帧。</translation>
    </message>
    <message>
        <source>Nobody is enrolled, so nobody can be let in by mistake.</source>
        <translation>没有人登记，因此不会有人被误放行。</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>没有作任何更改。</translation>
    </message>
    <message>
        <source>Of two pictures of one person {rate} in 100 do not match, and with 95 % confidence not more than {most}: {comparisons} of {source}.</source>
        <translation>同一个人的两张照片，每 100 次中有 {rate} 次不匹配；在 95% 置信度下不超过 {most} 次：共 {comparisons}，来自{source}。</translation>
    </message>
    <message>
        <source>Only those that were imported can be removed; `faceapp model list` names them.</source>
        <translation>只能移除导入的编码器；`faceapp model list` 可查看。</translation>
    </message>
    <message>
        <source>People are being imported into &apos;{directory}&apos; already.</source>
        <translation>正在向“{directory}”导入人员。</translation>
    </message>
    <message>
        <source>People who have no template of the encoder in use, so that the door does not know them: {count:,} of {all:,}.</source>
        <translation>没有当前编码器模板、因而门不认识的人员：{all:,} 人中的 {count:,} 人。</translation>
    </message>
    <message>
        <source>Please report this fault.</source>
        <translation>请报告此故障。</translation>
    </message>
    <message>
        <source>Plug one in, name another (0, 1, ...), or try the source &apos;demo&apos;, which needs none.</source>
        <translation>请接上摄像头，或指定另一个（0、1……），或试用不需要摄像头的来源“demo”。</translation>
    </message>
    <message>
        <source>Put some there: {pictures}.</source>
        <translation>请放入一些图片：{pictures}。</translation>
    </message>
    <message>
        <source>Reading the source failed: {fault}.</source>
        <translation>读取来源失败：{fault}。</translation>
    </message>
    <message>
        <source>Recognition does not keep up with the camera, so a decision takes longer.</source>
        <translation>识别跟不上摄像头，因此判定需要更长时间。</translation>
    </message>
    <message>
        <source>Recognition failed and begins anew. {fault}</source>
        <translation>识别失败，正在重新开始。{fault}</translation>
    </message>
    <message>
        <source>Recognition failed: {fault}.</source>
        <translation>识别失败：{fault}。</translation>
    </message>
    <message>
        <source>Recognition is far too slow for a door: people have left before it has looked at them.</source>
        <translation>识别对门禁来说过慢：还没看清，人就已经离开。</translation>
    </message>
    <message>
        <source>Recognition is slow, so people wait before the door.</source>
        <translation>识别较慢，人们需要在门前等待。</translation>
    </message>
    <message>
        <source>Recognition keeps failing: {fault}</source>
        <translation>识别持续失败：{fault}</translation>
    </message>
    <message>
        <source>Reduce the light.</source>
        <translation>请减弱光线。</translation>
    </message>
    <message>
        <source>Remove it (`faceapp model remove {name}`) or give the new one another name.</source>
        <translation>请移除它（`faceapp model remove {name}`），或为新的编码器另取名称。</translation>
    </message>
    <message>
        <source>Restore a copy of it, or move it away to begin afresh.</source>
        <translation>请恢复它的副本，或将其移走以重新开始。</translation>
    </message>
    <message>
        <source>Restore both from one release.</source>
        <translation>请从同一版本恢复两者。</translation>
    </message>
    <message>
        <source>Restore both from the same release.</source>
        <translation>请从同一版本恢复两者。</translation>
    </message>
    <message>
        <source>Restore both.</source>
        <translation>请恢复两者。</translation>
    </message>
    <message>
        <source>Restore it with its card.</source>
        <translation>请连同其卡片一起恢复。</translation>
    </message>
    <message>
        <source>Restore it with its weights.</source>
        <translation>请连同其权重一起恢复。</translation>
    </message>
    <message>
        <source>Restore the card with its weights.</source>
        <translation>请连同其权重一起恢复卡片。</translation>
    </message>
    <message>
        <source>Restore them with their card.</source>
        <translation>请连同其卡片一起恢复。</translation>
    </message>
    <message>
        <source>Run `faceapp doctor`, then start again.</source>
        <translation>请运行 `faceapp doctor`，然后重新启动。</translation>
    </message>
    <message>
        <source>Run the same command again: it goes on from there.</source>
        <translation>请重新运行同一命令：它会从该处继续。</translation>
    </message>
    <message>
        <source>SQLite cannot make sense of it</source>
        <translation>SQLite 无法解读</translation>
    </message>
    <message>
        <source>Scale it down to 50 megapixels or less.</source>
        <translation>请缩小到 5000 万像素以内。</translation>
    </message>
    <message>
        <source>Set it anew.</source>
        <translation>请重新设置。</translation>
    </message>
    <message>
        <source>Something failed: {fault}.</source>
        <translation>出现故障：{fault}。</translation>
    </message>
    <message>
        <source>Something is left over after the value.</source>
        <translation>值的后面还有多余的内容。</translation>
    </message>
    <message>
        <source>Start the kiosk again.</source>
        <translation>请重新启动门禁终端。</translation>
    </message>
    <message>
        <source>Store it first.</source>
        <translation>请先保存。</translation>
    </message>
    <message>
        <source>Switch the scorer off, or train it with more test people.</source>
        <translation>请关闭评分器，或用更多测试人员训练。</translation>
    </message>
    <message>
        <source>That PIN is chosen by so many that it is guessed first.</source>
        <translation>选用该 PIN 的人太多，最容易被猜到。</translation>
    </message>
    <message>
        <source>That failed: {fault}.</source>
        <translation>操作失败：{fault}。</translation>
    </message>
    <message>
        <source>That is no setting: write [table], name = value, or # and a remark.</source>
        <translation>这不是设置：请写成 [表名]、名称 = 值，或以 # 开头的注释。</translation>
    </message>
    <message>
        <source>That is no value: a text stands in quotation marks; true and false are written small.</source>
        <translation>这不是有效的值：文本要用引号括起来；true 和 false 要小写。</translation>
    </message>
    <message>
        <source>That is not possible.</source>
        <translation>这个值不可用。</translation>
    </message>
    <message>
        <source>That is set a second time.</source>
        <translation>这一项重复设置了。</translation>
    </message>
    <message>
        <source>That table stands there a second time.</source>
        <translation>这个表重复出现了。</translation>
    </message>
    <message>
        <source>The ONNX network does not take crops of {input_px} px: {fault}.</source>
        <translation>该 ONNX 网络不接受 {input_px} 像素的裁剪图：{fault}。</translation>
    </message>
    <message>
        <source>The ONNX network has {count} inputs, not one.</source>
        <translation>该 ONNX 网络有 {count} 个输入，而不是一个。</translation>
    </message>
    <message>
        <source>The ONNX network&apos;s output is {found}, not embeddings of length {embedding_size}.</source>
        <translation>该 ONNX 网络的输出为 {found}，而不是长度为 {embedding_size} 的嵌入。</translation>
    </message>
    <message>
        <source>The PIN that is kept is damaged.</source>
        <translation>保存的 PIN 已损坏。</translation>
    </message>
    <message>
        <source>The address is of no kind that can be read.</source>
        <translation>该地址不属于可以读取的类型。</translation>
    </message>
    <message>
        <source>The address names no host.</source>
        <translation>该地址没有主机名。</translation>
    </message>
    <message>
        <source>The architecture &apos;{architecture}&apos; is unknown.</source>
        <translation>未知的结构“{architecture}”。</translation>
    </message>
    <message>
        <source>The backup of {when:%Y-%m-%d %H:%M} is not where it was put; it may be kept elsewhere.</source>
        <translation>{when:%Y-%m-%d %H:%M} 的备份不在原处；可能保存在别处。</translation>
    </message>
    <message>
        <source>The backup was stopped.</source>
        <translation>备份已停止。</translation>
    </message>
    <message>
        <source>The calibration was stopped.</source>
        <translation>校准已停止。</translation>
    </message>
    <message>
        <source>The camera &apos;{device}&apos;</source>
        <translation>摄像头“{device}”</translation>
    </message>
    <message>
        <source>The camera &apos;{device}&apos; cannot be opened.</source>
        <translation>无法打开摄像头“{device}”。</translation>
    </message>
    <message>
        <source>The camera gives no pictures. Check it.</source>
        <translation>摄像头没有画面，请检查。</translation>
    </message>
    <message>
        <source>The card &apos;{path}&apos; cannot be read: {why}.</source>
        <translation>卡片“{path}”无法读取：{why}。</translation>
    </message>
    <message>
        <source>The card &apos;{path}&apos; is damaged: {fault}.</source>
        <translation>卡片“{path}”已损坏：{fault}。</translation>
    </message>
    <message>
        <source>The card &apos;{path}&apos; is not valid TOML: {fault}.</source>
        <translation>卡片“{path}”不是有效的 TOML：{fault}。</translation>
    </message>
    <message>
        <source>The card &apos;{path}&apos; is not valid: {entry}: {fault}.</source>
        <translation>卡片“{path}”无效：{entry}：{fault}。</translation>
    </message>
    <message>
        <source>The card &apos;{target}&apos; cannot be written: {why}.</source>
        <translation>卡片“{target}”无法写入：{why}。</translation>
    </message>
    <message>
        <source>The card of encoder &apos;{name}&apos; has no operating point for a false match rate of {fmr:g}.</source>
        <translation>编码器“{name}”的卡片没有误匹配率 {fmr:g} 的工作点。</translation>
    </message>
    <message>
        <source>The card {card} belongs to {owner}.</source>
        <translation>卡号 {card} 属于{owner}。</translation>
    </message>
    <message>
        <source>The clip seems to show more than one person.</source>
        <translation>视频中似乎不止一个人。</translation>
    </message>
    <message>
        <source>The clip shows several faces.</source>
        <translation>视频中有多张人脸。</translation>
    </message>
    <message>
        <source>The cohort &apos;{path}&apos; cannot be read: {why}.</source>
        <translation>对照人群“{path}”无法读取：{why}。</translation>
    </message>
    <message>
        <source>The cohort &apos;{path}&apos; does not fit its encoder.</source>
        <translation>对照人群“{path}”与其编码器不符。</translation>
    </message>
    <message>
        <source>The cohort &apos;{path}&apos; is damaged: {fault}.</source>
        <translation>对照人群“{path}”已损坏：{fault}。</translation>
    </message>
    <message>
        <source>The cohort &apos;{path}&apos; is not that of its card.</source>
        <translation>对照人群“{path}”与其卡片不符。</translation>
    </message>
    <message>
        <source>The cohort &apos;{target}&apos; cannot be written: {why}.</source>
        <translation>对照人群“{target}”无法写入：{why}。</translation>
    </message>
    <message>
        <source>The database &apos;{database}&apos; is in use by another program.</source>
        <translation>数据库“{database}”正被另一个程序使用。</translation>
    </message>
    <message>
        <source>The database &apos;{path}&apos; cannot be opened.</source>
        <translation>无法打开数据库“{path}”。</translation>
    </message>
    <message>
        <source>The database &apos;{path}&apos; is damaged: {what}.</source>
        <translation>数据库“{path}”已损坏：{what}。</translation>
    </message>
    <message>
        <source>The database &apos;{path}&apos; is in use by another program.</source>
        <translation>数据库“{path}”正被另一个程序使用。</translation>
    </message>
    <message>
        <source>The database &apos;{path}&apos; was made by a newer faceapp.</source>
        <translation>数据库“{path}”由更新版本的 faceapp 创建。</translation>
    </message>
    <message>
        <source>The demo people&apos;s face model &apos;{path}&apos; cannot be read.</source>
        <translation>演示人物的人脸模型“{path}”无法读取。</translation>
    </message>
    <message>
        <source>The denial that was marked as wrong would happen again.</source>
        <translation>标记为错误的那次拒绝会再次发生。</translation>
    </message>
    <message>
        <source>The denial that was marked as wrong would not happen again.</source>
        <translation>标记为错误的那次拒绝不会再次发生。</translation>
    </message>
    <message>
        <source>The device &apos;{choice}&apos; is not available here.</source>
        <translation>设备“{choice}”在此不可用。</translation>
    </message>
    <message>
        <source>The device &apos;{choice}&apos; is unknown.</source>
        <translation>未知的设备“{choice}”。</translation>
    </message>
    <message>
        <source>The disk failed to read or write &apos;{path}&apos; ({code}).</source>
        <translation>磁盘读写“{path}”失败（{code}）。</translation>
    </message>
    <message>
        <source>The disk is full: &apos;{path}&apos; could not be written.</source>
        <translation>磁盘已满：未能写入“{path}”。</translation>
    </message>
    <message>
        <source>The door is no longer connected.</source>
        <translation>门的连接已断开。</translation>
    </message>
    <message>
        <source>The door stays shut because the PIN could not be checked. {fault}</source>
        <translation>由于无法核对 PIN，门保持关闭。{fault}</translation>
    </message>
    <message>
        <source>The door stays shut because the decision could not be recorded. {fault}</source>
        <translation>由于无法记录判定，门保持关闭。{fault}</translation>
    </message>
    <message>
        <source>The encoder cannot be written to &apos;{target}&apos;: {why}.</source>
        <translation>编码器无法写入“{target}”：{why}。</translation>
    </message>
    <message>
        <source>The encoder gave an embedding that is not a unit vector.</source>
        <translation>编码器给出的嵌入不是单位向量。</translation>
    </message>
    <message>
        <source>The encoder gives another embedding each time.</source>
        <translation>编码器每次给出的嵌入都不同。</translation>
    </message>
    <message>
        <source>The encoder gives every picture the same embedding.</source>
        <translation>编码器对每张图片给出相同的嵌入。</translation>
    </message>
    <message>
        <source>The encoder in &apos;{path}&apos; was replaced while faceapp was running.</source>
        <translation>“{path}”中的编码器在 faceapp 运行期间被替换了。</translation>
    </message>
    <message>
        <source>The encoder wants crops (N, {size}, {size}, 3) of uint8, not {shape} of {dtype}.</source>
        <translation>编码器需要 uint8 类型的裁剪图 (N, {size}, {size}, 3)，而不是 {dtype} 类型的 {shape}。</translation>
    </message>
    <message>
        <source>The enrolment was stopped.</source>
        <translation>登记已停止。</translation>
    </message>
    <message>
        <source>The face has hardly any contrast.</source>
        <translation>人脸几乎没有对比度。</translation>
    </message>
    <message>
        <source>The face is blurred.</source>
        <translation>人脸模糊。</translation>
    </message>
    <message>
        <source>The face is cut off.</source>
        <translation>人脸不完整。</translation>
    </message>
    <message>
        <source>The face is too bright.</source>
        <translation>人脸太亮。</translation>
    </message>
    <message>
        <source>The face is too dark.</source>
        <translation>人脸太暗。</translation>
    </message>
    <message>
        <source>The face is too small.</source>
        <translation>人脸太小。</translation>
    </message>
    <message>
        <source>The face is turned away.</source>
        <translation>人脸偏向一侧。</translation>
    </message>
    <message>
        <source>The face&apos;s landmarks cannot be used for alignment.</source>
        <translation>人脸的特征点不能用于对齐。</translation>
    </message>
    <message>
        <source>The file cannot be read from there on.</source>
        <translation>从这里起文件无法读取。</translation>
    </message>
    <message>
        <source>The file fetched has SHA-256 {found}, not {wanted}.</source>
        <translation>下载的文件的 SHA-256 为 {found}，而不是 {wanted}。</translation>
    </message>
    <message>
        <source>The file is no ONNX network that can be run: {fault}.</source>
        <translation>该文件不是可以运行的 ONNX 网络：{fault}。</translation>
    </message>
    <message>
        <source>The file is no text in UTF-8: save it as such.</source>
        <translation>该文件不是 UTF-8 文本：请将其另存为 UTF-8。</translation>
    </message>
    <message>
        <source>The file system of &apos;{path}&apos; cannot hold a faceapp database.</source>
        <translation>“{path}”所在的文件系统不能存放 faceapp 数据库。</translation>
    </message>
    <message>
        <source>The folder &apos;{directory}&apos; cannot be created.</source>
        <translation>无法创建文件夹“{directory}”。</translation>
    </message>
    <message>
        <source>The folder &apos;{directory}&apos; cannot be read: {why}.</source>
        <translation>无法读取文件夹“{directory}”：{why}。</translation>
    </message>
    <message>
        <source>The folder &apos;{directory}&apos; holds no folder.</source>
        <translation>文件夹“{directory}”中没有文件夹。</translation>
    </message>
    <message>
        <source>The folder &apos;{folder}&apos; holds no pictures.</source>
        <translation>文件夹“{folder}”中没有图片。</translation>
    </message>
    <message>
        <source>The folder &apos;{path}&apos; holds no picture or clip.</source>
        <translation>文件夹“{path}”中没有图片或视频。</translation>
    </message>
    <message>
        <source>The gallery holds {templates} of {people} now, and held {templates_then} of {people_then} when the threshold was found</source>
        <translation>现在有 {people}的 {templates}，而确定阈值时是 {people_then}的 {templates_then}</translation>
    </message>
    <message>
        <source>The grant that was marked as wrong would happen again.</source>
        <translation>标记为错误的那次放行会再次发生。</translation>
    </message>
    <message>
        <source>The grant that was marked as wrong would not happen again.</source>
        <translation>标记为错误的那次放行不会再次发生。</translation>
    </message>
    <message>
        <source>The group &apos;{group}&apos; holds a comma.</source>
        <translation>组名“{group}”中有逗号。</translation>
    </message>
    <message>
        <source>The last backup is {days:,} days old: what was changed since is lost when the disk fails.</source>
        <translation>上次备份是 {days:,} 天前：如果磁盘损坏，此后的更改将会丢失。</translation>
    </message>
    <message>
        <source>The last backup was made on {when:%Y-%m-%d %H:%M}.</source>
        <translation>上次备份于 {when:%Y-%m-%d %H:%M}。</translation>
    </message>
    <message>
        <source>The last day, {valid_until}, lies before the first, {valid_from}.</source>
        <translation>最后一天 {valid_until} 早于第一天 {valid_from}。</translation>
    </message>
    <message>
        <source>The layout &apos;{layout}&apos; is unknown.</source>
        <translation>未知的布局“{layout}”。</translation>
    </message>
    <message>
        <source>The name holds control characters or bytes that are no text.</source>
        <translation>姓名中含有控制字符或非文本字节。</translation>
    </message>
    <message>
        <source>The name is too long: {count} characters.</source>
        <translation>姓名太长：{count} 个字符。</translation>
    </message>
    <message>
        <source>The network&apos;s channels and depths differ in length.</source>
        <translation>网络的通道数与深度数不一致。</translation>
    </message>
    <message>
        <source>The network&apos;s stem stride or one of its depths is below 1.</source>
        <translation>网络的起始步长或某个深度小于 1。</translation>
    </message>
    <message>
        <source>The notes are too long: {count} characters.</source>
        <translation>备注太长：{count} 个字符。</translation>
    </message>
    <message>
        <source>The people {one} and {other} are not guarded as a pair.</source>
        <translation>人员 {one} 和 {other} 未作为一对加以防护。</translation>
    </message>
    <message>
        <source>The person is removed</source>
        <translation>此人已移除</translation>
    </message>
    <message>
        <source>The person with the id {person_id} has no template {template_id}.</source>
        <translation>编号为 {person_id} 的人员没有模板 {template_id}。</translation>
    </message>
    <message>
        <source>The preview failed: {fault}.</source>
        <translation>预览失败：{fault}。</translation>
    </message>
    <message>
        <source>The record of the SHA-256 in &apos;{record}&apos; cannot be read.</source>
        <translation>无法读取“{record}”中的 SHA-256 记录。</translation>
    </message>
    <message>
        <source>The recording was stopped.</source>
        <translation>录制已停止。</translation>
    </message>
    <message>
        <source>The scorer cannot be written to &apos;{directory}&apos;: {why}.</source>
        <translation>评分器无法写入“{directory}”：{why}。</translation>
    </message>
    <message>
        <source>The scorer in &apos;{directory}&apos; is for the encoder {theirs}, not for {ours}.</source>
        <translation>“{directory}”中的评分器属于编码器 {theirs}，而不是 {ours}。</translation>
    </message>
    <message>
        <source>The scorer&apos;s card &apos;{path}&apos; is damaged.</source>
        <translation>评分器的卡片“{path}”已损坏。</translation>
    </message>
    <message>
        <source>The scorer&apos;s card has no operating point for a false match rate of {fmr:g}.</source>
        <translation>评分器的卡片没有误匹配率 {fmr:g} 的工作点。</translation>
    </message>
    <message>
        <source>The scorer&apos;s weights in &apos;{directory}&apos; are not those of its card.</source>
        <translation>“{directory}”中评分器的权重与其卡片不符。</translation>
    </message>
    <message>
        <source>The scorer&apos;s weights in &apos;{directory}&apos; do not fit its card.</source>
        <translation>“{directory}”中评分器的权重与其卡片不匹配。</translation>
    </message>
    <message>
        <source>The settings file &apos;{path}&apos; cannot be changed like that.</source>
        <translation>设置文件“{path}”不能这样修改。</translation>
    </message>
    <message>
        <source>The settings file &apos;{path}&apos; cannot be changed: {why}.</source>
        <translation>设置文件“{path}”无法修改：{why}。</translation>
    </message>
    <message>
        <source>The settings file &apos;{path}&apos; cannot be read: {why}.</source>
        <translation>设置文件“{path}”无法读取：{why}。</translation>
    </message>
    <message>
        <source>The settings file &apos;{path}&apos; cannot be written: {why}.</source>
        <translation>设置文件“{path}”无法写入：{why}。</translation>
    </message>
    <message>
        <source>The settings of architecture &apos;{architecture}&apos; do not fit: {fault}.</source>
        <translation>结构“{architecture}”的设置不匹配：{fault}。</translation>
    </message>
    <message>
        <source>The shortest time of a grant (min_span_s) must be less than the time that counts (window_s), or nobody could ever be granted.</source>
        <translation>放行所需的最短时间（min_span_s）必须小于计入的时间（window_s），否则任何人都无法放行。</translation>
    </message>
    <message>
        <source>The stream</source>
        <translation>视频流</translation>
    </message>
    <message>
        <source>The stream cannot be opened.</source>
        <translation>无法打开视频流。</translation>
    </message>
    <message>
        <source>The stream ended.</source>
        <translation>视频流已结束。</translation>
    </message>
    <message>
        <source>The template is removed</source>
        <translation>模板已移除</translation>
    </message>
    <message>
        <source>The threshold in force is of the {what} &apos;{theirs}&apos;, and &apos;{ours}&apos; is in use: its scores mean something else.</source>
        <translation>生效中的阈值属于{what}“{theirs}”，而当前使用的是“{ours}”：其分数的含义不同。</translation>
    </message>
    <message>
        <source>The threshold {threshold:.4f} is the encoder&apos;s own, for a false match rate of {rate} among strangers from anywhere.</source>
        <translation>阈值 {threshold:.4f} 为编码器自带，在任意陌生人之间的误匹配率为{rate}。</translation>
    </message>
    <message>
        <source>The threshold {threshold:.4f} is this site&apos;s own, for a false match rate of {rate}.</source>
        <translation>阈值 {threshold:.4f} 为本站点校准所得，误匹配率为{rate}。</translation>
    </message>
    <message>
        <source>The weights &apos;{file}&apos; cannot be read: {fault}.</source>
        <translation>权重“{file}”无法读取：{fault}。</translation>
    </message>
    <message>
        <source>The weights &apos;{file}&apos; cannot be read: {why}.</source>
        <translation>权重“{file}”无法读取：{why}。</translation>
    </message>
    <message>
        <source>The weights &apos;{path}&apos; are damaged: {fault}.</source>
        <translation>权重“{path}”已损坏：{fault}。</translation>
    </message>
    <message>
        <source>The weights &apos;{path}&apos; are not those of the card: their SHA-256 is {found}, the card says {wanted}.</source>
        <translation>权重“{path}”与卡片不符：其 SHA-256 为 {found}，卡片上为 {wanted}。</translation>
    </message>
    <message>
        <source>The weights &apos;{path}&apos; cannot be read: {why}.</source>
        <translation>权重“{path}”无法读取：{why}。</translation>
    </message>
    <message>
        <source>The weights &apos;{path}&apos; do not fit their card&apos;s architecture: tensor &apos;{name}&apos; is {found}, not {wanted}.</source>
        <translation>权重“{path}”与其卡片的结构不符：张量“{name}”为 {found}，而不是 {wanted}。</translation>
    </message>
    <message>
        <source>The weights &apos;{path}&apos; do not fit their card&apos;s architecture: {what}.</source>
        <translation>权重“{path}”与其卡片的结构不符：{what}。</translation>
    </message>
    <message>
        <source>The weights &apos;{weights}&apos; are missing.</source>
        <translation>缺少权重“{weights}”。</translation>
    </message>
    <message>
        <source>The weights in &apos;{directory}&apos; are not those of its card.</source>
        <translation>“{directory}”中的权重与其卡片不符。</translation>
    </message>
    <message>
        <source>The work was stopped.</source>
        <translation>工作已停止。</translation>
    </message>
    <message>
        <source>The {what} holds control characters or bytes that are no text.</source>
        <translation>{what}中含有控制字符或非文本字节。</translation>
    </message>
    <message>
        <source>The {what} is too long: {count} characters.</source>
        <translation>{what}太长：{count} 个字符。</translation>
    </message>
    <message>
        <source>There are no two people to compare, and the encoder ships no cohort of others.</source>
        <translation>没有两个人可供比对，编码器也没有附带其他人的对照人群。</translation>
    </message>
    <message>
        <source>There are {count} mistakes in the settings file &apos;{path}&apos;.</source>
        <translation>设置文件“{path}”中有 {count} 处错误。</translation>
    </message>
    <message>
        <source>Wait until that has ended, then import the folder again.</source>
        <translation>请等待其结束，再重新导入该文件夹。</translation>
    </message>
    <message>
        <source>With the {enrolled} enrolled then, of strangers&apos; attempts not more than {most} were let in, with 95 % confidence.</source>
        <translation>当时登记 {enrolled}，在 95% 置信度下，陌生人的尝试被放行的比率不超过{most}。</translation>
    </message>
    <message>
        <source>With {attempts} no false entry is expected.</source>
        <translation>按{attempts}计算，预计不会误放行。</translation>
    </message>
    <message>
        <source>With {attempts} one false entry is expected a day.</source>
        <translation>按{attempts}计算，预计每天误放行一次。</translation>
    </message>
    <message>
        <source>With {attempts} one false entry is expected in {days:,} days.</source>
        <translation>按{attempts}计算，预计每 {days:,} 天误放行一次。</translation>
    </message>
    <message>
        <source>With {attempts} {entries:,} false entries are expected a day.</source>
        <translation>按{attempts}计算，预计每天误放行 {entries:,} 次。</translation>
    </message>
    <message>
        <source>one false entry a day with {attempts}</source>
        <translation>{attempts}时每天误放行一次</translation>
    </message>
    <message>
        <source>one false entry in {days:,} days with {attempts}</source>
        <translation>{attempts}时每 {days:,} 天误放行一次</translation>
    </message>
    <message>
        <source>{templates:,} templates</source>
        <translation>{templates:,} 个模板</translation>
    </message>
    <message>
        <source>There is a mistake in the settings file &apos;{path}&apos;.</source>
        <translation>设置文件“{path}”中有一处错误。</translation>
    </message>
    <message>
        <source>There is an encoder &apos;{name}&apos; already.</source>
        <translation>已有名为“{name}”的编码器。</translation>
    </message>
    <message>
        <source>There is no = after the name.</source>
        <translation>名称后面缺少 =。</translation>
    </message>
    <message>
        <source>There is no camera &apos;{path}&apos;.</source>
        <translation>没有摄像头“{path}”。</translation>
    </message>
    <message>
        <source>There is no camera number {number}.</source>
        <translation>没有编号为 {number} 的摄像头。</translation>
    </message>
    <message>
        <source>There is no encoder &apos;{name}&apos;.</source>
        <translation>没有名为“{name}”的编码器。</translation>
    </message>
    <message>
        <source>There is no encoder in &apos;{directory}&apos;: its {file} cannot be read ({why}).</source>
        <translation>“{directory}”中没有编码器：无法读取其 {file}（{why}）。</translation>
    </message>
    <message>
        <source>There is no event {event_id} in &apos;{path}&apos;.</source>
        <translation>“{path}”中没有事件 {event_id}。</translation>
    </message>
    <message>
        <source>There is no event {event_id}.</source>
        <translation>没有事件 {event_id}。</translation>
    </message>
    <message>
        <source>There is no file &apos;{path}&apos;.</source>
        <translation>没有文件“{path}”。</translation>
    </message>
    <message>
        <source>There is no folder &apos;{directory}&apos;.</source>
        <translation>没有文件夹“{directory}”。</translation>
    </message>
    <message>
        <source>There is no kind of door called &apos;{kind}&apos;.</source>
        <translation>没有名为“{kind}”的门类型。</translation>
    </message>
    <message>
        <source>There is no operating point {point_id}.</source>
        <translation>没有工作点 {point_id}。</translation>
    </message>
    <message>
        <source>There is no person with the id {person_id}.</source>
        <translation>没有编号为 {person_id} 的人员。</translation>
    </message>
    <message>
        <source>There is no scorer in &apos;{directory}&apos;: {filename} cannot be read.</source>
        <translation>“{directory}”中没有评分器：无法读取 {filename}。</translation>
    </message>
    <message>
        <source>There is no setting {name} above the first table.</source>
        <translation>第一个表之前没有名为 {name} 的设置。</translation>
    </message>
    <message>
        <source>There is no setting {name}.</source>
        <translation>没有名为 {name} 的设置。</translation>
    </message>
    <message>
        <source>There is no source &apos;{name}&apos;.</source>
        <translation>没有来源“{name}”。</translation>
    </message>
    <message>
        <source>There is no table [{name}].</source>
        <translation>没有名为 [{name}] 的表。</translation>
    </message>
    <message>
        <source>There is nothing to enrol from.</source>
        <translation>没有可用于登记的内容。</translation>
    </message>
    <message>
        <source>They were changed or damaged: restore both from the same release.</source>
        <translation>它们被改动或已损坏：请从同一版本恢复两者。</translation>
    </message>
    <message>
        <source>This is a fault of faceapp: please report it.</source>
        <translation>这是 faceapp 的故障：请报告。</translation>
    </message>
    <message>
        <source>This is the only template of the person, who would never be recognised again.</source>
        <translation>这是此人唯一的模板，移除后将无法再识别此人。</translation>
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
        <source>This scorer has no card.</source>
        <translation>该评分器没有卡片。</translation>
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
        <source>Throughout the clip: {sentence}</source>
        <translation>整段视频中：{sentence}</translation>
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
        <source>Train it again.</source>
        <translation>请重新训练。</translation>
    </message>
    <message>
        <source>Train one for the encoder in use, or switch the scorer off.</source>
        <translation>请为当前编码器训练评分器，或关闭评分器。</translation>
    </message>
    <message>
        <source>Trained on: {data}</source>
        <translation>训练数据：{data}</translation>
    </message>
    <message>
        <source>Try again in a second.</source>
        <translation>请过一秒后重试。</translation>
    </message>
    <message>
        <source>Two people are too close: the first leads by {lead:.3f}, and {margin:.3f} is needed.</source>
        <translation>两个人太接近：第一名领先 {lead:.3f}，而需要领先 {margin:.3f}。</translation>
    </message>
    <message>
        <source>Type it anew on one line.</source>
        <translation>请在一行内重新输入。</translation>
    </message>
    <message>
        <source>Update faceapp, and try again.</source>
        <translation>请更新 faceapp 后重试。</translation>
    </message>
    <message>
        <source>Update faceapp, or choose another --data-dir.</source>
        <translation>请更新 faceapp，或选择另一个 --data-dir。</translation>
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
        <source>Use JPEG, PNG, WebP, MKV, MP4 or GIF.</source>
        <translation>请使用 JPEG、PNG、WebP、MKV、MP4 或 GIF。</translation>
    </message>
    <message>
        <source>Use a clearer picture.</source>
        <translation>请使用更清楚的图片。</translation>
    </message>
    <message>
        <source>Use a clip of one face before the camera.</source>
        <translation>请使用只有一张脸面对摄像头的视频。</translation>
    </message>
    <message>
        <source>Use a clip of one person alone.</source>
        <translation>请使用只有一个人的视频。</translation>
    </message>
    <message>
        <source>Use a picture in which one face looks at the camera.</source>
        <translation>请使用有一张脸看向摄像头的图片。</translation>
    </message>
    <message>
        <source>Use a picture of one person alone, or cut it to one face.</source>
        <translation>请使用只有一个人的图片，或裁剪到一张脸。</translation>
    </message>
    <message>
        <source>Use another picture of the face.</source>
        <translation>请使用另一张人脸图片。</translation>
    </message>
    <message>
        <source>Use at most {most} characters.</source>
        <translation>最多使用 {most} 个字符。</translation>
    </message>
    <message>
        <source>Use small letters, digits, hyphens and underscores.</source>
        <translation>请使用小写字母、数字、连字符和下划线。</translation>
    </message>
    <message>
        <source>Use that one, or close it first; another --data-dir makes a door of its own.</source>
        <translation>请使用已打开的那个，或先将其关闭；另一个 --data-dir 则是另一扇门。</translation>
    </message>
    <message>
        <source>Waiting for it to come back.</source>
        <translation>正在等待恢复。</translation>
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
        <translation>在此之前登记的人员保持登记。</translation>
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
        <source>Write NCHW or NHWC into the card.</source>
        <translation>请在卡片中写 NCHW 或 NHWC。</translation>
    </message>
    <message>
        <source>Write it as rtsp://HOST/PATH.</source>
        <translation>请写成 rtsp://主机/路径。</translation>
    </message>
    <message>
        <source>Write its input&apos;s size and layout into the card.</source>
        <translation>请在卡片中写明其输入的尺寸和布局。</translation>
    </message>
    <message>
        <source>Write the length of its first output into the card.</source>
        <translation>请在卡片中写明其第一个输出的长度。</translation>
    </message>
    <message>
        <source>You may not use the camera &apos;{path}&apos;.</source>
        <translation>您没有使用摄像头“{path}”的权限。</translation>
    </message>
    <message>
        <source>`faceapp calibrate --history` lists them.</source>
        <translation>`faceapp calibrate --history` 可列出。</translation>
    </message>
    <message>
        <source>`faceapp events list` says what did; mark it with --right if that was the person.</source>
        <translation>`faceapp events list` 会说明原因；如果确是此人，请用 --right 标记。</translation>
    </message>
    <message>
        <source>`faceapp events list` shows the latest.</source>
        <translation>`faceapp events list` 可查看最近的事件。</translation>
    </message>
    <message>
        <source>`faceapp events list` shows which are.</source>
        <translation>`faceapp events list` 可查看哪些已标记。</translation>
    </message>
    <message>
        <source>`faceapp people guarded` lists those that are.</source>
        <translation>`faceapp people guarded` 可列出受防护的人员对。</translation>
    </message>
    <message>
        <source>`faceapp people list` shows who is enrolled.</source>
        <translation>`faceapp people list` 可查看已登记人员。</translation>
    </message>
    <message>
        <source>`faceapp people pin {id}` would set one.</source>
        <translation>可用 `faceapp people pin {id}` 设置。</translation>
    </message>
    <message>
        <source>`faceapp people show {person_id}` lists them.</source>
        <translation>`faceapp people show {person_id}` 可列出。</translation>
    </message>
    <message>
        <source>a change of the PIN is unreadable ({fault})</source>
        <translation>一条 PIN 更改记录无法读取（{fault}）</translation>
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
        <source>a folder above it is a file</source>
        <translation>其上级文件夹是一个文件</translation>
    </message>
    <message>
        <source>a guarded pair is unreadable ({fault})</source>
        <translation>一对受防护的人员无法读取（{fault}）</translation>
    </message>
    <message>
        <source>access is not allowed</source>
        <translation>没有访问权限</translation>
    </message>
    <message>
        <source>an event is unreadable ({fault})</source>
        <translation>一个事件无法读取（{fault}）</translation>
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
        <source>card number</source>
        <translation>卡号</translation>
    </message>
    <message>
        <source>crop {id} is unusable ({fault})</source>
        <translation>裁剪图 {id} 无法使用（{fault}）</translation>
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
        <source>docs/models.md shows a card.</source>
        <translation>docs/models.md 中有卡片示例。</translation>
    </message>
    <message>
        <source>encoder</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>event {id} is unreadable ({fault})</source>
        <translation>事件 {id} 无法读取（{fault}）</translation>
    </message>
    <message>
        <source>face crops kept: {count:,}</source>
        <translation>保存的人脸图：{count:,}</translation>
    </message>
    <message>
        <source>faceapp is running already with the data in &apos;{directory}&apos;.</source>
        <translation>faceapp 已在使用“{directory}”中的数据运行。</translation>
    </message>
    <message>
        <source>faceapp {version} on {system}.</source>
        <translation>faceapp {version}，运行于 {system}。</translation>
    </message>
    <message>
        <source>faceapp&apos;s own folder &apos;{name}&apos; is missing.</source>
        <translation>缺少 faceapp 自己的文件夹“{name}”。</translation>
    </message>
    <message>
        <source>first</source>
        <translation>第一张</translation>
    </message>
    <message>
        <source>group</source>
        <translation>组名</translation>
    </message>
    <message>
        <source>it does not say what shape it has</source>
        <translation>它没有说明自身的结构</translation>
    </message>
    <message>
        <source>it holds unreadable text</source>
        <translation>其中含有无法读取的文本</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>它是文件夹</translation>
    </message>
    <message>
        <source>it is in use</source>
        <translation>正在使用中</translation>
    </message>
    <message>
        <source>it is not there</source>
        <translation>它不存在</translation>
    </message>
    <message>
        <source>its name is too long</source>
        <translation>名称太长</translation>
    </message>
    <message>
        <source>label {id} of an event is unreadable ({fault})</source>
        <translation>事件的标记 {id} 无法读取（{fault}）</translation>
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
        <source>none seen in {trials:,}; at most {most} (95 % sure)</source>
        <translation>{trials:,} 次中未出现；最多{most}（95% 把握）</translation>
    </message>
    <message>
        <source>operating point {id} is unreadable ({fault})</source>
        <translation>工作点 {id} 无法读取（{fault}）</translation>
    </message>
    <message>
        <source>person {id} is unreadable ({fault})</source>
        <translation>人员 {id} 无法读取（{fault}）</translation>
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
        <source>second</source>
        <translation>第二张</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>similarity</source>
        <translation>相似度</translation>
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
        <source>template {id} is unusable ({fault})</source>
        <translation>模板 {id} 无法使用（{fault}）</translation>
    </message>
    <message>
        <source>tensor &apos;{name}&apos; is missing</source>
        <translation>缺少张量“{name}”</translation>
    </message>
    <message>
        <source>tensor &apos;{name}&apos; is unknown</source>
        <translation>未知的张量“{name}”</translation>
    </message>
    <message>
        <source>that disk can only be read</source>
        <translation>该磁盘为只读</translation>
    </message>
    <message>
        <source>the PIN of person {id} is unreadable ({fault})</source>
        <translation>人员 {id} 的 PIN 无法读取（{fault}）</translation>
    </message>
    <message>
        <source>the disk failed</source>
        <translation>磁盘故障</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>the encoder&apos;s cohort alone, who are strangers here</source>
        <translation>仅编码器的对照人群，他们在这里都是陌生人</translation>
    </message>
    <message>
        <source>the setting &apos;{key}&apos; is unreadable</source>
        <translation>设置“{key}”无法读取</translation>
    </message>
    <message>
        <source>there is one of that name already</source>
        <translation>已有同名的项目</translation>
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
        <source>wording of the consent</source>
        <translation>同意书的措辞</translation>
    </message>
    <message>
        <source>{agreeing} of {frames} frames agree, fused score {score:.3f}.</source>
        <translation>{frames} 帧中有 {agreeing} 帧一致，融合得分 {score:.3f}。</translation>
    </message>
    <message>
        <source>{attempts:,} attempts</source>
        <translation>{attempts:,} 次尝试</translation>
    </message>
    <message>
        <source>{attempts:g} strangers&apos; attempts a day</source>
        <translation>每天 {attempts:g} 次陌生人尝试</translation>
    </message>
    <message>
        <source>{attempts} of {people}, {way}</source>
        <translation>{people}共 {attempts}，{way}</translation>
    </message>
    <message>
        <source>{comparisons:,} comparisons</source>
        <translation>{comparisons:,} 次比对</translation>
    </message>
    <message>
        <source>{comparisons:,} independent ones</source>
        <translation>{comparisons:,} 次独立比对</translation>
    </message>
    <message>
        <source>{count} faces were found.</source>
        <translation>找到了 {count} 张人脸。</translation>
    </message>
    <message>
        <source>{days:,} days</source>
        <translation>{days:,} 天</translation>
    </message>
    <message>
        <source>{done}, but until faceapp is started again traces may remain in its files: {sentence}</source>
        <translation>{done}，但在重新启动 faceapp 之前，其文件中可能留有痕迹：{sentence}</translation>
    </message>
    <message>
        <source>{encoder} is whole: its weights are those of its card.</source>
        <translation>{encoder} 完好：权重与模型卡一致。</translation>
    </message>
    <message>
        <source>{first} and {second} have a picture in common, so that no threshold can tell them apart.</source>
        <translation>{first}和{second}有一张相同的图片，因此没有阈值能区分他们。</translation>
    </message>
    <message>
        <source>{grown}: one false entry a day can no longer be claimed, only more.</source>
        <translation>{grown}：不再能声称每天只误放行一次，只能声称更多。</translation>
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
        <source>{name} cannot be that. {allowed}</source>
        <translation>{name} 不能是该值。{allowed}</translation>
    </message>
    <message>
        <source>{name} cannot be {value}. {allowed}</source>
        <translation>{name} 不能是 {value}。{allowed}</translation>
    </message>
    <message>
        <source>{name} has no PIN.</source>
        <translation>{name}没有 PIN。</translation>
    </message>
    <message>
        <source>{name} must be a table: [{name}], and its settings below.</source>
        <translation>{name} 必须是表：写 [{name}]，其设置写在下面。</translation>
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
        <source>{people:,} people</source>
        <translation>{people:,} 人</translation>
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
        <source>{said}</source>
        <translation>{said}</translation>
    </message>
    <message>
        <source>{said} Did you mean {near}?</source>
        <translation>{said}您是指 {near} 吗？</translation>
    </message>
    <message>
        <source>{said} It belongs below [{table}].</source>
        <translation>{said}它应写在 [{table}] 之下。</translation>
    </message>
    <message>
        <source>{said} There are: {names}.</source>
        <translation>{said}可用的有：{names}。</translation>
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
        <source>{source} failed: {fault}.</source>
        <translation>{source}出现故障：{fault}。</translation>
    </message>
    <message>
        <source>{source} has delivered no picture for {waited_s:g} s.</source>
        <translation>{source}已有 {waited_s:g} 秒没有画面。</translation>
    </message>
    <message>
        <source>{source} was lost.</source>
        <translation>{source}已断开。</translation>
    </message>
    <message>
        <source>{source}: {sentence}</source>
        <translation>{source}：{sentence}</translation>
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
    <name>NewPin</name>
    <message>
        <source>The two were not the same. Begin again.</source>
        <translation>两次输入不一致，请重新开始。</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>再输入一次</translation>
    </message>
    <message>
        <source>The same digits again, please.</source>
        <translation>请再次输入相同的数字。</translation>
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
        <source>New PIN</source>
        <translation>新 PIN</translation>
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
        <source>Meanwhile a PIN was set elsewhere. It stays as it is; the one entered here was not stored.</source>
        <translation>其间已在别处设置了 PIN。该 PIN 保持不变，此处输入的未予保存。</translation>
    </message>
    <message>
        <source>Once it is set, everything but the door&apos;s screen is locked. The way in: hold the upper right corner for two seconds, or press Esc.</source>
        <translation>设置后，除门口画面外的一切都会锁定。进入方法：按住右上角两秒钟，或按 Esc 键。</translation>
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
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>查找范围(&amp;L)：</translation>
    </message>
    <message>
        <source>&amp;File name:</source>
        <translation>文件名(&amp;F)：</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>文件类型(&amp;T)：</translation>
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
    <name>SettingsBar</name>
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
</context>
<context>
    <name>SettingsList</name>
    <message>
        <source>No setting is called like that.</source>
        <translation>没有这样的设置。</translation>
    </message>
    <message>
        <source>Administrator&apos;s PIN</source>
        <translation>管理员 PIN</translation>
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
        <source>Administrator&apos;s PIN</source>
        <translation>管理员 PIN</translation>
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
    <name>StartWindow</name>
    <message>
        <source>faceapp</source>
        <translation>faceapp</translation>
    </message>
    <message>
        <source>This door is out of order</source>
        <translation>此门暂停使用</translation>
    </message>
    <message>
        <source>It stays shut. Please tell whoever looks after it.</source>
        <translation>门保持关闭。请告知负责人员。</translation>
    </message>
    <message>
        <source>faceapp is running already</source>
        <translation>faceapp 已在运行</translation>
    </message>
    <message>
        <source>Nothing was changed: the door goes on as it was.</source>
        <translation>没有任何改动：门照常运行。</translation>
    </message>
    <message>
        <source>faceapp could not start</source>
        <translation>faceapp 无法启动</translation>
    </message>
    <message>
        <source>The door stays shut meanwhile.</source>
        <translation>在此期间门保持关闭。</translation>
    </message>
    <message>
        <source>It is tried again by itself every half minute.</source>
        <translation>每半分钟会自动重试一次。</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source>{tried} Or start without what is named here: the defaults hold instead, and the file is kept as it is beside the new one.</source>
        <translation>{tried}也可以忽略上面列出的内容启动：这些设置改用默认值，原文件会原样保留在新文件旁边。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>管理</translation>
    </message>
    <message>
        <source>Start without these</source>
        <translation>忽略这些并启动</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
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
    <name>UnsavedQuestion</name>
    <message>
        <source>Not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>Save the changes?</source>
        <translation>保存更改吗？</translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) to the settings are not saved.</source>
        <translation>
            <numerusform>有 %Ln 项设置更改尚未保存。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln value(s) cannot be used: stay to put it right.</source>
        <translation>
            <numerusform>有 %Ln 个值无法使用：请留下来改正。</numerusform>
        </translation>
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
        <source>Stay</source>
        <translation>留下</translation>
    </message>
</context>
<context>
    <name>VideoView</name>
    <message>
        <source>Live picture</source>
        <translation>实时画面</translation>
    </message>
    <message>
        <source>Synthetic person: nobody who exists</source>
        <translation>合成人物，现实中并不存在</translation>
    </message>
</context>
<context>
    <name>WorkingPage</name>
    <message>
        <source>One moment</source>
        <translation>请稍候</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
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
