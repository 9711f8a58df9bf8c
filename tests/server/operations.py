"""One or more calls of every operation of the server, as whoever owns the account sends them.

A call is written for an account (full_account.py) and names what belongs to it. Sent with another account's key it must be refused, or
touch that other account only.
"""
import dataclasses
import json
import typing
import urllib.parse

NOT_FOUND = (404,)
OWN = "own"  # a call that names nothing which exists: it works, on the caller's own account
IN_ITEMS = "in items"  # a call for many, answered with 207 and a refusal for each
TUS = {"Tus-Resumable": "1.0.0"}


@dataclasses.dataclass
class Ask:
    """What one call sends besides method and path. Members are functions of the account that it is meant for."""

    path: dict = dataclasses.field(default_factory=dict)
    query: typing.Callable = lambda account: {}
    json: typing.Callable = lambda account: None
    body: typing.Callable = lambda account: None
    headers: dict = dataclasses.field(default_factory=dict)
    foreign: typing.Any = NOT_FOUND  # what another account's key gets: statuses, OWN or IN_ITEMS
    mine: tuple = (200, 201, 202, 204)  # what the account's own key gets

    def target(self, template, account):
        for name, value in self.path.items():
            template = template.replace("{" + name + "}", urllib.parse.quote(str(value(account)), safe=""))
        query = urllib.parse.urlencode(self.query(account))
        return template + ("?" + query if query else "")


@dataclasses.dataclass
class Operation:
    """`scope`: what a key needs; None: nothing (`signed_in` still holds: somebody), `open`: everybody may call it."""

    scope: typing.Optional[str]
    asks: list
    open: bool = False
    destroys: int = 0  # order of the calls that take away what others need, last
    reads: bool = False

    @property
    def needs_somebody(self):
        return not self.open


def by(kind, value):
    return lambda account: {"identifier": value(account), "type": kind}


def number(last):
    """Of a person that the account has had from the start; each call that changes something has its own."""
    return lambda account: account.persons - last


def identity(last):
    return lambda account: {"type": "EXTERNAL_ID", "identifier": account.external_id(account.persons - last)}


def person_asks(last, body=lambda account: None, mine=(200,)):
    """By each kind of identifier that there is; with a body that changes something."""
    every = (by("ID", lambda account: account.last_id), by("EXTERNAL_ID", lambda account: account.external_id(number(last)(account))),
             by("PHONE", lambda account: account.phone(number(last)(account))), by("EMAIL", lambda account: account.email(number(last)(account))))
    return [Ask(query=query, json=body, mine=mine) for query in every]


def one_person(last, body=lambda account: None):
    return [Ask(query=lambda account: {"identifier": account.external_id(number(last)(account)), "type": "EXTERNAL_ID"}, json=body)]


def of_import(which, **more):
    return Ask(path={"id": lambda account: getattr(account, which)}, **more)


def finished(**more):
    return [of_import("done", **more)]


def tag(kind, **more):
    return Ask(path={"name": lambda account: f"{kind} {account.name}"}, **more)


def contacts(last):
    return lambda account: {"contactInformation": {"email": [{"address": account.email(number(last)(account))}],
                                                   "phone": [{"number": account.phone(number(last)(account))}]}}


def filtered(account):
    return {"filter": json.dumps({"firstName": {"#startsWith": "First"}}), "limit": 1000, "includeTotalCount": "true"}


def anybody(*asks):
    return Operation(None, list(asks), open=True)


def reading(scope, *asks):
    return Operation(scope, list(asks), reads=True)


PEOPLE = {
    "findPersons": reading("people:read", *person_asks(1), Ask(query=lambda account: {"limit": 1000}, foreign=OWN), Ask(query=filtered, foreign=OWN)),
    "createPerson": Operation("people:manage", [Ask(json=lambda account: {"externalId": f"new {account.name}"}, foreign=OWN)]),
    "replacePerson": Operation("people:manage", person_asks(1, lambda account: {"externalId": account.external_id(number(1)(account)), "city": "Other"})),
    "patchPerson": Operation("people:manage", person_asks(1, lambda account: {"city": "Elsewhere"})),
    "deletePerson": Operation("people:manage", one_person(2), destroys=1),
    "replaceContacts": Operation("people:manage", one_person(3, contacts(3))),
    "addContacts": Operation("people:manage", one_person(3, lambda account: {"contactInformation": {"phone": [{"number": "385981112223"}]}})),
    "removeContacts": Operation("people:manage", one_person(3, contacts(3))),
    "createPersons": Operation("people:manage", [Ask(json=lambda account: {"people": [{"externalId": f"newer {account.name}"}]}, foreign=OWN)]),
    "patchPersons": Operation("people:manage", [Ask(json=lambda account: {"people": [{"query": identity(1)(account), "update": {"city": "Far"}}]},
                                                    foreign=IN_ITEMS)]),
    "deletePersons": Operation("people:manage", [Ask(json=lambda account: {"people": [{"query": identity(4)(account)}]}, foreign=IN_ITEMS)], destroys=1),
    "matchPersons": reading("people:read", Ask(json=lambda account: {"identities": [identity(1)(account)]}, foreign=OWN)),
    "upsertPersonsWhole": Operation("people:manage", [Ask(json=lambda account: {"persons": [{"externalId": account.external_id(number(5)(account))}]},
                                                          foreign=OWN, mine=(207,))]),
    "upsertPersons": Operation("people:manage", [Ask(json=lambda account: {"persons": [{"externalId": account.external_id(number(6)(account)),
                                                                                       "city": "Further"}]}, foreign=OWN, mine=(207,))]),
    "mergePersons": Operation("people:manage", [Ask(json=lambda account: {"persons": [
        {"externalId": account.external_id(number(7)(account)), "contactInformation": [{"type": "EMAIL", "identifier": account.email(number(8)(account))}]}]},
        foreign=OWN, mine=(207,))], destroys=1),
    "listTags": reading("people:read", Ask(query=lambda account: {"limit": 1000}, foreign=OWN)),
    "createTag": Operation("people:manage", [Ask(json=lambda account: {"name": f"new {account.name}"}, foreign=OWN)]),
    "findTag": reading("people:read", tag("tag")),
    "deleteTag": Operation("people:manage", [tag("unused")], destroys=1),
    "assignTag": Operation("people:manage", [tag("tag", json=lambda account: {"people": [{"query": identity(9)(account)}]})]),
    "unassignTag": Operation("people:manage", [tag("tag", json=lambda account: {"people": [{"query": identity(9)(account)}]})]),
    "listAttributes": reading("people:read", Ask(query=lambda account: {"limit": 1000}, foreign=OWN)),
    "createAttribute": Operation("people:manage", [Ask(json=lambda account: {"name": f"new {account.name}", "dataType": "STRING"}, foreign=OWN)]),
    "findAttribute": reading("people:read", tag("points")),
    "deleteAttribute": Operation("people:manage", [tag("unused")], destroys=1),
}

def key_of(last):
    return lambda account: "externalId:" + account.external_id(number(last)(account))


def one_key(last, **more):
    return Ask(path={"key": key_of(last)}, **more)


def keys(*last, **more):
    return Ask(json=lambda account: {"keys": [key_of(each)(account) for each in last], **{name: value(account) for name, value in more.items()}})


PERSONS = {
    **{name: reading("people:read", Ask(foreign=OWN)) for name in ("streamPersons", "exportPersonsCsv", "exportPersonsXlsx", "countTags", "listAllAttributes")},
    "showPerson": reading("people:read", one_key(1)),
    "showPersonActivity": reading("people:read", one_key(1)),
    "erasePersons": Operation("people:manage", [keys(10)], destroys=1),
    "mergePersonsByKey": Operation("people:manage", [keys(11, 12)], destroys=1),
    "tagPersons": Operation("people:manage", [keys(9, tag=lambda account: f"tag {account.name}")]),
    "untagPersons": Operation("people:manage", [keys(9, tag=lambda account: f"tag {account.name}")]),
    "ensureTag": Operation("people:manage", [Ask(json=lambda account: {"name": f"ensured {account.name}"}, foreign=OWN)]),
    "deleteUnusedTag": Operation("people:manage", [tag("unneeded")], destroys=1),
    "ensureAttribute": Operation("people:manage", [Ask(json=lambda account: {"name": f"ensured {account.name}", "dataType": "STRING"}, foreign=OWN)]),
    "deleteUnusedAttribute": Operation("people:manage", [tag("unneeded")], destroys=1),
}

PIECE = Ask(path={"id": lambda account: account.pieces[0]}, headers=TUS)

IMPORTS = {
    "getUploadAbilities": anybody(Ask()),
    "uploadFile": Operation("imports:manage", [Ask(body=lambda account: account.file(7000, 1), headers={"Content-Type": "text/csv"}, foreign=OWN),
                                               Ask(headers={**TUS, "Upload-Length": "7"}, foreign=OWN)]),
    "getUploadOffset": reading("imports:read", PIECE, of_import("done")),
    "appendToUpload": Operation("imports:manage", [dataclasses.replace(PIECE, body=lambda account: b"Email", headers={
        **TUS, "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"})]),
    "getUpload": reading("imports:read", of_import("uploaded"), of_import("done"),
                         Ask(path={"id": lambda account: account.pieces[1]}, mine=(409,))),  # not all of it is there
    "discardUpload": Operation("imports:manage", [of_import("upload_discarded"), Ask(path={"id": lambda account: account.pieces[0]}, headers=TUS)], destroys=1),
    "listImports": reading("imports:read", Ask(query=lambda account: {"limit": 500}, foreign=OWN)),
    "orderImport": Operation("imports:manage", [Ask(json=lambda account: {"uploadId": account.uploaded}), Ask(json=lambda account: {
        "uploadId": account.uploaded_too, "recipeId": account.recipe})]),
    "getImport": reading("imports:read", *[of_import(which) for which in ("done", "changed", "uploaded")]),
    "changeImport": Operation("imports:manage", [of_import("changed", json=lambda account: {"onDuplicate": "discard"})]),
    "discardImport": Operation("imports:manage", [of_import("discarded")], destroys=1),
    "commitImport": Operation("imports:manage", [Ask(path={"id": lambda account: account.ready["id"]},
                                                     json=lambda account: {"planHash": account.ready["planHash"]})]),
    # that it is over is told to whom it belongs only
    "cancelImport": Operation("imports:manage", [of_import("done", mine=(409,))]),
    "undoImport": Operation("imports:manage", [of_import("done", json=lambda account: {"dryRun": True}), of_import("done")], destroys=2),
    "followImport": reading("imports:read", of_import("done")),
    "listImportRows": reading("imports:read", of_import("done"), of_import("changed", query=lambda account: {"q": account.name})),
    "getImportFileRow": reading("imports:read", Ask(path={"id": lambda account: account.done, "row": lambda account: 2})),
    "getImportRecordDifference": reading("imports:read", Ask(path={"id": lambda account: account.done, "record": lambda account: 0})),
    "getImportFile": reading("imports:read", *finished()),
    **{f"getImport{kind}{form}": reading("imports:read", *finished())
       for kind in ("Rejected", "Created", "Updated", "Unchanged") for form in ("Csv", "Xlsx")},
    "getImportReceipt": reading("imports:read", *finished()),
    "verifyImportReceipt": reading("imports:read", *finished()),
    "listRecipes": reading("imports:read", Ask(foreign=OWN)),
    "createRecipe": Operation("imports:manage", [Ask(json=lambda account: {"recipe": {"name": f"new {account.name}", "columns": []}}, foreign=OWN)]),
    "getRecipe": reading("imports:read", of_import("recipe")),
    "replaceRecipe": Operation("imports:manage", [of_import("recipe", json=lambda account: {"recipe": {"name": f"other {account.name}", "columns": []}})]),
    "deleteRecipe": Operation("imports:manage", [of_import("recipe")], destroys=1),
}

DELIVERY = {
    "listSubscriptions": reading("account:manage", Ask(foreign=OWN)),
    "createSubscription": Operation("account:manage", [Ask(json=lambda account: {"url": "http://127.0.0.1:9/", "events": ["import.failed"]}, foreign=OWN)]),
    "showSubscription": reading("account:manage", of_import("subscription")),
    "changeSubscription": Operation("account:manage", [of_import("subscription", json=lambda account: {"url": "http://127.0.0.1:9/"})]),
    "deleteSubscription": Operation("account:manage", [of_import("subscription")], destroys=1),
    "rotateSubscriptionSecret": Operation("account:manage", [of_import("subscription")]),
    "listDeliveries": reading("account:manage", of_import("subscription")),
    "testSubscription": Operation("account:manage", [of_import("subscription")]),
    "listNotifications": reading("imports:read", Ask(foreign=OWN)),
    "countUnreadNotifications": reading("imports:read", Ask(foreign=OWN)),
    "getMail": reading("account:manage", Ask(foreign=OWN)),
    "testMail": Operation("account:manage", [Ask(foreign=(409,), mine=(409,))]),  # there is no mail server
    # ids of others are passed over
    "markNotifications": Operation("imports:read", [Ask(json=lambda account: {"ids": [account.notification]}, foreign=OWN)]),
}


def user(which, **more):
    return Ask(path={"id": lambda account: getattr(account, which)}, **more)


def key(**more):
    return Ask(path={"id": lambda account: account.add_key_id}, **more)


ACCOUNT = {
    "signIn": anybody(Ask(json=lambda account: {"email": account.admin, "password": account.password}, foreign=OWN)),
    "showSession": Operation(None, [Ask(foreign=OWN)]),
    "signOut": Operation(None, [Ask(foreign=OWN)], open=True, destroys=9),  # who is signed out already is signed out
    "changePassword": Operation(None, [Ask(json=lambda account: {"currentPassword": account.password, "newPassword": "another long enough word"},
                                           foreign=(403,), mine=(403,))]),  # a key has none
    "lookAtLink": anybody(Ask(json=lambda account: {"token": "A" * 43}, foreign=(401,), mine=(401,))),
    "redeemLink": anybody(Ask(json=lambda account: {"token": "A" * 43, "password": "another long enough word"}, foreign=(401,), mine=(401,))),
    "createAccount": Operation("account:manage", [Ask(json=lambda account: {"name": f"third {account.name}"}, foreign=(403,), mine=(403,))]),
    "listUsers": reading("account:manage", Ask(foreign=OWN)),
    "addUser": Operation("account:manage", [Ask(json=lambda account: {"email": f"third@{account.name}.example"}, foreign=OWN)]),
    "showUser": reading("account:manage", user("admin_id"), user("second_id")),
    "changeUser": Operation("account:manage", [user("second_id", json=lambda account: {"role": "EDITOR"})]),
    "removeUser": Operation("account:manage", [user("second_id")], destroys=1),
    "issueUserLink": Operation("account:manage", [user("second_id"), user("admin_id")]),
    "endUserSessions": Operation("account:manage", [user("second_id")]),
    "listApiKeys": reading("account:manage", Ask(foreign=OWN)),
    "createApiKey": Operation("account:manage", [Ask(json=lambda account: {"name": f"new {account.name}", "scopes": ["people:read"]}, foreign=OWN)]),
    "showApiKey": reading("account:manage", key()),
    "changeApiKey": Operation("account:manage", [key(json=lambda account: {"scopes": ["account:manage"]})]),
    "revokeApiKey": Operation("account:manage", [key()], destroys=1),
}

# whoever calls from this machine gets the metrics; test_metrics.py has the other settings
SYSTEM = {name: anybody(Ask(foreign=OWN)) for name in ("getHealth", "getReadiness", "getDescription", "getMetrics", "getReference", "getReferenceStyle")}

OPERATIONS = {**SYSTEM, **ACCOUNT, **PEOPLE, **PERSONS, **IMPORTS, **DELIVERY}
