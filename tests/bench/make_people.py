#!/usr/bin/env python3
"""Writes the benchmark's people file: seeded, so that every run measures the same bytes.

600,000 rows are just under 50 MB: external id, names, e-mail, telephone (five countries, international and national forms), birth date,
city, country, gender, tags. About 10 % of the rows repeat an earlier person's identifiers, 5 % have a bad cell; some cells have commas,
doubled quotes, line breaks or Kanji. With --distinct every row is a person of its own without a bad cell, so that a client
that makes the same identifiers (load_persons.cpp) finds everybody.
  make_people.py ROWS FILE [--start N] [--seed N] [--distinct]
"""
import argparse
import random

FIRST = ["Ana", "Ivan", "Željka", "Đuro", "Marko", "Lucija", "Hans", "Jürgen", "Käthe", "Emily", "Jacob", "Olivia", "João", "Inês", "太郎", "花子", "健", "美咲",
         "Petra", "Tomislav", "Liam", "Sophie", "Mia", "Noah"]
LAST = ["Horvat", "Kovačević", "Babić", "Müller", "Schäfer", "Weiß", "Smith", "Johnson", "O'Neil", "Silva", "Gonçalves", "山田", "佐藤", "鈴木", "Brown", "Garcia",
        "Jurić", "Novak", "Schmidt", "de Souza"]
CITY = ["Zagreb", "Split", "Berlin", "München", "New York", "Austin, TX", "São Paulo", "東京", "大阪", "Rio", "Köln", "Osijek"]
TAGS = ["news", "vip", "a;b", "web", "", "", "eu"]


def scattered(n: int, size: int) -> int:
    """n of 0..size-1 at another place of that range, one to one: people do not stand in files in the order of their numbers."""
    return n * 2_654_435_761 % size


def mailbox(n: int) -> str:
    """A local part of its own for n, in no order: letters that stand for a scattered number."""
    rest, letters = scattered(n + 1, 4_999_999_937), ""
    while rest:
        rest, digit = divmod(rest, 26)
        letters += chr(97 + digit)
    return letters


def phone(rng: random.Random, n: int) -> tuple[str, str]:
    """A number of its own for n, and the country whose national form it may be written in."""
    kind = n % 5
    tail = scattered(n // 5, 7_999_993)
    national = rng.random() < 0.3
    if kind == 0:
        sub = f"{2000000 + tail:07d}"
        return (f"(212) {sub[:3]}-{sub[3:]}" if national else f"+1 212 {sub[:3]} {sub[3:]}"), "US"
    if kind == 1:
        sub = f"{tail * 12 + 7:08d}"
        return (f"0151 {sub}" if national else f"+49 151 {sub}"), "DE"
    if kind == 2:
        sub = f"{2000000 + tail:07d}"
        return (f"091 {sub[:3]} {sub[3:]}" if national else f"+38591{sub}"), "HR"
    if kind == 3:
        sub = f"{10000000 + tail * 11:08d}"
        return (f"090-{sub[:4]}-{sub[4:]}" if national else f"+8190{sub}"), "JP"
    sub = f"{tail * 12 + 7:08d}"
    return (f"(11) 9{sub[:4]}-{sub[4:]}" if national else f"+55 11 9{sub}"), "BR"


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(c in cell for c in ',"\n') else cell


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("rows", type=int)
    parser.add_argument("file")
    parser.add_argument("--start", type=int, default=0, help="number of the first person")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--distinct", action="store_true", help="nobody twice, nothing invalid")
    given = parser.parse_args()
    rng = random.Random(given.seed)
    with open(given.file, "w", encoding="utf-8", newline="") as out:
        out.write("externalId,firstName,lastName,email,phone,birthDate,city,country,gender,tags\n")
        lines = []
        for row in range(given.rows):
            n = given.start + row
            person = n if given.distinct or row < 10 or rng.random() >= 0.1 else given.start + rng.randrange(row)
            number, country = phone(rng, person)
            first, last = rng.choice(FIRST), rng.choice(LAST)
            cells = [f"C{person}", first, last, f"{mailbox(person)}@m{person % 97}.test", number,
                     f"{1940 + person % 66}-{1 + person % 12:02d}-{1 + person % 28:02d}", rng.choice(CITY), country,
                     "FEMALE" if person % 2 else "male", rng.choice(TAGS)]
            dice = rng.random()
            if dice < 0.05 and not given.distinct:
                bad = rng.randrange(4)
                if bad == 0:
                    cells[3] = "not an address"
                elif bad == 1:
                    cells[4] = "12"
                elif bad == 2:
                    cells[5] = "1990-02-30"
                else:
                    cells[8] = "unknown"
            elif dice < 0.07:
                cells[6] = f"{cells[6]}\nold town"[:50]
            elif dice < 0.09:
                cells[2] = f"{last} \"{first[:1]}.\""[:50].replace('"', "'") if rng.random() < 0.5 else last
                cells[6] = f'"{cells[6]}"'
            lines.append(",".join(map(quoted, cells)))
            if len(lines) >= 10000:
                out.write("\n".join(lines) + "\n")
                lines = []
        if lines:
            out.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
