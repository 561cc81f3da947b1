import { DispatchError } from '@dispatchkit/client';
import { capabilitiesOf } from '@dispatchkit/contract/words';
import { html, type TemplateResult } from 'lit';
import { setProperty } from '../shared/set-property.ts';
import { type SampleOptions, sampleSource } from '../shared/test/sample.ts';
import './define.ts';

interface StoryArguments {
  readonly sort: 'next-free' | 'name' | 'load';
  readonly unassigned: boolean;
  readonly workingOnly: boolean;
}

interface Setting {
  readonly sample?: SampleOptions;
  readonly lang?: string;
  readonly theme?: 'light' | 'dark';
  readonly width?: string;
  readonly change?: (source: ReturnType<typeof sampleSource>) => void;
  readonly readOnly?: boolean;
}

const defaults: StoryArguments = { sort: 'next-free', unassigned: true, workingOnly: false };

export default {
  title: 'Widgets/Tech board',
  component: 'dk-tech-board',
  args: defaults,
  argTypes: { sort: { control: 'select', options: ['next-free', 'name', 'load'] } },
};

function story(setting: Setting = {}) {
  return {
    render: (given: Partial<StoryArguments>): TemplateResult => {
      const { sort, unassigned, workingOnly } = { ...defaults, ...given };
      const more = setting.readOnly ? { capabilities: capabilitiesOf('viewer') } : {};
      const source = sampleSource(setting.sample ?? { technicians: 12, jobs: 120 }, more);
      setting.change?.(source);
      return html`<div lang=${setting.lang ?? 'en'} ${setProperty({ height: '520px', width: setting.width, 'color-scheme': setting.theme })}>
        <dk-tech-board .source=${source} .sort=${sort} .unassigned=${unassigned} .workingOnly=${workingOnly} ${setProperty({ height: '100%' })}></dk-tech-board>
      </div>`;
    },
  };
}

export const Ready = story();
export const Loading = story({ change: (source) => source.setPhase('loading') });
export const Empty = story({ sample: { technicians: 0, jobs: 0 } });
export const Failed = story({
  sample: { technicians: 0, jobs: 0 },
  change: (source) => source.setPhase('error', new DispatchError('connection', 'The connector does not answer.')),
});
export const Stale = story({
  change: (source) => source.setPhase('stale', new DispatchError('connection', 'The connector does not answer.')),
});
export const ManyTechnicians = story({
  sample: { technicians: 24, jobs: 400 },
  change: (source) =>
    source.applyRemote(
      'technicians',
      Array.from({ length: 120 }, (_, index) => ({ id: `more-${index}`, name: `Technician ${index + 1}`, active: true })),
    ),
});
export const Crews = story({
  change: (source) => {
    source.applyRemote('crews', [
      { id: 'north', name: 'North', technicianIds: ['technician-01', 'technician-06', 'technician-08'] },
      { id: 'night', name: 'Night and weekend', technicianIds: ['technician-03', 'technician-07'] },
    ]);
    for (const { id, technicianIds } of source.tables.crews.values())
      source.applyRemote(
        'technicians',
        technicianIds.map((technicianId) => ({ id: technicianId, crewId: id })),
      );
  },
});
export const ReadOnly = story({ readOnly: true });
export const RightToLeft = story({ lang: 'ar' });
export const Dark = story({ theme: 'dark' });
export const German = story({ lang: 'de' });
export const Narrow = story({ width: '360px' });
