"""Made-up names of persons, firms and projects. Nobody is meant by any of them."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

SURNAMES = "沈陆顾程姜汤尹邵庞纪柯岑柏臧耿聂瞿卞闵缪阮冉佘祁鄢景晏蔺宓苗"
GIVEN_FIRST = "明文思景若清子书承望知远嘉云叔怀亦可星"
GIVEN_SECOND = "川禾岚舟泽苓霁樵砚峤汀棠溪翎桐澄芷淇朗蔚"
FIRM_FIRST = "霁岚翎砚汀峤泓沅湄垚棠屿栩珩琮沄澍煦皓昀"
FIRM_SECOND = "禾朔庭樵桁川舟岑野澜芷陌榆槿湛汐"

BUSINESS = {
    "智能装备": ("精机", "智能装备", "传动", "自动化"),
    "新材料": ("新材料", "高分子", "复合材料", "膜业"),
    "时尚智造": ("服饰", "鞋业", "箱包", "纺织"),
    "宠物": ("宠物食品", "宠物用品", "宠物营养", "萌宠科技"),
    "智能显示": ("光电", "显示技术", "模组", "玻璃基板"),
    "数字经济": ("数据科技", "云计算", "软件", "信息技术"),
    "物流": ("供应链", "冷链物流", "仓储", "物流"),
    "现代服务业": ("文旅", "检测认证", "商业管理", "康养"),
    "其他": ("实业", "环保", "食品", "农业科技"),
}
"""What firms of an industry put after their name."""

WORKS = {
    "智能装备": ("智能泵阀生产线", "工业机器人关节", "包装机械总部基地", "数控机床", "减速器扩产"),
    "新材料": ("功能薄膜", "可降解材料", "高性能纤维", "改性塑料", "特种涂层"),
    "时尚智造": ("柔性制衣工厂", "运动鞋智造", "箱包设计中心", "针织面料"),
    "宠物": ("宠物主粮生产线", "宠物零食智能工厂", "宠物智能用品", "宠物保健品", "宠物窝具"),
    "智能显示": ("显示模组", "背光源", "车载屏", "触控面板"),
    "数字经济": ("算力中心", "跨境电商园", "工业互联网平台", "数字创意园"),
    "物流": ("冷链仓储中心", "智慧物流园", "分拨中心"),
    "现代服务业": ("检验检测中心", "康养综合体", "会展酒店", "研学基地"),
    "其他": ("资源循环利用", "茶叶精深加工", "预制菜加工", "竹木家居"),
}
"""What firms of an industry build."""


def person_names(seed: int) -> Iterator[str]:
    """Names of persons, each once."""
    names = [
        surname + first + second for surname in SURNAMES for first in GIVEN_FIRST for second in GIVEN_SECOND
    ]
    Random(seed).shuffle(names)  # noqa: S311 - the demo is the same every time
    yield from names


def firm_stems(seed: int) -> Iterator[str]:
    """Two characters by which a firm is called, each pair once, then pairs of pairs."""
    stems = [first + second for first in FIRM_FIRST for second in FIRM_SECOND]
    Random(seed).shuffle(stems)  # noqa: S311
    yield from stems
    yield from (first + second for first in stems for second in FIRM_SECOND if second not in first)


def firm_name(stem: str, industry: str, rng: Random) -> str:
    """A firm of an industry."""
    return f"{stem}{rng.choice(BUSINESS[industry])}{rng.choice(('有限公司', '有限公司', '股份有限公司'))}"
