"""An account that has everything an account can have, so that every operation has something to be kept from.

Everything in it carries the account's name, which so betrays where an answer's contents come from.
"""
import base64
import datetime
import http.server
import threading
import time
import urllib.parse

PASSWORD = "a long enough word for {name}"
SCOPES = ("people:read", "people:use", "people:manage", "flow:use", "flow:manage", "imports:read", "imports:manage", "account:manage")
# who may manage may read and use too
COVERED_BY = {"people:read": "people:manage", "people:use": "people:manage", "flow:use": "flow:manage", "imports:read": "imports:manage"}


class Receiver:
    """A place that takes every webhook."""

    def __init__(self):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.web = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.web.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.web.server_address[1]}/"
        threading.Thread(target=self.web.serve_forever, args=(0.05,), daemon=True).start()

    def close(self):
        self.web.shutdown()
        self.web.server_close()


class FullAccount:
    """`name`: the account's, one word that nothing else contains. Made with the command line before the server runs (`prepare`), then over
    HTTP (`fill`)."""

    def __init__(self, name, persons):
        self.name = name
        self.persons = persons
        self.admin = f"admin@{name}.example"
        self.password = PASSWORD.format(name=name)
        self.second = f"second@{name}.example"

    def prepare(self, test):
        test.run_program("account", "create", self.name)
        test.run_program("user", "add", self.admin, "--role", "admin", "--password-stdin", "--account", self.name, input=self.password.encode())
        self.key = test.create_key("robot", account=self.name)  # the same name in every account

    def phone(self, number):
        return f"3859{sum(self.name.encode()) % 10}{number:07d}"

    def email(self, number):
        return f"person{number}@{self.name}.example"

    def external_id(self, number):
        return f"{self.name}-{number}"

    def person(self, number):
        """As the API creates it."""
        return {"externalId": self.external_id(number), "firstName": f"First {self.name}", "lastName": f"Last {number}", "city": f"City {self.name}",
                "tags": [f"tag {self.name}"], "customAttributes": {f"points {self.name}": number},
                "contactInformation": {"phone": [{"number": self.phone(number)}], "email": [{"address": self.email(number)}]}}

    def file(self, first, count):
        rows = "".join(f"{self.email(number)},First {self.name},City {self.name}\n" for number in range(first, first + count))
        return f"Email,First name,City\n{rows}nobody-{self.name},x,y\n".encode()

    def fill(self, client, receiver):
        """`client`: a connection of its own, with this account's key. Waits until nothing changes by itself any more."""
        self.client = client
        self.fill_people()
        self.fill_delivery(receiver)
        self.fill_imports()
        self.fill_access()
        self.wait_for(lambda: self.get(f"/webhooks/1/subscriptions/{self.subscription}/deliveries")["deliveries"])
        self.notification = self.wait_for(lambda: self.get("/notifications/1/notifications")["notifications"])[0]["id"]

    def call(self, method, target, json_body=None, status=(200, 201, 202, 204), **more):
        answer = self.client.call(method, target, json_body, **more)
        if answer.status not in status:
            raise AssertionError(f"{method} {target}: {answer!r}")
        return answer

    def get(self, target):
        return self.call("GET", target).json

    @staticmethod
    def wait_for(find, seconds=60):
        end = time.monotonic() + seconds
        while not (found := find()):
            if time.monotonic() > end:
                raise AssertionError("it did not come in time")
            time.sleep(0.05)
        return found

    def fill_people(self):
        self.call("POST", "/people/2/customAttributes", {"name": f"points {self.name}", "dataType": "INTEGER"})
        self.call("POST", "/people/2/customAttributes", {"name": f"unused {self.name}", "dataType": "STRING"})
        self.call("POST", "/people/2/customAttributes", {"name": f"unneeded {self.name}", "dataType": "STRING"})
        self.call("POST", "/people/2/tags", {"name": f"unused {self.name}"})
        self.call("POST", "/people/2/tags", {"name": f"unneeded {self.name}"})
        self.call("POST", "/people/2/persons/batch", {"people": [self.person(number) for number in range(self.persons)]})
        last = urllib.parse.urlencode({"identifier": self.external_id(self.persons - 1), "type": "EXTERNAL_ID"})
        self.last_id = self.get("/people/2/persons?" + last)["id"]

    def fill_delivery(self, receiver):
        wanted = {"url": receiver.url, "events": ["import.completed"], "description": f"hook {self.name}"}
        self.subscription = self.call("POST", "/webhooks/1/subscriptions", wanted).json["id"]

    def upload(self, first, count):
        answer = self.call("POST", f"/imports/1/uploads?name={self.name}.csv", body=self.file(first, count), headers={"Content-Type": "text/csv"})
        return answer.json["uploadId"]

    def settled(self, number):
        return self.wait_for(lambda: (job := self.get(f"/imports/1/imports/{number}"))["work"] is None and job)

    def analysed(self, first, count):
        number = self.upload(first, count)
        self.call("POST", "/imports/1/imports", {"uploadId": number})
        return self.settled(number)

    def fill_imports(self):
        """One import in each state that an operation needs, each of persons of its own."""
        done = self.analysed(1000, 5)
        self.call("POST", f"/imports/1/imports/{done['id']}/commit", {"planHash": done["planHash"]})
        self.settled(done["id"])
        self.done, self.ready, self.discarded = done["id"], self.analysed(2000, 5), self.analysed(3000, 5)["id"]
        self.uploaded, self.uploaded_too, self.upload_discarded = (self.upload(first, 5) for first in (4000, 4500, 5000))
        self.changed = self.analysed(6000, 5)["id"]
        self.pieces = [self.begin_pieces() for _ in range(2)]
        columns = [{"column": f"Email {self.name}", "field": "email"}]
        self.recipe = self.call("POST", "/imports/1/recipes", {"recipe": {"name": f"recipe {self.name}", "columns": columns}}).json["id"]

    def begin_pieces(self):
        metadata = "filename " + base64.b64encode(f"{self.name}.csv".encode()).decode()
        headers = {"Tus-Resumable": "1.0.0", "Upload-Length": "100", "Upload-Metadata": metadata}
        return self.call("POST", "/imports/1/uploads", headers=headers).headers["location"].rsplit("/", 1)[1]

    def fill_access(self):
        self.account_id = self.get("/account/1/session")["account"]["id"]
        self.admin_id = next(user["id"] for user in self.get("/account/1/users")["users"] if user["email"] == self.admin)
        added = self.call("POST", "/account/1/users", {"email": self.second, "role": "VIEWER"}).json
        self.second_id = added["user"]["id"] if "user" in added else added["id"]
        self.revoked, self.expired = self.add_key(SCOPES)[0], None
        self.call("DELETE", f"/account/1/apiKeys/{self.add_key_id}")
        soon = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=2)
        self.expired = self.add_key(SCOPES, soon.strftime("%Y-%m-%dT%H:%M:%SZ"))[0]
        self.without = {}
        for needed in SCOPES:
            kept = [scope for scope in SCOPES if scope not in (needed, COVERED_BY.get(needed))]
            self.without[needed] = self.add_key(kept)[0]
        signed_in = self.call("POST", "/account/1/session", {"email": self.admin, "password": self.password}, key=False)
        self.cookie = signed_in.headers["set-cookie"].split(";")[0]
        self.csrf_token = signed_in.json["csrfToken"]
        self.token = self.call("POST", "/account/1/session", {"email": self.admin, "password": self.password, "carrier": "TOKEN"}, key=False).json["token"]
        time.sleep(max(0.0, (soon - datetime.datetime.now(datetime.timezone.utc)).total_seconds()) + 1)

    def add_key(self, scopes, expires=None):
        made = self.call("POST", "/account/1/apiKeys", {"name": f"key {self.name}", "scopes": list(scopes), "expiresAt": expires}).json
        self.add_key_id = made["id"]
        return made["key"], made["id"]
