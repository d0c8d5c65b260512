import { leadPath, occurrencePath, phasePath, playPath } from './lead-nav.js';
import { phaseKeys, type PhaseKey } from './words.js';

/** What an alert is about: its kind, and the key of the occurrence, phase or request. */
export interface About {
  kind: string;
  subject: string;
}

/** Where leads see to it; the overview for whatever has no page of its own. */
export function alertPath(rolloutId: string, { kind, subject }: About): `/${string}` {
  if (kind === 'held' || kind === 'failed') return occurrencePath(rolloutId, subject);
  if (kind === 'yes') return `/yes/${subject}`;
  if (kind === 'changed') return playPath(rolloutId, subject);
  if (kind === 'first contact' || kind === 'names go') return '/roster';
  if (kind === 'help waiting') return leadPath(rolloutId, 'help');
  if (kind === 'circle') return leadPath(rolloutId, 'circle');
  if (kind === 'pause') return leadPath(rolloutId, 'closing');
  if (kind === 'friction') return leadPath(rolloutId, 'findings');
  return isPhase(subject) ? phasePath(rolloutId, subject) : `/rollouts/${rolloutId}`;
}

const isPhase = (key: string): key is PhaseKey => (phaseKeys as readonly string[]).includes(key);
