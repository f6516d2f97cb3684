import { type ContentLanguage, type EmailVariant, escapeHtml } from '@parcours/core';
import { compileEmail } from './compileEmail.js';
import { type LiquidTemplate, openTemplate } from './liquid.js';

/** An e-mail ready to be filled. */
export interface EmailTemplate {
  readonly subject: LiquidTemplate;
  readonly html: LiquidTemplate;
  readonly text: LiquidTemplate;
}

/** The e-mails that were compiled, the last used kept: a version is compiled once. */
export interface Templates {
  of(key: string, variant: EmailVariant, language: ContentLanguage): Promise<EmailTemplate | null>;
}

/** A compiled e-mail with its Liquid read; null where it cannot be compiled. */
export const readyEmail = async (variant: EmailVariant, language: ContentLanguage): Promise<EmailTemplate | null> => {
  const compiled = await compileEmail(variant, language);
  if ('problems' in compiled) return null;
  return {
    subject: openTemplate(compiled.subject),
    html: openTemplate(compiled.html, escapeHtml),
    text: openTemplate(compiled.text),
  };
};

/** Keeps as many compiled e-mails as `most`, those used last. */
export const openTemplates = (most = 200): Templates => {
  const kept = new Map<string, Promise<EmailTemplate | null>>();
  return {
    of: (key, variant, language) => {
      const made = kept.get(key) ?? readyEmail(variant, language);
      kept.delete(key);
      kept.set(key, made);
      made.catch(() => kept.delete(key));
      for (const [oldest] of kept) {
        if (kept.size <= most) break;
        kept.delete(oldest);
      }
      return made;
    },
  };
};
