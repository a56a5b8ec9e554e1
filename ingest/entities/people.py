"""Persons: author lines, and names beside an office (surname lexicon)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from innograph.ingest.draft import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.ingest.draft import Draft

_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋"
    "茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫房裘缪解应宗丁宣"
    "邓郁单杭洪包诸左石崔吉钮龚程嵇邢裴陆荣翁荀羊惠甄曲封芮储靳段富巫乌焦巴弓牧车侯宓蓬全班仰秋仲伊宫宁仇栾暴甘厉戎祖武符"
    "刘景詹束龙叶幸司黎薄印宿白怀蒲台丛鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳姬申扶堵冉宰郦雍桑桂牛寿通边扈燕冀浦尚农"
    "温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终居衡步都耿满弘匡国文寇广禄阙东殴沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简"
    "饶空曾沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖闫付"
)
_NAME = f"[{_SURNAMES}][一-龥]{{1,2}}"
_AUTHOR = re.compile(
    rf"^\s*(?:作者|文|撰文|记者|通讯员|署名|编辑)\s*[:：/／]\s*({_NAME})(?=[\s,，、;；)）]|$)", re.MULTILINE
)
_TITLED = re.compile(
    rf"(?:局长|厅长|部长|主任|书记|市长|省长|区长|县长|院长|校长|所长|会长|董事长|总经理|总裁|秘书长|总理|主席|总书记|教授|院士|研究员|副总理)"
    rf"(?:、(?:党组书记|局长|厅长|主任|院长|教授|院士))?({_NAME})(?=在|说|表示|指出|介绍|强调|认为|出席|主持|同志|等|[,，。、])"
)
_HONOURED = re.compile(rf"({_NAME})(?=总书记|主席|总理|同志(?!们))")


def iter_people(draft: Draft) -> Iterator[Candidate]:
    """Persons that the text introduces by a by-line or an office."""
    for pattern, rule in (
        (_AUTHOR, "person.author"),
        (_TITLED, "person.office"),
        (_HONOURED, "person.honour"),
    ):
        for match in pattern.finditer(draft.text):
            yield Candidate(match.start(1), match.end(1), match[1], "Person", rule)
