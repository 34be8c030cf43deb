"""Units as they stand after a number in running text: measures, classifiers, and compounds of them."""

from __future__ import annotations

import re

from nianlun.kernel.measures import UNITS

_CLASSIFIERS = """
个 家 件 项 条 处 座 台 套 辆 艘 架 部 本 册 份 篇 期 批 场 次 起 宗 例 户 所 间 栋 幢 张 床 只 头 羽 尾 株
棵 根 支 枚 发 轮 门 口 眼 块 片 段 层 面 幅 盏 扇 班 节 类 种 款 对 组 队 股 团 箱 袋 瓶 盒 罐 车 艇 趟 席
位 尊 道 笔 单 票 卡 首 集 幕 章 回 顿 餐 版 档 页 字 孔 井 锭 颗 粒 丛 匹 窝 站 员 届 帧 部门 车道 泊位
车次 航次 航班 宗次 户次 班次 架次 艘次 辆次 台次 场次 批次 家次 件次 条次 篇次 例次 频次 轮次 份次 户数
台套 架数 标箱 站点 点位 图斑 公顷 车皮 丘 剂 剂次 针次 床位 平方公里 项次 分 组次 处次 校次 课次 点次 包
蒸吨 床日 位次 标方 台（套） 台（件） 人（次） 桶 盘 顶 副 件套 人天 工日 人日 桌 碗 束 坛 缸 群 蜂箱 管 卷 捆 令 打 具 口井 亩次 公里次
"""

_MEASURES = frozenset(unit for unit in UNITS if not unit.startswith("/"))
CLASSIFIERS = frozenset(_CLASSIFIERS.split())
"""Words that count things after a number."""

_CHINESE_CLASSIFIERS = """
个 家 件 项 条 处 类 座 台 套 辆 艘 架 部 本 册 份 篇 批 场 次 起 宗 例 户 所 间 栋 幢 张 床 只 羽 株 棵 根
支 枚 轮 块 片 段 幅 盏 种 款 组 股 趟 位 笔 人次 场次 架次 批次 班次 台次 个百分点 个工作日 工作日 名 人
"""
CHINESE_CLASSIFIERS = frozenset(_CHINESE_CLASSIFIERS.split())
"""Classifiers that make a figure even after a Chinese numeral; after one, the others mostly make names."""

_MASKED_UNITS = """
元 个 家 户 人 件 项 条 次 场 台 套 辆 座 处 吨 公斤 斤 亩 公顷 公里 平方米 平方公里 立方米 % 倍 人次 人/次
批次 场次 个百分点 百分点 万元 元/亩 美元 万美元 篇 期 起 所 间 张 名 小时 天 千瓦时 千瓦 吨标准煤 辆次
家次 头 只
"""
MASKED_UNITS = frozenset(_MASKED_UNITS.split())
"""Units that a masked number (XX, ××) may have without 万 or 亿 before them."""

_NOT_BEFORE = {
    "个亿": "元级",
    "人": "民大均员力才社防际文像情",
    "名": "牌称录胜义",
    "元": "旦素月化",
    "天": "然气",
    "年": "级度代计规制轻检报会",
    "次": "日年要生序方",
    "位": "于列居",
    "批": "准复发零评改",
    "处": "理置罚长级",
    "面": "积向临貌",
    "层": "次级面",
    "对": "接口于应外标",
    "口": "袋岸径",
    "种": "植粮业养子田",
    "片": "区",
    "班": "子",
    "组": "织建",
    "道": "路",
    "块": "头",
    "部": "门分委长署",
    "车": "辆间站主",
    "方": "面案式向法针",
    "台": "州湾账阶",
    "场": "镇所地",
    "期": "间末货限",
    "轮": "车船椅胎渡",
    "章": "程",
    "字": "号",
    "单": "位元体一独",
    "回": "应",
    "站": "点",
    "员": "工",
    "起": "步来",
    "成": "立为果员效都绩长功分就本交",
    "度": "假过",
    "段": "落",
    "版": "本权面",
    "类": "似",
    "口井": "",
    "包": "括",
    "打": "击造好赢破",
    "管": "理道网控辖护",
    "具": "有体备",
    "群": "众体",
    "卷": "烟",
    "令": "人",
    "盘": "活",
    "束": "",
    "副": "县市省局主书镇区乡总部处科",
    "顶": "层",
    "队": "伍员",
    "团": "队组结",
    "股": "份东权",
    "门": "户前诊",
    "卡": "口",
    "票": "据",
    "档": "案",
    "发": "展布生放现挥改",
    "支": "部持撑出付援行",
    "根": "据本",
    "所": "有在属以",
    "集": "中团体聚镇",
    "首": "先个批次",
    "节": "约能点水日省",
    "头": "部",
    "只": "有能要是",
    "条": "例件线约",
    "本": "地级身市县区科",
    "套": "路餐",
    "户": "籍",
    "斤": "",
    "里": "面",
    "米": "面",
    "克": "服",
    "升": "级学",
    "方米": "",
    "日": "",
    "番": "茄",
    "丘": "陵",
    "分": "之钟别类管批局公散布会为析成秒",
}

_LONGEST: dict[str, int] = {}
for _unit in _MEASURES | CLASSIFIERS:
    _LONGEST[_unit[0]] = max(_LONGEST.get(_unit[0], 0), len(_unit))
_KNOWN = _MEASURES | CLASSIFIERS

_DENOMINATOR = re.compile(
    r"/(?:平方米|平方公里|立方米|公顷|亩|吨|公斤|千克|斤|人|户|次|年|月|日|天|小时|时|秒|分钟|m³|m3|m²|L|l|d|a|h|s|"
    r"千瓦时|度|公里|百公里|台|辆|件|个|升|床|头|只)(?:[·.](?:年|月|天|日|次))?"
)
_LATIN = re.compile(r"[A-Za-z]")


def match_unit(body: str, start: int) -> int:
    """End of the unit that begins at `start`; `start` itself where none does."""
    longest = _LONGEST.get(body[start : start + 1])
    if longest is None:
        return start
    for length in range(longest, 0, -1):
        unit = body[start : start + length]
        if unit in _KNOWN and len(unit) == length:
            end = start + length
            following = body[end : end + 1]
            if following and following in _NOT_BEFORE.get(unit, ""):
                continue
            if following.isascii() and unit.isascii() and _LATIN.match(following):
                continue
            if following == "/":
                under = _DENOMINATOR.match(body, end)
                if under is not None:
                    return under.end()
            return end
    return start
