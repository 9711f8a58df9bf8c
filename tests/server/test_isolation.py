"""Nobody reaches what is not his: every operation that the server describes, with the ids of one account and the credentials of another, of
nobody, of somebody whose time is over, and of somebody who may do less."""
import dataclasses
import json
import unittest
import urllib.parse

from full_account import FullAccount, Receiver
from harness import Client, ServerTest
from operations import IN_ITEMS, OPERATIONS, OWN

# what moves when somebody only looks
MOVING = {"usedAt", "lastUsedAt"}
# hold nothing of an account, or only while it changes
UNSETTLED = {"getHealth", "getReadiness", "getDescription", "getReference", "getReferenceStyle", "getMetrics", "followImport"}


@dataclasses.dataclass
class Call:
    """One ask of one operation."""

    name: str
    method: str
    template: str
    operation: object
    ask: object

    def send(self, client, account, headers, key):
        sent = {**self.ask.headers, **headers}
        return client.call(self.method, self.ask.target(self.template, account), self.ask.json(account), body=self.ask.body(account), headers=sent, key=key)

    def text(self, account):
        """All that is sent: what an answer may repeat."""
        sent = urllib.parse.unquote_plus(self.ask.target(self.template, account)) + json.dumps(self.ask.json(account), ensure_ascii=False)
        return sent + (self.ask.body(account) or b"").decode()


def still(value):
    """Without what moves by itself."""
    if isinstance(value, dict):
        return {name: still(member) for name, member in value.items() if name not in MOVING}
    return [still(member) for member in value] if isinstance(value, list) else value


class TwoAccounts(ServerTest):
    words = ("--webhook-targets", "any")

    @classmethod
    def prepare(cls):
        cls.theirs, cls.ours = FullAccount("zagorje", 60), FullAccount("primorje", 3)
        for account in (cls.theirs, cls.ours):
            account.prepare(cls)
        return cls.ours.key

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        receiver = Receiver()
        cls.addClassCleanup(receiver.close)
        for account in (cls.theirs, cls.ours):
            client = Client(cls.server, cls.description, account.key)
            cls.addClassCleanup(client.close)
            account.fill(client, receiver)
        cls.calls = cls.every_call()

    @classmethod
    def every_call(cls):
        described = {operation["operationId"]: (method.upper(), template) for template, methods in cls.description.document["paths"].items()
                     for method, operation in methods.items() if method != "parameters"}
        missing, unknown = described.keys() - OPERATIONS.keys(), OPERATIONS.keys() - described.keys()
        if missing or unknown:
            raise AssertionError(f"tests/server/operations.py lacks {sorted(missing)}, and these are not served: {sorted(unknown)}")
        return [Call(name, *described[name], operation, ask) for name, operation in OPERATIONS.items() for ask in operation.asks]

    def state_of(self, account):
        """All that can be read of an account, call by call."""
        state = {}
        for call in self.calls:
            if call.method not in ("GET", "HEAD") or call.name in UNSETTLED:
                continue
            answer = call.send(self.client, account, {}, account.key)
            content = answer.headers.get("upload-offset") if call.method == "HEAD" else answer.body
            try:
                content = still(json.loads(content))
            except (TypeError, ValueError):
                pass
            state[f"{call.name} {call.ask.target(call.template, account)}"] = (answer.status, content)
        return state

    def assert_refused(self, call, answer, statuses):
        """With one of the statuses, in the envelope of the path's family."""
        self.assertIn(answer.status, statuses, repr(answer))
        if call.method == "HEAD":
            return
        if call.template.startswith("/people/2/"):
            self.assertTrue(answer.json["requestError"]["serviceException"]["text"])
        elif call.template.startswith("/people/3/"):
            self.assertTrue(answer.json["message"])
        else:
            self.assertEqual((answer.media_type, answer.json["status"]), ("application/problem+json", answer.status))

    def assert_nothing_of(self, account, call, answer):
        """No word of the account but what was sent."""
        sent = call.text(account)
        for number in range(account.persons):
            self.assertFalse(account.phone(number) in answer.body.decode("utf-8", "replace") and account.phone(number) not in sent, repr(answer))
        if account.name in sent:  # a sentence may name what was asked for
            for piece in (f"First {account.name}", f"City {account.name}", f"{account.name}.csv", f"hook {account.name}", f"key {account.name}"):
                self.assertFalse(piece.encode() in answer.body and piece not in sent, repr(answer))
        else:
            self.assertNotIn(account.name.encode(), answer.body)
        self.assertNotIn(account.name, str(answer.headers).replace(sent, ""))


class Isolation(TwoAccounts):
    def each_call(self, wanted, judge):
        for call in filter(wanted, self.calls):
            with self.subTest(operation=call.name, target=call.ask.target(call.template, self.theirs)):
                judge(call)

    def refused_without_effect(self, wanted, credentials, statuses):
        """Calls for the other account, and its own credentials that are worth nothing."""
        def judge(call):
            headers, key = credentials(call)
            answer = call.send(self.client, self.theirs, headers, key)
            self.assert_refused(call, answer, statuses)
            self.assertNotIn(self.theirs.name.encode(), answer.body, "it tells something")

        before = self.state_of(self.theirs)
        self.each_call(wanted, judge)
        self.assertEqual(self.state_of(self.theirs), before)

    def test_nobody_gets_anything(self):
        self.refused_without_effect(lambda call: call.operation.needs_somebody, lambda call: ({}, False), (401,))

    def test_worthless_credentials_get_nothing(self):
        wrong = {"revoked": f"App {self.theirs.revoked}", "expired": f"App {self.theirs.expired}", "cut": f"App {self.theirs.key[:-1]}",
                 "other scheme": f"IBSSO {self.theirs.key}", "a key as a token": f"Bearer {self.theirs.key}", "token as a key": f"App {self.theirs.token}"}
        for name, header in wrong.items():
            with self.subTest(credentials=name):
                self.refused_without_effect(lambda call: call.operation.needs_somebody, lambda call, header=header: ({"Authorization": header}, False), (401,))

    def test_a_key_does_what_its_scopes_say_only(self):
        self.refused_without_effect(lambda call: call.operation.scope is not None, lambda call: ({}, self.theirs.without[call.operation.scope]), (403,))

    def test_a_browsers_session_changes_nothing_without_its_token(self):
        def changes(call):
            return call.method not in ("GET", "HEAD", "OPTIONS") and (call.operation.needs_somebody or call.name == "signOut")
        for token in ({}, {"X-CSRF-Token": "A" * 43}, {"X-CSRF-Token": self.ours.csrf_token}):
            with self.subTest(token=token):
                self.refused_without_effect(changes, lambda call, token=token: ({"Cookie": self.theirs.cookie, **token}, False), (403,))

    def test_viewers_change_nothing(self):
        """By role, not by scope: what an editor and a viewer of the own account may not."""
        for role, scopes in (("EDITOR", {"account:manage"}), ("VIEWER", {"account:manage", "imports:manage", "people:manage"})):
            email = f"{role.lower()}@{self.theirs.name}.example"
            made = self.theirs.call("POST", "/account/1/users", {"email": email, "role": role}).json
            token = made["link"]["token"]
            self.call("POST", "/account/1/links/redeem", {"token": token, "password": "quite another long word"}, key=False, status=200)
            signed_in = self.call("POST", "/account/1/session", {"email": email, "password": "quite another long word", "carrier": "TOKEN"}, key=False, status=200)
            header = {"Authorization": f"IBSSO {signed_in.json['token']}"}
            with self.subTest(role=role):
                self.refused_without_effect(lambda call, scopes=scopes: call.operation.scope in scopes, lambda call, header=header: (header, False), (403,))

    def test_another_accounts_key_opens_nothing(self):
        ways = {"key": {"Authorization": f"App {self.ours.key}"}, "token": {"Authorization": f"IBSSO {self.ours.token}"},
                "cookie": {"Cookie": self.ours.cookie, "X-CSRF-Token": self.ours.csrf_token}}
        def judge(call, headers):
            answer = call.send(self.client, self.theirs, headers, False)
            self.assert_nothing_of(self.theirs, call, answer)
            if call.ask.foreign == IN_ITEMS:
                self.assertEqual(answer.status, 207, repr(answer))
                self.assertTrue(answer.json["results"] and all(result["status"] >= 400 for result in answer.json["results"]), repr(answer))
            else:
                self.assert_refused(call, answer, call.ask.foreign)

        def names_theirs(call):
            return call.ask.foreign != OWN and not call.operation.open and call.name != "changePassword"  # which is the caller's own

        before = self.state_of(self.theirs), self.state_of(self.ours)
        for way, headers in ways.items():
            with self.subTest(way=way):
                self.each_call(names_theirs, lambda call, headers=headers: judge(call, headers))
        self.assertEqual((self.state_of(self.theirs), self.state_of(self.ours)), before)

    def test_a_user_signs_in_to_his_own_accounts_only(self):
        wanted = {"email": self.ours.admin, "password": self.ours.password, "accountId": self.theirs.account_id}
        self.assert_problem(self.call("POST", "/account/1/session", wanted, key=False), 401, "UNAUTHORIZED")


class OwnOnly(TwoAccounts):
    def test_what_another_accounts_key_does_is_done_in_its_own_account(self):
        before = self.state_of(self.theirs)
        for call in sorted(self.calls, key=lambda call: not call.operation.reads):  # what is written below carries the words of theirs
            if call.ask.foreign != OWN or call.name == "signIn":
                continue
            with self.subTest(operation=call.name):
                answer = call.send(self.client, self.theirs, {}, self.ours.key)
                self.assertLess(answer.status, 300, repr(answer))
                self.assert_nothing_of(self.theirs, call, answer)
        self.assertEqual(self.state_of(self.theirs), before)


    def test_idempotency_keys_are_each_accounts_own(self):
        for account in (self.theirs, self.ours):
            upload = account.upload(8000, 2)
            answer = account.call("POST", "/imports/1/imports", {"uploadId": upload}, headers={"Idempotency-Key": "night-1"})
            self.assertEqual(answer.json["id"], upload)
            self.assertEqual(answer.json["file"]["name"], f"{account.name}.csv")


class Control(TwoAccounts):
    def test_the_same_calls_work_for_whom_they_are_for(self):
        """Otherwise what is refused above would prove nothing."""
        before = self.state_of(self.theirs)
        for call in sorted(self.calls, key=lambda call: call.operation.destroys):
            with self.subTest(operation=call.name, target=call.ask.target(call.template, self.theirs)):
                answer = call.send(self.client, self.theirs, {}, self.theirs.key)
                self.assertIn(answer.status, call.ask.mine, repr(answer))
                if answer.status == 202:  # what it ordered is done before the next call wants the same import
                    self.theirs.settled(answer.json["id"])
                for result in answer.json.get("errors", []) if answer.status == 207 else []:
                    self.fail(f"an item was refused: {result}")
        self.assertNotEqual(self.state_of(self.theirs), before)


if __name__ == "__main__":
    unittest.main()
