import { Controller, Get, Post } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Api, Input } from '../kernel/http/api.js';
import { idField } from '../kernel/http/fields.js';
import {
  Gone,
  Names,
  NamesAnswer,
  NewMember,
  RosterAnswer,
  RosterQuery,
  RosterSearch,
  Which,
  WhichAnswer,
} from './member.input.js';
import { RosterDesk } from './roster.desk.js';

@Controller('api/v1/members')
export class MembersController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly desk: RosterDesk,
  ) {}

  @Post()
  @Who('lead')
  @Api({
    summary: 'Add a person',
    refuses: ['conflict'],
    body: NewMember,
    answer: WhichAnswer,
    status: 201,
  })
  add(@By() actor: Actor, @Input('body') person: z.infer<typeof NewMember>): Promise<unknown> {
    return this.inOne((tx) => this.desk.add(tx, actor, person));
  }

  @Post('names')
  @Who('lead')
  @Api({ summary: 'Add pasted names, one a line', body: Names, answer: NamesAnswer })
  names(@By() actor: Actor, @Input('body') { placeId, names }: z.infer<typeof Names>): Promise<unknown> {
    return this.inOne((tx) => this.desk.paste(tx, actor, placeId ?? null, names));
  }

  @Get()
  @Who('lead')
  @Api({
    summary: 'Page through the roster by name, or find the beginning of a name',
    query: RosterQuery,
    answer: RosterAnswer,
  })
  list(@By() actor: Actor, @Input('query') query: z.infer<typeof RosterQuery>): Promise<unknown> {
    return this.desk.list(this.dataSource.manager, actor, query);
  }

  @Post('search')
  @Who('lead')
  @Api({
    summary: 'Find people by the beginning of a name, or by an exact address',
    body: RosterSearch,
    answer: RosterAnswer,
  })
  search(@By() actor: Actor, @Input('body') wanted: z.infer<typeof RosterSearch>): Promise<unknown> {
    return this.desk.list(this.dataSource.manager, actor, wanted);
  }

  @Post(':id/gone')
  @Who('lead')
  @Api({
    summary: 'Say that somebody died, left, or is the same person as another row',
    refuses: ['conflict'],
    params: Which,
    body: Gone,
    answer: z.object({}),
  })
  async gone(
    @By() actor: Actor,
    @Input('params') { id }: z.infer<typeof Which>,
    @Input('body') gone: z.infer<typeof Gone>,
  ): Promise<unknown> {
    await this.inOne((tx) => this.desk.gone(tx, actor, id, gone));
    return {};
  }

  @Post(':id/separate')
  @Who('lead')
  @Api({
    summary: 'Undo: this row is a person of their own after all',
    refuses: ['conflict'],
    params: z.strictObject({ id: idField }),
    answer: z.object({}),
  })
  async separate(@By() actor: Actor, @Input('params') { id }: z.infer<typeof Which>): Promise<unknown> {
    await this.inOne((tx) => this.desk.separate(tx, actor, id));
    return {};
  }

  private inOne<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(work);
  }
}
