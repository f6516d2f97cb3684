import { EVENT_LABELS, type Flow, type FlowNode, type Trigger } from '@parcours/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { contentsQuery } from '../api/contentQueries.js';
import { personasQuery, segmentsQuery, vocabularyQuery } from '../api/definitions.js';
import { flowsQuery } from '../api/flowQueries.js';
import { useWords } from '../i18n/useWords.js';
import { useModels } from '../models/useModel.js';
import { NO_VOCABULARY } from '../rules/edit/vocabulary.js';
import { useRuleSentence } from '../rules/RuleBuilder.js';
import { useSpanWords } from '../rules/tokens/useTokenWords.js';
import { useWorkspace } from '../session/workspace.js';

/** Monday is 1; 2024 began on one. */
export const useWeekdays = () => {
  const { language } = useWords();
  const format = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });
  return [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, name: format.format(Date.UTC(2024, 0, day)) }));
};

/** What flows name, as people call it. */
export const useFlowNames = () => {
  const workspace = useWorkspace();
  const { say } = useWords();
  const contents = useQuery(contentsQuery(workspace.id)).data?.items ?? [];
  const flows = useQuery(flowsQuery(workspace.id)).data?.items ?? [];
  const segments = useQuery(segmentsQuery(workspace.id)).data?.items ?? [];
  const personas = useQuery(personasQuery(workspace.id)).data?.personas;
  const { byId, views } = useModels();
  const listed = personas ? [...personas.personas, personas.fallback] : [];
  return {
    contents: contents.map(({ content }) => ({ value: content.id, label: say(content.name) })),
    flows: flows.map(({ flow }) => ({ value: flow.id, label: say(flow.name) })),
    segments: segments.map(({ segment }) => ({ value: segment.id, label: say(segment.name) })),
    personas: listed.map(({ id, name }) => ({ value: id, label: say(name) })),
    models: views.map(({ model }) => ({ value: model.id, label: say(model.name) })),
    stagesOf: (id: string) => (byId(id)?.stages ?? []).map((stage) => ({ value: stage.id, label: say(stage.name) })),
  };
};
export type FlowNames = ReturnType<typeof useFlowNames>;

const labelOf = (options: readonly { value: string; label: string }[], value: string): string | undefined =>
  options.find((one) => one.value === value)?.label;

export const useEventWords = () => {
  const { say } = useWords();
  return (event: string): string => {
    const known = EVENT_LABELS[event as keyof typeof EVENT_LABELS];
    return known ? say(known) : event;
  };
};

/** A rule of a flow as one sentence. */
const useSentence = () => useRuleSentence(useQuery(vocabularyQuery(useWorkspace().id)).data ?? NO_VOCABULARY);

const useWayWords = () => {
  const { t } = useTranslation();
  const span = useSpanWords();
  const sentence = useSentence();
  return (node: FlowNode, at: number): string => {
    if (node.kind === 'branch') {
      const path = node.paths[at];
      return path ? (path.name ?? sentence(path.rule)) : t('flows.ways.otherwise');
    }
    if (node.kind === 'split') return node.paths[at]?.name ?? `${node.paths[at]?.share ?? 0} %`;
    if (node.kind === 'waitFor')
      return at === 0 ? t('flows.ways.met') : t('flows.ways.timeout', { span: span(node.timeout) });
    if (node.kind === 'date' && at === 1) return t('flows.ways.otherwise');
    return '';
  };
};

const useTriggerWords = (names: FlowNames) => {
  const { t } = useTranslation();
  const eventWords = useEventWords();
  return (one: Trigger): string => {
    switch (one.kind) {
      case 'stage': {
        const model = labelOf(names.models, one.model) ?? one.model;
        const told = { way: t(`flows.movement.${one.way}`), model };
        if (one.to === undefined) return t('flows.begun_anyStage', told);
        return t('flows.begun_stage', { ...told, stage: labelOf(names.stagesOf(one.model), one.to) ?? one.to });
      }
      case 'segment':
        return t('flows.begun_group', {
          way: t(`flows.membership.${one.way}`),
          name: labelOf(names.segments, one.segment) ?? one.segment,
        });
      case 'persona':
        return t('flows.begun_group', {
          way: t(`flows.membership.${one.way}`),
          name: labelOf(names.personas, one.persona) ?? one.persona,
        });
      case 'event':
        return eventWords(one.event);
      case 'manual':
        return t('flows.triggers.manual');
    }
  };
};

/** A node in a few words, beside its kind. */
export const useNodeWords = (names: FlowNames) => {
  const { t } = useTranslation();
  const span = useSpanWords();
  const weekdays = useWeekdays();
  const eventWords = useEventWords();
  const sentence = useSentence();
  const way = useWayWords();
  const trigger = useTriggerWords(names);
  const timeWords = ({ at, weekdays: on }: { at: string; weekdays?: number[] | undefined }): string =>
    [
      t('flows.told.until', { time: at }),
      on
        ? t('flows.told.onDays', {
            days: weekdays
              .filter(({ day }) => on.includes(day))
              .map(({ name }) => name)
              .join(', '),
          })
        : '',
    ].join(' ');
  const detail = (node: FlowNode): string => {
    switch (node.kind) {
      case 'wait':
        return span(node.for);
      case 'until':
        return timeWords(node);
      case 'date':
        return t('flows.told.date', { trait: node.trait, count: node.days });
      case 'waitFor':
        return node.event ? eventWords(node.event.event) : node.rule ? sentence(node.rule) : '';
      case 'branch':
        return t('flows.told.paths', { count: node.paths.length + 1 });
      case 'split':
        return node.paths.map(({ share }) => `${share} %`).join(' · ');
      case 'message':
        return labelOf(names.contents, node.content) ?? t('flows.told.noContent');
      case 'trait':
        return `${node.trait} = ${node.value}`;
      case 'flow':
        return labelOf(names.flows, node.flow) ?? t('flows.told.noFlow');
      case 'exit':
        return t('flows.told.exit');
    }
  };
  const title = (node: FlowNode): string => node.name ?? t(`flows.kinds.${node.kind}`);
  return { detail, way, title, trigger };
};
export type NodeWords = ReturnType<typeof useNodeWords>;

/** Each node called so that it can be told from the others. */
export const titlesOf = ({ nodes }: Flow, { title, detail }: NodeWords) =>
  nodes.map((node) => ({ value: node.id, label: `${title(node)} · ${detail(node)}` }));
