"""Imports over HTTP, as scripts and the web app do them."""
import base64
import concurrent.futures
import http.client
import io
import json
import time
import unittest
import zipfile

from harness import Client, ServerTest

PEOPLE = b"""Email,Phone,First name,Last name
ana@example.com,+385911234561,Ana,Horvat
ivan@example.com,+385911234562,Ivan,Horvat
nobody,,Mia,Novak
"""


def many(count, domain):
    return b"Email,First name,City\n" + b"".join(b"p%d@%s,Name%d,Town\n" % (row, domain.encode(), row) for row in range(count))


def form(*parts):
    """Body and Content-Type of a form: (name, file name or None, content) each."""
    boundary = "----muster-tests-7d1"
    body = b""
    for name, file_name, content in parts:
        named = f'; filename="{file_name}"' if file_name else ""
        body += f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"{named}\r\n\r\n'.encode() + content + b"\r\n"
    return body + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


class ImportsTest(ServerTest):
    def upload(self, content, name="people.csv", **more):
        answer = self.call("POST", f"/imports/1/uploads?name={name}", body=content, headers={"Content-Type": "application/octet-stream"},
                           status=201, **more)
        self.assertEqual(answer.headers["location"], f"/imports/1/uploads/{answer.json['uploadId']}")
        return answer.json

    def settled(self, number, seconds=120):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            job = self.call("GET", f"/imports/1/imports/{number}", status=200).json
            if job["work"] is None:
                return job
            time.sleep(0.05)
        raise AssertionError(f"import {number} came to no end: {job}")

    def analysed(self, content, **more):
        number = self.upload(content)["uploadId"]
        ordered = self.call("POST", "/imports/1/imports", {"uploadId": number, **more}, status=(200, 202))
        self.assertEqual(ordered.headers["location"], f"/imports/1/imports/{number}")
        return self.settled(number)

    def committed(self, job, **more):
        self.call("POST", f"/imports/1/imports/{job['id']}/commit", {"planHash": job["planHash"]}, status=(200, 202), **more)
        return self.settled(job["id"])


class StepByStep(ImportsTest):
    def test_upload_plan_commit_undo(self):
        upload = self.upload(PEOPLE)
        self.assertEqual([column["suggestion"]["field"] for column in upload["columns"]], ["email", "phone", "firstName", "lastName"])
        self.assertEqual(upload["rows"][0]["cells"][0], "ana@example.com")
        job = self.analysed(PEOPLE, personType="CUSTOMER", tags={"mode": "MANUAL", "names": ["Spring fair"]})
        self.assertEqual((job["state"], job["planned"]["created"], job["planned"]["rowsRejected"]), ("READY", 2, 1))
        self.assertEqual(job["problems"][0]["column"], "Email")
        path = f"/imports/1/imports/{job['id']}"
        rows = self.call("GET", f"{path}/rows?outcome=REJECTED", status=200).json["rows"]
        self.assertEqual([(row["row"], row["code"]) for row in rows], [(4, "INVALID_EMAIL")])
        difference = self.call("GET", f"{path}/records/0/diff", status=200).json
        self.assertIn({"field": "firstName", "old": "", "new": "Ana"}, difference["fields"])

        done = self.committed(job)
        self.assertEqual((done["state"], done["counts"]["createdCustomers"]), ("COMPLETED_WITH_ERRORS", 2))
        self.assertEqual(self.call("GET", f"{path}/file", status=200).body, PEOPLE)
        self.assertIn(b"nobody", self.call("GET", f"{path}/rejected.csv", status=200).body)
        workbook = self.call("GET", f"{path}/created.xlsx", status=200).body
        self.assertIn("xl/workbook.xml", zipfile.ZipFile(io.BytesIO(workbook)).namelist())
        for file in ("created.csv", "updated.csv", "unchanged.csv", "rejected.xlsx", "updated.xlsx", "unchanged.xlsx"):
            self.call("GET", f"{path}/{file}", status=200)
        receipt = self.call("GET", f"{path}/receipt", status=200).json["receipt"]
        self.assertEqual(receipt["planHash"], job["planHash"])
        self.assertTrue(self.call("GET", f"{path}/receipt/verification", status=200).json["holds"])
        self.assertEqual(self.call("GET", "/imports/1/imports?limit=1", status=200).json["imports"][0]["id"], job["id"])

        foreseen = self.call("POST", f"{path}/undo", {"dryRun": True}, status=200).json
        self.assertEqual(foreseen["undoPreview"]["report"]["removed"], 2)
        self.call("POST", f"{path}/undo", status=(200, 202))
        undone = self.settled(job["id"])
        self.assertEqual((undone["state"], undone["undo"]["removed"]), ("UNDONE", 2))
        self.assert_problem(self.call("POST", f"{path}/undo"), 409, "IMPORT_STATE")

    def test_changes_before_the_commit(self):
        self.committed(self.analysed(b"Email,Name\nkata@example.com,Kata\n"))
        job = self.analysed(b"Email,Name\nkata@example.com,Katarina\n", autoMap=False,
                            recipe={"columns": [{"column": "Email", "field": "email"}, {"column": "Name", "field": "firstName"}]})
        path = f"/imports/1/imports/{job['id']}"
        self.assertEqual(job["planned"]["updated"], 1)
        self.call("PATCH", path, {"onDuplicate": "discard"}, status=(200, 202))
        self.assertEqual(self.settled(job["id"])["planned"]["discarded"], 1)
        self.assert_problem(self.call("POST", f"{path}/commit", {"planHash": job["planHash"]}), 409, "PLAN_OUTDATED")
        answer = self.call("PATCH", path, {"reading": {"headerRow": "none"}, "columns": [{"column": "#1", "field": "email"}]}, status=(200, 202))
        self.assertEqual(answer.json["preview"]["columns"][0]["name"], "#1")
        self.assertEqual(self.settled(job["id"])["planned"]["rowsRead"], 2)
        self.assert_problem(self.call("PATCH", path, {"onDuplicte": "merge"}), 400, "PROPERTY_UNKNOWN")
        self.assert_problem(self.call("PATCH", path, {"reading": {"encoding": "klingon"}}), 400, "ENCODING_UNKNOWN")
        self.call("DELETE", path, status=204)
        self.assert_problem(self.call("GET", path), 404, "IMPORT_NOT_FOUND")

    def test_changes_at_the_same_moment_all_count(self):
        job = self.analysed(PEOPLE.replace(b"example.com", b"moment.example"))
        path = f"/imports/1/imports/{job['id']}"
        for turn in range(10):
            wanted = {"onDuplicate": ["discard", "merge"][turn % 2], "onError": ["fail", "skip"][turn % 2], "onDrift": ["stop", "apply"][turn % 2],
                      "onAmbiguousMatch": ["merge", "reject"][turn % 2], "personType": ["CUSTOMER", "LEAD"][turn % 2],
                      "tags": {"mode": "MANUAL", "names": [f"Turn {turn}"]}}
            with concurrent.futures.ThreadPoolExecutor(len(wanted)) as pool:
                def one(choice):
                    return self.new_client().call("PATCH", path, dict([choice]))
                answers = list(pool.map(one, wanted.items()))
            self.assertEqual({answer.status for answer in answers} - {200, 202}, set(), answers)
            choices = self.settled(job["id"])["request"]["recipe"]["choices"]
            self.assertEqual({name: choices[name] for name in wanted}, wanted)

    def test_documents_stand_in_one_line(self):
        job = self.analysed(PEOPLE.replace(b"example.com", b"line.example"))
        recipe = {"name": "In one line", "columns": [{"column": "Email", "field": "email"}]}
        kept = self.call("POST", "/imports/1/recipes", {"recipe": recipe}, status=201).headers["location"]
        for address in (f"/imports/1/imports/{job['id']}", "/imports/1/imports", "/imports/1/recipes", kept):
            self.assertNotIn(b"\n", self.call("GET", address, status=200).body)
        self.call("DELETE", kept, status=204)

    def test_history_in_pages(self):
        numbers = [self.upload(PEOPLE)["uploadId"] for _ in range(5)]
        listed, address = [], "/imports/1/imports?limit=2"
        while address:
            page = self.call("GET", address, status=200).json
            listed += [each["id"] for each in page["imports"]]
            self.assertLessEqual(len(page["imports"]), 2)
            address = page.get("next") and f"/imports/1/imports?limit=2&before={page['next']}"
        self.assertEqual(listed, sorted(set(listed), reverse=True))
        self.assertEqual(listed[:5], numbers[::-1])

    def test_a_key_commits_one_import_only(self):
        jobs = [self.analysed(many(20, f"key{place}.example")) for place in range(2)]
        def commit(job, key):
            return self.new_client().call("POST", f"/imports/1/imports/{job['id']}/commit", {"planHash": job["planHash"]},
                                          headers={"Idempotency-Key": key})
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(lambda job: commit(job, "only-one"), jobs))
        self.assertEqual(sorted(answer.status // 100 for answer in answers), [2, 4], answers)
        refused, job = next((answer, job) for answer, job in zip(answers, jobs) if answer.status >= 400)
        self.assert_problem(refused, 409, "IDEMPOTENCY_KEY_REUSED")
        self.assertIn(commit(job, "another").status, (200, 202))
        self.assertIn(commit(job, "another").status, (200, 202))

    def test_stops_at_the_first_row_when_told_to(self):
        job = self.analysed(PEOPLE.replace(b"example.com", b"stop.example"), onError="fail")
        problem = self.assert_problem(self.call("POST", f"/imports/1/imports/{job['id']}/commit", {"planHash": job["planHash"]}), 409, "ON_ERROR_FAIL")
        self.assertEqual((problem["row"], problem["column"], problem["value"]), (4, "Email", "nobody"))

    def test_refuses_what_is_no_table(self):
        letter = self.call("POST", "/imports/1/uploads?name=letter.pdf", body=b"%PDF-1.7\n1 0 obj\n" + bytes(range(256)) * 9,
                           headers={"Content-Type": "application/pdf"})
        self.assertEqual((letter.status, letter.media_type), (415, "application/problem+json"))
        self.assert_problem(self.call("POST", "/imports/1/uploads", body=b""), 400, "BODY_MISSING")
        self.assert_problem(self.call("POST", "/imports/1/imports", body=b"{", headers={"Content-Type": "application/json"}), 400, "NOT_JSON")
        self.assert_problem(self.call("POST", "/imports/1/imports", {"uploadId": "7"}), 400, "PROPERTY_INVALID")
        self.assert_problem(self.call("POST", "/imports/1/imports", {"uploadId": 99999}), 404, "IMPORT_NOT_FOUND")

    def test_recipes(self):
        recipe = {"name": "Spring", "columns": [{"column": "Email", "field": "email"}]}
        created = self.call("POST", "/imports/1/recipes", {"recipe": recipe, "fingerprint": self.upload(PEOPLE)["reading"]["fingerprint"]}, status=201)
        path = created.headers["location"]
        self.assertEqual(self.upload(PEOPLE)["recipes"], ["Spring"])
        self.assert_problem(self.call("POST", "/imports/1/recipes", {"recipe": recipe}), 409, "RECIPE_EXISTS")
        self.call("PUT", path, {"recipe": {**recipe, "name": "Summer"}}, status=200)
        self.assertEqual([each["name"] for each in self.call("GET", "/imports/1/recipes", status=200).json["recipes"]], ["Summer"])
        self.assertEqual(self.analysed(PEOPLE, recipeId=created.json["id"])["request"]["recipe"]["columns"][0]["field"], "email")
        self.call("DELETE", path, status=204)
        self.assert_problem(self.call("GET", path), 404, "RECIPE_NOT_FOUND")

    def told_until(self, wanted, stream):
        told = ""
        while wanted not in told:
            line = stream.readline().decode()
            self.assertTrue(line, f"the stream ended before it told {wanted}: {told}")
            told += line
        return told

    def test_events_tell_everything_from_order_to_end(self):
        number = self.upload(many(20_000, "events.example"))["uploadId"]
        connection = http.client.HTTPConnection(self.server.host, self.server.port, timeout=60)
        self.addCleanup(connection.close)
        connection.request("GET", f"/imports/1/imports/{number}/events", headers={"Authorization": f"App {self.key}"})
        stream = connection.getresponse()
        self.assertEqual((stream.status, stream.getheader("content-type")), (200, "text/event-stream"))
        told = self.told_until('"state":"UPLOADED"', stream)  # the answer's first bytes are sent before the import is looked at
        self.call("POST", "/imports/1/imports", {"uploadId": number}, status=(200, 202))
        told += self.told_until('"state":"READY"', stream)
        self.committed(self.settled(number))
        told += stream.read().decode()  # it ends by itself
        events = [dict(line.split(": ", 1) for line in event.splitlines() if not line.startswith(":")) for event in told.split("\n\n") if event]
        events = [event for event in events if event]
        self.assertEqual([int(event["id"]) for event in events], list(range(1, len(events) + 1)))
        states = [json.loads(event["data"])["state"] for event in events if event["event"] == "state"]
        self.assertEqual((states[0], states[-1]), ("UPLOADED", "COMPLETED"))
        self.assertIn("READY", states)
        again = self.call("GET", f"/imports/1/imports/{number}/events", headers={"Last-Event-ID": events[-1]["id"]})
        self.assertEqual(again.status, 204)

    def test_cancels_an_analysis(self):
        number = self.upload(many(150_000, "cancel.example"))["uploadId"]
        self.call("POST", "/imports/1/imports", {"uploadId": number}, status=202)
        self.call("POST", f"/imports/1/imports/{number}/cancel", status=(200, 202))
        job = self.settled(number)
        self.assertEqual((job["state"], job["reason"].split(":")[0]), ("UPLOADED", "CANCELLED"))


class OneCall(ImportsTest):
    def wait(self, *parts, query="", headers=None):
        body, content_type = form(*parts)
        return self.call("POST", f"/imports/1/imports?wait=true{query}", body=body, headers={"Content-Type": content_type, **(headers or {})})

    def test_from_file_to_result(self):
        recipe = {"columns": [{"column": "Email", "field": "email"}], "choices": {"personType": "CUSTOMER"}}
        done = self.wait(("file", "people.csv", PEOPLE), ("recipe", None, json.dumps(recipe).encode()))
        self.assertEqual(done.status, 200, repr(done))
        self.assertEqual((done.json["state"], done.json["counts"]["createdCustomers"]), ("COMPLETED_WITH_ERRORS", 2))
        hopeless = self.wait(("file", "colours.csv", b"Colour,Size\nred,1\n"))
        self.assert_problem(hopeless, 422, "NO_IDENTIFIER_MAPPED")

    def test_the_same_key_does_it_once(self):
        file = ("file", "people.csv", many(500, "once.example"))
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            def once(_):
                client = self.new_client()
                body, content_type = form(file)
                return client.call("POST", "/imports/1/imports?wait=true", body=body, headers={"Content-Type": content_type, "Idempotency-Key": "night-1"})
            answers = list(pool.map(once, range(4)))
        self.assertEqual({answer.status for answer in answers} - {200, 202}, set(), answers)
        self.assertEqual(len({answer.json["id"] for answer in answers}), 1)
        done = self.settled(answers[0].json["id"])
        if done["state"] == "READY":  # all that waited were answered before the plan was there
            done = self.committed(done)
        self.assertEqual((done["state"], done["counts"]["created"]), ("COMPLETED", 500))
        history = self.call("GET", "/imports/1/imports?limit=500", status=200).json["imports"]
        self.assertEqual(len([each for each in history if each["file"]["size"] == len(file[2])]), 1)

    def test_too_many_that_wait_are_not_kept_waiting(self):
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            def one(place):
                body, content_type = form(("file", "people.csv", many(20_000, f"wait{place}.example")))
                return self.new_client().call("POST", "/imports/1/imports?wait=true", body=body, headers={"Content-Type": content_type})
            waiting = [pool.submit(one, place) for place in range(8)]
            time.sleep(0.2)
            start = time.monotonic()
            self.call("GET", "/readyz", status=200)
            self.assertLess(time.monotonic() - start, 5)
            answers = [each.result() for each in waiting]
        self.assertEqual({answer.status for answer in answers} - {200, 202}, set(), answers)
        for answer in answers:
            self.settled(answer.json["id"])


class Pieces(ImportsTest):
    TUS = {"Tus-Resumable": "1.0.0"}

    def tus(self, method, path, headers=None, body=None):
        return self.call(method, path, headers={**self.TUS, **(headers or {})}, body=body)

    def begun(self, length, name="people.csv"):
        metadata = "filename " + base64.b64encode(name.encode()).decode()
        created = self.tus("POST", "/imports/1/uploads", {"Upload-Length": str(length), "Upload-Metadata": metadata})
        self.assertEqual(created.status, 201, repr(created))
        return created.headers["location"]

    def piece(self, address, offset, content):
        return self.tus("PATCH", address, {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}, content)

    def test_goes_on_after_a_kill(self):
        content = many(30_000, "pieces.example")
        address = self.begun(len(content), "Žene.csv")
        half = len(content) // 2
        self.assertEqual(self.piece(address, 0, content[:half]).status, 204)
        self.server.kill()
        type(self).start()
        self.client = self.new_client()
        state = self.tus("HEAD", address)
        self.assertEqual((state.status, state.headers["upload-offset"], state.headers["upload-length"]), (200, str(half), str(len(content))))
        self.assert_problem(self.piece(address, 0, content[:half]), 409, "OFFSET_WRONG")
        last = self.piece(address, half, content[half:])
        self.assertEqual(last.status, 204, repr(last))
        number = last.headers["upload-id"]
        self.assertEqual(self.call("GET", address, status=200).json["file"]["name"], "Žene.csv")
        self.assertEqual(self.call("GET", f"/imports/1/imports/{number}/file", status=200).body, content)

    def test_speaks_the_protocol(self):
        abilities = self.call("OPTIONS", "/imports/1/uploads", status=204, key=False)
        self.assertEqual(abilities.headers["tus-version"], "1.0.0")
        limit = int(abilities.headers["tus-max-size"])
        self.assertEqual(self.tus("POST", "/imports/1/uploads", {"Upload-Length": str(limit + 1)}).status, 413)
        old = self.call("POST", "/imports/1/uploads", headers={"Tus-Resumable": "0.2.2", "Upload-Length": "5"})
        self.assertEqual((old.status, old.headers["tus-version"]), (412, "1.0.0"))
        address = self.begun(10)
        self.assertEqual(self.piece(address, 0, b"much longer than ten").status, 413)
        self.assertEqual(self.tus("DELETE", address).status, 204)
        self.assertEqual(self.tus("HEAD", address).status, 404)


class Accounts(ImportsTest):
    @classmethod
    def prepare(cls):
        cls.run_program("account", "create", "other")
        cls.other = cls.create_key("stranger", account="other")
        cls.reader = cls.create_key("reader", "imports:read", account="default")
        return cls.create_key("tests", account="default")

    def test_nothing_of_one_is_seen_in_another(self):
        job = self.analysed(PEOPLE)
        path = f"/imports/1/imports/{job['id']}"
        for rest in ("", "/rows", "/file", "/rejected.csv", "/events", "/receipt"):
            self.assert_problem(self.call("GET", path + rest, key=self.other), 404, "IMPORT_NOT_FOUND")
        self.assert_problem(self.call("POST", f"{path}/commit", {"planHash": job["planHash"]}, key=self.other), 404, "IMPORT_NOT_FOUND")
        self.assertEqual(self.call("GET", "/imports/1/imports", status=200, key=self.other).json["imports"], [])

    def test_readers_only_read(self):
        job = self.analysed(PEOPLE)
        self.call("GET", f"/imports/1/imports/{job['id']}", status=200, key=self.reader)
        self.assert_problem(self.call("POST", f"/imports/1/imports/{job['id']}/commit", {"planHash": job["planHash"]}, key=self.reader), 403, "FORBIDDEN")
        self.assert_problem(self.call("POST", "/imports/1/uploads", body=PEOPLE, key=self.reader), 403, "FORBIDDEN")
        self.assert_problem(self.call("GET", "/imports/1/imports", key=False), 401, "UNAUTHORIZED")


if __name__ == "__main__":
    unittest.main()
