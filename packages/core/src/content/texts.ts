import type { Problem } from '../lifecycle/problem.js';
import { type Block, CONTENT_LANGUAGES, type Content, type ContentLanguage, type EmailVariant } from './schema.js';

/** A text of a content that Liquid fills, and where it stands. */
export interface ContentText {
  readonly path: Problem['path'];
  readonly text: string;
  /** An address stands alone in a link or a picture. */
  readonly address: boolean;
}

const textsOfBlock = (block: Block, path: Problem['path']): ContentText[] => {
  const at = (name: string, text: string, address = false): ContentText => ({ path: [...path, name], text, address });
  switch (block.kind) {
    case 'heading':
    case 'text':
      return [at('text', block.text)];
    case 'button':
      return [at('label', block.label), at('url', block.url, true)];
    case 'image':
      return [
        at('url', block.url, true),
        at('alt', block.alt),
        ...(block.link === undefined ? [] : [at('link', block.link, true)]),
      ];
    case 'divider':
    case 'spacer':
      return [];
    case 'columns':
      return block.columns.flatMap((blocks, column) =>
        blocks.flatMap((one, place) => textsOfBlock(one, [...path, 'columns', column, place])),
      );
  }
};

const textsOfVariant = ({ subject, preheader, body }: EmailVariant, path: Problem['path']): ContentText[] => [
  { path: [...path, 'subject'], text: subject, address: false },
  { path: [...path, 'preheader'], text: preheader, address: false },
  ...(body.kind === 'mjml'
    ? [{ path: [...path, 'body', 'source'], text: body.source, address: false }]
    : body.blocks.flatMap((block, place) => textsOfBlock(block, [...path, 'body', 'blocks', place]))),
];

/** The languages a content is written in. */
export const languagesOf = ({ variants }: Content): ContentLanguage[] =>
  CONTENT_LANGUAGES.filter((language) => variants[language] !== undefined);

/** Every text of a content that Liquid fills. */
export const textsOf = (content: Content): ContentText[] =>
  languagesOf(content).flatMap((language) =>
    textsOfVariant(content.variants[language] as EmailVariant, ['variants', language]),
  );
