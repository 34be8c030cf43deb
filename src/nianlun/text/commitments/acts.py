"""Tells a sentence that promises an act from headings, principles, reasons and background."""

from __future__ import annotations

import re

_VERBS = """
推进 推动 推行 推广 推出 加强 加快 加大 加密 加速 深化 深入 完善 健全 建立 建设 建成 建好 构建 组建 组织
落实 落细 实施 实行 开展 开通 开工 开发 打造 培育 培养 培训 培植 提升 提高 提质 优化 强化 做好 做强 做大
做优 做实 做精 抓好 抓实 抓紧 抓牢 抓细 办好 用好 用足 用活 管好 守好 守牢 筑牢 夯实 压实 压紧 压减 扎实
严格 严肃 严厉 严把 严防 坚决 坚持 持续 继续 积极 大力 全力 全面 切实 着力 努力 进一步 稳步 稳妥 有序 有效
认真 主动 广泛 充分 突出 聚焦 围绕 紧盯 紧扣 锚定 启动 启用 谋划 储备 争取 争创 力争 确保 保障 保护 保持
保证 巩固 拓展 扩大 扩建 新建 改造 改善 改革 改进 整治 整合 整改 治理 监管 规范 制定 制订 出台 编制 修订
梳理 排查 摸排 排摸 清理 清零 化解 防范 防止 遏制 杜绝 打击 打好 打通 查处 督促 督查 督办 指导 引导 引进
引育 招引 招聘 选派 选优 支持 扶持 帮助 帮扶 服务 鼓励 激励 激发 激活 盘活 发展 发挥 发放 发布 创新 创建
创优 创成 探索 试点 完成 实现 达到 形成 促进 助推 助力 带动 健康 丰富 宣传 弘扬 传承 营造 倡导 普及 关心
关爱 关注 重视 注重 统筹 协调 协助 配合 配齐 配强 支撑 参加 参与 举办 筹办 召开 承办 申报 对接 走访 联系
沟通 跟踪 跟进 更新 升级 迁建 收储 供应 调整 调动 充实 布局 拓宽 畅通 擦亮 增强 增加 增设 增进 减轻 减少
降低 缩小 控制 禁止 淘汰 取消 关停 取缔 安排 部署 执行 贯彻 学习 学好 牢记 牢固 树立 树牢 恪守 遵守 履行
维护 维修 养护 管护 保洁 检查 检测 监测 预警 应对 处置 处理 回应 答复 公开 公示 解读 受理 审批 简化 精简
压缩 放宽 放开 放活 搞好 搞活 办理 挖掘 挖潜 借助 借力 依托 利用 运用 应用 使用 强力 强势 强推 狠抓 深挖
深耕 细化 量化 明确 分解 考核 评估 评选 表彰 奖励 兑现 落地 让 把 对 将 以 为 通过 通报 建精 活用 压茬 攻坚
攻克 冲刺 突破 跑出 擘画 描绘 续建 接续 常态 定期 逐步 逐年 逐一 率先 高标准 高质量 高水平 高效 分类 分级
分批 多渠道 多措 多元 靠前 提前 提速 提档 串联 联合 联动 协同 共建 共享 融合 融入 对标 衔接 补齐 补强 补充
堵塞 消除 消化 解决 破解 破除 疏通 疏解 理顺 划定 划转 赋能 赋予 释放 拉动 扭转 稳定 稳住 稳慎 复制 延伸
延长 延续 覆盖 普惠 均衡 兜牢 兜住 救助 资助 安置 就业 选树 选育 选聘 录用 任用 使得 吸引 吸纳 集聚 集中
集成 汇聚 汇编 汇总 编写 编发 印发 撰写 起草 建言 宣讲 教育 警示 惩治 惩处 反对 纠治 纠正 追究 问责 约谈
审计 巡察 巡查 监督 接受 听取 尊重 依法 依规 科学 合理 精准 精心 精细 精选 精减 尽快 尽力 尽早 及时 立足
瞄准 瞄定 抢抓 抢占 借鉴 参照 采取 采用 适当 适时 适度 务必 必须 不断 一体 同步 同时 重点 主要 特别 尤其
更加 更好 要 应 须 力促 力推 力保 全方位 全过程 全链条 全域 全程 深度 大规模 大幅 有计划 有步骤 有组织 征收
征迁 拆除 拆迁 腾空 腾退 回迁 交付 投产 投用 竣工 封顶 验收 批复 可研 立项 入库 入统 签约 落户 运营 运行
试运行 运作 运维 维持 恢复 重建 修复 修缮 整修 绿化 美化 亮化 净化 硬化 数字化 智能化 上线 接入 打响 唱响
讲好 写好 念好 走好 走深 下好 答好 交好 管住 管控 把好 把握 把牢 抱团 一手 双向 放大 放权 下放 承接 取得
获得 争当 争先 争做 比学 赶超 勇当 勇于 敢于 善于 从严
"""
ACT = frozenset(_VERBS.split())
"""Words with which a sentence that promises an act begins."""

_LONGEST = 3
_LEADING = re.compile(
    r"(?:同时|此外|另外|其次|首先|再次|最后|还要|并且|并|以及|我们要|我们|我局将|我局|我镇将|我县将|我市将|我区将|各地要|各地都要|各级[^，]{0,8}要|"
    r"一要|二要|三要|四要|五要|六要|七要|八要|"
    r"一是要?|二是要?|三是要?|四是要?|五是要?|六是要?|七是要?|八是要?|九是要?|十是要?|"
    r"今年|明年|全年|下一步|20\d\d年|[，、：“（\s])+"
)
_BACKGROUND = re.compile(
    r"^(?:联系人|联系电话|联系方式|附件|抄送|让我们|各位代表|同志们|做好今年|通观|实现了|完成了|经过|只要|从.{2,14}来看|所以|因此|因为|这些|这个(?!.{0,30}努力)|这方面|这是|它|我们所以|尽管|虽然|由于|鉴于(?!.{0,40}要)|目前|当前|近年来|过去|反馈指出|经核查|事实证明|实践证明|大家知道|我国[^，]{0,6}(?:已|是)|据|各位代表)"
    r"|是因为|都有好处|教训|显著特点|重要原则|前提的$|有所缓和|趋于|(?:意义|标志着|原因是|任务仍然|总体要求是|总体思路|指导思想|总要求|基本原则)"
    r"|(?:抓好|抓实|做好|突出|围绕|聚焦|把握|从|在)(?:以下|如下)?[^，、]{1,4}[个项件大](?:方面|重点|环节|关键|工作|大事|任务)[^，、]{0,6}$"
    r"|(?:以下|如下)[^，]{0,12}(?:工作|方面|安排|建议|报告|打算|：)$|^(?:以上|特此|现将|为此)[^，]{0,12}$|[？?]$"
)
_INTRODUCTION = re.compile(
    r"(?:为指导|为遵循|为统领|为引领|为总基调|总体要求|指导思想|总体目标|深入贯彻|全面贯彻|贯彻落实|坚持以|锚定|紧紧围绕|新的一年|新征程|更高的?起点|"
    r"再上新台阶|新突破|贡献)"
)
_STATED = re.compile(r"^[^，]{1,14}(?:是|已经|仍然|依然|还存在|存在)(?!一|否)")


def is_act(sentence: str) -> bool:
    """Whether a sentence of a plan promises an act."""
    if len(sentence) < 6 or _BACKGROUND.search(sentence):
        return False
    if begins_with_act(sentence):
        return True
    if _STATED.match(sentence):
        return False
    clauses = sentence.split("，")
    return (
        any(begins_with_act(clause) for clause in clauses[1:])
        or any(mark in clauses[0] for mark in ("要", "将", "做到", "到位", "得到", "落地", "必须", "应当"))
        or _holds_act(clauses[0])
    )


def begins_with_act(clause: str) -> bool:
    """Whether the first word, after connecting words, is a verb of doing."""
    lead = _LEADING.match(clause)
    start = lead.end() if lead is not None else 0
    return any(clause[start : start + length] in ACT for length in range(_LONGEST, 0, -1))


def is_introduction(sentence: str) -> bool:
    """Whether a sentence states principles rather than acts; asked at the head of the plan only."""
    return _INTRODUCTION.search(sentence) is not None


def _holds_act(clause: str) -> bool:
    return any(clause[at : at + 2] in ACT for at in range(1, min(len(clause) - 1, 16)))
