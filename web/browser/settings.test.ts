import { createServer, type Server as Receiver } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WatchedPage } from './browser';
import { plainFile } from './files';
import { administrator, Fixture } from './fixture';
import { wizard } from './wizard';

const fixture = new Fixture();
const editor = { email: 'ema@muster.example', password: 'nine geese fly south' };
let watched: WatchedPage;

beforeAll(async () => {
  // so that messages reach a receiver on this machine
  await fixture.start('--webhook-targets', 'any');
  watched = await fixture.openSignedIn();
});
afterAll(() => fixture.end());

const shown = (label: string) => watched.page.getByRole('dialog').getByLabel(label).inputValue();
const answer = (act: string) =>
  watched.page.getByRole('dialog').getByRole('button', { name: act, exact: true }).click();
const close = () => watched.page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();

describe('users', () => {
  it('are invited by a link that is shown once', async () => {
    const { page } = watched;
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('heading', { name: 'Users' }).waitFor();
    await page.getByRole('row', { name: new RegExp(`${administrator.email}.*You.*Administrator.*Active`) }).waitFor();
    await page.getByRole('button', { name: 'Invite a user' }).click();
    await page.keyboard.type('ema at muster');
    expect(await page.getByRole('button', { name: 'Invite', exact: true }).isDisabled()).toBe(true);
    await page.getByLabel('Email').fill(editor.email);
    await page.getByRole('radio', { name: 'Viewer' }).check();
    await watched.look('settings-invite');
    await answer('Invite');
    await page.getByRole('heading', { name: `Link for ${editor.email}` }).waitFor();
    await watched.look('settings-link');
    const link = await shown('One-time link');
    expect(link).toMatch(new RegExp(`^${fixture.server.address}/#link=`));
    await close();
    await page.getByRole('row', { name: new RegExp(`${editor.email}.*Invited`) }).waitFor();

    const other = await fixture.open();
    await other.page.goto(link);
    await other.page.getByLabel('New password').fill(editor.password);
    await other.page.getByRole('button', { name: 'Set password and sign in' }).click();
    await other.page.getByRole('navigation', { name: 'Main' }).waitFor();
    expect(await other.page.getByRole('link', { name: 'Settings' }).count(), 'a viewer is offered no settings').toBe(0);
    await other.page.goto('/settings/keys');
    await other.page.getByRole('heading', { name: 'You may not see this' }).waitFor();
    other.expectNoFaults();
    await other.close();
  });

  it('get another role, are signed out, and removed after being asked', async () => {
    const { page } = watched;
    await page.reload();
    await page.getByRole('textbox', { name: `Role of ${editor.email}` }).click();
    await page.getByRole('option', { name: 'Editor' }).click();
    await page.getByText(`${editor.email} has another role now: Editor`).waitFor();
    await watched.look('settings-users');

    const other = await fixture.open();
    await other.page.goto('/persons');
    await other.page.getByLabel('Email').fill(editor.email);
    await other.page.getByRole('textbox', { name: 'Password' }).fill(editor.password);
    await other.page.keyboard.press('Enter');
    await other.page.getByRole('link', { name: 'Import', exact: true }).waitFor(); // an editor may

    const acts = page.getByRole('button', { name: `Actions for ${editor.email}` });
    await acts.click();
    await page.getByRole('menuitem', { name: 'End sessions' }).click();
    await answer('End sessions');
    await page.getByText(`${editor.email} is signed out everywhere`).waitFor();
    await other.page.goto('/history');
    await other.page.getByRole('heading', { name: 'Sign in to Muster' }).waitFor();
    other.forgive(/status of 401/);
    await other.close();

    await acts.click();
    await page.getByRole('menuitem', { name: 'New sign-in link' }).click();
    expect(await shown('One-time link')).toContain('#link=');
    await close();

    await acts.click();
    await page.getByRole('menuitem', { name: 'Remove from the account' }).click();
    await watched.look('settings-remove');
    await answer('Remove');
    await page.getByText(`${editor.email} is removed`).waitFor();
    await expect.poll(() => page.getByRole('row').count()).toBe(2); // the heads and who asks
    watched.expectNoFaults();
  });
});

describe('API keys', () => {
  const people = (key: string) =>
    fetch(`${fixture.server.address}/people/2/persons?limit=1`, { headers: { Authorization: `App ${key}` } });

  it('are created with scopes, and shown once', async () => {
    const { page } = watched;
    await page.getByRole('link', { name: 'API keys' }).click();
    await page.getByRole('heading', { name: 'No API keys yet' }).waitFor();
    await watched.look('settings-keys-empty');
    await page.getByRole('button', { name: 'New API key' }).click();
    await page.getByLabel('Name').fill('Web shop');
    expect(await page.getByRole('button', { name: 'Create key' }).isDisabled()).toBe(true);
    await page.getByRole('checkbox', { name: 'See imports' }).check();
    await watched.look('settings-keys-new');
    await answer('Create key');
    await page.getByRole('heading', { name: 'Your new key Web shop' }).waitFor();
    const key = await shown('API key');
    expect((await people(key)).status, 'the scope is not there yet').toBe(403);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('dialog').getByRole('button', { name: 'Copy' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key);
    await watched.look('settings-keys-shown');
    await close();
    expect(await page.content()).not.toContain(key);

    await page.getByRole('button', { name: 'Change Web shop' }).click();
    await page.getByRole('checkbox', { name: 'Read people' }).check();
    await page.getByLabel('Name').fill('Shop');
    await answer('Save');
    await page.getByText('Changed the key Shop').waitFor();
    expect((await people(key)).status).toBe(200);
    await page.getByRole('row', { name: /Shop.*Active.*Read people/ }).waitFor();
    await watched.look('settings-keys');

    await page.getByRole('button', { name: 'Revoke Shop' }).click();
    await answer('Revoke');
    await page.getByRole('row', { name: /Shop.*Revoked/ }).waitFor();
    expect((await people(key)).status).toBe(401);
    expect(await page.getByRole('button', { name: 'Revoke Shop' }).count()).toBe(0);
    watched.expectNoFaults();
  });
});

describe('webhooks', () => {
  let receiver: Receiver;
  const received: { event: string; signed: boolean }[] = [];
  let status = 204;

  beforeAll(async () => {
    receiver = createServer((request, response) => {
      let body = '';
      request.on('data', (bytes: Buffer) => (body += bytes.toString()));
      request.on('end', () => {
        const { type } = JSON.parse(body) as { type: string };
        received.push({ event: type, signed: 'webhook-signature' in request.headers });
        response.writeHead(status).end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => receiver.close());

  it('are created with a secret that is shown once', async () => {
    const { page } = watched;
    const address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/muster`;
    await page.getByRole('link', { name: 'Webhooks' }).click();
    await page.getByRole('heading', { name: 'No webhooks yet' }).waitFor();
    await page.getByRole('button', { name: 'New webhook' }).click();
    await page.getByLabel('Address').fill('not an address');
    await page.getByLabel('Description').fill('Tells the shop');
    await page.getByText('This is no web address.').waitFor();
    await page.getByLabel('Address').fill(address);
    await page.getByRole('checkbox', { name: 'Import completed' }).check();
    await page.getByRole('checkbox', { name: 'People created' }).check();
    await watched.look('settings-webhooks-new');
    await answer('Create webhook');
    await page.getByRole('heading', { name: 'The secret of your webhook' }).waitFor();
    expect(await shown('Secret')).toMatch(/^whsec_/);
    await close();
    await page.getByRole('row', { name: /Tells the shop.*Active.*2 events/ }).waitFor();
    await watched.look('settings-webhooks');
    await page.getByRole('link', { name: address }).click();
    await page.getByText('No messages yet.').waitFor();
  });

  it('are tried, and tell what was sent', async () => {
    const { page } = watched;
    await page.getByRole('button', { name: 'Send a test' }).click();
    await page.getByText('The test arrived: status 204').waitFor();
    expect(received).toContainEqual({ event: 'webhook.test', signed: true });
    status = 500;
    await page.getByRole('button', { name: 'Send a test' }).click();
    await page.getByText('the receiver answered 500').waitFor();
    status = 204;

    const details = page.url();
    await wizard.upload(page, plainFile(fixture.server.folder, 'csv', 20));
    await wizard.goOn(page, 'Where the columns go');
    await wizard.goOn(page, 'What the import will do');
    await wizard.goOn(page, 'Ready to import');
    await page.getByRole('button', { name: 'Import now' }).click();
    await page.getByRole('heading', { name: 'Files' }).waitFor();
    await page.goto(details);
    await page.getByRole('row', { name: /People created.*20 people.*Delivered.*204/ }).waitFor();
    await page.getByRole('row', { name: /Import completed.*Delivered/ }).waitFor();
    await watched.look('settings-webhook');
  });

  it('are paused, changed, signed anew, and deleted after being asked', async () => {
    const { page } = watched;
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Make active' }).waitFor();
    await page.getByRole('button', { name: 'Make active' }).click();
    await page.getByRole('button', { name: 'Pause' }).waitFor();

    await page.getByRole('button', { name: 'Change' }).click();
    await page.getByLabel('Description').fill('Tells the till');
    await answer('Save');
    await page.getByText('Tells the till').waitFor();

    await page.getByRole('button', { name: 'New secret' }).click();
    await answer('New secret');
    await page.getByRole('heading', { name: 'The secret of your webhook' }).waitFor();
    expect(await shown('Secret')).toMatch(/^whsec_/);
    await close();
    await page.getByText('Old secret signs until').waitFor();

    await page.getByRole('button', { name: 'Delete' }).click();
    await answer('Delete');
    await page.getByRole('heading', { name: 'No webhooks yet' }).waitFor();
    await page.goto('/settings/webhooks/1');
    await page.getByRole('heading', { name: 'This webhook is not here any more' }).waitFor();
    watched.forgive(/status of 404/);
    watched.expectNoFaults();
  });
});
