import { z } from 'zod';
import { lineField, zoneField } from '../kernel/http/fields.js';
import { reachOf } from '../notices/reach.rules.js';
import { careField, careWords } from './care.input.js';

const language = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Name a language by its code, for example en or pt-BR.')
  .default('en');

/** Members read it in the first message they get, and not everybody who gets it by hand has e-mail. */
const contactField = lineField(200).refine(
  (contact) => reachOf(contact).elsewhere !== '',
  'Name one way that is not e-mail too: a phone number, a door, a meeting.',
);

/** What must be known before anything is stored: who answers for the data, and who begins. */
export const SetupInput = z.strictObject({
  token: z.string(),
  community: z.strictObject({
    name: lineField(),
    timeZone: zoneField,
    language,
    responsible: z.strictObject({ name: lineField(), contact: contactField }),
    care: careField.default('open').describe('How careful everybody must be with the list of members'),
    ...careWords,
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
  responsibleContact: contactField,
  care: careField,
  ...careWords,
  name: lineField(),
  email: z.email().optional(),
});

export const fromForm = (token: string, form: z.output<typeof SetupForm>): SetupInput => ({
  token,
  community: {
    name: form.communityName,
    timeZone: form.timeZone,
    language: form.language,
    ...{ care: form.care, who: form.who, sacred: form.sacred, phones: form.phones },
    responsible: { name: form.responsibleName, contact: form.responsibleContact },
  },
  person: { name: form.name, ...(form.email !== undefined && { email: form.email }) },
});
