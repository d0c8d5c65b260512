import { Temporal } from 'temporal-polyfill';
import type { Point } from '../../src/adoption/adoption.queries.js';
import * as adoptionMails from '../../src/adoption/adoption.mails.js';
import * as handoverMails from '../../src/launch/handover.mails.js';
import * as helpHourMails from '../../src/launch/help-hour.mails.js';
import { msg } from '../../src/kernel/language/message.js';
import * as falseReportMails from '../../src/notices/false-report.mails.js';
import * as launchMails from '../../src/launch/launch.mails.js';
import * as taskMails from '../../src/leading/task.mails.js';
import * as yesMails from '../../src/leading/yes.mails.js';
import type { Letters, PostText } from '../../src/notices/letter.js';
import * as pilotMails from '../../src/pilot/pilot.mails.js';
import * as refineMails from '../../src/refine/refine.mails.js';
import * as retentionMails from '../../src/retention/retention.mails.js';
import * as meetingMails from '../../src/retrospective/meeting.mails.js';
import * as retrospectiveMails from '../../src/retrospective/retrospective.mails.js';
import { spokenDay } from '../../src/rollout/calendar.words.js';
import type { PlayKey } from '../../src/rollout/playbook.js';
import { usualPlan } from '../../src/rollout/plan.js';
import * as joinMails from '../../src/rollout/join.mails.js';
import * as rolloutMails from '../../src/rollout/rollout.mails.js';
import { sceneOf, type Scene, type SceneFacts } from '../../src/rollout/scene.js';
import * as announcingMails from '../../src/sunset/announcement.mails.js';
import * as closingMails from '../../src/sunset/closing.mails.js';
import { oldPlatform } from '../../src/sunset/old-places.js';

/** Letters that were asked for, so that a new one without a scene here is seen. */
const asked = new Set<string>();
const all: Record<string, object> = {};
function watched<M extends object>(file: string, module: M): M {
  all[file] = module;
  return new Proxy(module, {
    get(target, name, receiver): unknown {
      asked.add(`${file} ${String(name)}`);
      return Reflect.get(target, name, receiver);
    },
  });
}

const adoption = watched('adoption/adoption', adoptionMails);
const join = watched('rollout/join', joinMails);
const task = watched('leading/task', taskMails);
const yes = watched('leading/yes', yesMails);
const falseReport = watched('notices/false-report', falseReportMails);
const launch = watched('launch/launch', launchMails);
const pilot = watched('pilot/pilot', pilotMails);
const refine = watched('refine/refine', refineMails);
const retention = watched('retention/retention', retentionMails);
const meetings = watched('retrospective/meeting', meetingMails);
const handover = watched('launch/handover', handoverMails);
const helpHours = watched('launch/help-hour', helpHourMails);
const retrospective = watched('retrospective/retrospective', retrospectiveMails);
const rollout = watched('rollout/rollout', rolloutMails);
const announcing = watched('sunset/announcement', announcingMails);
const closing = watched('sunset/closing', closingMails);

/** The files of letters that are read here, as `room/name`. */
export const letterFiles = Object.keys(all);

/** Letters that stand in those files, and that no play says here. */
export const unsaid = (): string[] =>
  Object.entries(all)
    .flatMap(([file, module]) => Object.keys(module).map((name) => `${file} ${name}`))
    .filter((letter) => !asked.has(letter));

/** One thing that a play may say: a letter or a post. */
export type Said = { letters: Letters } | { post: PostText };

/** Plays that are not in the playbook: they answer an act. */
type Answer =
  | 'launch.helper-stopped'
  | 'join.confirm'
  | 'address.confirm'
  | 'own-page-link'
  | 'launch.help'
  | 'data-key'
  | 'task-handed'
  | 'break'
  | 'leads-quiet'
  | 'false-report'
  | 'yes-asked'
  | 'yes-answered';

const short: SceneFacts = {
  community: 'Gardeners',
  language: 'en',
  oldPlaces: ['Stairwell C'],
  newPlaces: ['Our room'],
  announced: true,
  closesOn: null,
  responsible: 'Ada',
  contact: 'ada@hill.example',
  baseUrl: 'https://move.example',
};

const long: SceneFacts = {
  ...short,
  community: 'Tenants of Hill Street 12 to 18',
  oldPlaces: ['WhatsApp', 'stairwell C', 'the old mailing list'],
  newPlaces: ['Our Matrix room'],
  announced: false,
  closesOn: Temporal.PlainDate.from('2026-09-30'),
  responsible: 'Mira Solano-Whitfield',
  contact: 'mira@hill.example, or ring at the ground floor',
};

/** A community with short names; one whose names are long, with two old places and a day for closing. */
export const scenes = { short: sceneOf(short), long: sceneOf(long) };

/** The long days of the year are the ones that a subject must carry. */
const t = Temporal.PlainDate.from('2026-09-30');
const at = t.toZonedDateTime({ timeZone: 'Europe/Berlin', plainTime: '10:00' }).toInstant();
const until = 'Wednesday 30 September, 10:00 (Europe/Berlin)';
const id = 'b5f5b9a4-6d2c-4a3f-8a51-0f6f6b0f5a11';
const asking = { path: `/survey/${id}`, until: at, timeZone: 'Europe/Berlin' };
const said = (letters: Letters): Said => ({ letters });
const posted = (post: PostText): Said => ({ post });

/** Everything that each play says, in every branch, for one community. */
export function everythingSaid(scene: Scene): Partial<Record<PlayKey, Said[]>> & Record<Answer, Said[]> {
  const about = { scene, t, archiveEnds: t.add({ days: 30 }) };
  const hour = {
    id,
    kind: 'office hour' as const,
    startsAt: at,
    minutes: 60,
    host: 'Olga',
    room: 'Jitsi, or the yard',
  };
  const later = { ...hour, startsAt: at.add({ hours: 60 }) };
  const hours = [[], [hour], [hour, later, later]].map((next) => ({ next, timeZone: 'Europe/Berlin' }));
  const plan = usualPlan(t.toString(), 'Europe/Berlin');
  const news = {
    learned: [msg('the people trying it first have told us what is hard.')],
    changed: [msg('we prepare to close the old place. You will hear the date long before.')],
    next: msg('once most of us are at home there, we speak about the day on which the old place closes.'),
  };
  const alerts = [
    'The soft launch is late. It waits until the pilot is closed, and until the quick start is published.',
    'Somebody asked for help 48 hours ago and nobody took it. It stands on top of the help requests.',
    'Mail that comes back cannot be read: the server does not accept our name and password. Until then nobody learns which addresses fail, and what counts as accepted may have come back. Whoever hosts this must look at it.',
  ];
  const coming = ['an invitation', 'what was learned, what changed, what is next', 'a pulse'];
  const weeks = [
    { open: [], held: 0, coming: [] },
    { open: alerts, held: 2, coming: coming.map((what) => ({ on: spokenDay(t), what })) },
  ];
  const tomorrow = {
    ...{ when: until, people: 20_000, key: 'sunset.notice/r1/T-7' },
    subject: closing.closingSoon(about, 'T-7').en.subject,
    opening: closing.closingSoon(about, 'T-7').en.opening,
  };
  const point = { day: t, low: 0.61, high: 0.78, baseline: 214, comfortable: 131, unknown: 36 };
  const place = { name: scene.oldPlace, caretaker: null };
  const meeting = { at, timeZone: 'Europe/Berlin', where: 'in the yard, or by phone' };
  const rungs = ['T-14', 'T-7', 'T-1'] as const;
  const works = { community: scene.community, by: 'Mira Solano-Whitfield' };
  const asks = {
    ...{ community: scene.community, id, by: 'Mira' },
    title: 'count one person as settled without telling them of the closing day',
  };
  return {
    'rollout.opening-word': [said(rollout.openingWord(scene)), posted(rollout.openingWordPost(scene))],
    'rollout.update': [posted(rollout.update(scene, news))],
    'lead.week': weeks.map((week) => said(rollout.weekForLeads(scene, id, week))),
    'lead.tomorrow': [said(rollout.tomorrowForLeads(scene, id, tomorrow))],
    'lead.alert': alerts.map((text) => said(rollout.alertForLeads(scene, `/rollouts/${id}/help`, text))),
    'pilot.invitation': [said(pilot.invitation(scene, plan)), said(pilot.invitationReminder(scene))],
    'pilot.survey': [said(pilot.weekly(scene, asking)), said(pilot.weeklyReminder(asking))],
    'pilot.thanks': [0, 1, 12].map((reported) =>
      said(pilot.thanks(scene, { reported, resolved: Math.max(0, reported - 1) })),
    ),
    'finding.resolved': [said(refine.findingResolved('the guide has a picture of the button now.'))],
    'refine.charter-review': [
      ...[1, 2].map((number) => said(refine.charterReview(number, t))),
      posted(refine.charterReviewPost(scene, t)),
    ],
    'charter.changed': [
      ...[null, 'pictures are kept for 30 days, no longer for ever.'].flatMap((what) => [
        said(refine.charterChanged(what, t)),
        posted(refine.charterChangedPost(scene, what, t)),
      ]),
      posted(refine.storedChangedPost(scene)),
      ...[[], ['the day on which you were last seen here'], ['your name', 'your language', 'your zone']].map(
        (kinds) => said(refine.storedChanged(kinds)),
      ),
    ],
    'launch.opening': hours.map((next) => posted(launch.opening(scene, next))),
    'launch.invitation': hours.map((next) => said(launch.invitation(scene, next))),
    'launch.welcome': [said(launch.welcome(scene))],
    'launch.nudge': hours.flatMap((next) => [
      said(launch.nudge(scene, 1, next)),
      said(launch.nudge(scene, 2, next)),
    ]),
    'launch.office-hour': [
      said(launch.officeHourNear(hour, 'Europe/Berlin', '24h')),
      said(launch.officeHourNear(hour, 'Europe/Berlin', '1h')),
      said(helpHours.cancelledHour(hour, 'Europe/Berlin')),
      said(helpHours.movedHour(hour, 'Europe/Berlin')),
    ],
    'launch.seeding': [
      said(launch.seedingDue({ title: 'The minutes of the assembly', body: 'Here they are.', onDay: t })),
    ],
    'launch.pulse': [said(launch.pulse(scene, asking))],
    'adoption.milestone': [60, 70].map((n) => said(adoption.milestoneReached(id, n, point as Point))),
    'sunset.announcement': [
      said(announcing.announcement(about)),
      posted(announcing.announcementPost(about)),
      said(announcing.correction(about, t.subtract({ days: 7 }))),
      posted(announcing.correctionPost(about, t.subtract({ days: 7 }))),
    ],
    'sunset.newcomers': [said(announcing.announcement(about))],
    'sunset.settle': [0, 1, 12].map((open) =>
      said(
        announcing.settle(
          about,
          { open, promised: open, earliest: t.add({ days: 5 }), because: ['the announcement went out late'] },
          id,
        ),
      ),
    ),
    'sunset.decision': [
      said(announcing.notYet(about, t.add({ days: 7 }))),
      posted(announcing.notYetPost(about, t.add({ days: 7 }))),
    ],
    'sunset.notice': rungs.flatMap((rung) => [
      said(closing.closingSoon(about, rung)),
      posted(closing.closingSoonPost(about, rung)),
    ]),
    'sunset.export-reminder': [said(closing.takeYourThings(about, false))],
    'sunset.last-call': [said(closing.takeYourThings(about, true))],
    'sunset.read-only': ['whatsapp', 'slack', 'discord', 'something else'].map((platform) =>
      said(closing.readOnlyList(place, oldPlatform(platform), id)),
    ),
    'sunset.celebration': [null, 115].flatMap((came) => [
      said(closing.celebration(scene, came, false)),
      said(closing.celebration(scene, came, true)),
      posted(closing.celebrationPost(scene, came)),
    ]),
    'sunset.shutdown': [true, false].map((kept) => said(closing.shutdownAsked(scene, t, kept, id))),
    'rollout.cancelled': [said(closing.cancelled(scene)), posted(closing.cancelledPost(scene))],
    'rollout.kept-both': [said(closing.keptBoth(scene)), posted(closing.keptBothPost(scene))],
    'retrospective.survey': [
      said(retrospective.askToLookBack(scene, asking)),
      posted(retrospective.lookBackPost(scene, asking)),
      said(retrospective.remindToLookBack(scene, asking)),
    ],
    'retrospective.meeting': [
      said(retrospective.comeToMeeting(meeting)),
      said(retrospective.meetingForLeads(meeting, id)),
      said(meetings.movedMeeting(meeting)),
      said(meetings.movedMeetingForLeads(meeting, id)),
    ],
    'retrospective.report': [said(retrospective.reportReady(id))],
    'privacy.review': [said(retention.review({ people: 214, kinds: 31, care: 'careful' }))],
    'retention.purge': [0, 1, 12].flatMap((staying) => [
      said(retention.purgeAhead({ on: t, people: 214, staying }, id)),
      said(retention.purged({ people: 214, staying })),
    ]),
    'launch.helper-stopped': [1, 3].map((alone) => said(handover.helperStopped(id, { people: 3, alone }))),
    'launch.help': [said(launch.helpAsked(t)), said(launch.helpAskedOfLeads(id, t))],
    'false-report': [said(falseReport.falseMessage())],
    'task-handed': [
      said(task.taskHanded({ ...works, what: 'Making the old places read-only', rolloutId: id })),
    ],
    break: [
      ...[null, spokenDay(t)].map((back) => said(task.breakBegan({ ...works, until: back, things: 23 }))),
      ...[true, false].map((back) => said(task.breakEnded({ ...works, back }))),
    ],
    'leads-quiet': [said(task.leadsQuiet({ ...works, days: 10, rolloutId: id, holdsOn: spokenDay(t) }))],
    'yes-asked': [said(yes.yesAsked({ ...asks, until: 'Monday 12 January, 09:00 (Europe/Berlin)' }))],
    'yes-answered': (['yes', 'no'] as const).map((answer) => said(yes.yesAnswered({ ...asks, answer }))),
    'join.confirm': [said(join.confirmAddress(scene.community))],
    'address.confirm': [said(retention.confirmNewAddress(scene.community))],
    'own-page-link': [said(retention.newLink())],
    'data-key': [said(retention.keyToYourData())],
  };
}
