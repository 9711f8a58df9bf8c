"""The example of doc/webhooks.md, run as it stands there."""
import os
import pathlib
import re
import unittest

DOCUMENT = pathlib.Path(os.environ["MUSTER_TOP"]) / "doc" / "webhooks.md"
# The vector that the Standard Webhooks libraries are tested with; src/delivery/signing_test.cpp signs it.
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
SENT = 1614265330
BODY = b'{"test": 2432232314}'
SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


class WebhookExample(unittest.TestCase):
    def setUp(self):
        (code,) = re.findall(r"^```python\n(.*?)^```", DOCUMENT.read_text(), re.M | re.S)
        names = {}
        exec(compile(code, str(DOCUMENT), "exec"), names)
        self.verified = names["verified"]

    def check(self, secret=SECRET, signature=SIGNATURE, message="msg_p5jXN8AQM9LWM0D4loKWxJek", body=BODY, now=SENT + 10):
        headers = {"webhook-id": message, "webhook-timestamp": str(SENT), "webhook-signature": signature}
        return self.verified(secret, headers, body, now)

    def test_takes_what_was_signed(self):
        self.assertTrue(self.check())
        self.assertTrue(self.check(signature="v1,b3RoZXI= " + SIGNATURE))

    def test_refuses_everything_else(self):
        self.assertFalse(self.check(body=BODY + b" "))
        self.assertFalse(self.check(message="msg_other"))
        self.assertFalse(self.check(secret="whsec_AfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
        self.assertFalse(self.check(signature=SIGNATURE.replace("v1", "v2")))
        self.assertFalse(self.check(signature=""))
        self.assertFalse(self.check(now=SENT + 301))
        self.assertFalse(self.check(now=SENT - 301))


if __name__ == "__main__":
    unittest.main()
