"""Commands that write on a data directory which a running server holds go through it by themselves, and print what they would without it."""
import fcntl
import getpass
import json
import os
import shutil
import signal
import stat
import subprocess
import unittest

import test_remote
from harness import MUSTER, PEOPLE, Server, ServerTest


class LocalWayTest(ServerTest):
    @classmethod
    def prepare(cls):
        cls.run_program("user", "add", "first@mail.example", "--role", "admin", "--password-stdin", input=b"a sentence of its own\n")
        key = cls.create_key("tests")
        shutil.copytree(cls.folder / "data", cls.folder / "copy")
        return key

    def on(self, folder, *words, stdin=b""):
        return subprocess.run([MUSTER, *map(str, words), "--data", folder], cwd=self.folder, input=stdin, capture_output=True, timeout=300,
                              env={name: value for name, value in os.environ.items() if not name.startswith("MUSTER_")})

    def both(self, *words, status=0, stdin=b""):
        held, free = self.on("data", *words, stdin=stdin), self.on("copy", *words, stdin=stdin)
        told = f"muster {' '.join(map(str, words))}\nheld: {held.stderr.decode()}\nfree: {free.stderr.decode()}"
        self.assertEqual((test_remote.RemoteTest.same(held.stdout), held.returncode), (test_remote.RemoteTest.same(free.stdout), free.returncode), told)
        self.assertEqual(held.returncode, status, told)
        return held

    def test_writing_commands_go_through_the_server(self):
        self.both("import", PEOPLE, "--auto-map", "--yes")
        job = json.loads(self.both("import", PEOPLE, "--auto-map", "--yes", "--json", "--tag", "late").stdout)
        self.assertEqual((job["state"], job["by"]), ("COMPLETED", getpass.getuser()))
        self.both("analyze", PEOPLE, "--map", "City=city", "--json", status=2)
        self.both("history", "--json")
        self.both("undo", job["id"], "--dry-run", "--json")
        self.both("undo", job["id"], "--yes", "--json")
        self.both("undo", job["id"], "--yes", "--json", status=5)
        person = json.loads(self.on("data", "persons", "list", "--limit", "1", "--format", "jsonl").stdout)["id"]
        self.both("persons", "tag", person, "--tag", "vip")
        self.both("persons", "activity", person, "--json")
        self.both("tags", "create", "second")
        self.both("tags", "delete", "nowhere", status=2)
        self.both("attributes", "create", "Size", "decimal")
        self.both("recipes", "save", "crm", "--import", "1")
        self.both("user", "add", "eva@mail.example", "--role", "editor", "--json")
        self.both("user", "list", "--json")
        self.both("apikey", "create", "shop", "--json")
        self.both("apikey", "list", "--json")
        self.both("resume", "--json")
        self.both("tags", "create", "x", "--account", "nowhere", status=2)
        self.assertIn(b"first@mail.example", self.both("user", "list").stdout)

    def test_what_lies_in_the_data_directory(self):
        token = self.folder / "data" / "token"
        self.assertEqual(stat.S_IMODE(token.stat().st_mode), 0o600)
        address, secret = token.read_text().splitlines()
        self.assertEqual(address, f"http://{self.server.host}:{self.server.port}")
        holder = (self.folder / "data" / "lock").read_text()
        self.assertRegex(holder, rf"^process {self.server.process.pid} on \S+, which serves {address}\n$")
        visitor = f"Local {secret} x{b'ana'.hex()} x"
        session = self.call("GET", "/account/1/session", status=200, key=False, headers={"Authorization": visitor}).json
        self.assertEqual((session["name"], session["account"]["name"]), ("ana", "default"))
        self.assertNotIn("apiKey", session)
        for wrong in (visitor.replace(secret, 43 * "A"), visitor.replace("Local", "App"), f"Local {secret}", "Local"):
            self.assert_problem(self.call("GET", "/account/1/session", key=False, headers={"Authorization": wrong}), 401, "UNAUTHORIZED")
        self.assert_problem(self.call("POST", "/account/1/accounts", {"name": "x"}), 403, "NOT_ON_THE_DATA_DIRECTORY")
        self.assertNotIn(secret, self.server.said)

    def test_other_holders_are_named(self):
        done = self.on("data", "serve", "--listen", "127.0.0.1:0")
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertIn(f"process {self.server.process.pid} ".encode(), done.stderr)
        shutil.copytree(self.folder / "copy", self.folder / "held")
        with open(self.folder / "held" / "lock", "w", encoding="ascii") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            lock.write("process 77 on elsewhere\n")
            lock.flush()
            for left in (None, "http://127.0.0.1:1\n" + 43 * "A" + "\n", f"http://{self.server.host}:{self.server.port}\n" + 43 * "A" + "\n",
                         "http://muster.example\n" + 43 * "A" + "\n", "rubbish"):
                if left is not None:
                    (self.folder / "held" / "token").write_text(left)
                for words in (["tags", "create", "x"], ["apikey", "create", "x"], ["import", PEOPLE, "--auto-map", "--yes"]):
                    done = self.on("held", *words)
                    self.assertEqual(done.returncode, 4, done.stderr)
                    self.assertIn(b"process 77 on elsewhere", done.stderr)
            self.assertEqual(self.on("held", "history").returncode, 0)  # reading goes on beside it
        self.assertEqual(self.on("held", "tags", "create", "x").returncode, 0)
        self.assertFalse((self.folder / "held" / "token").exists())  # what nobody serves is taken away

    def another(self, name, *words):
        folder = self.folder / name
        folder.mkdir()
        shutil.copytree(self.folder / "copy", folder / "data")
        server = Server(folder, *words)
        self.addCleanup(server.kill)
        return server, f"{name}/data"

    def test_the_token_goes_with_the_server(self):
        server, data = self.another("ending")
        self.assertEqual(server.stop(), 0)
        self.assertFalse((self.folder / data / "token").exists())
        self.assertEqual(self.on(data, "tags", "create", "x").returncode, 0)
        server, data = self.another("killed")
        server.process.send_signal(signal.SIGKILL)
        server.wait()
        self.assertTrue((self.folder / data / "token").exists())
        self.assertEqual(self.on(data, "tags", "create", "x").returncode, 0)
        self.assertFalse((self.folder / data / "token").exists())

    def test_accounts(self):
        _, data = self.another("accounts")
        self.assertEqual(self.on(data, "account", "create", "sales").returncode, 0)
        done = self.on(data, "tags", "create", "x")
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"--account", done.stderr)
        self.assertEqual(self.on(data, "tags", "create", "of sales", "--account", "Sales").returncode, 0)
        self.assertIn(b"of sales", self.on(data, "tags", "list", "--account", "sales").stdout)
        self.assertNotIn(b"of sales", self.on(data, "tags", "list", "--account", "default").stdout)

    def test_under_tls(self):
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
                        "/CN=muster.example", "-keyout", "key.pem", "-out", "cert.pem"], cwd=self.folder, check=True, capture_output=True)
        _, data = self.another("tls", "--tls-cert", self.folder / "cert.pem", "--tls-key", self.folder / "key.pem")
        done = self.on(data, "tags", "create", "x")
        self.assertEqual(done.returncode, 0, done.stderr)


if __name__ == "__main__":
    unittest.main()
