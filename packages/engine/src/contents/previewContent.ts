import {
  type Content,
  type ContentPreview,
  type ContentProblem,
  contentSchema,
  type EmailVariant,
  type KnownVariables,
  type MessageScope,
  readBy,
  snakeOf,
} from '@parcours/core';
import { resolveCustomer } from '../customers/resolveCustomer.js';
import type { Clock, Sql } from '../ports.js';
import { selectWorkspaceName } from './contents.sql.js';
import { inspectContent, knownVariables } from './inspectContent.js';
import { fillEmail, languageOf, type Rendering, rendererOf } from './renderMessage.js';
import { openTemplates, readyEmail } from './templates.js';

const told = (problem: ContentProblem): ContentPreview['problems'][number] => ({ ...problem, path: [...problem.path] });

interface PreviewAsked {
  readonly workspaceId: string;
  readonly draft: unknown;
  /** Any identifier of a customer; none to see the names of the variables in the place of values. */
  readonly customer?: string | undefined;
  readonly language?: string | undefined;
}

/** Links lead nowhere in a preview: nobody is unsubscribed by looking. */
const LINKS: MessageScope['links'] = { unsubscribe: '#unsubscribe', preferences: '#preferences' };

/** Each variable by its name. */
const namesScope = ({ traits, models }: KnownVariables, organisation: string, language: string): MessageScope => {
  const shown = (name: string): [string, string] => [name, `‹${name}›`];
  const names = [...traits, ...traits.map(snakeOf), 'id', 'user_id', 'anonymous_id'];
  const position = { stage: '‹stage›', stage_name: '‹stage_name›', direction: '‹direction›' };
  return {
    customer: Object.fromEntries(names.map(shown)),
    position: Object.fromEntries(models.map((model) => [model, position])),
    organisation: { name: organisation },
    links: LINKS,
    language,
  };
};

const unnamed = async (
  ports: { sql: Sql },
  { workspaceId, language }: PreviewAsked,
  content: Content,
): Promise<Rendering | null> => {
  const chosen = languageOf(content, [language]);
  const [known, [named], template] = await Promise.all([
    knownVariables(ports, workspaceId),
    ports.sql.query<{ name: string }>(selectWorkspaceName, [workspaceId]),
    readyEmail(content.variants[chosen] as EmailVariant, chosen),
  ]);
  return template && fillEmail(template, namesScope(known, named?.name ?? '', chosen), chosen);
};

const rendered = async (
  ports: { sql: Sql; clock: Clock },
  asked: PreviewAsked,
  content: Content,
): Promise<Rendering | null> => {
  const { workspaceId, customer, language } = asked;
  if (customer === undefined) return unnamed(ports, asked, content);
  const id = await resolveCustomer(ports, workspaceId, customer);
  const renderer = await rendererOf(
    { ...ports, templates: openTemplates(0) },
    { workspace: workspaceId, content, template: readyEmail },
  );
  return renderer.render({ customer: id, links: LINKS, language });
};

/**
 * A draft as it would be: what is wrong with it, and, where nothing keeps it from being sent, the message of a customer.
 * @throws DomainError customer.unknown (404)
 */
export const previewContent = async (
  ports: { sql: Sql; clock: Clock },
  asked: PreviewAsked,
): Promise<ContentPreview> => {
  const reading = readBy<Content>(contentSchema, asked.draft);
  if ('problems' in reading)
    return { problems: reading.problems.map((one) => told({ ...one, level: 'error' })), message: null };
  const problems = await inspectContent(ports, asked.workspaceId, reading.ok);
  if (problems.some(({ level }) => level === 'error')) return { problems: problems.map(told), message: null };
  const message = await rendered(ports, asked, reading.ok);
  if (message && 'problem' in message) return { problems: [message.problem, ...problems].map(told), message: null };
  return { problems: problems.map(told), message };
};
