import { useComputedColorScheme } from '@mantine/core';
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type ECharts, init } from './echarts.js';

export interface ChartHandle {
  /** Hands over the chart as a PNG. */
  picture: (save: (blob: Blob) => void) => void;
}
/** The colours of the page, as they are now. */
export interface Inks {
  ink: string;
  soft: string;
  line: string;
  accent: string;
  surface: string;
  back: string;
  scheme: 'light' | 'dark';
}
type Option = Parameters<ECharts['setOption']>[0];
interface ChartProps {
  label: string;
  className: string | undefined;
  /** What is drawn; a new function draws anew. */
  option: (inks: Inks) => object;
  /** Something drawn was clicked: what the option gave for it. A table beside it says the same to those who use no mouse. */
  onPick?: ((data: unknown) => void) | undefined;
  ref?: Ref<ChartHandle> | undefined;
}

const inksOf = (element: HTMLElement, scheme: Inks['scheme']): Inks => {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(name).trim();
  return {
    ink: read('--ink'),
    soft: read('--ink-soft'),
    line: read('--line'),
    accent: read('--accent'),
    surface: read('--surface'),
    back: read('--back'),
    scheme,
  };
};

/** Tooltips are text nodes, never markup: names come from definitions people write. */
export const tip = (lines: string[]): HTMLElement => {
  const box = document.createElement('div');
  for (const line of lines) {
    const row = document.createElement('div');
    row.textContent = line;
    box.append(row);
  }
  return box;
};

/** What all charts have in common: the page's font, room for labels, calm lines. */
export const frameOf = ({ soft, line, surface, ink }: Inks) => ({
  animation: false,
  textStyle: { fontFamily: 'Inter Variable, system-ui, sans-serif' },
  grid: { left: 4, right: 12, top: 16, bottom: 4, outerBoundsMode: 'same' as const, containLabel: true },
  tooltip: { backgroundColor: surface, borderColor: line, textStyle: { color: ink, fontSize: 12 } },
  xAxis: { axisLine: { show: false }, axisTick: { show: false }, axisLabel: { color: soft, hideOverlap: true } },
  yAxis: { splitNumber: 3, axisLabel: { color: soft }, splitLine: { lineStyle: { color: line } } },
});

/** A drawing of ECharts that follows its place, the scheme and the language. */
export const Chart = ({ label, className, option, onPick, ref }: ChartProps) => {
  const { i18n } = useTranslation();
  const scheme = useComputedColorScheme('light');
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts>(null);
  useImperativeHandle(ref, () => ({
    picture: (save) => {
      const backgroundColor = place.current ? inksOf(place.current, scheme).surface : '#fff';
      const canvas = chart.current?.renderToCanvas({ pixelRatio: 2, backgroundColor });
      canvas?.toBlob((blob) => blob && save(blob), 'image/png');
    },
  }));
  useEffect(() => {
    if (!place.current) return;
    const drawn = init(place.current);
    chart.current = drawn;
    const watch = new ResizeObserver(() => drawn.resize());
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      drawn.dispose();
      chart.current = null;
    };
  }, []);
  useEffect(() => {
    const drawn = chart.current;
    if (!drawn || !onPick) return;
    const pick = ({ data }: { data?: unknown }) => onPick(data);
    drawn.on('click', pick);
    return () => {
      if (!drawn.isDisposed()) drawn.off('click', pick);
    };
  }, [onPick]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the language changes what is said
  useEffect(() => {
    if (!place.current) return;
    chart.current?.setOption(option(inksOf(place.current, scheme)) as Option, true);
  }, [option, scheme, i18n.language]);
  return <div ref={place} className={className} role="img" aria-label={label} />;
};
