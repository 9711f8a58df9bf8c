"""The ```bash block of README.md, as somebody types it in one terminal while the server runs in another."""
import json
import re
import shutil
import subprocess
import unittest

from harness import TOP, ServerTest


class ReadmeTest(ServerTest):
    def test_an_import_over_http(self):
        block = re.search(r"^```bash\n(.*?)^```", (TOP / "README.md").read_text(), re.M | re.S).group(1)
        self.assertGreater(block.count("curl"), 6)
        shutil.copytree(TOP / "examples", self.folder / "examples", dirs_exist_ok=True)
        told = block.replace("curl -s", "curl -s --fail-with-body")
        done = subprocess.run(["bash", "-e", "-o", "pipefail", "-c", told], cwd=self.folder, capture_output=True, timeout=120,
                              env={"PATH": "/usr/bin:/bin", "KEY": self.key, "HOST": f"http://{self.server.host}:{self.server.port}"})
        self.assertEqual(done.returncode, 0, done.stdout.decode() + done.stderr.decode())
        self.assertIn("event: state", done.stdout.decode())
        self.assertIn('"firstName":"Ana"', done.stdout.decode())
        job = self.call("GET", "/imports/1/imports/1", status=200).json
        self.assertEqual((job["state"], job["counts"]["createdCustomers"]), ("COMPLETED", job["counts"]["created"]), json.dumps(job["counts"]))


if __name__ == "__main__":
    unittest.main()
