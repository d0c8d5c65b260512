import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import { taskWords } from '../adoption/key-tasks.js';
import type { Say } from '../kernel/language/say.js';
import { ActForm, Button } from '../kernel/ui/forms.js';
import { OwnPageCard, type OwnPageVisit } from '../rollout/sockets.js';
import { pilotClosed } from './circle.queries.js';
import { SeatService } from './seat.service.js';
import { TasksService } from './tasks.service.js';

/** What is asked of somebody who is to try it first, or does. */
@Injectable()
export class PilotCard {
  constructor(
    private readonly seats: SeatService,
    private readonly tasks: TasksService,
  ) {}

  @OwnPageCard(10)
  async card(visit: OwnPageVisit): Promise<VNode | null> {
    const seat = await this.seats.seat(visit);
    if (!seat || seat.state === 'declined') return null;
    const over = await pilotClosed(visit.tx, visit.rollout.id);
    const { path, say } = visit;
    if (seat.state === 'asked') return over ? null : <Asked say={say} path={path} />;
    // Whoever helps already sees their people, and stops there: others take over at once.
    if (over && visit.participation.advocate) return null;
    if (over) return <Over say={say} path={path} wouldHelp={seat.wouldHelp} />;
    const tasks = await this.tasks.mine(visit);
    return (
      <section>
        <h2>{say('Things to try in the new place')}</h2>
        {tasks.map(({ key, words, answer }) => {
          const task = taskWords(say, { key, words });
          return answer === 'yes' ? (
            <ActForm key={key} action={`${path}/first/tasks/${key}/not-done`} class="bare">
              <p>{say('You have done this: {task}.', { task })}</p>
              <Button plain>{say('I have not done this: {task}', { task })}</Button>
            </ActForm>
          ) : (
            <ActForm key={key} action={`${path}/first/tasks/${key}`}>
              <p>{say('Try to {task}.', { task })}</p>
              <Button quiet>{say('I did this: {task}', { task })}</Button>
            </ActForm>
          );
        })}
        <p>
          {say('Did something get in the way? Say so in the weekly questions.')}{' '}
          <a href={`${path}/first`}>{say('Change my mind')}</a>
        </p>
      </section>
    );
  }
}

function Asked({ say, path }: { say: Say; path: string }): VNode {
  return (
    <section>
      <h2>{say('Would you try the new place first?')}</h2>
      <p>{say('We would like to have you among the first. You decide.')}</p>
      <p>
        <a class="button" href={`${path}/first`}>
          {say('Say yes or no')}
        </a>
      </p>
    </section>
  );
}

function Over({ say, path, wouldHelp }: { say: Say; path: string; wouldHelp: boolean | null }): VNode {
  return (
    <section>
      <h2>{say('Would you help others to come along?')}</h2>
      <p>
        {wouldHelp === null
          ? say('You tried it first, thank you.')
          : say(wouldHelp ? 'You said yes. You can change it.' : 'You said no. You can change it.')}{' '}
        <a href={`${path}/first/help`}>{say(wouldHelp === null ? 'Say yes or no' : 'Change my answer')}</a>
      </p>
    </section>
  );
}
