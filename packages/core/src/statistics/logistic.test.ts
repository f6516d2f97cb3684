import { describe, expect, it } from 'vitest';
import { fitLogistic } from './logistic.js';

const digits = (text: string): number[] => Array.from(text, Number);
/** infert and mtcars of R's datasets. */
const CASE = digits(
  '11111111111111111111111111111111111111111111111111111111111111111111111111111111111000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000',
);
const SPONTANEOUS = digits(
  '20001100100100101111102112222010020212012001002002221122021221120112200112211011011000101001101010020100000100021000000002000000001001110001000000010101000120000001100020201011102002010000120001100000000100000010000010111000000002000200002101110011',
);
const INDUCED = digits(
  '11221200001212122020020010001201101001000001010220111000100000001001011000000100200202021020001001100000000000001011000020110001012112111111211210000021010000200000020200000100000101111002000002100020002000000001211222010210111010102010100110000200',
);
const PARITY = digits(
  '61643412122413225131122122234412121213313112112423353122221221122113311116212111211616434121224132251311221222344121212133131121124233531222212211221133111121211121161643412122413225131122122234412121213313112112423353122221221122113311116212111211',
);
// biome-ignore format: as R prints it
const AGE = [26,42,39,34,35,36,23,32,21,28,29,37,31,29,31,27,30,26,25,44,40,35,28,36,27,40,38,34,28,30,32,34,42,32,39,35,36,34,30,28,39,35,41,37,30,37,28,27,26,38,24,36,27,28,29,36,28,28,28,27,35,25,34,31,26,32,21,28,37,25,32,25,31,38,26,31,31,25,31,34,35,29,23,26,42,39,34,35,36,23,32,21,28,29,37,31,29,31,27,30,26,25,44,40,35,28,36,27,40,38,34,28,30,32,34,42,32,39,35,36,34,30,28,39,35,41,37,30,37,28,27,26,38,24,36,27,28,29,36,28,28,28,27,35,25,34,31,26,32,21,28,37,25,32,25,31,26,31,31,25,31,34,35,29,23,26,42,39,34,35,36,23,32,21,28,29,37,31,29,31,27,30,26,25,44,40,35,28,36,27,40,38,34,28,30,32,34,42,32,39,35,36,34,30,28,39,35,41,37,30,37,28,27,26,38,24,36,27,28,29,36,28,28,28,27,35,25,34,31,26,32,21,28,37,25,32,25,31,38,26,31,31,25,31,34,35,29,23];
const AM = digits('11100000000000000111000001111111');
// biome-ignore format: as R prints it
const WT = [2.62,2.875,2.32,3.215,3.44,3.46,3.57,3.19,3.15,3.44,3.44,4.07,3.73,3.78,5.25,5.424,5.345,2.2,1.615,1.835,2.465,3.52,3.435,3.84,3.845,1.935,2.14,1.513,3.17,2.77,3.57,2.78];
// biome-ignore format: as R prints it
const HP = [110,110,93,110,175,105,245,62,95,123,123,180,180,180,205,215,230,66,52,65,97,150,150,245,175,66,91,113,264,175,335,109];

/** Coefficients, standard errors, intervals: glm(family = binomial), confint.default in R 4.2.2. */
describe('logistic regression', () => {
  it('equals glm of R on mtcars: am ~ wt + hp', () => {
    const fit = fitLogistic({ variables: [WT, HP], outcome: AM });
    expect(fit).toMatchObject({ people: 32, events: 13, ridge: 0, converged: true });
    expect(fit?.intercept).toBeCloseTo(18.8662987172040957, 7);
    expect(fit?.logLikelihood).toBeCloseTo(-5.02955523613349, 9);
    expect(fit?.nullLogLikelihood).toBeCloseTo(-21.6148666384289, 10);
    const [wt, hp] = fit?.effects ?? [];
    expect(wt?.coefficient).toBeCloseTo(-8.0834751824446283, 7);
    // R takes the weights of the step before the last
    expect(wt?.error).toBeCloseTo(3.0686751130546961, 6);
    expect([wt?.low, wt?.high]).toEqual([
      expect.closeTo(-14.09796788428620928, 5),
      expect.closeTo(-2.068982480603046, 5),
    ]);
    expect(hp?.coefficient).toBeCloseTo(0.0362555960822165, 9);
    expect(hp?.error).toBeCloseTo(0.0177341536507693, 8);
  });

  it('equals glm of R on infert: case ~ spontaneous + induced + age + parity', () => {
    const fit = fitLogistic({ variables: [SPONTANEOUS, INDUCED, AGE, PARITY], outcome: CASE });
    const told = [
      [1.9253382377823511, 0.2986307023528942],
      [1.1896562106896633, 0.289875248324967],
      [0.0531809874821269, 0.0301415025465046],
      [-0.7088300628698725, 0.1809139321180163],
    ] as const;
    expect(fit?.intercept).toBeCloseTo(-2.8523903676542623, 8);
    expect(fit?.logLikelihood).toBeCloseTo(-130.471683743559, 9);
    for (const [at, [coefficient, error]] of told.entries()) {
      expect(fit?.effects[at]?.coefficient).toBeCloseTo(coefficient, 8);
      expect(fit?.effects[at]?.error).toBeCloseTo(error, 8);
    }
  });

  it('tells how much the chance differs, as worked out with coef and vcov in R: case ~ (induced > 0) + spontaneous + age', () => {
    const ever = INDUCED.map((times) => (times > 0 ? 1 : 0));
    const fit = fitLogistic({ variables: [ever, SPONTANEOUS, AGE], outcome: CASE });
    const [had, , age] = fit?.effects ?? [];
    const z = 1.959963984540054;
    expect(had?.difference?.value).toBeCloseTo(0.114150561885011, 8);
    expect(had?.difference?.high).toBeCloseTo(0.114150561885011 + z * 0.0576174511247935, 8);
    expect(age?.deviation).toBeCloseTo(5.25156462813604, 10);
    expect(age?.difference?.value).toBeCloseTo(0.0211643343944892, 8);
    expect(age?.difference?.low).toBeCloseTo(0.0211643343944892 - z * 0.0280584681200663, 8);
  });

  it('a constant column has no effect and changes no other', () => {
    const [alone, beside] = [[WT], [WT, WT.map(() => 7)]].map((variables) => fitLogistic({ variables, outcome: AM }));
    expect(beside?.effects[1]).toMatchObject({ coefficient: null, low: null, difference: null, deviation: 0 });
    expect(beside?.effects[0]?.coefficient).toBeCloseTo(alone?.effects[0]?.coefficient as number, 8);
    expect(beside?.intercept).toBeCloseTo(alone?.intercept as number, 8);
  });

  it.each([
    ['a variable that tells the outcome for certain', [AM, HP]],
    ['two that are copies of each other', [WT, WT.map((value) => 2 * value)]],
  ])('stays finite, and says that it held back: %s', (_, variables) => {
    const fit = fitLogistic({ variables, outcome: AM });
    expect(fit).toMatchObject({ ridge: 1, converged: true });
    for (const { coefficient, error, difference } of fit?.effects ?? []) {
      expect(Number.isFinite(coefficient)).toBe(true);
      expect(error).toBeGreaterThan(0);
      expect(Math.abs(difference?.value as number)).toBeLessThanOrEqual(1);
    }
  });

  it.each([
    ['it happened to nobody', AM.map(() => 0)],
    ['it happened to all', AM.map(() => 1)],
  ])('nothing can be told where %s', (_, outcome) => {
    expect(fitLogistic({ variables: [WT], outcome })).toBeNull();
  });

  it('one person, and nobody', () => {
    expect(fitLogistic({ variables: [[3]], outcome: [1] })).toBeNull();
    expect(fitLogistic({ variables: [[]], outcome: [] })).toBeNull();
  });
});
