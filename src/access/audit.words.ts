/** Kinds of acts, for looking at some of them. By the first word of what was done. */
export const auditGroups = {
  team: {
    label: 'People who work here',
    nouns: [
      'person',
      'invitation',
      'token',
      'passkey',
      'sign-in-link',
      'two-leads',
      'yes',
      'advocate',
      'help',
    ],
  },
  members: {
    label: 'Members and their data',
    nouns: [
      'member',
      'members',
      'join',
      'roster',
      'erasure',
      'community',
      'roll-call',
      'head-count',
      'activity',
    ],
  },
  move: {
    label: 'The course of a move',
    nouns: [
      ...['rollout', 'plan', 'phase', 'gate', 'play', 'occurrence', 'hold', 'transition', 'place', 'waves'],
      ...['circle', 'friction', 'adoption', 'ending'],
    ],
  },
  said: {
    label: 'What was said and written',
    nouns: [
      'notice',
      'post',
      'guide',
      'charter',
      'finding',
      'objection',
      'survey',
      'seeding',
      'office-hour',
      'pilot',
    ],
  },
} as const;
export type AuditGroup = keyof typeof auditGroups;

/** Where noun and verb alone do not say it. */
const words: Record<string, string> = {
  'person.added': 'Somebody was added who works here',
  'person.removed': 'Somebody no longer works here',
  'person.address-changed': 'An e-mail address of somebody who works here was changed',
  'person.role-changed': 'What somebody may do was changed',
  'person.told': 'Somebody was told in person',
  'person.not-told': 'A mark that somebody was told in person was taken back',
  'person.not-reached': 'Somebody could not be reached in person',
  'token.made': 'A token for a program was made',
  'token.revoked': 'A token for a program was revoked',
  'invitation.sent-anew': 'Somebody who has not come yet was invited anew',
  'sign-in-link.made-for-another': 'A sign-in link was made for somebody else',
  'sign-in-link.printed-on-host': 'A sign-in link was printed on the host',
  'community.set-up': 'The community was set up',
  'community.care-chosen': 'How careful to be was chosen',
  'member.departed': 'A member was noted as having left',
  'member.deceased': 'A member was noted as having died',
  'member.erased': 'A member who asked for it was deleted',
  'notice.tried-again': 'A message was tried again',
  'member.shown': 'What is held about a member was shown',
  'members.emptied': 'Names that went unheard were emptied',
  'roster.taken-out': 'The list of members was taken out',
  'gate.overridden': 'A gate was overridden',
  'gate.override-asked': 'A second yes was asked for, to override a gate',
  'rollout.kept-both': 'Both places are kept',
  'rollout.purged': 'The data of a move was deleted',
  'hold.released': 'A hold was ended',
  'friction.let-go': 'An alarm was let go',
  'occurrence.held': 'A step was stopped',
  'occurrence.resumed': 'A step was let go on',
  'occurrence.released': 'A step was let go on',
  'occurrence.skipped': 'A step was skipped',
  'transition.announced': 'The closing day was announced',
  'transition.moved': 'The closing day was moved',
  'transition.held': 'The closing day was held',
  'pilot.tasks': 'Tasks of the pilot were written',
  'circle.objectives': 'What the circle is for was written',
  'two-leads.switched-off': 'The second yes was switched off',
  'two-leads.switched-on': 'The second yes was switched on',
  'two-leads.on-again': 'The second yes is on again',
  'yes.refused': 'A second yes was refused',
  'yes.withdrawn': 'The question for a second yes was withdrawn',
};

/** `phase.closed.pilot` → "Phase closed: pilot". A word that is new here is read as it is. */
export function actInWords(what: string): string {
  const [noun = '', verb = '', ...rest] = what.split('.');
  const about = rest.join(' ').replaceAll('-', ' ');
  const said = words[`${noun}.${verb}`] ?? capital(`${noun} ${verb}`.replaceAll('-', ' ').trim());
  return about === '' ? said : `${said}: ${about}`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
