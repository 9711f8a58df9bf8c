"""How often callers may call, and who they are when a proxy stands between."""
import time
import unittest

import harness

EMAIL, PASSWORD = "ana@mail.example", "violet lamp four"


class AccountLimits(harness.ServerTest):
    words = ("--rate-limits-mode", "on", "--rate-limits-others", "3")

    @classmethod
    def prepare(cls):
        cls.run_program("account", "create", "second")
        cls.other_key = cls.create_key("other", account="second")
        return cls.create_key("tests", account="default")

    def burst(self, count, method, target, json_body=None, **more):
        """Answers by status, and the seconds that it took."""
        begun = time.monotonic()
        answers = [self.call(method, target, json_body, **more) for _ in range(count)]
        by_status = {}
        for answer in answers:
            by_status.setdefault(answer.status, []).append(answer)
        return by_status, time.monotonic() - begun

    def held(self, rate, *call):
        """Calls until some are refused; holds what was let through against the rate."""
        through, refused, begun = 0, [], time.monotonic()
        while not refused and time.monotonic() - begun < 60:
            answers, _ = self.burst(3 * rate, *call)
            refused += answers.pop(429, [])
            through += sum(map(len, answers.values()))
        self.assertTrue(refused, f"{through} calls of {call} in {time.monotonic() - begun} s, and none was refused")
        self.assertLessEqual(through, rate * (time.monotonic() - begun + 1) + 1)
        for answer in refused:
            self.assertEqual(answer.headers["retry-after"], "1")
        return refused[0]

    def test_the_people_api_is_held_to_the_published_rates(self):
        refused = self.held(5, "GET", "/people/2/tags").json["requestError"]["serviceException"]
        self.assertEqual(refused["messageId"], "TOO_MANY_REQUESTS")
        self.assertRegex(refused["text"], r"Try again in 1 second\.$")
        answers, _ = self.burst(1, "GET", "/people/2/customAttributes")
        self.assertEqual(set(answers), {200}, "each operation has a rate of its own")
        self.assertEqual(self.call("GET", "/people/2/tags", key=self.other_key).status, 200, "and each account")
        time.sleep(1.1)
        self.assertEqual(self.call("GET", "/people/2/tags").status, 200)
        self.held(15, "POST", "/people/2/persons/match", {"identities": [{"type": "EMAIL", "identifier": EMAIL}]})
        self.assertIn("message", self.held(5, "PATCH", "/people/3/persons/upsert", {"persons": []}).json)

    def test_other_operations_have_a_rate_where_one_is_set(self):
        self.assert_problem(self.held(3, "GET", "/imports/1/imports"), 429, "TOO_MANY_REQUESTS")

    def test_what_the_server_tells_of_itself_is_not_held_up(self):
        answers, _ = self.burst(40, "GET", "/readyz")
        self.assertEqual(set(answers), {200})


class NoLimits(harness.ServerTest):
    def test_nothing_is_limited_unless_asked_for(self):
        self.assertEqual({self.call("GET", "/people/2/tags").status for _ in range(40)}, {200})


class SignInTest(harness.ServerTest):
    @classmethod
    def prepare(cls):
        cls.run_program("user", "add", EMAIL, "--password-stdin", input=PASSWORD.encode() + b"\n")
        return cls.create_key("tests")

    def looks(self, count, **headers):
        """Statuses of so many looks at a link that is none."""
        return [self.call("POST", "/account/1/links/look", {"token": "none"}, key=False, headers=headers).status for _ in range(count)]

    def sign_in(self, **headers):
        return self.call("POST", "/account/1/session", {"email": EMAIL, "password": PASSWORD}, key=False, headers=headers)


class BehindAProxy(SignInTest):
    words = ("--rate-limits-sign-in", "10", "--trusted-proxies", "10.0.0.0/8,127.0.0.1")

    def test_strangers_are_held_to_a_rate_by_their_address(self):
        one, other = {"X-Forwarded-For": "198.51.100.1"}, {"X-Forwarded-For": "198.51.100.1, 198.51.100.2, 10.1.1.1"}
        self.assertIn(429, self.looks(30, **one))
        refused = self.call("POST", "/account/1/links/look", {"token": "none"}, key=False, headers=one)
        self.assert_problem(refused, 429, "TOO_MANY_REQUESTS")
        self.assertIn(int(refused.headers["retry-after"]), range(1, 7))
        self.assertNotIn(429, self.looks(8, **other), "another client of the same proxy")
        self.assertEqual(self.call("GET", "/account/1/session", headers=one).status, 200, "who is known is not meant")

    def test_half_an_ipv6_address_is_one_client(self):
        answers = [status for host in range(30) for status in self.looks(1, **{"X-Forwarded-For": f"2001:db8:1:2::{host:x}"})]
        self.assertIn(429, answers)

    def test_cookies_are_secure_when_the_proxy_was_reached_over_tls(self):
        over_tls = {"X-Forwarded-For": "198.51.100.9", "X-Forwarded-Proto": "https"}
        answer = self.sign_in(**over_tls)
        self.assertEqual(answer.status, 200, repr(answer))
        cookie = answer.headers["set-cookie"]
        self.assertTrue(cookie.startswith("__Host-muster_session=") and cookie.endswith("; Secure"), cookie)
        pair = cookie.split(";")[0]
        self.assertEqual(self.call("GET", "/account/1/session", key=False, headers={**over_tls, "Cookie": pair}).status, 200)
        self.assertEqual(self.call("GET", "/account/1/session", key=False, headers={**over_tls, "X-Forwarded-Proto": "http", "Cookie": pair}).status, 401)
        plain = self.sign_in(**{"X-Forwarded-For": "198.51.100.9", "X-Forwarded-Proto": "http"}).headers["set-cookie"]
        self.assertTrue(plain.startswith("muster_session=") and "Secure" not in plain, plain)

    def test_wrong_passwords_count_for_the_client_and_not_for_the_proxy(self):
        for place in range(3):
            for attempt in range(9):
                wrong = {"email": f"nobody{place}{attempt}@mail.example", "password": "wrong"}
                self.call("POST", "/account/1/session", wrong, key=False, headers={"X-Forwarded-For": f"203.0.113.{place}"}, status=401)
        self.assertEqual(self.sign_in(**{"X-Forwarded-For": "203.0.113.99"}).status, 200, "27 failures would slow one address down")

    def test_metrics_are_for_this_machine_and_not_for_those_behind_the_proxy(self):
        self.assert_problem(self.call("GET", "/metrics", key=False, headers={"X-Forwarded-For": "198.51.100.1"}), 401, "UNAUTHORIZED")
        self.assertEqual(self.call("GET", "/metrics", key=False).status, 200)


class BehindNoProxy(SignInTest):
    words = ("--rate-limits-sign-in", "10")

    def test_what_anybody_can_send_counts_for_nothing(self):
        answers = [status for host in range(30) for status in self.looks(1, **{"X-Forwarded-For": f"198.51.100.{host}", "Forwarded": f"for=198.51.100.{host}"})]
        self.assertIn(429, answers)
        time.sleep(7)  # one more is allowed every six seconds
        cookie = self.sign_in(**{"X-Forwarded-Proto": "https", "Forwarded": "proto=https"}).headers["set-cookie"]
        self.assertTrue(cookie.startswith("muster_session="), cookie)


class BehindAStandardProxy(SignInTest):
    words = ("--rate-limits-sign-in", "10", "--trusted-proxies", "127.0.0.1", "--forwarded-header", "forwarded")

    def test_the_other_header_counts_for_nothing(self):
        answers = [status for host in range(30) for status in self.looks(1, **{"X-Forwarded-For": f"198.51.100.{host}", "Forwarded": "for=192.0.2.60"})]
        self.assertIn(429, answers)
        self.assertNotIn(429, self.looks(8, **{"Forwarded": 'for="[2001:db8:cafe::17]:4711";proto=https'}))


if __name__ == "__main__":
    unittest.main()
