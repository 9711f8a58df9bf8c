"""Mail about imports, handed in to a mail server that the test plays."""
import base64
import email
import email.policy
import socketserver
import threading
import time
import unittest

import harness

EMAIL, PASSWORD = "ana@office.example", "a long enough word of Ana"


class MailServer:
    """Takes mail (RFC 5321) on the loopback, or refuses to for a while."""

    def __init__(self):
        self.mails = []  # (sender, recipient, message)
        self.refusals = 0
        self.signed_in = []
        self.changed = threading.Condition()
        server = self

        class Handler(socketserver.StreamRequestHandler):
            def say(self, line):
                self.wfile.write(line.encode() + b"\r\n")

            def handle(self):
                with server.changed:
                    refuses = server.refusals > 0
                    server.refusals -= 1 if refuses else 0
                if refuses:
                    self.say("421 too busy")
                    return
                self.say("220 test")
                sender = recipient = ""
                while line := self.rfile.readline():
                    word = line.split(b" ")[0].strip().upper()
                    if word == b"EHLO":
                        self.say("250-test")
                        self.say("250 AUTH PLAIN")
                    elif word == b"AUTH":
                        credentials = line.split(b" ")[2].strip() if line.count(b" ") > 1 else self.ask()
                        server.signed_in.append(base64.b64decode(credentials).split(b"\0")[1:])
                        self.say("235 hello")
                    elif word in (b"MAIL", b"RCPT"):
                        address = line.split(b"<")[1].split(b">")[0].decode()
                        sender, recipient = (address, recipient) if word == b"MAIL" else (sender, address)
                        self.say("250 fine")
                    elif word == b"DATA":
                        self.say("354 go on")
                        lines = []
                        while (part := self.rfile.readline()) not in (b".\r\n", b""):
                            lines.append(part[1:] if part.startswith(b"..") else part)
                        with server.changed:
                            server.mails.append((sender, recipient, email.message_from_bytes(b"".join(lines), policy=email.policy.default)))
                            server.changed.notify_all()
                        self.say("250 taken")
                    elif word == b"QUIT":
                        self.say("221 bye")
                        return
                    else:
                        self.say("502 unknown")

            def ask(self):
                self.say("334 ")
                return self.rfile.readline().strip()

        self.listener = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self.listener.daemon_threads = True
        self.port = self.listener.server_address[1]
        self.thread = threading.Thread(target=self.listener.serve_forever, args=(0.05,))
        self.thread.start()

    def close(self):
        self.listener.shutdown()
        self.thread.join()
        self.listener.server_close()

    def wait_for(self, count, seconds=30):
        end = time.monotonic() + seconds
        with self.changed:
            while len(self.mails) < count:
                if not self.changed.wait(max(0, end - time.monotonic())):
                    raise AssertionError(f"{len(self.mails)} mails came instead of {count}")
            return list(self.mails)


class MailTest(harness.ServerTest):
    environment = {"MUSTER_MAIL_PASSWORD": "secret word"}

    @classmethod
    def prepare(cls):
        cls.mail = MailServer()
        cls.addClassCleanup(cls.mail.close)
        cls.words = ("--mail-server", f"127.0.0.1:{cls.mail.port}", "--mail-security", "none", "--mail-from", "muster@office.example",
                     "--mail-user", "robot", "--public-url", "https://muster.example/")
        cls.run_program("user", "add", EMAIL, "--role", "editor", "--password-stdin", input=PASSWORD.encode())
        return cls.create_key("tests")

    def setUp(self):
        super().setUp()
        with self.mail.changed:
            self.mail.mails.clear()

    def import_as(self, authorization, name):
        headers = {"Authorization": authorization}
        content = f"E-mail,First name\n{name}@mail.example,Ada\nnobody,Bo\n".encode()
        upload = self.call("POST", f"/imports/1/uploads?name={name}.csv", body=content, status=201,
                           headers={**headers, "Content-Type": "application/octet-stream"}).json["uploadId"]
        self.call("POST", "/imports/1/imports", {"uploadId": upload}, headers=headers, status=(200, 202))
        ready = self.settled(upload)
        self.call("POST", f"/imports/1/imports/{upload}/commit", {"planHash": ready["planHash"]}, headers=headers, status=(200, 202))
        self.assertEqual(self.settled(upload)["state"], "COMPLETED_WITH_ERRORS")
        return upload

    def settled(self, number, seconds=120):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            job = self.call("GET", f"/imports/1/imports/{number}", status=200).json
            if job["work"] is None:
                return job
            time.sleep(0.05)
        raise AssertionError(f"import {number} came to no end: {job}")

    def test_tells_the_user_who_imported_and_nobody_else(self):
        self.import_as(f"App {self.key}", "by-a-key")
        number = self.import_as("Basic " + base64.b64encode(f"{EMAIL}:{PASSWORD}".encode()).decode(), "spring")
        ((sender, recipient, message),) = self.mail.wait_for(1)
        self.assertEqual((sender, recipient), ("muster@office.example", EMAIL))
        self.assertEqual((message["To"].addresses[0].addr_spec, message["From"].addresses[0].addr_spec), (EMAIL, "muster@office.example"))
        self.assertIn("spring.csv", message["Subject"])
        text = message.get_body(("plain",)).get_content()
        self.assertIn(f"https://muster.example/history/{number}", text)
        self.assertIn("Created: 1\r\n", text)
        self.assertIn("Rows rejected: 1\r\n", text)
        self.assertNotIn("mail.example", text, "contents of the file")
        self.assertEqual(self.mail.signed_in[-1], [b"robot", b"secret word"])
        time.sleep(4)  # a look more
        self.assertEqual(len(self.mail.mails), 1)

    def test_tells_the_log_of_a_mail_that_is_not_taken(self):
        with self.mail.changed:
            self.mail.refusals = 1
        self.import_as("Basic " + base64.b64encode(f"{EMAIL}:{PASSWORD}".encode()).decode(), "later")
        line = self.server.wait_for_line(r"^.*MAIL_SERVER.*$", 30).group(0)
        self.assertNotIn(EMAIL, line)
        self.assertIn("later.csv", self.mail.wait_for(1, 90)[0][2]["Subject"])
        end = time.monotonic() + 30
        while 'muster_mails_total{outcome="sent"}' not in (metrics := self.call("GET", "/metrics", status=200).body.decode()):
            self.assertLess(time.monotonic(), end, metrics)  # it is counted after the mail server's last word
            time.sleep(0.1)
        self.assertIn('muster_mails_total{outcome="MAIL_SERVER"} 1\n', metrics)


class TestsOfMail(harness.ServerTest):
    """The page that shows how mail is sent, and sends one to whoever looks at it."""

    @classmethod
    def prepare(cls):
        cls.mail = MailServer()
        cls.addClassCleanup(cls.mail.close)
        cls.words = ("--mail-server", f"127.0.0.1:{cls.mail.port}", "--mail-security", "none", "--mail-from", "muster@office.example")
        cls.run_program("user", "add", EMAIL, "--role", "admin", "--password-stdin", input=PASSWORD.encode())
        return cls.create_key("tests")

    def as_user(self, method, path, status):
        headers = {"Authorization": "Basic " + base64.b64encode(f"{EMAIL}:{PASSWORD}".encode()).decode()}
        return self.call(method, path, headers=headers, status=status).json

    def test_a_test_goes_to_whoever_asks(self):
        self.assertEqual(self.as_user("GET", "/notifications/1/mail", 200),
                         {"isSetUp": True, "server": f"127.0.0.1:{self.mail.port}", "security": "none", "sender": "muster@office.example", "recipient": EMAIL})
        self.assertEqual(self.as_user("POST", "/notifications/1/mail/test", 200), {"recipient": EMAIL})
        sender, recipient, message = self.mail.wait_for(1)[-1]
        self.assertEqual((sender, recipient, message["Subject"]), ("muster@office.example", EMAIL, "Test of Muster's mail"))

    def test_says_why_a_mail_was_not_taken(self):
        with self.mail.changed:
            self.mail.refusals = 1
        refused = self.as_user("POST", "/notifications/1/mail/test", 503)
        self.assertEqual(refused["code"], "MAIL_SERVER")
        self.assertIn("421", refused["detail"])

    def test_a_key_has_no_address(self):
        self.assertIsNone(self.call("GET", "/notifications/1/mail", status=200).json["recipient"])
        self.assertEqual(self.call("POST", "/notifications/1/mail/test", status=409).json["code"], "MAIL_NO_ADDRESS")


class WithoutMail(harness.ServerTest):
    def test_says_so(self):
        self.assertEqual(self.call("GET", "/notifications/1/mail", status=200).json, {"isSetUp": False})
        self.assertEqual(self.call("POST", "/notifications/1/mail/test", status=409).json["code"], "MAIL_NOT_SET_UP")


if __name__ == "__main__":
    unittest.main()
