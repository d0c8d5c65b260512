import { Client } from '../../src/demo/client.js';
import { AgendaService } from '../../src/rollout/agenda.service.js';
import { Town } from './town.js';

/** Who has an address is reached there; the others by hand. */
const withAddress = ['Anna Berg', 'Bo Lind', 'Carla Diaz', 'Dov Amir', 'Esra Kaya', 'Finn Ott'];
const without = ['Gül Aksoy', 'Hana Novak', 'Ines Silva', 'Jan de Vries'];

export const addressOf = (name: string): string => `${name.split(' ')[0]!.toLowerCase()}@hill.example`;

/** Garden Street: ten people, led by Rosa and Tom, whose move begins on Monday 5 January 2026. */
export class Street {
  private constructor(
    readonly town: Town,
    /** The first lead's hands on the API. */
    readonly rosa: Client,
    /** Of the rollout, in the API and among the pages. */
    readonly base: string,
    /** Id of each participation, by name. */
    private readonly participations: Map<string, string>,
  ) {}

  static async found(): Promise<Street> {
    const town = await Town.empty();
    const nobody = new Client(town.url);
    const { token } = await nobody.post<{ token: string }>('/set-up', {
      token: (await town.setUpPath()).split('/').at(-1),
      community: {
        ...{ name: 'Garden Street', timeZone: 'Europe/Berlin', language: 'en', care: 'open' },
        responsible: { name: 'Rosa', contact: 'the notice board at the door' },
      },
      person: { name: 'Rosa', email: 'rosa@hill.example' },
    });
    const rosa = new Client(town.url, token);
    await rosa.post('/people', { name: 'Tom', role: 'lead' });
    const place = (name: string, platform: string): Promise<{ id: string }> =>
      rosa.post('/places', { name, platform, caretaker: 'Rosa' });
    const [from, to] = [await place('The old group', 'WhatsApp'), await place('The new room', 'Matrix')];
    for (const displayName of withAddress)
      await rosa.post('/members', { displayName, email: addressOf(displayName), placeId: from.id });
    await rosa.post('/members/names', { placeId: from.id, names: without.join('\n') });
    const { id } = await rosa.post<{ id: string }>('/rollouts', {
      ...{ name: 'To Matrix', startsOn: '2026-01-05', timeZone: 'Europe/Berlin', preset: 'small' },
      ...{ from: [from.id], to: [to.id] },
    });
    await rosa.post(`/rollouts/${id}/start`);
    const known = await town.rows<{ id: string; name: string }>(
      `select p.id, m.display_name as name from participation p join member m on m.id = p.member_id`,
    );
    return new Street(town, rosa, `/rollouts/${id}`, new Map(known.map((one) => [one.name, one.id])));
  }

  participation(name: string): string {
    return this.participations.get(name)!;
  }

  /** Six people are asked to try it first. */
  async askTheFirst(): Promise<void> {
    await this.town.until('2026-01-05', '09:30');
    const members = withAddress.map((name) => ({ participationId: this.participation(name) }));
    await this.rosa.put(`${this.base}/pilot/circle`, { members });
    await this.rosa.post(`${this.base}/pilot/circle/confirm`);
    await this.town.until('2026-01-06', '18:00');
  }

  /** Wednesday 4 February: the first weeks are behind us, Anna helps, and everybody is invited. */
  async launch(): Promise<void> {
    const { town, rosa, base } = this;
    town.app.clock.set('2026-02-02T07:30:00Z');
    await town.rows(
      `update phase set opened_on = '2026-01-05', closed_on = '2026-02-01', closed_at = '2026-02-01T11:00:00Z'
        where key in ('pilot')`,
    );
    await town.rows(`update phase set opened_on = '2026-01-19' where key = 'refine'`);
    await town.rows(`update phase set opened_on = '2026-02-02' where key = 'launch'`);
    await town.rows(
      `update participation set pilot = true, advocate = true, arrived_on = '2026-01-12' where id = $1`,
      this.participation('Anna Berg'),
    );
    const rollout = base.split('/').at(-1)!;
    await rosa.post(`${base}/guides/starting-texts`);
    for (const { id } of await rosa.get<{ id: string }[]>(`${base}/guides`))
      await rosa.post(`${base}/guides/${id}/publish`);
    await rosa.put(`${base}/charter/draft`, { body: '# Our rules\n\nWe are kind to each other.' });
    await rosa.post(`${base}/charter/open`);
    await town.app.dataSource.transaction((tx) => town.app.get(AgendaService).replan(tx, rollout));
    await town.until('2026-02-04', '12:00');
  }

  /** One of everything that has an address of its own; in the launch. */
  async oneOfEach(): Promise<void> {
    const { rosa, base, town } = this;
    await rosa.post(`${base}/findings`, { severity: 'minor', words: 'Nobody finds the door' });
    await rosa.post(`${base}/join-codes`, {});
    await rosa.post(`${base}/seeding`, { onDay: '2026-02-09', title: 'Bread', body: 'Who bakes?' });
    await rosa.post(`${base}/office-hours`, {
      ...{ startsAt: '2026-02-10T17:00:00Z', host: 'Tom', room: 'The yard', minutes: 60 },
    });
    const page = town.url + (await town.ownPage('Carla Diaz'));
    const press = (below: string, fields: Record<string, string>): Promise<Response> =>
      fetch(page + below, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
    await press('/help', { way: 'call' });
    await press('/charter/objections', { words: 'It is too long.' });
    await town.handOut();
  }

  /** These phases have shown what they had to. */
  async closed(...phases: string[]): Promise<void> {
    const now = this.town.app.clock.now();
    const today = now.toZonedDateTimeISO('Europe/Berlin').toPlainDate();
    await this.town.rows(
      `update phase set closed_on = $1, closed_at = $2 where key = any ($3)`,
      ...[today.toString(), now.toString(), phases],
    );
  }

  /** The old place closes in some weeks; it is known to everybody. */
  async announceClosing(): Promise<void> {
    const { town, rosa, base } = this;
    const today = town.app.clock.now().toZonedDateTimeISO('Europe/Berlin').toPlainDate();
    await this.closed('refine', 'launch');
    const { earliestPermitted: on } = await rosa.get<{ earliestPermitted: string }>(`${base}/transition`);
    await rosa.post(`${base}/transition`, { on });
    await town.until(today.add({ days: 2 }).toString());
  }

  /** What was decided when they looked back is on everybody's page. */
  async meetAndPublish(): Promise<void> {
    const { town, rosa, base } = this;
    await rosa.post(`${base}/retrospective/decisions`, { text: 'The photos stay for a year.', owner: 'Tom' });
    await town.rows(
      `update retrospective set meeting_where = 'The yard', meeting_at = $1`,
      town.app.clock.now().subtract({ hours: 24 }).toString(),
    );
    const nextCheckIn = town.app.clock.now().toZonedDateTimeISO('Europe/Berlin').toPlainDate();
    await rosa.post(`${base}/retrospective/publish`, {
      nextCheckIn: nextCheckIn.add({ months: 6 }).toString(),
    });
  }

  close(): Promise<void> {
    return this.town.close();
  }
}
