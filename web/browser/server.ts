import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = process.env['MUSTER'];
const startSeconds = 120;

/** One running `muster serve` with a data directory of its own. */
export class Server {
  readonly folder = mkdtempSync(join(tmpdir(), 'muster-browser-'));
  address = '';
  private process: ChildProcess | undefined;
  private said = '';
  private port = '0';

  /** Runs the command line on the store, which no server may have open. */
  run(...words: string[]): string {
    if (!program) throw new Error('Name the program to test in the environment variable MUSTER.');
    const done = spawnSync(program, [...words, '--data', join(this.folder, 'data')], {
      cwd: this.folder,
      encoding: 'utf8',
    });
    if (done.status !== 0) throw new Error(`muster ${words.join(' ')}: ${done.stdout}${done.stderr}`);
    return done.stdout;
  }

  /** Serves with these further options, after the first time at the same address. */
  async start(...options: string[]): Promise<void> {
    if (!program) throw new Error('Name the program to test in the environment variable MUSTER.');
    const words = ['serve', '--listen', `127.0.0.1:${this.port}`, '--data', join(this.folder, 'data'), ...options];
    this.said = '';
    const started = spawn(program, words, { cwd: this.folder, stdio: ['ignore', 'ignore', 'pipe'] });
    this.process = started;
    started.stderr.on('data', (bytes: Buffer) => (this.said += bytes.toString()));
    this.address = (await this.waitForLine(/^Muster serves (\S+)$/m))[1] ?? '';
    this.port = new URL(this.address).port;
  }

  /** The one-time link of the first administrator. */
  async firstLink(): Promise<string> {
    return (await this.waitForLine(/^ {2}(http\S+#link=\S+)$/m))[1] ?? '';
  }

  private async waitForLine(pattern: RegExp): Promise<RegExpExecArray> {
    const end = Date.now() + startSeconds * 1000;
    for (;;) {
      const found = pattern.exec(this.said);
      if (found) return found;
      if (Date.now() > end || this.process?.exitCode != null)
        throw new Error(`muster serve never said ${pattern.source}:\n${this.said}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const running = this.process;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill(signal);
    await ended;
  }

  async remove(): Promise<void> {
    await this.stop('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}
