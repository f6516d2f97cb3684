import {
  blocksToMjml,
  type ContentLanguage,
  type ContentProblem,
  contentProblem,
  type EmailVariant,
  HeldLiquid,
  type Misplaced,
  misplacedIn,
  plainOf,
} from '@parcours/core';

/** An e-mail made once for all customers; its texts are Liquid still. */
export interface CompiledEmail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}
export type Compilation = CompiledEmail | { readonly problems: readonly ContentProblem[] };

const load = async () => {
  const [{ default: core }, { default: preset }] = await Promise.all([import('mjml-core'), import('mjml-preset-core')]);
  // A CommonJS module: its default may be wrapped once more.
  const compile = typeof core === 'function' ? core : (core as { default: typeof core }).default;
  return (source: string) =>
    compile(source, { ignoreIncludes: true, fonts: {}, validationLevel: 'soft', presets: [preset] });
};
let loading: ReturnType<typeof load> | undefined;
/** Loaded when the first e-mail is compiled: it takes half a second, which no start should wait for. */
const compiler = (): ReturnType<typeof load> => {
  loading ??= load();
  return loading;
};

type Path = ContentProblem['path'];
const error = (path: Path, code: string, words: readonly [en: string, fr: string]): ContentProblem =>
  contentProblem('error', path, code, words);

const toldMisplaced = (misplaced: Misplaced, path: Path): ContentProblem => {
  switch (misplaced.code) {
    case 'script':
      return error(path, 'script', [
        'scripts, frames and forms do not work in e-mails: take them out',
        'les scripts, cadres et formulaires ne marchent pas dans un e-mail : retirez-les',
      ]);
    case 'address':
      return error(path, 'address', [
        `${misplaced.piece} stands at the beginning of an address: begin it with https://, mailto: or tel:`,
        `${misplaced.piece} commence une adresse : faites-la commencer par https://, mailto: ou tel:`,
      ]);
    case 'place':
      return error(path, 'place', [
        `${misplaced.piece} stands where a value could become more than text; put it into a text, an address or a description`,
        `${misplaced.piece} se trouve là où une valeur deviendrait autre chose que du texte ; mettez-la dans un texte, une adresse ou une description`,
      ]);
  }
};

const lost = (held: HeldLiquid, html: string, path: Path): ContentProblem[] =>
  held
    .lostIn(html)
    .slice(0, 3)
    .map((piece) =>
      error(path, 'lost', [
        `${piece} stands between tags, where MJML drops it; put it inside mj-text or mj-raw`,
        `${piece} se trouve entre des balises, où MJML l’efface ; mettez-la dans mj-text ou mj-raw`,
      ]),
    );

const INCLUDES = /<mj-include\b|<mj-html-attributes\b|type\s*=\s*["']css["']\s*\/?>/i;
const MJML_COMMENT = /^\s*<mjml[\s>]/i;

const sourceOf = (variant: EmailVariant, language: ContentLanguage, held: HeldLiquid): string =>
  variant.body.kind === 'mjml'
    ? held.hold(variant.body.source)
    : blocksToMjml(variant, variant.body.blocks, language, held);

const refusedSource = (source: string, path: Path): ContentProblem[] => [
  ...(MJML_COMMENT.test(source)
    ? []
    : [error(path, 'mjml', ['MJML begins with <mjml>', 'Le MJML commence par <mjml>'])]),
  ...(INCLUDES.test(source)
    ? [
        error(path, 'mjml', [
          'mj-include and mj-html-attributes are not allowed here: write what they bring',
          'mj-include et mj-html-attributes ne sont pas permis ici : écrivez ce qu’ils apportent',
        ]),
      ]
    : []),
];

const toHtml = async (source: string, path: Path): Promise<{ html: string; problems: ContentProblem[] }> => {
  const compile = await compiler();
  try {
    const { html, errors } = await compile(source);
    const problems = errors.map(({ line, message }) =>
      error(path, 'mjml', [`MJML, line ${line}: ${message}`, `MJML, ligne ${line} : ${message}`]),
    );
    return { html, problems };
  } catch (thrown) {
    const said = thrown instanceof Error ? thrown.message : 'it cannot be read';
    return { html: '', problems: [error(path, 'mjml', [`MJML: ${said}`, `MJML : ${said}`])] };
  }
};

/** [CONTENT-5] Nobody gets an e-mail without a way out of the next. */
const wayOut = ({ body }: EmailVariant, path: Path): ContentProblem[] =>
  body.kind === 'blocks' || /\{\{-?\s*links\.unsubscribe\b/.test(body.source)
    ? []
    : [
        error(path, 'unsubscribe', [
          'an e-mail needs a link to {{ links.unsubscribe }}',
          'un e-mail a besoin d’un lien vers {{ links.unsubscribe }}',
        ]),
      ];

/**
 * Compiles one language of an e-mail: MJML once, its Liquid untouched, and the same as plain text. Or what keeps it from being
 * one, with the path below the variant.
 */
export const compileEmail = async (variant: EmailVariant, language: ContentLanguage): Promise<Compilation> => {
  const held = new HeldLiquid();
  const path = variant.body.kind === 'mjml' ? ['body', 'source'] : ['body'];
  const source = sourceOf(variant, language, held);
  const refused = variant.body.kind === 'mjml' ? refusedSource(source, path) : [];
  if (refused.length > 0) return { problems: refused };
  const { html, problems } = await toHtml(source, path);
  if (problems.length > 0) return { problems: problems.slice(0, 20) };
  const found = [
    ...misplacedIn(html, held).map((one) => toldMisplaced(one, path)),
    ...lost(held, html, path),
    ...wayOut(variant, path),
  ];
  const different = [...new Map(found.map((one) => [one.message.en, one])).values()];
  if (different.length > 0) return { problems: different.slice(0, 20) };
  return { subject: variant.subject, html: held.release(html), text: held.release(plainOf(html)) };
};
