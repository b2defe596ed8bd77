<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
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
        <source>A frame&apos;s scores or quality are not numbers that can be judged.</source>
        <translation>某一帧的得分或质量不是可以判定的数值。</translation>
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
        <source>At {threshold:.3f}, no two different people&apos;s pictures matched; with 95 % confidence not more than {most} do (rule of three).</source>
        <translation>阈值为 {threshold:.3f} 时，没有两个不同的人的照片相匹配；在 95% 置信度下，误匹配不超过{most}（三分法则）。</translation>
    </message>
    <message>
        <source>At {threshold:.3f}, of two different people&apos;s pictures {rate} match by mistake, and with 95 % confidence not more than {most}.</source>
        <translation>阈值为 {threshold:.3f} 时，不同人的两张照片误匹配的比率为{rate}；在 95% 置信度下不超过{most}。</translation>
    </message>
    <message>
        <source>By a model, which takes comparisons for independent, it is about {rate} and not more than {most}.</source>
        <translation>按照假定各次比对相互独立的模型，约为{rate}，且不超过{most}。</translation>
    </message>
    <message>
        <source>How many genuine attempts are refused cannot be told: that takes pictures of two different days.</source>
        <translation>无法得知已登记人员有多少次尝试会被拒绝：这需要两个不同日期的照片。</translation>
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
        <source>It rests on {comparisons:,} comparisons of {people:,} people: {source}.</source>
        <translation>依据是 {people:,} 人的 {comparisons:,} 次比对：{source}。</translation>
    </message>
    <message>
        <source>No stranger was let in {gallery}; with 95 % confidence not more than {most} attempts let one in: {evidence}.</source>
        <translation>{gallery}时，没有陌生人被放行；在 95% 置信度下，放行陌生人的尝试不超过{most}：{evidence}。</translation>
    </message>
    <message>
        <source>Nobody is enrolled.</source>
        <translation>尚未登记任何人。</translation>
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
        <source>The person was gone before the decision.</source>
        <translation>作出判定之前，此人已经离开。</translation>
    </message>
    <message>
        <source>There are {templates:,} templates of {people:,} people now, and there were {templates_then:,} of {people_then:,} when the threshold was found</source>
        <translation>现在有 {people:,} 人的 {templates:,} 个模板，而确定阈值时是 {people_then:,} 人的 {templates_then:,} 个</translation>
    </message>
    <message>
        <source>This rests on a model of the highest scores, less than ten times beyond what was compared.</source>
        <translation>这一结论依据最高得分的模型，外推不到实际比对范围的十倍。</translation>
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
        <source>none</source>
        <translation>零</translation>
    </message>
    <message>
        <source>recorded and replayed</source>
        <translation>录制后回放</translation>
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
        <source>{grown}: one false entry in {target:,} days can no longer be claimed, only in {days}. A new threshold: `faceapp calibrate --target-days {target_days:g} --attempts-per-day {attempts:g}`, with --apply to put it in force.</source>
        <translation>{grown}：已不能再声称每 {target:,} 天误放行一次，只能声称每{days}一次。要得到新的阈值：`faceapp calibrate --target-days {target_days:g} --attempts-per-day {attempts:g}`，加上 --apply 即可启用。</translation>
    </message>
    <message>
        <source>{grown}: strangers may be let in {times:.1f} times as often. What that comes to: `faceapp calibrate --target-fmr {target_fmr:g}`, with a smaller rate and --apply if it is too often.</source>
        <translation>{grown}：陌生人被放行的频率可能是原来的 {times:.1f} 倍。具体影响可用 `faceapp calibrate --target-fmr {target_fmr:g}` 查看；如果过于频繁，请用更小的比率并加上 --apply。</translation>
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
    <name>StatusPanel</name>
    <message>
        <source>dddd, d MMMM</source>
        <translation>M月d日 dddd</translation>
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
