"""The made-up county 青禾县: its units and those who sign in. Nothing in it is real."""

from __future__ import annotations

from dataclasses import dataclass

COUNTY = "青禾县"

BUREAUS = (
    "县政府办公室", "县发展和改革局", "县经济和信息化局", "县教育局", "县科学技术局",
    "县民族宗教事务局", "县公安局", "县民政局", "县司法局", "县财政局",
    "县人力资源和社会保障局", "县自然资源和规划局", "县生态环境分局", "县住房和城乡建设局", "县交通运输局",
    "县水利局", "县农业农村局", "县乡村振兴局", "县商务局", "县文化和广电旅游体育局",
    "县卫生健康局", "县退役军人事务局", "县应急管理局", "县审计局", "县市场监督管理局",
    "县统计局", "县医疗保障局", "县综合行政执法局", "县政务服务和数据局", "县投资促进中心",
    "县气象局", "县税务局", "县消防救援大队", "县供销合作社联合社", "县机关事务服务中心",
    "县林业发展中心", "县公共资源交易中心", "县融媒体中心", "县城市建设发展集团", "县国有资产服务中心",
    "县公积金管理部", "县档案馆",
)  # fmt: skip
"""The 42 bureaus and offices of the county."""

STREETS = ("青溪街道", "望岳街道", "南湖街道")
TOWNS = (
    "云坪镇", "白鹭镇", "石桥镇", "双河镇", "柳湾镇", "东塘镇", "桐岭镇", "沙洲镇", "古渡镇",
    "梅川乡", "竹溪乡", "松源乡", "枫林乡",
)  # fmt: skip
"""With the streets, 16."""

VILLAGES = {
    "云坪镇": ("上坪村", "下坪村", "茶园村"),
    "白鹭镇": ("湖口村", "新圩村"),
    "青溪街道": ("书院社区", "北门社区"),
}


@dataclass(frozen=True, kw_only=True)
class Account:
    """Somebody of the demo who can sign in."""

    username: str
    display_name: str
    unit: str
    role: str
    """Role granted in the unit and all below it."""


ACCOUNTS = (
    Account(username="admin", display_name="系统管理员", unit=COUNTY, role="administer"),
    Account(username="office", display_name="周明远（县府办）", unit=COUNTY, role="keep"),
    Account(username="invest", display_name="林晓舟（投资促进中心）", unit="县投资促进中心", role="keep"),
    Account(username="agriculture", display_name="何雨田（农业农村局）", unit="县农业农村局", role="keep"),
    Account(username="yunping", display_name="陈立夏（云坪镇）", unit="云坪镇", role="keep"),
    Account(username="auditor", display_name="沈观澜（审计局）", unit=COUNTY, role="supervise"),
)
