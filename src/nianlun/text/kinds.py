"""Document kinds and fields of work: their slugs, labels, and the words they are known by."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document."""

    slug: str
    label: str
    english: str
    words: tuple[str, ...]
    """Words a title of this kind ends with."""
    statutory: bool = False
    """One of the fifteen kinds of 党政机关公文处理工作条例 article 8."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of work of a county."""

    slug: str
    label: str
    english: str
    words: tuple[str, ...]
    """Words that speak of it; the first are the names of its bureaus."""


_STATUTORY = (
    Kind("resolution", "决议", "Resolution", ("决议",), statutory=True),
    Kind("decision", "决定", "Decision", ("决定",), statutory=True),
    Kind("order", "命令（令）", "Order", ("命令", "令"), statutory=True),
    Kind("communique", "公报", "Communiqué", ("公报",), statutory=True),
    Kind("proclamation", "公告", "Proclamation", ("公告",), statutory=True),
    Kind("announcement", "通告", "Announcement", ("通告",), statutory=True),
    Kind("opinion", "意见", "Opinion", ("意见",), statutory=True),
    Kind("notice", "通知", "Notice", ("通知",), statutory=True),
    Kind("circular", "通报", "Circular", ("通报",), statutory=True),
    Kind("report", "报告", "Report", ("报告",), statutory=True),
    Kind("request", "请示", "Request for instructions", ("请示",), statutory=True),
    Kind("reply", "批复", "Reply", ("批复",), statutory=True),
    Kind("motion", "议案", "Motion", ("议案",), statutory=True),
    Kind("letter", "函", "Letter", ("函", "复函"), statutory=True),
    Kind("minutes", "纪要", "Minutes", ("纪要", "会议记录"), statutory=True),
)
_WORKING = (
    Kind("work_report", "政府工作报告", "Government work report", ("政府工作报告",)),
    Kind("duty_report", "述职报告", "Report on duties", ("述职报告", "述职述廉报告", "述职述廉", "述职")),
    Kind(
        "self_check",
        "自查报告",
        "Self-check",
        ("自查报告", "自查情况报告", "自查情况的报告", "自评报告", "自查"),
    ),
    Kind(
        "rectification",
        "整改报告",
        "Rectification",
        ("整改报告", "整改情况的报告", "整改情况报告", "整改方案", "整改情况", "整改"),
    ),
    Kind("research", "调研报告", "Field study", ("调研报告", "调查报告", "调研", "思考", "对策建议")),
    Kind(
        "summary",
        "总结",
        "Summary",
        ("总结", "总结报告", "工作回顾", "工作情况", "开展情况", "完成情况", "工作情况的报告"),
    ),
    Kind("outlook", "思路", "Outlook", ("思路", "打算")),
    Kind("key_points", "要点", "Key points", ("要点",)),
    Kind("plan", "计划", "Plan", ("计划", "工作安排", "规划", "安排", "规划纲要", "目标纲要")),
    Kind("scheme", "方案", "Scheme", ("方案", "预案")),
    Kind("briefing", "汇报", "Briefing", ("汇报", "汇报材料", "情况汇报", "汇报提纲")),
    Kind(
        "speech",
        "讲话",
        "Speech",
        ("讲话", "发言", "致辞", "致词", "讲话提纲", "发言材料", "主持词", "表态发言", "讲稿"),
    ),
    Kind(
        "experience",
        "经验材料",
        "Experience",
        ("经验", "经验材料", "典型材料", "交流材料", "事迹材料", "事迹", "做法", "启示"),
    ),
    Kind(
        "reflection",
        "心得体会",
        "Reflection",
        ("心得体会", "体会", "感悟", "剖析材料", "对照检查材料", "检查材料"),
    ),
    Kind("news", "简报", "Bulletin", ("简报", "信息", "动态")),
    Kind("proposal", "建议", "Proposal", ("建议", "提案", "倡议书")),
    Kind("law", "法律", "Law", ("法", "法典", "宪法")),
    Kind("regulation", "条例", "Regulation", ("条例",)),
    Kind("measures", "办法", "Measures", ("办法",)),
    Kind("provisions", "规定", "Provisions", ("规定",)),
    Kind("rules", "细则", "Detailed rules", ("细则", "规则", "章程", "制度", "守则", "准则")),
    Kind("interpretation", "解释", "Interpretation", ("解释",)),
)

KINDS: dict[str, Kind] = {kind.slug: kind for kind in (*_STATUTORY, *_WORKING)}
"""All kinds by slug: the fifteen statutory ones, then those offices work with."""

_FIELDS = (
    Field("agriculture", "农业农村", "Agriculture", ("农业农村局", "农业农村", "农业局", "粮食", "种植", "畜牧", "生猪", "农产品", "高标准农田", "播种", "渔业")),
    Field("rural", "乡村振兴", "Rural revitalisation", ("乡村振兴局", "乡村振兴", "扶贫", "脱贫", "防返贫", "和美乡村")),
    Field("water", "水利", "Water", ("水利局", "水务局", "水利", "防汛", "水库", "河长", "供水", "抗旱", "灌溉")),
    Field("forestry", "林业", "Forestry", ("林业局", "林草局", "林业", "造林", "林长", "森林", "松材线虫")),
    Field("transport", "交通运输", "Transport", ("交通运输局", "交通局", "交通运输", "公路", "道路运输", "港航", "客运", "货运", "航道")),
    Field("housing", "住房城乡建设", "Housing and construction", ("住房和城乡建设局", "住建局", "城乡建设", "住房", "棚户区", "物业", "建筑业", "老旧小区", "房地产")),
    Field("land", "自然资源", "Land and planning", ("自然资源和规划局", "自然资源局", "自然资源", "国土", "土地", "耕地", "不动产", "矿产")),
    Field("environment", "生态环境", "Environment", ("生态环境局", "环保局", "生态环境", "污染", "环保", "减排", "水质", "空气质量", "垃圾分类")),
    Field("industry", "工业和信息化", "Industry", ("经济和信息化局", "工业和信息化局", "经信局", "工信局", "规上工业", "工业", "智能制造", "数字经济", "企业培育")),
    Field("commerce", "商务", "Commerce", ("商务局", "外贸", "进出口", "消费", "电商", "社零", "内贸", "会展")),
    Field("investment", "招商引资", "Investment", ("投资促进中心", "投资促进局", "招商局", "招商引资", "招商", "招引", "签约", "外资")),
    Field("development", "发展改革", "Development and reform", ("发展和改革局", "发改局", "发展改革", "重大项目", "固定资产投资", "价格", "能耗", "改革")),
    Field("finance", "财政", "Public finance", ("财政局", "财政", "预算", "国库", "债券", "政府采购", "税务局", "税收")),
    Field("statistics", "统计", "Statistics", ("统计局", "统计", "普查")),
    Field("audit", "审计", "Audit", ("审计局", "审计")),
    Field("education", "教育", "Education", ("教育局", "教体局", "教育", "学校", "教师", "学生", "双减", "学前", "高考")),
    Field("science", "科技", "Science and technology", ("科学技术局", "科技局", "科技", "高新技术", "研发", "专利", "创新平台")),
    Field("health", "卫生健康", "Health", ("卫生健康局", "卫健局", "卫生健康", "医院", "医疗", "疫情", "医保局", "公共卫生", "诊疗")),
    Field("civil_affairs", "民政", "Civil affairs", ("民政局", "民政", "养老", "低保", "救助", "殡葬", "儿童福利")),
    Field("employment", "人力资源社会保障", "Employment and social security", ("人力资源和社会保障局", "人社局", "就业", "社保", "社会保险", "根治欠薪", "人力资源")),
    Field("culture", "文化旅游", "Culture and tourism", ("文化和旅游局", "文旅局", "文广旅体局", "文化旅游", "旅游", "文化", "非遗", "景区", "体育")),
    Field("public_security", "公安", "Public security", ("公安局", "公安", "治安", "禁毒", "刑事", "反诈", "扫黑")),
    Field("justice", "法治司法", "Justice", ("司法局", "法治", "普法", "行政复议", "调解", "依法行政", "法律援助", "合法性审查")),
    Field("emergency", "应急管理", "Emergency management", ("应急管理局", "应急局", "安全生产", "应急", "消防", "防灾减灾", "隐患")),
    Field("market", "市场监管", "Market supervision", ("市场监督管理局", "市场监管局", "市场监管", "食品安全", "药品", "特种设备", "质量强", "知识产权")),
    Field("weather", "气象", "Weather", ("气象局", "气象", "预报", "预警信号", "人工影响天气", "人影")),
    Field("disclosure", "政务公开", "Disclosure", ("政务公开", "政府信息公开", "信息公开", "依申请公开", "政策解读", "基层政务公开")),
    Field("services", "政务服务", "Administrative services", ("行政审批局", "政务服务", "营商环境", "放管服", "一网通办", "审批", "大数据局")),
    Field("urban_management", "城市管理", "Urban management", ("城市管理局", "综合行政执法局", "城管", "城市管理", "市容", "环卫", "违建", "综合执法")),
    Field("veterans", "退役军人", "Veterans", ("退役军人事务局", "退役军人", "双拥", "优抚", "征兵")),
    Field("letters", "信访维稳", "Petitions and stability", ("信访局", "信访", "维稳", "矛盾纠纷", "网格", "平安建设")),
    Field("party", "党的建设", "Party building", ("组织部", "党建", "D建", "党支部", "党员", "党风廉政", "纪委", "巡察", "主题教育", "全面从严治党")),
    Field("publicity", "宣传", "Publicity", ("宣传部", "宣传", "意识形态", "舆情", "文明创建", "融媒体")),
)  # fmt: skip

FIELDS: dict[str, Field] = {field.slug: field for field in _FIELDS}
"""All fields of work by slug."""
