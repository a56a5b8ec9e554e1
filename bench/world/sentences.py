"""What documents of the made world say: one function a kind of sentence, drawn by weight."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from bench.world.names import (
    ALLIANCES,
    COHORTS,
    INDICATORS,
    INSTRUMENTS,
    KINDS_OF_FIELDS,
    Named,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.world.world import Author

CUES = {
    "Achieved": "建成",
    "UnderWay": "正在建设",
    "Planned": "将建设",
    "Sought": "争取布局",
    "Piloted": "试点建设",
    "Encouraged": "鼓励建设",
}
STATUSES = list(CUES)
_WEIGHTS = (40, 12, 30, 6, 6, 6)
_AMOUNTS = (12.5, 1.0, 3.0, 20.0, 1e12, 1 / 3, 8000.0, 0.1 + 0.2)
_UNITS = ("亿元", "家", "个", "%", "万亿元", None)
_MODELS = ("政府引导+企业主体", "国有公司+专业团队", "院所自建")


def focus(a: Author) -> None:
    """Platforms, by name or as a kind, for industries: the commonest sentence."""
    status = a.status()
    platforms = [a.platform() for _ in range(a.random.choice((1, 1, 1, 2)))]
    fields = [a.field() for _ in range(a.random.choice((1, 2, 3)))]
    open_ = a.random.random() < 0.4
    parts = ["围绕", *a.listed(fields), "等产业" if open_ else "产业", CUES[status]]
    put = a.page.write(*parts, *a.listed(platforms), "。", **a.manner(status))
    for platform, industry in product(put[len(fields) :], put[: len(fields)]):
        a.page.claim(platform, "focusesOn", industry, status, open_=open_)
    if a.random.random() < 0.3:
        a.measure(status, models=(a.pick(_MODELS),) if a.random.random() < 0.2 else ())


def settle(a: Author) -> None:
    """Where something goes, and for which industry."""
    status = a.status()
    platform = a.platform(a.pick(("Incubator", "PilotPlatform")))
    park, industry = a.platform("Park"), a.field()
    parts = ("在", park, CUES[status], platform, "，面向", industry, "。")
    where, what, why = a.page.write(*parts, **a.manner(status))
    a.page.claim(what, "locatedIn", where, status)
    a.page.claim(what, "focusesOn", why, status)


def develop(a: Author) -> None:
    """Places, firms and policies focus on industries too."""
    status = a.status()
    who = a.pick((a.city.place, a.enterprise(), a.enterprise(), a.pick(a.city.policies)))
    put = a.page.write(who, "聚焦", a.field(), "产业。", cue="聚焦", kind="fact")
    a.page.claim(put[0], "focusesOn", put[1], status)


def found(a: Author) -> None:
    """A university and a city found something together."""
    status = a.status()
    university = a.pick((a.city if a.random.random() < 0.4 else a.other()).universities)
    platform = a.platform()
    parts = (university, "与", a.city.place, CUES[status], platform, "。")
    one, city, made = a.page.write(*parts, **a.manner(status))
    a.page.claim(one, "establishes", made, status)
    a.page.claim(one, "cooperatesWith", city, status)


def lead(a: Author) -> None:
    """A consortium, its leader, its industry."""
    status = a.status()
    consortium = a.pick((*a.city.consortia, *a.city.groups["Consortium"]))
    leader = a.pick((a.enterprise(), Named(a.pick(COHORTS[:2]), "Cohort")))
    parts = ("由", leader, "牵头", CUES[status], consortium, "，服务", a.field(), "。")
    by, what, why = a.page.write(*parts, **a.manner(status))
    a.page.claim(what, "ledBy", by, status)
    a.page.claim(what, "focusesOn", why, status)


def head(a: Author) -> None:
    """A chain leader builds."""
    status = a.status()
    parts = ("支持链主企业", a.enterprise(), CUES[status], a.platform(), "。")
    by, what = a.page.write(*parts, **a.manner(status))
    a.page.claim(by, "establishes", what, status)


def position(a: Author) -> None:
    """Where in a chain."""
    where = a.pick(("上游", "中游", "下游"))
    who = a.pick((a.enterprise(), a.platform(), a.field()))
    put = a.page.write(who, "处于", a.field(), f"产业链{where}。")
    if put[0].name != put[1].name:
        a.page.claim(put[0], "segmentOf", put[1], a.status(), role=where)


def belong(a: Author) -> None:
    """Places in places; fields in fields; a city in an alliance."""
    status = a.status()
    province = Named(a.city.province, "Place")
    one, other = a.pick(
        (
            (a.city.place, province),
            (Named(a.pick(a.city.districts), "Place"), a.city.place),
            (a.field(), a.field()),
            (a.city.place, Named(a.pick(ALLIANCES), "Consortium")),
        )
    )
    put = a.page.write(one, "纳入", other, "。", cue="纳入")
    a.page.claim(put[0], "partOf", put[1], status)


def ally(a: Author) -> None:
    """Two cities."""
    status = a.status()
    alliance = Named(a.pick(ALLIANCES), "Consortium")
    parts = (a.city.place, "、", a.other().place, "共建", alliance, "。")
    one, other, made = a.page.write(*parts, cue="共建")
    a.page.claim(one, "cooperatesWith", other, status)
    a.page.claim(one, "establishes", made, status)
    a.page.claim(other, "establishes", made, status)


def support(a: Author) -> None:
    """Money and instruments for platforms and industries."""
    status = a.status()
    by = a.pick((*a.city.funds, *a.city.bodies))
    target = a.pick((a.platform(), a.field()))
    amount, unit = a.pick(_AMOUNTS), a.pick(("万元", "亿元", "元"))
    raw = f"{amount:g}{unit}"
    parts = (by, f"安排资金{raw}支持", target, "。")
    one, what = a.page.write(*parts, cue="支持")
    a.page.claim(one, "supports", what, status)
    a.page.number((what,), raw, status, value=amount, unit=unit, **a.period())
    a.measure(status, instrument_types=(INSTRUMENTS.get(one.name, "PI008"),))


def issue(a: Author) -> None:
    """A policy, its issuer and its stage."""
    status = a.status()
    body = a.pick(a.city.bodies[:3])
    put = a.page.write(body, "印发", a.pick(a.city.policies), "。", cue="印发")
    a.page.claim(put[0], "issues", put[1], status)
    a.measure(status, stage=a.pick(("drafted", "submitted", "approved", None)))
    first, last = a.city.policies[0], a.city.policies[-1]
    if put[1].name == first.name != last.name:
        former, later = a.page.write(last, "更名为", first, "。", cue="更名为")
        a.page.claim(later, "successorOf", former, "Achieved")


def offer(a: Author) -> None:
    """An instrument for an audience."""
    status = a.status()
    name = a.pick(list(INSTRUMENTS))
    cohort = Named(a.pick(COHORTS), "Cohort")
    word = a.pick(("探索推出", "试点", "推出", "（试行）推出"))
    a.page.write("面向", cohort, word, Named(name, "PolicyInstrument"), "。", cue=word)
    a.measure(status, audience=(cohort.name,), instrument_types=(INSTRUMENTS[name],))


def count(a: Author) -> None:
    """Numbers: of an indicator, of a kind, of two kinds together, a growth, a rank."""
    amount, unit = a.pick(_AMOUNTS), a.pick(_UNITS)
    status = a.pick(("Achieved", "Achieved", "Planned"))
    raw = f"{amount:g}{unit or ''}"
    indicator = Named(a.pick(INDICATORS), "Indicator")
    kinds = a.random.sample([g for group in a.city.groups.values() for g in group], 2)
    place = a.pick((a.city.place, a.other().place))
    match a.random.randrange(5):
        case 0:
            about = a.page.write(indicator, f"达到{raw}。")
            a.page.number(tuple(about), raw, status, value=amount, unit=unit, **a.period())
        case 1:
            about = a.page.write(place, indicator, f"达{raw}。")
            a.page.number(tuple(about), raw, status, value=amount, unit=unit, **a.period())
        case 2:
            about = a.page.write(*a.listed(kinds), f"共{raw}。")
            a.page.number(tuple(about), raw, status, value=amount, unit=unit, **a.period())
        case 3:
            about = a.page.write(indicator, "增长-3.2%。")
            a.page.number(tuple(about), "-3.2%", status, growth=-3.2, **a.period())
        case _:
            about = a.page.write(indicator, "居全国第7位。")
            a.page.number(tuple(about), "7", status, rank=7, **a.period())


def name_only(a: Author) -> None:
    """Something is named, and nothing said of it."""
    a.page.write("加强", a.platform(a.pick(("Laboratory", None))), "能力提升。")


def approve(a: Author) -> None:
    """A measure that somebody above has to approve."""
    status = a.pick(STATUSES)
    body = a.pick(a.city.bodies)
    a.page.write("报", body, "批准后建设", a.platform(), "。", cue="报")
    a.measure(status, needs_approval_from=(body.name,))


def kinds(a: Author) -> None:
    """Kinds of industries: 未来产业."""
    status = a.status()
    field = Named(a.pick(KINDS_OF_FIELDS), "Industry", "group")
    put = a.page.write("面向", field, CUES[status], a.platform(), "。", **a.manner(status))
    a.page.claim(put[1], "focusesOn", put[0], status)


SENTENCES: dict[Callable[[Author], None], int] = {
    focus: 24,
    settle: 4,
    develop: 8,
    found: 5,
    lead: 4,
    head: 3,
    position: 5,
    belong: 4,
    ally: 2,
    support: 6,
    issue: 3,
    offer: 5,
    count: 10,
    name_only: 5,
    approve: 3,
    kinds: 2,
}
