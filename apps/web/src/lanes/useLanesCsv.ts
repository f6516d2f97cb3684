import { LANES, type LaneStage } from '@parcours/core';
import { useTranslation } from 'react-i18next';
import { type Cell, saveCsv } from '../charts/download.js';
import { useWords } from '../i18n/useWords.js';
import { useTouchpoints } from '../touchpoints/useTouchpoints.js';
import { useLanes } from './lanesContext.js';
import { useInfluenceWords } from './useInfluenceWords.js';

/** One line of a lane: what, its number, of how many, and what a note says about itself. */
type Line = [what: string, count?: number | null, of?: number | null, ...about: Cell[]];

const useMeasuredLines = () => {
  const { t } = useTranslation();
  const { say, event } = useWords();
  const { nameOf } = useTouchpoints();
  const words = useInfluenceWords();
  const { measured } = useLanes();
  return (stage: LaneStage): [string, Line[]][] => {
    const here = <One extends { stage: string }>(all: readonly One[]) => all.filter((one) => one.stage === stage.id);
    const { customers, entered, forward, back } = stage;
    return [
      [t('lanes.names.objective'), [[say(stage.objective)], [t(`lanes.actionKinds.${stage.action}`)]]],
      [
        t('lanes.names.people'),
        [
          [t('map.people'), customers],
          [t('map.arrivedUp'), entered],
          [t('map.leftUp'), forward],
          [t('map.leftDown'), back],
        ],
      ],
      [
        t('lanes.names.touchpoints'),
        stage.touchpoints.flatMap((one): Line[] => [
          [nameOf(one.name), one.interactions],
          [`${nameOf(one.name)}: ${t('map.leftUp')}`, one.forward, one.customers],
          [`${nameOf(one.name)} (–): ${t('map.leftUp')}`, one.others.forward, one.others.customers],
        ]),
      ],
      [t('lanes.names.moments'), stage.moments.map((one): Line => [say(one.name), one.customers])],
      [t('lanes.names.feedback'), stage.feedback.map((one): Line => [event(one.event), one.mean, one.scores])],
      [
        t('lanes.names.frictions'),
        here(measured.frictions).map((one): Line => [words.friction(one), one.people, one.of]),
      ],
      [
        t('lanes.names.strengths'),
        here(measured.strengths).map((one): Line => [words.strength(one), one.people, one.of]),
      ],
    ];
  };
};

/** Takes all lanes away as one table: a line for each thing that stands in a cell. */
export const useLanesCsv = (): (() => void) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const linesOf = useMeasuredLines();
  const { map, measured, notes } = useLanes();
  return () => {
    const rows = measured.stages.flatMap((stage) => {
      const name = say(map.model.stages.find(({ id }) => id === stage.id)?.name ?? { en: stage.id, fr: stage.id });
      const told = linesOf(stage).flatMap(([lane, lines]) => lines.map((line): Cell[] => [name, lane, ...line]));
      const written = LANES.flatMap((lane) =>
        notes
          .filter((note) => note.stage === stage.id && note.lane === lane)
          .map(({ text, owner, state, date, follows }): Cell[] => [
            ...[name, t(`lanes.names.${lane}`), text, follows?.before.people, follows?.before.of],
            ...[owner, t(`lanes.states.${state}`), date],
          ]),
      );
      return [...told, ...written];
    });
    const heads = [t('map.stage'), t('lanes.lane'), t('lanes.text'), t('map.people'), t('lanes.of')];
    saveCsv(
      `parcours-${map.model.id}-lanes`,
      [...heads, t('lanes.owner'), t('lanes.state'), t('lanes.date')],
      rows.map((row) => [...row, ...Array<Cell>(Math.max(0, 8 - row.length)).fill(null)]),
    );
  };
};
