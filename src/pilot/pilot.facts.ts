import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Facts } from '../rollout/facts.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { ProvidesFact } from '../rollout/sockets.js';
import { circleOf } from './circle.view.js';
import { seatsOf } from './circle.queries.js';
import { TasksService } from './tasks.service.js';

@Injectable()
export class PilotFacts {
  constructor(private readonly tasks: TasksService) {}

  @ProvidesFact('pilot.circle')
  async circle(tx: EntityManager, rollout: Rollout): Promise<Facts['pilot.circle']> {
    const { confirmedAt } = await circleOf(tx, rollout.id);
    const seats = await seatsOf(tx, rollout.id);
    const accepted = seats.filter(({ state }) => state === 'accepted');
    return {
      confirmedAt,
      chosen: seats.length,
      accepted: accepted.map(({ comfort }) => comfort ?? 'unknown'),
    };
  }

  @ProvidesFact('pilot.tasks')
  keyTasks(tx: EntityManager, rollout: Rollout): Promise<Facts['pilot.tasks']> {
    return this.tasks.progress(tx, rollout.id);
  }
}
