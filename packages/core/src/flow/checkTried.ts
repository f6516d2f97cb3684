import type { FlowDryRun } from '../api/flows.js';
import { type FlowProblem, flowProblem } from './check.js';
import type { Flow } from './schema.js';

const percent = (part: number, of: number): number => Math.round((100 * part) / of);

/** [FLOW-6] What only the history tells: messages that most would not get. */
export const checkTried = (
  { nodes }: Flow,
  { nodes: counts, messages }: Pick<FlowDryRun, 'nodes' | 'messages'>,
): FlowProblem[] =>
  nodes.flatMap((node, at) => {
    if (node.kind !== 'message') return [];
    const place = { node: node.id, path: ['nodes', at] };
    const { passed = 0, held = 0 } = counts.find((one) => one.node === node.id) ?? {};
    const capped = percent(held, Math.max(1, passed));
    const unreachable = percent(messages.unreachable, Math.max(1, messages.people));
    return [
      ...(held * 2 > passed
        ? [
            flowProblem('warning', place, 'cap', [
              `${capped} % of those who came here would have had enough messages already`,
              `${capped} % de ceux qui arrivent ici auraient déjà reçu assez de messages`,
            ]),
          ]
        : []),
      ...(passed > held && messages.unreachable * 2 > messages.people
        ? [
            flowProblem('warning', place, 'unreachable', [
              `${unreachable} % of those written to have no e-mail address`,
              `${unreachable} % de ceux à qui l’on écrirait n’ont pas d’adresse e-mail`,
            ]),
          ]
        : []),
    ];
  });
