import { ActionIcon, Button, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import type { FlowNode } from '@parcours/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { below, EventField, RuleField, SpanField, WeekdaysField } from './fields.js';
import classes from './flows.module.css';
import type { FlowNames } from './useNodeWords.js';

interface FieldsProps<Kind extends FlowNode['kind'] = FlowNode['kind']> {
  node: Extract<FlowNode, { kind: Kind }>;
  /** Problems with paths from the node on. */
  problems: ReturnType<typeof below>;
  names: FlowNames;
  onChange: (node: FlowNode) => void;
}

const WaitForFields = ({ node, problems, onChange }: FieldsProps<'waitFor'>) => {
  const { t } = useTranslation();
  const { event: _event, rule: _rule, ...rest } = node;
  return (
    <>
      <SegmentedControl
        aria-label={t('flows.fields.what')}
        data={[
          { value: 'event', label: t('flows.fields.event') },
          { value: 'rule', label: t('flows.fields.rule') },
        ]}
        value={node.event ? 'event' : 'rule'}
        onChange={(to) =>
          onChange(
            to === 'event'
              ? { ...rest, event: { event: 'Order Completed' } }
              : { ...rest, rule: { did: { event: 'Order Completed' } } },
          )
        }
      />
      {node.event && (
        <EventField
          label={t('flows.fields.event')}
          value={node.event.event}
          onChange={(event) => onChange({ ...node, event: { event } })}
        />
      )}
      {node.rule && (
        <RuleField
          label={t('flows.fields.rule')}
          rule={node.rule}
          problems={below(problems, ['rule'])}
          onChange={(rule) => rule && onChange({ ...node, rule })}
        />
      )}
      <SpanField
        label={t('flows.fields.timeout')}
        value={node.timeout}
        onChange={(timeout) => onChange({ ...node, timeout })}
      />
    </>
  );
};

const BranchFields = ({ node, problems, onChange }: FieldsProps<'branch'>) => {
  const { t } = useTranslation();
  return (
    <>
      {node.paths.map((path, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a path is where it stands
        <div key={at} className={classes.group}>
          <RuleField
            label={t('flows.fields.path', { number: at + 1 })}
            rule={path.rule}
            problems={below(problems, ['paths', at, 'rule'])}
            onChange={(rule) =>
              rule && onChange({ ...node, paths: node.paths.map((one, n) => (n === at ? { ...one, rule } : one)) })
            }
          />
          {node.paths.length > 1 && (
            <Button
              variant="subtle"
              size="compact-sm"
              onClick={() => onChange({ ...node, paths: node.paths.filter((_, n) => n !== at) })}
            >
              {t('flows.fields.removePath')}
            </Button>
          )}
        </div>
      ))}
      {node.paths.length < 8 && (
        <Button
          variant="default"
          size="xs"
          onClick={() => onChange({ ...node, paths: [...node.paths, { rule: { did: { event: 'Product Viewed' } } }] })}
        >
          {t('flows.fields.addPath')}
        </Button>
      )}
    </>
  );
};

const SplitFields = ({ node, onChange }: FieldsProps<'split'>) => {
  const { t } = useTranslation();
  return (
    <>
      {node.paths.map((path, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a path is where it stands
        <div key={at} className={classes.pair}>
          <NumberInput
            label={`${t('flows.fields.path', { number: at + 1 })} · ${t('flows.fields.share')}`}
            value={path.share}
            min={0}
            max={100}
            style={{ flex: 1 }}
            onChange={(share) =>
              onChange({
                ...node,
                paths: node.paths.map((one, n) => (n === at ? { ...one, share: Number(share) } : one)),
              })
            }
          />
          {node.paths.length > 2 && (
            <ActionIcon
              variant="default"
              size={36}
              aria-label={t('flows.fields.removePath')}
              onClick={() => onChange({ ...node, paths: node.paths.filter((_, n) => n !== at) })}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          )}
        </div>
      ))}
      {node.paths.length < 8 && (
        <Button variant="default" size="xs" onClick={() => onChange({ ...node, paths: [...node.paths, { share: 0 }] })}>
          {t('flows.fields.addPath')}
        </Button>
      )}
    </>
  );
};

const TraitNameField = ({ trait, onChange }: { trait: string; onChange: (trait: string) => void }) => {
  const { t } = useTranslation();
  return (
    <TextInput
      label={t('flows.fields.trait')}
      value={trait}
      onChange={({ target }) => target.value && onChange(target.value)}
    />
  );
};

const DateFields = ({ node, onChange }: FieldsProps<'date'>) => {
  const { t } = useTranslation();
  return (
    <>
      <TraitNameField trait={node.trait} onChange={(trait) => onChange({ ...node, trait })} />
      <NumberInput
        label={t('flows.fields.days')}
        value={node.days}
        min={-3660}
        max={3660}
        allowDecimal={false}
        onChange={(days) => onChange({ ...node, days: Number(days) })}
      />
      <TextInput
        type="time"
        label={t('flows.fields.at')}
        value={node.at ?? ''}
        onChange={({ target }) => onChange({ ...node, at: target.value || undefined })}
      />
    </>
  );
};

const UntilFields = ({ node, onChange }: FieldsProps<'until'>) => {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        type="time"
        label={t('flows.fields.at')}
        value={node.at}
        onChange={({ target }) => target.value && onChange({ ...node, at: target.value })}
      />
      <WeekdaysField value={node.weekdays} onChange={(weekdays) => onChange({ ...node, weekdays })} />
    </>
  );
};

const TraitFields = ({ node, onChange }: FieldsProps<'trait'>) => {
  const { t } = useTranslation();
  return (
    <>
      <TraitNameField trait={node.trait} onChange={(trait) => onChange({ ...node, trait })} />
      <TextInput
        label={t('flows.fields.value')}
        value={String(node.value)}
        onChange={({ target }) => onChange({ ...node, value: target.value })}
      />
    </>
  );
};

/** What one kind of step is made of. */
export const NodeFields = ({ node, ...rest }: FieldsProps) => {
  const { t } = useTranslation();
  const { names, onChange } = rest;
  switch (node.kind) {
    case 'wait':
      return (
        <SpanField
          label={t('flows.fields.amount')}
          value={node.for}
          onChange={(value) => onChange({ ...node, for: value })}
        />
      );
    case 'until':
      return <UntilFields node={node} {...rest} />;
    case 'date':
      return <DateFields node={node} {...rest} />;
    case 'waitFor':
      return <WaitForFields node={node} {...rest} />;
    case 'branch':
      return <BranchFields node={node} {...rest} />;
    case 'split':
      return <SplitFields node={node} {...rest} />;
    case 'message':
      return (
        <Select
          label={t('flows.fields.content')}
          data={names.contents}
          value={node.content}
          searchable
          onChange={(content) => content && onChange({ ...node, content })}
        />
      );
    case 'trait':
      return <TraitFields node={node} {...rest} />;
    case 'flow':
      return (
        <Select
          label={t('flows.fields.flow')}
          data={names.flows}
          value={node.flow}
          searchable
          onChange={(flow) => flow && onChange({ ...node, flow })}
        />
      );
    case 'exit':
      return null;
  }
};
