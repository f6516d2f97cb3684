import { describe, expect, it } from 'vitest';
import { PRESETS } from '../lifecycle/presets/index.js';
import { checkFlow } from './check.js';
import { FLOW_CONTENTS } from './templateContents.js';
import { FLOW_TEMPLATES } from './templates.js';

describe('[FLOW-6] the templates', () => {
  it('are six, sound among the models that ship, and use every content written for them', () => {
    const definitions = { models: PRESETS, segments: [], personas: null, moments: [] };
    const around = { definitions, contents: FLOW_CONTENTS.map(({ id }) => id), flows: [] };
    expect(FLOW_TEMPLATES).toHaveLength(6);
    for (const flow of FLOW_TEMPLATES) expect([flow.id, checkFlow(flow, around)]).toEqual([flow.id, []]);
    const used = FLOW_TEMPLATES.flatMap(({ nodes }) =>
      nodes.flatMap((node) => (node.kind === 'message' ? [node.content] : [])),
    );
    expect(new Set(used)).toEqual(new Set(around.contents));
  });
});
