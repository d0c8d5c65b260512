import type { Keeping, Limit } from './keeps.js';

const byMember = 'member_id = $1';
const byParticipation = 'participation_id = any ($2)';
const leaders = 'the people who lead the move';

/**
 * What each table holds about people, where its entity does not say so itself (`@Keeps`). A test holds that no
 * table with anything about a person is missing, so the page that is made of it cannot lie.
 */
export const inventory: Record<string, Keeping> = {
  member: kept(
    'your name as you are called here, language, time zone, the day on which you were last seen in the old place, and how we know of you',
    'to know who belongs to us and leave nobody behind',
    leaders,
    'the move',
    'id = $1',
  ),
  member_channel: kept(
    'how to reach you, encrypted',
    'to tell you what happens',
    `${leaders}, never other members`,
    'the move',
    byMember,
  ),
  member_place: kept(
    'in which of our places you are, and what you are called there, encrypted',
    'to see who has not come along yet',
    leaders,
    'the move',
    byMember,
  ),
  participation: kept(
    'your part in the move: whether you were invited, have arrived, said no, or help others',
    'to ask you only what still concerns you',
    `${leaders}; your helper sees their part`,
    'the move',
    byMember,
  ),
  opt_out: kept(
    'kinds of messages that you do not want',
    'so that you do not get them',
    leaders,
    'the move',
    byMember,
  ),
  delivery: kept(
    'what was said to you, on which day, and how it ended',
    'to prove that everybody was told',
    leaders,
    'the move',
    byMember,
  ),
  mailbox_message: kept(
    'messages as they were written to you, encrypted, where no mail server is set up',
    'so that the people who lead the move can see what would have been sent',
    leaders,
    'the move',
    'delivery_id in (select id from delivery where member_id = $1)',
  ),
  join_request: kept(
    'what you wrote when you asked to come along, encrypted',
    'so that somebody who knows you can say yes',
    `${leaders}; the person whose code you used`,
    '14 days',
    byParticipation,
  ),
  join_code: kept(
    'codes by which people come along, and whose they are',
    'so that whoever asks to come is met by somebody they know',
    leaders,
    'the move',
    'advocate_id = any ($2)',
  ),
  noted_words: kept(
    'the day on which you noted your four words',
    'so that they are shown once only',
    'nobody',
    'the move',
    byParticipation,
  ),
  import_row: kept(
    'lists of names while they are looked through, addresses encrypted',
    'to show what a list would change before it does',
    leaders,
    'taken over',
    null,
  ),
  import_verdict: kept(
    'rows of such a list that need a decision, encrypted',
    'to correct them',
    leaders,
    'taken over',
    null,
  ),
  erasure_mark: kept(
    'a keyed number made of an address that was deleted',
    'so that no list brings you back',
    'nobody: it cannot be read',
    '24 months',
    null,
  ),
  circle_seat: kept(
    'whether you try the new place first, and would help others',
    'to ask a small group before everybody',
    leaders,
    'the move',
    byParticipation,
  ),
  survey_turnout: kept(
    'which questions you were asked, and whether you answered',
    'not to remind you of what you have done',
    leaders,
    'the move',
    byParticipation,
  ),
  survey_answer: kept(
    'your answers; what you wrote yourself is encrypted',
    'to mend what is hard',
    `${leaders}; your name only if you said that they may ask`,
    'the move',
    byParticipation,
  ),
  finding: kept(
    'problems that you reported',
    'to put them right and tell you',
    leaders,
    'the move',
    'reported_by = any ($2)',
  ),
  objection: kept(
    'objections that you made to our rules',
    'to answer each one',
    leaders,
    'the move',
    byParticipation,
  ),
  wave: kept(
    'groups that are invited together, and whose list it was',
    'to invite no more people than somebody can help',
    leaders,
    'the move',
    'advocate_id = any ($2)',
  ),
  invitation: kept(
    'when you were to be invited',
    'to invite everybody once',
    leaders,
    'the move',
    byParticipation,
  ),
  advocate: kept(
    'that you agreed to help others',
    'to pair people with somebody near them',
    `${leaders}, and whom you help`,
    'the move',
    byParticipation,
  ),
  help_request: kept(
    'that you asked for help, how you would like it, and who took it',
    'so that somebody comes',
    `${leaders}, and who helps you`,
    'the move',
    byParticipation,
  ),
  office_hour_guest: kept(
    'help hours for which you put yourself down',
    'to remind you',
    `${leaders}, and the host`,
    'the move',
    byParticipation,
  ),
  presence: kept(
    'the same days, a year of them in one row, and whether you told us',
    'to see whether the new place works for most of us',
    'nobody by name',
    'the move',
    byParticipation,
  ),
  activity: kept(
    'days on which you were seen in the old or the new place; never an hour, never a text',
    'to see whether the new place works for most of us',
    'nobody by name',
    'the move',
    byParticipation,
  ),
  statement: kept(
    'what you told us: that you have arrived, could do something, are at home there',
    'to see whether the new place works for most of us',
    leaders,
    'the move',
    byParticipation,
  ),
  key_task_answer: kept(
    'whether you could write, reply and share something',
    'to see what is still hard',
    leaders,
    'the move',
    byParticipation,
  ),
  baseline_member: kept(
    'whether you were active in the old place before the move',
    'to count fairly',
    'nobody by name',
    'the move',
    byParticipation,
  ),
  baseline_correction: kept(
    'corrections of that count, with the reason, encrypted',
    'to count fairly',
    leaders,
    'the move',
    byParticipation,
  ),
  friction_alarm: kept(
    'why an alarm about the move was let go, encrypted',
    'to remember why',
    leaders,
    'the move',
    null,
  ),
  open_name: kept(
    'who promised to tell you of the closing day, or why you could not be told, encrypted',
    'so that nobody misses it',
    leaders,
    'the move',
    byParticipation,
  ),
  things: kept(
    'that you have your things from the old place, or that there is nothing to keep',
    'so that we stop reminding you',
    leaders,
    'the move',
    byParticipation,
  ),
  account: kept(
    'names and addresses of the people who do the work, addresses encrypted',
    'to let them in and to tell them what waits',
    leaders,
    'the work',
    null,
  ),
  api_token: kept(
    'keys by which their programs act, unreadable',
    'to let them in',
    'the person',
    'the work',
    null,
  ),
  session: kept('where they are signed in, unreadable', 'to let them in', 'the person', 'the work', null),
  audit_entry: kept(
    'who of them did what and when, by number only',
    'so that everybody answers for what they do',
    leaders,
    'the community',
    null,
  ),
  audit_reason: kept(
    'the reasons that they gave, encrypted',
    'so that everybody answers for what they do',
    leaders,
    'the move',
    null,
  ),
  community: kept(
    'who answers for your data, and how to reach them, encrypted',
    'so that you can ask and complain',
    'everybody',
    'the community',
    null,
  ),
};

/** Tables of numbers, settings and texts for everybody: nothing in them is about one member. */
export const withoutPeople: readonly string[] = [
  ...['installation', 'crypto_key', 'link', 'place', 'import_file', 'purge_record'],
  ...['rollout', 'rollout_place', 'phase', 'gate_override', 'occurrence', 'play_setting', 'alert'],
  ...['notice', 'post', 'survey', 'survey_version', 'survey_round', 'circle', 'key_task'],
  ...['faq_entry', 'guide', 'guide_version', 'charter_version', 'office_hour', 'seeding_item'],
  ...['adoption', 'adoption_snapshot', 'adoption_milestone', 'left_behind', 'head_count', 'sighting'],
  ...[
    'transition',
    'transition_change',
    'place_closing',
    'ending',
    'retrospective',
    'retrospective_decision',
  ],
];

function kept(what: string, why: string, who: string, until: Limit, of: string | null): Keeping {
  return { what, why, who, until, of };
}
