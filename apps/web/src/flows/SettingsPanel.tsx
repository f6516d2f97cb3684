import { NumberInput, SegmentedControl, Select, Switch, TextInput } from '@mantine/core';
import type { Flow, FlowProblem, Trigger } from '@parcours/core';
import { useTranslation } from 'react-i18next';
import { below, EventField, RuleField, SpanField } from './fields.js';
import classes from './flows.module.css';
import type { FlowNames } from './useNodeWords.js';

interface PartProps {
  flow: Flow;
  names: FlowNames;
  change: (part: Partial<Flow>) => void;
}

const TRIGGERS = ['stage', 'segment', 'persona', 'event', 'manual'] as const;

const triggerOf = (kind: Trigger['kind'], names: FlowNames): Trigger => {
  switch (kind) {
    case 'stage':
      return { kind, model: names.models[0]?.value ?? 'aidar', way: 'forward' };
    case 'segment':
      return { kind, segment: names.segments[0]?.value ?? 'none', way: 'enters' };
    case 'persona':
      return { kind, persona: names.personas[0]?.value ?? 'none', way: 'enters' };
    case 'event':
      return { kind, event: 'Order Completed' };
    case 'manual':
      return { kind };
  }
};

const ANY = '\u0001any';

const StageFields = ({ flow, names, change }: PartProps) => {
  const { t } = useTranslation();
  const { trigger } = flow;
  if (trigger.kind !== 'stage') return null;
  const set = (part: Partial<typeof trigger>) => change({ trigger: { ...trigger, ...part } });
  return (
    <>
      <Select
        label={t('flows.fields.model')}
        data={names.models}
        value={trigger.model}
        allowDeselect={false}
        onChange={(model) => model && set({ model, to: undefined, from: undefined })}
      />
      <Select
        label={t('flows.fields.way')}
        data={(['forward', 'back', 'any'] as const).map((value) => ({ value, label: t(`flows.movement.${value}`) }))}
        value={trigger.way}
        allowDeselect={false}
        onChange={(way) => way && set({ way: way as 'forward' })}
      />
      <Select
        label={t('flows.fields.stage')}
        data={[{ value: ANY, label: t('flows.fields.anyStage') }, ...names.stagesOf(trigger.model)]}
        value={trigger.to ?? ANY}
        allowDeselect={false}
        onChange={(to) => set({ to: to === null || to === ANY ? undefined : to })}
      />
    </>
  );
};

const GroupFields = ({ flow, names, change }: PartProps) => {
  const { t } = useTranslation();
  const { trigger } = flow;
  if (trigger.kind !== 'segment' && trigger.kind !== 'persona') return null;
  const isSegment = trigger.kind === 'segment';
  return (
    <>
      <SegmentedControl
        aria-label={t('flows.fields.way')}
        data={(['enters', 'leaves'] as const).map((value) => ({ value, label: t(`flows.membership.${value}`) }))}
        value={trigger.way}
        onChange={(way) => change({ trigger: { ...trigger, way: way as 'enters' } })}
      />
      <Select
        label={t(isSegment ? 'flows.fields.segment' : 'flows.fields.persona')}
        data={isSegment ? names.segments : names.personas}
        value={isSegment ? trigger.segment : trigger.persona}
        onChange={(id) =>
          id && change({ trigger: isSegment ? { ...trigger, segment: id } : { ...trigger, persona: id } })
        }
      />
    </>
  );
};

const TriggerFields = (props: PartProps) => {
  const { t } = useTranslation();
  const { flow, names, change } = props;
  const { trigger } = flow;
  return (
    <>
      <Select
        label={t('flows.fields.trigger')}
        data={TRIGGERS.map((value) => ({ value, label: t(`flows.triggers.${value}`) }))}
        value={trigger.kind}
        allowDeselect={false}
        onChange={(kind) => kind && change({ trigger: triggerOf(kind as Trigger['kind'], names) })}
      />
      <StageFields {...props} />
      <GroupFields {...props} />
      {trigger.kind === 'event' && (
        <EventField
          label={t('flows.fields.event')}
          value={trigger.event}
          onChange={(event) => change({ trigger: { kind: 'event', event } })}
        />
      )}
      <Select
        label={t('flows.fields.reentry')}
        data={(['never', 'afterExit', 'always', 'every'] as const).map((value) => ({
          value,
          label: t(`flows.again.${value}`),
        }))}
        value={flow.reentry.kind}
        allowDeselect={false}
        onChange={(kind) =>
          kind && change({ reentry: kind === 'every' ? { kind, every: 'P30D' } : { kind: kind as 'never' } })
        }
      />
      {flow.reentry.kind === 'every' && (
        <SpanField
          label={t('flows.fields.every')}
          value={flow.reentry.every}
          onChange={(every) => change({ reentry: { kind: 'every', every } })}
        />
      )}
    </>
  );
};

const GoalFields = ({ flow: { goal, holdout }, change }: PartProps) => {
  const { t } = useTranslation();
  return (
    <>
      <Switch
        label={t('flows.fields.goal')}
        checked={goal !== undefined}
        onChange={({ currentTarget }) =>
          change({
            goal: currentTarget.checked
              ? { event: 'Order Completed', within: 'P30D', property: 'total', ends: true }
              : undefined,
          })
        }
      />
      {goal && (
        <>
          <EventField
            label={t('flows.fields.goalEvent')}
            value={goal.event}
            onChange={(event) => change({ goal: { ...goal, event } })}
          />
          <SpanField
            label={t('flows.fields.within')}
            value={goal.within}
            onChange={(within) => change({ goal: { ...goal, within } })}
          />
          <Switch
            label={t('flows.fields.goalEnds')}
            checked={goal.ends}
            onChange={({ currentTarget }) => change({ goal: { ...goal, ends: currentTarget.checked } })}
          />
        </>
      )}
      <NumberInput
        label={t('flows.fields.holdout')}
        description={t('flows.fields.holdoutText')}
        value={holdout}
        min={0}
        max={90}
        onChange={(value) => change({ holdout: Number(value) })}
      />
    </>
  );
};

const WritingFields = ({ flow: { window, cap, freshness }, change }: PartProps) => {
  const { t } = useTranslation();
  return (
    <>
      <Switch
        label={t('flows.fields.window')}
        description={t('flows.fields.windowText')}
        checked={window !== undefined}
        onChange={({ currentTarget }) =>
          change({ window: currentTarget.checked ? { from: '09:00', to: '20:00' } : undefined })
        }
      />
      {window && (
        <div className={classes.pair}>
          {(['from', 'to'] as const).map((end) => (
            <TextInput
              key={end}
              type="time"
              label={t(`flows.fields.${end}`)}
              value={window[end]}
              style={{ flex: 1 }}
              onChange={({ target }) => target.value && change({ window: { ...window, [end]: target.value } })}
            />
          ))}
        </div>
      )}
      <Switch
        label={t('flows.fields.cap')}
        checked={cap !== undefined}
        onChange={({ currentTarget }) =>
          change({ cap: currentTarget.checked ? { most: 2, within: 'P7D' } : undefined })
        }
      />
      {cap && (
        <>
          <NumberInput
            label={t('flows.fields.most')}
            value={cap.most}
            min={1}
            max={1000}
            onChange={(most) => Number(most) >= 1 && change({ cap: { ...cap, most: Number(most) } })}
          />
          <SpanField
            label={t('flows.fields.within')}
            value={cap.within}
            onChange={(within) => change({ cap: { ...cap, within } })}
          />
        </>
      )}
      <SpanField
        label={t('flows.fields.freshness')}
        value={freshness}
        onChange={(value) => change({ freshness: value })}
      />
    </>
  );
};

interface SettingsPanelProps extends PartProps {
  problems: readonly FlowProblem[];
  may: boolean;
}

/** What begins a flow, for whom, and when it stops. */
export const SettingsPanel = ({ problems, may, ...part }: SettingsPanelProps) => {
  const { t } = useTranslation();
  const { flow, change } = part;
  return (
    <fieldset disabled={!may} style={{ border: 0, margin: 0, padding: 0, display: 'contents' }}>
      <h2>{t('flows.settings')}</h2>
      <TriggerFields {...part} />
      <div className={classes.group}>
        <RuleField
          label={t('flows.fields.audience')}
          text={t('flows.fields.audienceText')}
          rule={flow.audience}
          problems={below(problems, ['audience'])}
          onChange={(audience) => change({ audience })}
          optional
        />
        <RuleField
          label={t('flows.fields.exit')}
          text={t('flows.fields.exitText')}
          rule={flow.exit}
          problems={below(problems, ['exit'])}
          onChange={(exit) => change({ exit })}
          optional
        />
      </div>
      <div className={classes.group}>
        <GoalFields {...part} />
      </div>
      <div className={classes.group}>
        <WritingFields {...part} />
      </div>
    </fieldset>
  );
};
