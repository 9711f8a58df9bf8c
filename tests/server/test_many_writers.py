"""Sixty-four clients that write at the same time, with identifiers that they all want, while an import runs.

MUSTER_EXHAUSTIVE=1 for the long form. Seeded by MUSTER_SEED (printed). Persons are of three kinds, so that afterwards it can be said exactly
what must be there: some are created and merged, some created, upserted, imported and deleted, of some the contacts change.
"""
import collections
import concurrent.futures
import json
import os
import random
import sys
import threading
import time
import unittest

from harness import Client, ServerTest

WRITERS = 64
TURNS = 200 if os.environ.get("MUSTER_EXHAUSTIVE") else 80
SEED = int(os.environ.get("MUSTER_SEED", time.time_ns() % 1_000_000))
SHARED = 400  # identifiers of each kind that all want
IMPORTED = 20_000  # rows, of which the first SHARED meet what the clients write
REFUSALS = (400, 404, 409)  # taken, gone, in the way: nothing else may happen to a sound request


class Facts:
    """What the clients were told. Any thread."""

    def __init__(self):
        self.lock = threading.Lock()
        self.births = {}  # tag of a creation -> the person's id, if it was told
        self.created, self.deleted = set(), []  # ids of the second kind
        self.marks = collections.defaultdict(dict)  # writer -> person -> last value that was taken
        self.contacts = []  # (person, email) of one writer only
        self.merges = 0
        self.done = collections.Counter()


class Writer:
    def __init__(self, test, number, facts):
        self.number, self.facts = number, facts
        self.random = random.Random(SEED * 1_000 + number)
        self.client = Client(test.server, test.description, test.key)
        self.known = []  # ids of the second kind
        self.count = 0

    def write(self):
        acts = (self.create_to_merge, self.create_batch_to_merge, self.merge, self.mark, self.create, self.upsert, self.patch, self.delete, self.add_contacts,
                self.remove_contacts)
        for _ in range(TURNS):
            self.count += 1
            self.random.choice(acts)()
        self.client.close()

    def call(self, method, target, body=None):
        answer = self.client.call(method, target, body)
        if answer.status not in (200, 207, *REFUSALS):
            raise AssertionError(f"{method} {target} {body}: {answer!r}")
        with self.facts.lock:
            self.facts.done[f"{method} {target.split('?')[0]} {answer.status}"] += 1
        return answer

    def shared(self, kind):
        return f"{kind}-{self.random.randrange(SHARED)}"

    @staticmethod
    def by_external_id(name):
        return f"identifier={name}&type=EXTERNAL_ID"

    def new_to_merge(self, place=0):
        person = {"externalId": self.shared("m"), "tags": [f"birth {self.number} {self.count} {place}"]}
        if self.random.random() < 0.7:
            person["contactInformation"] = {"email": [{"address": self.shared("m") + "@many.example"}]}
        return person

    def create_to_merge(self):
        person = self.new_to_merge()
        answer = self.call("POST", "/people/2/persons", person)
        if answer.status == 200:
            with self.facts.lock:
                self.facts.births[person["tags"][0]] = answer.json["id"]

    def create_batch_to_merge(self):
        people = [self.new_to_merge(place) for place in range(4)]
        answer = self.call("POST", "/people/2/persons/batch", {"people": people})
        if answer.status in REFUSALS:
            return
        failed = {failure["index"] for failure in answer.json["results"]} if answer.status == 207 else set()
        with self.facts.lock:
            for place, person in enumerate(people):
                if place not in failed:
                    self.facts.births[person["tags"][0]] = None

    def merge(self):
        person = {"externalId": self.shared("m"), "contactInformation": [{"type": "EMAIL", "identifier": self.shared("m") + "@many.example"}]}
        answer = self.call("POST", "/people/3/persons/merge", {"persons": [person]})
        if answer.status == 207 and answer.json["results"]:
            with self.facts.lock:
                self.facts.merges += 1

    def mark(self):
        """Each writer has an attribute of its own, so the last value that was taken is the one that stays."""
        answer = self.call("PATCH", "/people/2/persons?" + self.by_external_id(self.shared("m")), {"customAttributes": {f"w{self.number}": self.count}})
        if answer.status == 200:
            with self.facts.lock:
                self.facts.marks[self.number][answer.json["id"]] = self.count

    def create(self):
        answer = self.call("POST", "/people/2/persons", {"externalId": self.shared("d")})
        if answer.status == 200:
            self.remember(answer.json["id"])

    def remember(self, person):
        self.known.append(person)
        with self.facts.lock:
            self.facts.created.add(person)

    def upsert(self):
        persons = [{"externalId": name, "firstName": f"W{self.number}"} for name in {self.shared("d") for _ in range(3)}]
        answer = self.call("PATCH", "/people/3/persons/upsert", {"persons": persons})
        for result in answer.json["results"] if answer.status == 207 else []:
            if result["status"] == "CREATED":
                self.remember(result["id"])

    def patch(self):
        answer = self.call("PATCH", "/people/2/persons?" + self.by_external_id(self.shared("d")), {"city": f"C{self.number}"})
        if answer.status == 200:
            self.known.append(answer.json["id"])

    def delete(self):
        if not self.known:
            return
        person = self.known.pop(self.random.randrange(len(self.known)))
        answer = self.call("DELETE", f"/people/2/persons?identifier={person}&type=ID")
        if answer.status == 200:
            with self.facts.lock:
                self.facts.deleted.append(person)

    def add_contacts(self):
        person = self.shared("c")
        own = f"own-{self.number}-{self.count}@many.example"
        emails = [{"address": own}] + [{"address": self.shared("c") + "@many.example"}] * (self.random.random() < 0.5)
        answer = self.call("PATCH", "/people/2/persons/contactInformation?" + self.by_external_id(person), {"contactInformation": {"email": emails}})
        if answer.status == 200:
            with self.facts.lock:
                self.facts.contacts.append((person, own))

    def remove_contacts(self):
        emails = {"contactInformation": {"email": [{"address": self.shared("c") + "@many.example"}]}}
        self.call("DELETE", "/people/2/persons/contactInformation?" + self.by_external_id(self.shared("c")), emails)


class ManyWriters(ServerTest):
    environment = {"MUSTER_RECORDS_PER_CHUNK": "200"}  # many transactions of the import among those of the clients

    def all_persons(self):
        persons, page = [], 1
        while found := self.call("GET", f"/people/2/persons?limit=1000&page={page}", status=200).json["persons"]:
            persons += found
            page += 1
        return persons

    def analysed(self):
        rows = "".join(f"d-{row},Imported,{row}@rows.example\n" for row in range(IMPORTED))
        number = self.call("POST", "/imports/1/uploads?name=rows.csv", body=f"External ID,First name,Email\n{rows}".encode(),
                           headers={"Content-Type": "text/csv"}, status=201).json["uploadId"]
        wanted = {"uploadId": number, "autoMap": False, "personType": "CUSTOMER", "onDrift": "apply",
                  "recipe": {"columns": [{"column": "External ID", "field": "externalId"}, {"column": "First name", "field": "firstName"},
                                         {"column": "Email", "field": "email"}]}}
        self.call("POST", "/imports/1/imports", wanted, status=(200, 202))
        return self.settled(number)

    def settled(self, number, seconds=240):
        end = time.monotonic() + seconds
        while (job := self.call("GET", f"/imports/1/imports/{number}", status=200).json)["work"] is not None:
            self.assertLess(time.monotonic(), end, job)
            time.sleep(0.1)
        return job

    def test_nothing_is_lost_doubled_or_left_over(self):
        print(f"seed {SEED}", file=sys.stderr)
        for number in range(WRITERS):
            self.call("POST", "/people/2/customAttributes", {"name": f"w{number}", "dataType": "INTEGER"}, status=200)
        self.call("POST", "/people/2/persons/batch", {"people": [{"externalId": f"c-{number}"} for number in range(SHARED)]}, status=200)
        job = self.analysed()
        facts = Facts()
        with concurrent.futures.ThreadPoolExecutor(WRITERS + 1) as pool:
            begun = time.monotonic()
            writing = [pool.submit(Writer(self, number, facts).write) for number in range(WRITERS)]
            self.call("POST", f"/imports/1/imports/{job['id']}/commit", {"planHash": job["planHash"]}, status=(200, 202))
            for each in writing:
                each.result()
            took = time.monotonic() - begun
        job = self.settled(job["id"])
        self.assertIn(job["state"], ("COMPLETED", "COMPLETED_WITH_ERRORS"), job)
        self.judge(facts, self.all_persons(), job)
        total = sum(facts.done.values())
        print(f"{total} calls in {took:.1f} s, {facts.merges} merges, {len(facts.deleted)} deletions, imported {job['counts']['created']}", file=sys.stderr)
        for act in ("POST /people/2/persons 200", "POST /people/2/persons 400", "DELETE /people/2/persons 200", "PATCH /people/2/persons 200"):
            self.assertGreater(facts.done[act], 0, f"{act} never happened: {facts.done}")
        self.assertGreater(facts.merges, 0)
        self.assertEqual(self.server.stop(), 0)
        self.assertEqual(self.run_program("check").returncode, 0)
        type(self).start()  # what was answered is still there after the end
        self.client = self.new_client()
        self.judge(facts, self.all_persons(), job)

    def judge(self, facts, persons, job):
        self.judge_identifiers(persons)
        self.judge_merged(facts, persons)
        self.judge_deleted(facts, persons, job)
        by_external_id = {person.get("externalId"): person for person in persons}
        for name, email in facts.contacts:
            self.assertIn({"address": email}, by_external_id[name]["contactInformation"]["email"])

    def judge_identifiers(self, persons):
        for person in persons:
            self.assertTrue(person.get("externalId") or person["contactInformation"].get("phone") or person["contactInformation"].get("email"), person)
        for kind, found in (("ids", [person["id"] for person in persons]), ("external ids", [p["externalId"] for p in persons if "externalId" in p]),
                            ("emails", [each["address"].lower() for person in persons for each in person["contactInformation"].get("email", [])])):
            twice = [value for value, count in collections.Counter(found).items() if count > 1]
            self.assertEqual(twice, [], f"{kind} that stand twice")

    def judge_merged(self, facts, persons):
        """Who was created is there or is part of exactly one who is."""
        bearers = collections.defaultdict(list)
        for person in persons:
            for tag in person["tags"]:
                if tag.startswith("birth "):
                    bearers[tag].append(person)
        self.assertEqual({tag: [person["id"] for person in found] for tag, found in bearers.items() if len(found) > 1}, {})
        self.assertEqual(sorted(bearers), sorted(facts.births))
        by_id = {person["id"]: person for person in persons}
        for tag, number in facts.births.items():
            if number is not None and number in by_id:
                self.assertIn(tag, by_id[number]["tags"])
        for writer, marks in facts.marks.items():
            for number, value in marks.items():
                tags = [tag for tag, person in facts.births.items() if person == number]
                person = by_id.get(number) or (bearers[tags[0]][0] if tags else None)
                if person is None:
                    continue  # born in a batch, which does not tell ids, and merged into another since
                found = person["customAttributes"].get(f"w{writer}")
                alone = sum(tag.startswith("birth ") for tag in person["tags"]) == 1
                self.assertIn(found, [value] if alone else list(marks.values()), f"the mark of writer {writer} on {person}")

    def judge_deleted(self, facts, persons, job):
        self.assertEqual(len(facts.deleted), len(set(facts.deleted)), "somebody was deleted twice")
        second = [person for person in persons if person.get("externalId", "").startswith("d-")]
        by_calls = {person["id"] for person in second if person["origin"] == "API"}
        self.assertEqual(by_calls, facts.created - set(facts.deleted))
        imported = [person for person in second if person["origin"] == "PORTAL"]
        self.assertEqual(len(imported), job["counts"]["created"] - len(set(facts.deleted) - facts.created))


if __name__ == "__main__":
    unittest.main()
