import { z } from 'zod';
import { lineField, zoneField } from '../kernel/http/fields.js';

const language = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Name a language by its code, for example en or pt-BR.')
  .default('en');

/** What must be known before anything is stored: who answers for the data, and who begins. */
export const SetupInput = z.strictObject({
  token: z.string(),
  community: z.strictObject({
    name: lineField(),
    timeZone: zoneField,
    language,
    responsible: z.strictObject({ name: lineField(), contact: lineField(500) }),
  }),
  person: z.strictObject({ name: lineField(), email: z.email().optional() }),
});
export type SetupInput = z.output<typeof SetupInput>;

/** The same as one flat form. */
export const SetupForm = z.object({
  communityName: lineField(),
  timeZone: zoneField,
  language,
  responsibleName: lineField(),
  responsibleContact: lineField(500),
  name: lineField(),
  email: z.email().optional(),
});

export const fromForm = (token: string, form: z.output<typeof SetupForm>): SetupInput => ({
  token,
  community: {
    name: form.communityName,
    timeZone: form.timeZone,
    language: form.language,
    responsible: { name: form.responsibleName, contact: form.responsibleContact },
  },
  person: { name: form.name, ...(form.email !== undefined && { email: form.email }) },
});
