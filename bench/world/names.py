"""Whom the documents of the made world speak of: industries for all, the rest city by city."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from innograph.graph.identity import scope_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from innograph.graph.ontology import Ontology

# 𬭩, 𠮷 and 𪚥 lie outside the basic plane, 豈 (U+F900) and 﨑 near its end: by UTF-16 units the last two
# come after the first three, by code point before.
FIRST = "望临青岚砚澜沐栎鹭汀溟曜屿朔瀚澄𬭩𠮷𪚥豈﨑臺灣廣龍Ｑ"
SECOND = "川澜阳城宁州安平海陵泉源𬭩谷溪東塢ｚ"
FIELDS = [
    "航空发动机",
    "新材料",
    "生物医药",
    "集成电路",
    "人工智能",
    "量子计算",
    "低空经济",
    "网络安全",
    "工业软件",
    "新型储能",
    "海洋生物",
    "医疗器械",
    "工业机器人",
    "新型显示",
    "商业航天",
    "氢能",
    "光伏",
    "风电",
    "智能电网",
    "核电",
    "生物育种",
    "轨道交通",
    "海洋工程装备",
    "脑机接口",
    "6G",
    "合成生物",
    "半導體",
    "無人機",
    "ＡＩ大模型",
    "碳纤维",
    "高温合金",
    "精密铸件",
    "稀土功能材料",
    "元宇宙",
    "数字创意",
    "资源循环利用",
    "智能网联汽车",
    "卫星互联网",
    "增材制造",
    "车规级芯片",
]
KINDS_OF_FIELDS = ("未来产业", "重点产业链", "战略性新兴产业")
MODIFIERS = [
    "",
    *[
        "高端",
        "智能",
        "绿色",
        "海洋",
        "特种",
        "微型",
        "深海",
        "极地",
        "柔性",
        "超导",
        "生物基",
        "低温",
        "高速",
        "民用",
    ],
]
PLATFORM_ENDS = {
    "Laboratory": ("实验室", "全国重点实验室"),
    "PilotPlatform": ("中试平台", "中试基地"),
    "ProofOfConceptCenter": ("概念验证中心",),
    "Incubator": ("孵化器", "加速器", "Café众创空间", "Cafe\u0301众创空间"),
    "InnovationCenter": ("技术创新中心", "国家技术创新中心"),
    "ResearchInfrastructure": ("超算中心", "大科学装置"),
    "TransferPlatform": ("技术转移中心",),
    "Park": ("产业园", "园区"),
    "ScienceHub": ("科学城",),
}
GROUPS = {
    "中试平台": "PilotPlatform",
    "概念验证中心": "ProofOfConceptCenter",
    "省重点实验室": "Laboratory",
    "孵化器": "Incubator",
    "国家级创新中心": "InnovationCenter",
    "众创空间": "Incubator",
    "重大科技基础设施": "ResearchInfrastructure",
    "创新联合体": "Consortium",
}
COHORTS = [
    "链主企业",
    "科技型中小企业",
    "初创期科技型企业",
    "成长期科技型中小企业",
    "高新技术企业",
    "中试企业",
    "青年人才",
]
INDICATORS = [
    "全社会研发经费支出",
    "技术合同成交额",
    "高新技术企业数",
    "规上工业增加值",
    "综合科技创新水平指数",
]
INSTRUMENTS = {
    "研发贷": "PI012",
    "成果贷": "PI012",
    "积分保": "PI029",
    "中试险": "PI029",
    "先投后股": "PI013",
    "科技创新券": "PI014",
    "首席科学家负责制": "PI030",
    "研发补助": "PI008",
}
ALLIANCES = ("望澜科创走廊", "沿海都市圈", "沿江五省科技合作联盟", "𬭩川城市群")


@dataclass(frozen=True, slots=True)
class Named:
    """An entity as the world knows it; `denotes` and the rest become its local entity."""

    name: str
    cls: str
    denotes: str = "individual"
    aliases: tuple[str, ...] = ()
    canonical: str | None = None

    def scope(self, ontology: Ontology, place: str | None, document: str) -> str:
        """Where the name holds, by the rules of extraction."""
        top = ontology.top(self.cls)
        return scope_of(top, self.name, denotes=self.denotes, place=place, document=document)


@dataclass
class City:
    """A city with what stands in it. Its lists are made when first asked for."""

    name: str
    province: str
    number: int
    size: int  # named platforms, enterprises
    districts: tuple[str, ...]
    fields: Sequence[Named] = field(repr=False)

    @property
    def short(self) -> str:
        """Without 市."""
        return self.name.removesuffix("市")

    @cached_property
    def platforms(self) -> dict[str, list[Named]]:
        """Named platforms by class."""
        found: dict[str, list[Named]] = {}
        kinds = list(PLATFORM_ENDS.items())
        for i in range(self.size):
            cls, ends = kinds[i % len(kinds)]
            about = self.fields[(self.number * 7 + i) % len(self.fields)].name
            made = Named(f"{self.short}{about}{ends[i // len(kinds) % len(ends)]}", cls)
            found.setdefault(cls, []).append(made)
        return found

    @cached_property
    def groups(self) -> dict[str, list[Named]]:
        """Kinds of platforms by class; each is one of its place."""
        found: dict[str, list[Named]] = {}
        for name, cls in GROUPS.items():
            found.setdefault(cls, []).append(Named(name, cls, "group"))
        return found

    @cached_property
    def enterprises(self) -> list[Named]:
        """Firms; every third has a short name too."""
        made = []
        for i in range(self.size):
            name = f"{self.short}{FIRST[i % 16]}{SECOND[i % 12]}{i // 16 or ''}"
            aliases = (name,) if i % 3 == 0 else ()
            made.append(Named(f"{name}有限公司", "Enterprise", aliases=aliases))
        return made

    @cached_property
    def universities(self) -> list[Named]:
        """Local ones bear the name of the city or of the province."""
        return [
            Named(f"{self.short}大学", "University"),
            Named(f"{self.short}理工大学", "University"),
            Named(f"{self.province.removesuffix('省')}师范大学", "University"),
            Named(f"{self.short}材料研究院", "ResearchInstitute"),
        ]

    @cached_property
    def bodies(self) -> list[Named]:
        """In full, and by short names that hold in the place alone."""
        return [
            Named(f"{self.name}人民政府", "GovernmentBody"),
            Named(f"{self.name}科学技术局", "GovernmentBody"),
            Named("市科技局", "GovernmentBody"),
            Named("市财政局", "GovernmentBody"),
            Named("省政府", "GovernmentBody"),
        ]

    @cached_property
    def consortia(self) -> list[Named]:
        """One for each of its first industries."""
        return [
            Named(f"{self.short}{self.fields[(self.number + i) % len(self.fields)].name}创新联合体",
                  "Consortium")
            for i in range(2)
        ]  # fmt: skip

    @cached_property
    def policies(self) -> list[Named]:
        """Documents that are written about."""
        ends = ("科技创新条例", "中试平台管理办法", "科学城建设方案", "实验室体系规划")
        return [Named(f"《{self.name}{end}》", "PolicyDocument") for end in ends]

    @cached_property
    def funds(self) -> list[Named]:
        """Funds and instruments with a name."""
        made = [Named(name, "PolicyInstrument") for name in INSTRUMENTS]
        return [*made, Named(f"{self.short}科创基金", "Fund"), Named("中试+基金", "Fund")]

    @cached_property
    def place(self) -> Named:
        """The city itself, which texts name without 市 as well."""
        return Named(self.name, "Place", aliases=(self.short,))


def make_fields(number: int) -> list[Named]:
    """Industries, chains and technologies; the first ones are the names of the national list."""
    classes = ("IndustryChain", "Industry", "TechnologyField")
    made = []
    for i in range(number):
        name = MODIFIERS[i // len(FIELDS) % len(MODIFIERS)] + FIELDS[i % len(FIELDS)]
        name += str(i // len(FIELDS) // len(MODIFIERS) or "")
        aliases = (f"{name}产业",) if i % 5 == 0 else ()
        made.append(Named(name, classes[i % 3], aliases=aliases))
    return made


def make_cities(number: int, size: int, fields: Sequence[Named], random: Random) -> list[City]:
    """Cities of provinces, ten in one; names are drawn without repeating one."""
    stems = [one + other for one in FIRST for other in SECOND if one != other]
    random.shuffle(stems)
    provinces = [f"{stems.pop()}省" for _ in range(max(2, number // 10))]
    return [
        City(
            name=f"{stems[i % len(stems)]}{i // len(stems) or ''}市",
            province=provinces[i % len(provinces)],
            number=i,
            size=size,
            districts=tuple(f"{stems[(i * 5 + k) % len(stems)]}区" for k in range(3)),
            fields=fields,
        )
        for i in range(number)
    ]
