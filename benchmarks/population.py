# ruff: noqa: E501, SIM905 - lists of names are read as words
"""A plainly synthetic population for the benchmarks of search and matching: names, births, and how they are mistyped.

Names are drawn from short lists of common given and family names and from made-up syllables, a few very frequent and
most rare, as names are. The same seed gives the same people.
"""

from __future__ import annotations

import random
from bisect import bisect
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate

GIVEN = (
    "Mohamed Marie Jean Fatoumata Mamadou Ahmed Nathalie Ali Michel Amina Philippe Ibrahim Isabelle Youssef Catherine "
    "Alain Aïcha Moussa Sylvie Karim Pierre Oumar Aminata Christine Patrick Rachid Fatima Nicolas Abdoulaye Françoise "
    "Daniel Mariam Samir Laurent Valérie Hassan Christophe Kadiatou Stéphane Sandrine Ousmane David Nadia Éric Adama "
    "Véronique Bakary Frédéric Zohra Olivier Céline Issa Thierry Khadija Bernard Aïssatou Sébastien Omar Sophie "
    "Boubacar Julien Anne Salif Aurélie Mustapha Guillaume Hawa Vincent Leïla Thomas Ramata Antoine Yasmine Alexandre "
    "Djamel Élodie Cheikh Benoît Samira Jérôme Bintou Romain Malika Ivan Elena Olena Andrei Maria Ion Vasile Ana Radu "
    "Mihai Florin Piotr Agnieszka Tomasz Dmitri Svetlana Tariq Farid Hamid Zahra Abdul Reza Nour Khaled Yassine Hamza "
    "Bilal Idriss Souleymane Lassana Demba Seydou Awa Coumba Fanta Rokia Ndeye Sekou Kofi Emmanuel Grâce Joseph Esther "
    "Blessing Chukwu Tesfay Selam Amanuel Yonas Hussein Rahim Mehmet Ayşe Wei Li Nguyen Linh Rajesh Priya"
).split()
FAMILY = (
    "Traoré Martin Diallo Bernard Coulibaly Dubois Konaté Thomas Diarra Robert Keïta Richard Camara Petit Touré Durand "
    "Cissé Leroy Sissoko Moreau Sow Simon Bah Laurent Barry Lefebvre Ba Michel Diop Garcia Ndiaye David Fofana Bertrand "
    "Koné Roux Ouattara Vincent Sanogo Fournier Benali Morel Haddad Girard Saïdi André Mansouri Lefèvre Bouaziz Mercier "
    "Belkacem Dupont Hamidi Lambert Cherif Bonnet François Martinez Amrani Legrand Idrissi Garnier Alaoui Faure Bensaïd "
    "Rousseau Popescu Blanc Ionescu Guérin Popa Muller Kowalski Henry Nowak Roussel Ivanov Nicolas Petrov Perrin "
    "Ahmadi Morin Rahimi Mathieu Hosseini Clément Khan Gauthier Hussain Dumont Ali Lopez Omar Fontaine Tesfaye "
    "Chevalier Haile Robin Mendy Masson Gomis Sanchez Dos Santos Silva Pereira Mbaye Fall Gueye Sarr Kanté Dembélé "
    "Sidibé Doumbia Bakayoko Yao Kouassi Mensah Okafor Nguyen Tran Chen Wang Singh Sharma Yilmaz Kaya"
).split()
NICKNAMES = (
    "Tonton Doc Papi Titi Mimi Chef Beber Nono Kiki Loulou Momo Polo Jojo Fifi Dédé Zaza Lulu Toto Riri Nana".split()
)
ONSETS = "b c d f g k l m n p r s t v z br ch dr fr gr kh ou pl th tr".split()
HEARTS = "a e i o ou an ai in é ia ie".split()
ENDS = ["", "", "", "n", "r", "s", "t", "d", "lle", "ne", "sky", "ov", "ard", "et"]
ALPHABET = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Record:
    """One record; `who` says whose it truly is."""

    who: int
    given: str
    family: str
    birth: date | None
    gender: str
    nickname: str = ""

    @property
    def has_day(self) -> bool:
        """Is the birth a day, not a year written as its first of January?"""
        return self.birth is not None and (self.birth.month, self.birth.day) != (1, 1)


class Pool:
    """Words drawn the more often the earlier they stand."""

    def __init__(self, chance: random.Random, known: list[str], made_up: int, power: float) -> None:
        seen = set(known)
        self.words = list(known)
        while len(self.words) < len(known) + made_up:
            word = "".join(chance.choice(ONSETS) + chance.choice(HEARTS) for _ in range(chance.choice((1, 2, 2, 3))))
            word = (word + chance.choice(ENDS)).capitalize()
            if len(word) > 3 and word not in seen:
                seen.add(word)
                self.words.append(word)
        self.weights = list(accumulate((rank + 8) ** -power for rank in range(len(self.words))))

    def draw(self, chance: random.Random) -> str:
        return self.words[bisect(self.weights, chance.random() * self.weights[-1])]


def people(count: int, seed: int = 2019) -> list[Record]:
    """So many persons, as they are."""
    chance = random.Random(seed)
    given, family = Pool(chance, GIVEN, 1_500, 0.95), Pool(chance, FAMILY, 12_000, 0.85)
    return [_person(chance, who, given, family) for who in range(count)]


def _person(chance: random.Random, who: int, given: Pool, family: Pool) -> Record:
    first = given.draw(chance)
    last = family.draw(chance)
    if chance.random() < 0.06:
        last += "-" + family.draw(chance)
    birth = date(2019, 1, 1) - timedelta(days=int(min(max(chance.gauss(41, 14), 16), 90) * 365.25))
    nickname = f"{chance.choice(NICKNAMES)}{chance.choice(['', '', ' ' + first[:4]])}" if chance.random() < 0.15 else ""
    return Record(who, first, last, birth, chance.choice(("woman", "man", "man")), nickname)


def slip(chance: random.Random, name: str) -> str:
    """The name with one slip of the pen."""
    at = chance.randrange(max(len(name) - 1, 1))
    letter = chance.choice(ALPHABET)
    kind = chance.randrange(4)
    if kind == 0:
        return name[:at] + name[at + 1 :]
    if kind == 1:
        return name[:at] + letter + name[at:]
    if kind == 2:
        return name[:at] + letter + name[at + 1 :]
    return name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :]


HEARD = (
    ("ph", "f"), ("ou", "u"), ("eau", "o"), ("ss", "s"), ("c", "k"), ("qu", "k"), ("y", "i"), ("th", "t"), ("dj", "j"),
    ("kh", "k"), ("ll", "l"), ("mm", "m"), ("nn", "n"), ("tt", "t"), ("é", "er"), ("ai", "é"), ("z", "s"), ("ck", "k"),
)  # fmt: skip


def misheard(chance: random.Random, name: str) -> str:
    """The name written as it is heard by someone who never read it."""
    changes = [(written, heard) for written, heard in HEARD if written in name.casefold()]
    if not changes:
        return name[:-1] if name[-1:] in "esdt" and len(name) > 3 else name
    written, heard = chance.choice(changes)
    return name.casefold().replace(written, heard, 1).capitalize()


def as_recorded(chance: random.Random, person: Record) -> Record:
    """One meeting, one record: 18 % of names mistyped (half by ear), 7 % swapped, 12 % without a birth date,
    12 % born on a first of January, 4 % with a day, a month or a year amiss, 8 % without a gender."""
    given, family = (_mistyped(chance, name) for name in (person.given, person.family))
    if chance.random() < 0.07:
        given, family = family, given
    return replace(
        person, given=given, family=family, birth=_birth(chance, person.birth),
        gender="" if chance.random() < 0.08 else person.gender,
        nickname=person.nickname if chance.random() < 0.5 else "",
    )  # fmt: skip


def _mistyped(chance: random.Random, name: str) -> str:
    if chance.random() >= 0.18:
        return name
    return slip(chance, name) if chance.random() < 0.5 else misheard(chance, name)


def _birth(chance: random.Random, birth: date | None) -> date | None:
    if birth is None or chance.random() < 0.12:
        return None
    drawn = chance.random()
    if drawn < 0.12:
        return birth.replace(month=1, day=1)
    if drawn < 0.16:
        change = chance.randrange(3)
        if change == 0 and birth.day <= 12:
            return birth.replace(month=birth.day, day=birth.month) if birth.month <= 28 else birth
        if change == 1:
            return birth.replace(year=birth.year + chance.choice((-1, 1, 10)), day=min(birth.day, 28))
        return birth.replace(day=chance.randrange(1, 29))
    return birth


def records(count: int, seed: int = 2019) -> list[Record]:
    """So many records of about three quarters as many persons, in a drawn order."""
    chance = random.Random(seed + 1)
    made: list[Record] = []
    for person in people(count, seed):
        for _meeting in range(chance.choices((1, 2, 3, 4), (76, 16, 6, 2))[0]):
            made.append(as_recorded(chance, person))
        if len(made) >= count:
            break
    chance.shuffle(made)
    return made[:count]
