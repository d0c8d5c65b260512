import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import { ActForm, Button } from '../kernel/ui/forms.js';
import { OwnPageCard, type OwnPageVisit } from '../rollout/sockets.js';
import { SecondThing } from './second-thing.js';

@Injectable()
export class WordsCard {
  constructor(private readonly second: SecondThing) {}

  /** At the first visits, until they are noted; never again afterwards. */
  @OwnPageCard(45)
  async words(visit: OwnPageVisit): Promise<VNode | null> {
    const { say } = visit;
    if (await this.second.wereNoted(visit)) return null;
    return (
      <section>
        <h2>{say('Your four words')}</h2>
        <p>
          <strong lang="en" dir="ltr">
            {this.second.wordsOf(visit.participation.id)}
          </strong>
        </p>
        <p>
          {say('They are English words: copy them as they stand.')} {say('Only the letters count.')}
        </p>
        <p>
          {say(
            'Note them on paper. They are asked for before anybody sees everything that we hold about you, or deletes it. Links get passed on; these words do not.',
          )}
        </p>
        <ActForm action={`${visit.path}/words`} class="bare">
          <Button quiet>{say('I have noted them')}</Button>
        </ActForm>
      </section>
    );
  }
}
