"""Sentences that teach copying: invented names written in four languages, figures, amounts, dates. And longer ones.

A name is put together of syllables whose spelling is certain in all four languages (no o, e, i), and stands
only where its nominative is right. Nothing here comes from an evaluation set. Own work, CC BY-SA 4.0.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from training.corpus import LOCALES, Row, directions

Text = dict[str, str]

_STARTS = """\
Ba Ба Ба Ба|Bu Бу Бу Бу|Da Да Да Да|Du Ду Ду Ду|Ka Ка Ка Ка|Ku Ку Ку Ку|La Ла Ла Ла|Lu Лу Лу Лу|Ma Ма Ма Ма
Mu Му Му Му|Na На На На|Nu Ну Ну Ну|Pa Па Па Па|Ra Ра Ра Ра|Sa Са Са Са|Su Су Су Су|Ta Та Та Та
Va Ва Ва Ва|Za За За За"""
_MIDDLES = """\
ba ба ба ба|da да да да|ka ка ка ка|la ла ла ла|ma ма ма ма|na на на на|ra ра ра ра|sa са са са|ta та та та|bu бу бу бу
du ду ду ду|ku ку ку ку|lu лу лу лу|mu му му му|nu ну ну ну|ru ру ру ру|su су су су|tu ту ту ту"""
_ENDS = """\
lan лан лан лан|man ман ман ман|nas нас нас нас|rad рад рад рад|ram рам рам рам|san сан сан сан|tan тан тан тан
var вар вар вар|kas кас кас кас|las лас лас лас|mas мас мас мас|ras рас рас рас|lak лак лак лак|nak нак нак нак"""

_MONTHS = """\
January студзеня января січня|February лютага февраля лютого|March сакавіка марта березня|April красавіка апреля квітня
May мая мая травня|June чэрвеня июня червня|July ліпеня июля липня|August жніўня августа серпня
September верасня сентября вересня|October кастрычніка октября жовтня|November лістапада ноября листопада
December снежня декабря грудня"""

_FRAMES = """\
{name} said this on {date}.|{name} заявіў пра гэта {date}.|{name} заявил об этом {date}.|{name} заявив про це {date}.
{name}, {n}, lives in Minsk.|{name}, {n}, жыве ў Мінску.|{name}, {n}, живет в Минске.|{name}, {n}, живе в Мінську.
{name} was arrested on {date}.|{name} быў затрыманы {date}.|{name} был задержан {date}.|{name} був затриманий {date}.
{name} was born on {date}.|{name} нарадзіўся {date}.|{name} родился {date}.|{name} народився {date}.
{name} and {other} met on {date}.|{name} і {other} сустрэліся {date}.|{name} и {other} встретились {date}.|{name} і {other} зустрілися {date}.
The company’s director, {name}, did not comment.|Дырэктар кампаніі {name} не даў каментару.|Директор компании {name} не дал комментария.|Директор компанії {name} не дав коментаря.
“We are ready,” {name} said.|«Мы гатовыя», — сказаў {name}.|«Мы готовы», — сказал {name}.|«Ми готові», — сказав {name}.
{name} got {percent} of the vote, {other} {percent2}.|{name} атрымаў {percent} галасоў, {other} — {percent2}.|{name} получил {percent} голосов, {other} — {percent2}.|{name} отримав {percent} голосів, {other} — {percent2}.
Prices rose by {percent}.|Цэны выраслі на {percent}.|Цены выросли на {percent}.|Ціни зросли на {percent}.
Turnout was {percent}.|Яўка склала {percent}.|Явка составила {percent}.|Явка становила {percent}.
The rate fell from {percent} to {percent2}.|Стаўка знізілася з {percent} да {percent2}.|Ставка снизилась с {percent} до {percent2}.|Ставка знизилася з {percent} до {percent2}.
The repair cost {money}.|Рамонт каштаваў {money}.|Ремонт стоил {money}.|Ремонт коштував {money}.
The fine is {money}.|Штраф складае {money}.|Штраф составляет {money}.|Штраф становить {money}.
The law came into force on {date}.|Закон уступіў у сілу {date}.|Закон вступил в силу {date}.|Закон набрав чинності {date}.
The elections will be held on {date}.|Выбары адбудуцца {date}.|Выборы состоятся {date}.|Вибори відбудуться {date}.
The meeting begins at {time}.|Сустрэча пачынаецца а {time}.|Встреча начинается в {time}.|Зустріч починається о {time}.
The flight was delayed until {time}.|Рэйс затрымалі да {time}.|Рейс задержали до {time}.|Рейс затримали до {time}.
Flight {code} landed at {time}.|Рэйс {code} прызямліўся а {time}.|Рейс {code} приземлился в {time}.|Рейс {code} приземлився о {time}.
In {year} the plant closed.|У {year} годзе завод зачыніўся.|В {year} году завод закрылся.|У {year} році завод закрився.
The bridge was built in {year}.|Мост пабудавалі ў {year} годзе.|Мост построили в {year} году.|Міст збудували {year} року.
The court reviewed case No. {n}.|Суд разгледзеў справу № {n}.|Суд рассмотрел дело № {n}.|Суд розглянув справу № {n}.
About {big} people took part.|Удзел узялі каля {big} чалавек.|Участие приняли около {big} человек.|Участь узяли близько {big} осіб.
More than {big} people live there.|Там жыве больш за {big} чалавек.|Там живет более {big} человек.|Там мешкає понад {big} осіб.
The score was {n}:{m}.|Лік быў {n}:{m}.|Счет был {n}:{m}.|Рахунок був {n}:{m}."""  # noqa: E501


def _table(text: str) -> list[list[str]]:
    return [cell.split() for line in text.split("\n") for cell in line.split("|")]


_PARTS = tuple(_table(text) for text in (_STARTS, _MIDDLES, _ENDS))
_MONTH_NAMES = _table(_MONTHS)
_SENTENCES = [dict(zip(LOCALES, line.split("|"), strict=True)) for line in _FRAMES.split("\n")]

_CUT = re.compile(
    r"(?<=[,;:—])\s+|\s+(?=(?:and|but|or|that|which|who|where|when|while|because|although|if|after|before"
    r"|и|а|но|или|і|й|та|але|або)\b)"
)
"""Where a clause may begin."""
_TITLE = 75
"""Most characters of a sentence that could be a headline."""
_PLAIN = re.compile(r"[^.?!:;«»“”]+\.$")
_LONG_WORD = re.compile(
    r"(?<![\w’'])(?!(?:with|from|into|over|than)\b)[a-z]{4,}|(?<![\w’'])(?:is|are|was|be|its|his|her|not|who)\b"
)
"""What has a capital in the headlines of most American newspapers."""
_NEAR = 0.04
"""How far apart two places may be, in shares of their sentences, to be taken for the same."""
_SHORTEST = 12


def augment(count: int, seed: int) -> Iterator[Row]:
    """Make sentences, ``count`` for each direction there is; the same for the same seed."""
    rng = random.Random(seed)
    for _ in range(count):
        for source, target in directions():
            frame, slots = rng.choice(_SENTENCES), _slots(rng)
            made = {locale: frame[locale].format(**{name: text[locale] for name, text in slots.items()})
                    for locale in (source, target)}  # fmt: skip
            yield Row(source, target, made[source], made[target], "augment")


def name(rng: random.Random) -> Text:
    """An invented name of two words, in the nominative."""
    words = [_word(rng) for _ in range(2)]
    return {locale: " ".join(word[index] for word in words) for index, locale in enumerate(LOCALES)}


def number(value: float, places: int = 0) -> Text:
    """A figure as each language writes it.

    >>> number(1200)["en"], number(1200)["be"], number(2.5, 1)["uk"]
    ('1,200', '1 200', '2,5')
    """
    english = f"{value:,.{places}f}"
    grouped = english.replace(",", " ").replace(".", ",")
    return {locale: english if locale == "en" else grouped for locale in LOCALES}


def date(rng: random.Random) -> Text:
    """A date; half of them without a year."""
    day, month, year = rng.randint(1, 28), rng.choice(_MONTH_NAMES), rng.randint(1950, 2030)
    words = {"be": "года", "ru": "года", "uk": "року"}
    with_year = rng.random() < 1 / 2
    tail = {locale: f" {year} {word}" if with_year else "" for locale, word in words.items()}
    english = rng.choice((f"{day} {month[0]}", f"{month[0]} {day}"))
    comma = "," if english[0].isalpha() else ""
    made = {"en": english + (f"{comma} {year}" if with_year else "")}
    return made | {locale: f"{day} {month[LOCALES.index(locale)]}{tail[locale]}" for locale in words}


def _slots(rng: random.Random) -> dict[str, Text]:
    same = {"n": str(rng.randint(18, 99)), "m": str(rng.randint(0, 9)), "year": str(rng.randint(1900, 2030))}
    same["time"] = f"{rng.randint(0, 23):02}:{rng.randint(0, 59):02}"
    same["code"] = f"{rng.choice('ABFLS')}{rng.choice('AKQU')}{rng.randint(10, 9999)}"
    slots = {key: dict.fromkeys(LOCALES, value) for key, value in same.items()}
    slots |= {"name": name(rng), "other": name(rng), "date": date(rng), "money": _money(rng)}
    slots["big"] = number(rng.choice((100, 1000, 500)) * rng.randint(1, 400))
    return slots | {"percent": _percent(rng), "percent2": _percent(rng)}


def _percent(rng: random.Random) -> Text:
    figure = number(rng.randint(1, 999) / 10, rng.randint(0, 1))
    return {locale: text + ("%" if locale == "en" else " %") for locale, text in figure.items()}


def _money(rng: random.Random) -> Text:
    sign = rng.choice("$€£")
    figure = number(rng.choice((10, 100, 1000)) * rng.randint(1, 900))
    return {locale: sign + text if locale == "en" else f"{text} {sign}" for locale, text in figure.items()}


def _word(rng: random.Random) -> list[str]:
    starts, middles, ends = _PARTS
    chosen = [rng.choice(starts), *([rng.choice(middles)] if rng.random() < 1 / 2 else []), rng.choice(ends)]
    return ["".join(part[index] for part in chosen) for index in range(len(LOCALES))]


def joined(rows: Sequence[Row], count: int, seed: int) -> Iterator[Row]:
    """Join sentences two by two: most of the corpus is shorter than sentences of the news.

    Args:
        rows: whose sentences of the origin ``own`` are taken.
        count: for each direction; fewer where it has fewer sentences.
        seed: of the choice.
    """
    rng = random.Random(seed)
    for direction in directions():
        own = [row for row in rows if row[:2] == direction and row.origin == "own"]
        chosen = rng.sample(own, min(2 * count, len(own) // 2 * 2))
        for one, other in zip(chosen[::2], chosen[1::2], strict=True):
            source, target = f"{one.source} {other.source}", f"{one.target} {other.target}"
            yield Row(*direction, source, target, "own")


def clauses(rows: Sequence[Row], seed: int) -> Iterator[Row]:
    """Cut sentences in two where a clause ends in both languages: l10n translates long sentences piece by piece.

    Args:
        rows: whose sentences of the origin ``own`` are taken: they are close translations, so that what stands at the
            same place on both sides is taken for the same.
        seed: of the choice of the place, where there are several.
    """
    rng = random.Random(seed)
    for row in rows:
        if row.origin != "own":
            continue
        source, target = row.source, row.target
        there = [match.span() for match in _CUT.finditer(target)]
        cuts = [
            (match.span(), other)
            for match in _CUT.finditer(source)
            for other in there
            if abs(match.start() / len(source) - other[0] / len(target)) < _NEAR
        ]
        if not cuts:
            continue
        before, after = rng.choice(cuts)
        halves = (source[: before[0]], target[: after[0]]), (source[before[1] :], target[after[1] :])
        if min(len(text) for half in halves for text in half) >= _SHORTEST:
            for half in halves:
                yield Row(row.source_locale, row.target_locale, *half, "clauses")


def titles(rows: Sequence[Row], seed: int) -> Iterator[Row]:
    """Make headlines of short sentences: no full stop, and the English, as it often is, With Capitals.

    Args:
        rows: whose sentences of the origin ``own`` are taken.
        seed: of which English ones get capitals: two of three.
    """
    rng = random.Random(seed)
    for row in rows:
        if (
            row.origin != "own"
            or len(row.source) > _TITLE
            or not (_PLAIN.match(row.source) and _PLAIN.match(row.target))
        ):
            continue
        source, target = row.source[:-1], row.target[:-1]
        if row.source_locale == "en" and rng.random() < 2 / 3:
            source = _LONG_WORD.sub(lambda match: match[0][0].upper() + match[0][1:], source)
        yield Row(row.source_locale, row.target_locale, source, target, "titles")
