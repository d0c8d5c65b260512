import type { VNode } from 'preact';
import { languages, type Language } from '../language/language.rules.js';

const named = new Intl.DisplayNames('en', { type: 'language' });

/** “German” */
export const nameOf = (language: Language): string => named.of(language)!;

/** Which language words are shown in, and the other four one press away. @param at the page in that language */
export function InLanguage(props: { language: Language; at: (language: Language) => string }): VNode {
  const { language, at } = props;
  return (
    <p class="aside">
      These words are in {nameOf(language)}. Each reader gets their own language. Show them in{' '}
      {languages
        .filter((other) => other !== language)
        .map((other, i, others) => (
          <>
            <a key={other} href={at(other)}>
              {nameOf(other)}
            </a>
            {i < others.length - 2 ? ', ' : i === others.length - 2 ? ' or ' : '.'}
          </>
        ))}
    </p>
  );
}
