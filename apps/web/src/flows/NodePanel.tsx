import { ActionIcon, Select, TextInput } from '@mantine/core';
import type { Flow, FlowNode, FlowProblem } from '@parcours/core';
import { waysOf } from '@parcours/core';
import { IconTrash, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { lead } from './edit.js';
import { below } from './fields.js';
import classes from './flows.module.css';
import { NodeFields } from './NodeFields.js';
import { type FlowNames, type NodeWords, titlesOf } from './useNodeWords.js';

const END = '\u0001end';

/** Where each way out leads, to be led elsewhere. */
const Ways = ({
  flow,
  node,
  words,
  onFlow,
}: {
  flow: Flow;
  node: FlowNode;
  words: NodeWords;
  onFlow: (flow: Flow) => void;
}) => {
  const { t } = useTranslation();
  const others = titlesOf(flow, words).filter(({ value }) => value !== node.id);
  return waysOf(node).map(({ path, to }, at) => (
    <Select
      key={path.join('.')}
      label={[t('flows.fields.leads'), words.way(node, at)].filter(Boolean).join(' · ')}
      data={[{ value: END, label: t('flows.fields.toEnd') }, ...others]}
      value={to ?? END}
      allowDeselect={false}
      onChange={(next) => next && onFlow(lead(flow, { node: node.id, path }, next === END ? undefined : next))}
    />
  ));
};

interface NodePanelProps {
  flow: Flow;
  node: FlowNode;
  problems: readonly FlowProblem[];
  names: FlowNames;
  words: NodeWords;
  may: boolean;
  onChange: (node: FlowNode) => void;
  onFlow: (flow: Flow) => void;
  onRemove: () => void;
  onClose: () => void;
}

/** One node, to be changed beside the canvas. */
export const NodePanel = (props: NodePanelProps) => {
  const { flow, node, problems, names, words, may, onChange, onFlow, onRemove, onClose } = props;
  const { t } = useTranslation();
  const place = flow.nodes.indexOf(node);
  return (
    <fieldset disabled={!may} style={{ border: 0, margin: 0, padding: 0, display: 'contents' }}>
      <div className={classes.bar} style={{ margin: 0 }}>
        <h2 className={classes.grow}>{t(`flows.kinds.${node.kind}`)}</h2>
        {may && flow.nodes.length > 1 && (
          <ActionIcon variant="subtle" color="gray" aria-label={t('flows.remove')} onClick={onRemove}>
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        )}
        <ActionIcon variant="subtle" color="gray" aria-label={t('flows.close')} onClick={onClose}>
          <IconX size={18} aria-hidden />
        </ActionIcon>
      </div>
      <NodeFields node={node} problems={below(problems, ['nodes', place])} names={names} onChange={onChange} />
      <TextInput
        label={t('flows.stepName')}
        value={node.name ?? ''}
        maxLength={120}
        onChange={({ target }) => onChange({ ...node, name: target.value || undefined } as FlowNode)}
      />
      {node.kind !== 'exit' && (
        <div className={classes.group}>
          <Ways flow={flow} node={node} words={words} onFlow={onFlow} />
        </div>
      )}
    </fieldset>
  );
};
