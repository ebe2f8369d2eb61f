"""Where fictional people live: counties by population, real places, and streets that no place has."""

from bisect import bisect
from collections.abc import Mapping
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from interpreter_app.domain.places import county_table
from sync.register_server.fictional_chance import Chance

_STREETS = (
    "Eksempelveien",
    "Prøveveien",
    "Testbakken",
    "Oppdiktsgata",
    "Påfunnstien",
    "Liksomveien",
    "Mønstergata",
    "Fiksjonsveien",
    "Tenktgata",
    "Utkastveien",
    "Forsøksgata",
    "Diktsvingen",
)
_POSTAL_CODES: Mapping[str, str] = {
    "03": "0151 Oslo,0250 Oslo,0368 Oslo,0465 Oslo,0560 Oslo,0661 Oslo,0767 Oslo,0860 Oslo,0980 Oslo,1164 Oslo",
    "11": "4006 Stavanger,4021 Stavanger,4306 Sandnes,5527 Haugesund,4370 Egersund,4340 Bryne,4100 Jørpeland",
    "15": "6003 Ålesund,6413 Molde,6509 Kristiansund N,6150 Ørsta,6100 Volda,6600 Sunndalsøra",
    "18": "8003 Bodø,8514 Narvik,8622 Mo i Rana,8656 Mosjøen,8300 Svolvær,8200 Fauske,8400 Sortland",
    "21": "9170 Longyearbyen",
    "31": "1605 Fredrikstad,1706 Sarpsborg,1531 Moss,1767 Halden,1814 Askim,1850 Mysen",
    "32": "1337 Sandvika,1383 Asker,2000 Lillestrøm,1400 Ski,1470 Lørenskog,2050 Jessheim,1440 Drøbak",
    "33": "3015 Drammen,3611 Kongsberg,3510 Hønefoss,3300 Hokksund,3400 Lier,3580 Geilo",
    "34": "2317 Hamar,2609 Lillehammer,2815 Gjøvik,2212 Kongsvinger,2406 Elverum,2900 Fagernes,2500 Tynset",
    "39": "3111 Tønsberg,3210 Sandefjord,3256 Larvik,3181 Horten,3080 Holmestrand",
    "40": "3724 Skien,3916 Porsgrunn,3674 Notodden,3770 Kragerø,3960 Stathelle",
    "42": "4612 Kristiansand S,4838 Arendal,4876 Grimstad,4515 Mandal,4400 Flekkefjord,4790 Lillesand",
    "46": "5003 Bergen,5221 Nesttun,5353 Straume,5416 Stord,6800 Førde,5700 Voss,6900 Florø,6856 Sogndal",
    "50": "7010 Trondheim,7044 Trondheim,7500 Stjørdal,7600 Levanger,7713 Steinkjer,7800 Namsos,7374 Røros",
    "55": "9008 Tromsø,9405 Harstad,9300 Finnsnes,9360 Bardu,9151 Storslett",
    "56": "9510 Alta,9600 Hammerfest,9900 Kirkenes,9800 Vadsø,9730 Karasjok,9520 Kautokeino",
}
"""A few postal codes with their places, by county."""


class Home(NamedTuple):
    """The county (number) that someone lives in, and an address there."""

    county: str
    address: str
    postal_code: str
    place: str


class _Map(NamedTuple):
    counties: tuple[str, ...]
    people_up_to: tuple[int, ...]
    places: Mapping[str, tuple[tuple[str, str], ...]]


@cache
def _map() -> _Map:
    counties = [county for county in county_table().counties if county.population]
    return _Map(
        tuple(county.code for county in counties),
        tuple(accumulate(county.population for county in counties)),
        {code: tuple(map(_postal_code, codes.split(","))) for code, codes in _POSTAL_CODES.items()},
    )


def _postal_code(text: str) -> tuple[str, str]:
    code, place = text.split(" ", 1)
    return code, place


def draw_home(chance: Chance) -> Home:
    """A home in a county that is as likely as many people live there."""
    known = _map()
    county = known.counties[bisect(known.people_up_to, chance.below(known.people_up_to[-1]))]
    postal_code, place = chance.one_of(known.places[county])
    return Home(county, f"{chance.one_of(_STREETS)} {chance.between(1, 120)}", postal_code, place)
