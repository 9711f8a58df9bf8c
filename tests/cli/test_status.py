"""The table of exit statuses, each really reached; bad inputs; locks; streams that break; signals."""
import fcntl
import os
import resource
import signal
import subprocess
import time
import unittest

from program import MUSTER, PEOPLE, ProgramTest


class StatusTest(ProgramTest):
    def test_0_done(self):
        self.import_people(status=0)

    def test_1_done_with_rejected_rows(self):
        self.write("x.csv", "E-mail\nana@mail.example\nno email\n")
        self.run_program("import", "x.csv", "--map", "E-mail=email", "--yes", status=1)
        self.run_program("analyze", "x.csv", "--map", "E-mail=email", status=1)

    def test_2_wrong_usage_or_no_such_thing(self):
        for words in (["nothing"], ["show", "1"], ["persons", "get", "1"], ["import", "missing.csv", "--auto-map", "--yes"],
                      ["import", PEOPLE, "--map", "Nothing=email", "--yes"], ["import", PEOPLE, "--map", "E-mail=nonsense", "--yes"],
                      ["import", PEOPLE, "--map", "no equals sign", "--yes"], ["import", PEOPLE, "--map", "City=city", "--yes"],
                      ["import", PEOPLE, "--recipe", "missing.json", "--yes"], ["persons", "list", "--filter", "{"],
                      ["history", "--account", "nobody"], ["import", PEOPLE, "--auto-map", "--tag", "x", "--auto-tag", "--yes"],
                      ["import", PEOPLE, "--auto-map", "--target", "company", "--yes"]):
            with self.subTest(words=words):
                answer = self.run_program(*words, status=2)
                self.assert_sentence(answer)
                self.assertEqual(answer.out, "")

    def test_3_the_file_cannot_be_read(self):
        self.write("empty.csv", "")
        self.write("x.pdf", "%PDF-1.7\n")
        (self.folder / "folder.csv").mkdir()
        for name in ("empty.csv", "x.pdf", "folder.csv"):
            for words in (["read", name], ["import", name, "--auto-map", "--yes"], ["analyze", name, "--auto-map"], ["import", name]):
                with self.subTest(words=words):
                    self.assert_sentence(self.run_program(*words, status=3))
        (self.folder / "big.csv").write_bytes(b"")
        os.truncate(self.folder / "big.csv", 52_428_801)
        self.assertIn("52,428,800", self.run_program("import", "big.csv", "--auto-map", "--yes", status=3).err)

    def test_4_locked_and_reading_goes_on_beside(self):
        self.import_people()
        with open(self.folder / "data" / "lock", "r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            answer = self.import_people(status=4)
            self.assert_sentence(answer)
            for words in (["tags", "create", "x"], ["undo", "1", "--yes"], ["resume"], ["restore", "x.tar"], ["migrate"], ["commit", "1", "--yes"]):
                self.run_program(*words, status=4)
            for words in (["persons", "list"], ["history"], ["show", "1"], ["rows", "1"], ["verify", "1"], ["tags", "list"], ["check"], ["backup", "x.tar"]):
                self.run_program(*words, status=0)
        self.import_people(status=0)

    def test_4_the_holder_is_a_process_of_ours(self):
        waiting = self.start_on_terminal("import", PEOPLE, "--auto-map")
        waiting.wait_for("Import this?")
        answer = self.import_people(status=4)
        self.assertIn(str(waiting.process.pid), answer.err)
        self.assertEqual(len(self.run_program("persons", "list").out.splitlines()), 1)
        waiting.type("y\n")
        self.assertEqual(waiting.finish().status, 0)
        self.assertEqual(len(self.run_program("persons", "list").out.splitlines()), 8)

    def test_5_refused(self):
        self.write("x.csv", "E-mail\nana@mail.example\nno email\n")
        answer = self.run_program("import", "x.csv", "--map", "E-mail=email", "--on-error", "fail", "--rejected", "why.csv", "--yes", status=5)
        self.assert_sentence(answer)
        self.assertIn("INVALID_EMAIL", (self.folder / "why.csv").read_text())
        self.assertEqual(len(self.run_program("persons", "list").out.splitlines()), 1)
        self.import_people()
        self.run_program("tags", "delete", "vip", status=5)

    def test_70_out_of_memory_is_told(self):
        self.write("long.csv", b"A,B\n" + b"x" * 15_000_000 + b",y\nz,w\n")

        def limit():
            resource.setrlimit(resource.RLIMIT_AS, (90_000_000, 90_000_000))

        if self.run_program("version", status=None, preexec_fn=limit).status != 0:
            self.skipTest("this build needs more memory to start")
        answer = self.run_program("read", "long.csv", "--format", "csv", status=70, preexec_fn=limit)
        self.assertIn("not enough memory", answer.err)

    def test_memory_that_is_short_of_the_heaps_room_gives_the_same(self):
        def limit():
            resource.setrlimit(resource.RLIMIT_AS, (400_000_000, 400_000_000))

        if self.run_program("version", status=None, preexec_fn=limit).status != 0:
            self.skipTest("this build needs more memory to start")
        plans = [self.run_program("analyze", PEOPLE, "--auto-map", "--json", **more).json for more in ({}, {"preexec_fn": limit})]
        self.assertEqual(plans[0]["planHash"], plans[1]["planHash"])
        self.assertEqual(plans[0]["counts"], plans[1]["counts"])

    def test_130_cancelled_by_a_no_and_the_import_waits(self):
        for answer_typed in ("n\n", "\n", "maybe\n", "\x04"):
            with self.subTest(typed=answer_typed):
                asked = self.start_on_terminal("import", PEOPLE, "--auto-map")
                asked.wait_for("Import this?")
                asked.type(answer_typed)
                answer = asked.finish()
                self.assertEqual(answer.status, 130, answer)
                self.assertIn("stays READY as import", answer.err)
        self.assertEqual(len(self.run_program("persons", "list").out.splitlines()), 1)
        self.assertEqual([job["state"] for job in self.run_program("history", "--json").json["imports"]], ["READY"] * 4)
        self.run_program("commit", "1", "--yes")
        self.assertEqual(len(self.run_program("persons", "list").out.splitlines()), 8)


class BadInputTest(ProgramTest):
    def refuse(self, name, statuses=(2, 3)):
        answer = self.run_program("import", name, "--auto-map", "--yes", status=statuses)
        self.assert_sentence(answer)
        self.assertEqual(answer.out, "")
        self.assertEqual(self.run_program("history", "--json").json, {"imports": []})
        self.assertEqual(list((self.folder / "data" / "blobs").iterdir()) if (self.folder / "data").exists() else [], [])
        self.assertEqual(len(self.run_program("persons", "list").out.splitlines()), 1)
        return answer

    def test_nothing_in_it(self):
        self.write("x.csv", "")
        self.refuse("x.csv", (3,))

    def test_only_blank_lines(self):
        self.write("x.csv", "\n\n \n")
        self.refuse("x.csv")

    def test_binary(self):
        self.write("x.csv", bytes(range(256)) * 500)
        self.refuse("x.csv", (3,))

    def test_one_line_of_49_megabytes(self):
        self.write("x.csv", b"x" * 49_000_000)
        self.refuse("x.csv")

    def test_nul_filled(self):
        self.write("x.csv", b"\0" * 1_000_000)
        self.refuse("x.csv", (3,))

    def test_no_identifier(self):
        self.write("x.csv", "First name,City\nAna,Split\nBo,Graz\n")
        answer = self.refuse("x.csv", (2,))
        self.assertIn("phone", answer.err)

    def test_ten_thousand_columns(self):
        self.write("x.csv", ",".join(f"c{n}" for n in range(10_000)) + "\n" + ",".join("v" for _ in range(10_000)) + "\n")
        self.refuse("x.csv", (2, 3))

    def test_a_device_is_no_file(self):
        self.assert_sentence(self.run_program("read", "/dev/zero", status=(2, 3)))

    def test_a_recipe_that_is_none(self):
        self.write("r.json", '{"columns": [{"column": "E-mail", "feld": "email"}]}')
        answer = self.run_program("import", PEOPLE, "--recipe", "r.json", "--yes", status=2)
        self.assertIn("feld", answer.err)
        self.assertIn("r.json", answer.err)

    def test_a_data_directory_that_is_a_file(self):
        self.write("data", "x")
        self.assert_sentence(self.run_program("tags", "create", "x", status=(2, 3, 4, 5)))
        self.assert_sentence(self.run_program("persons", "list", status=(2, 3, 4, 5)))


    def test_what_cannot_be_written_is_told_before_anything_is_done(self):
        for option in ("--rejected", "--save-recipe"):
            self.import_people(option, "no/such/folder/x", status=2)
            self.assertEqual(self.run_program("history", "--json").json, {"imports": []})

    def test_text_that_is_not_utf8(self):
        odd = b"x\xff".decode("utf-8", "surrogateescape")
        for words in (["tags", "create", odd], ["import", PEOPLE, "--auto-map", "--yes", "--tag", odd], ["persons", "list", "--tag", odd],
                      ["account", "create", odd], ["show", odd], [odd]):
            self.assert_sentence(self.run_program(*words, status=2))
        (self.folder / odd).write_bytes(PEOPLE.read_bytes())
        job = self.run_program("import", odd, "--auto-map", "--yes", "--json").json
        self.assertEqual(job["file"]["name"], "x\ufffd")
        self.assertIn("x\ufffd", self.run_program("history").out)
        self.assertIn("x\ufffd", self.run_program("show", "1", "--json").json["file"]["name"])
        self.assertIn("error", self.run_program("import", odd + "?", "--auto-map", "--yes", "--json", status=2).json)

    def test_a_path_cannot_move_the_cursor(self):
        self.assertNotIn("\x1b", self.run_program("read", "\x1b[2J.csv", status=2).err)


class StreamTest(ProgramTest):
    def test_a_reader_that_goes_away_ends_it_quietly(self):
        self.write("x.csv", "N\n" + "".join(f"{n}\n" for n in range(200_000)))
        done = subprocess.run(["bash", "-c", f"'{MUSTER}' read x.csv --format csv 2>err | head -2; echo ${{PIPESTATUS[0]}}"], cwd=self.folder,
                              capture_output=True)
        self.assertEqual(done.stdout.decode().splitlines()[-1], "0")
        self.assertNotIn("muster:", (self.folder / "err").read_text())

    def test_an_import_goes_on_when_nobody_reads_its_report(self):
        subprocess.run(["bash", "-c", f"'{MUSTER}' import '{PEOPLE}' --auto-map --yes | true"], cwd=self.folder, check=True)
        self.assertEqual(self.run_program("history", "--json").json["imports"][0]["state"], "COMPLETED")

    @unittest.skipUnless(os.path.exists("/dev/full"), "no /dev/full here")
    def test_output_that_cannot_be_written_is_an_error(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([MUSTER, "version"], stdout=full, stderr=subprocess.PIPE)
        self.assertEqual(done.returncode, 4)
        self.assertIn(b"Standard output cannot be written", done.stderr)

    def test_closed_standard_streams_harm_nothing(self):
        done = subprocess.run(["bash", "-c", f"'{MUSTER}' import '{PEOPLE}' --auto-map --yes <&- >&- 2>&-"], cwd=self.folder)
        self.assertEqual(done.returncode, 4)  # the report could not be written, but the import is whole
        self.assertIn("sound", self.run_program("check").out)
        self.assertEqual(len(self.run_program("persons", "list").out.splitlines()), 8)

    def test_a_file_size_limit_is_told(self):
        self.write("x.csv", "E-mail\n" + "".join(f"ana{n}@mail.example\n" for n in range(50_000)))

        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

        answer = self.run_program("import", "x.csv", "--auto-map", "--yes", status=(3, 4), preexec_fn=limit)
        self.assert_sentence(answer)


class SignalTest(ProgramTest):
    def big_file(self, rows):
        self.write("big.csv", "E-mail,Phone,First name,Last name,City\n" +
                   "".join(f"ana{n}@mail.example,+38591{2_000_000 + n},Ana {n % 999},Horvat {n % 777},Zagreb {n % 55}\n" for n in range(rows)))

    def test_an_interrupt_during_the_question_is_a_no(self):
        asked = self.start_on_terminal("import", PEOPLE, "--auto-map")
        asked.wait_for("Import this?")
        asked.process.send_signal(signal.SIGINT)
        self.assertEqual(asked.finish().status, 130)
        self.assertEqual(self.run_program("history", "--json").json["imports"][0]["state"], "READY")

    def test_an_interrupt_during_the_analysis_leaves_nothing(self):
        self.big_file(400_000)
        running = self.start_on_terminal("analyze", "big.csv", "--auto-map", "--progress", "always")
        running.wait_for("Reading and checking")
        running.process.send_signal(signal.SIGINT)
        answer = running.finish()
        self.assertEqual(answer.status, 130, answer)
        self.assertEqual(self.run_program("history", "--json").json, {"imports": []})
        self.assertEqual(list((self.folder / "data" / "blobs").iterdir()), [])

    def test_the_second_interrupt_ends_it_at_once(self):
        self.big_file(400_000)
        running = self.start_on_terminal("analyze", "big.csv", "--auto-map", "--progress", "always")
        running.wait_for("Reading and checking")
        running.process.send_signal(signal.SIGSTOP)
        running.process.send_signal(signal.SIGINT)
        running.process.send_signal(signal.SIGCONT)
        time.sleep(0.001)
        running.process.send_signal(signal.SIGINT)
        self.assertEqual(running.finish().status, 130)

    def test_an_interrupt_during_the_import_keeps_what_is_done(self):
        self.big_file(450_000)
        running = self.start_on_terminal("import", "big.csv", "--auto-map", "--yes", "--json")
        running.wait_for("Importing")
        running.process.send_signal(signal.SIGINT)
        answer = running.finish()
        self.assertEqual(answer.status, 130, answer)
        job = answer.json
        self.assertEqual(job["state"], "CANCELLED")
        self.assertEqual(job["counts"]["created"] + job["counts"]["notApplied"], 450_000)
        self.assertGreater(job["counts"]["notApplied"], 0)
        self.run_program("verify", "1")
        self.run_program("undo", "1", "--yes")
        self.assertEqual(len(self.run_program("persons", "list").out.splitlines()), 1)

    def test_a_killed_import_is_resumed_to_its_end(self):
        self.big_file(450_000)
        running = self.start_on_terminal("import", "big.csv", "--auto-map", "--yes")
        running.wait_for("Importing")
        running.process.send_signal(signal.SIGKILL)
        running.finish()
        state = self.run_program("show", "1", "--json").json["state"]
        answer = self.run_program("resume", "--json")
        if state in ("QUEUED", "IMPORTING"):
            self.assertEqual([job["state"] for job in answer.json["resumed"]], ["COMPLETED"])
        self.assertEqual(self.run_program("show", "1", "--json").json["counts"]["created"], 450_000)
        self.assertEqual(self.run_program("resume", "--json").json, {"resumed": []})
        self.assertIn("nothing to resume", self.run_program("resume").out)
        self.run_program("verify", "1")
        self.run_program("check")


if __name__ == "__main__":
    unittest.main()
