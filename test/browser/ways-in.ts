import { AccountLetters } from '../../src/access/account-letters.js';
import { Account } from '../../src/access/account.entity.js';
import { Vault } from '../../src/kernel/crypto/vault.js';
import { Links } from '../../src/kernel/crypto/links.js';
import { MailboxChannel } from '../../src/notices/channels/mailbox.channel.js';
import { AddressChanges } from '../../src/retention/address-change.service.js';
import { Participation } from '../../src/rollout/participation.entity.js';
import { Rollout } from '../../src/rollout/rollout.entity.js';
import type { OwnPageVisit } from '../../src/rollout/sockets.js';
import { SetupLink } from '../../src/setup/setup-link.js';
import type { AccessWorld } from '../support/access-world.js';
import type { Street } from '../support/street.js';

/** What opens a door by itself, for the doors whose paths begin so. */
export type WaysIn = [door: string, links: string[]][];

const endOf = (path: string): string => path.split('/').at(-1)!;

/** A link of each kind, as people hold them in their hands. */
export async function waysIn({ street, memberLink }: AccessWorld): Promise<WaysIn> {
  const { town } = street;
  const { app } = town;
  const own = async (name: string): Promise<string> => endOf(await town.ownPage(name));
  const helper = await own('Anna Berg');
  const waiting = await comesAlong(street);
  await typesAnotherAddress(street);
  await town.until('2026-02-04', '12:30');
  const linkTo = (address: string): string => endOf(town.linkIn(town.letter(address).text));
  return [
    ['/m/:token/people', [helper]],
    // Of somebody who helps nobody, of somebody who asks for help, of somebody who helps.
    ['/m/:token', [memberLink, await own('Carla Diaz'), helper]],
    ['/join/', [waiting]],
    ['/confirm/', [linkTo('nils@hill.example')]],
    ['/address/', [linkTo('bo.new@hill.example')]],
    ['/account/address/', [await leadTypesAnother(street)]],
    ['/enter/', [endOf(await town.enterPath('Tom'))]],
    ['/set-up/', [await app.dataSource.transaction((tx) => app.get(SetupLink).fresh(tx))]],
  ];
}

/** A token that a lead made stands on a page for some minutes, and a message in the mailbox of a house without a mail server. */
export async function whatIsShown(world: AccessWorld): Promise<void> {
  const { street, visitors } = world;
  const { app } = street.town;
  const lead = visitors.find(({ who }) => who === 'lead')!;
  await world.ask(
    'POST',
    '/account/tokens',
    lead,
    new URLSearchParams({ label: 'Backup', scope: 'read', days: '30' }),
  );
  const [delivery] = await street.town.rows<{ id: string; notice: string; community: string }>(
    `select d.id, d.notice_id as notice, d.community_id as community from delivery d where d.member_id is not null limit 1`,
  );
  const kept = new MailboxChannel(app.dataSource, app.get(Vault), app.clock);
  await kept.send([
    {
      ...{ deliveryId: delivery!.id, noticeIds: [delivery!.notice], communityId: delivery!.community },
      ...{ memberId: null, to: 'bo@hill.example', fromName: 'Rosa', replyTo: null, headers: {} },
      ...{ messageId: '<1@hill.example>', values: {} },
      words: { subject: 'Come along', text: 'Hello Bo', html: '<p>Hello Bo</p>' },
    },
  ]);
}

/** By a code, with an address: to the page on which they wait. */
async function comesAlong({ town, rosa, base }: Street): Promise<string> {
  const { code } = await rosa.post<{ code: string }>(`${base}/join-codes`, {});
  const { headers } = await fetch(`${town.url}/j/${code}`, {
    ...{ method: 'POST', redirect: 'manual' },
    body: new URLSearchParams({ name: 'Nils Holm', how: 'email', email: 'nils@hill.example' }),
  });
  return endOf(new URL(headers.get('location')!, town.url).pathname);
}

async function typesAnotherAddress(street: Street): Promise<void> {
  const { app } = street.town;
  await app.dataSource.transaction(async (tx) => {
    const bo = await tx.findOneByOrFail(Participation, { id: street.participation('Bo Lind') });
    const rollout = await tx.findOneByOrFail(Rollout, { id: bo.rolloutId });
    const visit = { tx, rollout, participation: bo, now: app.clock.now() } as OwnPageVisit;
    await app.get(AddressChanges).ask(visit, 'bo.new@hill.example');
  });
}

/** No letter to those who work here leaves a house without a mail server; the link in it stands all the same. */
async function leadTypesAnother({ town: { app } }: Street): Promise<string> {
  return app.dataSource.transaction(async (tx) => {
    const { id: accountId, communityId } = await tx.findOneByOrFail(Account, { name: 'Tom' });
    const { id: linkId, token } = await app.get(Links).create(tx, {
      ...{ purpose: 'account-address', subject: accountId },
    });
    await app.get(AccountLetters).put(tx, {
      ...{ kind: 'new-address', address: 'tom.new@hill.example', accountId, communityId, linkId },
    });
    return token;
  });
}
