"""Backup, restore, migrate, check."""
import io
import shutil
import sqlite3
import subprocess
import tarfile
import unittest

from program import PEOPLE, ProgramTest


class UpkeepTest(ProgramTest):
    def test_a_backup_is_a_tar_archive_that_restores_to_the_same(self):
        self.import_people()
        self.run_program("analyze", PEOPLE, "--auto-map", "--person-type", "customer")
        self.run_program("backup", "b.tar")
        with tarfile.open(self.folder / "b.tar") as archive:
            names = archive.getnames()
            self.assertIn("muster.db", names)
            self.assertIn("blobs/1/upload", names)
            self.assertEqual(archive.extractfile("blobs/1/upload").read(), PEOPLE.read_bytes())
        (self.folder / "unpacked").mkdir()
        subprocess.run(["tar", "-xf", "../b.tar"], check=True, cwd=self.folder / "unpacked")
        subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "sha256sums"], check=True, cwd=self.folder / "unpacked")
        self.run_program("restore", "b.tar", "--data", "copy")
        for words in (["persons", "list"], ["history", "--json"], ["rows", "1", "--json"], ["tags", "list"]):
            self.assertEqual(self.run_program(*words, "--data", "copy").out, self.run_program(*words).out)
        self.assertEqual(self.run_program("commit", "2", "--yes", "--json", "--data", "copy").json["counts"]["promoted"], 7)
        self.run_program("undo", "2", "--yes", "--data", "copy")
        self.run_program("undo", "1", "--yes", "--data", "copy")
        self.assertIn("sound", self.run_program("check", "--data", "copy").out)
        self.assertEqual(len(self.run_program("persons", "list").out.splitlines()), 8)

    def test_folders_of_others_in_a_data_directory_stay(self):
        for name in ("work", "muster-backup", "tmp"):
            (self.folder / "data" / name).mkdir(parents=True)
            (self.folder / "data" / name / "mine.txt").write_text("mine")
        self.import_people()
        self.run_program("backup", "b.tar")
        self.run_program("undo", "1", "--yes")
        for name in ("work", "muster-backup", "tmp"):
            self.assertEqual((self.folder / "data" / name / "mine.txt").read_text(), "mine")
        with tarfile.open(self.folder / "b.tar") as archive:
            names = archive.getnames()
            self.assertTrue(all(name in ("muster.db", "sha256sums") or name.startswith("blobs/1/") for name in names), names)

    def test_restore_never_overwrites(self):
        self.import_people()
        self.run_program("backup", "b.tar")
        self.run_program("restore", "b.tar", status=5)
        self.assertEqual(len(self.run_program("persons", "list").out.splitlines()), 8)
        (self.folder / "empty").mkdir()
        self.run_program("restore", "b.tar", "--data", "empty/")
        self.assertEqual(len(self.run_program("persons", "list", "--data", "empty").out.splitlines()), 8)

    def test_a_damaged_archive_leaves_nothing(self):
        self.import_people()
        self.run_program("backup", "b.tar")
        whole = (self.folder / "b.tar").read_bytes()
        evil = bytearray(whole)
        evil[0:9] = b"../evil\0\0"
        evil[148:156] = b"%06o\0 " % (sum(evil[:148]) + 8 * 32 + sum(evil[156:512]))
        for name, content in [("cut", whole[:5_000]), ("short", whole[:100]), ("no end", whole[:-1024]), ("text", b"x" * 2_000), ("evil", bytes(evil)),
                              ("empty", b""), ("bent", whole[:512] + b"\xff" * 4_096 + whole[512 + 4_096:]), *self.bent_archives()]:
            with self.subTest(kind=name):
                self.write("bad.tar", content)
                answer = self.run_program("restore", "bad.tar", "--data", "copy", status=(3,))
                self.assert_sentence(answer)
                self.assertEqual(sorted(path.name for path in self.folder.iterdir()), ["b.tar", "bad.tar", "data"])

    def bent_archives(self):
        """The archive b.tar with each of its files changed by a byte, left out, twice, or with another one behind."""
        with tarfile.open(self.folder / "b.tar") as archive:
            files = [(member.name, archive.extractfile(member).read()) for member in archive.getmembers()]

        def packed(files):
            made = io.BytesIO()
            with tarfile.open(fileobj=made, mode="w", format=tarfile.USTAR_FORMAT) as archive:
                for name, content in files:
                    member = tarfile.TarInfo(name)
                    member.size = len(content)
                    archive.addfile(member, io.BytesIO(content))
            return made.getvalue()
        self.write("same.tar", packed(files))
        self.run_program("restore", "same.tar", "--data", "same")  # or the rest would show nothing
        shutil.rmtree(self.folder / "same")
        (self.folder / "same.tar").unlink()
        for place, (name, content) in enumerate(files):
            if content:
                half = len(content) // 2
                changed = content[:half] + bytes([content[half] ^ 1]) + content[half + 1:]
                yield f"{name} changed", packed([*files[:place], (name, changed), *files[place + 1:]])
            yield f"{name} left out", packed([*files[:place], *files[place + 1:]])
            yield f"{name} twice", packed([*files[:place], (name, content), *files[place:]])
        yield "more behind", packed([*files, ("blobs/1/extra", b"x")])
        yield "more before", packed([("blobs/1/extra", b"x"), *files])

    def test_nothing_to_back_up(self):
        self.run_program("backup", "b.tar", status=2)
        self.assertEqual(list(self.folder.iterdir()), [])
        self.run_program("restore", "missing.tar", "--data", "copy", status=2)

    def test_migrate_creates_a_store(self):
        self.run_program("migrate")
        self.run_program("migrate")
        self.assertEqual(self.run_program("persons", "list").err, "")

    def test_check_finds_what_is_broken(self):
        self.import_people()
        self.assertEqual(self.run_program("check", "--json").json, {"sound": True, "findings": []})
        with sqlite3.connect(self.folder / "data" / "muster.db") as database:
            database.execute("DELETE FROM tag_member")
        answer = self.run_program("check", "--json", status=5)
        self.assertFalse(answer.json["sound"])
        self.assertTrue(answer.json["findings"])


if __name__ == "__main__":
    unittest.main()
