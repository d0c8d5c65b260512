import { Temporal } from 'temporal-polyfill';
import type { GuideKind } from '../guide.rules.js';
import { discourse } from './discourse.js';
import { facebook } from './facebook.js';
import { matrix } from './matrix.js';
import type { PlatformTexts, Text } from './platform-texts.js';
import { signal } from './signal.js';
import { slack } from './slack.js';
import { whatsapp } from './whatsapp.js';

export interface StartingText extends Text {
  kind: GuideKind;
  platform: string;
  checkOn: Temporal.PlainDate;
}

const known: readonly PlatformTexts[] = [whatsapp, facebook, slack, signal, matrix, discourse];

/** Platforms are typed by people: "Facebook", "facebook-group" and "Element" mean what we think. */
const names: [RegExp, PlatformTexts][] = [
  [/whats\s*app/i, whatsapp],
  [/facebook/i, facebook],
  [/slack/i, slack],
  [/signal/i, signal],
  [/matrix|element/i, matrix],
  [/discourse/i, discourse],
];

export const textsOf = (platform: string): PlatformTexts | undefined =>
  names.find(([name]) => name.test(platform))?.[1];

/** The texts that fit these places, each once: leaving the old ones, beginning in the new ones. */
export function startingTexts(
  places: readonly { platform: string; side: 'source' | 'destination' }[],
): StartingText[] {
  return known.flatMap(({ platform, checkOn, source, destination }) => {
    const on = (side: string): boolean =>
      places.some((place) => place.side === side && textsOf(place.platform)?.platform === platform);
    const text = (kind: GuideKind, { title, body }: Text): StartingText => ({
      kind,
      platform,
      title,
      body,
      checkOn: Temporal.PlainDate.from(checkOn),
    });
    const texts: StartingText[] = [];
    if (source && on('source')) texts.push(text('export instructions', source));
    if (destination && on('destination'))
      texts.push(text('quick start', destination.quickStart), text('visual guide', destination.visualGuide));
    return texts;
  });
}
