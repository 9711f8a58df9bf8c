"""Users and API keys by the command line."""
import re
import sqlite3
import unittest

from program import ProgramTest

SCOPES = ["people:read", "people:use", "people:manage", "flow:use", "flow:manage", "imports:read", "imports:manage", "account:manage"]


class KeysTest(ProgramTest):
    def test_a_key_is_shown_once(self):
        made = self.run_program("apikey", "create", "shop", "--scope", "people:read,imports:read", "--scope", "people:manage", "--json")
        self.assertEqual(made.err, "")
        document = made.json
        self.assertEqual(list(document), ["id", "name", "key", "scopes"])
        self.assertEqual((document["id"], document["name"]), (1, "shop"))
        self.assertRegex(document["key"], r"^mst_[A-Za-z0-9_-]{43}$")
        self.assertEqual(document["scopes"], ["people:read", "people:manage", "imports:read"])
        listed = self.run_program("apikey", "list", "--json")
        self.assertNotIn(document["key"], listed.out)
        [key] = listed.json["apiKeys"]
        self.assertEqual(key["prefix"], document["key"][:12])
        self.assertEqual(set(key), {"id", "name", "prefix", "scopes", "createdBy", "createdAt"})
        for path in (self.folder / "data").rglob("*"):
            if path.is_file():
                self.assertNotIn(document["key"][4:].encode(), path.read_bytes(), path)

    def test_without_scopes_a_key_may_do_everything(self):
        made = self.run_program("apikey", "create")
        self.assertRegex(made.out, r"^mst_[A-Za-z0-9_-]{43}\n$")
        self.assertIn("everything", made.err)
        [key] = self.run_program("apikey", "list", "--json").json["apiKeys"]
        self.assertEqual(key["scopes"], SCOPES)
        self.assertTrue(key["name"].startswith("key of "))

    def test_expiring_and_revoking(self):
        self.run_program("apikey", "create", "old", "--expires", "2999-01-31")
        self.run_program("apikey", "create", "new", "--expires", "2999-01-31T12:00:00+02:00")
        keys = self.run_program("apikey", "list", "--json").json["apiKeys"]
        self.assertEqual([key["expiresAt"] for key in keys], ["2999-01-31T00:00:00Z", "2999-01-31T10:00:00Z"])
        self.run_program("apikey", "revoke", "1")
        keys = self.run_program("apikey", "list", "--json").json["apiKeys"]
        self.assertEqual(["revokedAt" in key for key in keys], [True, False])
        self.assertIn("old", self.run_program("apikey", "list").out)

    def test_what_makes_no_key(self):
        for words, status in [(["create", "x", "--scope", "people:eat"], 2), (["create", "x", "--scope", ""], 2), (["create", "x", "--expires", "soon"], 2),
                              (["create", "x", "--expires", "2001-01-01"], 2), (["create", " "], 2), (["revoke", "7"], 2), (["revoke", "x"], 2)]:
            with self.subTest(words=words):
                self.assert_sentence(self.run_program("apikey", *words, status=status))
        self.assertEqual(self.run_program("apikey", "list", "--json").json, {"apiKeys": []})

    def test_accounts_have_their_own(self):
        self.run_program("account", "create", "sales")
        self.run_program("apikey", "create", "x", status=2)
        self.run_program("apikey", "create", "x", "--account", "sales")
        self.assertEqual(len(self.run_program("apikey", "list", "--account", "sales", "--json").json["apiKeys"]), 1)
        self.assertEqual(self.run_program("apikey", "list", "--account", "default", "--json").json["apiKeys"], [])
        self.run_program("apikey", "revoke", "1", "--account", "default", status=2)

    def test_listing_creates_no_store(self):
        self.assertIn("no store", self.run_program("apikey", "list").err)
        self.assertIn("no store", self.run_program("user", "list").err)
        self.assertEqual(list(self.folder.iterdir()), [])


class UsersTest(ProgramTest):
    def add(self, email, *words, password="violet lamp four", status=0):
        self.write("password.txt", password + "\nsecond line\n")
        with open(self.folder / "password.txt", encoding="utf-8") as file:
            return self.run_program("user", "add", email, "--password-stdin", *words, status=status, stdin=file)

    def users(self):
        return [(user["email"], user["role"], user["passwordSet"]) for user in self.run_program("user", "list", "--json").json["users"]]

    def test_an_invited_user_gets_a_link(self):
        told = self.run_program("user", "add", "ana@mail.example", "--role", "EDITOR")
        self.assertRegex(told.out, r"(?m)^/#link=[A-Za-z0-9_-]{43}$")
        document = self.run_program("user", "add", "ivan@mail.example", "--json").json
        self.assertEqual(set(document), {"id", "email", "role", "passwordSet", "createdAt", "link"})
        self.assertEqual(set(document["link"]), {"purpose", "token", "path", "expiresAt"})
        self.assertEqual(document["link"]["purpose"], "INVITATION")
        self.assertEqual(self.users(), [("ana@mail.example", "EDITOR", False), ("ivan@mail.example", "VIEWER", False)])
        again = self.run_program("user", "link", "ivan@mail.example", "--json").json
        self.assertNotEqual(again["token"], document["link"]["token"])

    def test_a_password_comes_from_standard_input(self):
        self.assertNotIn("link", self.add("ana@mail.example").out)
        self.assertEqual(self.users(), [("ana@mail.example", "ADMIN", True)])
        with sqlite3.connect(self.folder / "data" / "muster.db") as database:
            [(stored,)] = database.execute("SELECT password_hash FROM access_user")
        database.close()
        self.assertTrue(stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$"), stored)
        self.assert_sentence(self.add("ivan@mail.example", password="password", status=2))
        self.assert_sentence(self.add("ivan@mail.example", password="", status=2))
        self.assert_sentence(self.run_program("user", "add", "ivan@mail.example", "--password-stdin", status=2))

    def test_roles_and_the_last_administrator(self):
        self.add("ana@mail.example")
        self.add("ivan@mail.example", "--role", "viewer")
        self.assert_sentence(self.run_program("user", "role", "ana@mail.example", "viewer", status=5))
        self.assert_sentence(self.run_program("user", "remove", "ana@mail.example", status=5))
        self.run_program("user", "role", "Ivan@mail.example", "admin")
        self.run_program("user", "remove", "ana@mail.example")
        self.assertEqual(self.users(), [("ivan@mail.example", "ADMIN", True)])
        self.assertIn("ADMIN", self.run_program("user", "list").out)

    def test_what_is_refused(self):
        self.add("ana@mail.example")
        for words, status in [(["add", "nobody"], 2), (["add", "Ana@mail.example"], 5), (["add", "x@mail.example", "--role", "king"], 2),
                              (["role", "ana@mail.example", "king"], 2), (["role", "x@mail.example", "admin"], 2), (["remove", "x@mail.example"], 2),
                              (["link", "x@mail.example"], 2)]:
            with self.subTest(words=words):
                self.assert_sentence(self.run_program("user", *words, status=status))
        self.assertEqual(len(self.users()), 1)

    def test_tokens_are_not_stored(self):
        told = self.run_program("user", "add", "ana@mail.example").out
        token = re.search(r"#link=(\S+)", told)[1]
        for path in (self.folder / "data").rglob("*"):
            if path.is_file():
                self.assertNotIn(token.encode(), path.read_bytes(), path)


if __name__ == "__main__":
    unittest.main()
