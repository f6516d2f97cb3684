import { INTERACTION_TYPES, isTimeZone } from '@parcours/core';
import { parse } from 'yaml';
import { z } from 'zod';
import { DomainError } from '../ports.js';

const column = z.string().min(1).max(256);
const zone = z.string().refine(isTimeZone, 'a time zone such as Europe/Paris');
const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** What fills a property: a column, a text with {column} in it, or a constant. A bare string is a column. */
const fieldSchema = z.union([
  column.transform((name) => ({ column: name, type: 'string' as const })),
  z.strictObject({
    column,
    type: z.enum(['string', 'number', 'integer', 'boolean', 'json']).default('string'),
    prefix: z.string().max(100).optional(),
    values: z.record(z.string(), scalar).optional(),
    /** Divides a number by another column's; no value where that one is 0. */
    dividedBy: column.optional(),
    /** Only in the first row, in the order of the file, with these columns' values. */
    oncePer: z.array(column).min(1).max(8).optional(),
  }),
  z.strictObject({ template: z.string().min(1).max(1000) }),
  z.strictObject({ value: z.union([scalar, z.null(), z.array(scalar)]) }),
]);
export type Field = z.infer<typeof fieldSchema>;

const FIELD_NAME = /^[^.\s][^.]{0,127}(\.[^.]{1,128}){0,4}$/;
const fieldName = z
  .string()
  .regex(FIELD_NAME, 'a name; dots make it nested, five deep at most')
  .refine((name) => !name.split('.').some((part) => part === '__proto__'), 'not __proto__');
const fields = z.record(fieldName, fieldSchema).default({});

const callSchema = z.union([
  z
    .string()
    .min(1)
    .max(200)
    .transform((name) => ({ type: 'track' as const, name })),
  z.strictObject({ track: z.string().min(1) }).transform((call) => ({ type: 'track' as const, name: call.track })),
  z.strictObject({ page: z.string().min(1) }).transform((call) => ({ type: 'page' as const, name: call.page })),
  z.strictObject({ screen: z.string().min(1) }).transform((call) => ({ type: 'screen' as const, name: call.screen })),
  z.null(),
]);

const eventSchema = z.union([
  z
    .string()
    .min(1)
    .max(200)
    .transform((name) => ({ constant: name })),
  z.strictObject({
    column,
    values: z.record(z.string(), callSchema).optional(),
    /** A value that `values` does not name: stop the import, leave the row out, or use the value as the name. */
    otherwise: z.enum(['stop', 'skip', 'keep']).default('stop'),
  }),
]);

const timeParts = {
  format: z.string().min(1).max(40).default('iso'),
  zone: zone.optional(),
  /** The time of day given to a date without one. */
  at: z
    .string()
    .regex(/^\d\d:\d\d(:\d\d)?$/, 'hh:mm')
    .default('00:00'),
};
const timeSchema = z.union([
  column.transform((name) => ({ column: name, format: 'iso', at: '00:00', zone: undefined })),
  z.strictObject({ column, ...timeParts }),
  z.strictObject({ value: z.coerce.string(), ...timeParts }),
]);

const groupSchema = z.strictObject({
  by: z.array(column).min(1).max(8),
  /** The property that lists the rows, and what each row gives. */
  list: fieldName.optional(),
  each: fields,
  /** Sums over the rows: a column, or several added up. */
  sum: z.record(fieldName, z.union([column.transform((name) => [name]), z.array(column).min(1)])).default({}),
  /** The property that says how many rows there were. */
  count: fieldName.optional(),
});

export const mappingSchema = z
  .strictObject({
    /** Names the origin; part of the ids made for rows that have none. */
    source: z.string().min(1).max(100),
    delimiter: z.union([z.enum(['whitespace', 'tab']), z.string().length(1)]).default(','),
    quote: z.string().length(1).default('"'),
    encoding: z.literal('utf-8').default('utf-8'),
    /** Names for the columns of a file that has no header line. */
    columns: z.array(column).min(1).optional(),
    zone: zone.default('UTC'),
    decimal: z.enum(['.', ',']).default('.'),
    /** Cells with one of these texts hold nothing. */
    empty: z.array(z.string()).default(['']),
    lookups: z
      .record(
        z.string().regex(/^\w+$/),
        z.strictObject({
          file: z.string().min(1),
          key: column,
          on: column.optional(),
          required: z.boolean().default(false),
          delimiter: z.string().length(1).default(','),
        }),
      )
      .default({}),
    where: z
      .array(z.strictObject({ column, in: z.array(z.string()).optional(), notIn: z.array(z.string()).optional() }))
      .default([]),
    type: z.enum(INTERACTION_TYPES).default('track'),
    event: eventSchema.optional(),
    /** What the organisation did rather than the customer: it never breaks silence. */
    outbound: z.boolean().default(false),
    time: timeSchema,
    customer: z.strictObject({ userId: fieldSchema.optional(), anonymousId: fieldSchema.optional() }),
    previousId: fieldSchema.optional(),
    groupId: fieldSchema.optional(),
    properties: fields,
    traits: fields,
    context: fields,
    messageId: fieldSchema.optional(),
    keys: z.array(column).min(1).max(16).optional(),
    group: groupSchema.optional(),
  })
  .superRefine((mapping, context) => {
    const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (!mapping.customer.userId && !mapping.customer.anonymousId) issue('customer', 'needs userId or anonymousId');
    if (!mapping.event && mapping.type === 'track') issue('event', 'a track needs the name of its event');
  });
export type Mapping = z.infer<typeof mappingSchema>;

/**
 * Reads a mapping from YAML.
 * @throws DomainError mapping_invalid, with every fault and where it stands
 */
export const parseMapping = (text: string, name = 'mapping'): Mapping => {
  let data: unknown;
  try {
    data = parse(text);
  } catch (error) {
    throw new DomainError('mapping_invalid', 422, `${name} is not YAML: ${(error as Error).message.split('\n')[0]}`);
  }
  const result = mappingSchema.safeParse(data);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => {
    const message = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;
    return `${issue.path.join('.') || 'the file'}: ${message}`;
  });
  throw new DomainError('mapping_invalid', 422, `${name} is no valid mapping. ${faults.join('; ')}`, { faults });
};
