import { createServer, type Server as Listener, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { WatchedPage } from './browser';
import { administrator, Fixture } from './fixture';

/** Takes mail (RFC 5321), or refuses to. */
class MailServer {
  readonly recipients: string[] = [];
  isOpen = true;
  private readonly listener: Listener = createServer((socket) => this.serve(socket));

  async start(): Promise<number> {
    await new Promise<void>((resolve) => this.listener.listen(0, '127.0.0.1', resolve));
    return (this.listener.address() as AddressInfo).port;
  }
  stop(): void {
    this.listener.close();
  }

  private serve(socket: Socket): void {
    const say = (line: string) => socket.write(`${line}\r\n`);
    if (!this.isOpen) {
      socket.end('421 closed today\r\n');
      return;
    }
    say('220 here');
    let unread = '';
    let isContent = false;
    socket.on('error', () => undefined);
    socket.on('data', (bytes: Buffer) => {
      unread += bytes.toString();
      for (let end = unread.indexOf('\r\n'); end >= 0; end = unread.indexOf('\r\n')) {
        const line = unread.slice(0, end);
        unread = unread.slice(end + 2);
        if (isContent && line !== '.') continue;
        isContent = line === 'DATA';
        const recipient = /^RCPT TO:<(.*)>/.exec(line)?.[1];
        if (recipient !== undefined) this.recipients.push(recipient);
        if (line === 'QUIT') socket.end('221 bye\r\n');
        else say(isContent ? '354 go on' : '250 fine');
      }
    });
  }
}

const fixture = new Fixture();
const mails = new MailServer();
let watched: WatchedPage;

beforeAll(async () => {
  await fixture.start();
  watched = await fixture.openSignedIn();
});
afterAll(async () => {
  mails.stop();
  await fixture.end();
});

it('says that no mail is sent, and what to do', async () => {
  const { page } = watched;
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('navigation', { name: 'Areas of the settings' }).getByRole('link', { name: 'Email' }).click();
  await page.getByRole('heading', { name: 'No mail is sent' }).waitFor();
  await watched.look('settings-mail-none');
  watched.expectNoFaults();
});

it('sends a test, and tells why one was not taken', async () => {
  const { page } = watched;
  const port = String(await mails.start());
  await page.goto('about:blank'); // the bell would ask while no server is there
  await fixture.server.stop();
  await fixture.server.start(
    ...['--mail-server', `127.0.0.1:${port}`, '--mail-security', 'none', '--mail-from', 'muster@office.example'],
  );
  await page.goto(`${fixture.server.address}/settings/mail`);
  await page.getByText(`127.0.0.1:${port}`).waitFor();
  await page.getByText('muster@office.example').waitFor();
  const test = page.getByRole('button', { name: 'Send me a test' });
  await test.click();
  await page.getByText('The mail server has taken it').waitFor();
  expect(mails.recipients).toEqual([administrator.email]);
  await watched.look('settings-mail');

  mails.isOpen = false;
  await test.click();
  await page.getByRole('alert').getByText('421').waitFor();
  await watched.look('settings-mail-refused');
  expect(await page.getByText('The mail server has taken it').count()).toBe(0);
  watched.forgive(/status of 503/);
  watched.expectNoFaults();
});
