import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const source = fileURLToPath(new URL('..', import.meta.url));
const spec = readFileSync(fileURLToPath(new URL('../../SPEC.md', import.meta.url)), 'utf8');
const families = 'POS|RULE|LOG|ACT|ORDER|TIME|STAGE|MOVE|VEL|DUE|PER|ID|KEEP|SEG|REF|BIND|STR|TOUCH';
const defined = [...spec.matchAll(/^- \*\*([A-Z]+-\d+)\*\*/gm)].map(([, id]) => id);
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

describe('SPEC.md', () => {
  it('numbers every rule once', () => {
    expect(defined.length).toBeGreaterThan(50);
    expect(new Set(defined).size).toBe(defined.length);
  });

  it('has every rule that code or tests cite', () => {
    const cited = files.flatMap((file) =>
      [...readFileSync(`${source}/${file}`, 'utf8').matchAll(new RegExp(`\\[((?:${families})-[A-Z0-9]+)\\]`, 'g'))].map(
        ([, id]) => `${id} in ${file}`,
      ),
    );
    expect(cited.filter((one) => !defined.includes(one.split(' ')[0]))).toEqual([]);
  });
});
