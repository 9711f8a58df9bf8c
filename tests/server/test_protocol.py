"""The real server against clients that are slow, greedy, broken or hostile."""
import concurrent.futures
import gzip
import socket
import time
import unittest

from harness import Client, ServerTest, read_answers

HOST = b"Host: x\r\n"


class ProtocolTest(ServerTest):
    def exchange(self, sent, count=1):
        """Sends bytes and gives the answers and whether the connection was closed behind them."""
        with self.server.socket() as connection:
            connection.sendall(sent)
            answers = read_answers(connection, count)
            connection.settimeout(1)
            try:
                closed = connection.recv(1) == b""
            except (TimeoutError, socket.timeout):
                closed = False
            except ConnectionResetError:
                closed = True
        return answers, closed

    def test_malformed_requests_are_refused_and_the_connection_ends(self):
        for name, status, sent in [
            ("no version", 400, b"GET /healthz\r\n" + HOST + b"\r\n"),
            ("two spaces", 400, b"GET  /healthz HTTP/1.1\r\n" + HOST + b"\r\n"),
            ("absolute form", 400, b"GET http://x/healthz HTTP/1.1\r\n" + HOST + b"\r\n"),
            ("authority form", 400, b"CONNECT x:80 HTTP/1.1\r\n" + HOST + b"\r\n"),
            ("a fragment", 400, b"GET /healthz#x HTTP/1.1\r\n" + HOST + b"\r\n"),
            ("half a percent sign", 400, b"GET /%4 HTTP/1.1\r\n" + HOST + b"\r\n"),
            ("an escaped zero", 400, b"GET /a%00b HTTP/1.1\r\n" + HOST + b"\r\n"),
            ("bare line feeds", 400, b"GET /healthz HTTP/1.1\nHost: x\n\n"),
            ("no host", 400, b"GET /healthz HTTP/1.1\r\n\r\n"),
            ("two hosts", 400, b"GET /healthz HTTP/1.1\r\n" + HOST + HOST + b"\r\n"),
            ("a space before the colon", 400, b"GET /healthz HTTP/1.1\r\nHost : x\r\n\r\n"),
            ("a folded line", 400, b"GET /healthz HTTP/1.1\r\n" + HOST + b"A: b\r\n c\r\n\r\n"),
            ("a control character", 400, b"GET /healthz HTTP/1.1\r\n" + HOST + b"A: b\x01c\r\n\r\n"),
            ("a zero byte", 400, b"GET /healthz HTTP/1.1\r\n" + HOST + b"A: b\x00c\r\n\r\n"),
            ("length and chunked", 400, b"POST /healthz HTTP/1.1\r\n" + HOST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            ("two lengths", 400, b"POST /healthz HTTP/1.1\r\n" + HOST + b"Content-Length: 1\r\nContent-Length: 1\r\n\r\na"),
            ("a list of lengths", 400, b"POST /healthz HTTP/1.1\r\n" + HOST + b"Content-Length: 1, 1\r\n\r\na"),
            ("a signed length", 400, b"POST /healthz HTTP/1.1\r\n" + HOST + b"Content-Length: +1\r\n\r\na"),
            ("a length beyond 64 bits", 400, b"POST /healthz HTTP/1.1\r\n" + HOST + b"Content-Length: 99999999999999999999\r\n\r\n"),
            ("an unknown coding", 501, b"POST /healthz HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
            ("chunked in 1.0", 400, b"POST /healthz HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            ("another version", 505, b"GET /healthz HTTP/2.0\r\n" + HOST + b"\r\n"),
            ("a small method", 501, b"get /healthz HTTP/1.1\r\n" + HOST + b"\r\n"),
            ("another expectation", 417, b"POST /healthz HTTP/1.1\r\n" + HOST + b"Expect: magic\r\nContent-Length: 1\r\n\r\n"),
            ("a long target", 414, b"GET /" + b"a" * 9_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n"),
            ("many headers", 431, b"GET /healthz HTTP/1.1\r\n" + HOST + b"A: b\r\n" * 200 + b"\r\n"),
            ("long headers", 431, b"GET /healthz HTTP/1.1\r\n" + HOST + b"A: " + b"b" * 40_000 + b"\r\n\r\n"),
            ("a TLS greeting", 400, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 64),
        ]:
            with self.subTest(name):
                answers, closed = self.exchange(sent + b"GET /healthz HTTP/1.1\r\n" + HOST + b"\r\n", 2)
                self.assertEqual([answer[0] for answer in answers], [status])  # and what follows is never taken for a request
                self.assertTrue(closed)
                self.assertEqual(answers[0][1]["content-type"], "application/problem+json")

    def test_what_is_unusual_but_right_is_answered(self):
        for name, sent in [
            ("HTTP/1.0 without host", b"GET /healthz HTTP/1.0\r\n\r\n"),
            ("a header without a value", b"GET /healthz HTTP/1.1\r\n" + HOST + b"A:\r\n\r\n"),
            ("many blanks", b"GET /healthz HTTP/1.1\r\nHost:   \t x \t\r\n\r\n"),
            ("an empty body", b"GET /healthz HTTP/1.1\r\n" + HOST + b"Content-Length: 0\r\n\r\n"),
            ("a chunked body with extensions and a trailer",
             b"GET /healthz HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\n0\r\nX: y\r\n\r\n"),
            ("a query", b"GET /healthz?a=b&c=%20 HTTP/1.1\r\n" + HOST + b"\r\n"),
        ]:
            with self.subTest(name):
                answers, _ = self.exchange(sent)
                self.assertEqual([answer[0] for answer in answers], [200])

    def test_pipelined_requests_are_answered_in_their_order(self):
        paths = [b"/healthz", b"/nothing", b"/readyz", b"/openapi.json"] * 50
        answers, _ = self.exchange(b"".join(b"GET " + path + b" HTTP/1.1\r\n" + HOST + b"\r\n" for path in paths), len(paths))
        self.assertEqual([answer[0] for answer in answers], [200, 404, 200, 200] * 50)
        self.assertEqual({answer[2] for answer in answers[::4]}, {b'{"status":"ok"}'})

    def test_requests_in_single_bytes(self):
        with self.server.socket() as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for byte in b"GET /healthz HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n":
                connection.sendall(bytes([byte]))
            self.assertEqual(read_answers(connection)[0][0], 200)

    def test_bodies_that_are_too_large_are_refused_while_they_arrive(self):
        with self.subTest("told by its length: before the body comes"):
            answers, closed = self.exchange(b"GET /healthz HTTP/1.1\r\n" + HOST + b"Content-Length: 1000000000000\r\n\r\n")
            self.assertEqual([answer[0] for answer in answers], [413])
            self.assertTrue(closed)
        with self.subTest("chunked: as soon as it is"):
            with self.server.socket() as connection:
                connection.sendall(b"GET /healthz HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n")
                connection.sendall((b"8000\r\n" + b"x" * 0x8000 + b"\r\n") * 3)  # 96 KiB, and it does not end
                self.assertEqual(read_answers(connection)[0][0], 413)
                began = time.monotonic()
                with self.assertRaises(OSError):  # and who goes on sending is cut
                    while time.monotonic() - began < 30:
                        connection.sendall(b"8000\r\n" + b"x" * 0x8000 + b"\r\n")
                        time.sleep(0.05)

    def test_chunks_that_are_none_are_refused(self):
        for chunk in (b"x\r\n", b"-1\r\n", b"0x5\r\nabcde\r\n", b"5\nabcde\r\n", b"3\r\nabcde\r\n", b"FFFFFFFFFFFFFFFFF\r\n", b" 5\r\nabcde\r\n", b"5;" + b"a" * 40_000,
                      b"0\r\nTransfer-Encoding: chunked\r\n\r\n", b"0\r\nbroken\r\n\r\n"):
            with self.subTest(chunk=chunk[:20]):
                answers, closed = self.exchange(b"GET /healthz HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n" + chunk)
                self.assertIn([answer[0] for answer in answers], ([400], [431], [413]))
                self.assertTrue(closed)

    def test_continue_is_said_before_a_body_and_a_refusal_instead_of_it(self):
        with self.server.socket() as connection:
            connection.sendall(b"GET /healthz HTTP/1.1\r\n" + HOST + b"Content-Length: 3\r\nExpect: 100-continue\r\n\r\n")
            self.assertTrue(connection.recv(100).startswith(b"HTTP/1.1 100 "))
            connection.sendall(b"abc")
            self.assertEqual(read_answers(connection)[0][0], 200)
        answers, closed = self.exchange(b"POST /nothing HTTP/1.1\r\n" + HOST + b"Content-Length: 3\r\nExpect: 100-continue\r\n\r\n")
        self.assertEqual(answers[0][0], 404)
        self.assertTrue(closed)

    def test_answers_are_packed_for_those_who_take_it(self):
        plain = self.client.send("GET", "/openapi.json")
        packed = self.client.send("GET", "/openapi.json", headers={"Accept-Encoding": "br, gzip;q=0.5"})
        self.assertEqual(packed.headers["content-encoding"], "gzip")
        self.assertIn("Accept-Encoding", packed.headers["vary"])
        self.assertLess(len(packed.body), len(plain.body) // 2)
        self.assertEqual(gzip.decompress(packed.body), plain.body)
        self.assertNotIn("content-encoding", self.client.send("GET", "/openapi.json", headers={"Accept-Encoding": "gzip;q=0"}).headers)

    def test_slow_clients_are_cut_and_hold_nobody_up(self):
        starts = {"head": b"GET /healthz HTTP/1.1\r\nX: ", "body": b"GET /healthz HTTP/1.1\r\n" + HOST + b"Content-Length: 60000\r\n\r\n"}
        for part, start in starts.items():
            with self.subTest(part):
                slow = [self.server.socket() for _ in range(200)]
                began = time.monotonic()
                try:
                    for connection in slow:
                        connection.sendall(start)
                    ended = set()
                    while len(ended) < len(slow) and time.monotonic() - began < 40:
                        for connection in slow:
                            if connection in ended:
                                continue
                            connection.setblocking(False)
                            try:
                                if connection.recv(65536) == b"":
                                    ended.add(connection)
                                    continue
                            except BlockingIOError:
                                pass
                            except ConnectionError:
                                ended.add(connection)
                                continue
                            try:
                                connection.send(b"a")
                            except (BlockingIOError, ConnectionError):
                                pass
                        asked = time.monotonic()
                        self.assertEqual(self.server.get("/healthz").status, 200)
                        self.assertLess(time.monotonic() - asked, 2)
                        time.sleep(0.5)
                finally:
                    for connection in slow:
                        connection.close()
                self.assertEqual(len(ended), len(slow))
                self.assertGreater(time.monotonic() - began, 8)  # nor is anybody cut who is only a bit slow

    def test_who_does_not_read_the_answer_is_cut(self):
        with self.server.socket() as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.setblocking(False)
            request = b"GET /openapi.json HTTP/1.1\r\n" + HOST + b"\r\n"
            stalled = 0
            began = time.monotonic()
            while time.monotonic() - began < 90:
                try:
                    connection.send(request)
                    stalled = 0
                except BlockingIOError:
                    stalled += 1
                    time.sleep(0.5)
                except ConnectionError:
                    break
            else:
                self.fail("it still holds the connection")
            self.assertGreater(stalled, 1)

    def test_a_thousand_idle_connections_cost_little(self):
        self.client.send("GET", "/healthz")
        before = self.server.resident_bytes()
        idle = [self.server.socket() for _ in range(1000)]
        try:
            for first in range(0, len(idle), 100):  # not all at once: 256 may wait, the others would be told to come again
                for connection in idle[first : first + 100]:
                    connection.sendall(b"GET /healthz HTTP/1.1\r\n" + HOST + b"\r\n")
                for connection in idle[first : first + 100]:
                    self.assertEqual(read_answers(connection)[0][0], 200)
            self.assertLess(self.server.resident_bytes() - before, 50 << 20)
            self.assertEqual(self.client.send("GET", "/healthz").status, 200)
        finally:
            for connection in idle:
                connection.close()

    def test_many_at_once(self):
        def ask(_):
            client = Client(self.server)
            try:
                return [client.send("GET", "/readyz").status for _ in range(100)]
            finally:
                client.close()

        with concurrent.futures.ThreadPoolExecutor(32) as pool:
            statuses = [status for of_one in pool.map(ask, range(32)) for status in of_one]
        self.assertEqual(set(statuses), {200})


if __name__ == "__main__":
    unittest.main()
