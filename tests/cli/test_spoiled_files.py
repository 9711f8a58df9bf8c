"""Files that are cut off, damaged, or not what their name says: a sentence and status 3, never a crash, a hang or a wrong result."""
import csv
import io
import os
import random
import struct
import subprocess
import time
import unittest
import zipfile
import zlib

from program import MUSTER, ProgramTest
from workbooks import write_workbook

ROWS = [["Name", "Email", "Amount"]] + [[f"Person {n}", f"person{n}@example.org", n * 7] for n in range(400)]
SECONDS = 5
SEED = int(os.environ.get("MUSTER_SEED", "1"))
ROUNDS = int(os.environ.get("MUSTER_SPOILED", "40"))  # spoiled files of each kind


class SpoiledFilesTest(ProgramTest):
    def make(self, name):
        if name.endswith(".zip"):
            with zipfile.ZipFile(self.folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr("people.csv", self.as_csv())
        elif name.endswith(".csv"):
            self.write(name, self.as_csv())
        else:
            write_workbook(self.folder / name, [["People", ROWS]])
        return (self.folder / name).read_bytes()

    @staticmethod
    def as_csv():
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerows(ROWS)
        return text.getvalue()

    def read(self, name):
        """Reads the whole file; the status is one of those that are right for it, and a refusal is one sentence that says something."""
        started = time.monotonic()
        answer = self.run_program("read", name, "--format", "csv", status=(0, 3))
        self.assertLess(time.monotonic() - started, SECONDS)
        if answer.status == 3:
            said = answer.err.strip().splitlines()[-1]
            self.assertRegex(said, r"^muster: .{20,}\.$", name)
        return answer

    def test_a_cut_off_file_is_refused_or_gives_only_whole_rows(self):
        rng = random.Random(SEED)
        for kind in ("xlsx", "xls", "zip"):
            whole = self.make(f"people.{kind}")
            expected = self.read(f"people.{kind}").out
            self.assertEqual(len(expected.splitlines()), len(ROWS))
            cuts = [8, 30, 512, 513, len(whole) - 1, len(whole) - 22] + [rng.randrange(1, len(whole)) for _ in range(ROUNDS)]
            for length in sorted({max(8, cut) for cut in cuts if cut < len(whole)}):  # a few letters are text
                with self.subTest(kind=kind, length=length):
                    self.write(f"cut.{kind}", whole[:length])
                    answer = self.read(f"cut.{kind}")
                    if answer.status == 0:  # what is cut away at the end of a compound file may be its padding
                        self.assertEqual(kind, "xls")
                        self.assertEqual(answer.out, expected)

    def test_flipped_bits_in_an_archive_never_pass_in_silence(self):
        rng = random.Random(SEED + 1)
        for kind in ("xlsx", "zip"):
            whole = self.make(f"people.{kind}")
            expected = self.read(f"people.{kind}").out
            for _ in range(ROUNDS):
                spoiled = bytearray(whole)
                bit = rng.randrange(len(whole) * 8)
                spoiled[bit // 8] ^= 1 << bit % 8
                with self.subTest(kind=kind, bit=bit):
                    self.write(f"spoiled.{kind}", bytes(spoiled))
                    answer = self.read(f"spoiled.{kind}")
                    if answer.status == 0:  # a time stamp or a part that holds no cells
                        self.assertEqual(answer.out, expected)

    def test_flipped_bits_in_an_old_workbook_neither_crash_nor_hang(self):
        rng = random.Random(SEED + 2)
        whole = self.make("people.xls")
        for _ in range(3 * ROUNDS):
            spoiled = bytearray(whole)
            for _ in range(rng.randrange(1, 4)):
                bit = rng.randrange(len(whole) * 8)
                spoiled[bit // 8] ^= 1 << bit % 8
            with self.subTest(bit=bit):
                self.write("spoiled.xls", bytes(spoiled))
                self.read("spoiled.xls")

    def test_the_contents_decide_not_the_name(self):
        for kind in ("csv", "xlsx", "xls", "zip"):
            whole = self.make(f"people.{kind}")
            expected = self.read(f"people.{kind}").out
            for name in ("csv", "txt", "xls", "xlsx", "zip"):
                with self.subTest(kind=kind, name=name):
                    self.write(f"other.{name}", whole)
                    self.assertEqual(self.read(f"other.{name}").out, expected)

    def test_what_is_no_table_is_refused_by_its_kind(self):
        for name, contents, said in (
            ("people.xlsx", b"%PDF-1.7\n" + bytes(600), "PDF"),
            ("people.xls", b"\x89PNG\r\n\x1a\n" + bytes(600), "PNG"),
            ("people.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "damaged"),
            ("people.zip", b"PK\x03\x04" + bytes(600), "people.zip"),
            ("people.xls", bytes(4096), "people.xls"),
        ):
            with self.subTest(name=name, said=said):
                self.write(name, contents)
                answer = self.run_program("read", name, status=3)
                self.assertIn(said, answer.err)

    def test_nothing_is_stored_of_a_refused_file(self):
        whole = self.make("people.xlsx")
        self.write("cut.xlsx", whole[: len(whole) // 2])
        self.run_program("import", "cut.xlsx", "--auto-map", "--yes", status=3)
        self.assertEqual(self.run_program("persons", "list", "--json").json["persons"], [])


class BombTest(ProgramTest):
    """Archives that unpack to far more than anybody wants: within 3 s of the processor, whatever else it does, and 100 MB of memory."""

    def refuse(self, name):
        with subprocess.Popen([MUSTER, "read", name], cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as program:
            said = program.stderr.read().decode()
            _, status, used = os.wait4(program.pid, 0)
            program.returncode = os.waitstatus_to_exitcode(status)
        self.assertLess(used.ru_utime + used.ru_stime, 3, said)
        self.assertLess(used.ru_maxrss * 1024, 100 << 20, said)
        self.assertEqual(program.returncode, 3, said)
        return said

    @staticmethod
    def deflated_zeros(size):
        """Zeros, deflated a thousand to one: one piece, as often as it takes."""
        piece = 1 << 24
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = packer.compress(bytes(piece)) + packer.flush(zlib.Z_FULL_FLUSH)
        again = packer.compress(bytes(piece)) + packer.flush(zlib.Z_FULL_FLUSH)
        return packed + again * (size // piece - 1) + b"\x03\x00"

    def archive(self, name, entry, packed, unpacked):
        """One entry that declares what it is told to declare."""
        big = 0xFFFFFFFF
        extra = struct.pack("<HHQQ", 1, 16, unpacked, len(packed))
        local = struct.pack("<IHHHHHIIIHH", 0x04034B50, 45, 0, 8, 0, 33, 0, big, big, len(entry), len(extra)) + entry + extra
        central = struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 45, 45, 0, 8, 0, 33, 0, big, big, len(entry), len(extra), 0, 0, 0, 0, 0)
        central += entry + extra
        end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 1, 1, len(central), len(local) + len(packed), 0)
        self.write(name, local + packed + central + end)

    def test_ten_megabytes_that_say_they_are_a_hundred_gigabytes(self):
        packed = self.deflated_zeros(10 << 30)
        self.assertGreater(len(packed), 10_000_000)
        self.archive("bomb.zip", b"people.csv", packed, 100 << 30)
        self.assertIn("1 GB", self.refuse("bomb.zip"))

    def test_ten_megabytes_that_lie_about_it(self):
        packed = self.deflated_zeros(10 << 30)
        self.archive("bomb.zip", b"people.csv", packed, (1 << 30) - 1)
        self.refuse("bomb.zip")

    def test_entries_that_lie_over_each_other(self):
        packed = self.deflated_zeros(1 << 24)
        name = b"a.csv"
        local = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 33, 0, len(packed), 1 << 24, len(name), 0) + name + packed
        central = struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 8, 0, 33, 0, len(packed), 1 << 24, len(name), 0, 0, 0, 0, 0, 0) + name
        end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 6000, 6000, len(central) * 6000, len(local), 0)
        self.write("bomb.zip", local + central * 6000 + end)
        self.refuse("bomb.zip")


if __name__ == "__main__":
    unittest.main()
