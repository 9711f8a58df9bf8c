"""What an attacker tries first, against the running server."""
import json
import unittest
import urllib.parse

from harness import ServerTest, read_answers

PASSWORD = "a long enough word of Ana"
EMAIL = "ana@office.example"


class Hardening(ServerTest):
    @classmethod
    def prepare(cls):
        cls.run_program("user", "add", EMAIL, "--role", "admin", "--password-stdin", input=PASSWORD.encode())
        return cls.create_key("tests")

    def raw(self, head):
        with self.server.socket() as connection:
            connection.sendall(head.replace("\n", "\r\n").encode())
            return read_answers(connection)[0]

    def sign_in(self, email=EMAIL, password=PASSWORD, **more):
        return self.call("POST", "/account/1/session", {"email": email, "password": password}, key=False, **more)

    def test_no_account_of_a_maker(self):
        for email, password in (("admin", "admin"), ("root", "root"), ("admin@localhost", "muster"), (EMAIL, ""), ("", "")):
            self.assert_problem(self.sign_in(email, password), 401, "UNAUTHORIZED")

    def test_credentials_in_the_address_are_none(self):
        token = self.call("POST", "/account/1/session", {"email": EMAIL, "password": PASSWORD, "carrier": "TOKEN"}, key=False, status=200).json["token"]
        for name, value in (("apiKey", self.key), ("key", self.key), ("access_token", token), ("token", token), ("Authorization", f"App {self.key}")):
            query = urllib.parse.urlencode({name: value})
            self.assertEqual(self.call("GET", f"/account/1/users?{query}", key=False).status, 401)
        self.assertNotIn(self.key, self.server.said)
        self.assertNotIn(token, self.server.said)

    def test_a_sessions_cookie_is_for_the_browser_only(self):
        answer = self.sign_in(status=200)
        cookie = answer.headers["set-cookie"]
        value = cookie.split(";")[0].split("=", 1)[1]
        self.assertEqual(cookie.split("; ")[1:], ["Path=/", "Max-Age=2592000", "HttpOnly", "SameSite=Strict"])
        self.assertNotIn(value.encode(), answer.body)
        self.assertNotIn("token", answer.json)
        other = self.sign_in(status=200).headers["set-cookie"].split(";")[0]
        self.assertNotEqual(other, cookie.split(";")[0])

    def test_other_sites_are_told_nothing(self):
        for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}):
            answer = self.call("GET", "/people/2/tags", headers=headers, status=200)
            self.assertEqual([name for name in answer.headers if name.startswith("access-control")], [])
        status, headers, _ = self.raw("OPTIONS /people/2/tags HTTP/1.1\nHost: x\nOrigin: https://evil.example\nAccess-Control-Request-Method: POST\n\n")
        self.assertEqual(status, 405)
        self.assertEqual([name for name in headers if name.startswith("access-control")], [])

    def test_methods_that_mirror_are_not_there(self):
        for method in ("TRACE", "TRACK", "DEBUG"):
            status, _, body = self.raw(f"{method} /healthz HTTP/1.1\nHost: x\nX-Mirror: something\n\n")
            self.assertIn(status, (405, 501))
            self.assertNotIn(b"something", body)

    def test_no_folder_is_listed_and_no_file_read(self):
        for path in ("/.git/config", "/data/", "/muster.db", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/imports/1/uploads/../../../etc/passwd",
                     "/imports/1/uploads/..%2f..%2fmuster.db", "/imports/1/uploads/" + "..%2f" * 13 + "aaaa"):
            status, _, body = self.raw(f"GET {path} HTTP/1.1\nHost: x\nAuthorization: App {self.key}\n\n")
            self.assertEqual(status, 404, path)
            self.assertNotIn(b"root:", body)

    def test_names_of_files_stay_names(self):
        for name in ("../../escape.csv", "/etc/cron.d/escape", 'a"; filename="b.exe', "x\r\nX-Injected: 1", "<script>alert(1)</script>.csv", "\u202egnp.csv"):
            with self.subTest(name=name):
                query = urllib.parse.urlencode({"name": name})
                number = self.call("POST", f"/imports/1/uploads?{query}", body=b"Email\na@names.example\n", headers={"Content-Type": "text/csv"}, status=201).json["uploadId"]
                answer = self.call("GET", f"/imports/1/imports/{number}/file", status=200)
                disposition = answer.headers["content-disposition"]
                self.assertTrue(disposition.startswith('attachment; filename="'), disposition)
                self.assertEqual(disposition.count('"'), 2)
                self.assertNotIn("x-injected", answer.headers)
                self.assertEqual(answer.media_type, "application/octet-stream")
        self.assertEqual([path for path in self.folder.rglob("*escape*")], [])

    def test_members_that_are_not_asked_for_are_refused(self):
        for method, path, body in (("POST", "/account/1/users", {"email": "b@office.example", "accountId": 1}),
                                   ("POST", "/account/1/users", {"email": "b@office.example", "passwordHash": "x"}),
                                   ("POST", "/account/1/apiKeys", {"name": "x", "scopes": ["people:read"], "account": 2}),
                                   ("POST", "/imports/1/imports", {"uploadId": 1, "state": "COMPLETED"}),
                                   ("POST", "/people/2/persons", {"externalId": "mass-1", "accountId": 2})):
            self.assertEqual(self.call(method, path, body).status, 400, body)
        made = self.call("POST", "/people/2/persons", {"externalId": "mass-2", "id": 987654, "createdAt": "2001-01-01T00:00:00", "origin": "PORTAL"}, status=200).json
        self.assertNotEqual(made["id"], 987654)
        self.assertEqual((made["origin"], made["createdAt"] > "2020"), ("API", True))


class Guessing(ServerTest):
    def test_a_forwarded_address_convinces_nobody(self):
        """Wrong passwords are counted by the address of the connection, whatever a header says it was."""
        statuses = []
        for number in range(30):
            body = json.dumps({"email": f"guess{number}@office.example", "password": "wrong"}).encode()
            answer = self.client.call("POST", "/account/1/session", body=body, key=False,
                                      headers={"Content-Type": "application/json", "X-Forwarded-For": f"203.0.113.{number}", "Forwarded": f"for=203.0.113.{number}"})
            statuses.append(answer.status)
        self.assertEqual((statuses[0], statuses[-1]), (401, 429))
        self.assertIn(f"Try again in {answer.headers['retry-after']} second", answer.json["detail"])


if __name__ == "__main__":
    unittest.main()
