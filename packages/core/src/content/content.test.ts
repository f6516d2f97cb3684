import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeHtml, unescapeHtml } from './escape.js';
import { HeldLiquid } from './held.js';
import { misplacedIn } from './placement.js';
import { plainOf } from './plain.js';
import { contentSchema } from './schema.js';
import { customerScope, nearestOf, snakeOf, variablesOf } from './variables.js';

const anyText = fc.string({ unit: 'binary' });

describe('contents', () => {
  it('[CONTENT-3] an escaped value holds no sign that ends a text or an attribute, and says the same', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const escaped = escapeHtml(text);
        expect(escaped).not.toMatch(/[<>"']/);
        expect(unescapeHtml(escaped)).toBe(text);
      }),
    );
  });

  it('[CONTENT-3] finds a value in every place that is not text', () => {
    const found = (html: string) => {
      const held = new HeldLiquid();
      return misplacedIn(held.hold(html), held).map(({ code }) => code);
    };
    expect(found('<p title="{{ a }}">{{ a }} <a href="https://x/{{ a }}">x</a></p>')).toEqual([]);
    expect(found('<a href="{{ links.unsubscribe }}">x</a>')).toEqual([]);
    expect(found('<a href="{{ a }}">x</a>')).toEqual(['address']);
    expect(found("<a href=' {{ a }}'>x</a>")).toEqual(['address']);
    expect(found('<a href={{ a }}>x</a>')).toEqual(['place']);
    expect(found('<{{ a }}>')).toEqual(['place']);
    expect(found('<p {{ a }}>')).toEqual(['place']);
    expect(found('<style>p { color: {{ a }} }</style>')).toEqual(['place']);
    expect(found('<p onclick="{{ a }}">')).toEqual(['script', 'place']);
    expect(found('<!-- \' --><a href="{{ a }}"><!-- \' -->')).toContain('address');
  });

  it('[CONTENT-2] gives Liquid back as it was written, whatever stands around it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyText, fc.constantFrom('{{ a | b: "c" }}', '{% if a < b %}'))), (parts) => {
        const text = parts
          .flat()
          .join('')
          .replace(/[\uE000\uE001]/g, '');
        const held = new HeldLiquid();
        expect(held.release(held.hold(text))).toBe(text);
      }),
    );
    const held = new HeldLiquid();
    held.hold('{{ a }}{{ b }}');
    expect(held.lostIn('\uE0001\uE001')).toEqual(['{{ a }}']);
  });

  it('[CONTENT-2] knows the nearest name, and none that is far', () => {
    const known = variablesOf({ traits: ['firstName'], models: ['aidar'] });
    expect(known).toContain('customer.first_name');
    expect(nearestOf('customer.frist_name', known)).toBe('customer.first_name');
    expect(nearestOf('position.aidar.stge', known)).toBe('position.aidar.stage');
    expect(nearestOf('weather', known)).toBeNull();
    expect(snakeOf('firstName')).toBe('first_name');
  });

  it('[CONTENT-2] finds a trait under both spellings; identifiers win over traits of their name', () => {
    const scope = customerScope({ firstName: 'Ada', user_id: 'trait' }, { id: '1', user_id: 'u', anonymous_id: null });
    expect(scope).toEqual({ first_name: 'Ada', firstName: 'Ada', id: '1', user_id: 'u', anonymous_id: null });
  });

  it('[CONTENT-5] makes plain text of a page: links after their words, nothing hidden, no markup', () => {
    const html = `<head><title>x</title><style>p{}</style></head><div style="display:none">pre</div>
      <h1>Hi &amp; you</h1><p>One<br/>two <a href="https://x/?a=1&amp;b=2"><b>here</b></a></p><!-- no --><img src="a" alt="A shoe"/>`;
    expect(plainOf(html)).toBe('Hi & you\n\nOne\ntwo here (https://x/?a=1&b=2)\n\nA shoe');
  });

  it('[CONTENT-1] refuses a content without words, of an unknown channel, or with a subject of two lines', () => {
    const variant = { subject: 'Hi', body: { kind: 'blocks', blocks: [{ kind: 'divider' }] } };
    const content = {
      id: 'a',
      channel: 'email',
      name: { en: 'A', fr: 'A' },
      action: 'desire',
      variants: { en: variant },
    };
    const sound = (over: object) => contentSchema.safeParse({ ...content, ...over }).success;
    expect(sound({})).toBe(true);
    expect(sound({ variants: {} })).toBe(false);
    expect(sound({ channel: 'pigeon' })).toBe(false);
    expect(sound({ variants: { en: { ...variant, subject: 'a\nb' } } })).toBe(false);
  });
});
