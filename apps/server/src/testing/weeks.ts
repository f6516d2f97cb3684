import { PRESETS } from '@parcours/core';
import { addPerson, profileId } from './people.js';
import { DAY, NOW, type ReadServer } from './readServer.js';

/** Monday to Sunday. */
const WEEK = [36, 42, 39, 36, 45, 24, 15];
/** From day to day, a little more or less. */
const WAVES = [0, 3, -3, 5, -4];
const STAGES = PRESETS.find(({ id }) => id === 'ecommerce')?.stages.map(({ id }) => id) ?? [];
export const [FIRST_STAGE = '', SECOND_STAGE = ''] = STAGES;

const at = (time: number): string => new Date(time).toISOString().replace('T', ' ').replace('Z', '');

/** What happens on a day, so many days before today: how many people come, how many of them go on, how many fall back. */
export type DayOf = (ago: number, usual: number) => { come: number; onward: number; lapsed: number; orders: number };
export const USUAL_DAY: DayOf = (_ago, usual) => ({
  come: usual,
  onward: Math.round(usual / 2),
  lapsed: Math.round(usual / 6),
  orders: Math.round(usual / 3),
});

type Row = Record<string, unknown>;

/** One person for each thing that happens, so that people and events are as many; a little different from week to week. */
export const seedWeeks = async (server: ReadServer, workspace: string, days: number, of: DayOf = USUAL_DAY) => {
  const { warehouse } = server;
  await addPerson(server, workspace, { userId: 'somebody', name: 'Ada Lovelace', email: 'countess@people.example' });
  const movements: Row[] = [];
  const interactions: Row[] = [];
  const begin = Math.floor(NOW / DAY);
  for (let ago = days; ago >= 1; ago--) {
    const day = begin - ago;
    const usual = (WEEK[(day + 3) % 7] as number) + (WAVES[(day * 7) % 5] as number);
    const { come, onward, lapsed, orders } = of(ago, usual);
    const moved = (kind: string, from: string, to: string, delta: number) => (_: unknown, nth: number) =>
      movements.push({
        ...{ workspace_id: workspace, customer_id: profileId(workspace, 'user', `${kind} ${day} ${nth}`) },
        ...{
          model: 'ecommerce',
          value: '',
          at: at(day * DAY + 36_000_000 + nth),
          from_stage: from,
          to_stage: to,
          kind,
        },
        ...{ delta, cause_message: 'm', cause_event: 'Page Viewed', clause: -1, version: 1, deleted: 0 },
      });
    Array.from({ length: come }).forEach(moved('enter', '', FIRST_STAGE, 1));
    Array.from({ length: onward }).forEach(moved('advance', FIRST_STAGE, SECOND_STAGE, 1));
    Array.from({ length: lapsed }).forEach(moved('lapse', SECOND_STAGE, FIRST_STAGE, -1));
    for (let nth = 0; nth < come; nth++) {
      const [event, properties] = nth < orders ? ['Order Completed', '{"total":20.5}'] : ['Page Viewed', '{}'];
      interactions.push({
        ...{ workspace_id: workspace, profile_id: profileId(workspace, 'user', `enter ${day} ${nth}`) },
        ...{ time: at(day * DAY + 36_000_000 + nth), rank: 5, message_id: `${day} ${nth}`, event, user_id: '' },
        ...{ anonymous_id: '', properties, context: '{}', outbound: false, imported: false, log_id: 1 },
      });
    }
  }
  if (movements.length > 0) await warehouse.insert('movements', movements, `weeks ${workspace} ${days} movements`);
  if (interactions.length > 0)
    await warehouse.insert('interactions', interactions, `weeks ${workspace} ${days} interactions`);
};
