/** The habits that no linter knows: pure core, SQL in its place, no untranslated words on the page. */
import { readFileSync } from 'node:fs';
import { filesBelow, numbered, report } from './files.mjs';
import { at } from './root.mjs';

const TEST = /\.test\.tsx?$|[./]testing\b/;

const HABITS = [
  {
    says: 'core is told the time and reads nothing from outside (no clock, chance, timer, process or network)',
    covers: (path) => path.startsWith('packages/core/'),
    finds:
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bperformance\.now\(|\bprocess\.|\bset(Timeout|Interval)\(|\bfetch\(|\bNow\.\w+\(/,
  },
  {
    says: 'SQL lives in *.sql.ts files and in packages/stores',
    covers: (path) => /^(packages\/engine|apps\/(server|cli))\//.test(path) && !path.endsWith('.sql.ts'),
    finds:
      /[`'"]\s*(SELECT\s.+\sFROM\s|INSERT INTO\s|UPDATE\s\S+\sSET\s|DELETE FROM\s|CREATE TABLE\s|ALTER TABLE\s|WITH\s\w+\sAS\s)/i,
  },
  {
    says: 'words that people read come from src/i18n, in both languages',
    covers: (path) => path.startsWith('apps/web/') && path.endsWith('.tsx'),
    finds: /\s(title|label|placeholder|alt|description|aria-label|aria-description|error|message)="[^"]*\p{L}{2,}/u,
  },
];

const problems = ['packages', 'apps']
  .flatMap((folder) => filesBelow(folder, /\.tsx?$/))
  .filter((path) => !TEST.test(path))
  .flatMap((path) => {
    const habits = HABITS.filter(({ covers }) => covers(path));
    if (habits.length === 0) return [];
    return numbered(readFileSync(at(path), 'utf8')).flatMap(([number, line]) =>
      /^\s*(\/\/|\*|\/\*)/.test(line)
        ? []
        : habits
            .filter(({ finds }) => finds.test(line))
            .map(({ says }) => `${path}:${number}: ${says}\n    ${line.trim()}`),
    );
  });

report(problems);
