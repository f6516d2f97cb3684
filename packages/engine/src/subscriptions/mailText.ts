import { type Numbered, OPENING_PATHS, type Opening } from '@parcours/core';

/** A sentence of an e-mail: its number leads to the people behind it. */
export interface MailLine {
  readonly lead: Numbered;
  readonly after: string;
  readonly note: string;
  readonly link: string;
}
export interface MailParts {
  readonly language: 'en' | 'fr';
  readonly title: string;
  readonly over: string;
  readonly lines: readonly MailLine[];
  readonly note: string | null;
  readonly open: { readonly words: string; readonly link: string };
  readonly foot: { readonly why: string; readonly stop: string; readonly link: string } | null;
}

/** Where the people behind a number are, as an address that works from anywhere. */
export const linkTo = (base: string, workspace: string, { view, query }: Opening): string =>
  `${base}${OPENING_PATHS[view]}?${new URLSearchParams({ workspace, ...query })}`;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const safe = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

const INK = '#1b1c1e';
const SOFT = '#64666b';
const ACCENT = '#0b6f65';

const lineHtml = ({ lead, after, note, link }: MailLine): string => `
<p style="margin:0 0 2px;font-size:17px;line-height:1.45;color:${INK}">${safe(lead.before)}<a href="${safe(link)}" style="color:${ACCENT};font-weight:600">${safe(lead.number)}</a>${safe(lead.after)}${safe(after)}</p>
<p style="margin:0 0 18px;font-size:14px;line-height:1.5;color:${SOFT}">${safe(note)}</p>`;

/** The e-mail as a page: no picture, no script, nothing fetched. */
export const mailHtml = ({ language, title, over, lines, note, open, foot }: MailParts): string => `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${safe(title)}</title></head>
<body style="margin:0;padding:24px 16px;background:#ffffff;font-family:system-ui,-apple-system,'Segoe UI',Roboto,sans-serif">
<div style="max-width:600px;margin:0 auto">
<p style="margin:0;font-size:14px;color:${SOFT}">${safe(over)}</p>
<h1 style="margin:2px 0 20px;font-size:24px;line-height:1.25;color:${INK}">${safe(title)}</h1>
${note === null ? '' : `<p style="margin:0 0 18px;font-size:15px;line-height:1.5;color:${SOFT}">${safe(note)}</p>`}${lines.map(lineHtml).join('')}
<p style="margin:8px 0 24px"><a href="${safe(open.link)}" style="color:${ACCENT}">${safe(open.words)}</a></p>
${foot ? `<p style="margin:0;padding-top:16px;border-top:1px solid #e8e8e5;font-size:13px;color:${SOFT}">${safe(foot.why)} <a href="${safe(foot.link)}" style="color:${SOFT}">${safe(foot.stop)}</a></p>` : ''}
</div></body></html>
`;

/** The same in plain text. */
export const mailPlain = ({ title, over, lines, note, open, foot }: MailParts): string =>
  [
    `${title}\n${over}`,
    ...(note === null ? [] : [note]),
    ...lines.map(
      ({ lead, after, note: beside, link }) => `${lead.before}${lead.number}${lead.after}${after}\n${beside}\n${link}`,
    ),
    `${open.words}\n${open.link}`,
    ...(foot ? [`${foot.why}\n${foot.stop}\n${foot.link}`] : []),
  ].join('\n\n');
