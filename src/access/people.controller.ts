import { Controller, Delete, Get, Post } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Api, Input } from '../kernel/http/api.js';
import { idField, lineField, momentAnswer } from '../kernel/http/fields.js';
import { Accounts } from './accounts.js';
import { By, type Actor } from './actor.js';
import { PeopleService } from './people.service.js';
import { Who } from './who.js';

const roleField = z.enum(['admin', 'lead', 'advocate', 'viewer']);
const NewPerson = z.strictObject({ name: lineField(), role: roleField, email: z.email().optional() });
const Person = z.object({ id: z.uuid(), name: z.string(), role: z.string(), createdAt: momentAnswer });
const WithToken = Person.extend({ token: z.string(), tokenExpiresAt: momentAnswer });
const Which = z.strictObject({ id: idField });

@Controller('api/v1/people')
export class PeopleController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly accounts: Accounts,
    private readonly people: PeopleService,
  ) {}

  @Post()
  @Who('lead')
  @Api({
    summary: 'Add a person; answers with their token, once',
    body: NewPerson,
    answer: WithToken,
    status: 201,
  })
  async add(@By() actor: Actor, @Input('body') person: z.infer<typeof NewPerson>): Promise<unknown> {
    const { account, token, tokenExpiresAt } = await this.people.add(actor, person);
    const { id, name, role, createdAt } = account;
    return { id, name, role, createdAt, token, tokenExpiresAt };
  }

  @Get()
  @Who('viewer')
  @Api({ summary: 'List who works here', answer: z.object({ people: z.array(Person) }) })
  async list(@By() actor: Actor): Promise<unknown> {
    return { people: await this.accounts.people(this.dataSource.manager, actor.communityId) };
  }

  @Delete(':id')
  @Who('lead')
  @Api({
    summary: 'Remove a person; they cannot come in any more',
    params: Which,
    answer: z.object({}),
    status: 204,
  })
  async remove(@By() actor: Actor, @Input('params') { id }: z.infer<typeof Which>): Promise<void> {
    await this.people.remove(actor, id);
  }
}
