"""Webhooks and notifications of the real server, with receivers that take, fail, hang, redirect and lie about where they are."""
import base64
import http.server
import json
import pwd
import os
import re
import socket
import threading
import time
import unittest

import harness

KEY_NAME = pwd.getpwuid(os.getuid()).pw_name  # imports of the command line are by the operating system's user
(EXAMPLE,) = re.findall(r"^```python\n(.*?)^```", (harness.TOP / "doc" / "webhooks.md").read_text(), re.M | re.S)
NAMES = {}
exec(compile(EXAMPLE, "doc/webhooks.md", "exec"), NAMES)
verified = NAMES["verified"]


class Message:
    def __init__(self, handler, body):
        self.at = time.monotonic()
        self.headers = {name.lower(): value for name, value in handler.headers.items()}
        self.body = body
        self.path = handler.path

    @property
    def id(self):
        return self.headers["webhook-id"]

    @property
    def type(self):
        return json.loads(self.body)["type"]

    @property
    def data(self):
        return json.loads(self.body)["data"]


class Receiver:
    """A web server on the loopback. Answers with the statuses that it is told, then with 200; holds its answers back while it hangs."""

    def __init__(self, test, *statuses, location=None):
        self.statuses, self.location = list(statuses), location
        self.messages = []
        self.goes_on = threading.Event()
        self.goes_on.set()
        self.changed = threading.Condition()
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"]))
                with receiver.changed:
                    receiver.messages.append(Message(self, body))
                    status = receiver.statuses.pop(0) if receiver.statuses else 200
                    receiver.changed.notify_all()
                receiver.goes_on.wait(60)
                try:
                    self.send_response(status)
                    if receiver.location:
                        self.send_header("Location", receiver.location)
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                except OSError:
                    pass  # the other side had enough

            def log_message(self, *_):
                pass

        self.web = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.web.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.web.server_address[1]}/hook"
        self.thread = threading.Thread(target=self.web.serve_forever, args=(0.05,))
        self.thread.start()
        test.addCleanup(self.close)

    def close(self):
        self.goes_on.set()
        self.web.shutdown()
        self.thread.join()
        self.web.server_close()

    def wait_for(self, count, seconds=60):
        end = time.monotonic() + seconds
        with self.changed:
            while len(self.messages) < count:
                if not self.changed.wait(max(0, end - time.monotonic())):
                    raise AssertionError(f"{len(self.messages)} messages came instead of {count}")
            return list(self.messages)


class WebhookTest(harness.ServerTest):
    """The command line can write while no server runs: so things happen between two runs."""

    imports = 0

    @classmethod
    def prepare(cls):
        return cls.create_key(KEY_NAME)

    def subscribe(self, url, *events, **more):
        made = self.call("POST", "/webhooks/1/subscriptions", {"url": url, "events": events or ["import.completed"], **more}, status=201).json
        self.addCleanup(lambda: self.new_client().call("DELETE", f"/webhooks/1/subscriptions/{made['id']}"))
        return made

    def between_runs(self, act):
        self.assertEqual(self.server.stop(), 0)
        act()
        type(self).start()
        self.client = self.new_client()

    def import_person(self):
        """One new person, in an import of his own."""
        WebhookTest.imports += 1
        path = self.folder / f"people{WebhookTest.imports}.csv"
        path.write_text(f"First name,E-mail\nAda,ada{WebhookTest.imports}@mail.example\n")
        self.run_program("import", path, "--auto-map", "--yes")

    def show(self, subscription):
        return self.call("GET", f"/webhooks/1/subscriptions/{subscription['id']}", status=200).json

    def log(self, subscription):
        return self.call("GET", f"/webhooks/1/subscriptions/{subscription['id']}/deliveries", status=200).json["deliveries"]

    def wait_for_log(self, subscription, fits, seconds=60):
        """The log as soon as it fits: the outcome is stored after the receiver's answer."""
        end = time.monotonic() + seconds
        while True:
            lines = self.log(subscription)
            if fits(lines):
                return lines
            self.assertLess(time.monotonic(), end, lines)
            time.sleep(0.05)


class Delivery(WebhookTest):
    words = ("--webhook-targets", "any")

    def test_tells_what_happened_in_order_and_signed(self):
        receiver = Receiver(self)
        subscription = self.subscribe(receiver.url, "import.completed", "person.created", "person.updated")
        self.between_runs(self.import_person)
        first, second = receiver.wait_for(2)
        self.assertEqual((first.type, second.type), ("person.created", "import.completed"))
        self.assertEqual(len(first.data["persons"]), 1)
        self.assertEqual((second.data["state"], second.data["counts"]["created"]), ("COMPLETED", 1))
        self.assertTrue(second.data["file"].endswith(f"people{WebhookTest.imports}.csv"))
        for message in (first, second):
            self.assertTrue(verified(subscription["secret"], message.headers, message.body))
            self.assertFalse(verified(subscription["secret"], message.headers, message.body + b" "))
            self.assertEqual(message.headers["content-type"], "application/json")
            self.assertNotIn(b"mail.example", message.body)
        lines = self.wait_for_log(subscription, lambda lines: len(lines) == 2)
        self.assertEqual([(line["event"], line["state"], line["attempts"], line["status"]) for line in lines],
                         [("import.completed", "DELIVERED", 1, 200), ("person.created", "DELIVERED", 1, 200)])
        self.assertEqual([line["messageId"] for line in lines], [second.id, first.id])
        self.assertNotIn("secret", self.show(subscription))

    def test_tells_of_calls_while_it_serves(self):
        receiver = Receiver(self)
        subscription = self.subscribe(receiver.url, "person.created", "person.updated", "person.deleted")
        person = {"firstName": "Bo", "contactInformation": {"email": [{"address": "bo@mail.example"}]}}
        number = int(self.call("POST", "/people/2/persons", person, status=200).json["id"])
        created = receiver.wait_for(1, 20)[0]
        self.assertEqual((created.type, created.data), ("person.created", {"persons": [{"id": number}]}))
        self.call("PATCH", f"/people/2/persons?identifier={number}&type=ID", {"firstName": "Boo"}, status=200)
        (changed,) = receiver.wait_for(2, 20)[1].data["persons"]
        self.assertEqual((changed["id"], changed["from"], changed["fields"]), (number, "API", ["firstName"]))
        self.call("DELETE", f"/people/2/persons?identifier={number}&type=ID", status=200)
        self.assertEqual([message.type for message in receiver.wait_for(3, 20)], ["person.created", "person.updated", "person.deleted"])
        self.wait_for_log(subscription, lambda lines: [line["state"] for line in lines] == ["DELIVERED"] * 3)

    def test_tries_the_same_message_again(self):
        receiver = Receiver(self, 500)
        subscription = self.subscribe(receiver.url)
        self.between_runs(self.import_person)
        receiver.wait_for(1)
        (line,) = self.wait_for_log(subscription, lambda lines: len(lines) == 1)
        self.assertEqual((line["state"], line["status"]), ("PENDING", 500))
        self.assertIn("HTTP_500", line["reason"])
        shown = self.show(subscription)
        self.assertEqual((shown["state"], shown["failures"]), ("ACTIVE", 1))
        self.assertIsNotNone(shown["nextAttemptAt"])
        first, second = receiver.wait_for(2)
        self.assertEqual((first.id, first.body), (second.id, second.body))
        self.assertGreater(second.at - first.at, 3.9)  # 5 s, a fifth more or less
        self.assertTrue(verified(subscription["secret"], second.headers, second.body))
        (line,) = self.wait_for_log(subscription, lambda lines: lines[0]["state"] == "DELIVERED")
        self.assertEqual((line["attempts"], line["status"], line["reason"]), (2, 200, None))
        self.assertEqual(self.show(subscription)["failures"], 0)

    def test_one_that_hangs_holds_up_neither_others_nor_the_end(self):
        hanging, good = Receiver(self), Receiver(self)
        hanging.goes_on.clear()
        stuck = self.subscribe(hanging.url)
        served = self.subscribe(good.url)
        self.between_runs(self.import_person)
        (tried,) = hanging.wait_for(1)
        good.wait_for(1)
        self.wait_for_log(served, lambda lines: [line["state"] for line in lines] == ["DELIVERED"])
        self.assertEqual(self.log(stuck), [])
        begun = time.monotonic()
        self.between_runs(lambda: self.assertLess(time.monotonic() - begun, 10, "it waited for the receiver"))
        hanging.goes_on.set()
        again = hanging.wait_for(2)[1]
        self.assertEqual((again.id, again.body), (tried.id, tried.body))
        self.wait_for_log(stuck, lambda lines: [line["state"] for line in lines] == ["DELIVERED"])
        self.assertEqual(len(good.messages), 1, "what had arrived was sent again")

    def test_gives_a_receiver_up_that_is_too_slow(self):
        hanging = Receiver(self)
        hanging.goes_on.clear()
        subscription = self.subscribe(hanging.url)
        answer = self.call("POST", f"/webhooks/1/subscriptions/{subscription['id']}/test", status=200).json
        self.assertFalse(answer["delivered"])
        self.assertIn("TARGET_TIMEOUT", answer["reason"])
        self.assertIsNone(answer["status"])
        self.assertGreater(answer["milliseconds"], 14_000)
        self.assertLess(answer["milliseconds"], 30_000)

    def test_a_message_survives_that_the_server_is_killed(self):
        receiver = Receiver(self)
        receiver.goes_on.clear()
        subscription = self.subscribe(receiver.url)
        self.between_runs(self.import_person)
        (tried,) = receiver.wait_for(1)
        self.server.kill()
        receiver.goes_on.set()
        type(self).start()
        self.client = self.new_client()
        again = receiver.wait_for(2)[1]
        self.assertEqual((again.id, again.body), (tried.id, tried.body))
        self.wait_for_log(subscription, lambda lines: [line["state"] for line in lines] == ["DELIVERED"])

    def test_does_not_follow_redirects(self):
        elsewhere = Receiver(self)
        receiver = Receiver(self, 302, location=elsewhere.url)
        subscription = self.subscribe(receiver.url)
        answer = self.call("POST", f"/webhooks/1/subscriptions/{subscription['id']}/test", status=200).json
        self.assertEqual((answer["delivered"], answer["status"]), (False, 302))
        self.assertIn("redirect", answer["reason"])
        self.assertEqual(elsewhere.messages, [])

    def test_tells_of_receivers_that_are_not_there(self):
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))  # taken, and nobody listens
            subscription = self.subscribe(f"http://127.0.0.1:{unused.getsockname()[1]}/")
            answer = self.call("POST", f"/webhooks/1/subscriptions/{subscription['id']}/test", status=200).json
        self.assertIn("TARGET_UNREACHABLE", answer["reason"])

    def test_goes_on_from_now_when_it_is_enabled_again(self):
        receiver = Receiver(self, 410)
        subscription = self.subscribe(receiver.url)
        path = f"/webhooks/1/subscriptions/{subscription['id']}"
        self.between_runs(self.import_person)
        receiver.wait_for(1)
        self.wait_for_log(subscription, lambda lines: [line["state"] for line in lines] == ["GIVEN_UP"])
        disabled = self.show(subscription)
        self.assertEqual(disabled["state"], "DISABLED")
        self.assertIn("HTTP_410", disabled["reason"])
        news = self.call("GET", "/notifications/1/notifications", status=200).json["notifications"][0]
        self.assertEqual((news["kind"], news["subject"]), ("SUBSCRIPTION_DISABLED", subscription["id"]))

        self.between_runs(self.import_person)  # nothing is kept for it
        self.assertEqual(self.call("PATCH", path, {"state": "ACTIVE"}, status=200).json["reason"], None)
        self.between_runs(self.import_person)
        second = receiver.wait_for(2)[1]
        self.assertTrue(second.data["file"].endswith(f"people{WebhookTest.imports}.csv"))
        self.wait_for_log(subscription, lambda lines: [line["state"] for line in lines] == ["DELIVERED", "GIVEN_UP"])
        self.call("PATCH", path, {"state": "PAUSED"}, status=200)
        self.between_runs(self.import_person)
        time.sleep(3)  # three looks
        self.assertEqual(len(receiver.messages), 2)

    def test_signs_with_both_secrets_after_a_rotation(self):
        receiver = Receiver(self)
        subscription = self.subscribe(receiver.url)
        path = f"/webhooks/1/subscriptions/{subscription['id']}"
        rotated = self.call("POST", path + "/rotate", {"overlapSeconds": 3600}, status=200).json
        self.assertTrue(self.call("POST", path + "/test", status=200).json["delivered"])
        (both,) = receiver.wait_for(1)
        self.assertEqual(both.type, "webhook.test")
        self.assertTrue(verified(subscription["secret"], both.headers, both.body))
        self.assertTrue(verified(rotated["secret"], both.headers, both.body))
        own = "whsec_" + base64.b64encode(b"k" * 32).decode()
        self.call("POST", path + "/rotate", {"secret": own, "overlapSeconds": 0}, status=200)
        self.call("POST", path + "/test", status=200)
        alone = receiver.wait_for(2)[1]
        self.assertTrue(verified(own, alone.headers, alone.body))
        self.assertFalse(verified(rotated["secret"], alone.headers, alone.body))

    def test_what_makes_no_sense_is_refused(self):
        problem = self.assert_problem(self.call("POST", "/webhooks/1/subscriptions", {"url": "nowhere", "events": ["all"], "evnets": 1}), 400,
                                      "PROPERTY_INVALID")
        self.assertEqual([fault["property"] for fault in problem["errors"]], ["events[0]", "evnets"])
        self.assert_problem(self.call("POST", "/webhooks/1/subscriptions", {"url": "nowhere", "events": ["import.failed"]}), 400, "WEBHOOK_URL")
        self.assert_problem(self.call("GET", "/webhooks/1/subscriptions/999999"), 404, "SUBSCRIPTION_NOT_FOUND")
        self.assert_problem(self.call("GET", "/webhooks/1/subscriptions", key=False), 401, "UNAUTHORIZED")


class Refusal(WebhookTest):
    """As a server is set up by itself: public targets only."""

    @classmethod
    def prepare(cls):
        cls.weak_key = cls.create_key("reader", "imports:read")
        return super().prepare()

    def test_refuses_addresses_that_are_not_public(self):
        receiver = Receiver(self)
        port = receiver.web.server_address[1]
        for host in ("127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "10.0.0.1", "169.254.169.254", "0.0.0.0", "2130706433", "0x7f.1"):
            answer = self.call("POST", "/webhooks/1/subscriptions", {"url": f"https://{host}:{port}/", "events": ["import.failed"]})
            self.assert_problem(answer, 400, "TARGET_NOT_PUBLIC")
        self.assert_problem(self.call("POST", "/webhooks/1/subscriptions", {"url": receiver.url, "events": ["import.failed"]}), 400, "WEBHOOK_URL")

    def test_refuses_names_that_lead_to_such_addresses(self):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            listener.settimeout(0.5)
            subscription = self.subscribe(f"https://localhost:{listener.getsockname()[1]}/", "import.completed")
            answer = self.call("POST", f"/webhooks/1/subscriptions/{subscription['id']}/test", status=200).json
            self.assertFalse(answer["delivered"])
            self.assertIn("TARGET_NOT_PUBLIC", answer["reason"])
            self.between_runs(self.import_person)
            (line,) = self.wait_for_log(subscription, lambda lines: len(lines) == 1)
            self.assertIn("TARGET_NOT_PUBLIC", line["reason"])
            with self.assertRaises(TimeoutError):
                listener.accept()

    def test_tells_whoever_imported_how_it_ended(self):
        before = self.call("GET", "/notifications/1/unread", status=200).json["unread"]
        self.between_runs(self.import_person)
        page = self.call("GET", "/notifications/1/notifications?limit=1", status=200).json
        self.assertEqual(page["unread"], before + 1)
        (news,) = page["notifications"]
        self.assertEqual((news["kind"], news["read"], news["subject"]), ("IMPORT_COMPLETED", False, news["details"]["importId"]))
        self.assertEqual(news["details"]["counts"]["created"], 1)
        left = self.call("POST", "/notifications/1/read", {"ids": [news["id"]]}, status=200).json
        self.assertEqual(left["unread"], before)
        self.assertTrue(self.call("GET", "/notifications/1/notifications?limit=1", status=200).json["notifications"][0]["read"])
        theirs = self.call("GET", "/notifications/1/notifications", key=self.weak_key, status=200).json["notifications"]
        self.assertNotIn("IMPORT_COMPLETED", [one["kind"] for one in theirs])
        self.assert_problem(self.call("GET", "/webhooks/1/subscriptions", key=self.weak_key), 403, "FORBIDDEN")


if __name__ == "__main__":
    unittest.main()
