"""Every ```sh block of README.md, line by line, in a scratch folder, with ./run replaced by the program."""
import re
import shutil
import subprocess
import unittest

from program import MUSTER, TOP, ProgramTest


class ReadmeTest(ProgramTest):
    def test_commands_of_the_readme_work(self):
        blocks = re.findall(r"^```sh\n(.*?)^```", (TOP / "README.md").read_text(), re.M | re.S)
        lines = [line for block in blocks for line in block.splitlines() if line.strip() and not line.startswith("#")]
        self.assertGreater(len(lines), 4)
        shutil.copytree(TOP / "examples", self.folder / "examples")
        (self.folder / "run").write_text(f"#!/bin/sh\nexec '{MUSTER}' \"$@\"\n")
        (self.folder / "run").chmod(0o755)
        for line in lines:
            with self.subTest(line=line):
                done = subprocess.run(["bash", "-c", line], cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True)
                self.assertEqual(done.returncode, 0, f"{line}: {done.stdout.decode()}{done.stderr.decode()}")


if __name__ == "__main__":
    unittest.main()
