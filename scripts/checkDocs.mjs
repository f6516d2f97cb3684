/** The documentation keeps its promises: links, paths, commands, variables and rule ids that it names all exist. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { filesBelow, numbered, report } from './files.mjs';
import { at } from './root.mjs';

const SPEC = 'packages/core/SPEC.md';
const RULE_ID = /\[([A-Z]{2,}-\d+)\]/g;
const PLACE = /^(packages|apps|bench|examples|docs|scripts|tests|\.ci)\/[\w./-]*$/;

const read = (path) => readFileSync(at(path), 'utf8');
const sources = ['packages', 'apps', 'bench'].flatMap((folder) => filesBelow(folder, /\.tsx?$/));
const program = sources
  .filter((path) => !path.startsWith('apps/web/'))
  .map(read)
  .join('\n');
const npmScripts = JSON.parse(read('package.json')).scripts;

const documents = [
  ...['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'].filter((path) => existsSync(at(path))),
  ...['docs', 'packages', 'examples', 'bench'].flatMap((folder) => filesBelow(folder, /\.md$/)),
];

/** A heading's address as GitHub writes it. */
const slug = (heading) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
const headings = (path) => [...read(path).matchAll(/^#+\s+(.+)$/gm)].map(([, text]) => slug(text));

function linkProblem(document, target) {
  if (/^[a-z]+:/.test(target)) return null;
  const [path, anchor] = target.split('#');
  const file = path ? normalize(join(dirname(document), path)) : document;
  if (!existsSync(at(file))) return `the link ${target} leads nowhere`;
  if (anchor && file.endsWith('.md') && !headings(file).includes(anchor)) return `${file} has no heading #${anchor}`;
  return null;
}

/** What is wrong with a piece of code quoted in a document, if anything. */
function codeProblem(document, code) {
  const place = code.replace(/(:\d+)?$/, '');
  if (PLACE.test(place) && !existsSync(at(place)) && !existsSync(at(dirname(document), place)))
    return `${place} does not exist`;
  const script = /^npm (?:run )?(?:--silent )?(\S+)/.exec(code);
  if (script && (code.startsWith('npm run') || ['test', 'start'].includes(script[1])) && !npmScripts[script[1]]) {
    return `package.json has no script ${script[1]}`;
  }
  const verb = /^(?:npx parcours|npm run (?:--silent )?parcours --|parcours) ([a-z]+)/.exec(code);
  if (verb && !new RegExp(`command\\(\\s*['"\`]${verb[1]}\\b`).test(program))
    return `the CLI has no command ${verb[1]}`;
  if (/^[A-Z][A-Z0-9]*_[A-Z0-9_]+(=.*)?$/.test(code)) {
    const name = code.replace(/=.*/, '');
    if (!program.includes(name)) return `no program reads ${name}`;
  }
  return null;
}

function* quoted(document) {
  let fenced = false;
  for (const [number, line] of numbered(read(document))) {
    if (/^\s*```/.test(line)) fenced = !fenced;
    else if (fenced)
      yield {
        number,
        code: line
          .trim()
          .replace(/^\$ /, '')
          .replace(/\s+#.*$/, ''),
      };
    else {
      for (const [, code] of line.matchAll(/`([^`]+)`/g)) yield { number, code };
      for (const [, target] of line.replace(/`[^`]*`/g, '').matchAll(/\]\(([^)\s]+)\)/g)) yield { number, target };
    }
  }
}

const inDocuments = documents.flatMap((document) =>
  [...quoted(document)].flatMap(({ number, code, target }) => {
    const problem = target ? linkProblem(document, target) : codeProblem(document, code);
    return problem ? [`${document}:${number}: ${problem}`] : [];
  }),
);

const known = new Set(existsSync(at(SPEC)) ? [...read(SPEC).matchAll(/\b[A-Z]{2,}-\d+\b/g)].map(([id]) => id) : []);
const inSources = [...sources, ...filesBelow('tests', /\.ts$/)].flatMap((path) =>
  numbered(read(path)).flatMap(([number, line]) =>
    [...line.matchAll(RULE_ID)]
      .filter(([, id]) => !known.has(id))
      .map(([, id]) => `${path}:${number}: ${SPEC} has no rule ${id}`),
  ),
);

report([...inDocuments, ...inSources]);
