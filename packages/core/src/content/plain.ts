import { unescapeHtml } from './escape.js';

/** An HTML e-mail as plain text: links follow their words, paragraphs stay apart. */
export const plainOf = (html: string): string => {
  const body = html
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<(head|style|script|title)\b[\s\S]*?<\/\1>/gi, '')
    .replace(/<div[^>]*style="[^"]*display:\s*none[^>]*>[\s\S]*?<\/div>/gi, '')
    .replace(/\s+/g, ' ')
    .replace(/<a\b[^>]*?href="([^"]*)"[^>]*>([\s\S]*?)<\/a>/gi, (_all, to: string, words: string) => {
      const said = words.replace(/<[^>]*>/g, '').trim();
      return said === '' ? to : `${said} (${to})`;
    })
    .replace(/<img\b[^>]*?alt="([^"]+)"[^>]*>/gi, '$1')
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<\/?(p|div|h[1-6]|tr|table|li|ul|ol)\b[^>]*>/gi, '\n\n')
    .replace(/<[^>]*>/g, '');
  return unescapeHtml(body)
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
};
