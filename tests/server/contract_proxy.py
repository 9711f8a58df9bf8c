#!/usr/bin/env python3
"""Stands between a client and a server and holds what goes through it against an OpenAPI 3 document.

    contract_proxy.py DOCUMENT http://HOST:PORT [--listen PORT]

prints a line for each violation; ends with 1 on Ctrl-C when there was one. As a module: Proxy.

Judged are answers of every status below 500, and requests that were answered with 2xx: path, query, body and media types. A rule by
which the document refuses one of its own examples is passed over, as it contradicts itself there; `contradictions` lists them. Members that the document does not name
are violations of their own kind, `undeclared`: readers that follow JSON Schema pass them over, strict ones do not.
"""
import argparse
import dataclasses
import http.client
import http.server
import json
import re
import threading
import urllib.parse
import warnings

import jsonschema

HOP_BY_HOP = {"connection", "transfer-encoding", "keep-alive", "content-length", "host"}
CONVERSIONS = {"integer": int, "number": float, "boolean": {"true": True, "false": False}.__getitem__}


@dataclasses.dataclass(frozen=True)
class Violation:
    method: str
    template: str
    status: int
    where: str  # request, answer
    kind: str  # schema, undeclared, status, media type, path, query
    place: str  # of the document; indexes as *
    message: str

    def __str__(self):
        return f"{self.method} {self.template} {self.status}: {self.where}, {self.kind} {self.place}: {self.message}"


def place_of(path):
    return "/".join("*" if isinstance(step, int) else str(step) for step in path)


class Contract:
    """What an OpenAPI document allows. Any thread, once made."""

    def __init__(self, document):
        self.document = document
        self.mend_references()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            self.resolver = jsonschema.RefResolver("", document)
        self.templates = sorted(document["paths"], key=lambda template: template.count("{"))  # fixed pieces win
        self.lock = threading.Lock()  # the resolver is not for several threads
        self.contradictions = {}

    def mend_references(self):
        """A name that leads nowhere, but is the end of exactly one longer name: joined documents have such."""
        schemas = self.document.setdefault("components", {}).setdefault("schemas", {})
        for name in set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(self.document))) - schemas.keys():
            longer = [each for each in schemas if each.endswith("." + name)]
            if len(longer) == 1:
                schemas[name] = {"$ref": f"#/components/schemas/{longer[0]}"}

    def resolve(self, node):
        while "$ref" in node:
            node = self.resolver.resolve(node["$ref"])[1]
        return node

    def find(self, method, path):
        for template in self.templates:
            pattern = "[^/]+".join(map(re.escape, re.split(r"\{[^}]*\}", template)))
            if re.fullmatch(pattern, path) and method.lower() in self.document["paths"][template]:
                return template, self.document["paths"][template][method.lower()]
        return None, None

    def faults(self, schema, value):
        """(place in the schema, place in the document, message) of each."""
        validator = jsonschema.Draft202012Validator(schema, resolver=self.resolver)
        return [("/".join(map(str, fault.absolute_schema_path)), place_of(fault.absolute_path), fault.message[:300]) for fault in validator.iter_errors(value)]

    def own_contradictions(self, key, media):
        """What the schema refuses in the document's own examples of it."""
        if key not in self.contradictions:
            examples = [example["value"] for example in media.get("examples", {}).values() if "value" in example]
            examples += [media["example"]] if "example" in media else []
            self.contradictions[key] = {fault[0] for example in examples if not isinstance(example, str) for fault in self.faults(media.get("schema", {}), example)}
        return self.contradictions[key]

    def undeclared(self, schema, value, place=()):
        """Places of members that no part of the schema names. Where anything is allowed, or the shape is another one, nothing is."""
        schema = self.resolve(schema)
        parts = [self.resolve(part) for kind in ("allOf", "oneOf", "anyOf") for part in schema.get(kind, [])]
        every = [schema, *parts, *[self.resolve(inner) for part in parts for inner in part.get("allOf", [])]]
        if isinstance(value, dict):
            if any("additionalProperties" in part for part in every) or not any("properties" in part for part in every):
                return []
            found = []
            for name, member in value.items():
                known = [part["properties"][name] for part in every if name in part.get("properties", {})]
                found += self.undeclared(known[0], member, (*place, name)) if known else [place_of((*place, name))]
            return found
        if isinstance(value, list):
            items = [part["items"] for part in every if "items" in part]
            return [fault for index, each in enumerate(value) for fault in (self.undeclared(items[0], each, (*place, index)) if items else [])]
        return []

    def judge(self, method, target, request_type, request_body, status, answer_type, answer_body):
        with self.lock:
            return self.judge_alone(method, target, request_type, request_body, status, answer_type, answer_body)

    def judge_alone(self, method, target, request_type, request_body, status, answer_type, answer_body):
        path, _, query = target.partition("?")
        template, operation = self.find(method, path)
        if operation is None:
            return [Violation(method, path, status, "request", "path", "", "the document has no such operation")]
        if status >= 500:
            return []

        def violation(where, kind, place, message):
            return Violation(method, template, status, where, kind, place, message)

        found = list(self.judge_answer(violation, operation, template, method, status, answer_type, answer_body))
        if status < 300:
            found += self.judge_query(violation, template, operation, query)
            found += self.judge_body(violation, operation, (method, template, "request"), request_type, request_body)
        return found

    def judge_answer(self, violation, operation, template, method, status, media_type, body):
        responses = operation["responses"]
        name = next((name for name in (str(status), f"{status // 100}XX", "default") if name in responses), None)
        if name is None or (name == "default" and status < 400):
            return [violation("answer", "status", "", f"only {', '.join(responses)} are described")]
        content = self.resolve(responses[name]).get("content", {})
        return self.judge_content(violation, "answer", content, (method, template, name), media_type, body)

    def judge_body(self, violation, operation, key, media_type, body):
        if "requestBody" not in operation:
            return [violation("request", "schema", "", "a body that is not described")] if body else []
        described = self.resolve(operation["requestBody"])
        if not body:
            return [violation("request", "schema", "", "the body is missing")] if described.get("required") else []
        return self.judge_content(violation, "request", described.get("content", {}), key, media_type, body)

    def judge_content(self, violation, where, content, key, media_type, body):
        if not content:
            return [violation(where, "schema", "", f"a body that is not described: {body[:100]!r}")] if body else []
        media_type = (media_type or "").split(";")[0].strip().lower()
        media = content.get(media_type, content.get("*/*"))
        if media is None:
            return [violation(where, "media type", media_type, f"only {', '.join(content)}")]
        if not media_type.endswith("json"):
            return []
        try:
            value = json.loads(body)
        except ValueError as trouble:
            return [violation(where, "schema", "", f"no JSON: {trouble}")]
        schema, passed_over = media.get("schema", {}), self.own_contradictions((*key, media_type), media)
        found = [violation(where, "schema", place, message) for rule, place, message in self.faults(schema, value) if rule not in passed_over]
        return found + [violation(where, "undeclared", place, "no such member") for place in sorted(set(self.undeclared(schema, value)))]

    def judge_query(self, violation, template, operation, query):
        described = {each["name"]: each for each in map(self.resolve, self.document["paths"][template].get("parameters", []) + operation.get("parameters", []))
                     if each["in"] == "query"}
        given = urllib.parse.parse_qsl(query, keep_blank_values=True)
        found = [violation("request", "query", name, "is missing") for name, each in described.items()
                 if each.get("required") and name not in dict(given)]
        for name, text in given:
            if name not in described:
                found.append(violation("request", "query", name, "no such parameter"))
                continue
            schema = self.resolve(described[name].get("schema", {}))
            try:
                value = CONVERSIONS.get(schema.get("type"), str)(text)
            except (ValueError, KeyError):
                value = text
            found += [violation("request", "query", name, message) for _, _, message in self.faults(schema, value)]
        return found


class Proxy:
    """Serves on the loopback until `close`. `violations` and `exchanges` grow while it does."""

    def __init__(self, document, upstream, port=0, on_violation=lambda violation: None):
        self.contract = Contract(document)
        self.upstream = urllib.parse.urlsplit(upstream)
        self.violations, self.exchanges, self.on_violation = [], [], on_violation
        proxy = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def exchange(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                status, headers, content = proxy.ask(self.command, self.path, self.headers, body)
                proxy.note(self.command, self.path, self.headers.get("Content-Type"), body, status, dict(headers).get("content-type"), content)
                self.send_response_only(status)
                for name, value in headers:
                    if name not in HOP_BY_HOP:
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = exchange

            def log_message(self, *_):
                pass

        self.web = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.web.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.web.server_address[1]}"
        self.thread = threading.Thread(target=self.web.serve_forever, args=(0.05,), daemon=True)
        self.thread.start()

    def ask(self, method, target, headers, body):
        connection = http.client.HTTPConnection(self.upstream.hostname, self.upstream.port, timeout=120)
        try:
            connection.request(method, target, body=body or None, headers={name: value for name, value in headers.items() if name.lower() not in HOP_BY_HOP})
            answer = connection.getresponse()
            return answer.status, [(name.lower(), value) for name, value in answer.getheaders()], answer.read()
        finally:
            connection.close()

    def note(self, method, target, request_type, request_body, status, answer_type, answer_body):
        found = self.contract.judge(method, target, request_type, request_body, status, answer_type, answer_body)
        self.exchanges.append((method, target.partition("?")[0], status))
        self.violations += found
        for violation in found:
            self.on_violation(violation)

    def close(self):
        self.web.shutdown()
        self.thread.join()
        self.web.server_close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("document")
    parser.add_argument("upstream")
    parser.add_argument("--listen", type=int, default=0, metavar="PORT")
    words = parser.parse_args()
    with open(words.document, encoding="utf-8") as file:
        proxy = Proxy(json.load(file), words.upstream, words.listen, lambda violation: print(violation, flush=True))
    print(f"Point the client at {proxy.url}", flush=True)
    try:
        proxy.thread.join()
    except KeyboardInterrupt:
        proxy.close()
    raise SystemExit(1 if proxy.violations else 0)


if __name__ == "__main__":
    main()
