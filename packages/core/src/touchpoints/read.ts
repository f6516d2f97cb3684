import type { Problem } from '../lifecycle/problem.js';
import { type Reading, readBy } from '../lifecycle/readModel.js';
import { OTHER_TOUCHPOINT, TOUCHPOINT_BOUNDS, type Touchpoint, type Touchpoints, touchpointsSchema } from './schema.js';

type Path = Problem['path'];
const problem = (path: Path, code: string, en: string, fr: string): Problem => ({ path, code, message: { en, fr } });

const checkIds = (touchpoints: readonly Touchpoint[]): Problem[] =>
  touchpoints.flatMap(({ id }, at) => {
    const path = ['touchpoints', at, 'id'];
    if (id === OTHER_TOUCHPOINT) {
      const en = '“other” is what fits no touch point; choose another identifier';
      return [
        problem(
          path,
          'reserved',
          en,
          '« other » désigne ce qui n’a pas de point de contact ; choisissez un autre identifiant',
        ),
      ];
    }
    if (touchpoints.findIndex((one) => one.id === id) === at) return [];
    return [problem(path, 'repeated', `“${id}” is there twice`, `« ${id} » figure deux fois`)];
  });

const checkTests = (touchpoints: readonly Touchpoint[]): Problem[] =>
  touchpoints.flatMap(({ tests }, at) =>
    tests.flatMap(({ test, values }, nth) => {
      const path = ['touchpoints', at, 'tests', nth, 'values'];
      if (test === 'exists' && values.length > 0) {
        const en = 'whether there is a value takes no values to compare with';
        return [problem(path, 'values', en, 'un test de présence n’a pas de valeurs à comparer')];
      }
      if (test !== 'exists' && values.length === 0)
        return [problem(path, 'values', 'give at least one value', 'donnez au moins une valeur')];
      return [];
    }),
  );

const checkCost = (touchpoints: readonly Touchpoint[]): Problem[] => {
  const tests = touchpoints.reduce((sum, one) => sum + one.tests.length, 0);
  const texts = touchpoints.flatMap((one) => [...one.words, ...one.tests.flatMap(({ values }) => values)]);
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  const { tests: most, fields: widest, characters: longest } = TOUCHPOINT_BOUNDS;
  const costly: Problem[] = [];
  if (tests > most) {
    const en = `the catalogue holds ${tests} tests, and every interaction is put to them: ${most} is the most. Join tests of one field into one test with several values`;
    const fr = `le catalogue compte ${tests} tests, et chaque interaction y est soumise : ${most} au plus. Réunissez les tests d’un même champ en un seul test à plusieurs valeurs`;
    costly.push(problem(['touchpoints'], 'costly', en, fr));
  }
  const fields = new Set(touchpoints.flatMap((one) => [...one.tests, ...one.place].map(({ field }) => field))).size;
  if (fields > widest) {
    const en = `tests and places look at ${fields} different fields, and each is read from every interaction: ${widest} is the most`;
    const fr = `les tests et les lieux regardent ${fields} champs différents, et chacun est lu dans chaque interaction : ${widest} au plus`;
    costly.push(problem(['touchpoints'], 'costly', en, fr));
  }
  if (characters > longest) {
    const en = `all words and values together have ${characters} characters: ${longest} is the most. Give the beginning of a value instead of every value`;
    const fr = `l’ensemble des mots et des valeurs compte ${characters} caractères : ${longest} au plus. Donnez le début d’une valeur plutôt que toutes les valeurs`;
    costly.push(problem(['touchpoints'], 'costly', en, fr));
  }
  return costly;
};

/** Reads a catalogue of touch points from anything, or says what is wrong with it and where. */
export const readTouchpoints = (input: unknown): Reading<Touchpoints> => {
  const reading = readBy<Touchpoints>(touchpointsSchema, input);
  if ('problems' in reading) return reading;
  const { touchpoints } = reading.ok;
  const problems = [...checkIds(touchpoints), ...checkTests(touchpoints), ...checkCost(touchpoints)];
  return problems.length > 0 ? { problems } : reading;
};
