import {
  type Content,
  type ContentLanguage,
  type ContentProblem,
  contentProblem,
  customerScope,
  type EmailVariant,
  languagesOf,
  type MessageScope,
  trackKind,
} from '@parcours/core';
import { customerById, identifiersOf, positionsOf } from '../customers/customers.sql.js';
import { type PositionRow, toPosition } from '../customers/position.js';
import { liveTracks } from '../customers/situation.js';
import { type Live, loadDefinitions } from '../definitions/loadDefinitions.js';
import { modelsOf } from '../models/listModels.js';
import { type Clock, DomainError, type Sql } from '../ports.js';
import { readContent } from './content.js';
import { selectWorkspaceName } from './contents.sql.js';
import type { EmailTemplate, Templates } from './templates.js';

/** Where the links of a message lead; null for one there is none of. */
export type MessageLinks = MessageScope['links'];
export interface RenderPorts {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly templates: Templates;
}

/** A message as it would leave. */
export interface RenderedEmail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly language: ContentLanguage;
}
export type Rendering = RenderedEmail | { readonly problem: ContentProblem };

/** [CONTENT-6] The language asked for, else the customer's, else the fallback's, else one it is written in. */
export const languageOf = (content: Content, asked: readonly unknown[]): ContentLanguage => {
  const written = languagesOf(content);
  const wanted = asked.map((one) => (typeof one === 'string' ? one.slice(0, 2).toLowerCase() : ''));
  return (
    written.find((one) => one === wanted.find((two) => written.some((own) => own === two))) ??
    (written[0] as ContentLanguage)
  );
};

const failing = (
  path: ContentProblem['path'],
  code: string,
  words: readonly [string, string],
): { problem: ContentProblem } => ({
  problem: contentProblem('error', path, code, words),
});

/** Fills a template; a variable with neither a value nor a default is a problem [CONTENT-4]. */
export const fillEmail = (template: EmailTemplate, scope: MessageScope, language: ContentLanguage): Rendering => {
  const texts: Record<string, string> = {};
  for (const part of ['subject', 'html', 'text'] as const) {
    const filled = template[part].fill({ ...scope });
    const path = ['variants', language, part === 'subject' ? 'subject' : 'body'];
    if ('unfilled' in filled) {
      const name = filled.unfilled;
      return failing(path, 'variable.unfilled', [
        `“${name}” has no value for this customer, and no default`,
        `« ${name} » n’a ni valeur pour ce client, ni valeur par défaut`,
      ]);
    }
    if ('message' in filled)
      return failing(path, 'liquid', [`Liquid: ${filled.message}`, `Liquid : ${filled.message}`]);
    texts[part] = filled.text;
  }
  const { subject = '', html = '', text = '' } = texts;
  return { subject: subject.replace(/[\p{Cc}\s]+/gu, ' ').trim(), html, text, language };
};

interface CustomerFacts {
  readonly customer: Record<string, unknown>;
  readonly position: MessageScope['position'];
  readonly spoken: readonly unknown[];
}

const positionsIn = (
  rows: readonly PositionRow[],
  live: Live,
  language: ContentLanguage,
  now: number,
): MessageScope['position'] =>
  Object.fromEntries(
    modelsOf(live).map(({ id, track, definition }) => {
      const row = rows.find(({ model }) => model === track);
      const stage = definition.stages.find((one) => one.id === row?.stage);
      const direction = row ? toPosition(row, { strength: null, pace: null }, now).direction : null;
      return [id, { stage: stage?.id ?? null, stage_name: stage?.name[language] ?? null, direction }] as const;
    }),
  );

const customerFacts = async (
  { sql, clock }: RenderPorts,
  workspaceId: string,
  id: string,
  live: Live,
): Promise<(language: (spoken: readonly unknown[]) => ContentLanguage) => CustomerFacts> => {
  const [[found], identifiers, rows] = await Promise.all([
    sql.query<{ traits: Record<string, unknown> }>(customerById, [workspaceId, id]),
    sql.query<{ kind: 'user' | 'anonymous'; value: string }>(identifiersOf, [workspaceId, id]),
    sql.query<PositionRow>(positionsOf, [
      workspaceId,
      [id],
      liveTracks(live).filter((track) => trackKind(track) === 'model'),
    ]),
  ]);
  if (!found) throw new DomainError('customer.unknown', 404, 'This customer is not known.');
  const first = (kind: string): string | null => identifiers.find((one) => one.kind === kind)?.value ?? null;
  const spoken = [found.traits['language'], found.traits['locale']];
  return (choose) => ({
    customer: customerScope(found.traits, { id, user_id: first('user'), anonymous_id: first('anonymous') }),
    position: positionsIn(rows, live, choose(spoken), clock.now()),
    spoken,
  });
};

/** What stands ready of a content, to be rendered for one customer after another. */
export interface Renderer {
  /** @throws DomainError customer.unknown (404) */
  render(asked: {
    /** A customer's id. */
    readonly customer: string;
    readonly links: MessageLinks;
    readonly language?: string | undefined;
  }): Promise<Rendering>;
}

interface RendererAsked {
  readonly workspace: string;
  readonly content: Content;
  /** What compiled versions are kept under; drafts under none. */
  readonly template: (variant: EmailVariant, language: ContentLanguage) => Promise<EmailTemplate | null>;
  /** Spoken where a customer does not say. */
  readonly fallback?: string | undefined;
}

/** Renders a content that is at hand, a draft too. */
export const rendererOf = async (ports: RenderPorts, asked: RendererAsked): Promise<Renderer> => {
  const { workspace, content, fallback } = asked;
  const [live, [named]] = await Promise.all([
    loadDefinitions(ports, workspace),
    ports.sql.query<{ name: string }>(selectWorkspaceName, [workspace]),
  ]);
  return {
    render: async ({ customer, links, language }) => {
      const facts = await customerFacts(ports, workspace, customer, live);
      const choose = (spoken: readonly unknown[]) => languageOf(content, [language, ...spoken, fallback]);
      const { spoken, ...told } = facts(choose);
      const chosen = choose(spoken);
      const template = await asked.template(content.variants[chosen] as EmailVariant, chosen);
      if (!template)
        return failing(['variants', chosen, 'body'], 'body', [
          'this e-mail cannot be compiled',
          'cet e-mail ne se compile pas',
        ]);
      return fillEmail(
        template,
        { ...told, organisation: { name: named?.name ?? '' }, links, language: chosen },
        chosen,
      );
    },
  };
};

/** A saved content made ready, for many customers. @throws DomainError content.unknown (404) */
export const openRenderer = async (
  ports: RenderPorts,
  {
    workspace,
    content: id,
    version,
    fallback,
  }: { workspace: string; content: string; version?: number; fallback?: string },
): Promise<Renderer> => {
  const saved = await readContent(ports, { workspaceId: workspace, id }, version);
  const template = (variant: EmailVariant, language: ContentLanguage) =>
    ports.templates.of(JSON.stringify([workspace, id, saved.version, language]), variant, language);
  return rendererOf(ports, { workspace, content: saved.content, template, fallback });
};

/**
 * A saved content as one customer gets it: subject, HTML and plain text; or why it must not be sent.
 * @throws DomainError content.unknown, customer.unknown (404)
 */
export const renderMessage = async (
  ports: RenderPorts,
  {
    customer,
    language,
    links,
    ...asked
  }: {
    workspace: string;
    content: string;
    version?: number;
    customer: string;
    language?: string;
    fallback?: string;
    links: MessageLinks;
  },
): Promise<Rendering> => (await openRenderer(ports, asked)).render({ customer, links, language });
