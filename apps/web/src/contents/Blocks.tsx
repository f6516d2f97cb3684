import { ActionIcon, Button, Menu } from '@mantine/core';
import type { Block, LeafBlock } from '@parcours/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { BlockFields, type Placed } from './BlockFields.js';
import classes from './contents.module.css';

const KINDS = ['heading', 'text', 'button', 'image', 'divider', 'spacer', 'columns'] as const;
const MAX = 60;

const NEW: { readonly [Kind in Block['kind']]: Block } = {
  heading: { kind: 'heading', text: '' },
  text: { kind: 'text', text: '' },
  button: { kind: 'button', label: '', url: 'https://' },
  image: { kind: 'image', url: 'https://', alt: '' },
  divider: { kind: 'divider' },
  spacer: { kind: 'spacer', height: 24 },
  columns: { kind: 'columns', columns: [[{ kind: 'text', text: '' }], [{ kind: 'text', text: '' }]] },
};

interface BlocksProps extends Placed {
  blocks: readonly Block[];
  /** Whether a block of columns may be added. */
  columns?: boolean;
  addLabel: string;
  onChange: (blocks: Block[]) => void;
}

const moved = (blocks: readonly Block[], at: number, to: number): Block[] => {
  const next = [...blocks];
  const [block] = next.splice(at, 1);
  if (block) next.splice(to, 0, block);
  return next;
};

const Tools = ({ at, blocks, onChange }: { at: number } & Pick<BlocksProps, 'blocks' | 'onChange'>) => {
  const { t } = useTranslation();
  const name = { block: t(`contents.block.${blocks[at]?.kind ?? 'text'}`) };
  const size = { size: 15, stroke: 1.75, 'aria-hidden': true } as const;
  const tool = { variant: 'subtle', color: 'gray', size: 'sm' } as const;
  return (
    <span className={classes.tools}>
      <ActionIcon
        {...tool}
        aria-label={t('contents.up', name)}
        disabled={at === 0}
        onClick={() => onChange(moved(blocks, at, at - 1))}
      >
        <IconArrowUp {...size} />
      </ActionIcon>
      <ActionIcon
        {...tool}
        aria-label={t('contents.down', name)}
        disabled={at === blocks.length - 1}
        onClick={() => onChange(moved(blocks, at, at + 1))}
      >
        <IconArrowDown {...size} />
      </ActionIcon>
      <ActionIcon
        {...tool}
        aria-label={t('contents.removeBlock', name)}
        onClick={() => onChange(blocks.filter((_block, place) => place !== at))}
      >
        <IconTrash {...size} />
      </ActionIcon>
    </span>
  );
};

interface ColumnsProps extends Placed {
  block: Extract<Block, { kind: 'columns' }>;
  onChange: (block: Block) => void;
}

const Columns = ({ block, path, problems, onChange }: ColumnsProps) => {
  const { t } = useTranslation();
  const put = (at: number, column: LeafBlock[]) =>
    onChange({ ...block, columns: block.columns.map((one, place) => (place === at ? column : one)) });
  return (
    <div className={classes.columns}>
      {[...block.columns.entries()].map(([at, column]) => (
        <Blocks
          key={at}
          blocks={column}
          path={[...path, 'columns', at]}
          problems={problems}
          addLabel={t('contents.addTo', { at: at + 1 })}
          onChange={(next) => put(at, next as LeafBlock[])}
        />
      ))}
    </div>
  );
};

const Fields = ({ block, ...rest }: Placed & { block: Block; onChange: (block: Block) => void }) =>
  block.kind === 'columns' ? <Columns block={block} {...rest} /> : <BlockFields block={block} {...rest} />;

/** The blocks of an e-mail, or of one of its columns. */
export const Blocks = ({ blocks, path, problems, columns = false, addLabel, onChange }: BlocksProps) => {
  const { t } = useTranslation();
  const put = (at: number, next: Block) => onChange(blocks.map((one, place) => (place === at ? next : one)));
  const kinds = KINDS.filter((kind) => columns || kind !== 'columns');
  return (
    <div className={classes.blocks}>
      {[...blocks.entries()].map(([at, block]) => (
        <fieldset key={at} className={classes.block}>
          <legend>{t(`contents.block.${block.kind}`)}</legend>
          <Tools at={at} blocks={blocks} onChange={onChange} />
          <Fields block={block} path={[...path, at]} problems={problems} onChange={(next) => put(at, next)} />
        </fieldset>
      ))}
      <Menu position="bottom-start" shadow="md" withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            disabled={blocks.length >= MAX}
            className={classes.addBlock}
          >
            {addLabel}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {kinds.map((kind) => (
            <Menu.Item key={kind} onClick={() => onChange([...blocks, NEW[kind]])}>
              {t(`contents.block.${kind}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
};
