// How a page shows a server who it is, each way tried on a real one: by an nkey in the address or in a file, and by a file of credentials.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nkeys } from '@nats-io/nats-core';
import { assertNoErrors } from './browser.mjs';
import { inside, machines } from './cluster.mjs';
import { lend, use } from './machines.mjs';
import { skipNats, startNats } from './nats.mjs';

const { closeLater, openPage } = machines();

/** A server that lets in those of these settings; where pages connect. */
async function started(settings) {
  const nats = await startNats(settings);
  closeLater(nats.close);
  return nats.websocket.replace(/\/\/.*@/, '//');
}

const seedOf = pair => new TextDecoder().decode(pair.getSeed());

/** A page where this file of credentials was chosen. */
async function holding(file) {
  const page = await openPage();
  await page.locator('.machines-switch').click();
  await page.locator('#machines [name=creds]').setInputFiles({ name: 'user', mimeType: 'text/plain', buffer: Buffer.from(file) });
  await page.locator('#machines').evaluate(sheet => sheet.hidePopover());
  return page;
}

async function refused(file, address, sentence) {
  const page = await holding(file);
  assert.match(await inside(page, use, address), sentence);
}

test('by the seed of an nkey, in the address or in a file, a page uses and lends', { skip: skipNats }, async () => {
  const user = nkeys.createUser();
  const address = await started(`authorization { users: [ { nkey: ${user.getPublicKey()} } ] }`);
  const page = await holding(`${seedOf(user)}\n`);
  assert.match(await inside(page, use, address), /^Connected to ws:/);
  assert.match(await inside(page, lend, address, 1), /^Lent as “Chrome/);
  assert.doesNotMatch(
    JSON.stringify(await page.evaluate(() => ({ ...localStorage, ...sessionStorage }))),
    /SU/,
    'nothing is stored',
  );
  assertNoErrors(page);
  const other = await openPage();
  assert.match(await inside(other, use, address.replace('//', `//${seedOf(user)}@`)), /^Connected to ws:/);
  await refused(seedOf(nkeys.createUser()), address, /refuses these credentials/);
  await refused('no credentials', address, /^The file of credentials cannot be used: .+\.$/);
});

test('by a file of credentials of a user of an account', { skip: skipNats }, async () => {
  const [operator, account, user] = [nkeys.createOperator(), nkeys.createAccount(), nkeys.createUser()];
  const limits = { subs: -1, conn: -1, leaf: -1, imports: -1, exports: -1, data: -1, payload: -1, wildcards: true };
  const ofOperator = signed(operator, operator, { type: 'operator', version: 2 });
  const ofAccount = signed(operator, account, { type: 'account', version: 2, limits });
  const address = await started(
    `operator: ${ofOperator}\nresolver: MEMORY\nresolver_preload: { ${account.getPublicKey()}: ${ofAccount} }`,
  );
  const file = by =>
    `-----BEGIN NATS USER JWT-----\n${signed(by, user, { type: 'user', version: 2, subs: -1, data: -1, payload: -1 })}\n` +
    `------END NATS USER JWT------\n\n-----BEGIN USER NKEY SEED-----\n${seedOf(user)}\n------END USER NKEY SEED------\n`;
  assert.match(await inside(await holding(file(account)), use, address), /^Connected to ws:/);
  await refused(file(nkeys.createAccount()), address, /refuses these credentials/);
});

/** A token that says `nats` of a subject, signed by an issuer. */
function signed(issuer, subject, nats) {
  const encoded = part => Buffer.from(JSON.stringify(part)).toString('base64url');
  const sub = subject.getPublicKey();
  const claims = { iat: 1, jti: sub, iss: issuer.getPublicKey(), name: 'test', sub, nats };
  const text = `${encoded({ typ: 'JWT', alg: 'ed25519-nkey' })}.${encoded(claims)}`;
  return `${text}.${Buffer.from(issuer.sign(Buffer.from(text))).toString('base64url')}`;
}
