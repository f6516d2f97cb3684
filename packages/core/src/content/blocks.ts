import { escapeHtml } from './escape.js';
import type { HeldLiquid } from './held.js';
import type { Block, ContentLanguage, EmailVariant, LeafBlock } from './schema.js';

const INK = '#1b1c1e';
const SOFT = '#5d5f64';
const ACCENT = '#0b6f65';
const FONT = "system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** In the dark, only what the blocks say of themselves changes: pictures and buttons keep their colours. */
const DARK = `
.paper, .paper > table { background: #1b1c1e !important; background-color: #1b1c1e !important; }
.ink div, .ink a { color: #ececea !important; }
.soft div, .soft a { color: #a9abb0 !important; }
.rule p { border-top-color: #3a3c40 !important; }`;

const FOOT: Readonly<Record<ContentLanguage, { why: string; stop: string; preferences: string }>> = {
  en: { why: 'This message comes from', stop: 'Unsubscribe', preferences: 'Choose what you receive' },
  fr: { why: 'Ce message vient de', stop: 'Se désabonner', preferences: 'Choisir ce que vous recevez' },
};

const attribute = (name: string, value: string, held: HeldLiquid): string =>
  `${name}="${escapeHtml(held.hold(value))}"`;

/** A paragraph's words, with **strong** and [words](address). */
const inline = (text: string): string =>
  escapeHtml(text)
    .replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>')
    .replace(/\[([^\]\n]+)\]\(([^\s()]+)\)/g, `<a href="$2" style="color:${ACCENT}">$1</a>`)
    .replaceAll('\n', '<br/>');

const paragraphs = (text: string, held: HeldLiquid): string =>
  held
    .hold(text)
    .split(/\n{2,}/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => `<p style="margin:0 0 14px">${inline(part)}</p>`)
    .join('');

const leaf = (block: LeafBlock, held: HeldLiquid): string => {
  switch (block.kind) {
    case 'heading':
      return `<mj-text css-class="ink" font-size="24px" font-weight="650" line-height="1.25" padding="14px 24px 6px"><h1 style="margin:0;font-size:24px">${inline(held.hold(block.text))}</h1></mj-text>`;
    case 'text':
      return `<mj-text css-class="ink">${paragraphs(block.text, held)}</mj-text>`;
    case 'button':
      return `<mj-button ${attribute('href', block.url, held)}>${inline(held.hold(block.label))}</mj-button>`;
    case 'image': {
      const link = block.link ? ` ${attribute('href', block.link, held)}` : '';
      return `<mj-image ${attribute('src', block.url, held)} ${attribute('alt', block.alt, held)}${link} />`;
    }
    case 'divider':
      return '<mj-divider css-class="rule" border-width="1px" border-color="#e2e2de" padding="14px 24px" />';
    case 'spacer':
      return `<mj-spacer height="${block.height}px" />`;
  }
};

const column = (blocks: readonly LeafBlock[], held: HeldLiquid): string =>
  `<mj-column>${blocks.map((block) => leaf(block, held)).join('')}</mj-column>`;

const section = (columns: string): string => `<mj-section css-class="paper" padding="0">${columns}</mj-section>`;

/** Runs of plain blocks share a section; columns have one of their own. */
const sections = (blocks: readonly Block[], held: HeldLiquid): string => {
  const runs: (LeafBlock[] | Extract<Block, { kind: 'columns' }>)[] = [];
  for (const block of blocks) {
    const last = runs.at(-1);
    if (block.kind === 'columns') runs.push(block);
    else if (Array.isArray(last)) last.push(block);
    else runs.push([block]);
  }
  return runs
    .map((run) =>
      section(Array.isArray(run) ? column(run, held) : run.columns.map((blocks) => column(blocks, held)).join('')),
    )
    .join('');
};

const head = (variant: EmailVariant, held: HeldLiquid): string => `<mj-head>
<mj-title>${escapeHtml(held.hold(variant.subject))}</mj-title>
${variant.preheader === '' ? '' : `<mj-preview>${escapeHtml(held.hold(variant.preheader))}</mj-preview>`}
<mj-attributes>
<mj-all font-family="${FONT}" />
<mj-text font-size="16px" line-height="1.6" color="${INK}" padding="6px 24px" />
<mj-button background-color="${ACCENT}" color="#ffffff" border-radius="8px" font-size="16px" font-weight="600" inner-padding="13px 22px" padding="14px 24px" align="left" />
<mj-image padding="10px 24px" border-radius="8px" />
</mj-attributes>
<mj-raw><meta name="color-scheme" content="light dark"/><meta name="supported-color-schemes" content="light dark"/></mj-raw>
<mj-style>@media (prefers-color-scheme: dark) {${DARK}
}</mj-style>
</mj-head>`;

const foot = (language: ContentLanguage, held: HeldLiquid): string => {
  const { why, stop, preferences } = FOOT[language];
  const link = (to: string, words: string): string => `<a href="${to}" style="color:${SOFT}">${words}</a>`;
  const text = held.hold(
    `${why} {{ organisation.name }}. ${link('{{ links.unsubscribe }}', stop)}{% if links.preferences %} · ${link('{{ links.preferences }}', preferences)}{% endif %}`,
  );
  return section(
    `<mj-column><mj-divider css-class="rule" border-width="1px" border-color="#e2e2de" padding="24px 24px 0" /><mj-text css-class="soft" font-size="13px" color="${SOFT}" padding="12px 24px 24px">${text}</mj-text></mj-column>`,
  );
};

/** Blocks as MJML, their Liquid held; every e-mail made of blocks ends with the way out of it. */
export const blocksToMjml = (
  variant: EmailVariant,
  blocks: readonly Block[],
  language: ContentLanguage,
  held: HeldLiquid,
): string =>
  `<mjml lang="${language}">${head(variant, held)}<mj-body background-color="#ffffff" css-class="paper" width="600px">${sections(blocks, held)}${foot(language, held)}</mj-body></mjml>`;
