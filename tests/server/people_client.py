"""A client of the published People API, as a program has one that was written for it: a base URL, a key, and its documented calls."""
import json
import urllib.error
import urllib.parse
import urllib.request


class Refused(Exception):
    """An answer that is no success."""

    def __init__(self, status, document):
        super().__init__(f"{status} {document}")
        self.status, self.document = status, document


class PeopleClient:
    def __init__(self, base_url, key):
        self.base_url, self.key = base_url.rstrip("/"), key

    def call(self, method, path, body=None, **query):
        target = self.base_url + path + ("?" + urllib.parse.urlencode(query) if query else "")
        request = urllib.request.Request(target, method=method, data=None if body is None else json.dumps(body).encode())
        request.add_header("Authorization", f"App {self.key}")
        request.add_header("Accept", "application/json")
        if body is not None:
            request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                content = answer.read()
        except urllib.error.HTTPError as refusal:
            with refusal:
                content = refusal.read()
            raise Refused(refusal.code, json.loads(content) if content else None) from None
        return json.loads(content) if content else None

    # persons, version 2
    def create_person(self, person):
        return self.call("POST", "/people/2/persons", person)

    def get_person(self, kind, identifier):
        return self.call("GET", "/people/2/persons", identifier=identifier, type=kind)

    def list_persons(self, **query):
        return self.call("GET", "/people/2/persons", **query)

    def replace_person(self, kind, identifier, person):
        return self.call("PUT", "/people/2/persons", person, identifier=identifier, type=kind)

    def patch_person(self, kind, identifier, change):
        return self.call("PATCH", "/people/2/persons", change, identifier=identifier, type=kind)

    def delete_person(self, kind, identifier):
        return self.call("DELETE", "/people/2/persons", identifier=identifier, type=kind)

    def change_contacts(self, method, kind, identifier, contacts):
        return self.call(method, "/people/2/persons/contactInformation", {"contactInformation": contacts}, identifier=identifier, type=kind)

    def create_persons(self, people):
        return self.call("POST", "/people/2/persons/batch", {"people": people})

    def patch_persons(self, changes):
        return self.call("PATCH", "/people/2/persons/batch", {"people": [{"query": query, "update": update} for query, update in changes]})

    def delete_persons(self, queries):
        return self.call("DELETE", "/people/2/persons/batch", {"people": [{"query": query} for query in queries]})

    def match(self, identities):
        return self.call("POST", "/people/2/persons/match", {"identities": identities})

    # persons, version 3
    def upsert(self, persons, method="PATCH"):
        return self.call(method, "/people/3/persons/upsert", {"persons": persons})

    def merge(self, persons):
        return self.call("POST", "/people/3/persons/merge", {"persons": persons})

    # tags
    def create_tag(self, name):
        return self.call("POST", "/people/2/tags", {"name": name})

    def tags(self, **query):
        return self.call("GET", "/people/2/tags", **query)

    def tag(self, name):
        return self.call("GET", f"/people/2/tags/{urllib.parse.quote(name, safe='')}")

    def change_tag(self, method, name, queries):
        return self.call(method, f"/people/2/tags/{urllib.parse.quote(name, safe='')}/persons", {"people": [{"query": query} for query in queries]})

    def delete_tag(self, name):
        return self.call("DELETE", f"/people/2/tags/{urllib.parse.quote(name, safe='')}")

    # custom attributes
    def create_attribute(self, name, data_type):
        return self.call("POST", "/people/2/customAttributes", {"name": name, "dataType": data_type})

    def attributes(self, **query):
        return self.call("GET", "/people/2/customAttributes", **query)

    def attribute(self, name):
        return self.call("GET", f"/people/2/customAttributes/{urllib.parse.quote(name, safe='')}")

    def delete_attribute(self, name):
        return self.call("DELETE", f"/people/2/customAttributes/{urllib.parse.quote(name, safe='')}")
